//! What is stored, as one transaction with a face for each subject.
//!
//! A use case begins a transaction, reads, decides, writes what is referred to before what refers to it,
//! commits. Nothing is visible before the commit, and the commit is durable. A dropped one changes nothing.

use super::{Erasures, FaceComparisons, Logouts, Outbox};
use crate::records::{
    Account, AuditEntry, AuditRow, AuthorizationGrant, Case, ChainEnd, ChallengeRecord,
    CodePurpose, ConsentRecord, DecisionCount, DecisionRecord, Device, Evidence, Examination,
    Handoff, Holder, Identity, Interaction, LetterRecord, LoginRecord, LoginWindow, LoginsLately,
    Operator, OperatorSession, PersonCode, PushedRequest, QueueEntry, RefreshRecord, Session,
    SignIn, Upload,
};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::{
    AccountId, CaseId, ChallengeId, DeviceId, EvidenceId, HandoffId, IdentityId, InteractionId,
    LetterId, LoginRequestId, OperatorId, SignInId, UploadId,
};

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreFailure {
    /// A stored row that cannot be: never a panic, always this.
    #[error("impossible row in {table}.{column}: {row}")]
    ImpossibleRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's identifier, never its content.
        row: String,
    },
    /// Someone else changed it meanwhile: read again and retry.
    #[error("changed meanwhile")]
    Conflict,
    /// The database failed.
    #[error("database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Opens transactions.
#[async_trait]
pub trait Store: Send + Sync {
    /// Begins a transaction that may write. Writers queue.
    ///
    /// # Errors
    /// [`StoreFailure`].
    async fn begin(&self) -> Result<Box<dyn Transaction>, StoreFailure>;

    /// Begins a transaction that only reads a consistent picture.
    ///
    /// # Errors
    /// [`StoreFailure`].
    async fn read(&self) -> Result<Box<dyn Transaction>, StoreFailure>;
}

type Stored<T> = Result<T, StoreFailure>;

/// One transaction.
#[async_trait]
pub trait Transaction:
    Accounts
    + Cases
    + Letters
    + Uploads
    + Evidences
    + Examinations
    + FaceComparisons
    + Erasures
    + Operators
    + Interactions
    + Tokens
    + Logouts
    + Outbox
    + Audits
    + Idempotency
    + Send
{
    /// Makes everything durable and visible.
    ///
    /// # Errors
    /// [`StoreFailure`].
    async fn commit(self: Box<Self>) -> Stored<()>;
}

