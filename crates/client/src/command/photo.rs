//! Pictures of a document: taken with the camera, or chosen as a file.

use super::Answer;
use crate::App;
use crate::app::blocking;
use crate::camera::{picture_problem, read_back};
use crate::captures::{Capture, seal_problem};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_capture::{Clip, Finding, Frame, Still, StillOrigin, still_of_file};
use sceau_domain::document::{PICTURE_SHORT_SIDE, Side};
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::evidence::EvidenceSource;
use sceau_wire::host::{ImportPhotoArgs, PhotoReadingView, PhotoView, TakePhotoArgs};
use sceau_wire::{Part, Personal};
use std::sync::Arc;

/// Most bytes of a chosen file.
const MOST_BYTES: usize = 10_000_000;

/// Takes the picture of a side, with the seconds before it.
///
/// # Errors
/// Those of the camera; `file.too_small` where the camera gives too few pixels; `file.too_big` and
/// `file.not_a_picture` for what a webview gives at full size; `storage.failed`.
pub async fn take_photo(app: &App, args: TakePhotoArgs) -> Answer<PhotoView> {
    let open = app.cameras.get(&args.session)?;
    let shot = blocking(move || open.take(args.whole.as_ref().map(Personal::reveal))).await??;
    let source = if app.cameras.is_scripted() {
        EvidenceSource::Scripted
    } else {
        EvidenceSource::Live
    };
    let seen = examined(app, args.part, shot.still, shot.beside).await?;
    keep(app, args.part, source, seen, Some(shot.clip)).await
}

/// Takes a file chosen by the person. What it says besides its pixels is left out.
///
/// # Errors
/// `file.too_big`, `file.pdf`, `file.heic`, `file.gif`, `file.not_a_picture`, `file.damaged`,
/// `file.too_many_pixels`, `file.too_small`, `storage.failed`.
pub async fn import_photo(app: &App, args: ImportPhotoArgs) -> Answer<PhotoView> {
    if args.bytes.len() / 4 * 3 > MOST_BYTES + 2 {
        return Err(Problem::new(ErrorCode::FileTooBig));
    }
    let part = args.part;
    let still = blocking(move || {
        let bytes = STANDARD
            .decode(args.bytes)
            .map_err(|_| Problem::new(ErrorCode::RequestMalformed))?;
        still_of_file(&bytes, StillOrigin::Imported).map_err(picture_problem)
    })
    .await??;
    let seen = examined(app, part, still, Vec::new()).await?;
    keep(app, part, EvidenceSource::Imported, seen, None).await
}

/// A picture that was looked at.
struct Seen {
    still: Still,
    reading: Option<PhotoReadingView>,
}

/// The picture with what is wrong with it as a picture of the side that is asked for, and what it says.
///
/// # Errors
/// `file.too_small` under the size that the server takes; above it, and under the size that is asked for, the picture
/// has the finding `small`.
async fn examined(app: &App, part: Part, still: Still, beside: Vec<Frame>) -> Answer<Seen> {
    if still.picture.width.min(still.picture.height) < PICTURE_SHORT_SIDE {
        return Err(Problem::new(ErrorCode::FileTooSmall));
    }
    let (kind, declared) = {
        let memory = app.memory();
        (memory.document_kind(), memory.declared())
    };
    let side = match part {
        Part::Front => Side::Front,
        Part::Back => Side::Back,
        Part::Video => {
            return Ok(Seen {
                still,
                reading: None,
            });
        }
    };
    let clock = Arc::clone(&app.ports.clock);
    blocking(move || {
        let mut still = match kind {
            Some(kind) => still.examined_as(kind, side),
            None => still,
        };
        let reading = declared
            .and_then(|declared| read_back(&still, &beside, side, &declared, clock.as_ref()));
        // A picture from edge to edge shows no edges to find: what was read tells that a document is there.
        if reading.as_ref().is_some_and(|read| !read.fields.is_empty()) {
            still.findings.retain(|found| *found != Finding::NoDocument);
        }
        Seen { still, reading }
    })
    .await
}

async fn keep(
    app: &App,
    part: Part,
    source: EvidenceSource,
    Seen { still, reading }: Seen,
    clip: Option<Clip>,
) -> Answer<PhotoView> {
    let (width, height) = (still.picture.width.into(), still.picture.height.into());
    let findings = still
        .findings
        .iter()
        .map(|finding: &Finding| finding.code().to_owned())
        .collect();
    let captures = Arc::clone(&app.captures);
    let random = Arc::clone(&app.ports.random);
    let account = app.memory().holder.account.clone();
    let has_clip = clip.is_some();
    let capture = blocking(move || {
        let main = captures.seal(random.as_ref(), &still.picture.jpeg, "image/jpeg")?;
        let sealed = clip
            .map(|clip| captures.seal(random.as_ref(), &clip.mp4, "video/mp4"))
            .transpose();
        let clip = match sealed {
            Ok(clip) => clip,
            Err(fault) => {
                // A picture that nothing refers to would fill the disk with every try.
                captures.delete("", core::slice::from_ref(&main.handle))?;
                return Err(fault);
            }
        };
        Ok(captures.remember(Capture {
            account,
            part,
            source,
            main,
            clip,
            film: None,
        }))
    })
    .await?
    .map_err(seal_problem)?;
    Ok(PhotoView {
        picture_url: format!("{}/picture/{capture}", app.settings.media_base),
        capture,
        part,
        width,
        height,
        findings,
        has_clip,
        reading,
    })
}
