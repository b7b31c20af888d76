// Generated from crates/wire by `./dev gen`. Do not edit.
/* eslint-disable */

/**
 * Where a person stands on the journey.
 */
export type StateName = "terms" | "conditions" | "ineligible" | "overview" | "phone_intro" | "phone_number" | "phone_code" | "document_intro" | "document_origin" | "no_french_document" | "document_choice" | "document_data" | "birthplace" | "review" | "verification_intro" | "method" | "in_person" | "letter_consent" | "letter_sent" | "identification" | "tasks" | "capture_choice" | "data_again" | "photo_tips" | "photo" | "photo_received" | "face_video" | "processing" | "redo" | "refused" | "activation" | "active" | "closed";

/**
 * What may happen next.
 */
export type EventName = "terms_accepted" | "conditions_answered" | "continued" | "went_back" | "phone_given" | "phone_proved" | "origin_answered" | "kind_chosen" | "document_declared" | "birthplace_declared" | "document_reopened" | "birthplace_reopened" | "declaration_confirmed" | "method_chosen" | "letter_agreed" | "letter_accepted" | "letter_refused" | "letter_expired" | "tasks_chosen" | "data_corrected" | "evidence_attached" | "approved" | "asked_again" | "refused" | "appealed" | "activated" | "started_over" | "abandoned";

/**
 * Who acts next.
 */
export type Actor = "applicant" | "mailbox" | "operator" | "nobody";

/**
 * The five parts of the progress bar.
 */
export type Chapter = "number" | "document" | "letter" | "capture" | "decision";

/**
 * One thing the camera must give.
 */
export type Part = "front" | "back" | "video";

/**
 * A kind of document.
 */
export type DocumentKind = "identity_card" | "old_identity_card" | "passport" | "residence_permit";

/**
 * A field that a machine-readable zone can fill.
 */
export type ZoneField = "number" | "sex" | "given_names" | "birth_name" | "birth_date" | "nationality" | "expiry_date";

/**
 * Female or male, as documents and registers write it.
 */
export type Sex = "female" | "male";

/**
 * Speaking or writing the digits.
 */
export type DigitsWay = "speak" | "write";

/**
 * What follows the digits.
 */
export type ThirdTask = "turn_left" | "turn_right" | "show_document";

/**
 * A text about a person. Travels as a string; `Debug` prints nothing of it.
 */
export type Personal = string;

/**
 * A secret: a code, a token. Travels as a string; `Debug` prints nothing of it.
 */
export type Secret = string;

/**
 * A stable code. Rich causes stay inside; this is all that crosses a boundary.
 */
export type ErrorCode = "fields.invalid" | "request.malformed" | "request.too_many" | "request.conflict" | "not_found" | "server.failed" | "server.unavailable" | "app.too_old" | "email.invalid" | "code.wrong" | "code.expired" | "code.exhausted" | "code.too_soon" | "code.unknown" | "session.missing" | "device.not_trusted" | "device.unknown" | "device.blocked" | "secret_code.wrong" | "secret_code.shape" | "secret_code.simple" | "secret_code.birth_date" | "signature.invalid" | "journey.not_possible_here" | "terms.outdated" | "consent.missing" | "letter.link_unknown" | "letter.link_expired" | "letter.answered" | "letter.over" | "file.too_big" | "file.not_a_picture" | "file.damaged" | "file.too_small" | "file.too_many_pixels" | "file.not_a_video" | "upload.offset" | "upload.unknown" | "upload.incomplete" | "upload.hash" | "attempts.exhausted" | "challenge.expired" | "challenge.used" | "handoff.foreign" | "handoff.expired" | "handoff.mismatch" | "login.expired" | "login.answered" | "login.mismatch" | "login.level" | "identity.blocked" | "recovery.too_early" | "operator.unknown" | "case.not_assigned" | "case.decided" | "decision.incomplete" | "network.offline" | "network.answer" | "camera.none" | "camera.busy" | "camera.denied" | "camera.lost" | "camera.silent" | "camera.format" | "camera.film" | "camera.recorder" | "microphone.none" | "microphone.busy" | "microphone.silent" | "microphone.denied" | "capture.unknown" | "qr.foreign" | "file.pdf" | "file.heic" | "file.gif" | "code.for_computer" | "code.for_login" | "code.for_letter" | "storage.failed" | "storage.full" | "device.empty" | "account.another";

/**
 * A finding about one field: both are stable codes, worded by the interface.
 */
export type FieldFindingView = { 
/**
 * Which field, as in the request.
 */
field: string, 
/**
 * What is wrong with it.
 */
code: string, 
/**
 * The last day on which an expired document was accepted, `YYYY-MM-DD`.
 */
until?: Personal, };

/**
 * An error as it travels (RFC 9457 shape: `application/problem+json`), without any server's text.
 */
export type Problem = { 
/**
 * What happened.
 */
code: ErrorCode, 
/**
 * Which fields, for `fields.invalid`.
 */
fields?: Array<FieldFindingView>, 
/**
 * Tries that remain, where tries are counted.
 */
tries_left?: number, 
/**
 * When it is worth trying again.
 */
until?: string, };

/**
 * `POST /api/v1/sign-in/code`: sends a code. The answer is the same for known and unknown addresses.
 */
export type SignInCodeRequest = { 
/**
 * The address.
 */
email: Personal, 
/**
 * `fr` or `en`, the language of the mail.
 */
language: string, };

/**
 * A sign-in under way.
 */
export type SignInView = { 
/**
 * Names it.
 */
sign_in: string, 
/**
 * The address, masked.
 */
email_masked: string, 
/**
 * The newest code's end.
 */
expires_at: string, 
/**
 * When another may be asked for; absent when none is left.
 */
resend_at?: string, };

/**
 * `POST /api/v1/sign-in`: gives the code, opens a session; creates the account the first time.
 */
export type SignInRequest = { 
/**
 * The sign-in under way.
 */
sign_in: string, 
/**
 * The six digits; spaces are forgiven.
 */
code: Secret, 
/**
 * The handoff confirmed before, so that the computer's page follows along.
 */
handoff?: HandoffProof, };

/**
 * Proof of having confirmed a handoff; also what `POST /api/v1/handover/join` takes, for a session.
 */
export type HandoffProof = { 
/**
 * Names the handoff.
 */
handoff: string, 
/**
 * The secret given when it was claimed.
 */
secret: Secret, };

/**
 * A session.
 */
export type SessionView = { 
/**
 * Goes into `Authorization: Bearer …`; kept by the host, never by the screens.
 */
token: Secret, 
/**
 * Names the account, and nobody: the host knows by it whether whoever signs in was here before.
 */
account: string, 
/**
 * The account's address, masked.
 */
email_masked: string, 
/**
 * Whether the account has an active identity bound to another device.
 */
needs_trusted_device: boolean, };

/**
 * `POST /api/v1/device`: binds the session to this device's key.
 */
export type DeviceRequest = { 
/**
 * What the person will read in the list of devices, for example « Ordinateur Linux ».
 */
name: string, 
/**
 * `linux`, `windows`, `macos`, `android`, `ios`.
 */
platform: string, 
/**
 * The P-256 public key, uncompressed point (65 bytes).
 */
public_key: string, 
/**
 * Where the private key lives.
 */
protection: KeyProtection, 
/**
 * What a right secret code proves: 32 bytes derived from it on the device. The server keeps a hash.
 */
unlock_proof: Secret, };

/**
 * Where a device's private key lives.
 */
export type KeyProtection = "software" | "system_key_store" | "hardware";

/**
 * A device that was bound.
 */
export type DeviceView = { 
/**
 * Names it.
 */
device: string, 
/**
 * The server's half of the sealing key (32 bytes): without it the secret code cannot be guessed
 * from a stolen disk.
 */
unlock_share: Secret, };

/**
 * `POST /api/v1/device/unlock`: proves the secret code, gets the share. Wrong tries are counted here.
 */
export type UnlockRequest = { 
/**
 * The device.
 */
device: string, 
/**
 * What the typed code proves.
 */
unlock_proof: Secret, };

/**
 * The server's half of the sealing key.
 */
export type UnlockView = { 
/**
 * 32 bytes.
 */
unlock_share: Secret, };

/**
 * What a browser says of itself, and where it is: « Firefox sur Linux, Lyon », "Firefox on Linux, Lyon".
 */
export type BrowserView = { 
/**
 * Its name, where it is a known one, for example `Firefox`; `Sceau` for the app on another device.
 */
application?: string, 
/**
 * The system, where it is a known one, for example `Linux`.
 */
system?: string, 
/**
 * Where it is: `local`, `unknown`, or a place's name.
 */
place: string, };

/**
 * `GET /api/v1/configuration`.
 */
export type ConfigurationView = { 
/**
 * The installation's name, as people read it.
 */
name: string, 
/**
 * « Démonstrateur indépendant… »: the legal label, French and English.
 */
label: Localised, 
/**
 * The texts to consent to, by purpose.
 */
texts: Array<TextView>, 
/**
 * For how long things are kept.
 */
retention: RetentionView, 
/**
 * Where people find help.
 */
help_url: string, 
/**
 * Whether pictures may be uploaded from a file.
 */
upload_allowed: boolean, 
/**
 * The lowest version of the app this server speaks with.
 */
lowest_app_version: string, 
/**
 * Whether this is a test installation: never real data.
 */
is_test: boolean, 
/**
 * In how many hours a case is usually decided, at the soonest and at the latest. Told, not enforced.
 */
decision_hours: HoursView, 
/**
 * The server's time at this answer, so that no countdown needs a right clock on the device; absent in what was
 * kept for a launch without a network.
 */
now?: string, };

/**
 * A text in the two complete languages.
 */
export type Localised = { 
/**
 * French.
 */
fr: string, 
/**
 * English.
 */
en: string, };

/**
 * A text to consent to, whole, so that it can be read offline.
 */
export type TextView = { 
/**
 * What it is for.
 */
purpose: TextPurpose, 
/**
 * Its version.
 */
version: string, 
/**
 * SHA-256 of summary and body in French, then in English, a line break between them; hexadecimal.
 */
hash: string, 
/**
 * The plain-language summary, shown first.
 */
summary: Localised, 
/**
 * The whole text.
 */
body: Localised, };

/**
 * What a text is for.
 */
export type TextPurpose = "identity" | "letter_service" | "letter_receipt" | "face_video";

/**
 * For how long things are kept, in days.
 */
export type RetentionView = { 
/**
 * An unfinished case.
 */
unfinished_days: number, 
/**
 * A refused case.
 */
refused_days: number, 
/**
 * The pictures and the video of an accepted case.
 */
media_days: number, 
/**
 * The record of the decision.
 */
decision_days: number, };

