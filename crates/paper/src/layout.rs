//! Where everything stands: blocks from top to bottom, over as many pages as they need.

use crate::face::{FaceName, Faces};
use crate::lines::{Line, break_lines, one_line, reach};
use crate::mark::{BOTTOM, FOOT, Ink, MARGIN, Mark, PAGE, Page, TOP, WIDTH};
use crate::tree::{Place, Role, Tree};
use crate::{Block, Level, Paper};
use core::num::NonZeroU16;

/// How words look.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) face: FaceName,
    pub(crate) size: f32,
    /// From line to line, in points.
    pub(crate) step: f32,
    pub(crate) ink: Ink,
}

/// Words to be read.
pub(crate) const BODY: Style = Style {
    face: FaceName::Regular,
    size: 10.5,
    step: 15.0,
    ink: Ink::Text,
};
/// Words beside the others: hints, numbers, what only machines read.
pub(crate) const SMALL: Style = Style {
    face: FaceName::Regular,
    size: 8.5,
    step: 12.0,
    ink: Ink::Quiet,
};
const TITLE: Style = Style {
    face: FaceName::Strong,
    size: 26.0,
    step: 31.0,
    ink: Ink::Text,
};
const SECTION: Style = Style {
    face: FaceName::Strong,
    size: 16.0,
    step: 20.0,
    ink: Ink::Brand,
};
const PART: Style = Style {
    face: FaceName::Strong,
    size: 12.0,
    step: 16.0,
    ink: Ink::Text,
};

/// What a heading keeps under it on its page: the names of columns and a row of theirs.
const KEPT: f32 = 64.0;

/// A heading that can be gone to.
pub(crate) struct Bookmark {
    /// Nothing for the title.
    pub(crate) level: Option<Level>,
    pub(crate) text: String,
    pub(crate) page: usize,
    /// The top of its first line.
    pub(crate) y: f32,
}

/// A paper whose every word has its place.
pub(crate) struct Laid {
    pub(crate) pages: Vec<Page>,
    pub(crate) tree: Tree,
    pub(crate) bookmarks: Vec<Bookmark>,
}

/// A line with its look.
#[derive(Clone)]
pub(crate) struct Styled {
    pub(crate) line: Line,
    pub(crate) style: Style,
}

/// Pages being filled.
pub(crate) struct Sheets<'a> {
    pub(crate) faces: &'a Faces,
    pub(crate) tree: Tree,
    /// Where the next thing begins.
    pub(crate) y: f32,
    full: Vec<Page>,
    page: Page,
    bookmarks: Vec<Bookmark>,
}

/// Gives every word of a paper its place.
pub(crate) fn lay_out(paper: &Paper, faces: &Faces) -> Laid {
    let mut sheets = Sheets {
        faces,
        tree: Tree::default(),
        y: TOP,
        full: Vec::new(),
        page: Vec::new(),
        bookmarks: Vec::new(),
    };
    sheets.heading(None, &paper.title);
    for block in &paper.blocks {
        match block {
            Block::Heading(level, text) => sheets.heading(Some(*level), text),
            Block::Text(text) => sheets.text(text),
            Block::Facts(facts) => sheets.facts(facts),
            Block::Table(table) => sheets.table(table),
        }
    }
    let mut pages = sheets.full;
    pages.push(sheets.page);
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        page.extend(foot(paper, faces, index + 1, count));
    }
    Laid {
        pages,
        tree: sheets.tree,
        bookmarks: sheets.bookmarks,
    }
}

