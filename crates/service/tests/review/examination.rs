//! What the operator is told about a picture, and what becomes of it.

use crate::scene::{Scene, piece};
use bytes::Bytes;
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::examination::{ComparedField, Likeness};
use sceau_domain::id::CaseId;
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;
use sceau_domain::seal::SealOutcome;
use sceau_service::examination::{SealExamined, examine_again};
use sceau_service::failure::Failure;
use sceau_service::jobs::run_due;
use sceau_service::ports::{Examiner, SideFacts, VaultFailure, World};
use sceau_testkit::specimen::seal::SealPrint;
use sceau_testkit::specimen::{Fonts, card, person};
use std::sync::Arc;
use tokio::runtime::Handle;

/// The back of an identity card of somebody who did not declare it.
pub(crate) fn card_of_somebody_else(seal: SealPrint) -> Bytes {
    let mut who = person(5, jiff::civil::date(2026, 11, 23));
    who.seal = seal;
    let fonts = Fonts::from_system().unwrap();
    let picture = card::render(&who, DocumentKind::IdentityCard, Side::Back, &fonts).unwrap();
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&picture)
        .unwrap();
    Bytes::from(jpeg)
}

#[tokio::test]
async fn a_picture_is_examined_once_and_the_operator_reads_the_differences() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let back = piece(1, Part::Back);
    let vault = &scene.world.vault;
    vault
        .seal(case, back, "main", card_of_somebody_else(SealPrint::Absent))
        .await
        .unwrap();
    assert_eq!(
        scene.test.run_jobs().await.evidence_examined,
        3,
        "the film too"
    );
    assert_eq!(scene.test.run_jobs().await.evidence_examined, 0);

    let by = scene.operator("Dominique").await;
    let dossier = scene.next(&by).await.unwrap();
    let side = |part| {
        let wanted = piece(1, part);
        dossier
            .examined
            .iter()
            .find(|seen| seen.evidence == wanted)
            .unwrap()
    };
    assert_eq!(
        side(Part::Front).findings,
        ["unreadable"],
        "it was no picture"
    );
    let zone = side(Part::Back).zone.as_ref().unwrap();
    assert_eq!(zone.lines.reveal().len(), 3);
    let likeness = |field| {
        let row = zone.compared.iter().find(|row| row.field == field);
        row.unwrap().likeness
    };
    assert_eq!(likeness(ComparedField::Kind), Likeness::Same);
    assert_eq!(likeness(ComparedField::Number), Likeness::Different);
    assert_eq!(likeness(ComparedField::BirthName), Likeness::Different);
    let told = format!("{dossier:?}");
    assert!(!told.contains("IDFRA"), "the zone prints as nothing");
    let kinds = scene.kinds(case).await;
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "evidence.examined")
            .count(),
        3
    );
}

/// The seal of that card, as an operator sees it, and whether its signature is among what was not checked.
async fn seal_seen(print: SealPrint) -> (SealExamined, bool) {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let back = piece(1, Part::Back);
    let vault = &scene.world.vault;
    let card = card_of_somebody_else(print);
    vault.seal(case, back, "main", card).await.unwrap();
    scene.test.run_jobs().await;
    let by = scene.operator("Dominique").await;
    let dossier = scene.next(&by).await.unwrap();
    let unchecked = dossier.not_checked.contains(&"document.seal");
    let told = format!("{dossier:?}");
    assert!(!told.contains("DC04"), "the seal prints as nothing");
    let side = dossier
        .examined
        .into_iter()
        .find(|seen| seen.evidence == back);
    (side.unwrap().seal.unwrap(), unchecked)
}

#[tokio::test]
async fn what_a_seal_says_is_compared_and_a_verified_signature_is_no_longer_unchecked() {
    let (seal, unchecked) = seal_seen(SealPrint::Signed).await;
    assert_eq!(seal.outcome, SealOutcome::Verified);
    assert!(seal.signer.is_some() && !unchecked);
    assert_eq!(seal.seal.unwrap().header().authority, "ZZ00");
    let likeness = |field| {
        let row = seal.compared.iter().find(|row| row.field == field);
        row.unwrap().likeness
    };
    assert_eq!(likeness(ComparedField::Kind), Likeness::Same);
    assert_eq!(likeness(ComparedField::Nationality), Likeness::Same);
    assert_eq!(likeness(ComparedField::Number), Likeness::Different);
    assert_eq!(likeness(ComparedField::BirthName), Likeness::Different);
}

#[tokio::test]
async fn a_seal_that_was_not_verified_stays_among_what_was_not_checked() {
    for (print, expected) in [
        (SealPrint::Forged, SealOutcome::Wrong),
        (SealPrint::Unlisted, SealOutcome::NotListed),
    ] {
        let (seal, unchecked) = seal_seen(print).await;
        assert_eq!(seal.outcome, expected);
        assert!(unchecked);
        assert!(!seal.compared.is_empty(), "it is compared all the same");
    }
}