/**
 * A stretch of time, in hours.
 */
export type HoursView = { 
/**
 * At the soonest.
 */
from: number, 
/**
 * At the latest; never less than `from`.
 */
to: number, };

/**
 * Everything as typed; the server checks all of it at once and names every field to mend.
 */
export type DocumentDraft = { 
/**
 * The kind, chosen at step 16.
 */
kind?: DocumentKind, 
/**
 * The number.
 */
number?: Personal, 
/**
 * Female or male.
 */
sex?: Sex, 
/**
 * All given names, in the document's order.
 */
given_names?: Personal, 
/**
 * The birth name.
 */
birth_name?: Personal, 
/**
 * The usage name, where the document shows one.
 */
usage_name?: Personal, 
/**
 * `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`.
 */
birth_date?: Personal, 
/**
 * ISO 3166 alpha-3, only asked for a residence permit.
 */
nationality?: Personal, 
/**
 * `YYYY-MM-DD`.
 */
issue_date?: Personal, 
/**
 * `YYYY-MM-DD`, as printed.
 */
expiry_date?: Personal, 
/**
 * The family name as the zone writes it, `LE<GOFF`; as the given names.
 */
zone_birth_name?: Personal, 
/**
 * The given names as the zone writes them, `MAELYS<GAELLE<MARIE`, where the form was filled from a
 * zone: sent back as received, never typed.
 */
zone_given_names?: Personal, 
/**
 * The fields that still hold what the zone said when the device read it; left out where none does.
 */
as_read?: Array<ZoneField>, };

/**
 * The birthplace as chosen.
 */
export type BirthplaceDraft = { "where": "in_france", 
/**
 * Its code at the birth date (COG, five characters).
 */
code: Personal, } | { "where": "abroad", 
/**
 * Its code (COG, `99…`).
 */
country: Personal, 
/**
 * The town, free text, for the file only.
 */
town?: Personal, } | { "where": "unlisted", 
/**
 * The commune's name as on the document.
 */
name: Personal, 
/**
 * Its department then.
 */
department: Personal, };

/**
 * A birthplace to show.
 */
export type BirthplaceView = { 
/**
 * To send again.
 */
draft: BirthplaceDraft, 
/**
 * The commune or town, with its department.
 */
place: Personal, 
/**
 * The country, in French.
 */
country: Personal, };

/**
 * The whole declaration, to confirm (step 19).
 */
export type DeclarationView = { 
/**
 * The document's data.
 */
document: DocumentDraft, 
/**
 * Where the person was born.
 */
birthplace: BirthplaceView, 
/**
 * What is worth knowing about it: stable codes such as `validity.extended`.
 */
notices: Array<NoticeView>, 
/**
 * What the register will receive of it, and what is unusual there.
 */
register: RegisterView, };

/**
 * Something worth knowing; never an obstacle.
 */
export type NoticeView = { 
/**
 * Stable code.
 */
code: string, 
/**
 * The date or the field it speaks of, where there is one.
 */
about?: Personal, };

/**
 * What the civil register will receive, rehearsed before anything is locked.
 */
export type RegisterView = { 
/**
 * The claims it is asked by.
 */
sent: SentView, 
/**
 * Heaviest first; none stops the person.
 */
findings: Array<RegisterFindingView>, };

/**
 * The claims as they are sent to the broker, letter by letter.
 */
export type SentView = { 
/**
 * The birth name, in capitals.
 */
family_name: Personal, 
/**
 * All given names.
 */
given_name: Personal, 
/**
 * The usage name, in capitals.
 */
preferred_username?: Personal, 
/**
 * `YYYY-MM-DD`, zeros for what is unknown.
 */
birthdate: Personal, 
/**
 * COG; empty for a birth abroad; absent while an operator looks for it.
 */
birthplace?: Personal, 
/**
 * COG, `99100` for France.
 */
birthcountry: Personal, };

/**
 * Something unusual in what is sent.
 */
export type RegisterFindingView = { 
/**
 * Stable code, `register.…` or `birthplace.…`.
 */
code: string, 
/**
 * How much it weighs.
 */
weight: RegisterWeight, 
/**
 * The other code to look for, or the field concerned.
 */
about?: Personal, };

/**
 * How much a finding weighs.
 */
export type RegisterWeight = "stops" | "check" | "note";

/**
 * Ties a finished upload to the case.
 */
export type EvidenceRequest = { 
/**
 * What it is.
 */
part: Part, 
/**
 * The finished upload: the picture, or the video.
 */
upload: string, 
/**
 * The short clip kept with a picture, where the camera gave one.
 */
clip?: string, 
/**
 * Where it comes from.
 */
source: EvidenceSource, 
/**
 * How the video answers its challenge.
 */
video?: VideoFacts, };

/**
 * Where a piece comes from; an imported one is marked for the operator.
 */
export type EvidenceSource = "live" | "imported" | "scripted";

/**
 * How a video answers its challenge.
 */
export type VideoFacts = { 
/**
 * The challenge.
 */
challenge: string, 
/**
 * Whether the digits were also spoken by the device (two voices are normal then).
 */
audio_prompt: boolean, 
/**
 * Frames per second, measured.
 */
fps: number, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * Milliseconds.
 */
duration_ms: number, 
/**
 * When each prompt was on the screen, milliseconds from the start: the digits, then the third task.
 */
prompts_ms: Array<number>, 
/**
 * Whether the file holds sound.
 */
has_sound: boolean, 
/**
 * The device's signature, where its key could be used.
 */
signature?: FilmSignature, };

/**
 * A film signed by a device, in two steps: the device key signed the session's key when the secret
 * code opened it, the session's key signed the film (`sceau_domain::film`). All in base64.
 */
export type FilmSignature = { 
/**
 * The device, as the server names it.
 */
device: string, 
/**
 * The session's key: a point of P-256, uncompressed.
 */
session_key: string, 
/**
 * The device key's signature of it.
 */
session_key_signature: string, 
/**
 * The session key's signature of the film.
 */
film_signature: string, };

/**
 * `POST /api/v1/journey/challenge`: draws the digits and the third task for one attempt.
 */
export type ChallengeRequest = { 
/**
 * To the face video; asked for before each, recorded once for each version of the text.
 */
consent: ConsentRequest, };

/**
 * What was drawn.
 */
export type ChallengeView = { 
/**
 * Names the draw.
 */
challenge: string, 
/**
 * Three different digits.
 */
digits: [number, number, number], 
/**
 * What follows.
 */
third_task: ThirdTask, 
/**
 * Speaking or writing, as chosen.
 */
way: DigitsWay, 
/**
 * The end of its five minutes.
 */
expires_at: string, };

/**
 * `POST /api/v1/handoff/claim`: takes the code scanned or typed. It works once.
 */
export type HandoffClaimRequest = { 
/**
 * The token of the QR code or link, or the eight typed characters.
 */
code: Secret, };

/**
 * What the phone shows before anyone says yes.
 */
export type HandoffView = { 
/**
 * Names the handoff.
 */
handoff: string, 
/**
 * Proves later that this app claimed it.
 */
secret: Secret, 
/**
 * The browser, or the app on another device, whose code it is.
 */
browser: BrowserView, 
/**
 * When the page was opened.
 */
started_at: string, 
/**
 * The service that began it, where one did.
 */
service?: string, 
/**
 * Whether an app gives its account: once the number is right, `POST /api/v1/handover/join` signs
 * this device in to it.
 */
carries_account: boolean, 
/**
 * Three numbers, one of which the computer shows.
 */
numbers: [number, number, number], };

/**
 * `POST /api/v1/handoff/confirm`: the number chosen. A wrong one ends both sides.
 */
export type HandoffConfirmRequest = { 
/**
 * The handoff.
 */
handoff: string, 
/**
 * Its secret.
 */
secret: Secret, 
/**
 * The number chosen; absent for « Ce n'est pas moi ».
 */
number?: number, };

/**
 * `POST /api/v1/handover` offers the account to another device, `GET` follows it from either side,
 * `DELETE` ends an offer that nobody took. One at a time: the newest of this device or session.
 */
export type HandoverView = { 
/**
 * How far it is.
 */
state: HandoverState, 
/**
 * Whether this device offered it, rather than was signed in by it.
 */
is_giver: boolean, 
/**
 * Two digits, one of the three that the other device shows.
 */
number: number, 
/**
 * What to show while it is offered.
 */
code?: HandoverCodeView, 
/**
 * When the offer is over.
 */
expires_at: string, 
/**
 * Whether the other side followed within the last seconds.
 */
is_other_here: boolean, 
/**
 * The new device, once it chose its secret code: told to the one that offered.
 */
newcomer?: NewcomerView, 
/**
 * Whether an identity is active and the new device does not hold it yet:
 * `POST /api/v1/handover/approve` by the one that does.
 */
awaits_approval: boolean, 
/**
 * Whether an identity is recovered, and the new device alone goes on with that.
 */
took_over: boolean, };

/**
 * The code that the giving device shows, three ways.
 */
export type HandoverCodeView = { 
/**
 * What the QR code holds.
 */
link: Secret, 
/**
 * `ABCD-2345`.
 */
typed: Secret, 
/**
 * The QR code's dark modules as the path of an SVG of `qr_size` units a side, without its quiet
 * zone.
 */
qr_path: Secret, 
/**
 * Modules a side.
 */
qr_size: number, 
/**
 * When it must be shown anew: following renews it before.
 */
expires_at: string, };

/**
 * How far a handover is.
 */
export type HandoverState = "offered" | "claimed" | "confirmed" | "joined" | "ended" | "over";

/**
 * A device that came by a handover.
 */
export type NewcomerView = { 
/**
 * The handover, as the approval signs it.
 */
handover: string, 
/**
 * Names the device.
 */
device: string, 
/**
 * As the person reads it.
 */
name: string, 
/**
 * Its P-256 public key, uncompressed point: what the approval signs.
 */
public_key: string, };

/**
 * `POST /api/v1/handover/approve`: the device that holds the identity lets the new one hold it.
 */
export type HandoverApprovalRequest = { 
/**
 * The holder's signature of the handover, both devices and the new key: 64 bytes.
 */
signature: Secret, };

/**
 * `GET /api/v1/identity`.
 */
