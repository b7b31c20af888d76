//! What an operator is told of the faces of a case, and what never becomes of it.

use crate::lost::Damaged;
use crate::scene::{CARD, Scene, piece};
use core::sync::atomic::{AtomicU32, Ordering};
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{FaceBand, FaceScore, FacesCompared, FrameScore, Moment, NoScore};
use sceau_domain::id::CaseId;
use sceau_domain::journey::{Consent, Part};
use sceau_domain::private::Personal;
use sceau_service::examination::{FacesExamined, FacesSeen, compare_faces_due, examine_due};
use sceau_service::failure::Failure;
use sceau_service::jobs::run_due;
use sceau_service::ports::{
    Examiner, FaceComparer, FacePicture, FilmAsked, FilmExaminer, FilmFacts, FilmFrame, SideFacts,
    VaultFailure, World,
};
use sceau_service::records::{ConsentPurpose, ConsentRecord};
use sceau_service::review::CaseDossier;
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;

const PORTRAIT: &[u8] = b"le portrait";

/// Finds a portrait on every front, and four frames in every film.
struct Finds;

impl Examiner for Finds {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_side(&self, _: &[u8], part: Part, _: DocumentKind) -> Result<SideFacts, Failure> {
        Ok(SideFacts {
            portrait: (part == Part::Front).then(|| Personal::new(PORTRAIT.to_vec())),
            ..SideFacts::default()
        })
    }
}

impl FilmExaminer for Finds {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_film(&self, _: &[u8], _: &FilmAsked) -> Result<FilmFacts, Failure> {
        let frame = |moment: Moment| FilmFrame {
            moment,
            at_ms: 1_000,
            quality: 70,
            measures: Vec::new(),
            jpeg: Personal::new(moment.as_str().as_bytes().to_vec()),
        };
        Ok(FilmFacts {
            frames: Moment::ALL[1..].iter().copied().map(frame).collect(),
            ..FilmFacts::default()
        })
    }
}

type Answer = Box<dyn Fn(&World) -> FacesCompared + Send + Sync>;

/// Gives an answer, and remembers what it was shown.
struct Compares {
    world: World,
    answer: Answer,
    shown: Mutex<Vec<Moment>>,
    times: AtomicU32,
}

impl FaceComparer for Compares {
    fn version(&self) -> Option<String> {
        Some("essai, face_likeness 62dce23d".to_owned())
    }

    fn compare_faces(&self, portrait: &[u8], frames: &[FacePicture]) -> FacesCompared {
        assert_eq!(portrait, PORTRAIT);
        for (moment, jpeg) in frames {
            assert_eq!(jpeg.reveal(), moment.as_str().as_bytes());
        }
        *self.shown.lock().unwrap() = frames.iter().map(|(moment, _)| *moment).collect();
        self.times.fetch_add(1, Ordering::Relaxed);
        (self.answer)(&self.world)
    }
}

/// A scene whose examiners find what is to be compared.
async fn scene(
    answer: impl Fn(&World) -> FacesCompared + Send + Sync + 'static,
) -> (Scene, Arc<Compares>) {
    let mut scene = Scene::open().await;
    let faces = Arc::new(Compares {
        world: scene.world.clone(),
        answer: Box::new(answer),
        shown: Mutex::default(),
        times: AtomicU32::new(0),
    });
    scene.world.examiner = Arc::new(Finds);
    scene.world.films = Arc::new(Finds);
    scene.world.faces = Arc::<Compares>::clone(&faces);
    (scene, faces)
}

/// A case in the queue whose person agreed to the text in force.
async fn agreed(scene: &Scene) -> CaseId {
    agreed_of(scene, 1).await
}

async fn agreed_of(scene: &Scene, name: u8) -> CaseId {
    let case = scene.queued(name).await;
    let mut texts = scene.world.configuration.texts.iter();
    let text = texts.find(|text| text.purpose == ConsentPurpose::FaceVideo);
    agrees_to(scene, case, text.unwrap().hash).await;
    case
}

async fn agrees_to(scene: &Scene, case: CaseId, hash: [u8; 32]) {
    let record = ConsentRecord {
        case,
        purpose: ConsentPurpose::FaceVideo,
        consent: Consent {
            version: "essai".to_owned(),
            hash,
            at: scene.test.now(),
        },
    };
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_consent(&record).await.unwrap();
    tx.commit().await.unwrap();
}

