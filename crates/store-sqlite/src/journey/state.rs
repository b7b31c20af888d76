//! The states.

use super::BadFact;
use super::convert::Keeps;
use super::facts::{GatheredRow, PhoneNumberRow, RequestRow};
use super::person::{BirthplaceRow, DraftRow};
use super::stages::{
    AgreedRow, AtDeskRow, DeclaredRow, DocumentedRow, EligibleRow, IneligibleRow, LetteredRow,
    LockedRow, OpenedRow, PreparedRow, ReachableRow, SubmittedRow,
};
use crate::text::{AsText, AsWord};
use sceau_domain::document::DocumentKind;
use sceau_domain::id::IdentityId;
use sceau_domain::journey::{Closing, State};
use serde::{Deserialize, Serialize};

/// Every state with the rows of what it carries; the match over the domain's states is total.
macro_rules! states {
    ($($name:ident $(($($field:ident: $type:ty),+))?),+ $(,)?) => {
        /// A state, tagged by its stable name.
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum StateRow { $($name $(($($type),+))?),+ }

        impl From<&State> for StateRow {
            fn from(state: &State) -> Self {
                match state {
                    $(State::$name $(($($field),+))? => Self::$name $(($(Keeps::keep($field)),+))?),+
                }
            }
        }

        impl TryFrom<StateRow> for State {
            type Error = BadFact;
            fn try_from(row: StateRow) -> Result<Self, BadFact> {
                Ok(match row {
                    $(StateRow::$name $(($($field),+))? => Self::$name $(($($field.give_back()?),+))?),+
                })
            }
        }
    };
}

states! {
    Terms,
    Conditions(agreed: AgreedRow),
    Ineligible(ineligible: IneligibleRow),
    Overview(eligible: EligibleRow),
    PhoneIntro(eligible: EligibleRow),
    PhoneNumber(eligible: EligibleRow, number: Option<PhoneNumberRow>),
    PhoneCode(eligible: EligibleRow, number: PhoneNumberRow),
    DocumentIntro(reachable: ReachableRow, draft: DraftRow),
    DocumentOrigin(reachable: ReachableRow, draft: DraftRow),
    NoFrenchDocument(reachable: ReachableRow, draft: DraftRow),
    DocumentChoice(reachable: ReachableRow, draft: DraftRow),
    DocumentData(reachable: ReachableRow, kind: AsWord<DocumentKind>, draft: DraftRow),
    Birthplace(documented: DocumentedRow, birthplace: Option<BirthplaceRow>),
    Review(declared: DeclaredRow),
    VerificationIntro(locked: LockedRow),
    Method(locked: LockedRow),
    InPerson(desk: AtDeskRow),
    LetterConsent(locked: LockedRow),
    LetterSent(lettered: LetteredRow),
    Identification(opened: OpenedRow, gathered: GatheredRow),
    Tasks(opened: OpenedRow, gathered: GatheredRow),
    CaptureChoice(prepared: PreparedRow, gathered: GatheredRow),
    DataAgain(prepared: PreparedRow, gathered: GatheredRow, kind: AsWord<DocumentKind>),
    PhotoTips(prepared: PreparedRow, gathered: GatheredRow),
    Photo(prepared: PreparedRow, gathered: GatheredRow),
    PhotoReceived(prepared: PreparedRow, gathered: GatheredRow),
    FaceVideo(prepared: PreparedRow, gathered: GatheredRow),
    Processing(submitted: SubmittedRow, appeal: bool),
    Redo(prepared: PreparedRow, gathered: GatheredRow, requests: Vec<RequestRow>),
    Refused(submitted: SubmittedRow, appeal: bool),
    Activation(locked: LockedRow),
    Active(identity: AsText<IdentityId>),
    Closed(why: AsWord<Closing>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_domain::journey::{Ineligible, StateName};
    use sceau_testkit::samples::state;

    #[test]
    fn a_case_that_stood_still_before_birth_dates_were_told_on_a_page_is_read_as_it_was() {
        let State::Ineligible(Ineligible::ByAnswer(agreed, _)) = state(StateName::Ineligible)
        else {
            panic!("another sample");
        };
        let agreed = serde_json::to_value(AgreedRow::keep(&agreed)).unwrap();
        let before = serde_json::json!({ "ineligible": [agreed, "minor"] });
        let row: StateRow = serde_json::from_value(before).unwrap();
        assert_eq!(State::try_from(row).unwrap(), state(StateName::Ineligible));
    }
}