/// Accounts, sign-ins, sessions, devices.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Accounts {
    async fn account(&mut self, id: AccountId) -> Stored<Option<Account>>;
    async fn account_by_email(&mut self, email: &str) -> Stored<Option<Account>>;
    async fn account_by_phone(&mut self, e164: &str) -> Stored<Option<Account>>;
    async fn put_account(&mut self, account: &Account) -> Stored<()>;
    async fn sign_in(&mut self, id: SignInId) -> Stored<Option<SignIn>>;
    /// The newest sign-in of an address, to hold its limits across attempts.
    async fn newest_sign_in(&mut self, email: &str) -> Stored<Option<SignIn>>;
    async fn put_sign_in(&mut self, sign_in: &SignIn) -> Stored<()>;
    async fn session(&mut self, token_hash: &[u8; 32]) -> Stored<Option<Session>>;
    async fn put_session(&mut self, session: &Session) -> Stored<()>;
    async fn delete_session(&mut self, token_hash: &[u8; 32]) -> Stored<()>;
    async fn delete_sessions_on(&mut self, device: DeviceId) -> Stored<()>;
    /// Deletes every session of an account but one.
    async fn delete_other_sessions(&mut self, account: AccountId, kept: &[u8; 32]) -> Stored<()>;
    async fn device(&mut self, id: DeviceId) -> Stored<Option<Device>>;
    async fn devices_of(&mut self, account: AccountId) -> Stored<Vec<Device>>;
    async fn put_device(&mut self, device: &Device) -> Stored<()>;
    async fn identity(&mut self, id: IdentityId) -> Stored<Option<Identity>>;
    async fn identity_of(&mut self, account: AccountId) -> Stored<Option<Identity>>;
    /// The same identity, in short.
    async fn holder_of(&mut self, account: AccountId) -> Stored<Option<Holder>>;
    async fn put_identity(&mut self, identity: &Identity) -> Stored<()>;
    async fn person_code(
        &mut self,
        account: AccountId,
        purpose: CodePurpose,
    ) -> Stored<Option<PersonCode>>;
    async fn put_person_code(&mut self, code: &PersonCode) -> Stored<()>;
    async fn delete_person_code(&mut self, account: AccountId, purpose: CodePurpose) -> Stored<()>;
    /// Deletes an account with its identities, devices, sessions, sign-ins, codes, tokens, logins and their passages,
    /// handoffs, uploads, repeatable requests and messages that wait for its address or number. Its
    /// cases go before, by `delete_case`. What names nobody stays: letters, decisions, audit.
    async fn delete_account(&mut self, id: AccountId) -> Stored<()>;
    /// Remembers when somebody last signed out of an account.
    async fn note_left(&mut self, account: AccountId, at: Timestamp) -> Stored<()>;
    /// Whether an account is one of [`Accounts::accounts_left`], by itself.
    async fn is_account_left(
        &mut self,
        account: AccountId,
        made_by: Timestamp,
        sessions_end_by: Timestamp,
    ) -> Stored<bool>;
    /// Accounts made, and signed out of, by `made_by` that have neither case nor identity, nor a session that ends
    /// after `sessions_end_by`; at most 100, oldest first.
    async fn accounts_left(
        &mut self,
        made_by: Timestamp,
        sessions_end_by: Timestamp,
    ) -> Stored<Vec<AccountId>>;
    /// Deletes sessions that ended by `now` and sign-ins begun before `begun_before`.
    async fn sweep_accounts(&mut self, now: Timestamp, begun_before: Timestamp) -> Stored<()>;
}

/// Cases and their consents.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Cases {
    async fn case(&mut self, id: CaseId) -> Stored<Option<Case>>;
    /// The account's newest case.
    async fn case_of(&mut self, account: AccountId) -> Stored<Option<Case>>;
    /// All of the account's cases, oldest first.
    async fn cases_of(&mut self, account: AccountId) -> Stored<Vec<Case>>;
    async fn case_by_desk_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<Case>>;
    /// Inserts a case of version 0 as version 1; updates if `case.version` is the stored one (then
    /// stores version + 1): else `Conflict`. Whoever writes twice reads again in between.
    async fn put_case(&mut self, case: &Case) -> Stored<()>;
    async fn put_consent(&mut self, consent: &ConsentRecord) -> Stored<()>;
    async fn consents_of(&mut self, case: CaseId) -> Stored<Vec<ConsentRecord>>;
    /// Cases not changed since, that are still under way.
    async fn cases_idle_since(&mut self, instant: Timestamp) -> Stored<Vec<CaseId>>;
    /// Of those, the ones that are past their beginning and whose person was not told since their last step.
    async fn cases_to_warn(&mut self, instant: Timestamp) -> Stored<Vec<CaseId>>;
    /// Cases of which something must be erased by now: `erase_case_at` has come, or `erase_media_at`
    /// has and `media_erased_at` is empty.
    async fn cases_to_erase(&mut self, now: Timestamp) -> Stored<Vec<CaseId>>;
    /// Deletes a case with its consents, challenges, evidence rows and queue entry. What outlives it
    /// stays: its letters (proofs are kept at least a year, CPCE R.53-2), decisions, identity, audit;
    /// so none of these may refer to the case's row by a foreign key.
    async fn delete_case(&mut self, id: CaseId) -> Stored<()>;
}

