//! Rows. One that a page holds is never broken; the names of the columns are seen again on every page.

use crate::face::FaceName;
use crate::layout::{BODY, SMALL, Sheets, Style, Styled, or_nothing};
use crate::mark::{BOTTOM, CUT, Ink, MARGIN, Mark, PAGE, TOP, WIDTH};
use crate::tree::{Place, Role};
use crate::{Cell, Column, Facts, Table};

const NAME: Style = Style {
    face: FaceName::Strong,
    ..SMALL
};
const FACT_NAME: Style = Style {
    ink: Ink::Quiet,
    ..BODY
};
/// Between columns.
const GAP: f32 = 12.0;
/// Above and below the words of a row.
const AIR: f32 = 5.0;
/// Under the last row.
const AFTER: f32 = 8.0;
/// Beside the words of a card.
const CARD_AIR: f32 = 16.0;
/// The part of the width that the names of facts take.
const NAMES: f32 = 0.34;

/// A cell with its lines broken.
struct Filled {
    x: f32,
    lines: Vec<Styled>,
    place: Option<Place>,
}

impl Filled {
    fn height(&self) -> f32 {
        self.lines.iter().map(|styled| styled.style.step).sum()
    }
}

/// What is drawn with every row.
#[derive(Clone, Copy)]
enum Ground {
    Ruled,
    Card,
}

