//! Identifiers of fields, how long their values are, and which a type of document must have.

/// The two characters that name a field: `60` given names, `62` family name, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId([u8; 2]);

impl FieldId {
    /// All given names.
    pub const GIVEN_NAMES: Self = Self(*b"60");
    /// Family name at birth.
    pub const BIRTH_NAME: Self = Self(*b"62");
    /// Which document, as its machine-readable zone writes it.
    pub const DOCUMENT_CODE: Self = Self(*b"65");
    /// Number of the document.
    pub const NUMBER: Self = Self(*b"66");
    /// Nationality, two letters.
    pub const NATIONALITY: Self = Self(*b"67");
    /// Sex, `F` or `M`.
    pub const SEX: Self = Self(*b"68");
    /// Birth date, DDMMYYYY.
    pub const BIRTH_DATE: Self = Self(*b"69");
    /// Country of birth, two letters.
    pub const BIRTH_COUNTRY: Self = Self(*b"6C");
    /// The machine-readable zone, its lines one after the other.
    pub const ZONE: Self = Self(*b"6F");
    /// Begin of validity, DDMMYYYY.
    pub const VALID_FROM: Self = Self(*b"6N");
    /// End of validity, DDMMYYYY.
    pub const VALID_UNTIL: Self = Self(*b"6O");

    /// Reads two digits or capital letters.
    pub fn read(text: &[u8]) -> Option<Self> {
        let id: [u8; 2] = text.try_into().ok()?;
        let is_id = |sign: &u8| sign.is_ascii_digit() || sign.is_ascii_uppercase();
        id.iter().all(is_id).then_some(Self(id))
    }

    /// The two characters.
    pub fn as_str(&self) -> &str {
        // Only ASCII letters and digits are ever stored, so the empty text cannot be seen.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether its value is a day.
    pub(super) fn is_day(self) -> bool {
        matches!(&self.0, b"69" | b"6L" | b"6N" | b"6O")
    }

    /// Fewest and most characters of its value. A value of as many as it may have has no separator
    /// behind it. `None` for a field outside the two groups that identity titles use (`0…` about the
    /// code itself, `6…` about the title): it is then read up to the next separator.
    pub(super) const fn width(self) -> Option<(usize, usize)> {
        const ANY: usize = usize::MAX;
        Some(match &self.0 {
            b"01" | b"02" | b"03" | b"04" | b"05" | b"0C" => (0, ANY),
            b"06" | b"07" => (6, 6),
            b"08" | b"09" => (4, 4),
            b"0A" | b"0B" => (9, 9),
            b"60" | b"6D" | b"6E" => (0, 60),
            b"61" | b"66" => (0, 20),
            b"62" | b"63" | b"64" | b"6S" | b"6T" | b"6U" | b"6V" => (0, 38),
            b"65" | b"67" | b"6C" | b"6I" | b"6Y" => (2, 2),
            b"68" | b"6J" => (1, 1),
            b"69" | b"6L" | b"6N" | b"6O" => (8, 8),
            b"6A" | b"6X" => (0, 32),
            b"6B" => (3, 3),
            b"6F" => (0, 90),
            b"6G" => (1, 38),
            b"6H" => (1, 10),
            b"6K" => (19, 19),
            b"6M" | b"6P" => (0, 40),
            b"6Q" => (0, 10),
            b"6R" => (12, 12),
            b"6W" => (5, 5),
            b"6Z" => (9, 11),
            _ => return None,
        })
    }
}

/// What a type of document must say: `07` an identity title, `08` a machine-readable zone. Nothing is
/// asked of the others, which are no identity documents.
pub(super) fn mandatory(document_type: &str) -> &'static [FieldId] {
    match document_type {
        "07" => &[
            FieldId::GIVEN_NAMES,
            FieldId::BIRTH_NAME,
            FieldId::DOCUMENT_CODE,
            FieldId::NUMBER,
            FieldId::NATIONALITY,
            FieldId::SEX,
            FieldId::BIRTH_COUNTRY,
        ],
        "08" => &[FieldId::ZONE],
        _ => &[],
    }
}
