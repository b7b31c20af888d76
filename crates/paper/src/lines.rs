//! A text broken into lines of a width.

use crate::face::{FaceName, Faces, Letter};
use krilla::text::{Glyph, KrillaGlyph};

/// Letters of one font, drawn at once.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) face: FaceName,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// In ems.
    pub(crate) advance: f32,
    pub(crate) stands_for: Option<String>,
}

/// A line of a text, from its left.
pub(crate) type Line = Vec<Run>;

/// Breaks a text where words end, and words that no line holds where they must. Each line of the text begins
/// a line; a blank at a break stays at the line's end, so that words read aloud stay apart.
pub(crate) fn break_lines(faces: &Faces, text: &str, face: FaceName, width: f32) -> Vec<Line> {
    text.lines()
        .flat_map(|line| fill(&faces.letters(line, face), width))
        .collect()
}

/// One line, however long.
pub(crate) fn one_line(faces: &Faces, text: &str, face: FaceName) -> Line {
    runs(&faces.letters(text, face))
}

/// How far a line reaches, in ems.
pub(crate) fn reach(line: &Line) -> f32 {
    line.iter().map(|run| run.advance).sum()
}

fn fill(letters: &[Letter], width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = letters;
    while !rest.is_empty() {
        let (line, left) = rest.split_at(break_of(rest, width));
        lines.push(runs(line));
        rest = left;
    }
    lines
}

/// How many letters the next line takes: at least one, and all where they fit.
fn break_of(letters: &[Letter], width: f32) -> usize {
    let mut reached = 0.0;
    let mut after_word = None;
    for (index, letter) in letters.iter().enumerate() {
        let is_blank = letter.text == " ";
        reached += letter.advance;
        if reached > width && !is_blank {
            return after_word.unwrap_or(index).max(1);
        }
        if is_blank || letter.text == "-" {
            after_word = Some(index + 1);
        }
    }
    letters.len()
}

fn runs(letters: &[Letter]) -> Line {
    let mut line: Line = Vec::new();
    for letter in letters {
        let goes_on = line.last_mut().filter(|last| {
            last.face == letter.face && last.stands_for.is_none() && letter.stands_for.is_none()
        });
        match goes_on {
            Some(run) => append(run, letter),
            None => line.push(Run {
                face: letter.face,
                text: letter.text.clone(),
                glyphs: letter.glyphs.clone(),
                advance: letter.advance,
                stands_for: letter.stands_for.clone(),
            }),
        }
    }
    line
}

fn append(run: &mut Run, letter: &Letter) {
    let start = run.text.len();
    run.text.push_str(&letter.text);
    run.advance += letter.advance;
    run.glyphs.extend(letter.glyphs.iter().map(|glyph| {
        let place = glyph.text_range();
        KrillaGlyph {
            text_range: place.start + start..place.end + start,
            ..glyph.clone()
        }
    }));
}
