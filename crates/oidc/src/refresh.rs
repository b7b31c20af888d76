//! Refresh tokens that change at each use (RFC 9700 §4.14.2), and forgive one lost answer.
//!
//! A client whose connection breaks after it sent its token does not know the next one. It may show
//! the same token once more: it gets another next one, and the one that was lost is worth nothing.
//! Any other token that is not the current one was copied: everything that the login gave ends.

use serde::{Deserialize, Serialize};

use crate::encoding::{is_equal_in_constant_time, make_token};
use crate::secret::{Secret, SecretHash};

/// What is kept of the refresh tokens of one login: hashes, never a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// The one that is good.
    pub current: SecretHash,
    /// The one it replaced, while that may be shown once more.
    pub forgivable: Option<SecretHash>,
}

/// What a token that was shown is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The current one.
    Current,
    /// The one before, whose answer was lost.
    LostAnswer,
    /// A copy: revoke the login's tokens.
    Copied,
}

/// A refresh token: the name of its login, so that a copied one still tells whose it is, and a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// The login it was given for, as its identifier is written.
    pub login: String,
    /// 256 random bits.
    secret: Secret,
}

impl RefreshToken {
    /// A new one.
    pub fn make(login: String, fill: crate::Fill<'_>) -> Self {
        Self {
            login,
            secret: Secret::new(make_token(fill)),
        }
    }

    /// Reads what a client shows; `None` for anything else than a refresh token of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let (login, secret) = text.split_once('.')?;
        (secret.len() == 43).then(|| Self {
            login: login.to_owned(),
            secret: Secret::new(secret.to_owned()),
        })
    }

    /// As it is sent to the client.
    pub fn write(&self) -> Secret {
        Secret::new(format!("{}.{}", self.login, self.secret.reveal()))
    }

    /// What is stored.
    pub fn derive_hash(&self) -> SecretHash {
        self.secret.derive_hash()
    }
}

impl Rotation {
    /// Begins with a first token.
    pub fn begin(token: &RefreshToken) -> Self {
        Self {
            current: token.derive_hash(),
            forgivable: None,
        }
    }

    /// What this token is worth now.
    pub fn judge(&self, token: &RefreshToken) -> Shown {
        let hash = token.derive_hash();
        let is = |kept: &SecretHash| {
            is_equal_in_constant_time(kept.as_hex().as_bytes(), hash.as_hex().as_bytes())
        };
        if is(&self.current) {
            Shown::Current
        } else if self.forgivable.as_ref().is_some_and(is) {
            Shown::LostAnswer
        } else {
            Shown::Copied
        }
    }

    /// Moves on to `next` after a token was shown that was judged good. A lost answer is forgiven once:
    /// after it nothing but the next token is good.
    #[must_use]
    pub fn advance(self, shown: Shown, next: &RefreshToken) -> Self {
        Self {
            forgivable: (shown == Shown::Current).then_some(self.current),
            current: next.derive_hash(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::seeded;

    fn tokens() -> impl FnMut() -> RefreshToken {
        let fill = seeded(3);
        move || RefreshToken::make(String::from("login"), &fill)
    }

    #[test]
    fn each_use_gives_another_token_and_a_lost_answer_is_forgiven_once() {
        let mut draw = tokens();
        let (first, lost, second, third) = (draw(), draw(), draw(), draw());
        let rotation = Rotation::begin(&first);
        assert_eq!(rotation.judge(&first), Shown::Current);
        let rotation = rotation.advance(Shown::Current, &lost);
        assert_eq!(rotation.judge(&first), Shown::LostAnswer);
        let rotation = rotation.advance(Shown::LostAnswer, &second);
        assert_eq!(rotation.judge(&first), Shown::Copied, "only once");
        assert_eq!(rotation.judge(&lost), Shown::Copied, "worth nothing now");
        assert_eq!(rotation.judge(&second), Shown::Current);
        let rotation = rotation.advance(Shown::Current, &third);
        assert_eq!(rotation.judge(&second), Shown::LostAnswer);
        assert_eq!(rotation.judge(&third), Shown::Current);
    }

    #[test]
    fn a_token_comes_back_from_its_text_and_nothing_else_does() {
        let token = tokens()();
        let text = token.write();
        assert_eq!(RefreshToken::parse(text.reveal()), Some(token));
        for nonsense in ["", ".", "login.", "login", "login.short"] {
            assert_eq!(RefreshToken::parse(nonsense), None, "{nonsense}");
        }
    }
}
