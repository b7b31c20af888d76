//! The capture tables of a scenario file. The other tables belong to other rooms: they are known by name and not read.
//!
//! ```toml
//! [camera]                        # all optional
//! built_in = "upside_down"        # or "on_its_side": its pictures come so, until the person turns them
//! fault = "unplugged"             # no_camera | busy | permission_denied | unplugged | silent |
//!                                 # format | frozen | black
//! fault_after = "2s"              # since the camera was first opened; without it, from the start
//! fault_for = "3s"                # then it works again; without it, it stays away
//! fault_sessions = 1              # only the first so many times that a screen opens it; without it, always
//!
//! [camera.document]
//! front = "frames/recto/*.jpg"    # a folder (10 a second, staying on the last), or a film: .y4m,
//!                                 # .mjpeg or .mp4 (H.264)
//! back = "frames/verso/*.jpg"
//! script = ["dark:1.5s", "glare:1s", "blur:1s", "good:hold"]  # sub-folders of both, in order
//!
//! [camera.face]
//! video = "media/face.mjpeg"      # may be written later; starts again when a recording begins
//! fps = 15                        # of a film; without it, the film's own (30 of a .mjpeg)
//! script = ["dark:2s", "good:hold"]  # where `video` is a folder
//! turn_left = "media/left.mjpeg"  # films shown once the person is asked for it; `video` again when
//! turn_right = "media/right.mjpeg"  # the next recording begins. Only where `video` is a film
//! show_document = "media/document.mjpeg"
//!
//! [camera.code]
//! frames = "run/qr"               # looked through twice a second: put a picture there any time
//! script = ["blur:1s", "good:hold"]
//!
//! [audio]                         # without it there is no microphone
//! file = "media/face.wav"         # or voice = "silent" | "tones" | "tts" (with digits = folder)
//! fault = "busy"                  # no_microphone | busy | unplugged | silent | silence
//! fault_after = "2s"              # as the camera's
//! fault_for = "1s"
//! fault_sessions = 1
//!
//! [permissions]
//! camera = "grant"                # grant | deny | deny-once
//! microphone = "deny-once"
//!
//! [disk]
//! room = 200_000                  # bytes left for captures, until the app starts again
//! ```
//!
//! `dark`, `glare` and `blur` are not made here: they are sub-folders of pictures that show it, as
//! `sceau-specimens` draws them. Any name of letters, digits, `-` and `_` is a sub-folder.

mod tables;

pub(super) use tables::{Permission, Trouble};

use super::script::{self, Part};
use crate::frame::Rotation;
use crate::source::{CameraUse, Prompt};
use core::time::Duration;
use std::path::{Path, PathBuf};
use tables::{Tables, VideoTable, VoiceName};

/// Why a scenario cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioFault {
    /// The file cannot be read.
    #[error("the scenario file cannot be read")]
    Unreadable,
    /// Not TOML, or a table of ours with an unknown key or a wrong value; the text says where.
    #[error("the scenario is not understood: {0}")]
    Syntax(String),
    /// A table that no room knows.
    #[error("[{0}] is not a table of scenarios; there are {tables}", tables = tables::ALL.join(", "))]
    Table(String),
    /// A part of `script` is not `name:1.5s` or `name:hold`.
    #[error("a part of the script is neither `name:1.5s` nor `name:hold`")]
    Script,
    /// A time is not like `1.5s` or `200ms`.
    #[error("a time is not like `1.5s` or `200ms`")]
    Time,
    /// A folder, video or sound is not there.
    #[error("{0} is not there")]
    Missing(PathBuf),
    /// `[audio]` needs either `file` or `voice`, and `voice = "tts"` needs `digits`.
    #[error("[audio] needs either `file` or `voice`; `voice = \"tts\"` needs `digits`")]
    Voice,
}

/// What a microphone of a scenario says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Voice {
    Silent,
    /// A WAV file from the start of the session on.
    File(PathBuf),
    /// `0.wav` to `9.wav`: the digit that is asked is spoken.
    Digits(PathBuf),
    /// The two telephone tones of the digit that is asked (ITU-T Q.23).
    Tones,
}

/// What a camera of a scenario shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pictures {
    Folders(Vec<(PictureFolder, Option<Duration>)>),
    Video {
        path: PathBuf,
        fps: Option<u8>,
        asked: AskedFilms,
    },
}

/// The films of a person who does what they are asked last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AskedFilms {
    turn_left: Option<PathBuf>,
    turn_right: Option<PathBuf>,
    show_document: Option<PathBuf>,
}