export type IdentityView = { 
/**
 * Given names.
 */
given_names: Personal, 
/**
 * Birth name.
 */
birth_name: Personal, 
/**
 * Usage name.
 */
usage_name?: Personal, 
/**
 * `YYYY-MM-DD` with zeros for what is unknown.
 */
birth_date: Personal, 
/**
 * The document it rests on.
 */
document: DocumentKind, 
/**
 * Until when that document is valid.
 */
document_valid_until: Personal, 
/**
 * Since when the identity is active.
 */
active_since: string, 
/**
 * Since when no login can be approved, once the person blocked it.
 */
blocked_at?: string, 
/**
 * The account's address, masked.
 */
email_masked: string, 
/**
 * The phone number, masked.
 */
phone_masked: string, 
/**
 * The devices, this one first.
 */
devices: Array<DeviceSummaryView>, 
/**
 * What happened lately, newest first, without any attribute's value.
 */
activity: Array<ActivityView>, };

/**
 * A device in the list.
 */
export type DeviceSummaryView = { 
/**
 * Names it.
 */
device: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is this one.
 */
is_this_one: boolean, 
/**
 * Since when.
 */
since: string, };

/**
 * One line of the history.
 */
export type ActivityView = { 
/**
 * When.
 */
at: string, 
/**
 * What: `login.approved`, `login.failed` (approved, and the service never took the answer),
 * `login.refused`, `login.disowned`, `login.expired`, `login.mismatch`, `identity.activated`,
 * `identity.blocked`.
 */
kind: string, 
/**
 * The service concerned.
 */
service?: string, 
/**
 * The login, where it is one.
 */
login?: PastLoginView, };

/**
 * A login of the past, without any attribute's value.
 */
export type PastLoginView = { 
/**
 * Names it.
 */
login: string, 
/**
 * The broker's registered name, where one stood between.
 */
broker?: string, 
/**
 * The browser it was for.
 */
browser: BrowserView, 
/**
 * The data asked for: claim names, worded by the interface.
 */
claims: Array<string>, 
/**
 * The level asked for: `eidas2`, `eidas3`.
 */
level: string, 
/**
 * When it was answered.
 */
answered_at?: string, 
/**
 * The device that answered.
 */
device?: string, 
/**
 * When the service took what was approved.
 */
given_at?: string, 
/**
 * When the person reported it.
 */
reported_at?: string, };

/**
 * `POST /api/v1/journey` with an `Idempotency-Key` header. Answers with a [`JourneyView`].
 *
 * Events without data are written `Continue {}`: serde refuses unknown fields of a unit variant only so.
 */
export type JourneyRequest = { "do": "accept_terms", 
/**
 * Which text.
 */
terms: ConsentRequest, } | { "do": "answer_conditions", 
/**
 * Of age.
 */
adult: boolean, 
/**
 * Has a valid document.
 */
document: boolean, } | { "do": "continue", } | { "do": "go_back", } | { "do": "give_phone", 
/**
 * Any usual spelling.
 */
number: Personal, } | { "do": "prove_phone", 
/**
 * Six digits; spaces are forgiven.
 */
code: Secret, } | { "do": "answer_origin", 
/**
 * Yes.
 */
french: boolean, } | { "do": "choose_kind", 
/**
 * The kind.
 */
kind: DocumentKind, } | { "do": "declare_document", 
/**
 * As typed.
 */
document: DocumentDraft, } | { "do": "declare_birthplace", 
/**
 * As chosen.
 */
birthplace: BirthplaceDraft, } | { "do": "reopen_document", } | { "do": "reopen_birthplace", } | { "do": "confirm_declaration", } | { "do": "choose_method", 
/**
 * In person instead of online.
 */
in_person: boolean, } | { "do": "agree_to_letter", 
/**
 * To the letter service's terms.
 */
terms: ConsentRequest, 
/**
 * To receiving it electronically.
 */
receipt: ConsentRequest, } | { "do": "resend_notice", } | { "do": "accept_letter", 
/**
 * Six characters; case and spaces are forgiven.
 */
code: Secret, } | { "do": "refuse_letter", } | { "do": "choose_tasks", 
/**
 * Spoken or written digits.
 */
way: DigitsWay, 
/**
 * « Mouvement difficile ».
 */
movement_is_difficult: boolean, } | { "do": "correct_data", 
/**
 * As typed.
 */
document: DocumentDraft, 
/**
 * As chosen.
 */
birthplace: BirthplaceDraft, } | { "do": "attach_evidence", 
/**
 * Which.
 */
evidence: EvidenceRequest, } | { "do": "appeal", } | { "do": "activate", 
/**
 * ECDSA P-256 with SHA-256, fixed length (64 bytes).
 */
signature: Secret, } | { "do": "start_over", };

/**
 * A consent to a text that was shown.
 */
export type ConsentRequest = { 
/**
 * Its version.
 */
version: string, 
/**
 * Its SHA-256, hexadecimal.
 */
hash: string, 
/**
 * The box: never ticked for the person.
 */
given: boolean, };

/**
 * `GET /api/v1/journey` and every answer to an event.
 */
export type JourneyView = { 
/**
 * Where, with what that screen shows.
 */
at: StateView, 
/**
 * The step of the guide, 8 to 33.
 */
step: number, 
/**
 * Which of the five parts of the progress bar.
 */
chapter: Chapter, 
/**
 * What the person may cause now.
 */
allowed: Array<EventName>, 
/**
 * What the camera must still give.
 */
missing: Array<Part>, 
/**
 * Who acts next.
 */
actor: Actor, 
/**
 * Until when this state can be left as it is, where there is a limit.
 */
until?: string, 
/**
 * That the case brings an identity from a lost device to this one, and from when on.
 */
recovery?: RecoveryView, };

/**
 * What each state shows. The tag is the state's name.
 */
export type StateView = { "state": "terms" } | { "state": "conditions" } | { "state": "ineligible", 
/**
 * Under age, rather than without a document.
 */
minor: boolean, } | { "state": "overview" } | { "state": "phone_intro" } | { "state": "phone_number", 
/**
 * As given before.
 */
number?: Personal, } | { "state": "phone_code", 
/**
 * `+33 6 •• •• •• 78`.
 */
number_masked: string, 
/**
 * The newest code's end.
 */
expires_at: string, 
/**
 * When another may be asked for; absent when none is left.
 */
resend_at?: string, } | { "state": "document_intro" } | { "state": "document_origin" } | { "state": "no_french_document", 
/**
 * The day on which the unfinished case is deleted.
 */
kept_until: string, } | { "state": "document_choice", 
/**
 * As chosen before.
 */
kind?: DocumentKind, } | { "state": "document_data", kind: DocumentKind, 
/**
 * As declared before.
 */
draft: DocumentDraft, } | { "state": "birthplace", 
/**
 * The birth date, which decides which communes are offered.
 */
birth_date: Personal, 
/**
 * As declared before.
 */
birthplace?: BirthplaceView, } | { "state": "review", declaration: DeclarationView, } | { "state": "verification_intro" } | { "state": "method" } | { "state": "in_person", 
/**
 * What the desk scans or types.
 */
desk_code: Secret, } | { "state": "letter_consent", email_masked: string, } | { "state": "letter_sent", letter: LetterView, email_masked: string, 
/**
 * When another notice may be asked for.
 */
resend_at: string, } | { "state": "identification" } | { "state": "tasks" } | { "state": "capture_choice", kind: DocumentKind, } | { "state": "data_again", kind: DocumentKind, declaration: DeclarationView, } | { "state": "photo_tips", kind: DocumentKind, } | { "state": "photo", kind: DocumentKind, 
/**
 * Sides received already.
 */
received: Array<Part>, photos_left: number, 
/**
 * As declared, to compare a picture with.
 */
declared: DocumentDraft, 
/**
 * The day on which it was declared, `YYYY-MM-DD`: a document may have expired since.
 */
checked_on: string, } | { "state": "photo_received", kind: DocumentKind, } | { "state": "face_video", kind: DocumentKind, way: DigitsWay, movement_is_difficult: boolean, videos_left: number, } | { "state": "processing", since: string, appeal: boolean, letter: LetterView, } | { "state": "redo", requests: Array<RedoView>, } | { "state": "refused", appeal_possible: boolean, deleted_on: string, } | { "state": "activation", 
/**
 * What the device signs, with its own id: see `domain::login::activation_statement`.
 */
nonce: Secret, } | { "state": "active" } | { "state": "closed", 
/**
 * `letter_refused`, `letter_expired`, `abandoned`.
 */
because: string, };

/**
 * What must be done again, and why.
 */
export type RedoView = { 
/**
 * The reason's code, worded by the interface.
 */
code: string, 
/**
 * Which part, where one is meant.
 */
part?: Part, 
/**
 * The operator's own words to the person, where given.
 */
message?: Personal, };

/**
 * A letter to its recipient: its sender and content are absent until it is accepted.
 */
export type LetterView = { 
/**
 * Nine characters.
 */
number: string, 
/**
 * Where it stands.
 */
status: LetterStatus, 
/**
 * The last instant to answer, once the notice left.
 */
answer_until?: string, 
/**
 * Everything that happened, oldest first.
 */
events: Array<LetterEventView>, 
/**
 * Address of the tracking page.
 */
tracking_url: string, };

/**
 * Where a letter stands, in the recipient's words.
 */
export type LetterStatus = "sending" | "undelivered" | "available" | "accepted" | "received" | "refused" | "expired";

/**
 * One event.
 */
export type LetterEventView = { 
/**
 * `EVT_…`.
 */
kind: string, 
/**
 * When.
 */
at: string, 
/**
 * The chain's hash after it, hexadecimal.
 */
hash: string, };

/**
 * `GET /api/v1/login-requests`: those that wait for this account; at most a few.
 */
export type LoginRequestsView = { 
/**
 * Newest first.
 */
requests: Array<LoginRequestView>, };

/**
 * `POST /api/v1/login-requests/open`: the code of the page's QR code or link, bound to this account.
 */
export type OpenLoginRequest = { 
/**
 * As scanned or followed.
 */
code: Secret, };

/**
 * A request, with everything needed to decide.
 */
export type LoginRequestView = { 
/**
 * Names it.
 */
request: string, 
/**
 * The service's registered name.
 */
service: string, 
/**
 * The broker's registered name, where one stands between.
 */
broker?: string, 
/**
 * The browser that waits.
 */
browser: BrowserView, 
/**
 * When the page was opened.
 */
asked_at: string, 
/**
 * After this it is late.
 */
expires_at: string, 
/**
 * Whole seconds until then by the server's clock, at the moment of this answer: the device's clock may be wrong.
 */
seconds_left: number, 
/**
 * The data asked for: claim names, worded by the interface.
 */
claims: Array<string>, 
/**
 * The level asked for: `eidas2`, `eidas3`.
 */
level: string, 
/**
 * Signed with the answer.
 */
nonce: Secret, };

/**
 * `POST /api/v1/login-requests/{request}/answer`.
 */
