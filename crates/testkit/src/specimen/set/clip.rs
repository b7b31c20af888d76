//! The face clip with its sound and timeline.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::super::card;
use super::super::face::{Mode, Script, Studio, Third, to_jpeg, to_mjpeg, y4m_frame, y4m_header};
use super::super::fonts::Fonts;
use super::super::person::SpecimenPerson;
use super::super::voice::{Voice, to_wav, track};
use super::super::{Kind, Side, SpecimenError};
use super::files;

/// Quality of the clip's pictures: a video is compressed harder than a photograph.
const CLIP_QUALITY: u8 = 72;

/// Form of the picture track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClipForm {
    /// `media/face.mjpeg`, for Chromium and the scripted source.
    Mjpeg,
    /// `media/face.y4m`, uncompressed (21 MB per second at 720p and 15 per second).
    Y4m,
    /// `media/face/<nnn>.jpg`.
    Folder,
}

/// Size, rate and form of the clip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipOptions {
    /// Width and height in pixels, even.
    pub size: (u32, u32),
    /// Pictures per second, 15 or 30.
    pub fps: u32,
    /// Forms to write.
    pub forms: Vec<ClipForm>,
    /// Who speaks.
    pub voice: Voice,
}

impl Default for ClipOptions {
    fn default() -> Self {
        let forms = vec![ClipForm::Mjpeg];
        Self {
            size: super::SIZE,
            fps: 15,
            forms,
            voice: Voice::BuiltIn,
        }
    }
}

/// Writes the clip of `script` under `out/media`.
///
/// # Errors
/// [`SpecimenError::Write`], [`SpecimenError::Encode`] or [`SpecimenError::NoSpeech`].
pub fn write_face(
    out: &Path,
    person: &SpecimenPerson,
    fonts: &Fonts,
    script: &Script,
    options: &ClipOptions,
) -> Result<(), SpecimenError> {
    let media = out.join("media");
    let spoken = match script.mode {
        Mode::Speak => options.voice,
        Mode::Paper => Voice::Silent,
    };
    let sound = track(person, &script.digits, script.seconds, spoken)?;
    files::write(&media.join("face.wav"), &to_wav(&sound))?;
    files::write(
        &media.join("face.toml"),
        timeline(script, options).as_bytes(),
    )?;
    write_pictures(&media.join("face"), (person, fonts), script, options)
}

/// Writes a film for each third task, `out/media/turn-left`, `turn-right` and `show-document`, shown
/// when it is asked for. With `is_hasty`, a turn too fast comes before the slow one.
///
/// # Errors
/// [`SpecimenError::Write`] or [`SpecimenError::Encode`].
pub fn write_asked(
    out: &Path,
    person: &SpecimenPerson,
    fonts: &Fonts,
    is_hasty: bool,
    options: &ClipOptions,
) -> Result<(), SpecimenError> {
    for (third, name) in [
        (Third::TurnLeft, "turn-left"),
        (Third::TurnRight, "turn-right"),
        (Third::ShowDocument, "show-document"),
    ] {
        let script = Script::only_third(third, is_hasty && third != Third::ShowDocument);
        let path = out.join("media").join(name);
        write_pictures(&path, (person, fonts), &script, options)?;
    }
    Ok(())
}

/// The picture track, `path` with the extension of each form.
fn write_pictures(
    path: &Path,
    (person, fonts): (&SpecimenPerson, &Fonts),
    script: &Script,
    options: &ClipOptions,
) -> Result<(), SpecimenError> {
    let document = match script.third {
        Third::ShowDocument => Some(card::render(
            person,
            Kind::IdentityCard,
            Side::Front,
            fonts,
        )?),
        Third::TurnLeft | Third::TurnRight | Third::Nothing => None,
    };
    let Some(studio) = Studio::new(person, options.size, document.as_ref()) else {
        return Ok(());
    };
    let wants = |form| options.forms.contains(&form);
    let raw_path = path.with_extension("y4m");
    let failed = |source| SpecimenError::Write {
        path: raw_path.clone(),
        source,
    };
    let mut raw = None;
    if wants(ClipForm::Y4m) {
        std::fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
        let mut file = BufWriter::new(File::create(&raw_path).map_err(failed)?);
        file.write_all(&y4m_header(options.size, options.fps))
            .map_err(failed)?;
        raw = Some(file);
    }
    let mut jpegs = Vec::new();
    for index in 0..script.frames(options.fps) {
        let picture = studio.picture(script, index as f32 / options.fps as f32);
        if let Some(file) = &mut raw {
            file.write_all(&y4m_frame(&picture)).map_err(failed)?;
        }
        if wants(ClipForm::Mjpeg) || wants(ClipForm::Folder) {
            jpegs.push(to_jpeg(&picture, CLIP_QUALITY)?);
        }
    }
    if let Some(mut file) = raw {
        file.flush().map_err(failed)?;
    }
    if wants(ClipForm::Folder) {
        for (index, jpeg) in jpegs.iter().enumerate() {
            files::write(&path.join(format!("{index:03}.jpg")), jpeg)?;
        }
    }
    if wants(ClipForm::Mjpeg) {
        files::write(
            &path.with_extension("mjpeg"),
            &to_mjpeg(&jpegs, options.fps),
        )?;
    }
    Ok(())
}

/// What happens when, for the player and for the assertions of a test.
fn timeline(script: &Script, options: &ClipOptions) -> String {
    let mode = match script.mode {
        Mode::Speak => "speak",
        Mode::Paper => "paper",
    };
    let third = match script.third {
        Third::TurnLeft => "left",
        Third::TurnRight => "right",
        Third::ShowDocument => "document",
        Third::Nothing => "nothing",
    };
    let mut text = format!(
        "width = {}\nheight = {}\nfps = {}\nmjpeg_fps = 30\nseconds = {:.2}\nmode = \"{mode}\"\n\
         third = \"{third}\"\nthird_at = {:.2}\nthird_seconds = {:.2}\n",
        options.size.0,
        options.size.1,
        options.fps,
        script.seconds,
        script.third_at,
        script.third_seconds(),
    );
    for spoken in &script.digits {
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "\n[[digits]]\ndigit = {}\nat = {:.2}\n",
            spoken.digit, spoken.at
        );
    }
    text
}
