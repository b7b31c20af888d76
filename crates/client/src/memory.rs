//! What the app knows while it runs and forgets when it ends.

use crate::account::Holder;
use crate::command::Drawn;
use crate::device::{SealedDevice, SessionKey};
use sceau_domain::document::{Declaration, DeclarationDraft, DocumentKind};
use sceau_wire::Secret;
use sceau_wire::account::{HandoffProof, SessionView};
use sceau_wire::configuration::ConfigurationView;
use sceau_wire::evidence::ChallengeView;
use sceau_wire::host::{AwaitedSignInView, RecordingState, SeenCodeView};
use sceau_wire::journey::{JourneyView, StateView};
use sceau_wire::login::LoginRequestView;
use std::sync::Arc;

/// Everything in memory. A device key that the server knows is never here: each signature opens and forgets it. One
/// that was just drawn is, until the server's answer came.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) token: Option<Secret>,
    /// Whose things are on this device; outlives the session.
    pub(crate) holder: Holder,
    /// The account that was here was found erased, and the screens still have what its person typed: whoever signs in
    /// next is another.
    pub(crate) is_erased: bool,
    pub(crate) device: Option<SealedDevice>,
    /// Offered to the server, whose answer is awaited or was lost.
    pub(crate) drawn: Option<Drawn>,
    pub(crate) is_unlocked: bool,
    /// Made when the device key is opened; signs films.
    pub(crate) session_key: Option<Arc<SessionKey>>,
    /// A sign-in whose code is awaited, on disk too.
    pub(crate) sign_in: Option<AwaitedSignInView>,
    /// Opened at the server for another account than the one at stake here: waits for a yes or a no.
    pub(crate) asking: Option<SessionView>,
    pub(crate) handoff: Option<HandoffProof>,
    pub(crate) handoff_is_confirmed: bool,
    pub(crate) configuration: Option<ConfigurationView>,
    pub(crate) journey: Option<JourneyView>,
    pub(crate) challenge: Option<ChallengeView>,
    pub(crate) login_requests: Vec<LoginRequestView>,
    pub(crate) link: Option<SeenCodeView>,
    /// What was found at launch, until it is told.
    pub(crate) recording: Option<RecordingState>,
}

impl Memory {
    /// After signing out: nothing of the person stays.
    pub(crate) fn forget_person(&mut self) {
        *self = Self {
            configuration: self.configuration.take(),
            ..Self::default()
        };
    }

    /// The kind of document that is photographed, or read, now.
    pub(crate) fn document_kind(&self) -> Option<DocumentKind> {
        match self.journey.as_ref()?.at {
            StateView::Photo { kind, .. } | StateView::DocumentData { kind, .. } => {
                Some(kind.into())
            }
            _ => None,
        }
    }

    /// What was declared, while the document is photographed: built again as on the day of its check.
    pub(crate) fn declared(&self) -> Option<Declaration> {
        let StateView::Photo {
            declared,
            checked_on,
            ..
        } = &self.journey.as_ref()?.at
        else {
            return None;
        };
        let draft = DeclarationDraft::from(declared.clone());
        let checked = draft.check(checked_on.parse().ok()?).ok()?;
        Some(checked.declaration)
    }

    /// What a person's journey says of their birth date, where it was shown.
    pub(crate) fn birth_date(&self) -> Option<sceau_domain::date::PartialDate> {
        let text = match &self.journey.as_ref()?.at {
            StateView::Birthplace { birth_date, .. } => birth_date,
            StateView::DocumentData { draft, .. } => draft.birth_date.as_ref()?,
            StateView::Review { declaration } | StateView::DataAgain { declaration, .. } => {
                declaration.document.birth_date.as_ref()?
            }
            _ => return None,
        };
        sceau_domain::date::PartialDate::parse_iso(text.reveal()).ok()
    }
}
