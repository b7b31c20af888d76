//! The stages, one row type each, nested as the domain nests them.

use super::BadFact;
use super::convert::{Keeps, keeps};
use super::facts::{ConsentRow, GatheredRow, VerifiedPhoneRow};
use super::person::{BirthplaceRow, DeclarationRow, DraftRow};
use crate::text::{AsText, AsWord};
use jiff::Timestamp;
use sceau_domain::challenge::DigitsWay;
use sceau_domain::document::DocumentKind;
use sceau_domain::id::LetterId;
use sceau_domain::journey::{
    Agreed, AtDesk, Consented, Declared, Documented, Eligible, Ineligibility, Ineligible, Lettered,
    Locked, Opened, Prepared, Reachable, Submitted,
};
use serde::{Deserialize, Serialize};

/// Stages whose fields are public: taken apart and put together by name.
macro_rules! stages {
    ($($row:ident of $stage:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $row { $($field: $type),+ }

        impl From<&$stage> for $row {
            fn from(stage: &$stage) -> Self {
                let $stage { $($field),+ } = stage;
                Self { $($field: Keeps::keep($field)),+ }
            }
        }

        impl TryFrom<$row> for $stage {
            type Error = BadFact;
            fn try_from(row: $row) -> Result<Self, BadFact> {
                let $row { $($field),+ } = row;
                Ok(Self { $($field: $field.give_back()?),+ })
            }
        }

        keeps! { $row => $stage }
    )+};
}

stages! {
    AgreedRow of Agreed { terms: ConsentRow }
    EligibleRow of Eligible { agreed: AgreedRow }
    ReachableRow of Reachable { eligible: EligibleRow, phone: VerifiedPhoneRow }
    DocumentedRow of Documented { reachable: ReachableRow, declaration: DeclarationRow }
    DeclaredRow of Declared { documented: DocumentedRow, birthplace: BirthplaceRow }
    LockedRow of Locked { declared: DeclaredRow, at: AsText<Timestamp> }
    ConsentedRow of Consented { locked: LockedRow, terms: ConsentRow, receipt: ConsentRow }
    LetteredRow of Lettered { consented: ConsentedRow, letter: AsText<LetterId> }
    OpenedRow of Opened { lettered: LetteredRow, at: AsText<Timestamp> }
    PreparedRow of Prepared {
        opened: OpenedRow,
        way: AsWord<DigitsWay>,
        movement_is_difficult: bool,
    }
}

/// Where someone at the desk came from.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AtDeskRow {
    BeforeLetter(LockedRow),
    Identifying(OpenedRow, GatheredRow),
    Correcting(PreparedRow, GatheredRow, AsWord<DocumentKind>),
    Capturing(PreparedRow, GatheredRow),
}

impl From<&AtDesk> for AtDeskRow {
    fn from(desk: &AtDesk) -> Self {
        match desk {
            AtDesk::BeforeLetter(locked) => Self::BeforeLetter(locked.into()),
            AtDesk::Identifying(opened, gathered) => {
                Self::Identifying(opened.into(), gathered.into())
            }
            AtDesk::Correcting(prepared, gathered, kind) => {
                Self::Correcting(prepared.into(), gathered.into(), AsWord(*kind))
            }
            AtDesk::Capturing(prepared, gathered) => {
                Self::Capturing(prepared.into(), gathered.into())
            }
        }
    }
}

impl TryFrom<AtDeskRow> for AtDesk {
    type Error = BadFact;
    fn try_from(row: AtDeskRow) -> Result<Self, BadFact> {
        Ok(match row {
            AtDeskRow::BeforeLetter(locked) => Self::BeforeLetter(locked.try_into()?),
            AtDeskRow::Identifying(opened, gathered) => {
                Self::Identifying(opened.try_into()?, gathered.into())
            }
            AtDeskRow::Correcting(prepared, gathered, AsWord(kind)) => {
                Self::Correcting(prepared.try_into()?, gathered.into(), kind)
            }
            AtDeskRow::Capturing(prepared, gathered) => {
                Self::Capturing(prepared.try_into()?, gathered.into())
            }
        })
    }
}

keeps! { AtDeskRow => AtDesk }

/// Where someone who cannot go on came from: told apart by what is kept, so that rows from before the second way
/// read as the first.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum IneligibleRow {
    ByAnswer(AgreedRow, AsWord<Ineligibility>),
    ByBirthDate(ReachableRow, AsWord<DocumentKind>, Box<DraftRow>),
}

impl From<&Ineligible> for IneligibleRow {
    fn from(ineligible: &Ineligible) -> Self {
        match ineligible {
            Ineligible::ByAnswer(agreed, why) => Self::ByAnswer(agreed.into(), AsWord(*why)),
            Ineligible::ByBirthDate(reachable, kind, draft) => Self::ByBirthDate(
                reachable.into(),
                AsWord(*kind),
                Box::new(draft.as_ref().into()),
            ),
        }
    }
}

impl TryFrom<IneligibleRow> for Ineligible {
    type Error = BadFact;
    fn try_from(row: IneligibleRow) -> Result<Self, BadFact> {
        Ok(match row {
            IneligibleRow::ByAnswer(agreed, AsWord(why)) => Self::ByAnswer(agreed.try_into()?, why),
            IneligibleRow::ByBirthDate(reachable, AsWord(kind), draft) => {
                Self::ByBirthDate(reachable.try_into()?, kind, Box::new((*draft).try_into()?))
            }
        })
    }
}

keeps! { IneligibleRow => Ineligible }

/// The one stage whose fields are its own: it goes through its constructor.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubmittedRow {
    prepared: PreparedRow,
    gathered: GatheredRow,
}

impl From<&Submitted> for SubmittedRow {
    fn from(submitted: &Submitted) -> Self {
        Self {
            prepared: submitted.prepared().into(),
            gathered: submitted.gathered().into(),
        }
    }
}

impl TryFrom<SubmittedRow> for Submitted {
    type Error = BadFact;
    fn try_from(row: SubmittedRow) -> Result<Self, BadFact> {
        let SubmittedRow { prepared, gathered } = row;
        Self::new(prepared.try_into()?, gathered.into()).map_err(|_| BadFact)
    }
}

keeps! { SubmittedRow => Submitted }