export type LoginAnswerRequest = { 
/**
 * The answer.
 */
decision: LoginDecision, 
/**
 * The two digits of the browser's page, for an approval.
 */
number?: number, 
/**
 * ECDSA P-256 with SHA-256 over `domain::login::ApprovalStatement`, 64 bytes; an approval needs it.
 */
signature?: Secret, };

/**
 * The answer.
 */
export type LoginDecision = "approve" | "refuse" | "not_me";

/**
 * `POST /api/v1/identity/deed`: something to sign once, with the deed.
 */
export type DeedNonceView = { 
/**
 * Signed with the deed.
 */
nonce: Secret, 
/**
 * Worth nothing afterwards.
 */
expires_at: string, };

/**
 * A deed's signature: what `POST /api/v1/identity/devices/{device}/remove`, `…/export` and `…/erase` take.
 */
export type DeedProof = { 
/**
 * As drawn.
 */
nonce: Secret, 
/**
 * ECDSA P-256 with SHA-256 over `domain::deed::DeedStatement`, 64 bytes.
 */
signature: Secret, };

/**
 * A code is on its way: `POST /api/v1/identity/unblock/code`, `POST /api/v1/identity/number/code`.
 */
export type PersonCodeView = { 
/**
 * The address or number it went to, masked.
 */
to_masked: string, 
/**
 * The newest code's end.
 */
expires_at: string, 
/**
 * When another may be asked for; absent when none is left.
 */
resend_at?: string, };

/**
 * A recovery began: `POST /api/v1/identity/recovery`; or is under way: on the journey's view.
 */
export type RecoveryView = { 
/**
 * From when on an accepted case may give the identity to this device.
 */
possible_from: string, 
/**
 * Whether that time has come.
 */
is_possible: boolean, };

/**
 * What beginning a recovery now would bring: `GET /api/v1/identity/recovery`.
 */
export type RecoveryOutlookView = { 
/**
 * From when on an accepted case could give the identity to this device.
 */
possible_from: string, 
/**
 * Whether one is under way on another device: beginning here ends it.
 */
is_elsewhere: boolean, };

/**
 * `POST /api/v1/identity/unblock`.
 */
export type UnblockRequest = { 
/**
 * The code of the mail.
 */
code: Secret, 
/**
 * The device's signature.
 */
proof: DeedProof, };

/**
 * `POST /api/v1/identity/number/code`: sends a code to a new number.
 */
export type NumberCodeRequest = { 
/**
 * In any usual spelling.
 */
number: Personal, };

/**
 * `POST /api/v1/identity/number`: requests by number follow this one from now on.
 */
export type ChangeNumberRequest = { 
/**
 * The one the code was sent to.
 */
number: Personal, 
/**
 * The code of the SMS.
 */
code: Secret, 
/**
 * The device's signature.
 */
proof: DeedProof, };

/**
 * `POST /api/v1/identity/logins/{login}/report`: the person does not recognise it.
 */
export type ReportRequest = { 
/**
 * Whether the identity is blocked with it.
 */
block: boolean, };

/**
 * Everything that is known of the person, twice: for machines and for people.
 */
export type ExportedView = { 
/**
 * As data (`docs/export.md`).
 */
data: ExportView, 
/**
 * As a PDF to read and print, in the account's language; Base64.
 */
pdf: Personal, };

/**
 * `GET /api/v1/identity/consents`: what the person agreed to, newest first.
 */
export type ConsentsView = { 
/**
 * Each, as it was given.
 */
consents: Array<GivenConsentView>, };

/**
 * A consent that was given.
 */
export type GivenConsentView = { 
/**
 * To what.
 */
purpose: TextPurpose, 
/**
 * Which version of the text.
 */
version: string, 
/**
 * SHA-256 of the text, hexadecimal.
 */
hash: string, 
/**
 * When.
 */
at: string, 
/**
 * Whether whoever begins today is asked for the same.
 */
is_in_force: boolean, 
/**
 * The words that were agreed to; absent where the installation no longer has them.
 */
text?: TextView, 
/**
 * When the film of that case will be erased; only of the consent to it.
 */
film_erased_on?: string, 
/**
 * When it was.
 */
film_erased_at?: string, };

/**
 * Everything that is known of a person; no secret of theirs or of the installation.
 */
export type ExportView = { 
/**
 * `sceau-export`.
 */
format: string, 
/**
 * 1.
 */
version: number, 
/**
 * The installation's name.
 */
installation: string, 
/**
 * When it was gathered.
 */
made_at: string, 
/**
 * The account.
 */
account: ExportedAccount, 
/**
 * The active identity.
 */
identity: ExportedIdentity, 
/**
 * Every device, removed ones too.
 */
devices: Array<ExportedDevice>, 
/**
 * Every case, oldest first.
 */
cases: Array<ExportedCaseView>, 
/**
 * Every login in the history, newest first.
 */
logins: Array<ExportedLogin>, };

/**
 * The account.
 */
export type ExportedAccount = { 
/**
 * Its address.
 */
email: Personal, 
/**
 * Its number, E.164.
 */
phone?: Personal, 
/**
 * `fr` or `en`.
 */
language: string, 
/**
 * Since when.
 */
created_at: string, };

/**
 * The identity.
 */
export type ExportedIdentity = { 
/**
 * What was declared and verified, and what services receive of it.
 */
declaration: DeclarationView, 
/**
 * Since when it is active.
 */
active_since: string, 
/**
 * Since when it is blocked.
 */
blocked_at?: string, };

/**
 * A device.
 */
export type ExportedDevice = { 
/**
 * Its name.
 */
name: string, 
/**
 * `linux`, `windows`, `macos`, `android`, `ios`.
 */
platform: string, 
/**
 * Whether it holds the identity.
 */
holds_identity: boolean, 
/**
 * Since when.
 */
since: string, 
/**
 * Since when it may not act any more.
 */
removed_at?: string, };

/**
 * A case.
 */
export type ExportedCaseView = { 
/**
 * Where it stands.
 */
state: StateName, 
/**
 * Begun when.
 */
created_at: string, 
/**
 * Last step when.
 */
changed_at: string, 
/**
 * When its pictures and films are to be erased.
 */
media_erased_on?: string, 
/**
 * When they were.
 */
media_erased_at?: string, 
/**
 * What was consented to.
 */
consents: Array<ExportedConsent>, 
/**
 * What was received, without its bytes.
 */
evidence: Array<ExportedEvidence>, 
/**
 * What was decided, oldest first.
 */
decisions: Array<ExportedDecision>, 
/**
 * What happened, oldest first, from the installation's journal.
 */
history: Array<ExportedEvent>, 
/**
 * Its registered letter.
 */
letter?: ExportedLetter, };

/**
 * A consent.
 */
export type ExportedConsent = { 
/**
 * To what.
 */
purpose: TextPurpose, 
/**
 * Which version of the text.
 */
version: string, 
/**
 * SHA-256 of the text, hexadecimal.
 */
hash: string, 
/**
 * When.
 */
at: string, };

/**
 * A picture or film that was received.
 */
export type ExportedEvidence = { 
/**
 * What it is.
 */
part: Part, 
/**
 * Where it came from.
 */
source: EvidenceSource, 
/**
 * Its type.
 */
media_type: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * SHA-256 of its bytes, hexadecimal.
 */
sha256: string, 
/**
 * Received when.
 */
at: string, 
/**
 * Whether its bytes are still kept.
 */
is_kept: boolean, };

/**
 * A decision.
 */
export type ExportedDecision = { 
/**
 * The verdict.
 */
verdict: Verdict, 
/**
 * Why: stable codes, as the person was told.
 */
reasons: Array<string>, 
/**
 * The operator's words to the person.
 */
message?: Personal, 
/**
 * When.
 */
at: string, };

/**
 * One line of the journal.
 */
export type ExportedEvent = { 
/**
 * When.
 */
at: string, 
/**
 * A stable dotted name.
 */
kind: string, 
/**
 * A stable detail.
 */
detail: string, };

/**
 * A registered letter.
 */
export type ExportedLetter = { 
/**
 * Nine characters.
 */
number: string, 
/**
 * Where it stands.
 */
status: LetterStatus, 
/**
 * Every event with its proof, oldest first.
 */
events: Array<LetterEventView>, };

/**
 * A login.
 */
export type ExportedLogin = { 
/**
 * When it was asked.
 */
at: string, 
/**
 * `login.approved`, `login.failed`, `login.refused`, `login.disowned`, `login.expired`,
 * `login.mismatch`, or `login.waiting`.
 */
outcome: string, 
/**
 * For which service.
 */
service: string, 
/**
 * Through which broker.
 */
broker?: string, 
/**
 * Which browser asked.
 */
browser: string, 
/**
 * From where, as far as it was known.
 */
place: string, 
/**
 * The names of what was asked for; never a value.
 */
claims: Array<string>, 
/**
 * The level asked for.
 */
level: string, 
/**
 * When it was answered.
 */
answered_at?: string, 
/**
 * When the service took what was approved.
 */
given_at?: string, 
/**
 * When it was reported.
 */
reported_at?: string, };

/**
 * `POST sign-in`.
 */
export type OperatorSignInRequest = { 
/**
 * The key given by the installation's administrator.
 */
key: Secret, };

/**
 * `GET queue`: what waits, and what is mine.
 */
export type QueueView = { 
/**
 * The operator signed in.
 */
operator: string, 
/**
 * Oldest first.
 */
cases: Array<QueueItemView>, 
/**
 * Logins that people reported lately, newest first.
 */
reports: Array<ReportedLoginView>, 
/**
 * Decisions of this operator within the last hour: to know, never to reach a number.
 */
decided_lately: number, 
/**
 * For so many seconds a confirmed decision can be taken back; it is sent afterwards.
 */
undo_seconds: number, };

/**
 * A line of the queue: nothing personal before it is assigned.
 */
export type QueueItemView = { 
/**
 * Names the case.
 */
case: string, 
/**
 * Since when it waits.
 */
since: string, 
/**
 * Its document.
 */
kind: DocumentKind, 
/**
 * 1 for the first examination.
 */
attempt: number, 
/**
 * Whether it is an appeal.
 */
appeal: boolean, 
/**
 * Whether it is assigned to me, until when.
 */
mine_until?: string, 
/**
 * Whether its frames came from a scenario.
 */
is_test: boolean, };

/**
 * A login that somebody did not recognise; nothing says whose it was.
 */
export type ReportedLoginView = { 
/**
 * When it was reported.
 */
reported_at: string, 
/**
 * When it was asked.
 */
asked_at: string, 
/**
 * For which service.
 */
service: string, 
/**
 * Which browser asked.
 */
browser: string, 
/**
 * From where, as far as it is known.
 */
place: string, 
/**
 * Whether the service took what was approved.
 */
was_given: boolean, };

