//! How near the faces of a folder lie: what `tools/models/README.md` tells of it, and what a host can measure on
//! their own people before anybody relies on a number.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot read its pictures ends there"
)]

use sceau_domain::examination::{FacesCompared, Moment};
use sceau_domain::private::Personal;
use sceau_service::ports::FaceComparer as _;
use sceau_testkit::world::comparer_or_not_run;
use std::path::PathBuf;

/// Pictures of a folder, JPEG, named `who-which.jpg`: what stands before the last hyphen names the person.
fn pictures(folder: &str) -> Vec<(String, String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jpg"));
    files.sort();
    let read = |file: PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let who = name.rsplit_once('-').unwrap().0.to_owned();
        (who, name, std::fs::read(file).unwrap())
    };
    files.into_iter().map(read).collect()
}

/// `SCEAU_FACES=FOLDER cargo test -p sceau-checks --test faces_measured -- --ignored --nocapture`
#[test]
#[ignore = "prints how near the faces of a folder lie"]
#[expect(
    clippy::disallowed_methods,
    reason = "a measurement on demand is told its folder by whoever starts it"
)]
fn how_near_the_faces_of_a_folder_lie() {
    let Some(comparer) = comparer_or_not_run() else {
        return;
    };
    let pictures = pictures(&std::env::var("SCEAU_FACES").unwrap());
    let mut scores: [Vec<i16>; 2] = Default::default();
    for (place, (who, name, portrait)) in pictures.iter().enumerate() {
        for (other_who, other, picture) in &pictures[place + 1..] {
            let frame = (Moment::First, Personal::new(picture.clone()));
            let compared = comparer.compare_faces(portrait, &[frame]);
            match compared.middle() {
                Some(frame) => {
                    let score = frame.score.thousandths();
                    println!("{name}\t{other}\t{score}\t{:?}", frame.score.band());
                    scores[usize::from(who == other_who)].push(score);
                }
                None => {
                    let FacesCompared::None(reason) = compared else {
                        continue;
                    };
                    println!("{name}\t{other}\t-\t{}", reason.as_str());
                }
            }
        }
    }
    for (of, scores) in ["different", "same"].iter().zip(&mut scores) {
        scores.sort_unstable();
        let (least, most) = (scores.first(), scores.last());
        println!("{of}: {} pairs, {least:?} to {most:?}", scores.len());
    }
}