impl Sheets<'_> {
    pub(crate) fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Styled> {
        break_lines(self.faces, text, style.face, width / style.size)
            .into_iter()
            .map(|line| Styled { line, style })
            .collect()
    }

    /// Leaves some space, which begins no page.
    pub(crate) fn leave(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Whether something of a height still fits on the page.
    pub(crate) fn has_room(&self, height: f32) -> bool {
        self.y + height <= BOTTOM
    }

    /// The next page, where something of that height no longer fits on this one.
    pub(crate) fn turn_unless_room(&mut self, height: f32) {
        if !self.has_room(height) && self.y > TOP {
            self.turn();
        }
    }

    pub(crate) fn turn(&mut self) {
        self.full.push(core::mem::take(&mut self.page));
        self.y = TOP;
    }

    pub(crate) fn draw(&mut self, mark: Mark) {
        self.page.push(mark);
    }

    /// Draws a line whose top is given.
    pub(crate) fn put(&mut self, styled: Styled, at: (f32, f32), place: Option<Place>) {
        let Styled { line, style } = styled;
        // The middle of the letters, which reach about seven tenths of their size up, in that of the line.
        let base = at.1 + (style.step + 0.7 * style.size) / 2.0;
        let marks = words(line, style, (at.0, base), place);
        self.page.extend(marks);
    }

    /// A thin line over the whole width.
    pub(crate) fn rule(&mut self, y: f32) {
        self.draw(hairline(y));
    }

    fn heading(&mut self, level: Option<Level>, text: &str) {
        let text = or_nothing(text);
        let (style, before, after, number) = match level {
            None => (TITLE, 0.0, 10.0, 1),
            Some(Level::Section) => (SECTION, 20.0, 8.0, 2),
            Some(Level::Part) => (PART, 10.0, 6.0, 3),
        };
        let lines = self.lines(text, style, WIDTH);
        let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let height = f32::from(count) * style.step;
        self.leave(before);
        self.turn_unless_room(height + after + KEPT);
        self.bookmarks.push(Bookmark {
            level,
            text: text.to_owned(),
            page: self.full.len(),
            y: self.y,
        });
        let depth = NonZeroU16::MIN.saturating_add(number - 1);
        let place = self.tree.grow(Role::Heading(depth, text.to_owned()), None);
        self.flow(lines, place);
        self.y += after;
    }

    fn text(&mut self, text: &str) {
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            let lines = self.lines(paragraph, BODY, WIDTH);
            let place = self.tree.grow(Role::Text, None);
            self.flow(lines, place);
            self.y += 6.0;
        }
    }

    /// Lines one under the other.
    fn flow(&mut self, lines: Vec<Styled>, place: Place) {
        for styled in lines {
            let step = styled.style.step;
            self.turn_unless_room(step);
            self.put(styled, (MARGIN, self.y), Some(place));
            self.y += step;
        }
    }
}

/// The words, or what stands where there are none: nothing would look forgotten, and a bookmark needs a name.
pub(crate) fn or_nothing(words: &str) -> &str {
    if words.trim().is_empty() {
        "–"
    } else {
        words
    }
}

fn words(line: Line, style: Style, from: (f32, f32), place: Option<Place>) -> Vec<Mark> {
    let mut x = from.0;
    line.into_iter()
        .map(|run| {
            let at = (x, from.1);
            x += run.advance * style.size;
            Mark::Words {
                run,
                at,
                size: style.size,
                ink: style.ink,
                place,
            }
        })
        .collect()
}

const fn hairline(y: f32) -> Mark {
    Mark::Surface {
        from: (MARGIN, y),
        to: (PAGE.0 - MARGIN, y + 0.6),
        ink: Ink::Hairline,
        is_cut: false,
    }
}

/// The foot of a page; only seen, since a reader knows the page otherwise.
fn foot(paper: &Paper, faces: &Faces, page: usize, pages: usize) -> Vec<Mark> {
    let number = one_line(faces, &(paper.numbering)(page, pages), SMALL.face);
    let left = WIDTH - (reach(&number) + 2.0) * SMALL.size;
    let whose = break_lines(faces, &paper.foot, SMALL.face, left / SMALL.size);
    let x = PAGE.0 - MARGIN - reach(&number) * SMALL.size;
    let mut marks = vec![hairline(FOOT - 16.0)];
    for line in whose.into_iter().take(1) {
        marks.extend(words(line, SMALL, (MARGIN, FOOT), None));
    }
    marks.extend(words(number, SMALL, (x, FOOT), None));
    marks
}
