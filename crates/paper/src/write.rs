//! The pages as PDF.

use crate::face::Faces;
use crate::layout::{Bookmark, Laid};
use crate::lines::Run;
use crate::mark::{CUT, Ink, Mark, PAGE};
use crate::tree::{Place, Tree};
use crate::{Level, Paper, PaperFault};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::{Document, SerializeSettings};

/// Writes a paper that was laid out.
pub(crate) fn write(paper: &Paper, faces: &Faces, laid: Laid) -> Result<Vec<u8>, PaperFault> {
    let mut document = Document::new_with(SerializeSettings {
        configuration: accessible()?,
        ..SerializeSettings::default()
    });
    let Laid {
        pages,
        mut tree,
        bookmarks,
    } = laid;
    for marks in pages {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1);
        let mut page = document.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        draw(&mut surface, faces, &mut tree, &marks);
        surface.finish();
        page.finish();
    }
    document.set_metadata(
        Metadata::new()
            .title(paper.title.clone())
            .language(paper.language.to_owned())
            .creation_date(moment(paper.made_at)),
    );
    document.set_outline(outline(bookmarks));
    document.set_tag_tree(tree.into_tags(paper.language));
    document.finish().map_err(|error| refused(&error))
}

fn accessible() -> Result<Configuration, PaperFault> {
    ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperFault::Refused(format!("{error:?}")))
}

/// The kinds of what is wrong; never the words that are.
fn refused(error: &krilla::error::KrillaError) -> PaperFault {
    PaperFault::Refused(error.to_string())
}

/// What is read at one place is one piece, however many lines it has; what stands for something else, and
/// what is only seen, is a piece of its own.
fn draw(surface: &mut Surface<'_>, faces: &Faces, tree: &mut Tree, marks: &[Mark]) {
    let mut open: Option<(Place, Identifier)> = None;
    for mark in marks {
        let place = match mark {
            Mark::Words { run, place, .. } if run.stands_for.is_none() => *place,
            _ => None,
        };
        if let Some((begun, drawn)) = open.take_if(|(begun, _)| Some(*begun) != place) {
            surface.end_tagged();
            tree.note(begun, drawn);
        }
        match (place, &open) {
            (Some(place), None) => {
                let drawn = surface.start_tagged(ContentTag::Other);
                open = Some((place, drawn));
                paint(surface, faces, mark);
            }
            (Some(_), Some(_)) => paint(surface, faces, mark),
            (None, _) => draw_apart(surface, faces, tree, mark),
        }
    }
    if let Some((begun, drawn)) = open {
        surface.end_tagged();
        tree.note(begun, drawn);
    }
}

fn draw_apart(surface: &mut Surface<'_>, faces: &Faces, tree: &mut Tree, mark: &Mark) {
    let (read, tag) = match mark {
        Mark::Words {
            place: Some(place),
            run,
            ..
        } => {
            let said = SpanTag::empty().with_actual_text(run.stands_for.as_deref());
            (Some(*place), ContentTag::Span(said))
        }
        Mark::Words { place: None, .. } => (None, seen(ArtifactType::PaginationOther)),
        Mark::Surface { .. } => (None, seen(ArtifactType::Layout)),
    };
    let drawn = surface.start_tagged(tag);
    paint(surface, faces, mark);
    surface.end_tagged();
    if let Some(place) = read {
        tree.note(place, drawn);
    }
}

fn seen(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn paint(surface: &mut Surface<'_>, faces: &Faces, mark: &Mark) {
    match mark {
        Mark::Words {
            run,
            at,
            size,
            ink,
            place: _,
        } => {
            surface.set_fill(Some(fill(*ink)));
            let Run {
                face, text, glyphs, ..
            } = run;
            let start = Point::from_xy(at.0, at.1);
            surface.draw_glyphs(start, glyphs, faces.font(*face), text, *size, false);
        }
        Mark::Surface {
            from,
            to,
            ink,
            is_cut,
        } => {
            if let Some(outline) = shape(*from, *to, *is_cut) {
                surface.set_fill(Some(fill(*ink)));
                surface.draw_path(&outline);
            }
        }
    }
}

fn fill(ink: Ink) -> Fill {
    Fill {
        paint: ink.color().into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}

fn shape(from: (f32, f32), to: (f32, f32), is_cut: bool) -> Option<Path> {
    let cut = if is_cut { CUT } else { 0.0 };
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0 - cut, from.1);
    path.line_to(to.0, from.1 + cut);
    path.line_to(to.0, to.1);
    path.line_to(from.0, to.1);
    path.close();
    path.finish()
}

/// Parts under their section; the title, which is the first page's, is none.
fn outline(bookmarks: Vec<Bookmark>) -> Outline {
    let mut sections: Vec<OutlineNode> = Vec::new();
    for Bookmark {
        level,
        text,
        page,
        y,
    } in bookmarks
    {
        let node = OutlineNode::new(text, XyzDestination::new(page, Point::from_xy(0.0, y)));
        match (level, sections.last_mut()) {
            (Some(Level::Part), Some(section)) => section.push_child(node),
            _ => sections.push(node),
        }
    }
    let mut outline = Outline::new();
    for section in sections {
        outline.push_child(section);
    }
    outline
}

fn moment(at: Timestamp) -> DateTime {
    let at = TimeZone::UTC.to_datetime(at);
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
}
