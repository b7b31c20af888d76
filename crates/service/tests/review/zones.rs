//! What the zones of a case say to the operator: of one document, of two, of none that is taken, of one that ended.

use crate::scene::{CARD, Scene, piece};
use bytes::Bytes;
use jiff::SignedDuration;
use sceau_domain::document::mrz::{MrzFormat, Repair, ZoneFacts, write_zone};
use sceau_domain::examination::{ComparedField, Likeness};
use sceau_domain::id::CaseId;
use sceau_domain::journey::Part;
use sceau_service::examination::SideExamined;
use sceau_service::records::Examination;
use sceau_service::review::{CaseDossier, record_case};
use sceau_testkit::samples;

/// The lines of the card that was declared, with facts of another.
fn card(change: impl FnOnce(&mut ZoneFacts)) -> Vec<String> {
    let mut facts = ZoneFacts::from(&samples::declaration(CARD));
    change(&mut facts);
    let zone = write_zone(&facts).unwrap();
    zone.lines().reveal().clone()
}

/// What a job keeps of a picture that shows these lines.
async fn read(scene: &Scene, case: CaseId, part: Part, lines: &[String]) {
    let evidence = piece(1, part);
    let text = Bytes::from(lines.join("\n"));
    let vault = &scene.world.vault;
    vault.seal(case, evidence, "zone", text).await.unwrap();
    let examination = Examination {
        evidence,
        case,
        findings: Vec::new(),
        zone: Some((MrzFormat::Td1, [[0.1, 0.1]; 4])),
        seal: None,
        ..samples::records::examination(part)
    };
    let mut tx = scene.world.store.begin().await.unwrap();
    tx.put_examination(&examination).await.unwrap();
    tx.commit().await.unwrap();
}

async fn open(scene: &Scene) -> CaseDossier {
    let by = scene.operator("Dominique").await;
    scene.next(&by).await.unwrap()
}

/// The dossier of a case whose back shows these lines.
async fn dossier_of(lines: &[String]) -> CaseDossier {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    read(&scene, case, Part::Back, lines).await;
    open(&scene).await
}

fn row(side: &SideExamined, field: ComparedField) -> (Likeness, &str) {
    let zone = side.zone.as_ref().unwrap();
    let mut rows = zone.compared.iter();
    let row = rows.find(|row| row.field == field).unwrap();
    (row.likeness, row.read.as_ref().unwrap().reveal())
}

#[tokio::test]
async fn a_foreign_card_has_a_row_that_says_who_issued_it() {
    let german = card(|facts| "D".clone_into(&mut facts.issuer));
    let dossier = dossier_of(&german).await;
    let [side] = dossier.examined.as_slice() else {
        panic!("one side was read");
    };
    let issuer = row(side, ComparedField::Issuer);
    assert_eq!(issuer, (Likeness::Different, "DEU"));
    let kind = row(side, ComparedField::Kind);
    assert_eq!(kind, (Likeness::Different, "foreign_card"));
}

#[tokio::test]
async fn two_sides_of_two_documents_are_told_and_two_of_one_are_not() {
    let mine = card(|_| {});
    let other = card(|facts| "ABCDEFGH2".clone_into(&mut facts.number));
    for (front, expected) in [(&other, true), (&mine, false)] {
        let scene = Scene::open().await;
        let case = scene.queued(1).await;
        read(&scene, case, Part::Front, front).await;
        read(&scene, case, Part::Back, &mine).await;
        let dossier = open(&scene).await;
        assert_eq!(dossier.examined.len(), 2);
        for side in &dossier.examined {
            let is_told = side.findings.iter().any(|code| code == "zone.differs");
            assert_eq!(is_told, expected);
        }
    }
}

#[tokio::test]
async fn what_was_repaired_is_told_where_and_why_on_screen_and_in_the_record() {
    let mut lines = card(|_| {});
    // A birth in July 199O.
    lines[1].replace_range(1..2, "O");
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    read(&scene, case, Part::Back, &lines).await;
    let dossier = open(&scene).await;
    let zone = dossier.examined[0].zone.as_ref().unwrap();
    let repair = Repair {
        line: 1,
        column: 1,
        from: 'O',
        to: '0',
    };
    assert_eq!(zone.repairs.reveal().as_slice(), [repair]);
    assert_eq!(zone.lines.reveal(), &lines, "as recognised");
    let record = record_case(&scene.world, case).await.unwrap().said;
    let [told] = record.examined[0].repaired.as_slice() else {
        panic!("one repair in the record");
    };
    assert_eq!(
        (told.line, told.column, told.from, told.to),
        (2, 2, 'O', '0')
    );
    assert_eq!(told.why, "digits_only");
    assert!(
        !format!("{told:?}").contains('O'),
        "a sign of somebody's zone"
    );
}

#[tokio::test]
async fn a_document_that_ended_while_the_case_waited_is_told_when_it_is_opened() {
    // Declared in 2026, until 11 February 2032.
    for (days, expected) in [(30, false), (365 * 6, true)] {
        let scene = Scene::open().await;
        scene.test.advance(SignedDuration::from_hours(24 * days));
        scene.queued(1).await;
        assert_eq!(open(&scene).await.is_expired, expected, "after {days} days");
    }
}

#[tokio::test]
async fn nobody_says_of_which_document_the_side_without_a_zone_is() {
    let scene = Scene::open().await;
    scene.queued(1).await;
    let unchecked = open(&scene).await.not_checked;
    assert!(unchecked.contains(&"document.side_without_zone"));
}