/**
 * `POST assignment`: the server chooses the case, never the operator. `GET cases/{case}` shows it again.
 */
export type CaseView = { 
/**
 * Names the case.
 */
case: string, 
/**
 * Assigned until then; any action renews it.
 */
mine_until: string, 
/**
 * When pictures and film are erased, if it is accepted now.
 */
erased_if_accepted: string, 
/**
 * When, if it is refused now for good.
 */
erased_if_refused: string, 
/**
 * 1 for the first examination.
 */
attempt: number, 
/**
 * Whether it is an appeal.
 */
appeal: boolean, 
/**
 * What was declared.
 */
declaration: DeclarationView, 
/**
 * The real end of validity, which may lie after the printed one.
 */
valid_until: Personal, 
/**
 * Whether that day is over by now: the document was still valid when it was declared.
 */
is_expired: boolean, 
/**
 * The evidence.
 */
evidence: Array<EvidenceView>, 
/**
 * What was seen on the pictures by itself; empty until the examination ran.
 */
examined: Array<ExaminedView>, 
/**
 * The digits that had to be given, and the third task.
 */
challenge?: CaseChallengeView, 
/**
 * What the film's own record says of its prompts.
 */
film?: ExaminedFilmView, 
/**
 * What was seen on the film; absent until the examination ran.
 */
look?: ExaminedLookView, 
/**
 * Whether the faces of portrait and film were compared, and what came of it.
 */
faces: ExaminedFacesView, 
/**
 * `duplicate.document`, `duplicate.evidence`: the same in a case of another account, never whose.
 */
duplicates: Array<string>, 
/**
 * That the case would bring an identity that is there already to another device: `recovery.same_person`,
 * or `recovery.other_person`, which cannot be approved.
 */
recovery?: string, 
/**
 * The pictures of the case that gave that identity.
 */
first?: FirstPicturesView, 
/**
 * What happened, oldest first.
 */
history: Array<HistoryView>, 
/**
 * What was decided at earlier examinations, oldest first.
 */
earlier: Array<EarlierDecisionView>, 
/**
 * The person's language.
 */
language: string, 
/**
 * What was not checked, said plainly: codes worded by the interface.
 */
not_checked: Array<string>, };

/**
 * The first case's pictures, as far as they are kept. Their bytes are at the addresses of the case that is held.
 */
export type FirstPicturesView = { 
/**
 * When that case was accepted.
 */
accepted_at: string, 
/**
 * When its pictures were erased: none is shown then.
 */
erased_at?: string, 
/**
 * When they will be.
 */
kept_until?: string, 
/**
 * The document's portrait, at `…/portrait`.
 */
portrait?: FirstPictureView, 
/**
 * What was kept of the film.
 */
film?: FirstFilmView, };

/**
 * A piece of the first case.
 */
export type FirstPictureView = { 
/**
 * Names it.
 */
evidence: string, 
/**
 * Received when.
 */
at: string, };

/**
 * The film of the first case.
 */
export type FirstFilmView = { 
/**
 * Names it.
 */
evidence: string, 
/**
 * Received when.
 */
at: string, 
/**
 * The best frame of each stretch, in the film's order, at `…/frames/{moment}`.
 */
kept: Array<KeptFrameView>, };

/**
 * A field as read, and how it compares with the declaration.
 */
export type ComparedView = { 
/**
 * `number`, `birth_name`, `given_names`, …
 */
field: string, 
/**
 * As read; absent where it could not be.
 */
read?: Personal, 
/**
 * `same`, `equivalent`, `truncated`, `missing_given_names`, `different`, `doubtful`, `impossible`,
 * `unread`.
 */
likeness: string, 
/**
 * Whether a person has to look.
 */
wants_a_look: boolean, };

/**
 * A decision of an earlier examination of the same case.
 */
export type EarlierDecisionView = { 
/**
 * When.
 */
at: string, 
/**
 * What.
 */
verdict: Verdict, 
/**
 * Why: codes of the closed list.
 */
reasons: Array<string>, 
/**
 * The operators' own note.
 */
note?: Personal, };

/**
 * What was seen on a picture of a side. Facts beside the declaration; nothing is decided by them.
 */
export type ExaminedView = { 
/**
 * Which piece of evidence.
 */
evidence: string, 
/**
 * What may be wrong with the picture: codes worded by the interface.
 */
findings: Array<string>, 
/**
 * The document's corners, where it was found: clockwise from its own top left, as shares of the picture's
 * width and height.
 */
document?: [[number, number], [number, number], [number, number], [number, number]], 
/**
 * What was measured of the document, where it was found.
 */
measures?: PictureMeasuresView, 
/**
 * The machine-readable zone, where one was read.
 */
zone?: ExaminedZoneView, 
/**
 * The visible electronic seal, where one was read.
 */
seal?: ExaminedSealView, 
/**
 * Whether the document's portrait was cut out: it is at `…/portrait`.
 */
has_portrait: boolean, 
/**
 * What made it, with versions.
 */
made_by: string, 
/**
 * When.
 */
at: string, };

/**
 * What a film's record says of its prompts: the device's word.
 */
export type ExaminedFilmView = { 
/**
 * What does not fit: `film.no_sound`, `film.prompts_missing`, …
 */
findings: Array<string>, 
/**
 * The three stretches with a voice, from prompt to prompt, milliseconds; empty where not known.
 */
voice_ms: Array<[number, number]>, 
/**
 * The stretch of the third task.
 */
task_ms?: [number, number], };

/**
 * What was seen on a film. Facts beside what was asked; nothing is decided by them.
 */
export type ExaminedLookView = { 
/**
 * Which piece of evidence.
 */
evidence: string, 
/**
 * What is to be looked at again: `film.nobody`, `film.turn_other_side`, …
 */
findings: Array<string>, 
/**
 * How many frames show exactly one face, none, several.
 */
frames: [number, number, number], 
/**
 * The best frame of each stretch, in the film's order.
 */
kept: Array<KeptFrameView>, 
/**
 * What became of the turn: `done`, `unfinished`, `other_side`, `not_seen`; absent where none was asked
 * for.
 */
turn?: string, 
/**
 * The widest turns within the task, in degrees: to the person's left, to their right.
 */
widest: [number, number], 
/**
 * When a document was first seen in the task, in milliseconds.
 */
document_ms?: number, 
/**
 * Where the head was, frame after frame.
 */
track: Array<SightView>, 
/**
 * What was heard; absent in examinations from before anybody listened.
 */
sound?: HeardView, 
/**
 * What made it, with versions.
 */
made_by: string, 
/**
 * When.
 */
at: string, };

/**
 * A frame of a film: its bytes are at `GET cases/{case}/evidence/{evidence}/frames/{moment}`.
 */
export type KeptFrameView = { 
/**
 * `digit-1`, `digit-2`, `digit-3` or `sheet`, then `task`; `whole` where the film's record holds no stretches.
 */
moment: string, 
/**
 * When, in milliseconds from the film's beginning.
 */
at_ms: number, 
/**
 * How good a picture of a face it is, 1 to 100; absent where it shows the document instead.
 */
quality?: number, 
/**
 * What that was measured by, in the order of the standard; empty where it was not kept.
 */
measures: Array<FaceMeasureView>, };

/**
 * A component of the quality of a picture of a face.
 */
export type FaceMeasureView = { 
/**
 * Its name in ISO/IEC 29794-5: `eyes_open`, `head_pose_yaw`, …
 */
component: string, 
/**
 * 0 (worst) to 100.
 */
score: number, };

/**
 * A frame that was looked at.
 */
export type SightView = { 
/**
 * When, in milliseconds from the film's beginning.
 */
at_ms: number, 
/**
 * How many faces.
 */
faces: number, 
/**
 * How far the main face is turned, in degrees, positive to the person's own left.
 */
yaw?: number, };

/**
 * What was heard of a film: how loud it is, never what is said.
 */
export type HeardView = { 
/**
 * What is to be listened to: `film.sound_missing`, `film.voice_missing`, …
 */
findings: Array<string>, 
/**
 * For each digit that was to be said, in order, from when to when the sound stands out first, milliseconds;
 * absent where it does not.
 */
voices: Array<VoiceView>, };

/**
 * The sound beside one digit's prompt.
 */
export type VoiceView = { 
/**
 * From when to when, in milliseconds from the film's beginning.
 */
at_ms?: [number, number], };

/**
 * How good a picture of a document is: how far from a finding.
 */
export type PictureMeasuresView = { 
/**
 * Sharpness of the print, 0 (smeared) to 100; absent where nothing is printed.
 */
sharpness?: number, 
/**
 * Mean brightness, 0 (black) to 255 (white).
 */
brightness: number, 
/**
 * Dots per inch across the document.
 */
dpi: number, };

/**
 * Whether the faces were compared, and what came of it. A fact beside others: nothing is decided, sorted or
 * refused by it.
 */
export type ExaminedFacesView = { 
/**
 * `compared`; `not_installed`, `waiting`, `no_portrait`; or why there is no score: `not_agreed`,
 * `portrait_unseen`, `portrait_small`, `portrait_blurred`, `film_unseen`, `failed`.
 */
outcome: string, 
/**
 * How near they lie, where they could be compared.
 */
score?: FacesScoreView, 
/**
 * What made it, with versions, where something did.
 */
made_by?: string, 
/**
 * When.
 */
at?: string, };

/**
 * How near the faces lie: the score in the middle of those of the film's straight frames.
 */
export type FacesScoreView = { 
/**
 * -1 to 1; 1 is the same picture.
 */
value: number, 
/**
 * `near`, `between`, `far`.
 */
band: string, 
/**
 * From here on faces are said to be near.
 */
near_from: number, 
/**
 * Under this they are said to be far apart.
 */
far_below: number, 
/**
 * The piece that the portrait was cut out of.
 */
portrait: string, 
/**
 * The film.
 */
film: string, 
/**
 * Whose score it is: the stretch of a kept frame.
 */
moment: string, 
/**
 * Frame by frame, in the film's order.
 */
frames: Array<FrameScoreView>, };

/**
 * A kept frame and how near its face lies to the portrait's.
 */
export type FrameScoreView = { 
/**
 * The stretch that it is of.
 */
moment: string, 
/**
 * -1 to 1.
 */
value: number, };

/**
 * A machine-readable zone beside the declaration.
 */
export type ExaminedZoneView = { 
/**
 * Its lines, as recognised.
 */
lines: Array<Personal>, 
/**
 * Its corners, clockwise from where reading begins, as shares of the picture's width and height.
 */
corners: [[number, number], [number, number], [number, number], [number, number]], 
/**
 * What is wrong within it.
 */
findings: Array<ZoneFindingView>, 
/**
 * Characters read as their look-alike, by their column alone.
 */
repairs: Array<ZoneRepairView>, 
/**
 * Field by field, in the order of the form.
 */
compared: Array<ComparedView>, };

