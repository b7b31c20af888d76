//! Events that change nothing but where the person stands.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use sceau_domain::challenge::DigitsWay;
use sceau_domain::document::DocumentKind;
use sceau_domain::journey::Event;

/// An event without side effects. A closed list: nobody approves a case through here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainStep {
    /// An introduction was read.
    Continue,
    /// « Retour ».
    GoBack,
    /// 15 – issued by France?
    AnswerOrigin {
        /// Yes.
        french: bool,
    },
    /// 16, 27 – this kind.
    ChooseKind(DocumentKind),
    /// 19 – « Modifier » on the document's rows.
    ReopenDocument,
    /// 19 – « Modifier » on the birthplace.
    ReopenBirthplace,
    /// 26 – how the tasks will be done.
    ChooseTasks {
        /// Spoken or written digits.
        way: DigitsWay,
        /// « Mouvement difficile ».
        movement_is_difficult: bool,
    },
}

impl From<PlainStep> for Event {
    fn from(step: PlainStep) -> Self {
        match step {
            PlainStep::Continue => Self::Continued,
            PlainStep::GoBack => Self::WentBack,
            PlainStep::AnswerOrigin { french } => Self::OriginAnswered { french },
            PlainStep::ChooseKind(kind) => Self::KindChosen(kind),
            PlainStep::ReopenDocument => Self::DocumentReopened,
            PlainStep::ReopenBirthplace => Self::BirthplaceReopened,
            PlainStep::ChooseTasks {
                way,
                movement_is_difficult,
            } => Self::TasksChosen {
                way,
                movement_is_difficult,
            },
        }
    }
}

/// Takes a plain step.
///
/// # Errors
/// `NotPossibleHere`; [`Failure::Store`].
pub async fn take_plain_step(
    world: &World,
    asked: &Asked,
    plain: PlainStep,
) -> Result<Standing, Failure> {
    match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => Ok(*standing),
        Begun::Fresh(step) => step.take(plain.into()).await,
    }
}
