//! A room with operators, and cases that wait for them.

use bytes::Bytes;
use jiff::SignedDuration;
use sceau_domain::challenge::{Challenge, DigitsWay, ThirdTask};
use sceau_domain::document::DocumentKind;
use sceau_domain::id::{AccountId, CaseId, ChallengeId, EvidenceId, LetterId};
use sceau_domain::journey::{Gathered, Part, Request, State, StateName, Submitted};
use sceau_domain::letter::{Letter, LetterState};
use sceau_domain::private::Personal;
use sceau_domain::reason::Reason;
use sceau_service::case::{By, take_event};
use sceau_service::configuration::Configuration;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::World;
use sceau_service::records::{
    Account, AuditEntry, Case, CheckAnswer, Evidence, EvidenceSource, FilmSeal, LetterRecord,
    QueueEntry, Verdict, VideoFacts,
};
use sceau_service::review::{
    AuthenticatedOperator, CHECKLIST_LENGTH, CaseDossier, Decided, GivenDecision, add_operator,
    assign_next, authenticate_operator, decide, sign_in_operator,
};
use sceau_testkit::samples;
use sceau_testkit::world::TestWorld;

pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) test: TestWorld,
}

pub(crate) const CARD: DocumentKind = DocumentKind::IdentityCard;

impl Scene {
    /// A room without samples of approvals, so that a story decides who looks twice.
    pub(crate) async fn open() -> Self {
        Self::with(|configuration| configuration.review.second_look_percent = 0).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Configuration)) -> Self {
        let test = TestWorld::with(|configuration| {
            configuration.assignment_life = SignedDuration::from_mins(10);
            change(configuration);
        })
        .await;
        Self {
            world: test.world.clone(),
            test,
        }
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.test.advance(SignedDuration::from_mins(minutes));
    }

    pub(crate) async fn operator(&self, name: &str) -> AuthenticatedOperator {
        let added = add_operator(&self.world, name).await.unwrap();
        let signed_in = sign_in_operator(&self.world, &added.key).await.unwrap();
        authenticate_operator(&self.world, signed_in.token.reveal())
            .await
            .unwrap()
    }

    /// A case in the queue, with its evidence and its accepted letter; `name` tells cases apart.
    pub(crate) async fn queued(&self, name: u8) -> CaseId {
        let case = self.case_at(name, processing(name)).await;
        self.arrives(name, case).await;
        case
    }

    /// What somebody who was elsewhere on the journey causes by sending document and film.
    pub(crate) async fn sends_online(&self, name: u8) {
        let case = CaseId::from_bytes([name; 16]);
        let mut tx = self.world.store.begin().await.unwrap();
        let mut found = tx.case(case).await.unwrap().unwrap();
        found.state = processing(name);
        tx.put_case(&found).await.unwrap();
        let moved = AuditEntry::new(self.test.now(), "journey.moved").of_case(case);
        tx.append_audit(&moved).await.unwrap();
        tx.commit().await.unwrap();
        self.arrives(name, case).await;
    }

    async fn arrives(&self, name: u8, case: CaseId) {
        let now = self.test.now();
        let mut tx = self.world.store.begin().await.unwrap();
        for part in Part::needed_for(CARD) {
            tx.put_evidence(&evidence(name, part, now)).await.unwrap();
        }
        tx.put_letter(&accepted_letter(name, case, now))
            .await
            .unwrap();
        let entry = QueueEntry {
            case,
            since: now,
            appeal: false,
            assigned: None,
            excluded: Vec::new(),
        };
        tx.put_queue_entry(&entry).await.unwrap();
        tx.commit().await.unwrap();
        for part in Part::needed_for(CARD) {
            let bytes = Bytes::from_static(b"une image");
            self.world
                .vault
                .seal(case, piece(name, part), "main", bytes)
                .await
                .unwrap();
        }
    }

    /// A case of an account of its own, in a state.
    pub(crate) async fn case_at(&self, name: u8, state: State) -> CaseId {
        let now = self.test.now();
        let account = Account {
            id: AccountId::from_bytes([name; 16]),
            email: Personal::new(format!("personne{name}@exemple.test")),
            phone: None,
            language: "fr".to_owned(),
            created_at: now,
        };
        let mut case = Case::new(CaseId::from_bytes([name; 16]), account.id, now);
        case.state = state;
        case.examinations = 1;
        let mut tx = self.world.store.begin().await.unwrap();
        tx.put_account(&account).await.unwrap();
        tx.put_case(&case).await.unwrap();
        tx.commit().await.unwrap();
        case.id
    }

    /// What the person's app would cause.
    pub(crate) async fn person_does(&self, case: CaseId, event: sceau_domain::journey::Event) {
        let mut tx = self.world.store.begin().await.unwrap();
        let found = tx.case(case).await.unwrap().unwrap();
        take_event(&self.world, tx.as_mut(), found, event, By::Applicant)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) async fn next(&self, by: &AuthenticatedOperator) -> Option<CaseDossier> {
        assign_next(&self.world, by).await.unwrap()
    }

    /// Takes whatever is next and decides it.
    pub(crate) async fn takes_and_decides(
        &self,
        by: &AuthenticatedOperator,
        given: &GivenDecision,
    ) -> Decided {
        let dossier = self.next(by).await.expect("a case to decide");
        decide(&self.world, by, dossier.case, given).await.unwrap()
    }

    pub(crate) async fn state(&self, case: CaseId) -> StateName {
        let mut tx = self.world.store.read().await.unwrap();
        tx.case(case).await.unwrap().unwrap().state.name()
    }

    /// Mails to people, their subjects, oldest first.
    pub(crate) async fn subjects(&self) -> Vec<String> {
        self.test.run_jobs().await;
        self.test
            .mails
            .all()
            .into_iter()
            .map(|mail| mail.subject)
            .collect()
    }

    pub(crate) async fn kinds(&self, case: CaseId) -> Vec<String> {
        let mut tx = self.world.store.read().await.unwrap();
        tx.audit_of_case(case)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.kind)
            .collect()
    }
}