/// Letters with their events and links.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Letters {
    async fn letter(&mut self, id: LetterId) -> Stored<Option<LetterRecord>>;
    async fn letter_by_link(&mut self, token_hash: &[u8; 32]) -> Stored<Option<LetterRecord>>;
    async fn letter_by_tracking(&mut self, token_hash: &[u8; 32]) -> Stored<Option<LetterRecord>>;
    /// By the number that people see.
    async fn letter_by_number(&mut self, number: &str) -> Stored<Option<LetterRecord>>;
    /// The newest letter of a case.
    async fn letter_of(&mut self, case: CaseId) -> Stored<Option<LetterRecord>>;
    /// Stores the letter; events already stored are never changed, new ones are appended.
    async fn put_letter(&mut self, letter: &LetterRecord) -> Stored<()>;
    /// Letters whose fifteen days are over and that still await an answer.
    async fn letters_to_expire(&mut self, now: Timestamp) -> Stored<Vec<LetterId>>;
    /// Letters that still await an answer, whose counting notice left before `noticed_before`, and of
    /// which no reminder was sent.
    async fn letters_to_remind(&mut self, noticed_before: Timestamp) -> Stored<Vec<LetterId>>;
}

/// Uploads under way.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Uploads {
    async fn upload(&mut self, id: UploadId) -> Stored<Option<Upload>>;
    async fn put_upload(&mut self, upload: &Upload) -> Stored<()>;
    async fn delete_upload(&mut self, id: UploadId) -> Stored<()>;
    async fn uploads_of(&mut self, account: AccountId) -> Stored<Vec<UploadId>>;
    async fn uploads_expired_at(&mut self, now: Timestamp) -> Stored<Vec<UploadId>>;
}

/// Evidence and challenges.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Evidences {
    async fn evidence(&mut self, id: EvidenceId) -> Stored<Option<Evidence>>;
    /// Every piece ever received for a case, oldest first, replaced ones included.
    async fn evidence_of(&mut self, case: CaseId) -> Stored<Vec<Evidence>>;
    async fn put_evidence(&mut self, evidence: &Evidence) -> Stored<()>;
    async fn challenge(&mut self, id: ChallengeId) -> Stored<Option<ChallengeRecord>>;
    async fn put_challenge(&mut self, challenge: &ChallengeRecord) -> Stored<()>;
}

/// What the examiner saw.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Examinations {
    /// Oldest first.
    async fn examinations_of(&mut self, case: CaseId) -> Stored<Vec<Examination>>;
    async fn put_examination(&mut self, examination: &Examination) -> Stored<()>;
    /// Pieces that nobody has examined, of cases that are still under way and whose media
    /// were not erased; oldest first, at most `limit`. What was put off stands where it was.
    async fn evidence_to_examine(&mut self, limit: u32) -> Stored<Vec<EvidenceId>>;
    /// Puts a piece whose examination failed behind those that came by `at`.
    async fn put_off_examination(&mut self, piece: EvidenceId, at: Timestamp) -> Stored<()>;
    /// Remembers that a case is about a document, named by a keyed hash of its number only; goes with
    /// the case.
    async fn put_document_mark(&mut self, case: CaseId, mark: &[u8; 32]) -> Stored<()>;
    /// Whether a document of this case is also one of a case of another account.
    async fn is_document_elsewhere(&mut self, case: CaseId) -> Stored<bool>;
    /// Whether a picture or film of this case was also sent, byte for byte, by another account.
    async fn is_evidence_elsewhere(&mut self, case: CaseId) -> Stored<bool>;
}