/**
 * Something wrong within a zone.
 */
export type ZoneFindingView = { 
/**
 * `mrz.check_digit`, `mrz.line_length`, …
 */
code: string, 
/**
 * Line, from 0.
 */
line: number, 
/**
 * Column, from 0.
 */
column: number, };

/**
 * A character read as its look-alike.
 */
export type ZoneRepairView = { 
/**
 * Line, from 0.
 */
line: number, 
/**
 * Column, from 0.
 */
column: number, 
/**
 * As recognised.
 */
from: Personal, 
/**
 * What it was taken for.
 */
to: Personal, 
/**
 * What its column can hold: `digits_only`, `letters_only`.
 */
why: string, };

/**
 * A visible electronic seal (2D-Doc) beside the declaration.
 */
export type ExaminedSealView = { 
/**
 * Its corners, as shares of the picture's width and height.
 */
corners: [[number, number], [number, number], [number, number], [number, number]], 
/**
 * `verified`, `wrong`, `not_listed`, `outside_validity`, `undated`, `unsigned`, `other_layout`.
 */
outcome: string, 
/**
 * Whether a person has to look: everything but `verified`.
 */
wants_a_look: boolean, 
/**
 * Who signed, as the list of certificates names them.
 */
signer?: string, 
/**
 * Its header, where it has one that can be read.
 */
header?: SealHeaderView, 
/**
 * What is wrong within it.
 */
findings: Array<SealFindingView>, 
/**
 * Field by field, those that it has, in the order of the form.
 */
compared: Array<ComparedView>, 
/**
 * What else it says, in its order.
 */
others: Array<SealFieldView>, };

/**
 * The header of a seal.
 */
export type SealHeaderView = { 
/**
 * Certification authority, four characters.
 */
authority: string, 
/**
 * Its certificate, four characters.
 */
certificate: string, 
/**
 * `07` identity title, `08` machine-readable zone, …
 */
document_type: string, 
/**
 * The day it was signed, `YYYY-MM-DD`.
 */
signed?: string, };

/**
 * Something wrong within a seal.
 */
export type SealFindingView = { 
/**
 * `seal.field_missing`, `seal.value_short`, …
 */
code: string, 
/**
 * The field's two characters, where one is meant.
 */
field?: string, };

/**
 * A field of a seal that is not compared.
 */
export type SealFieldView = { 
/**
 * Its two characters.
 */
field: string, 
/**
 * As written.
 */
value: Personal, };

/**
 * A piece of evidence: its bytes are at `GET cases/{case}/evidence/{evidence}`, its clip at `…/clip`.
 */
export type EvidenceView = { 
/**
 * Names it.
 */
evidence: string, 
/**
 * What it is.
 */
part: Part, 
/**
 * Where it comes from.
 */
source: EvidenceSource, 
/**
 * `image/jpeg`, `image/png`, `video/mp4`.
 */
media_type: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * Whether a clip was kept with it.
 */
has_clip: boolean, 
/**
 * Received when.
 */
at: string, };

/**
 * What the video had to answer.
 */
export type CaseChallengeView = { 
/**
 * In the order asked.
 */
digits: [number, number, number], 
/**
 * What followed.
 */
third_task: ThirdTask, 
/**
 * Spoken or written.
 */
way: DigitsWay, 
/**
 * Two voices are normal.
 */
audio_prompt: boolean, 
/**
 * Frames per second, measured.
 */
fps: number, 
/**
 * Milliseconds.
 */
duration_ms: number, 
/**
 * When each prompt was shown, milliseconds.
 */
prompts_ms: Array<number>, 
/**
 * Whether the device vouches for the film.
 */
seal: FilmSeal, };

/**
 * Whether the device that recorded a film vouches for it.
 */
export type FilmSeal = "unsigned" | "signed" | "mismatched";

/**
 * One line of the case's history.
 */
export type HistoryView = { 
/**
 * When.
 */
at: string, 
/**
 * What: an audit kind, worded by the interface.
 */
kind: string, 
/**
 * Which operator, where one acted.
 */
operator?: string, };

/**
 * An answer of the checklist.
 */
export type CheckAnswer = "yes" | "no" | "unsure";

/**
 * `POST cases/{case}/decision`.
 */
export type DecisionRequest = { 
/**
 * The eleven answers, in the checklist's order.
 */
checklist: Array<CheckAnswer>, 
/**
 * The verdict.
 */
verdict: Verdict, 
/**
 * Reasons, for anything but an approval.
 */
reasons: Array<ReasonRequest>, 
/**
 * To the person, where the reason asks for words.
 */
message?: Personal, 
/**
 * Internal, never shown.
 */
note?: Personal, };

/**
 * A reason, with the part it is about.
 */
export type ReasonRequest = { 
/**
 * One of the closed list.
 */
code: string, 
/**
 * Which side, where only one is meant.
 */
part?: Part, };

/**
 * The verdict.
 */
export type Verdict = "approve" | "ask_again" | "refuse";

/**
 * What became of a decision.
 */
export type DecisionView = { 
/**
 * Whether a second operator must agree before it takes effect.
 */
awaits_second: boolean, };

/**
 * `POST desk`: a person who came in person, by the code their app shows.
 */
export type DeskRequest = { 
/**
 * The code.
 */
desk_code: Secret, 
/**
 * Set to accept, after looking at the person and the document.
 */
accept: boolean, };

/**
 * What the desk sees.
 */
export type DeskView = { 
/**
 * What was declared.
 */
declaration: DeclarationView, 
/**
 * Whether an identity that is there comes to another device, and whether its person was declared: as in
 * the case's view. Two operators accept it.
 */
recovery?: string, 
/**
 * Whether it was accepted now.
 */
accepted: boolean, 
/**
 * This operator accepted; another one must, with the same code, before it takes effect.
 */
awaits_second: boolean, };

/**
 * `POST cases/{case}/release`: gives a case back to the queue.
 */
export type ReleaseRequest = { 
/**
 * « Je connais cette personne »: never this operator again.
 */
knows_the_person: boolean, };

/**
 * `POST cases/{case}/birthplace-code`: the code that the birth certificate shows, for a birthplace that
 * the list does not know.
 */
export type BirthplaceCodeRequest = { 
/**
 * COG, five characters.
 */
code: Personal, };

/**
 * No argument, no result.
 */
export type Nothing = Record<symbol, never>;

/**
 * A code typed, scanned or followed.
 */
export type CodeArgs = { 
/**
 * As typed, scanned or followed.
 */
code: Secret, };

/**
 * The number chosen, or none for « Ce n'est pas moi ».
 */
export type NumberArgs = { 
/**
 * One of the three offered.
 */
number?: number, };

/**
 * An address and the language of the mail.
 */
export type EmailArgs = { 
/**
 * The address.
 */
email: Personal, 
/**
 * `fr` or `en`.
 */
language: string, };

/**
 * One event.
 */
export type JourneyArgs = { 
/**
 * The event.
 */
request: JourneyRequest, };

/**
 * What was typed and is not sent yet: the interface's own text, at most 64 KiB.
 */
export type EntriesArgs = { 
/**
 * In place of what was kept before.
 */
entries: Personal, };

/**
 * What was typed and is not sent yet.
 */
export type EntriesView = { 
/**
 * As kept; absent when nothing was.
 */
entries?: Personal, };

/**
 * What is typed; the birth date (`YYYY-MM-DD`) decides which communes come first.
 */
export type SearchArgs = { 
/**
 * As typed so far.
 */
query: Personal, 
/**
 * As declared.
 */
birth_date?: Personal, };

/**
 * A camera session.
 */
export type SessionArgs = { 
/**
 * As opened.
 */
session: string, };

/**
 * An open camera, and the day that tells the century of a birth.
 */
export type ReadZoneArgs = { 
/**
 * The session.
 */
session: string, 
/**
 * `YYYY-MM-DD`.
 */
today: string, };

/**
 * A zone before the camera.
 */
export type ZoneView = { 
/**
 * Whether one is in the picture: hold it a moment longer.
 */
is_seen: boolean, 
/**
 * What it says, once every character is sure. The person confirms it.
 */
document?: DocumentDraft, 
/**
 * Why nothing is filled from it, though every character is sure: `foreign_passport`, `foreign_card`,
 * `visa`, `other`, or `nationality` of a French document that says another one.
 */
other?: string, 
/**
 * What the document itself says that keeps it from being sure: `date`, `state`, `document_code`, `names`.
 */
hindrance?: string, };

/**
 * A capture kept on this device, sealed.
 */
export type CaptureArgs = { 
/**
 * Its handle.
 */
capture: string, };

/**
 * What to open.
 */
export type OpenOutsideArgs = { 
/**
 * The page.
 */
page: OutsidePage, };

/**
 * The cameras for what.
 */
export type ListCamerasArgs = { 
/**
 * For what.
 */
purpose: CameraPurpose, };

/**
 * Which camera, for what.
 */
export type OpenCameraArgs = { 
/**
 * How it is called from now on, so that it can be closed while it opens: 22 to 64 letters, digits, `-` and
 * `_`, hard to guess, never used before.
 */
session: string, 
/**
 * For what.
 */
purpose: CameraPurpose, 
/**
 * Which: it is remembered on this device. Otherwise the one chosen before, or the
 * best one for the purpose.
 */
camera?: string, };

/**
 * Which side to take.
 */
export type TakePhotoArgs = { 
/**
 * As opened.
 */
session: string, 
/**
 * The side.
 */
part: Part, 
/**
 * Where the webview has the camera: what it gives at full size now, JPEG as base64. The
 * frames it pushes are smaller.
 */
whole?: Personal, };

/**
 * A file's bytes, base64, at most ten megabytes.
 */
export type ImportPhotoArgs = { 
/**
 * The side.
 */
part: Part, 
/**
 * Base64.
 */
bytes: string, };

/**
 * The consent to the face video, asked for before each.
 */
export type DrawChallengeArgs = { 
/**
 * To the text shown.
 */
consent: ConsentRequest, };

/**
 * With or without sound.
 */
export type StartRecordingArgs = { 
/**
 * As opened.
 */
session: string, 
/**
 * Whether the microphone is used: never in writing mode.
 */
with_sound: boolean, };

/**
 * A prompt that is on the screen now.
 */
export type MarkPromptArgs = { 
/**
 * As opened.
 */
session: string, 
/**
 * Where the webview records: milliseconds since its recorder started. The host knows when its own did.
 */
at_ms?: number, };

