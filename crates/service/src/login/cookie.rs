//! What binds a browser to its passage or handoff: a name and a secret, in one cookie.

use crate::crypto::{is_equal, make_random_token, sha256};
use core::fmt;
use core::str::FromStr;
use sceau_domain::id::{HandoffId, InteractionId, NotAnId};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;

macro_rules! cookies {
    ($($(#[$doc:meta])+ $name:ident of $id:ident),+ $(,)?) => {$(
        $(#[$doc])+
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name {
            /// What it names; fit for an address.
            pub id: $id,
            secret: Secret<String>,
        }

        impl $name {
            pub(super) fn make_random(random: &dyn Random) -> Self {
                Self { id: $id::make_random(random), secret: make_random_token(random) }
            }

            /// The hash that is stored of its secret.
            pub(super) fn derive_hash(&self) -> [u8; 32] {
                sha256(self.secret.reveal().as_bytes())
            }

            pub(super) fn is_of(&self, hash: &[u8; 32]) -> bool {
                is_equal(&self.derive_hash(), hash)
            }

            /// The cookie's value, `id.secret`. `HttpOnly`, `Secure`, `SameSite=Lax`.
            pub fn to_value(&self) -> Secret<String> {
                Secret::new(format!("{}.{}", self.id, self.secret.reveal()))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(value: &str) -> Result<Self, NotAnId> {
                let (id, secret) = value.split_once('.').ok_or(NotAnId)?;
                Ok(Self { id: id.parse()?, secret: Secret::new(secret.to_owned()) })
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.id).finish()
            }
        }
    )+};
}

cookies! {
    /// The cookie of a passage through the identity provider.
    InteractionCookie of InteractionId,
    /// The cookie of a computer that hands over to a phone.
    HandoffCookie of HandoffId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_reads_back_and_prints_its_name_only() {
        let value = format!("{}.le-secret", "0f".repeat(16));
        let cookie: InteractionCookie = value.parse().unwrap();
        assert_eq!(cookie.to_value().reveal(), &value);
        assert!(cookie.is_of(&sha256(b"le-secret")));
        assert!(!format!("{cookie:?}").contains("secret"));
        assert!("sans-point".parse::<InteractionCookie>().is_err());
    }
}