/// Operators, their sessions, the queue, decisions.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Operators {
    async fn operator(&mut self, id: OperatorId) -> Stored<Option<Operator>>;
    async fn operator_by_key(&mut self, key_hash: &[u8; 32]) -> Stored<Option<Operator>>;
    async fn operators(&mut self) -> Stored<Vec<Operator>>;
    async fn put_operator(&mut self, operator: &Operator) -> Stored<()>;
    async fn operator_session(&mut self, token_hash: &[u8; 32]) -> Stored<Option<OperatorSession>>;
    async fn put_operator_session(&mut self, session: &OperatorSession) -> Stored<()>;
    async fn delete_operator_session(&mut self, token_hash: &[u8; 32]) -> Stored<()>;
    /// Deletes sessions that ended by `now`.
    async fn sweep_operator_sessions(&mut self, now: Timestamp) -> Stored<()>;
    /// Oldest first.
    async fn queue(&mut self) -> Stored<Vec<QueueEntry>>;
    async fn queue_entry(&mut self, case: CaseId) -> Stored<Option<QueueEntry>>;
    async fn put_queue_entry(&mut self, entry: &QueueEntry) -> Stored<()>;
    async fn delete_queue_entry(&mut self, case: CaseId) -> Stored<()>;
    async fn put_decision(&mut self, decision: &DecisionRecord) -> Stored<()>;
    /// Oldest first.
    async fn decisions_of(&mut self, case: CaseId) -> Stored<Vec<DecisionRecord>>;
    /// How many decisions each operator took from an instant on; whoever took none is not named.
    async fn count_decisions_since(&mut self, instant: Timestamp) -> Stored<Vec<DecisionCount>>;
    /// Empties what operators wrote in a case's decisions, message and note: free text may name the person.
    async fn empty_decisions_of(&mut self, case: CaseId) -> Stored<()>;
    /// Deletes decisions taken before an instant; how many.
    async fn delete_decisions_before(&mut self, instant: Timestamp) -> Stored<u64>;
}

/// The identity provider's interactions, handoffs and login requests.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Interactions {
    async fn interaction(&mut self, id: InteractionId) -> Stored<Option<Interaction>>;
    async fn put_interaction(&mut self, interaction: &Interaction) -> Stored<()>;
    async fn handoff(&mut self, id: HandoffId) -> Stored<Option<Handoff>>;
    /// By the hash of the QR token or of the typed code.
    async fn handoff_by_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<Handoff>>;
    async fn handoff_of(&mut self, account: AccountId) -> Stored<Option<Handoff>>;
    /// Those that an account's apps gave from an instant on, newest first.
    async fn handoffs_given_by(
        &mut self,
        account: AccountId,
        since: Timestamp,
    ) -> Stored<Vec<Handoff>>;
    async fn put_handoff(&mut self, handoff: &Handoff) -> Stored<()>;
    async fn login(&mut self, id: LoginRequestId) -> Stored<Option<LoginRecord>>;
    async fn login_by_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<LoginRecord>>;
    async fn login_of(&mut self, interaction: InteractionId) -> Stored<Option<LoginRecord>>;
    /// Newest first, at most `limit`.
    async fn logins_of(&mut self, account: AccountId, limit: u32) -> Stored<Vec<LoginRecord>>;
    /// Those that wait at an instant, newest first, at most `limit`. One waits for as long as its page lives
    /// ([`PAGE_LIFE`](sceau_domain::login::PAGE_LIFE)) at most.
    async fn logins_waiting(
        &mut self,
        account: AccountId,
        at: Timestamp,
        limit: u32,
    ) -> Stored<Vec<LoginRecord>>;
    async fn logins_lately(&mut self, window: &LoginWindow) -> Stored<LoginsLately>;
    /// Those that people reported from an instant on, newest first.
    async fn logins_reported_since(&mut self, since: Timestamp) -> Stored<Vec<LoginRecord>>;
    async fn put_login(&mut self, login: &LoginRecord) -> Stored<()>;
    /// Notes, the first time only, when a login's service took what was approved.
    async fn note_login_given(&mut self, login: LoginRequestId, at: Timestamp) -> Stored<()>;
    /// Deletes interactions and handoffs that ended before `ended_before`, and login requests that did
    /// so and reached nobody. Those that reached an account are its history: they are deleted when they
    /// were asked before `asked_before`.
    async fn sweep_interactions(
        &mut self,
        ended_before: Timestamp,
        asked_before: Timestamp,
    ) -> Stored<()>;
}