/**
 * A frame: JPEG, base64.
 */
export type PushFrameArgs = { 
/**
 * As opened.
 */
session: string, 
/**
 * Base64.
 */
jpeg: string, 
/**
 * Milliseconds since the session was opened.
 */
at_ms: number, };

/**
 * A piece of MP4, base64; `last` closes it.
 */
export type PushMediaArgs = { 
/**
 * As opened.
 */
session: string, 
/**
 * Base64.
 */
bytes: string, 
/**
 * Whether it is the end.
 */
last: boolean, };

/**
 * What is sent, as what.
 */
export type SubmitArgs = { 
/**
 * Its handle.
 */
capture: string, 
/**
 * As what.
 */
part: Part, 
/**
 * For the video.
 */
challenge?: string, 
/**
 * Whether the device spoke the digits.
 */
audio_prompt: boolean, };

/**
 * Which device, and the secret code.
 */
export type RemoveDeviceArgs = { 
/**
 * As listed.
 */
device: string, 
/**
 * The secret code.
 */
code: Secret, };

/**
 * Both codes.
 */
export type UnblockArgs = { 
/**
 * The one of the mail.
 */
mailed: Secret, 
/**
 * The secret code.
 */
code: Secret, };

/**
 * Which login, and whether the identity is blocked with it.
 */
export type ReportArgs = { 
/**
 * As listed.
 */
login: string, 
/**
 * Whether to block too.
 */
block: boolean, };

/**
 * A new number.
 */
export type NewNumberArgs = { 
/**
 * In any usual spelling.
 */
number: Personal, };

/**
 * A new number and both codes.
 */
export type ChangeNumberArgs = { 
/**
 * As the code was sent to.
 */
number: Personal, 
/**
 * The code of the SMS.
 */
texted: Secret, 
/**
 * The secret code.
 */
code: Secret, };

/**
 * Where the person's data was saved.
 */
export type ExportedFilesView = { 
/**
 * The folder, as the person finds it.
 */
folder: string, 
/**
 * The file for machines.
 */
data: string, 
/**
 * The file to read and print.
 */
pdf: string, };

/**
 * An answer; an approval carries the browser's number and the secret code.
 */
export type AnswerArgs = { 
/**
 * Which request.
 */
request: string, 
/**
 * The answer.
 */
decision: LoginDecision, 
/**
 * The browser's two digits.
 */
number?: number, 
/**
 * The secret code.
 */
code?: Secret, };

/**
 * What the app knows at launch.
 */
export type StartView = { 
/**
 * Whether a session is kept on this device.
 */
has_session: boolean, 
/**
 * Whether the secret code must be typed first.
 */
is_locked: boolean, 
/**
 * Whether a secret code was chosen on this device.
 */
has_secret_code: boolean, 
/**
 * What is lost once this device forgets its key.
 */
at_stake: AtStake, 
/**
 * A sign-in whose code was sent and not given yet; absent once signed in.
 */
sign_in?: AwaitedSignInView, 
/**
 * Kept on this device.
 */
preferences: Preferences, 
/**
 * The app's version.
 */
version: string, 
/**
 * `linux`, `windows`, `macos`, `android`, `ios`, `browser`.
 */
platform: string, 
/**
 * Builds for testers with a scenario: a banner says never to use real data.
 */
is_mocked: boolean, 
/**
 * Where frames come from: the host's camera, or the webview's (the phone's way).
 */
camera: CameraWay, 
/**
 * A code that launched the app by its link.
 */
link_code?: SeenCodeView, 
/**
 * What became of the recording that was under way when the app was killed; absent when none
 * was. Told once.
 */
recording?: RecordingState, };

/**
 * Kept on this device.
 */
export type Preferences = { 
/**
 * `fr` or `en`; absent until chosen.
 */
language?: string, 
/**
 * `light`, `dark`; absent to follow the system.
 */
theme?: string, 
/**
 * 100 to 200.
 */
text_percent: number, 
/**
 * Stronger lines and texts; absent until chosen, which means no.
 */
high_contrast?: boolean, 
/**
 * A sound and a tap in the hand when a photograph is taken; absent until chosen, which means yes.
 */
signals?: boolean, 
/**
 * A notice of the system when something waits while the window is not looked at; absent until chosen, which
 * means yes.
 */
notices?: boolean, };

/**
 * Signed in.
 */
export type SignedInView = { 
/**
 * The address, masked.
 */
email_masked: string, 
/**
 * The account has an active identity: until the device that holds it is unlocked, this session may not act
 * for it.
 */
needs_trusted_device: boolean, 
/**
 * This account's device key is here: the secret code opens it.
 */
has_secret_code: boolean, 
/**
 * Somebody else was here before: what they left is thrown away, and the screens forget what they typed.
 */
is_another_person: boolean, };

/**
 * Communes.
 */
export type CommunesView = { 
/**
 * Communes of that time.
 */
at_birth: Array<CommuneView>, 
/**
 * « Vouliez-vous dire… »: communes of that time on whose ground one of another time stands
 * that was typed; that one itself, which cannot be chosen, where none is known.
 */
did_you_mean: Array<CommuneView>, };

/**
 * A commune.
 */
export type CommuneView = { 
/**
 * COG, five characters.
 */
code: string, 
/**
 * As at the birth date.
 */
name: string, 
/**
 * Of that time: « Seine ».
 */
department: string, 
/**
 * Its code, two or three characters.
 */
department_code: string, 
/**
 * First year of this code and name; absent when it is older than the list.
 */
since?: number, 
/**
 * Last year; absent while in force.
 */
until?: number, 
/**
 * The list only knows that the change came in that year or later.
 */
is_change_undated: boolean, 
/**
 * The commune of which it is a part: an arrondissement, a commune déléguée or associée.
 */
part_of?: string, 
/**
 * The commune that holds its ground today, when it has ended.
 */
today?: TodayView, };

/**
 * A commune of today.
 */
export type TodayView = { 
/**
 * Its name.
 */
name: string, 
/**
 * « Val-de-Marne (94) »
 */
department: string, };

/**
 * Countries.
 */
export type CountriesView = { 
/**
 * Best first.
 */
countries: Array<CountryView>, };

/**
 * A country.
 */
export type CountryView = { 
/**
 * COG, `99…`.
 */
code: string, 
/**
 * In French.
 */
name_fr: string, 
/**
 * In English.
 */
name_en: string, 
/**
 * What it was at the birth date, in French, where that was something else.
 */
then_fr?: string, 
/**
 * The same in English.
 */
then_en?: string, };

/**
 * Cameras.
 */
export type CamerasView = { 
/**
 * The one that opens for the purpose first.
 */
cameras: Array<CameraChoiceView>, };

/**
 * A camera to choose.
 */
export type CameraChoiceView = { 
/**
 * Its handle.
 */
camera: string, 
/**
 * As the system names it.
 */
name: string, 
/**
 * Which way it looks, where the system or the name tells.
 */
facing?: CameraFacing, 
/**
 * Pixels of the largest picture it offers; absent while another program holds it.
 */
width?: number, 
/**
 * Pixels.
 */
height?: number, };

/**
 * An open camera.
 */
export type CameraView = { 
/**
 * Its handle.
 */
session: string, 
/**
 * Where the screen fetches pictures; changes with every opening.
 */
preview_url: string, };

/**
 * How it is doing.
 */
export type CameraStatusView = { 
/**
 * Pictures arrive.
 */
is_running: boolean, 
/**
 * A code of `ErrorCode` when they do not.
 */
fault?: ErrorCode, 
/**
 * It went away for this reason, and is being opened again by itself.
 */
reopening?: ErrorCode, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * One hint, by its code: of a document `none`, `kind.<DocumentKind>` of another one that is held,
 * `kind.foreign_passport|foreign_card|visa|other` of one that is never taken, `side`, `cut`, `closer`, `farther`,
 * `center.left|right|up|down`, `tilt`, `dark`, `bright`, `glare`, `blur`, `fingers`, `hold`; of a face
 * `face.none|multi|small|large|shadow|turned|eyes`, `face.off.left|right|up|down` as the person moves,
 * `dark`, `bright`, `blur`, `hold`; of a turn `turn.fast|short|wrong_way`, `face.none`, `hold`; `black`, `frozen` or `reopening` when
 * the camera itself is covered, hangs or went away.
 */
hint: string, 
/**
 * Share of the steadiness that a picture by itself needs, 0 to 1; at 1 it may be taken.
 */
progress: number, 
/**
 * The document's four corners in shares of width and height, clockwise: x, y, x, y…
 */
outline?: Array<number>, 
/**
 * How much of the turn's arc is filled, 0 to 1, while a turn is asked for.
 */
arc?: number, 
/**
 * Loudness now, 0 to 1, where there is sound.
 */
level: number, 
/**
 * One of our codes seen (`handoff` or `login`), to use with the command of its name.
 */
code?: SeenCodeView, 
/**
 * A QR code that is not ours was seen.
 */
foreign_code: boolean, };

/**
 * A code seen by the camera.
 */
export type SeenCodeView = { 
/**
 * For what.
 */
kind: CodeKind, 
/**
 * As read.
 */
code: Secret, };

/**
 * A picture taken.
 */
export type PhotoView = { 
/**
 * Its handle.
 */
capture: string, 
/**
 * The side.
 */
part: Part, 
/**
 * Where the screen fetches it.
 */
picture_url: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * `document.none`, `side`, `cut`, `dark`, `bright`, `glare.zone`, `glare.portrait`, `glare`, `blur`, `fingers`,
 * `screen`, `small`: what may be wrong; empty when it looks fine.
 */
findings: Array<string>, 
/**
 * Whether a short clip is kept with it.
 */
has_clip: boolean, 
/**
 * What this device read from it; absent where nothing is to be read on this side.
 */
reading?: PhotoReadingView, };

/**
 * What was read from a picture, beside the declaration. It stops nobody.
 */
export type PhotoReadingView = { 
/**
 * Field by field; empty when the machine-readable zone could not be read.
 */
fields: Array<ComparedView>, 
/**
 * One thing to do.
 */
advice: ReadingAdvice, 
/**
 * The field it is about, where it is about one.
 */
about?: string, };

/**
 * What had better be done about a picture.
 */
export type ReadingAdvice = "go_on" | "redo" | "correct" | "other_document";

/**
 * A video taken.
 */
export type VideoView = { 
/**
 * Its handle.
 */
capture: string, 
/**
 * Where the screen plays it from.
 */
video_url: string, 
/**
 * Milliseconds.
 */
duration_ms: number, 
/**
 * Frames per second, measured.
 */
fps: number, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * Whether it holds sound.
 */
has_sound: boolean, 
/**
 * When each prompt was shown.
 */
prompts_ms: Array<number>, 
/**
 * `dark`, `silent` (in all, or for a while), `short`, `slow`.
 */
findings: Array<string>, };

