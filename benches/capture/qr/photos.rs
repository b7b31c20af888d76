//! Photographs that people took: a folder of pictures, each with its text beside it. None is kept by
//! the project; whoever measures names a folder.

use super::frames::Shot;
use sceau_vision::Luma;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The largest side that a camera would give, in pixels: longer ones are halved until they fit.
const MOST_SIDE: u32 = 1920;

/// Every picture below `folder` that has a `.txt` of the same name with the text of its code. The case
/// is the name of its folder.
///
/// # Errors
/// The disk's own. A picture that cannot be decoded is passed over.
pub(crate) fn found(folder: &Path) -> io::Result<Vec<Shot>> {
    let mut shots = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let case = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut entries: Vec<_> = std::fs::read_dir(&folder)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let beside = path.with_extension("txt");
            let is_text = path.extension().is_some_and(|extension| extension == "txt");
            let Some(text) = (!is_text)
                .then(|| std::fs::read_to_string(beside).ok())
                .flatten()
            else {
                continue;
            };
            shots.extend(luma_of(&path).map(|luma| Shot {
                case: format!("photographs/{case}"),
                text: Some(text.trim_end().to_owned()),
                luma: Arc::new(luma),
            }));
        }
    }
    Ok(shots)
}

fn luma_of(path: &Path) -> Option<Luma> {
    let mut picture = image::open(path).ok()?.into_luma8();
    while picture.width().max(picture.height()) > MOST_SIDE {
        let (width, height) = (picture.width() / 2, picture.height() / 2);
        picture = image::imageops::thumbnail(&picture, width, height);
    }
    let (width, height) = picture.dimensions();
    Luma::new(width, height, picture.into_raw()).ok()
}
