//! What every examination names first: the program that made it, so that it can be made again.

use core::fmt;

/// The program, with its version, and the source it was built from where the binary knows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    source: Option<&'static str>,
}

impl Program {
    /// As tests have it.
    pub(crate) const fn of_no_source() -> Self {
        Self { source: None }
    }

    /// Built from this revision.
    pub(crate) const fn built_from(source: &'static str) -> Self {
        Self {
            source: Some(source),
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(concat!("sceau-checks ", env!("CARGO_PKG_VERSION")))?;
        self.source
            .map_or(Ok(()), |source| write!(f, " ({source})"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_stands_beside_the_version() {
        let version = env!("CARGO_PKG_VERSION");
        let built = Program::built_from("0123456789ab").to_string();
        assert_eq!(built, format!("sceau-checks {version} (0123456789ab)"));
        let untold = Program::of_no_source().to_string();
        assert_eq!(untold, format!("sceau-checks {version}"));
    }
}
