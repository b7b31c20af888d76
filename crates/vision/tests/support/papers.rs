//! Specimen documents under a camera, for tests of the document measures.

use sceau_domain::document::{DocumentKind, Side};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene, Subject};
use sceau_testkit::specimen::{Fonts, SpecimenPerson, card, person};
use sceau_vision::Luma;
use std::sync::OnceLock;

use sceau_vision::document::{DocumentFacts, DocumentShape, Scratch, assess_document};

/// One side of a document on a table of its own.
pub(crate) struct Paper {
    pub(crate) kind: DocumentKind,
    pub(crate) side: Side,
    scene: Scene,
    subject: Subject,
}

pub(crate) fn somebody() -> (SpecimenPerson, Fonts) {
    let fonts = Fonts::from_system().unwrap();
    (person(11, jiff::civil::date(2026, 11, 2)), fonts)
}

/// Every side of every document, drawn once for all tests of a file.
pub(crate) fn papers() -> &'static [Paper] {
    static PAPERS: OnceLock<Vec<Paper>> = OnceLock::new();
    PAPERS.get_or_init(draw_papers)
}

fn draw_papers() -> Vec<Paper> {
    let (who, fonts) = somebody();
    let sides = DocumentKind::ALL
        .into_iter()
        .flat_map(|kind| kind.sides().iter().map(move |&side| (kind, side)));
    sides
        .enumerate()
        .map(|(rank, (kind, side))| {
            let picture = card::render(&who, kind, side, &fonts).unwrap();
            let scene = Scene::new(700 + u64::try_from(rank).unwrap(), SIZE);
            Paper {
                kind,
                side,
                subject: scene.subject(&picture),
                scene,
            }
        })
        .collect()
}

impl Paper {
    pub(crate) fn shape(&self) -> DocumentShape {
        DocumentShape::of(self.kind)
    }

    pub(crate) fn shot(&self, condition: Condition, index: u32) -> Luma {
        grey(&self.scene.shot(&self.subject, condition, index))
    }

    pub(crate) fn facts(&self, frame: &Luma) -> Option<DocumentFacts> {
        assess_document(
            frame.view(),
            self.shape(),
            self.side,
            &mut Scratch::default(),
        )
    }
}

/// The luma of a colour picture.
pub(crate) fn grey(picture: &image::RgbImage) -> Luma {
    let grey = image::DynamicImage::from(picture.clone()).to_luma8();
    Luma::new(grey.width(), grey.height(), grey.into_raw()).unwrap()
}
