//! What people declare: every rule names its field and its reason; everything else is kept.

use crate::app::{App, born_in, card};
use crate::scene::Scene;
use sceau_wire::document::{BirthplaceDraft, DocumentDraft};
use sceau_wire::error::ErrorCode;
use sceau_wire::journey::{JourneyRequest, StateView};
use sceau_wire::{Chapter, DocumentKind, Personal, StateName};

fn declares(change: impl FnOnce(&mut DocumentDraft)) -> JourneyRequest {
    let mut document = card();
    change(&mut document);
    JourneyRequest::DeclareDocument { document }
}

fn some(text: &str) -> Option<Personal> {
    Some(text.into())
}

#[tokio::test]
async fn each_unusable_document_is_refused_for_its_own_reason() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentData).await;
    for (request, finding) in [
        (
            declares(|card| {
                card.issue_date = some("2014-02-12");
                card.expiry_date = some("2024-02-11");
                card.number = some("140375112345");
                card.kind = Some(DocumentKind::OldIdentityCard);
            }),
            "kind",
        ),
        (
            declares(|card| card.birth_name = some("Мартен")),
            "birth_name name.letter_not_allowed",
        ),
        (
            declares(|card| card.number = some("X4RT")),
            "number number.format_new_card",
        ),
        (
            declares(|card| card.birth_date = some("1990-02-30")),
            "birth_date date.impossible",
        ),
        (
            declares(|card| card.given_names = None),
            "given_names field.required",
        ),
        (declares(|card| card.sex = None), "sex field.required"),
    ] {
        let findings = app.send(&request).await;
        if finding == "kind" {
            assert_ne!(findings.status, 200, "another kind than the one chosen");
        } else {
            let findings = findings.findings();
            assert!(
                findings.iter().any(|found| found == finding),
                "{finding} not in {findings:?}"
            );
        }
    }
    assert_eq!(app.look().await.at.name(), StateName::DocumentData);
}

#[tokio::test]
async fn a_passport_that_expired_is_refused_and_a_valid_one_is_not() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentChoice).await;
    let kind = DocumentKind::Passport;
    app.does(&JourneyRequest::ChooseKind { kind }).await;
    let passport = |issue: &str, expiry: &str| {
        declares(|passport| {
            passport.kind = Some(kind);
            passport.number = some("16AB12345");
            passport.issue_date = some(issue);
            passport.expiry_date = some(expiry);
        })
    };
    let refused = app.send(&passport("2016-05-04", "2026-05-03")).await;
    assert_eq!(refused.findings(), ["expiry_date document.expired"]);
    let until = refused.problem().fields[0].until.clone();
    assert_eq!(until, some("2026-05-03"));
    let valid = app.does(&passport("2017-05-04", "2027-05-03")).await;
    assert_eq!(valid.at.name(), StateName::Birthplace);
}

#[tokio::test]
async fn someone_of_seventeen_is_told_so_on_a_page_and_comes_back_to_the_data() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentData).await;
    let born = |year: &str| some(&format!("{year}-07-13"));
    let minor = declares(|card| card.birth_date = born("2010"));
    let told = app.does(&minor).await;
    assert!(matches!(told.at, StateView::Ineligible { minor: true }));
    assert_eq!(told.chapter, Chapter::Document);
    let back = app.does(&JourneyRequest::GoBack {}).await;
    assert_eq!(back.at.name(), StateName::DocumentData);
    let mistyped = declares(|card| {
        card.birth_date = born("2010");
        card.number = some("X4RT");
    });
    let findings = app.send(&mistyped).await.findings();
    assert!(
        findings.contains(&"birth_date person.minor".to_owned()),
        "with something else to mend, all is mended at once: {findings:?}"
    );
    let adult = app
        .does(&declares(|card| card.birth_date = born("1990")))
        .await;
    assert_eq!(adult.at.name(), StateName::Birthplace);
}

#[tokio::test]
async fn all_fields_to_mend_are_named_at_once() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentData).await;
    let empty = DocumentDraft {
        kind: Some(DocumentKind::IdentityCard),
        ..DocumentDraft::default()
    };
    let refused = app
        .send(&JourneyRequest::DeclareDocument { document: empty })
        .await;
    assert!(refused.findings().len() >= 6);
}

#[tokio::test]
async fn a_permit_of_four_years_is_not_enough() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentChoice).await;
    app.does(&JourneyRequest::ChooseKind {
        kind: DocumentKind::ResidencePermit,
    })
    .await;
    let permit = |expiry: &str| {
        declares(|permit| {
            permit.kind = Some(DocumentKind::ResidencePermit);
            permit.number = some("AB12345678");
            permit.nationality = some("SEN");
            permit.issue_date = some("2024-06-01");
            permit.expiry_date = some(expiry);
        })
    };
    let findings = app.send(&permit("2028-05-31")).await.findings();
    assert!(
        findings.contains(&"expiry_date permit.under_five_years".to_owned()),
        "{findings:?}"
    );
    assert_eq!(
        app.does(&permit("2034-05-31")).await.at.name(),
        StateName::Birthplace
    );
}

