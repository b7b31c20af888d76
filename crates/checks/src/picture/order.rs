//! What passes between the process that looks at a picture and the one that asked.

use super::look::{SideLook, SymbolSeen, finding_of};
use crate::apart::{
    is_known_as_walls, odd, read_end, read_part, read_picture, read_text, send_picture, send_text,
};
use sceau_domain::document::mrz::MrzFormat;
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::private::Personal;
use sceau_service::ports::{Corners, DocumentSeen, PictureMeasures, ZoneFacts};
use sceau_vision::decode::{OtherKind, PictureFault, PictureLimits};
use sceau_vision::jpeg::Rgb;
use serde::{Deserialize, Serialize};
use std::io::{Read, Result, Write};

/// Most bytes of a picture that is sent: what configurations allow, with room.
const MOST_PICTURE: usize = 256 * 1024 * 1024;
/// Most bytes that a symbol holds, with room (144 × 144 modules: 3,116).
const MOST_SYMBOL: usize = 4_096;
/// Longest side of a portrait: a passport's page at the resolution of reading is 1,476 pixels wide.
const MOST_PORTRAIT: u16 = 1_600;
/// Most findings of one picture.
const MOST_FINDINGS: usize = 16;
/// A corner lies at most so many pictures from the picture's own.
const FARTHEST: f32 = 4.0;

