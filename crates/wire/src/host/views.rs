//! What a screen is shown, but for what a camera sees.

use super::captures::{CameraWay, SeenCodeView};
use super::host_types;
use crate::account::SignInView;
use crate::personal::Personal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

host_types! {
    /// Where the person's data was saved.
    ExportedFilesView {
        /// The folder, as the person finds it.
        folder: String,
        /// The file for machines.
        data: String,
        /// The file to read and print.
        pdf: String,
    }

    /// What the app knows at launch.
    StartView {
        /// Whether a session is kept on this device.
        has_session: bool,
        /// Whether the secret code must be typed first.
        is_locked: bool,
        /// Whether a secret code was chosen on this device.
        has_secret_code: bool,
        /// What is lost once this device forgets its key.
        at_stake: AtStake,
        /// A sign-in whose code was sent and not given yet; absent once signed in.
        #[ts(optional)] sign_in: Option<AwaitedSignInView>,
        /// Kept on this device.
        preferences: Preferences,
        /// The app's version.
        version: String,
        /// `linux`, `windows`, `macos`, `android`, `ios`, `browser`.
        platform: String,
        /// Builds for testers with a scenario: a banner says never to use real data.
        is_mocked: bool,
        /// Where frames come from: the host's camera, or the webview's (the phone's way).
        camera: CameraWay,
        /// A code that launched the app by its link.
        #[ts(optional)] link_code: Option<SeenCodeView>,
        /// What became of the recording that was under way when the app was killed; absent when none
        /// was. Told once.
        #[ts(optional)] recording: Option<RecordingState>,
    }
    /// A sign-in whose code was sent, as it was when the app ended.
    AwaitedSignInView {
        /// Where the code went, so that another may be asked for.
        email: Personal,
        /// The sign-in.
        sent: SignInView,
    }
    /// What was typed and is not sent yet.
    EntriesView {
        /// As kept; absent when nothing was.
        #[ts(optional)] entries: Option<Personal>,
    }
    /// Kept on this device.
    Preferences {
        /// `fr` or `en`; absent until chosen.
        #[ts(optional)] language: Option<String>,
        /// `light`, `dark`; absent to follow the system.
        #[ts(optional)] theme: Option<String>,
        /// 100 to 200.
        text_percent: u16,
        /// Stronger lines and texts; absent until chosen, which means no.
        #[ts(optional)] high_contrast: Option<bool>,
        /// A sound and a tap in the hand when a photograph is taken; absent until chosen, which means yes.
        #[ts(optional)] signals: Option<bool>,
        /// A notice of the system when something waits while the window is not looked at; absent until chosen, which
        /// means yes.
        #[ts(optional)] notices: Option<bool>,
    }
    /// Signed in.
    SignedInView {
        /// The address, masked.
        email_masked: String,
        /// The account has an active identity: until the device that holds it is unlocked, this session may not act
        /// for it.
        needs_trusted_device: bool,
        /// This account's device key is here: the secret code opens it.
        has_secret_code: bool,
        /// Somebody else was here before: what they left is thrown away, and the screens forget what they typed.
        is_another_person: bool,
    }
    /// Communes.
    CommunesView {
        /// Communes of that time.
        at_birth: Vec<CommuneView>,
        /// « Vouliez-vous dire… »: communes of that time on whose ground one of another time stands
        /// that was typed; that one itself, which cannot be chosen, where none is known.
        did_you_mean: Vec<CommuneView>,
    }
    /// A commune.
    CommuneView {
        /// COG, five characters.
        code: String,
        /// As at the birth date.
        name: String,
        /// Of that time: « Seine ».
        department: String,
        /// Its code, two or three characters.
        department_code: String,
        /// First year of this code and name; absent when it is older than the list.
        #[ts(optional)] since: Option<i16>,
        /// Last year; absent while in force.
        #[ts(optional)] until: Option<i16>,
        /// The list only knows that the change came in that year or later.
        is_change_undated: bool,
        /// The commune of which it is a part: an arrondissement, a commune déléguée or associée.
        #[ts(optional)] part_of: Option<String>,
        /// The commune that holds its ground today, when it has ended.
        #[ts(optional)] today: Option<TodayView>,
    }
    /// A commune of today.
    TodayView {
        /// Its name.
        name: String,
        /// « Val-de-Marne (94) »
        department: String,
    }
    /// Countries.
    CountriesView {
        /// Best first.
        countries: Vec<CountryView>,
    }
    /// A country.
    CountryView {
        /// COG, `99…`.
        code: String,
        /// In French.
        name_fr: String,
        /// In English.
        name_en: String,
        /// What it was at the birth date, in French, where that was something else.
        #[ts(optional)] then_fr: Option<String>,
        /// The same in English.
        #[ts(optional)] then_en: Option<String>,
    }
}

/// A recording found at launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordingState {
    /// It was cut off: nothing of it is left on the device, nothing of it was sent.
    ToRedo,
}

/// What hangs on the key that this device keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AtStake {
    /// Nothing: a code received by e-mail leads back to the case.
    #[default]
    Nothing,
    /// The active identity: without the key it must be recovered by a new proofing.
    Identity,
    /// A recovery under way: it would begin anew, and its delay with it.
    Recovery,
}

/// A page outside the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutsidePage {
    /// The mailbox: in test installations, the local one.
    Mailbox,
    /// The letter's tracking page.
    LetterTracking,
    /// Help.
    Help,
}