impl AskedFilms {
    /// The film to show from now on, if there is one for what is asked.
    pub(super) fn of(&self, prompt: Prompt) -> Option<&Path> {
        let film = match prompt {
            Prompt::TurnLeft => &self.turn_left,
            Prompt::TurnRight => &self.turn_right,
            Prompt::ShowDocument => &self.show_document,
            Prompt::Digit(_) | Prompt::ShowPaper => &None,
        };
        film.as_deref()
    }
}

/// The pictures of one folder, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PictureFolder {
    pub(super) folder: PathBuf,
    /// `png`, or `jpg`; `None` takes both.
    pub(super) extension: Option<String>,
}

/// A scenario as far as capture goes.
#[derive(Debug, Clone)]
pub struct Scenario {
    folder: PathBuf,
    tables: Tables,
    scripts: Scripts,
    camera_plan: Option<Plan>,
    sound_plan: Option<Plan>,
}

/// The timelines, by use.
#[derive(Debug, Clone)]
struct Scripts {
    document: Vec<Part>,
    face: Vec<Part>,
    code: Vec<Part>,
}

/// A trouble of a device with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) trouble: Trouble,
    /// Since the device was first opened.
    pub(super) after: Duration,
    /// For how long; `None` for good.
    pub(super) lasts: Option<Duration>,
    /// In how many sessions, from the first; `None` in all.
    pub(super) sessions: Option<u32>,
}

impl Scenario {
    /// Bytes the disk has left for captures; `None` for as many as it really has.
    pub const fn disk_room(&self) -> Option<u64> {
        self.tables.disk.room
    }

    /// Reads a scenario file; its paths are relative to it.
    ///
    /// # Errors
    /// [`ScenarioFault`]: said before the app starts, not in the middle of a journey.
    pub fn load(path: &Path) -> Result<Self, ScenarioFault> {
        let text = std::fs::read_to_string(path).map_err(|_| ScenarioFault::Unreadable)?;
        let scenario = Self::parse(&text, path.parent().unwrap_or(Path::new(".")))?;
        scenario.check_files()?;
        Ok(scenario)
    }

    /// Reads a scenario's text without looking for its files.
    ///
    /// # Errors
    /// As [`Scenario::load`], without [`ScenarioFault::Missing`].
    pub fn parse(text: &str, folder: &Path) -> Result<Self, ScenarioFault> {
        let tables: Tables =
            toml::from_str(text).map_err(|fault| ScenarioFault::Syntax(fault.to_string()))?;
        if let Some(name) = tables::unknown_table(text) {
            return Err(ScenarioFault::Table(name));
        }
        let scripts = scripts_of(&tables)?;
        let (camera, audio) = (&tables.camera, tables.audio.as_ref());
        let camera_plan = plan_of(
            camera.fault.map(tables::FaultName::trouble),
            camera.fault_after.as_deref(),
            camera.fault_for.as_deref(),
            camera.fault_sessions,
        )?;
        let sound_plan = plan_of(
            audio
                .and_then(|audio| audio.fault)
                .map(tables::SoundFaultName::trouble),
            audio.and_then(|audio| audio.fault_after.as_deref()),
            audio.and_then(|audio| audio.fault_for.as_deref()),
            audio.and_then(|audio| audio.fault_sessions),
        )?;
        if let Some(audio) = &tables.audio {
            let is_one = audio.voice.is_some() != audio.file.is_some();
            if !is_one || (audio.voice == Some(VoiceName::Tts) && audio.digits.is_none()) {
                return Err(ScenarioFault::Voice);
            }
        }
        Ok(Self {
            folder: folder.into(),
            tables,
            scripts,
            camera_plan,
            sound_plan,
        })
    }

    pub(super) const fn camera_permission(&self) -> Permission {
        self.tables.permissions.camera
    }

    pub(super) const fn microphone_permission(&self) -> Permission {
        self.tables.permissions.microphone
    }

    /// How a picture comes out of the camera: none where it stands upright.
    pub(super) const fn camera_stands(&self) -> Rotation {
        self.tables.camera.built_in.rotation()
    }

    pub(super) const fn camera_plan(&self) -> Option<Plan> {
        self.camera_plan
    }

    pub(super) const fn sound_plan(&self) -> Option<Plan> {
        self.sound_plan
    }

    pub(super) fn voice(&self) -> Option<Voice> {
        let audio = self.tables.audio.as_ref()?;
        let place = |path: &Option<PathBuf>| self.folder.join(path.clone().unwrap_or_default());
        Some(match audio.voice {
            None => Voice::File(place(&audio.file)),
            Some(VoiceName::Silent) => Voice::Silent,
            Some(VoiceName::Tones) => Voice::Tones,
            Some(VoiceName::Tts) => Voice::Digits(place(&audio.digits)),
        })
    }

