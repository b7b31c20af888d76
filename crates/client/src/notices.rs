//! What waits for the person while they look elsewhere: a login to answer, news of their case.

use crate::App;
use crate::files;
use crate::remote::Call;
use core::mem::{Discriminant, discriminant, replace};
use core::time::Duration;
use sceau_wire::host::{AtStake, Preferences};
use sceau_wire::journey::{JourneyView, StateView};
use sceau_wire::login::LoginRequestsView;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Between two looks. A login request waits for two minutes.
const PAUSE: Duration = Duration::from_secs(10);
/// A case is decided in hours: it is asked about in every so many looks only.
const LOOKS_PER_CASE: u32 = 30;

/// Something to tell outside the window. It may stand on a locked screen, where anyone reads it: it names no person,
/// no service and no outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A login waits for an answer.
    Login,
    /// The case waits for the person, or was decided.
    Case,
}

impl Notice {
    /// What is told, in `en`, or in French for any other language.
    pub fn text(self, language: Option<&str>) -> &'static str {
        match (self, language) {
            (Self::Login, Some("en")) => "A login request is waiting for you.",
            (Self::Login, _) => "Une demande de connexion vous attend.",
            (Self::Case, Some("en")) => "There is news of your case.",
            (Self::Case, _) => "Il y a du nouveau dans votre dossier.",
        }
    }
}

/// Tells what waits, for as long as the app runs. A host that can show notices starts it once, on its runtime, and
/// ends it by dropping it.
pub async fn run_notices(app: Arc<App>) {
    let mut watch = Watch::default();
    loop {
        tokio::time::sleep(PAUSE).await;
        if let Some(notice) = watch.look(&app).await {
            let chosen = preferences(&app).and_then(|chosen| chosen.language);
            app.ports.notifier.show(notice.text(chosen.as_deref()));
        }
    }
}

/// What the person knows already: shown by a screen, or told.
#[derive(Default)]
pub(crate) struct Watch {
    requests: BTreeSet<String>,
    /// Where the case stands, while others have it in their hands.
    awaited: Option<Discriminant<StateView>>,
    looks: u32,
}

impl Watch {
    /// One look; no network is no news.
    pub(crate) async fn look(&mut self, app: &App) -> Option<Notice> {
        let is_wanted = preferences(app).and_then(|chosen| chosen.notices) != Some(false);
        if !is_wanted || app.ports.notifier.is_looked_at() {
            self.take_from_screens(app);
            return None;
        }
        let holds_identity = app.memory().holder.at_stake == AtStake::Identity;
        if holds_identity {
            return self.look_for_logins(app).await;
        }
        self.looks += 1;
        let is_time = self.looks.is_multiple_of(LOOKS_PER_CASE);
        if is_time && self.awaited.is_some() {
            return self.look_at_case(app).await;
        }
        None
    }

    fn take_from_screens(&mut self, app: &App) {
        let memory = app.memory();
        let shown = memory.login_requests.iter();
        self.requests = shown.map(|shown| shown.request.clone()).collect();
        self.awaited = memory.journey.as_ref().and_then(awaited);
        self.looks = 0;
    }

    async fn look_for_logins(&mut self, app: &App) -> Option<Notice> {
        let call = Call::get("api/v1/login-requests");
        let view: LoginRequestsView = app.ask(call, None::<&()>).await.ok()?;
        let waiting = view.requests.into_iter().map(|waiting| waiting.request);
        let known = replace(&mut self.requests, waiting.collect());
        (!self.requests.is_subset(&known)).then_some(Notice::Login)
    }

    async fn look_at_case(&mut self, app: &App) -> Option<Notice> {
        let call = Call::get("api/v1/journey");
        let view: JourneyView = app.ask(call, None::<&()>).await.ok()?;
        let known = replace(&mut self.awaited, awaited(&view));
        (self.awaited != known).then_some(Notice::Case)
    }
}

fn awaited(view: &JourneyView) -> Option<Discriminant<StateView>> {
    let is_with_others = matches!(
        view.at,
        StateView::Processing { .. } | StateView::InPerson { .. }
    );
    is_with_others.then(|| discriminant(&view.at))
}

fn preferences(app: &App) -> Option<Preferences> {
    files::read_json(&app.preferences_file())
}
