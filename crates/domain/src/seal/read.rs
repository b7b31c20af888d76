//! From the decoded text of a symbol to a seal.

use super::fields::{FieldId, mandatory};
use super::header::{SealFault, SealHeader};
use super::reading::{Seal, SealField, SealFinding, SealProblem, day_of};
use crate::private::Personal;

/// Ends a value that is shorter than it may be (GS).
pub const VALUE_ENDS: u8 = 0x1D;
/// Ends a value that was cut for want of room (RS).
pub const VALUE_CUT: u8 = 0x1E;
/// Stands between the fields and the signature (US).
pub const SIGNATURE_FOLLOWS: u8 = 0x1F;

/// Lengths of r and s together on P-256, P-384 and P-521.
const SIGNATURE_LENGTHS: [usize; 3] = [64, 96, 132];

/// Takes a text apart, given as the bytes that the symbol holds. Total: any bytes give a seal with its
/// findings or a fault.
///
/// # Errors
/// [`SealFault`] when there is no header that can be read.
pub fn parse_seal(text: &[u8]) -> Result<Seal, SealFault> {
    let (header, length) = SealHeader::read(text)?;
    let mut parts = text.splitn(2, |sign| *sign == SIGNATURE_FOLLOWS);
    let message = parts.next().unwrap_or_default();
    let mut walk = Walk::default();
    walk.read(message.get(length..).unwrap_or_default());
    walk.miss(mandatory(&header.document_type));
    let signature = walk.signature(parts.next());
    Ok(Seal {
        header,
        fields: walk.fields,
        message: Personal::new(message.to_vec()),
        signature,
        findings: walk.findings,
    })
}

/// What was read so far.
#[derive(Default)]
struct Walk {
    fields: Vec<SealField>,
    findings: Vec<SealFinding>,
}

impl Walk {
    fn find(&mut self, field: Option<FieldId>, problem: SealProblem) {
        self.findings.push(SealFinding { field, problem });
    }

    fn read(&mut self, mut rest: &[u8]) {
        while let Some(&first) = rest.first() {
            // A separator behind a value that had no room for one, or a second one.
            if is_separator(first) {
                rest = &rest[1..];
                continue;
            }
            let Some(id) = rest.get(..2).and_then(FieldId::read) else {
                self.find(None, SealProblem::FieldName);
                rest = after_separator(rest);
                continue;
            };
            rest = self.read_value(id, &rest[2..]);
        }
    }

    /// Reads the value of a field at the beginning of `rest`; gives what comes behind it.
    fn read_value<'a>(&mut self, id: FieldId, rest: &'a [u8]) -> &'a [u8] {
        let (least, most) = id.width().unwrap_or((0, usize::MAX));
        let within = &rest[..rest.len().min(most)];
        let end = within.iter().position(|sign| is_separator(*sign));
        let (value, behind) = rest.split_at(end.unwrap_or(within.len()));
        if id.width().is_none() {
            self.find(Some(id), SealProblem::FieldUnknown);
        }
        if self.fields.iter().any(|field| field.id == id) {
            self.find(Some(id), SealProblem::FieldRepeated);
        }
        if value.len() < least {
            self.find(Some(id), SealProblem::ValueShort);
        }
        if !value.iter().all(|sign| matches!(sign, b' '..=b'~')) {
            self.find(Some(id), SealProblem::ValueSign);
        }
        // Bytes beyond ASCII are told as the letters of ISO 8859-1, the alphabet of the symbol.
        let value: String = value.iter().map(|sign| char::from(*sign)).collect();
        if id.is_day() && value.len() >= least && day_of(&value).is_none() {
            self.find(Some(id), SealProblem::DateImpossible);
        }
        self.fields.push(SealField {
            id,
            value: Personal::new(value),
            is_cut: behind.first() == Some(&VALUE_CUT),
        });
        behind
    }

    fn miss(&mut self, mandatory: &[FieldId]) {
        for id in mandatory {
            if !self.fields.iter().any(|field| field.id == *id) {
                self.find(Some(*id), SealProblem::FieldMissing);
            }
        }
    }

    fn signature(&mut self, text: Option<&[u8]>) -> Option<Vec<u8>> {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            self.find(None, SealProblem::SignatureMissing);
            return None;
        };
        let signature = base32(text).filter(|bytes| SIGNATURE_LENGTHS.contains(&bytes.len()));
        if signature.is_none() {
            self.find(None, SealProblem::SignatureUnreadable);
        }
        signature
    }
}

const fn is_separator(sign: u8) -> bool {
    matches!(sign, VALUE_ENDS | VALUE_CUT)
}

fn after_separator(rest: &[u8]) -> &[u8] {
    let at = rest.iter().position(|sign| is_separator(*sign));
    at.map_or(&[], |at| &rest[at + 1..])
}

/// RFC 4648, without padding or with it. `None` for another sign, and for bits behind the last byte
/// that are not zero: two texts are never the same signature.
fn base32(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut count) = (0_u16, 0_u32);
    let padding = text.iter().rev().take_while(|sign| **sign == b'=').count();
    for sign in &text[..text.len() - padding] {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'2'..=b'7' => sign - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u16::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    (bits == 0 && count < 5).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_32_is_that_of_the_standard() {
        for (text, bytes) in [
            ("", ""),
            ("MY", "f"),
            ("MZXQ", "fo"),
            ("MZXW6", "foo"),
            ("MZXW6YQ", "foob"),
            ("MZXW6YTB", "fooba"),
            ("MZXW6YTBOI======", "foobar"),
        ] {
            assert_eq!(base32(text.as_bytes()).as_deref(), Some(bytes.as_bytes()));
        }
        for text in ["my", "M1", "M Y", "=MY", "MZ", "M"] {
            assert_eq!(base32(text.as_bytes()), None, "{text}");
        }
    }
}
