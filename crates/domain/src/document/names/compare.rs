//! How a declared name compares with one that was read: five classes, of which one blocks.

use super::alphabet::{is_name_letter, normalise_name};
use super::transliterate::{choices, render, transliterate_mrz};

/// The outcome of a comparison, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameMatch {
    /// The same after case folding. Silent.
    Exact,
    /// The same in the alphabet of machine-readable zones. Silent for the person, shown to the
    /// operator.
    Equivalent,
    /// The value read is the declared one, cut at the end of its field. The operator sees it.
    Truncated,
    /// One list of given names is an ordered part of the other. The operator sees it, the person
    /// is asked for all given names.
    MissingGivenNames,
    /// None of these: blocks, with help.
    Different,
}

impl NameMatch {
    /// Every class, best first.
    pub const ALL: [Self; 5] = [
        Self::Exact,
        Self::Equivalent,
        Self::Truncated,
        Self::MissingGivenNames,
        Self::Different,
    ];

    /// Stable code, part of the contract and of reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Equivalent => "equivalent",
            Self::Truncated => "truncated",
            Self::MissingGivenNames => "missing_given_names",
            Self::Different => "different",
        }
    }

    /// Whether the person has to correct the declaration, or show another document.
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Different)
    }
}

/// Compares a family name. `read` is what a zone or a print holds, `<` allowed; `limit` is the
/// width in characters of the field it was read from, when it has one (25 on a laminated card).
///
/// Never answers [`NameMatch::MissingGivenNames`]: half a family name is another name.
pub fn compare_names(declared: &str, read: &str, limit: Option<usize>) -> NameMatch {
    compare_parts(&[declared], read, limit)
}

/// Compares given names. `read` holds all of them, separated by `<`, `<<`, blanks or commas;
/// `limit` is the width left for given names (14 on a laminated card; on the others what the
/// family name and `<<` leave of the line).
pub fn compare_given_names<S: AsRef<str>>(
    declared: &[S],
    read: &str,
    limit: Option<usize>,
) -> NameMatch {
    match compare_parts(declared, read, limit) {
        NameMatch::Different if is_part_of_other(declared, read) => NameMatch::MissingGivenNames,
        other => other,
    }
}

fn compare_parts<S: AsRef<str>>(declared: &[S], read: &str, limit: Option<usize>) -> NameMatch {
    if !declared.iter().all(|name| is_readable(name.as_ref())) || !is_readable(read) {
        return NameMatch::Different;
    }
    let whole = declared
        .iter()
        .map(|name| normalise_name(name.as_ref()))
        .collect::<Vec<_>>();
    if whole.join(" ").to_lowercase() == normalise_name(&read.replace(',', " ")).to_lowercase() {
        return NameMatch::Exact;
    }
    let read_forms = transliterate_mrz(read);
    if transliterate_mrz(&whole.join(" "))
        .iter()
        .any(|form| read_forms.contains(form))
    {
        return NameMatch::Equivalent;
    }
    match limit {
        Some(limit) if is_cut_at(&whole, read, limit) => NameMatch::Truncated,
        _ => NameMatch::Different,
    }
}

/// Letters, separators and filling only, and at least one letter. A misread sign must make names
/// different: dropping it would repair the reading.
fn is_readable(text: &str) -> bool {
    let text = normalise_name(text);
    text.chars().any(is_name_letter)
        && text
            .chars()
            .all(|c| is_name_letter(c) || matches!(c, ' ' | '-' | '\'' | '<' | ','))
}

/// Writes the declared names as a field would hold them, cuts at `limit`, and looks whether that
/// is what was read. Laminated cards put `<<` between given names, the others `<`: where the
/// reading shows which of the two it is, the other is not tried. A single `<` within the first name shows neither.
fn is_cut_at(declared: &[String], read: &str, limit: usize) -> bool {
    let read_forms = transliterate_mrz(read);
    choices(&declared.join(" ")).any(|choice| {
        let names: Vec<String> = declared.iter().map(|name| render(name, choice)).collect();
        let is_first = |form: &String| names.first().is_some_and(|name| name.starts_with(form));
        let joiners: &[&str] = match (read.contains("<<"), read.contains('<')) {
            (true, _) => &["<<"],
            (false, true) if !read_forms.iter().any(is_first) => &["<"],
            (false, _) => &["<", "<<"],
        };
        joiners
            .iter()
            .map(|joiner| names.join(joiner))
            .filter(|full| full.len() > limit)
            .any(|full| {
                let cut = render(full.get(..limit).unwrap_or_default(), 0);
                !cut.is_empty() && read_forms.contains(&cut)
            })
    })
}

fn is_part_of_other<S: AsRef<str>>(declared: &[S], read: &str) -> bool {
    let list = declared
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join(" ");
    if !is_readable(&list) || !is_readable(read) {
        return false;
    }
    let read_forms = transliterate_mrz(read);
    transliterate_mrz(&list).iter().any(|declared| {
        read_forms
            .iter()
            .any(|read| is_ordered_part(declared, read) || is_ordered_part(read, declared))
    })
}

/// Whether the names of `part` all stand in `whole`, in the same order.
fn is_ordered_part(part: &str, whole: &str) -> bool {
    let mut whole = whole.split('<');
    part.split('<').all(|name| whole.any(|other| other == name))
}

#[cfg(test)]
mod tests;