#[tokio::test]
async fn two_given_names_an_odd_letter_and_no_day_of_birth_are_people_too() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentData).await;
    let declared = app
        .does(&declares(|card| {
            card.given_names = some("Maëlys-Gaëlle, Inès");
            card.birth_name = some("N'Guyễn d'Œuvre-Ñuñez");
            card.birth_date = some("1990-00-00");
        }))
        .await;
    assert_eq!(declared.at.name(), StateName::Birthplace);
    let StateView::Birthplace { birth_date, .. } = declared.at else {
        panic!("elsewhere")
    };
    assert_eq!(birth_date.reveal(), "1990-00-00");
    app.does(&JourneyRequest::DeclareBirthplace {
        birthplace: born_in("35238"),
    })
    .await;
    let StateView::Review { declaration } = app.look().await.at else {
        panic!("elsewhere")
    };
    let given = declaration.document.given_names.unwrap();
    assert_eq!(given.reveal(), "Maëlys-Gaëlle, Inès");
}

#[tokio::test]
async fn whoever_changes_a_name_that_was_read_in_the_zone_is_asked_about_it_before_the_lock() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::DocumentData).await;
    let (fewer, another) = ("register.fewer_given_names", "register.birth_name_differs");
    for (given, birth, asked) in [
        ("Camille", "Martin", Some(fewer)),
        ("Camille, Marie", "Martin-Morvan", Some(another)),
        ("Camille, Marie", "Martin", None),
    ] {
        let declared = app
            .does(&declares(|card| {
                card.given_names = some(given);
                card.birth_name = some(birth);
                card.zone_birth_name = some("MARTIN<<<<");
                card.zone_given_names = some("CAMILLE<MARIE<<<<<");
            }))
            .await;
        if declared.at.name() == StateName::Birthplace {
            app.does(&JourneyRequest::DeclareBirthplace {
                birthplace: born_in("35238"),
            })
            .await;
        }
        let StateView::Review { declaration } = app.look().await.at else {
            panic!("elsewhere")
        };
        let codes = declaration.register.findings.iter();
        let mut codes = codes.map(|finding| finding.code.as_str());
        let found = codes.find(|code| [fewer, another].contains(code));
        assert_eq!(found, asked, "{given} {birth}");
        let kept = declaration.document.zone_given_names.unwrap();
        assert_eq!(kept.reveal(), "CAMILLE<MARIE");
        app.does(&JourneyRequest::ReopenDocument {}).await;
    }
}

#[tokio::test]
async fn a_birthplace_that_does_not_exist_is_refused_and_one_abroad_is_not() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Birthplace).await;
    let declare = |birthplace| JourneyRequest::DeclareBirthplace { birthplace };
    for (birthplace, finding) in [
        (born_in("99999"), "birthplace commune."),
        (born_in("x"), "birthplace commune."),
        (born_in("75056"), "birthplace commune.arrondissement_needed"),
        (
            BirthplaceDraft::Abroad {
                country: "99000".into(),
                town: None,
            },
            "birthplace country.unknown",
        ),
        (
            BirthplaceDraft::Unlisted {
                name: " ".into(),
                department: "35".into(),
            },
            "birthplace place.empty",
        ),
    ] {
        let findings = app.send(&declare(birthplace)).await.findings();
        assert!(findings[0].starts_with(finding), "{findings:?}");
    }
    let abroad = BirthplaceDraft::Abroad {
        country: "99109".into(),
        town: some("Munich"),
    };
    assert_eq!(
        app.does(&declare(abroad)).await.at.name(),
        StateName::Review
    );
}

#[tokio::test]
async fn a_minor_or_someone_without_a_document_is_told_kindly_and_may_go_back() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Conditions).await;
    let answer = |adult, document| JourneyRequest::AnswerConditions { adult, document };
    let view = app.does(&answer(false, true)).await;
    assert!(matches!(view.at, StateView::Ineligible { minor: true }));
    app.does(&JourneyRequest::GoBack {}).await;
    let view = app.does(&answer(true, false)).await;
    assert!(matches!(view.at, StateView::Ineligible { minor: false }));
}

#[tokio::test]
async fn a_consent_needs_its_box_and_its_newest_text() {
    let scene = Scene::open().await;
    let app = App::sign_in(&scene).await;
    let good = app
        .consent(sceau_wire::configuration::TextPurpose::Identity)
        .await;
    let mut unticked = good.clone();
    unticked.given = false;
    let refused = app
        .send(&JourneyRequest::AcceptTerms { terms: unticked })
        .await;
    assert_eq!(refused.code(), ErrorCode::ConsentMissing);
    let mut other = good;
    other.hash = "0".repeat(64);
    let refused = app
        .send(&JourneyRequest::AcceptTerms { terms: other })
        .await;
    assert_eq!(refused.code(), ErrorCode::TermsOutdated);
}
