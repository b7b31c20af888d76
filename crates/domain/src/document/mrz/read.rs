//! Reads the lines of a zone. Total: any text gives a reading, with findings.

use super::check_digit::check_digit;
use super::layout::{Cell, Check, MrzField, MrzFormat, MrzSigns};
use super::reading::{MrzFinding, MrzProblem, MrzReading, Repair, digits};
use crate::date::PartialDate;
use crate::private::Personal;
use std::collections::BTreeMap;

/// Reads a zone. Blanks within lines are dropped; look-alikes are exchanged where a column can
/// only hold digits or only letters (O/0, I/1, Z/2, S/5, B/8), each noted as a repair; then the
/// check digits decide. A line of wrong length is still read as far as it goes.
pub fn parse_zone(format: MrzFormat, lines: &[&str]) -> MrzReading {
    let mut reader = Reader {
        format,
        lines: Vec::new(),
        findings: Vec::new(),
    };
    reader.take(lines);
    let repairs = reader.repair();
    let mut values = reader.values();
    reader.verify(&mut values);
    reader.judge_dates(&values);
    reader.findings.sort_unstable();
    reader.findings.dedup();
    MrzReading {
        format,
        values: Personal::new(values),
        findings: reader.findings,
        repairs: Personal::new(repairs),
        weak: Vec::new(),
    }
}

struct Reader {
    format: MrzFormat,
    lines: Vec<Vec<char>>,
    findings: Vec<MrzFinding>,
}

impl Reader {
    fn find(&mut self, (line, column): (usize, usize), field: MrzField, problem: MrzProblem) {
        self.findings.push(MrzFinding {
            line,
            column,
            field,
            problem,
        });
    }

    /// Takes the lines of the format, no longer than it says.
    fn take(&mut self, lines: &[&str]) {
        let width = self.format.width();
        for line in 0..self.format.lines() {
            let text = lines.get(line).copied().unwrap_or("");
            let signs = || text.chars().filter(|c| !c.is_whitespace());
            let found = signs().count();
            if found == 0 {
                self.find((line, 0), MrzField::Line, MrzProblem::LineMissing);
            } else if found != width {
                let problem = MrzProblem::LineLength { found };
                self.find((line, found.min(width)), MrzField::Line, problem);
            }
            self.lines.push(signs().take(width).collect());
        }
    }

    fn sign(&self, line: usize, column: usize) -> Option<char> {
        self.lines.get(line)?.get(column).copied()
    }

    /// Exchanges look-alikes, column by column, check digits included.
    fn repair(&mut self) -> Vec<Repair> {
        let cells = self.format.cells().iter().flat_map(|cell| {
            cell.columns
                .clone()
                .map(move |column| (cell.line, column, cell.class))
        });
        let checks = self
            .format
            .checks()
            .iter()
            .map(|c| (c.line, c.column, MrzSigns::Digits));
        let mut repairs = Vec::new();
        for (line, column, class) in cells.chain(checks) {
            let Some(from) = self.sign(line, column).filter(|sign| !class.admits(*sign)) else {
                continue;
            };
            if let Some(to) = look_alike(class, from) {
                self.lines[line][column] = to;
                repairs.push(Repair {
                    line,
                    column,
                    from,
                    to,
                });
            }
        }
        repairs.sort_unstable();
        repairs
    }

    /// The fields whose every column is there and admissible.
    fn values(&mut self) -> BTreeMap<MrzField, String> {
        let mut values = BTreeMap::new();
        for field in MrzField::ALL {
            let cells: Vec<&Cell> = self
                .format
                .cells()
                .iter()
                .filter(|cell| cell.field == field)
                .collect();
            if let Some(text) = self.field_text(&cells) {
                values.insert(field, text.trim_end_matches('<').to_owned());
            }
        }
        values
    }

    fn field_text(&mut self, cells: &[&Cell]) -> Option<String> {
        let mut text = (!cells.is_empty()).then(String::new);
        for cell in cells {
            for column in cell.columns.clone() {
                let sign = self.sign(cell.line, column);
                let admitted = sign.filter(|sign| cell.class.admits(*sign));
                if sign.is_some() && admitted.is_none() {
                    self.find((cell.line, column), cell.field, MrzProblem::SignNotAllowed);
                }
                text = text.zip(admitted).map(|(mut text, sign)| {
                    text.push(sign);
                    text
                });
            }
        }
        text
    }

