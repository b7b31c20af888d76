//! The small facts.

use super::BadFact;
use crate::text::{AsHex, AsText, AsWord};
use jiff::Timestamp;
use sceau_domain::id::EvidenceId;
use sceau_domain::journey::{Consent, Gathered, Part, Request, VerifiedPhone};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::reason::Reason;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentRow {
    version: String,
    hash: AsHex,
    at: AsText<Timestamp>,
}

impl From<&Consent> for ConsentRow {
    fn from(consent: &Consent) -> Self {
        let Consent { version, hash, at } = consent;
        Self {
            version: version.clone(),
            hash: AsHex(*hash),
            at: AsText(*at),
        }
    }
}

impl From<ConsentRow> for Consent {
    fn from(row: ConsentRow) -> Self {
        let ConsentRow { version, hash, at } = row;
        Self {
            version,
            hash: hash.0,
            at: at.0,
        }
    }
}

/// A number, international form.
#[derive(Serialize, Deserialize)]
pub(crate) struct PhoneNumberRow(String);

impl From<&PhoneNumber> for PhoneNumberRow {
    fn from(number: &PhoneNumber) -> Self {
        Self(number.e164())
    }
}

impl TryFrom<PhoneNumberRow> for PhoneNumber {
    type Error = BadFact;
    fn try_from(row: PhoneNumberRow) -> Result<Self, BadFact> {
        Self::parse_mobile(&row.0).map_err(|_| BadFact)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerifiedPhoneRow {
    number: PhoneNumberRow,
    at: AsText<Timestamp>,
}

impl From<&VerifiedPhone> for VerifiedPhoneRow {
    fn from(phone: &VerifiedPhone) -> Self {
        let VerifiedPhone { number, at } = phone;
        Self {
            number: number.into(),
            at: AsText(*at),
        }
    }
}

impl TryFrom<VerifiedPhoneRow> for VerifiedPhone {
    type Error = BadFact;
    fn try_from(row: VerifiedPhoneRow) -> Result<Self, BadFact> {
        let VerifiedPhoneRow { number, at } = row;
        Ok(Self {
            number: number.try_into()?,
            at: at.0,
        })
    }
}

/// Part and piece, in the order of the parts.
#[derive(Serialize, Deserialize)]
pub(crate) struct GatheredRow(Vec<(AsWord<Part>, AsText<EvidenceId>)>);

impl From<&Gathered> for GatheredRow {
    fn from(gathered: &Gathered) -> Self {
        Self(
            gathered
                .iter()
                .map(|(part, id)| (AsWord(part), AsText(id)))
                .collect(),
        )
    }
}

impl From<GatheredRow> for Gathered {
    fn from(row: GatheredRow) -> Self {
        row.0
            .into_iter()
            .fold(Self::new(), |all, (part, id)| all.with(part.0, id.0))
    }
}

/// What an operator asks for again.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestRow {
    reason: AsWord<Reason>,
    part: Option<AsWord<Part>>,
}

impl From<&Request> for RequestRow {
    fn from(request: &Request) -> Self {
        let Request { reason, part } = request;
        Self {
            reason: AsWord(*reason),
            part: part.map(AsWord),
        }
    }
}

impl From<RequestRow> for Request {
    fn from(row: RequestRow) -> Self {
        let RequestRow { reason, part } = row;
        Self {
            reason: reason.0,
            part: part.map(|part| part.0),
        }
    }
}
