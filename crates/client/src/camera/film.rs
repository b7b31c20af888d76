//! Films: one that the webview records and pushes, with the prompts that were shown meanwhile, and what
//! is told of any when it ended.

use crate::captures::{FilmFacts, Piece, seal_problem};
use core::time::Duration;
use sceau_capture::media::{ArrivingFilm, MediaFault, PushedFilm};
use sceau_capture::{CameraFinding, DARK_BELOW, FilmSigner, Recording};
use sceau_wire::error::{ErrorCode, Problem};

/// A finished film, sealed.
pub(crate) struct Film {
    pub(crate) piece: Piece,
    pub(crate) facts: FilmFacts,
    /// The session key's signature.
    pub(crate) signature: Option<Vec<u8>>,
    pub(crate) findings: Vec<String>,
}

/// What films are announced as.
const MP4: &str = "video/mp4";
/// A film shorter than this holds no three digits.
const SHORT_BELOW: Duration = Duration::from_secs(4);
/// Fewer frames per second than this hide a movement.
const SLOW_BELOW: f32 = 12.0;
/// A microphone that gave nothing for longer than this may have missed a digit.
const SILENT_ABOVE: Duration = Duration::from_secs(1);

/// What arrives while the webview records.
pub(super) struct Arriving {
    film: ArrivingFilm,
    wants_sound: bool,
    is_whole: bool,
    prompts_ms: Vec<u32>,
}

impl Arriving {
    pub(super) const fn new(film: ArrivingFilm, wants_sound: bool) -> Self {
        Self {
            film,
            wants_sound,
            is_whole: false,
            prompts_ms: Vec::new(),
        }
    }

    /// Notes a prompt so many milliseconds after the webview's recorder started.
    pub(super) fn prompt(&mut self, at_ms: u32) {
        self.prompts_ms.push(at_ms);
    }

    /// Takes a piece; after a fault the film is to be thrown away.
    pub(super) fn push(&mut self, bytes: &[u8], is_last: bool) -> Result<(), Problem> {
        self.is_whole = is_last;
        self.film.push(bytes).map_err(media_problem)
    }

    /// The film, once its last piece came.
    pub(super) fn finish(self, signer: &dyn FilmSigner) -> Result<Film, Problem> {
        if !self.is_whole {
            return Err(Problem::new(ErrorCode::CaptureUnknown));
        }
        let film = self.film.finish(signer).map_err(media_problem)?;
        Ok(pushed_film(film, self.wants_sound, self.prompts_ms))
    }
}

fn pushed_film(film: PushedFilm, wants_sound: bool, prompts_ms: Vec<u32>) -> Film {
    let said = film.facts;
    let seconds = said.duration.as_secs_f32();
    let facts = FilmFacts {
        fps: if seconds > 0.0 {
            said.frames as f32 / seconds
        } else {
            0.0
        },
        width: said.width.into(),
        height: said.height.into(),
        duration_ms: millis(said.duration),
        prompts_ms,
        has_sound: said.audio_codec.is_some(),
        signature: None,
    };
    // Boxes that say nothing are not a finding about the person's film. Light and loudness of what the webview encoded
    // are not looked at here: the server looks and listens.
    let findings = if facts.duration_ms == 0 {
        Vec::new()
    } else {
        let is_silent = wants_sound && !facts.has_sound;
        told([(is_silent, "silent")])
            .chain(findings_of(&facts))
            .collect()
    };
    Film {
        piece: Piece::of(&film.file, MP4),
        facts,
        signature: film.signature,
        findings,
    }
}

/// A film of this device's own camera. Where sound is wanted, none at all is the worst silence.
pub(super) fn recorded_film(film: Recording, wants_sound: bool) -> Film {
    let is_dark =
        film.measured.brightness < DARK_BELOW || film.finding == Some(CameraFinding::Black);
    let is_frozen = film.finding == Some(CameraFinding::Frozen);
    let facts = FilmFacts {
        fps: film.measured.fps,
        width: film.measured.width.into(),
        height: film.measured.height.into(),
        duration_ms: millis(film.measured.duration),
        prompts_ms: film
            .prompts
            .iter()
            .map(|prompt| millis(prompt.at))
            .collect(),
        has_sound: film.sound.is_some(),
        signature: None,
    };
    let is_silent = match film.sound {
        Some(sound) => !sound.is_heard || sound.missing > SILENT_ABOVE,
        None => wants_sound,
    };
    let seen_and_heard = [
        (is_dark, "dark"),
        (is_frozen, "frozen"),
        (is_silent, "silent"),
    ];
    let findings = told(seen_and_heard).chain(findings_of(&facts)).collect();
    Film {
        piece: Piece::of(&film.file, MP4),
        facts,
        signature: film.signature,
        findings,
    }
}

/// What a film's length and frames say, whoever recorded it.
fn findings_of(facts: &FilmFacts) -> impl Iterator<Item = String> + use<> {
    told([
        (facts.duration_ms < millis(SHORT_BELOW), "short"),
        (facts.fps < SLOW_BELOW, "slow"),
    ])
}

/// The codes of what was found.
fn told<const COUNT: usize>(
    findings: [(bool, &'static str); COUNT],
) -> impl Iterator<Item = String> + use<COUNT> {
    let found = findings.into_iter().filter(|(is_so, _)| *is_so);
    found.map(|(_, code)| code.to_owned())
}

const fn media_problem(fault: MediaFault) -> Problem {
    Problem::new(match fault {
        MediaFault::TooHeavy => ErrorCode::FileTooBig,
        MediaFault::NotAFilm => ErrorCode::FileNotAVideo,
        MediaFault::Damaged => ErrorCode::FileDamaged,
        MediaFault::OtherCodec => ErrorCode::CameraFilm,
        MediaFault::Sealing(fault) => return seal_problem(fault),
    })
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}
