//! The capture tables of a scenario file, as they are written.

use crate::frame::Rotation;
use crate::source::SourceFault;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Every table that some room reads: those of capture, the network's, and those of a play.
pub(super) const ALL: [&str; 14] = [
    "camera",
    "audio",
    "permissions",
    "disk",
    "network",
    "person",
    "zone",
    "entry",
    "tasks",
    "operator",
    "mishap",
    "phone",
    "login",
    "kill",
];

/// The first table that no room reads: a slip must not play something else in silence.
pub(super) fn unknown_table(text: &str) -> Option<String> {
    let all: BTreeMap<String, IgnoredAny> = toml::from_str(text).ok()?;
    all.into_keys().find(|name| !ALL.contains(&name.as_str()))
}

/// What the system answers when a device is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::scripted) enum Permission {
    #[default]
    Grant,
    Deny,
    DenyOnce,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CameraTable {
    pub(super) document: Option<DocumentTable>,
    pub(super) face: Option<VideoTable>,
    pub(super) code: Option<FramesTable>,
    pub(super) built_in: BuiltIn,
    pub(super) fault: Option<FaultName>,
    pub(super) fault_after: Option<String>,
    pub(super) fault_for: Option<String>,
    pub(super) fault_sessions: Option<u32>,
}

/// How the camera stands in its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BuiltIn {
    #[default]
    Upright,
    UpsideDown,
    /// Its picture comes turned to the left by a quarter.
    OnItsSide,
}

impl BuiltIn {
    /// What that does to its pictures.
    pub(super) const fn rotation(self) -> Rotation {
        match self {
            Self::Upright => Rotation::None,
            Self::UpsideDown => Rotation::Half,
            Self::OnItsSide => Rotation::Left,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentTable {
    pub(super) front: PathBuf,
    pub(super) back: Option<PathBuf>,
    #[serde(default)]
    pub(super) script: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VideoTable {
    pub(super) video: PathBuf,
    pub(super) fps: Option<u8>,
    #[serde(default)]
    pub(super) script: Vec<String>,
    pub(super) turn_left: Option<PathBuf>,
    pub(super) turn_right: Option<PathBuf>,
    pub(super) show_document: Option<PathBuf>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FramesTable {
    pub(super) frames: PathBuf,
    #[serde(default)]
    pub(super) script: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FaultName {
    NoCamera,
    Busy,
    Unplugged,
    Silent,
    Format,
    PermissionDenied,
    Frozen,
    Black,
}

impl FaultName {
    /// What the camera does then.
    pub(super) const fn trouble(self) -> Trouble {
        Trouble::Fails(match self {
            Self::NoCamera => SourceFault::NoCamera,
            Self::Busy => SourceFault::Busy,
            Self::Unplugged => SourceFault::Unplugged,
            Self::Silent => SourceFault::Silent,
            Self::Format => SourceFault::Format,
            Self::PermissionDenied => SourceFault::PermissionDenied,
            Self::Frozen => return Trouble::Frozen,
            Self::Black => return Trouble::Black,
        })
    }
}

/// What a troubled device does instead of working.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scripted) enum Trouble {
    /// It fails.
    Fails(SourceFault),
    /// It gives its last picture again and again.
    Frozen,
    /// It gives black pictures.
    Black,
    /// A microphone that hears nothing.
    Deaf,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SoundFaultName {
    NoMicrophone,
    Busy,
    Unplugged,
    Silent,
    Silence,
}

impl SoundFaultName {
    /// What the microphone does then.
    pub(super) const fn trouble(self) -> Trouble {
        match self {
            Self::NoMicrophone => Trouble::Fails(SourceFault::NoMicrophone),
            Self::Busy => Trouble::Fails(SourceFault::Busy),
            Self::Unplugged => Trouble::Fails(SourceFault::Unplugged),
            Self::Silent => Trouble::Fails(SourceFault::Silent),
            Self::Silence => Trouble::Deaf,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AudioTable {
    pub(super) voice: Option<VoiceName>,
    pub(super) file: Option<PathBuf>,
    pub(super) digits: Option<PathBuf>,
    pub(super) fault: Option<SoundFaultName>,
    pub(super) fault_after: Option<String>,
    pub(super) fault_for: Option<String>,
    pub(super) fault_sessions: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum VoiceName {
    Tts,
    Tones,
    Silent,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PermissionsTable {
    pub(super) camera: Permission,
    pub(super) microphone: Permission,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DiskTable {
    pub(super) room: Option<u64>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tables {
    pub(super) camera: CameraTable,
    pub(super) audio: Option<AudioTable>,
    pub(super) permissions: PermissionsTable,
    pub(super) disk: DiskTable,
}
