//! Domain to row and back, field by field, so that one table can say how a stage or state is kept.

use super::BadFact;
use super::facts::{ConsentRow, GatheredRow, PhoneNumberRow, RequestRow, VerifiedPhoneRow};
use super::person::{BirthplaceRow, DeclarationRow, DraftRow};
use crate::text::{AsText, AsWord};
use sceau_domain::birthplace::Birthplace;
use sceau_domain::document::Declaration;
use sceau_domain::journey::{Consent, Draft, Gathered, Request, VerifiedPhone};
use sceau_domain::phone::PhoneNumber;

/// How a domain value is kept: the row type takes it apart and puts it together again.
pub(super) trait Keeps<D>: Sized {
    /// To the row.
    fn keep(value: &D) -> Self;
    /// From the row.
    fn give_back(self) -> Result<D, BadFact>;
}

/// Row types with `From<&Domain>` and a conversion back.
macro_rules! keeps {
    ($($row:ty => $domain:ty),+ $(,)?) => {$(
        impl $crate::journey::convert::Keeps<$domain> for $row {
            fn keep(value: &$domain) -> Self {
                value.into()
            }
            fn give_back(self) -> Result<$domain, $crate::journey::BadFact> {
                self.try_into().map_err(|_| $crate::journey::BadFact)
            }
        }
    )+};
}
pub(super) use keeps;

keeps! {
    ConsentRow => Consent,
    PhoneNumberRow => PhoneNumber,
    VerifiedPhoneRow => VerifiedPhone,
    GatheredRow => Gathered,
    RequestRow => Request,
    DeclarationRow => Declaration,
    BirthplaceRow => Birthplace,
    DraftRow => Draft,
}

impl<T: Copy> Keeps<T> for AsText<T> {
    fn keep(value: &T) -> Self {
        Self(*value)
    }
    fn give_back(self) -> Result<T, BadFact> {
        Ok(self.0)
    }
}

impl<T: Copy> Keeps<T> for AsWord<T> {
    fn keep(value: &T) -> Self {
        Self(*value)
    }
    fn give_back(self) -> Result<T, BadFact> {
        Ok(self.0)
    }
}

impl Keeps<Self> for bool {
    fn keep(value: &Self) -> Self {
        *value
    }
    fn give_back(self) -> Result<Self, BadFact> {
        Ok(self)
    }
}

impl<D, R: Keeps<D>> Keeps<Option<D>> for Option<R> {
    fn keep(value: &Option<D>) -> Self {
        value.as_ref().map(R::keep)
    }
    fn give_back(self) -> Result<Option<D>, BadFact> {
        self.map(R::give_back).transpose()
    }
}

impl<D, R: Keeps<D>> Keeps<Vec<D>> for Vec<R> {
    fn keep(value: &Vec<D>) -> Self {
        value.iter().map(R::keep).collect()
    }
    fn give_back(self) -> Result<Vec<D>, BadFact> {
        self.into_iter().map(R::give_back).collect()
    }
}