/// Pushed requests, authorization codes, access and refresh tokens, by the hashes of what clients hold.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Tokens {
    async fn put_pushed(&mut self, name_hash: &[u8; 32], request: &PushedRequest) -> Stored<()>;
    /// Removes it, so that its name works once.
    async fn take_pushed(&mut self, name_hash: &[u8; 32]) -> Stored<Option<PushedRequest>>;
    async fn put_code(&mut self, code_hash: &[u8; 32], grant: &AuthorizationGrant) -> Stored<()>;
    /// Spends a code: it is found once. That it was spent is remembered until `remembered_until`.
    async fn spend_code(
        &mut self,
        code_hash: &[u8; 32],
        remembered_until: Timestamp,
    ) -> Stored<Option<AuthorizationGrant>>;
    /// What a code that was spent before stood for.
    async fn spent_code(&mut self, code_hash: &[u8; 32]) -> Stored<Option<AuthorizationGrant>>;
    async fn put_access_token(
        &mut self,
        token_hash: &[u8; 32],
        grant: &AuthorizationGrant,
    ) -> Stored<()>;
    async fn access_token(&mut self, token_hash: &[u8; 32]) -> Stored<Option<AuthorizationGrant>>;
    /// Removes it, so that it works once.
    async fn take_access_token(
        &mut self,
        token_hash: &[u8; 32],
    ) -> Stored<Option<AuthorizationGrant>>;
    async fn refresh_of(&mut self, login: LoginRequestId) -> Stored<Option<RefreshRecord>>;
    async fn put_refresh(&mut self, refresh: &RefreshRecord) -> Stored<()>;
    /// Ends everything that a login gave: access tokens and refresh tokens.
    async fn revoke_tokens_of(&mut self, login: LoginRequestId) -> Stored<()>;
    /// Ends everything that an identity's logins gave, codes too.
    async fn revoke_tokens_of_identity(&mut self, identity: IdentityId) -> Stored<()>;
    /// Remembers the `jti` of a client's assertion or of a key's proof, or the nonce of a person's deed;
    /// false when it was seen before.
    async fn remember_assertion(
        &mut self,
        author: &str,
        jti: &str,
        until: Timestamp,
    ) -> Stored<bool>;
    /// Forgets what expired.
    async fn sweep_tokens(&mut self, now: Timestamp) -> Stored<()>;
}

/// The audit: append-only, each row chained to the one before.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Audits {
    /// Appends an entry, chaining it to the newest row in the same transaction.
    async fn append_audit(&mut self, entry: &AuditEntry) -> Stored<()>;
    async fn audit_of_case(&mut self, case: CaseId) -> Stored<Vec<AuditRow>>;
    /// What each of a case's rows follows from, in the same order; nothing for the first row of all.
    async fn audit_before_rows_of(&mut self, case: CaseId) -> Stored<Vec<ChainEnd>>;
    /// The rows after a number (0: from the first), oldest first, at most `limit`: the chain in pieces, for
    /// verification.
    async fn audit_after(&mut self, number: u64, limit: u32) -> Stored<Vec<AuditRow>>;
}

/// Requests that were already done.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Idempotency {
    /// The hash of the request done under this key, if one was.
    async fn request_done(&mut self, account: AccountId, key: &str) -> Stored<Option<[u8; 32]>>;
    async fn put_request_done(
        &mut self,
        account: AccountId,
        key: &str,
        request_hash: &[u8; 32],
        at: Timestamp,
    ) -> Stored<()>;
    /// Forgets requests done, and codes that left for a number, before an instant.
    async fn sweep_requests(&mut self, done_before: Timestamp) -> Stored<()>;
}
