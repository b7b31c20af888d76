//! Reading query or form parameters: each may be given once (RFC 6749 §3.1), empty means absent.

use crate::secret::Secret;

/// A parameter was given more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a parameter was given twice")]
pub struct Repeated;

/// The decoded key/value pairs of a query string or a form, in their order.
#[derive(Clone, Copy)]
pub struct Parameters<'a>(&'a [(String, String)]);

impl<'a> Parameters<'a> {
    /// Reads pairs that HTTP already decoded.
    pub const fn new(pairs: &'a [(String, String)]) -> Self {
        Self(pairs)
    }

    /// The value of a parameter, `None` when absent or empty.
    ///
    /// # Errors
    /// [`Repeated`] when the name occurs twice, whatever the values.
    pub fn one(&self, name: &str) -> Result<Option<&'a str>, Repeated> {
        let mut values = self.0.iter().filter(|(key, _)| key == name);
        let first = values.next();
        if values.next().is_some() {
            return Err(Repeated);
        }
        Ok(first
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty()))
    }

    /// Like [`Self::one`], guarding the value.
    ///
    /// # Errors
    /// As [`Self::one`].
    pub fn secret(&self, name: &str) -> Result<Option<Secret>, Repeated> {
        Ok(self.one(name)?.map(|value| Secret::new(value.to_owned())))
    }

    /// Is any parameter given twice?
    pub fn has_doubles(&self) -> bool {
        self.0
            .iter()
            .enumerate()
            .any(|(index, (key, _))| self.0[..index].iter().any(|(earlier, _)| earlier == key))
    }
}

/// Owned pairs, as a literal: for callers and tests.
pub fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_parameter_is_as_good_as_none_and_two_are_an_error() {
        let given = pairs([
            ("state", ""),
            ("nonce", "a"),
            ("scope", "x"),
            ("scope", "x"),
        ]);
        let parameters = Parameters::new(&given);
        assert_eq!(parameters.one("state"), Ok(None));
        assert_eq!(parameters.one("nonce"), Ok(Some("a")));
        assert_eq!(parameters.one("scope"), Err(Repeated));
        assert!(parameters.has_doubles());
    }
}
