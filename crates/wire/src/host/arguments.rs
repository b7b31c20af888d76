//! What a screen gives with a command.

use super::captures::CameraPurpose;
use super::host_types;
use super::views::OutsidePage;
use crate::journey::{ConsentRequest, JourneyRequest};
use crate::login::LoginDecision;
use crate::mirror::Part;
use crate::personal::{Personal, Secret};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

host_types! {
    /// No argument, no result.
    Nothing {}
    /// A code typed, scanned or followed.
    CodeArgs {
        /// As typed, scanned or followed.
        code: Secret,
    }
    /// The number chosen, or none for « Ce n'est pas moi ».
    NumberArgs {
        /// One of the three offered.
        #[ts(optional)]
        number: Option<u8>,
    }
    /// An address and the language of the mail.
    EmailArgs {
        /// The address.
        email: Personal,
        /// `fr` or `en`.
        language: String,
    }
    /// One event.
    JourneyArgs {
        /// The event.
        request: JourneyRequest,
    }
    /// What was typed and is not sent yet: the interface's own text, at most 64 KiB.
    EntriesArgs {
        /// In place of what was kept before.
        entries: Personal,
    }
    /// What is typed; the birth date (`YYYY-MM-DD`) decides which communes come first.
    SearchArgs {
        /// As typed so far.
        query: Personal,
        /// As declared.
        #[ts(optional)]
        birth_date: Option<Personal>,
    }
    /// A camera session.
    SessionArgs {
        /// As opened.
        session: String,
    }
    /// A capture kept on this device, sealed.
    CaptureArgs {
        /// Its handle.
        capture: String,
    }
    /// What to open.
    OpenOutsideArgs {
        /// The page.
        page: OutsidePage,
    }
    /// The cameras for what.
    ListCamerasArgs {
        /// For what.
        purpose: CameraPurpose,
    }
    /// Which camera, for what.
    OpenCameraArgs {
        /// How it is called from now on, so that it can be closed while it opens: 22 to 64 letters, digits, `-` and
        /// `_`, hard to guess, never used before.
        session: String,
        /// For what.
        purpose: CameraPurpose,
        /// Which: it is remembered on this device. Otherwise the one chosen before, or the
        /// best one for the purpose.
        #[ts(optional)]
        camera: Option<String>,
    }
    /// Which side to take.
    TakePhotoArgs {
        /// As opened.
        session: String,
        /// The side.
        part: Part,
        /// Where the webview has the camera: what it gives at full size now, JPEG as base64. The
        /// frames it pushes are smaller.
        #[ts(optional)]
        whole: Option<Personal>,
    }
    /// The consent to the face video, asked for before each.
    DrawChallengeArgs {
        /// To the text shown.
        consent: ConsentRequest,
    }
    /// A file's bytes, base64, at most ten megabytes.
    ImportPhotoArgs {
        /// The side.
        part: Part,
        /// Base64.
        bytes: String,
    }
    /// With or without sound.
    StartRecordingArgs {
        /// As opened.
        session: String,
        /// Whether the microphone is used: never in writing mode.
        with_sound: bool,
    }
    /// A prompt that is on the screen now.
    MarkPromptArgs {
        /// As opened.
        session: String,
        /// Where the webview records: milliseconds since its recorder started. The host knows when its own did.
        #[ts(optional)]
        at_ms: Option<u32>,
    }
    /// A frame: JPEG, base64.
    PushFrameArgs {
        /// As opened.
        session: String,
        /// Base64.
        jpeg: String,
        /// Milliseconds since the session was opened.
        at_ms: u32,
    }
    /// A piece of MP4, base64; `last` closes it.
    PushMediaArgs {
        /// As opened.
        session: String,
        /// Base64.
        bytes: String,
        /// Whether it is the end.
        last: bool,
    }
    /// What is sent, as what.
    SubmitArgs {
        /// Its handle.
        capture: String,
        /// As what.
        part: Part,
        /// For the video.
        #[ts(optional)] challenge: Option<String>,
        /// Whether the device spoke the digits.
        audio_prompt: bool,
    }
    /// An answer; an approval carries the browser's number and the secret code.
    AnswerArgs {
        /// Which request.
        request: String,
        /// The answer.
        decision: LoginDecision,
        /// The browser's two digits.
        #[ts(optional)]
        number: Option<u8>,
        /// The secret code.
        #[ts(optional)]
        code: Option<Secret>,
    }

    /// Which device, and the secret code.
    RemoveDeviceArgs {
        /// As listed.
        device: String,
        /// The secret code.
        code: Secret,
    }
    /// Both codes.
    UnblockArgs {
        /// The one of the mail.
        mailed: Secret,
        /// The secret code.
        code: Secret,
    }
    /// Which login, and whether the identity is blocked with it.
    ReportArgs {
        /// As listed.
        login: String,
        /// Whether to block too.
        block: bool,
    }
    /// A new number.
    NewNumberArgs {
        /// In any usual spelling.
        number: Personal,
    }
    /// A new number and both codes.
    ChangeNumberArgs {
        /// As the code was sent to.
        number: Personal,
        /// The code of the SMS.
        texted: Secret,
        /// The secret code.
        code: Secret,
    }
    /// An open camera, and the day that tells the century of a birth.
    ReadZoneArgs {
        /// The session.
        session: String,
        /// `YYYY-MM-DD`.
        today: String,
    }
}