async fn rounds(scene: &Scene) {
    for _ in 0..3 {
        Box::pin(run_due(&scene.world)).await.unwrap();
    }
}

async fn dossier(scene: &Scene) -> CaseDossier {
    let by = scene.operator("Dominique").await;
    scene.next(&by).await.unwrap()
}

fn seen(dossier: CaseDossier) -> FacesSeen {
    match dossier.faces {
        FacesExamined::Done(seen) => seen,
        other => panic!("{other:?}"),
    }
}

fn scored(cosines: &[f32]) -> FacesCompared {
    let frame = |(moment, cosine): (&Moment, &f32)| FrameScore {
        moment: *moment,
        score: FaceScore::of_cosine(*cosine).unwrap(),
    };
    FacesCompared::of_frames(Moment::ALL[1..].iter().zip(cosines).map(frame).collect())
}

#[tokio::test]
async fn the_portrait_is_compared_once_with_every_frame_but_the_movements() {
    let (scene, faces) = scene(|_| scored(&[0.51, 0.2, 0.48])).await;
    let case = agreed(&scene).await;
    rounds(&scene).await;
    assert_eq!(
        *faces.shown.lock().unwrap(),
        [Moment::First, Moment::Second, Moment::Third]
    );
    assert_eq!(faces.times.load(Ordering::Relaxed), 1, "compared once");
    let dossier = dossier(&scene).await;
    assert!(
        dossier.not_checked.contains(&"face.match"),
        "a number checks nothing"
    );
    let printed = format!("{:?}", dossier.faces);
    assert!(
        !printed.contains("480"),
        "a score is not printed: {printed}"
    );
    let seen = seen(dossier);
    let middle = seen.compared.reveal().middle().unwrap();
    assert_eq!(
        (middle.moment, middle.score.thousandths()),
        (Moment::Third, 480)
    );
    assert_eq!(middle.score.band(), FaceBand::Near);
    assert!(seen.made_by.contains("face_likeness"), "{}", seen.made_by);
    let kinds = scene.kinds(case).await;
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "faces.compared")
            .count(),
        1
    );
}

#[tokio::test]
async fn what_came_of_it_goes_with_the_pictures() {
    let (scene, _) = scene(|_| scored(&[0.51])).await;
    let case = agreed(&scene).await;
    rounds(&scene).await;
    let film = piece(1, Part::Video);
    assert!(scene.world.vault.open(case, film, "faces").await.is_ok());
    scene.world.vault.erase_case(case).await.unwrap();
    let gone = scene.world.vault.open(case, film, "faces").await;
    assert!(matches!(gone, Err(VaultFailure::Missing)));
}

#[tokio::test]
async fn a_portrait_that_cannot_be_compared_says_why() {
    let (scene, _) = scene(|_| FacesCompared::None(NoScore::PortraitBlurred)).await;
    agreed(&scene).await;
    rounds(&scene).await;
    let seen = seen(dossier(&scene).await);
    assert_eq!(
        *seen.compared.reveal(),
        FacesCompared::None(NoScore::PortraitBlurred)
    );
}

#[tokio::test]
async fn a_comparison_that_dies_is_said_to_have_failed_and_is_not_tried_again() {
    let (scene, faces) = scene(|_| panic!("as nobody should")).await;
    agreed(&scene).await;
    rounds(&scene).await;
    assert_eq!(faces.times.load(Ordering::Relaxed), 1);
    let seen = seen(dossier(&scene).await);
    assert_eq!(
        *seen.compared.reveal(),
        FacesCompared::None(NoScore::Failed)
    );
}

#[tokio::test]
async fn an_installation_that_compares_no_faces_says_so_and_does_nothing() {
    let (mut scene, faces) = scene(|_| scored(&[0.51])).await;
    scene.world.faces = Arc::new(Never);
    let case = agreed(&scene).await;
    rounds(&scene).await;
    assert_eq!(faces.times.load(Ordering::Relaxed), 0);
    let mut tx = scene.world.store.read().await.unwrap();
    assert_eq!(tx.face_comparisons_of(case).await.unwrap(), []);
    drop(tx);
    let told = dossier(&scene).await.faces;
    assert!(matches!(told, FacesExamined::NotInstalled), "{told:?}");
}

/// Compares nothing, as an installation does that did not ask for it.
struct Never;