#[tokio::test]
async fn an_examination_goes_with_its_case() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    scene.test.run_jobs().await;
    let mut tx = scene.world.store.begin().await.unwrap();
    assert_eq!(tx.examinations_of(case).await.unwrap().len(), 3);
    tx.delete_case(case).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = scene.world.store.read().await.unwrap();
    assert!(tx.examinations_of(case).await.unwrap().is_empty());
    assert!(tx.evidence_to_examine(9).await.unwrap().is_empty());
}

/// A machine on which nobody can look.
struct NobodyLooks;

impl Examiner for NobodyLooks {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_side(&self, _: &[u8], _: Part, _: DocumentKind) -> Result<SideFacts, Failure> {
        Err(Failure::Inconsistent("no process looks at pictures"))
    }
}

#[tokio::test]
async fn a_machine_that_cannot_look_files_nothing_of_the_evidence_and_looks_when_it_can() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let mut world = scene.world.clone();
    world.examiner = Arc::new(NobodyLooks);
    assert!(run_due(&world).await.is_err());
    let mut tx = world.store.read().await.unwrap();
    let filed = tx.examinations_of(case).await.unwrap();
    let sides = filed.iter().filter(|filed| filed.film.is_none());
    assert_eq!(sides.count(), 0, "nothing is said of what nobody saw");
    drop(tx);
    scene.test.run_jobs().await;
    let mut tx = world.store.read().await.unwrap();
    assert_eq!(tx.examinations_of(case).await.unwrap().len(), 3);
}

/// Sees nothing where something was seen.
struct SeesNothing;

impl Examiner for SeesNothing {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_side(&self, _: &[u8], _: Part, _: DocumentKind) -> Result<SideFacts, Failure> {
        Ok(SideFacts::default())
    }
}

#[tokio::test]
async fn a_case_is_examined_again_from_its_sealed_evidence_and_what_was_filed_stays() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let back = piece(1, Part::Back);
    let card = card_of_somebody_else(SealPrint::Signed);
    let sealed = scene.world.vault.seal(case, back, "main", card).await;
    sealed.unwrap();
    scene.test.run_jobs().await;
    let filed = async || {
        let mut tx = scene.world.store.read().await.unwrap();
        tx.examinations_of(case).await.unwrap()
    };
    let before = filed().await;

    let again = examine_again(&scene.world, case).await.unwrap();
    assert_eq!(again.len(), 3, "both sides and the film");
    for piece in &again {
        assert_eq!(piece.differences, [], "{piece:?}");
        assert_eq!(piece.filed_by, piece.made_by);
    }

    let mut world = scene.world.clone();
    world.examiner = Arc::new(SeesNothing);
    let again = examine_again(&world, case).await.unwrap();
    let back = again.iter().find(|piece| piece.evidence == back).unwrap();
    let what: Vec<&str> = back.differences.iter().map(|one| one.what).collect();
    assert_eq!(what, ["findings", "document", "zone", "seal"]);
    assert_eq!(back.made_by, "essai");
    assert_eq!(filed().await, before, "nothing was overwritten");
    let asked = scene.kinds(case).await;
    let asked = asked.iter().filter(|kind| *kind == "case.examined_again");
    assert_eq!(asked.count(), 2);
}

/// An examiner under whose eyes the case is erased.
struct ErasedUnderItsEyes {
    world: World,
    case: CaseId,
}

impl Examiner for ErasedUnderItsEyes {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_side(&self, _: &[u8], _: Part, _: DocumentKind) -> Result<SideFacts, Failure> {
        Handle::current().block_on(async {
            self.world.vault.erase_case(self.case).await.unwrap();
            let mut tx = self.world.store.begin().await.unwrap();
            tx.delete_case(self.case).await.unwrap();
            tx.commit().await.unwrap();
        });
        Ok(SideFacts {
            portrait: Some(Personal::new(vec![0xff, 0xd8, 0xff, 0xd9])),
            ..SideFacts::default()
        })
    }
}

#[tokio::test]
async fn an_examination_under_way_brings_nothing_back_of_a_case_that_was_erased() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let mut world = scene.world.clone();
    world.examiner = Arc::new(ErasedUnderItsEyes {
        world: scene.world.clone(),
        case,
    });
    let done = Box::pin(run_due(&world)).await.unwrap();
    assert_eq!(done.evidence_examined, 0);
    for part in Part::needed_for(DocumentKind::IdentityCard) {
        let portrait = world.vault.open(case, piece(1, part), "portrait").await;
        assert!(matches!(portrait, Err(VaultFailure::Missing)), "{part:?}");
    }
}

#[tokio::test]
async fn the_same_document_in_the_case_of_somebody_else_is_said_and_nobody_is_named() {
    let scene = Scene::open().await;
    scene.queued(1).await;
    scene.test.run_jobs().await;
    let by = scene.operator("Dominique").await;
    let alone = scene.next(&by).await.unwrap();
    assert!(alone.duplicates.is_empty(), "{:?}", alone.duplicates);
    scene.queued(2).await;
    scene.test.run_jobs().await;
    let other = scene.operator("Camille").await;
    let dossier = scene.next(&other).await.unwrap();
    assert_eq!(dossier.case, CaseId::from_bytes([2; 16]));
    assert!(dossier.duplicates.contains(&"duplicate.document"));
}
