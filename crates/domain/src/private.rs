//! Values that must never be printed: personal data and secrets.

use core::fmt;
use zeroize::Zeroize;

/// Something about a person. `Debug` prints nothing of it; reading it is a visible act.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Guards a value about a person.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Reads the guarded value. Never pass it to a log, a URL or an error.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// Gives the value up to a caller who guards it in turn.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

/// A secret: a code, a token, a key. `Debug` prints nothing of it and the memory is wiped on drop.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Guards a secret value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Reads the secret. Never pass it to a log, a URL or an error.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_a_guarded_value_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", Personal::new("MARTIN")), "Personal(…)");
        assert_eq!(
            format!("{:?}", Secret::new(String::from("482913"))),
            "Secret(…)"
        );
    }
}