/// What is to be done with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// To look at a side of a document.
    Side { side: Side, kind: DocumentKind },
    /// To decode it within limits and turn it upright.
    Upright(PictureLimits),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderText {
    what: What,
    /// Of the picture.
    length: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum What {
    Side {
        is_back: bool,
        kind: String,
    },
    Upright {
        bytes: usize,
        pixels: u64,
        long_side: u16,
        quality: u8,
    },
}

/// Writes an order.
pub(super) fn send_order(to: &mut impl Write, order: &Order, picture: &[u8]) -> Result<()> {
    let what = match *order {
        Order::Side { side, kind } => What::Side {
            is_back: side == Side::Back,
            kind: kind.as_str().to_owned(),
        },
        Order::Upright(limits) => {
            let PictureLimits {
                bytes,
                pixels,
                long_side,
                quality,
            } = limits;
            What::Upright {
                bytes,
                pixels,
                long_side,
                quality,
            }
        }
    };
    let length = picture.len();
    send_text(to, &OrderText { what, length })?;
    to.write_all(picture)
}

/// Reads an order.
pub(super) fn read_order(from: &mut impl Read) -> Result<(Order, Vec<u8>)> {
    let OrderText { what, length } = read_text(from)?;
    let order = match what {
        What::Side { is_back, kind } => Order::Side {
            side: if is_back { Side::Back } else { Side::Front },
            kind: DocumentKind::from_code(&kind).ok_or_else(odd)?,
        },
        What::Upright {
            bytes,
            pixels,
            long_side,
            quality,
        } => Order::Upright(PictureLimits {
            bytes,
            pixels,
            long_side,
            quality,
        }),
    };
    Ok((order, read_part(from, length, MOST_PICTURE)?))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SideText {
    findings: Vec<String>,
    document: Option<DocumentText>,
    zone: Option<ZoneText>,
    seal: Option<SymbolText>,
    /// Its width and height.
    portrait: Option<[u16; 2]>,
    walls: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentText {
    corners: Corners,
    sharpness: Option<u8>,
    brightness: u8,
    dpi: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneText {
    /// Its place among [`MrzFormat::ALL`].
    format: usize,
    lines: Vec<String>,
    /// Lines and columns of characters that were not plain.
    weak: Vec<[usize; 2]>,
    corners: Corners,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SymbolText {
    length: usize,
    corners: Corners,
}

/// Writes what a side shows.
pub(super) fn send_side(to: &mut impl Write, look: &SideLook) -> Result<()> {
    let SideLook {
        findings,
        document,
        zone,
        seal,
        portrait,
        walls,
    } = look;
    let text = SideText {
        findings: findings.iter().map(|code| (*code).to_owned()).collect(),
        document: document.as_ref().and_then(document_text),
        zone: zone.as_ref().and_then(zone_text),
        seal: seal.as_ref().map(|symbol| SymbolText {
            length: symbol.content.reveal().len(),
            corners: symbol.corners,
        }),
        portrait: portrait.as_ref().map(|of| [of.width, of.height]),
        walls: walls.clone(),
    };
    send_text(to, &text)?;
    if let Some(symbol) = seal {
        to.write_all(symbol.content.reveal())?;
    }
    portrait.as_ref().map_or(Ok(()), |of| send_picture(to, of))
}

fn document_text(seen: &DocumentSeen) -> Option<DocumentText> {
    let PictureMeasures {
        sharpness,
        brightness,
        dpi,
    } = seen.measures?;
    Some(DocumentText {
        corners: seen.corners,
        sharpness,
        brightness,
        dpi,
    })
}

fn zone_text(zone: &ZoneFacts) -> Option<ZoneText> {
    let format = MrzFormat::ALL.into_iter().position(|of| of == zone.format);
    Some(ZoneText {
        format: format?,
        lines: zone.lines.reveal().clone(),
        weak: zone.weak.iter().map(|at| [at.0, at.1]).collect(),
        corners: zone.corners,
    })
}

/// Reads what a side shows, believing nothing of it: words that are not ours, lengths and places beyond measure and
/// whatever follows the end are errors.
pub(super) fn read_side(from: &mut impl Read) -> Result<SideLook> {
    let SideText {
        findings,
        document,
        zone,
        seal,
        portrait,
        walls,
    } = read_text(from)?;
    let is_short = findings.len() <= MOST_FINDINGS;
    let findings: Option<Vec<&'static str>> =
        findings.iter().map(|word| finding_of(word)).collect();
    let findings = findings.filter(|_| is_short).ok_or_else(odd)?;
    if !is_known_as_walls(&walls) {
        return Err(odd());
    }
    let document = document.map(document_seen).transpose()?;
    let zone = zone.map(zone_facts).transpose()?;
    let seal = match seal {
        Some(SymbolText { length, corners }) => Some(SymbolSeen {
            content: Personal::new(read_part(from, length, MOST_SYMBOL)?),
            corners: near(corners)?,
        }),
        None => None,
    };
    let portrait = match portrait {
        Some(sides) => Some(read_picture(from, sides, MOST_PORTRAIT)?),
        None => None,
    };
    read_end(from)?;
    Ok(SideLook {
        findings,
        document,
        zone,
        seal,
        portrait,
        walls,
    })
}

fn document_seen(text: DocumentText) -> Result<DocumentSeen> {
    Ok(DocumentSeen {
        corners: near(text.corners)?,
        measures: Some(PictureMeasures {
            sharpness: text.sharpness.map(|sharpness| sharpness.min(100)),
            brightness: text.brightness,
            dpi: text.dpi,
        }),
    })
}

fn zone_facts(text: ZoneText) -> Result<ZoneFacts> {
    let format = *MrzFormat::ALL.get(text.format).ok_or_else(odd)?;
    let is_line = |line: &String| {
        line.len() <= format.width() && line.bytes().all(|sign| sign.is_ascii_graphic())
    };
    let is_within =
        |[line, column]: &[usize; 2]| *line < format.lines() && *column < format.width();
    let is_few = text.weak.len() <= format.lines() * format.width();
    if text.lines.len() != format.lines() || !text.lines.iter().all(is_line) {
        return Err(odd());
    }
    if !is_few || !text.weak.iter().all(is_within) {
        return Err(odd());
    }
    Ok(ZoneFacts {
        format,
        lines: Personal::new(text.lines),
        weak: text
            .weak
            .iter()
            .map(|[line, column]| (*line, *column))
            .collect(),
        corners: near(text.corners)?,
    })
}

fn near(corners: Corners) -> Result<Corners> {
    let mut shares = corners.iter().flatten();
    if shares.all(|share| share.abs() <= FARTHEST) {
        Ok(corners)
    } else {
        Err(odd())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum UprightText {
    /// Width and height.
    Picture([u16; 2]),
    /// The code of a fault.
    Fault(String),
}

/// Every fault; of the other kinds of pictures one stands for all.
const FAULTS: [PictureFault; 5] = [
    PictureFault::TooHeavy,
    PictureFault::NotAPicture,
    PictureFault::OtherKind(OtherKind::Rare),
    PictureFault::TooManyPixels,
    PictureFault::Damaged,
];

/// Writes a picture that was turned upright, or why there is none.
pub(super) fn send_upright(
    to: &mut impl Write,
    upright: core::result::Result<Rgb, PictureFault>,
) -> Result<()> {
    match upright {
        Ok(picture) => {
            send_text(to, &UprightText::Picture([picture.width, picture.height]))?;
            send_picture(to, &picture)
        }
        Err(fault) => send_text(to, &UprightText::Fault(fault.code().to_owned())),
    }
}

/// Reads the same, believing nothing of it.
pub(super) fn read_upright(
    from: &mut impl Read,
    limits: PictureLimits,
) -> Result<core::result::Result<Rgb, PictureFault>> {
    let upright = match read_text(from)? {
        UprightText::Picture(sides) => Ok(read_picture(from, sides, limits.long_side)?),
        UprightText::Fault(code) => {
            let fault = FAULTS.into_iter().find(|fault| fault.code() == code);
            Err(fault.ok_or_else(odd)?)
        }
    };
    read_end(from)?;
    Ok(upright)
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
