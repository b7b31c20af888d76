//! Stages: what is known once a step is behind. Each can only be built from the one before, so that
//! a case without consent cannot hold evidence.

use super::facts::{Consent, Gathered, VerifiedPhone};
use crate::birthplace::Birthplace;
use crate::challenge::DigitsWay;
use crate::document::{Declaration, DocumentKind};
use crate::id::LetterId;
use jiff::Timestamp;

/// Step 8 behind: the terms are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The consent given.
    pub terms: Consent,
}

/// Step 9 behind: of age, with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligible {
    /// What came before.
    pub agreed: Agreed,
}

/// Step 13 behind: a phone number is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reachable {
    /// What came before.
    pub eligible: Eligible,
    /// The number proved.
    pub phone: VerifiedPhone,
}

/// Step 17 behind: the document's data are declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documented {
    /// What came before.
    pub reachable: Reachable,
    /// The data.
    pub declaration: Declaration,
}

/// Step 18 behind: the birthplace too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// What came before.
    pub documented: Documented,
    /// Where the person was born.
    pub birthplace: Birthplace,
}

/// Step 19 behind: confirmed; only an audited request changes it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// What came before.
    pub declared: Declared,
    /// When it was confirmed.
    pub at: Timestamp,
}

/// Step 22 behind: two separate consents to the letter service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consented {
    /// What came before.
    pub locked: Locked,
    /// To the letter service's terms.
    pub terms: Consent,
    /// To receiving the letter electronically (CPCE L.100).
    pub receipt: Consent,
}

/// Step 23 behind: the letter exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lettered {
    /// What came before.
    pub consented: Consented,
    /// The letter.
    pub letter: LetterId,
}

/// Step 24 behind: the letter was accepted, the identity check is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What came before.
    pub lettered: Lettered,
    /// When it was accepted.
    pub at: Timestamp,
}

/// Step 26 behind: how the three tasks will be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What came before.
    pub opened: Opened,
    /// Spoken or written digits.
    pub way: DigitsWay,
    /// « Mouvement difficile »: the third task never is a head turn.
    pub movement_is_difficult: bool,
}

/// Step 32 behind: everything that was asked for is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    prepared: Prepared,
    gathered: Gathered,
}

impl Locked {
    /// The kind of document declared.
    pub fn document_kind(&self) -> DocumentKind {
        self.declared.documented.declaration.kind()
    }
}

impl Prepared {
    /// The declaration confirmed.
    pub const fn locked(&self) -> &Locked {
        &self.opened.lettered.consented.locked
    }

    /// The same stage with other data, as an operator asked for.
    #[must_use]
    pub fn with_data(
        mut self,
        declaration: Declaration,
        birthplace: Birthplace,
        at: Timestamp,
    ) -> Self {
        let locked = &mut self.opened.lettered.consented.locked;
        locked.declared.documented.declaration = declaration;
        locked.declared.birthplace = birthplace;
        locked.at = at;
        self
    }
}

impl Submitted {
    /// Closes the gathering.
    ///
    /// # Errors
    /// Gives both back when a part is still missing.
    pub fn new(prepared: Prepared, gathered: Gathered) -> Result<Self, Box<(Prepared, Gathered)>> {
        if gathered
            .missing(prepared.locked().document_kind())
            .is_empty()
        {
            Ok(Self { prepared, gathered })
        } else {
            Err(Box::new((prepared, gathered)))
        }
    }

    /// What came before.
    pub const fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// The evidence, complete.
    pub const fn gathered(&self) -> &Gathered {
        &self.gathered
    }

    /// Opens the gathering again, for what an operator asks to redo.
    pub fn reopen(self) -> (Prepared, Gathered) {
        (self.prepared, self.gathered)
    }
}