impl FaceComparer for Never {
    fn version(&self) -> Option<String> {
        None
    }

    fn compare_faces(&self, _: &[u8], _: &[FacePicture]) -> FacesCompared {
        panic!("not asked")
    }
}

#[tokio::test]
async fn until_both_pieces_were_examined_the_faces_wait() {
    let (scene, _) = scene(|_| scored(&[0.51])).await;
    scene.queued(1).await;
    assert_eq!(compare_faces_due(&scene.world).await.unwrap(), 0);
    let told = dossier(&scene).await.faces;
    assert!(matches!(told, FacesExamined::Waiting), "{told:?}");
}

#[tokio::test]
async fn a_comparison_under_way_brings_nothing_back_of_a_case_that_was_erased() {
    let case = Arc::new(Mutex::new(None::<CaseId>));
    let erased = Arc::clone(&case);
    let (scene, faces) = scene(move |world| {
        let case = erased.lock().unwrap().unwrap();
        Handle::current().block_on(async {
            world.vault.erase_case(case).await.unwrap();
            let mut tx = world.store.begin().await.unwrap();
            tx.delete_case(case).await.unwrap();
            tx.commit().await.unwrap();
        });
        scored(&[0.51])
    })
    .await;
    let queued = agreed(&scene).await;
    *case.lock().unwrap() = Some(queued);
    rounds(&scene).await;
    assert_eq!(faces.times.load(Ordering::Relaxed), 1);
    for part in Part::needed_for(CARD) {
        let kept = scene
            .world
            .vault
            .open(queued, piece(1, part), "faces")
            .await;
        assert!(matches!(kept, Err(VaultFailure::Missing)), "{part:?}");
    }
}

#[tokio::test]
async fn nobody_is_compared_who_did_not_agree_to_a_text_that_says_so() {
    for earlier in [None, Some([9; 32])] {
        let (scene, faces) = scene(|_| scored(&[0.51])).await;
        let case = scene.queued(1).await;
        if let Some(hash) = earlier {
            agrees_to(&scene, case, hash).await;
        }
        rounds(&scene).await;
        assert_eq!(faces.times.load(Ordering::Relaxed), 0);
        let seen = seen(dossier(&scene).await);
        let reason = FacesCompared::None(NoScore::NotAgreed);
        assert_eq!(*seen.compared.reveal(), reason);
    }
}

/// The pictures of all cases examined, so that only the faces wait.
async fn examined(scene: &Scene) {
    for _ in 0..20 {
        examine_due(&scene.world).await.unwrap();
    }
}

async fn compared(scene: &Scene, case: CaseId) -> bool {
    let mut tx = scene.world.store.read().await.unwrap();
    !tx.face_comparisons_of(case).await.unwrap().is_empty()
}

#[tokio::test]
async fn a_case_whose_key_is_damaged_is_said_to_have_failed_once_though_nothing_can_be_sealed() {
    let (mut scene, _) = scene(|_| scored(&[0.9, 0.8, 0.7])).await;
    let damaged = agreed(&scene).await;
    examined(&scene).await;
    scene.world.vault = Arc::new(Damaged {
        keyless: Some(damaged),
        ..Damaged::new(&scene.world.vault)
    });
    assert_eq!(compare_faces_due(&scene.world).await.unwrap(), 1);
    assert_eq!(compare_faces_due(&scene.world).await.unwrap(), 0);
    let seen = seen(dossier(&scene).await);
    let failed = FacesCompared::None(NoScore::Failed);
    assert_eq!(*seen.compared.reveal(), failed);
}

#[tokio::test]
async fn nobody_waits_behind_faces_that_fail_again_and_again() {
    let (mut scene, _) = scene(|_| scored(&[0.9, 0.8, 0.7])).await;
    for name in 1..=5 {
        agreed_of(&scene, name).await;
        scene.minutes(1);
    }
    let last = CaseId::from_bytes([5; 16]);
    examined(&scene).await;
    scene.world.vault = Arc::new(Damaged {
        failing: (1..=4).map(|name| piece(name, Part::Front)).collect(),
        ..Damaged::new(&scene.world.vault)
    });
    assert!(compare_faces_due(&scene.world).await.is_err());
    assert!(!compared(&scene, last).await, "four at a time");
    scene.minutes(1);
    assert!(compare_faces_due(&scene.world).await.is_err());
    assert!(compared(&scene, last).await);
}
