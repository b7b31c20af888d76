//! The data of a document and the birthplace, as typed and as shown again.

use crate::mirror::{DocumentKind, Sex, ZoneField};
use crate::personal::Personal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Everything as typed; the server checks all of it at once and names every field to mend.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentDraft {
    /// The kind, chosen at step 16.
    #[ts(optional)]
    pub kind: Option<DocumentKind>,
    /// The number.
    #[ts(optional)]
    pub number: Option<Personal>,
    /// Female or male.
    #[ts(optional)]
    pub sex: Option<Sex>,
    /// All given names, in the document's order.
    #[ts(optional)]
    pub given_names: Option<Personal>,
    /// The birth name.
    #[ts(optional)]
    pub birth_name: Option<Personal>,
    /// The usage name, where the document shows one.
    #[ts(optional)]
    pub usage_name: Option<Personal>,
    /// `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`.
    #[ts(optional)]
    pub birth_date: Option<Personal>,
    /// ISO 3166 alpha-3, only asked for a residence permit.
    #[ts(optional)]
    pub nationality: Option<Personal>,
    /// `YYYY-MM-DD`.
    #[ts(optional)]
    pub issue_date: Option<Personal>,
    /// `YYYY-MM-DD`, as printed.
    #[ts(optional)]
    pub expiry_date: Option<Personal>,
    /// The family name as the zone writes it, `LE<GOFF`; as the given names.
    #[serde(default)]
    #[ts(optional)]
    pub zone_birth_name: Option<Personal>,
    /// The given names as the zone writes them, `MAELYS<GAELLE<MARIE`, where the form was filled from a
    /// zone: sent back as received, never typed.
    #[serde(default)]
    #[ts(optional)]
    pub zone_given_names: Option<Personal>,
    /// The fields that still hold what the zone said when the device read it; left out where none does.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    #[ts(as = "Option<BTreeSet<ZoneField>>", optional)]
    pub as_read: BTreeSet<ZoneField>,
}

impl From<DocumentDraft> for sceau_domain::document::DeclarationDraft {
    /// As typed, for the rules.
    fn from(typed: DocumentDraft) -> Self {
        let DocumentDraft {
            kind,
            number,
            sex,
            given_names,
            birth_name,
            usage_name,
            birth_date,
            nationality,
            issue_date,
            expiry_date,
            zone_birth_name,
            zone_given_names,
            as_read,
        } = typed;
        let text = |personal: Option<Personal>| personal.map(|personal| personal.0);
        Self {
            kind: kind
                .map(sceau_domain::document::DocumentKind::from)
                .map(|kind| kind.as_str().to_owned()),
            number: text(number),
            sex: sex
                .map(sceau_domain::document::Sex::from)
                .map(|sex| sex.as_str().to_owned()),
            given_names: text(given_names),
            birth_name: text(birth_name),
            usage_name: text(usage_name),
            birth_date: text(birth_date),
            nationality: text(nationality),
            issue_date: text(issue_date),
            expiry_date: text(expiry_date),
            zone_birth_name: text(zone_birth_name),
            zone_given_names: text(zone_given_names),
            as_read: as_read.into_iter().map(Into::into).collect(),
        }
    }
}

/// The birthplace as chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "where", rename_all = "snake_case", deny_unknown_fields)]
pub enum BirthplaceDraft {
    /// A commune of the list.
    InFrance {
        /// Its code at the birth date (COG, five characters).
        code: Personal,
    },
    /// Another country.
    Abroad {
        /// Its code (COG, `99…`).
        country: Personal,
        /// The town, free text, for the file only.
        #[serde(default)]
        #[ts(optional)]
        town: Option<Personal>,
    },
    /// « Ma commune n'apparaît pas »: an operator looks.
    Unlisted {
        /// The commune's name as on the document.
        name: Personal,
        /// Its department then.
        department: Personal,
    },
}

/// A birthplace to show.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BirthplaceView {
    /// To send again.
    pub draft: BirthplaceDraft,
    /// The commune or town, with its department.
    pub place: Personal,
    /// The country, in French.
    pub country: Personal,
}

/// The whole declaration, to confirm (step 19).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeclarationView {
    /// The document's data.
    pub document: DocumentDraft,
    /// Where the person was born.
    pub birthplace: BirthplaceView,
    /// What is worth knowing about it: stable codes such as `validity.extended`.
    pub notices: Vec<NoticeView>,
    /// What the register will receive of it, and what is unusual there.
    pub register: RegisterView,
}

/// What the civil register will receive, rehearsed before anything is locked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RegisterView {
    /// The claims it is asked by.
    pub sent: SentView,
    /// Heaviest first; none stops the person.
    pub findings: Vec<RegisterFindingView>,
}

/// The claims as they are sent to the broker, letter by letter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SentView {
    /// The birth name, in capitals.
    pub family_name: Personal,
    /// All given names.
    pub given_name: Personal,
    /// The usage name, in capitals.
    #[ts(optional)]
    pub preferred_username: Option<Personal>,
    /// `YYYY-MM-DD`, zeros for what is unknown.
    pub birthdate: Personal,
    /// COG; empty for a birth abroad; absent while an operator looks for it.
    #[ts(optional)]
    pub birthplace: Option<Personal>,
    /// COG, `99100` for France.
    pub birthcountry: Personal,
}

/// Something unusual in what is sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RegisterFindingView {
    /// Stable code, `register.…` or `birthplace.…`.
    pub code: String,
    /// How much it weighs.
    pub weight: RegisterWeight,
    /// The other code to look for, or the field concerned.
    #[ts(optional)]
    pub about: Option<Personal>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RegisterWeight {
    /// As it is, the register could not find it.
    Stops,
    /// To be compared with the document once more.
    Check,
    /// Right, and worth knowing.
    Note,
}

/// Something worth knowing; never an obstacle.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoticeView {
    /// Stable code.
    pub code: String,
    /// The date or the field it speaks of, where there is one.
    #[ts(optional)]
    pub about: Option<Personal>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn which_fields_stand_as_read_is_one_of_a_closed_list_and_left_out_where_none_does() {
        let draft: DocumentDraft =
            serde_json::from_value(json!({ "as_read": ["birth_name", "number", "number"] }))
                .unwrap();
        assert_eq!(
            draft.as_read,
            BTreeSet::from([ZoneField::Number, ZoneField::BirthName])
        );
        let again = serde_json::to_value(&draft).unwrap();
        assert_eq!(again["as_read"], json!(["number", "birth_name"]));
        for other in ["kind", "issue_date", "usage_name", "<b>"] {
            let refused = json!({ "as_read": [other] });
            assert!(
                serde_json::from_value::<DocumentDraft>(refused).is_err(),
                "{other}"
            );
        }
        let typed: DocumentDraft =
            serde_json::from_value(json!({ "number": "X4RTBPFW4" })).unwrap();
        assert!(typed.as_read.is_empty());
        assert!(
            serde_json::to_value(&typed)
                .unwrap()
                .get("as_read")
                .is_none()
        );
    }
}