impl Sheets<'_> {
    pub(crate) fn facts(&mut self, facts: &Facts) {
        let ground = if facts.is_card {
            Ground::Card
        } else {
            Ground::Ruled
        };
        let inset = if facts.is_card { CARD_AIR } else { 0.0 };
        let width = WIDTH - 2.0 * inset - GAP;
        let table = self.tree.grow(Role::Table, None);
        let body = self.tree.grow(Role::Body, Some(table));
        if facts.is_card {
            self.leave(4.0);
            self.turn_unless_room(5.0 * BODY.step);
            self.strip(CUT, true);
        }
        for (name, words) in &facts.rows {
            let row = self.tree.grow(Role::Row, Some(body));
            let named = Filled {
                x: MARGIN + inset,
                lines: self.lines(or_nothing(name), FACT_NAME, width * NAMES),
                place: Some(self.tree.grow(Role::RowName, Some(row))),
            };
            let said = Filled {
                x: MARGIN + inset + width * NAMES + GAP,
                lines: self.lines(or_nothing(words), BODY, width * (1.0 - NAMES)),
                place: Some(self.tree.grow(Role::Cell, Some(row))),
            };
            self.row(vec![named, said], ground, &[]);
        }
        if facts.is_card {
            self.strip(CUT - AIR, false);
        }
        self.y += AFTER;
    }

    pub(crate) fn table(&mut self, table: &Table) {
        let places = columns(&table.columns);
        let whole = self.tree.grow(Role::Table, None);
        let head = self.tree.grow(Role::Head, Some(whole));
        let names = self.tree.grow(Role::Row, Some(head));
        let named: Vec<(f32, Vec<Styled>)> = (table.columns.iter().zip(&places))
            .map(|(column, (x, width))| (*x, self.lines(or_nothing(&column.name), NAME, *width)))
            .collect();
        self.turn_unless_room(3.0 * BODY.step);
        for (x, lines) in &named {
            let place = self.tree.grow(Role::ColumnName, Some(names));
            self.column_name(*x, lines, Some(place));
        }
        self.end_names(&named);
        let body = self.tree.grow(Role::Body, Some(whole));
        for cells in &table.rows {
            let row = self.tree.grow(Role::Row, Some(body));
            let filled = (cells.iter().zip(&places))
                .map(|(cell, (x, width))| Filled {
                    x: *x,
                    lines: self.cell(cell, *width),
                    place: Some(self.tree.grow(Role::Cell, Some(row))),
                })
                .collect();
            self.row(filled, Ground::Ruled, &named);
        }
        self.y += AFTER;
    }

    fn cell(&self, cell: &Cell, width: f32) -> Vec<Styled> {
        let mut lines = self.lines(or_nothing(&cell.text), BODY, width);
        if let Some(detail) = &cell.detail {
            lines.extend(self.lines(detail, SMALL, width));
        }
        lines
    }

    fn column_name(&mut self, x: f32, lines: &[Styled], place: Option<Place>) {
        let mut y = self.y;
        for styled in lines {
            self.put(styled.clone(), (x, y), place);
            y += styled.style.step;
        }
    }

    fn end_names(&mut self, named: &[(f32, Vec<Styled>)]) {
        let lines = named.iter().map(|(_, lines)| lines.len()).max();
        let lines = u16::try_from(lines.unwrap_or_default()).unwrap_or(u16::MAX);
        self.y += f32::from(lines) * NAME.step + 2.0;
        self.rule(self.y);
    }

    /// A row, on this page or the next; one longer than a page goes on over as many as it needs.
    fn row(&mut self, mut cells: Vec<Filled>, ground: Ground, named: &[(f32, Vec<Styled>)]) {
        let height = cells.iter().map(Filled::height).fold(0.0, f32::max);
        if !self.has_room(height + 2.0 * AIR) {
            self.turn_to(named);
        }
        while cells.iter().any(|cell| !cell.lines.is_empty()) {
            let room = BOTTOM - self.y - 2.0 * AIR;
            let taken: Vec<Vec<Styled>> = (cells.iter_mut())
                .map(|cell| take(&mut cell.lines, room))
                .collect();
            let height = taken.iter().map(|lines| tall(lines)).fold(0.0, f32::max);
            if matches!(ground, Ground::Card) {
                self.surface(height + 2.0 * AIR, false);
            }
            for (cell, lines) in cells.iter().zip(taken) {
                let mut y = self.y + AIR;
                for styled in lines {
                    let step = styled.style.step;
                    self.put(styled, (cell.x, y), cell.place);
                    y += step;
                }
            }
            self.y += height + 2.0 * AIR;
            if cells.iter().any(|cell| !cell.lines.is_empty()) {
                self.turn_to(named);
            }
        }
        if matches!(ground, Ground::Ruled) {
            self.rule(self.y);
        }
    }

    /// The next page, with the names of the columns to be seen again.
    fn turn_to(&mut self, named: &[(f32, Vec<Styled>)]) {
        if self.y <= TOP {
            return;
        }
        self.turn();
        for (x, lines) in named {
            self.column_name(*x, lines, None);
        }
        if !named.is_empty() {
            self.end_names(named);
        }
    }

    /// A strip of a card without words.
    fn strip(&mut self, height: f32, is_cut: bool) {
        self.surface(height, is_cut);
        self.y += height;
    }

    fn surface(&mut self, height: f32, is_cut: bool) {
        // A hair more than its height: rows touch without a seam.
        self.draw(Mark::Surface {
            from: (MARGIN, self.y),
            to: (PAGE.0 - MARGIN, self.y + height + 0.2),
            ink: Ink::BrandSoft,
            is_cut,
        });
    }
}

/// Where columns begin, and how wide their words may be.
fn columns(columns: &[Column]) -> Vec<(f32, f32)> {
    let shares: f32 = columns.iter().map(|column| column.share).sum();
    let mut x = MARGIN;
    (columns.iter())
        .map(|column| {
            let from = x;
            let width = WIDTH * column.share / shares;
            x += width;
            (from, width - GAP)
        })
        .collect()
}

fn tall(lines: &[Styled]) -> f32 {
    lines.iter().map(|styled| styled.style.step).sum()
}

/// The lines that a room holds; one at least, so that there is an end.
fn take(lines: &mut Vec<Styled>, room: f32) -> Vec<Styled> {
    let mut height = 0.0;
    let fit = lines
        .iter()
        .take_while(|styled| {
            height += styled.style.step;
            height <= room
        })
        .count();
    let rest = lines.split_off(fit.max(1).min(lines.len()));
    core::mem::replace(lines, rest)
}
