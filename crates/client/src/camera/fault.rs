//! Faults of capture as public codes: decided here and nowhere else.

use crate::captures::seal_problem;
use sceau_capture::recorder::RecorderFault;
use sceau_capture::{CaptureFault, OtherKind, PictureFault, PushFault, SourceFault};
use sceau_wire::error::{ErrorCode, Problem};

/// A camera's fault.
pub(crate) const fn source_problem(fault: SourceFault) -> Problem {
    Problem::new(match fault {
        SourceFault::NoCamera => ErrorCode::CameraNone,
        SourceFault::NoMicrophone => ErrorCode::MicrophoneNone,
        SourceFault::Busy => ErrorCode::CameraBusy,
        SourceFault::PermissionDenied => ErrorCode::CameraDenied,
        SourceFault::Unplugged => ErrorCode::CameraLost,
        SourceFault::Silent => ErrorCode::CameraSilent,
        SourceFault::Format => ErrorCode::CameraFormat,
    })
}

/// A microphone's fault.
pub(crate) const fn sound_problem(fault: SourceFault) -> Problem {
    Problem::new(match fault {
        SourceFault::PermissionDenied => ErrorCode::MicrophoneDenied,
        SourceFault::Busy => ErrorCode::MicrophoneBusy,
        SourceFault::Silent => ErrorCode::MicrophoneSilent,
        // Whatever else it is, the person hears nothing of it and needs another way.
        SourceFault::NoCamera
        | SourceFault::NoMicrophone
        | SourceFault::Unplugged
        | SourceFault::Format => ErrorCode::MicrophoneNone,
    })
}

/// A session's fault.
pub(crate) const fn capture_problem(fault: CaptureFault) -> Problem {
    Problem::new(match fault {
        CaptureFault::Source(fault) => return source_problem(fault),
        CaptureFault::NoFrameYet => ErrorCode::CameraSilent,
        CaptureFault::UnreadableFrame => ErrorCode::FileDamaged,
        CaptureFault::AlreadyRecording => ErrorCode::RequestMalformed,
        CaptureFault::Stopped | CaptureFault::NotRecording => ErrorCode::CaptureUnknown,
        CaptureFault::Recorder(fault) => return recorder_problem(fault),
    })
}

/// A recorder's fault.
pub(crate) const fn recorder_problem(fault: RecorderFault) -> Problem {
    match fault {
        RecorderFault::Sealing(fault) => seal_problem(fault),
        RecorderFault::Encoder | RecorderFault::Empty | RecorderFault::Container => {
            Problem::new(ErrorCode::CameraRecorder)
        }
    }
}

/// A pushed frame's fault.
pub(crate) const fn push_problem(fault: PushFault) -> Problem {
    Problem::new(match fault {
        PushFault::TooHeavy => ErrorCode::FileTooBig,
        PushFault::NotAPicture => ErrorCode::FileNotAPicture,
        PushFault::NotBase64 => ErrorCode::RequestMalformed,
        PushFault::Late | PushFault::NobodyListens => ErrorCode::CaptureUnknown,
    })
}

/// A chosen file's fault.
pub(crate) const fn picture_problem(fault: PictureFault) -> Problem {
    Problem::new(match fault {
        PictureFault::TooHeavy => ErrorCode::FileTooBig,
        PictureFault::OtherKind(OtherKind::Pdf) => ErrorCode::FilePdf,
        PictureFault::OtherKind(OtherKind::Heic) => ErrorCode::FileHeic,
        PictureFault::OtherKind(OtherKind::Gif) => ErrorCode::FileGif,
        PictureFault::NotAPicture | PictureFault::OtherKind(OtherKind::Rare) => {
            ErrorCode::FileNotAPicture
        }
        PictureFault::TooManyPixels => ErrorCode::FileTooManyPixels,
        PictureFault::Damaged => ErrorCode::FileDamaged,
    })
}