    /// Compares every check digit whose columns are all there.
    fn verify(&mut self, values: &mut BTreeMap<MrzField, String>) {
        for check in self.format.checks() {
            let Some(found) = self.sign(check.line, check.column) else {
                continue;
            };
            if check.field == MrzField::Number && self.is_long_number(found, values) {
                self.verify_long_number(check, values);
                continue;
            }
            let Some(covered) = self.covered(check) else {
                continue;
            };
            let Some(expected) = check_digit(&covered) else {
                continue;
            };
            // An empty field may keep `<` in the place of its 0.
            let empty = found == '<' && covered.chars().all(|sign| sign == '<');
            let at = (check.line, check.column);
            if !MrzSigns::Digits.admits(found) {
                self.find(at, check.field, MrzProblem::SignNotAllowed);
            } else if found != expected && !empty {
                self.find(at, check.field, MrzProblem::CheckDigit { expected });
            }
        }
    }

    fn covered(&self, check: &Check) -> Option<String> {
        check
            .over
            .iter()
            .flat_map(|(line, columns)| columns.clone().map(move |column| (*line, column)))
            .map(|(line, column)| self.sign(line, column))
            .collect()
    }

    /// A number of TD1 or TD2 longer than nine characters has `<` as check digit and goes on in the
    /// optional data.
    fn is_long_number(&self, found: char, values: &BTreeMap<MrzField, String>) -> bool {
        let filled = |field| {
            values
                .get(&field)
                .is_some_and(|text: &String| !text.is_empty())
        };
        matches!(self.format, MrzFormat::Td1 | MrzFormat::Td2)
            && found == '<'
            && filled(MrzField::Number)
            && filled(MrzField::Optional1)
    }

    fn verify_long_number(&mut self, check: &Check, values: &mut BTreeMap<MrzField, String>) {
        let (Some(start), Some(optional)) = (
            values.get(&MrzField::Number),
            values.get(&MrzField::Optional1),
        ) else {
            return;
        };
        let (rest, data) = optional.split_once('<').unwrap_or((optional, ""));
        let Some(found) = rest.chars().next_back() else {
            return;
        };
        let number = format!("{start}{}", &rest[..rest.len() - found.len_utf8()]);
        let data = data.trim_start_matches('<').to_owned();
        if let Some(expected) = check_digit(&number).filter(|expected| *expected != found) {
            // The digit stands at the end of what went on in the optional data.
            let optional = |cell: &&Cell| cell.field == MrzField::Optional1;
            let start = self.format.cells().iter().find(optional);
            let column = start.map_or(check.column, |cell| cell.columns.start + rest.len() - 1);
            self.find(
                (check.line, column),
                check.field,
                MrzProblem::CheckDigit { expected },
            );
        }
        values.insert(MrzField::Number, number);
        values.insert(MrzField::Optional1, data);
    }

    /// Dates that no calendar has. The century does not matter for that.
    fn judge_dates(&mut self, values: &BTreeMap<MrzField, String>) {
        for field in [MrzField::BirthDate, MrzField::ExpiryDate] {
            let Some(text) = values.get(&field) else {
                continue;
            };
            let possible = digits(text).is_some_and(|(year, month, day)| {
                PartialDate::new(2000 + year, month, day).is_ok()
            });
            let place = self.format.cells().iter().find(|cell| cell.field == field);
            if let Some(cell) = place.filter(|_| !possible) {
                self.find(
                    (cell.line, cell.columns.start),
                    field,
                    MrzProblem::DateImpossible,
                );
            }
        }
    }
}

/// The character a column's class asks for in the place of a look-alike.
fn look_alike(class: MrzSigns, sign: char) -> Option<char> {
    const PAIRS: [(char, char); 5] = [('O', '0'), ('I', '1'), ('Z', '2'), ('S', '5'), ('B', '8')];
    match class {
        MrzSigns::Digits => PAIRS
            .iter()
            .find(|(letter, _)| *letter == sign)
            .map(|(_, digit)| *digit),
        MrzSigns::Letters => PAIRS
            .iter()
            .find(|(_, digit)| *digit == sign)
            .map(|(letter, _)| *letter),
        MrzSigns::Any | MrzSigns::Sex => None,
    }
}

#[cfg(test)]
mod tests;