    /// What is shown for a use; `None` when the scenario has no such camera.
    pub(super) fn pictures(&self, purpose: CameraUse) -> Option<Pictures> {
        let camera = &self.tables.camera;
        let document = camera.document.as_ref();
        match purpose {
            CameraUse::Code => {
                let code = camera.code.as_ref()?;
                Some(self.pictures_at(&code.frames, &self.scripts.code, None))
            }
            CameraUse::DocumentFront => {
                Some(self.pictures_at(&document?.front, &self.scripts.document, None))
            }
            CameraUse::DocumentBack => {
                let back = document?.back.as_ref()?;
                Some(self.pictures_at(back, &self.scripts.document, None))
            }
            CameraUse::Face => {
                let face = camera.face.as_ref()?;
                let mut pictures = self.pictures_at(&face.video, &self.scripts.face, face.fps);
                if let Pictures::Video { asked, .. } = &mut pictures {
                    *asked = self.asked_films(face);
                }
                Some(pictures)
            }
        }
    }

    fn asked_films(&self, face: &VideoTable) -> AskedFilms {
        let place = |film: &Option<PathBuf>| film.as_ref().map(|film| self.folder.join(film));
        AskedFilms {
            turn_left: place(&face.turn_left),
            turn_right: place(&face.turn_right),
            show_document: place(&face.show_document),
        }
    }

    fn pictures_at(&self, path: &Path, script: &[Part], fps: Option<u8>) -> Pictures {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("y4m" | "mjpeg" | "mp4")) {
            return Pictures::Video {
                path: self.folder.join(path),
                fps,
                asked: AskedFilms::default(),
            };
        }
        // `frames/recto/*.png` or the folder itself.
        let is_pattern = path.file_stem().is_some_and(|stem| stem == "*");
        let base = if is_pattern {
            path.parent().unwrap_or(path)
        } else {
            path
        };
        let base = self.folder.join(base);
        let extension = if is_pattern {
            extension.map(String::from)
        } else {
            None
        };
        let of = |folder| PictureFolder {
            folder,
            extension: extension.clone(),
        };
        if script.is_empty() {
            return Pictures::Folders(vec![(of(base), None)]);
        }
        let parts = script
            .iter()
            .map(|part| (of(base.join(&part.name)), part.length));
        Pictures::Folders(parts.collect())
    }

    /// Only what must be there from the start: a journey writes the pictures of codes, the face
    /// film and its sound while it runs, when it knows the link and the digits.
    fn check_files(&self) -> Result<(), ScenarioFault> {
        for purpose in [CameraUse::DocumentFront, CameraUse::DocumentBack] {
            match self.pictures(purpose) {
                None => {}
                Some(Pictures::Video { path, .. }) => must_exist(&path)?,
                Some(Pictures::Folders(parts)) => {
                    parts
                        .iter()
                        .try_for_each(|(part, _)| must_exist(&part.folder))?;
                }
            }
        }
        match self.voice() {
            Some(Voice::Digits(path)) => must_exist(&path),
            Some(Voice::File(_) | Voice::Silent | Voice::Tones) | None => Ok(()),
        }
    }
}

fn scripts_of(tables: &Tables) -> Result<Scripts, ScenarioFault> {
    let read = |script: Option<&Vec<String>>| {
        script::parse(script.map_or(&[], Vec::as_slice)).ok_or(ScenarioFault::Script)
    };
    let camera = &tables.camera;
    Ok(Scripts {
        document: read(camera.document.as_ref().map(|table| &table.script))?,
        face: read(camera.face.as_ref().map(|table| &table.script))?,
        code: read(camera.code.as_ref().map(|table| &table.script))?,
    })
}

fn plan_of(
    trouble: Option<Trouble>,
    after: Option<&str>,
    lasts: Option<&str>,
    sessions: Option<u32>,
) -> Result<Option<Plan>, ScenarioFault> {
    let time = |text: Option<&str>| {
        text.map(|text| script::parse_time(text).ok_or(ScenarioFault::Time))
            .transpose()
    };
    let (after, lasts) = (time(after)?.unwrap_or_default(), time(lasts)?);
    Ok(trouble.map(|trouble| Plan {
        trouble,
        after,
        lasts,
        sessions,
    }))
}

fn must_exist(path: &Path) -> Result<(), ScenarioFault> {
    if path.exists() {
        Ok(())
    } else {
        Err(ScenarioFault::Missing(path.into()))
    }
}