/**
 * Captures on their way.
 */
export type UploadsView = { 
/**
 * Oldest first.
 */
uploads: Array<UploadView>, };

/**
 * A capture on its way.
 */
export type UploadView = { 
/**
 * The capture that travels.
 */
capture: string, 
/**
 * As what.
 */
part: Part, 
/**
 * Bytes acknowledged.
 */
sent: number, 
/**
 * Bytes in all.
 */
size: number, 
/**
 * How it is doing.
 */
state: UploadState, 
/**
 * Why it stopped for good, or why it waits: `session.missing` until the same account signs in again.
 */
problem?: Problem, };

/**
 * A page outside the app.
 */
export type OutsidePage = "mailbox" | "letter_tracking" | "help";

/**
 * What a camera is opened for.
 */
export type CameraPurpose = "qr_code" | "document_front" | "document_back" | "face";

/**
 * Which way a camera looks.
 */
export type CameraFacing = "front" | "back" | "infrared";

/**
 * Where frames come from.
 */
export type CameraWay = "host" | "webview";

/**
 * A recording found at launch.
 */
export type RecordingState = "to_redo";

/**
 * What hangs on the key that this device keeps.
 */
export type AtStake = "nothing" | "identity" | "recovery";

/**
 * A sign-in whose code was sent, as it was when the app ended.
 */
export type AwaitedSignInView = { 
/**
 * Where the code went, so that another may be asked for.
 */
email: Personal, 
/**
 * The sign-in.
 */
sent: SignInView, };

/**
 * What a seen code is for.
 */
export type CodeKind = "handoff" | "login" | "letter";

/**
 * How a capture on its way is doing.
 */
export type UploadState = "sending" | "waiting" | "done" | "failed";

/** Every command of the host: argument and result. */
export interface Commands {
  /** What the app knows at launch, before any network. */
  start: { args: Nothing; result: StartView };
  /** The installation's configuration; the last one known when offline. */
  get_configuration: { args: Nothing; result: ConfigurationView };
  /** Keeps language, theme and text size on this device. */
  save_preferences: { args: Preferences; result: Nothing };
  /** Opens a page outside: the mailbox, the tracking page, help. */
  open_outside: { args: OpenOutsideArgs; result: Nothing };
  /** Takes the code that a computer shows. */
  claim_handoff: { args: CodeArgs; result: HandoffView };
  /** Chooses the computer's number, or says « Ce n'est pas moi ». */
  confirm_handoff: { args: NumberArgs; result: Nothing };
  /** Signs in with the account that a computer's app gave, once its number is confirmed. */
  join_handover: { args: Nothing; result: SignedInView };
  /** Offers this app's account to another device. */
  offer_handover: { args: Nothing; result: HandoverView };
  /** Follows the offer from either side, and says that this one is there. */
  watch_handover: { args: Nothing; result: HandoverView };
  /** Lets the new device hold the identity, with this device's secret code. */
  approve_handover: { args: CodeArgs; result: Nothing };
  /** Ends an offer that nobody took, or turns away a new device that waits for its approval. */
  end_handover: { args: Nothing; result: Nothing };
  /** Sends a sign-in code to an address; again for another one. */
  request_sign_in_code: { args: EmailArgs; result: SignInView };
  /** Gives the code received. */
  sign_in: { args: CodeArgs; result: SignedInView };
  /** The yes to `account.another`: what this device held for the other account is erased, and the account that was being signed in is. */
  replace_account: { args: Nothing; result: SignedInView };
  /** The no: everything stays as it was. */
  decline_account: { args: Nothing; result: Nothing };
  /** Chooses the secret code: makes and seals the device key, binds it to the account. */
  choose_secret_code: { args: CodeArgs; result: Nothing };
  /** Unlocks with the secret code. */
  unlock: { args: CodeArgs; result: Nothing };
  /** Forgets this device's session and key. */
  sign_out: { args: Nothing; result: Nothing };
  /** Where the person stands. */
  get_journey: { args: Nothing; result: JourneyView };
  /** Sends one event of the journey. */
  send_journey: { args: JourneyArgs; result: JourneyView };
  /** Signs the activation with the device key. */
  activate: { args: CodeArgs; result: JourneyView };
  /** Keeps what was typed and is not sent yet, sealed on this device. */
  keep_entries: { args: EntriesArgs; result: Nothing };
  /** Gives it back after a restart, once unlocked. */
  recall_entries: { args: Nothing; result: EntriesView };
  /** Communes matching what is typed, at the birth date first. */
  search_communes: { args: SearchArgs; result: CommunesView };
  /** Countries matching what is typed. */
  search_countries: { args: SearchArgs; result: CountriesView };
  /** The cameras of this machine. */
  list_cameras: { args: ListCamerasArgs; result: CamerasView };
  /** Opens a camera for a purpose. Pictures come at the session's preview address. */
  open_camera: { args: OpenCameraArgs; result: CameraView };
  /** How the camera is doing, and the QR code it has seen. */
  watch_camera: { args: SessionArgs; result: CameraStatusView };
  /** Turns its pictures by a quarter clockwise, where the camera is not built in upright. */
  turn_camera: { args: SessionArgs; result: Nothing };
  /** Closes it; one that is still opening too. */
  close_camera: { args: SessionArgs; result: Nothing };
  /** Looks for the machine-readable zone of the document held before the camera. */
  read_zone: { args: ReadZoneArgs; result: ZoneView };
  /** Takes the picture of a side, with a short clip where the camera allows. */
  take_photo: { args: TakePhotoArgs; result: PhotoView };
  /** Takes a file chosen by the person instead. */
  import_photo: { args: ImportPhotoArgs; result: PhotoView };
  /** Draws digits and third task for one video. */
  draw_challenge: { args: DrawChallengeArgs; result: ChallengeView };
  /** Begins recording. */
  start_recording: { args: StartRecordingArgs; result: Nothing };
  /** Notes that a prompt is on the screen now. */
  mark_prompt: { args: MarkPromptArgs; result: Nothing };
  /** Ends recording. */
  finish_recording: { args: SessionArgs; result: VideoView };
  /** A frame of the webview's own camera (the phone's way). */
  push_frame: { args: PushFrameArgs; result: Nothing };
  /** A piece of the webview's own recording. */
  push_media: { args: PushMediaArgs; result: Nothing };
  /** Throws a capture away. */
  discard_capture: { args: CaptureArgs; result: Nothing };
  /** Sends a capture: it travels in the background and resumes by itself. */
  submit_capture: { args: SubmitArgs; result: UploadView };
  /** The captures on their way. */
  list_uploads: { args: Nothing; result: UploadsView };
  /** Login requests that wait. */
  list_login_requests: { args: Nothing; result: LoginRequestsView };
  /** Opens the request of a code scanned or followed. */
  open_login_request: { args: CodeArgs; result: LoginRequestView };
  /** Answers one. */
  answer_login_request: { args: AnswerArgs; result: Nothing };
  /** The active identity. */
  get_identity: { args: Nothing; result: IdentityView };
  /** Another device of the account may not act any more. */
  remove_device: { args: RemoveDeviceArgs; result: Nothing };
  /** No login can be approved any more. Needs no code: saying no is never hard. */
  block_identity: { args: Nothing; result: Nothing };
  /** What saying that the identity's device is lost would bring, before it is said. */
  foresee_recovery: { args: Nothing; result: RecoveryOutlookView };
  /** The identity's device is lost: this one may prove the person anew. Blocks the identity. */
  begin_recovery: { args: Nothing; result: RecoveryView };
  /** Sends the code without which a blocked identity stays so. */
  ask_unblock_code: { args: Nothing; result: PersonCodeView };
  /** Lets the identity be used again. */
  unblock_identity: { args: UnblockArgs; result: Nothing };
  /** Reports a login of the history. */
  report_login: { args: ReportArgs; result: Nothing };
  /** Sends a code to a new number. */
  ask_number_code: { args: NewNumberArgs; result: PersonCodeView };
  /** Changes the number. */
  change_number: { args: ChangeNumberArgs; result: Nothing };
  /** What the person agreed to, with the words they read. */
  list_consents: { args: Nothing; result: ConsentsView };
  /** Saves the person's data on this device. */
  export_data: { args: CodeArgs; result: ExportedFilesView };
  /** Erases the account, with its identity where it has one; this device forgets everything too. */
  erase_account: { args: CodeArgs; result: Nothing };
}

/** Every error code, for tables that must be total. */
export const ERROR_CODES = [
  "fields.invalid",
  "request.malformed",
  "request.too_many",
  "request.conflict",
  "not_found",
  "server.failed",
  "server.unavailable",
  "app.too_old",
  "email.invalid",
  "code.wrong",
  "code.expired",
  "code.exhausted",
  "code.too_soon",
  "code.unknown",
  "session.missing",
  "device.not_trusted",
  "device.unknown",
  "device.blocked",
  "secret_code.wrong",
  "secret_code.shape",
  "secret_code.simple",
  "secret_code.birth_date",
  "signature.invalid",
  "journey.not_possible_here",
  "terms.outdated",
  "consent.missing",
  "letter.link_unknown",
  "letter.link_expired",
  "letter.answered",
  "letter.over",
  "file.too_big",
  "file.not_a_picture",
  "file.damaged",
  "file.too_small",
  "file.too_many_pixels",
  "file.not_a_video",
  "upload.offset",
  "upload.unknown",
  "upload.incomplete",
  "upload.hash",
  "attempts.exhausted",
  "challenge.expired",
  "challenge.used",
  "handoff.foreign",
  "handoff.expired",
  "handoff.mismatch",
  "login.expired",
  "login.answered",
  "login.mismatch",
  "login.level",
  "identity.blocked",
  "recovery.too_early",
  "operator.unknown",
  "case.not_assigned",
  "case.decided",
  "decision.incomplete",
  "network.offline",
  "network.answer",
  "camera.none",
  "camera.busy",
  "camera.denied",
  "camera.lost",
  "camera.silent",
  "camera.format",
  "camera.film",
  "camera.recorder",
  "microphone.none",
  "microphone.busy",
  "microphone.silent",
  "microphone.denied",
  "capture.unknown",
  "qr.foreign",
  "file.pdf",
  "file.heic",
  "file.gif",
  "code.for_computer",
  "code.for_login",
  "code.for_letter",
  "storage.failed",
  "storage.full",
  "device.empty",
  "account.another",
] as const satisfies readonly ErrorCode[];
