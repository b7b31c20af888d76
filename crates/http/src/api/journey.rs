//! The journey: one event in, the whole view out.

use crate::Site;
use crate::extract::{Body, Caller, Repeatable};
use crate::problem::Refused;
use crate::views::{document, evidence, from_base64, journey as views};
use axum::Json;
use axum::extract::State;
use sceau_domain::journey::Method;
use sceau_service::case::{self, Asked, GivenConsent, PlainStep, Standing};
use sceau_service::failure::Failure;
use sceau_service::ports::World;
use sceau_service::{letter, proofing};
use sceau_wire::evidence::{ChallengeRequest, ChallengeView};
use sceau_wire::journey::{ConsentRequest, JourneyRequest, JourneyView};

pub(crate) async fn show(
    State(site): State<Site>,
    Caller(by): Caller,
) -> Result<Json<JourneyView>, Refused> {
    let standing = case::view_journey(&site.world, &by).await?;
    Ok(Json(views::view(&standing)?))
}

pub(crate) async fn take(
    State(site): State<Site>,
    Repeatable(asked, request): Repeatable<JourneyRequest>,
) -> Result<Json<JourneyView>, Refused> {
    let standing = advance(&site.world, &asked, request).await?;
    Ok(Json(views::view(&standing)?))
}

pub(crate) async fn draw_challenge(
    State(site): State<Site>,
    Caller(by): Caller,
    Body(request): Body<ChallengeRequest>,
) -> Result<Json<ChallengeView>, Refused> {
    let consent = consent(request.consent);
    let drawn = proofing::draw_challenge(&site.world, &by, &consent).await?;
    Ok(Json(evidence::challenge(&drawn)))
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm for each request, total by the compiler"
)]
async fn advance(
    world: &World,
    asked: &Asked,
    request: JourneyRequest,
) -> Result<Standing, Refused> {
    use JourneyRequest as R;
    let plain = |step| case::take_plain_step(world, asked, step);
    let standing: Result<Standing, Failure> = match request {
        R::AcceptTerms { terms } => case::accept_terms(world, asked, &consent(terms)).await,
        R::AnswerConditions { adult, document } => {
            case::answer_conditions(world, asked, adult, document).await
        }
        R::Continue {} => plain(PlainStep::Continue).await,
        R::GoBack {} => plain(PlainStep::GoBack).await,
        R::GivePhone { number } => case::give_phone(world, asked, number.reveal()).await,
        R::ProvePhone { code } => case::prove_phone(world, asked, code.reveal()).await,
        R::AnswerOrigin { french } => plain(PlainStep::AnswerOrigin { french }).await,
        R::ChooseKind { kind } => plain(PlainStep::ChooseKind(kind.into())).await,
        R::DeclareDocument { document } => {
            case::declare_document(world, asked, document.into()).await
        }
        R::DeclareBirthplace { birthplace } => {
            case::declare_birthplace(world, asked, &document::birthplace(birthplace)).await
        }
        R::ReopenDocument {} => plain(PlainStep::ReopenDocument).await,
        R::ReopenBirthplace {} => plain(PlainStep::ReopenBirthplace).await,
        R::ConfirmDeclaration {} => case::confirm_declaration(world, asked).await,
        R::ChooseMethod { in_person } => {
            let method = if in_person {
                Method::InPerson
            } else {
                Method::Online
            };
            case::choose_method(world, asked, method).await
        }
        R::AgreeToLetter { terms, receipt } => {
            case::agree_to_letter(world, asked, &consent(terms), &consent(receipt)).await
        }
        R::ResendNotice {} => letter::resend_notice(world, asked).await,
        R::AcceptLetter { code } => letter::accept_by_code(world, asked, code.reveal()).await,
        R::RefuseLetter {} => letter::refuse(world, asked).await,
        R::ChooseTasks {
            way,
            movement_is_difficult,
        } => {
            plain(PlainStep::ChooseTasks {
                way: way.into(),
                movement_is_difficult,
            })
            .await
        }
        R::CorrectData {
            document,
            birthplace,
        } => {
            let (draft, place) = (document.into(), document::birthplace(birthplace));
            case::correct_data(world, asked, draft, &place).await
        }
        R::AttachEvidence { evidence } => {
            proofing::attach_evidence(world, asked, &evidence::given(evidence)?).await
        }
        R::Appeal {} => case::appeal(world, asked).await,
        R::Activate { signature } => {
            case::activate(world, asked, &from_base64(signature.reveal())?).await
        }
        R::StartOver {} => case::start_over(world, asked).await,
    };
    Ok(standing?)
}

fn consent(request: ConsentRequest) -> GivenConsent {
    GivenConsent {
        version: request.version,
        hash: request.hash,
        given: request.given,
    }
}