fn processing(name: u8) -> State {
    let parts = Part::needed_for(CARD);
    let gathered = parts.into_iter().fold(Gathered::new(), |all, part| {
        all.with(part, piece(name, part))
    });
    State::Processing(
        Submitted::new(samples::prepared(CARD), gathered).unwrap(),
        false,
    )
}

/// The name of a case's piece.
pub(crate) fn piece(name: u8, part: Part) -> EvidenceId {
    let part = match part {
        Part::Front => 1,
        Part::Back => 2,
        Part::Video => 3,
    };
    let mut bytes = [name; 16];
    bytes[0] = part;
    EvidenceId::from_bytes(bytes)
}

fn evidence(name: u8, part: Part, now: jiff::Timestamp) -> Evidence {
    let is_video = part == Part::Video;
    let challenge = Challenge {
        id: ChallengeId::from_bytes([name; 16]),
        digits: [4, 7, 1],
        third_task: ThirdTask::TurnLeft,
        expires_at: now,
    };
    Evidence {
        id: piece(name, part),
        case: CaseId::from_bytes([name; 16]),
        part,
        source: EvidenceSource::Live,
        media_type: if is_video { "video/mp4" } else { "image/jpeg" }.to_owned(),
        size: 9,
        sha256: [name; 32],
        clip_sha256: None,
        video: is_video.then_some(VideoFacts {
            challenge,
            way: DigitsWay::Speak,
            audio_prompt: false,
            fps: 29.7,
            width: 1280,
            height: 720,
            duration_ms: 9_000,
            prompts_ms: vec![1_000, 3_000, 5_000],
            has_sound: true,
            seal: FilmSeal::Signed,
        }),
        at: now,
    }
}

fn accepted_letter(name: u8, case: CaseId, now: jiff::Timestamp) -> LetterRecord {
    LetterRecord {
        letter: Letter {
            id: LetterId::from_bytes([name; 16]),
            number: format!("SCEAU{name:04}"),
            state: LetterState::Accepted,
            notified_at: Some(now),
            events: Vec::new(),
        },
        case,
        link: None,
        tracking_hash: [name; 32],
        noticed_at: now,
        reminded_at: None,
    }
}

/// A decision with every answer « oui ».
pub(crate) fn approval() -> GivenDecision {
    GivenDecision {
        checklist: vec![CheckAnswer::Yes; CHECKLIST_LENGTH],
        verdict: Verdict::Approve,
        reasons: Vec::new(),
        message: None,
        note: None,
    }
}

/// A decision for a reason.
pub(crate) fn because(verdict: Verdict, reason: Reason, part: Option<Part>) -> GivenDecision {
    let mut given = approval();
    given.checklist[0] = CheckAnswer::No;
    GivenDecision {
        verdict,
        reasons: vec![Request { reason, part }],
        ..given
    }
}

/// The refusal of something that was refused.
pub(crate) fn refusal<T>(outcome: Result<T, Failure>) -> Refusal {
    match outcome {
        Err(Failure::Refusal(refusal)) => refusal,
        Err(failure) => panic!("a failure instead of a refusal: {failure:?}"),
        Ok(_) => panic!("it was accepted"),
    }
}
