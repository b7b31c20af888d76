//! The capture tables of a scenario file. The other tables belong to other rooms and are not read.
//!
//! ```toml
//! [camera]                        # all optional
//! fault = "unplugged"             # no_camera | busy | unplugged | silent | format
//! fault_after = "2s"              # without it, when the camera is opened
//!
//! [camera.document]
//! front = "frames/recto/*.jpg"    # a folder (10 a second, staying on the last), .y4m or .mjpeg
//! back = "frames/verso/*.jpg"
//! script = ["dark:1.5s", "good:hold"]  # sub-folders of both, in order
//!
//! [camera.face]
//! video = "media/face.mjpeg"      # may be written later; starts again when a recording begins
//! fps = 15                        # of a .mjpeg, which does not say; 30 without
//!
//! [camera.code]
//! frames = "run/qr"               # looked through twice a second: put a picture there any time
//!
//! [audio]                         # without it there is no microphone
//! file = "media/face.wav"         # or voice = "silent" | "tones" | "tts" (with digits = folder)
//!
//! [permissions]
//! camera = "grant"                # grant | deny | deny-once
//! microphone = "deny-once"
//!
//! [disk]
//! room = 200_000                  # bytes left for captures, until the app starts again
//! ```

use super::script::{self, Part};
use crate::source::{CameraUse, SourceFault};
use core::time::Duration;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Why a scenario cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioFault {
    /// The file cannot be read.
    #[error("the scenario file cannot be read")]
    Unreadable,
    /// Not TOML, or a table of ours with an unknown key or a wrong value; the text says where.
    #[error("the scenario is not understood: {0}")]
    Syntax(String),
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

/// What the system answers when a device is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Permission {
    #[default]
    Grant,
    Deny,
    DenyOnce,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CameraTable {
    document: Option<DocumentTable>,
    face: Option<VideoTable>,
    code: Option<FramesTable>,
    fault: Option<FaultName>,
    fault_after: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentTable {
    front: PathBuf,
    back: Option<PathBuf>,
    #[serde(default)]
    script: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct VideoTable {
    video: PathBuf,
    fps: Option<u8>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FramesTable {
    frames: PathBuf,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FaultName {
    NoCamera,
    Busy,
    Unplugged,
    Silent,
    Format,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AudioTable {
    voice: Option<VoiceName>,
    file: Option<PathBuf>,
    digits: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum VoiceName {
    Tts,
    Tones,
    Silent,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PermissionsTable {
    camera: Permission,
    microphone: Permission,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DiskTable {
    room: Option<u64>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Tables {
    camera: CameraTable,
    audio: Option<AudioTable>,
    permissions: PermissionsTable,
    disk: DiskTable,
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
    Video { path: PathBuf, fps: Option<u8> },
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
    script: Vec<Part>,
    fault_after: Duration,
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
        let parts = tables
            .camera
            .document
            .as_ref()
            .map_or(&[][..], |document| &document.script);
        let script = script::parse(parts).ok_or(ScenarioFault::Script)?;
        let fault_after = match &tables.camera.fault_after {
            Some(time) => script::parse_time(time).ok_or(ScenarioFault::Time)?,
            None => Duration::ZERO,
        };
        if let Some(audio) = &tables.audio {
            let is_one = audio.voice.is_some() != audio.file.is_some();
            if !is_one || (audio.voice == Some(VoiceName::Tts) && audio.digits.is_none()) {
                return Err(ScenarioFault::Voice);
            }
        }
        Ok(Self {
            folder: folder.into(),
            tables,
            script,
            fault_after,
        })
    }

    pub(super) const fn camera_permission(&self) -> Permission {
        self.tables.permissions.camera
    }

    pub(super) const fn microphone_permission(&self) -> Permission {
        self.tables.permissions.microphone
    }

    pub(super) fn camera_fault(&self) -> Option<(SourceFault, Duration)> {
        let fault = match self.tables.camera.fault? {
            FaultName::NoCamera => SourceFault::NoCamera,
            FaultName::Busy => SourceFault::Busy,
            FaultName::Unplugged => SourceFault::Unplugged,
            FaultName::Silent => SourceFault::Silent,
            FaultName::Format => SourceFault::Format,
        };
        Some((fault, self.fault_after))
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
            CameraUse::Code => Some(self.pictures_at(&camera.code.as_ref()?.frames, &[], None)),
            CameraUse::DocumentFront => {
                Some(self.pictures_at(&document?.front, &self.script, None))
            }
            CameraUse::DocumentBack => {
                Some(self.pictures_at(document?.back.as_ref()?, &self.script, None))
            }
            CameraUse::Face => {
                let face = camera.face.as_ref()?;
                Some(self.pictures_at(&face.video, &[], face.fps))
            }
        }
    }

    fn pictures_at(&self, path: &Path, script: &[Part], fps: Option<u8>) -> Pictures {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("y4m" | "mjpeg")) {
            return Pictures::Video {
                path: self.folder.join(path),
                fps,
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

fn must_exist(path: &Path) -> Result<(), ScenarioFault> {
    if path.exists() {
        Ok(())
    } else {
        Err(ScenarioFault::Missing(path.into()))
    }
}
