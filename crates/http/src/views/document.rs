//! Declarations and birthplaces, both ways.

use sceau_domain::birthplace::Birthplace;
use sceau_domain::document::{Declaration, Field, Notice};
use sceau_domain::private;
use sceau_domain::register::{self, RegisterCheck, RegisterEntry, RegisterFinding, Weight};
use sceau_service::case::GivenBirthplace;
use sceau_wire::document::{
    BirthplaceDraft, BirthplaceView, DeclarationView, DocumentDraft, NoticeView,
    RegisterFindingView, RegisterView, RegisterWeight, SentView,
};
use sceau_wire::{DocumentKind, Personal, ZoneField};

/// As declared, to show again.
pub(crate) fn draft_view(declaration: &Declaration) -> DocumentDraft {
    let kept = declaration.to_draft();
    let text = |field: Field| kept.text(field).map(Personal::from);
    DocumentDraft {
        kind: Some(declaration.kind().into()),
        number: text(Field::Number),
        sex: Some((*declaration.sex().reveal()).into()),
        given_names: text(Field::GivenNames),
        birth_name: text(Field::BirthName),
        usage_name: text(Field::UsageName),
        birth_date: text(Field::BirthDate),
        nationality: text(Field::Nationality),
        issue_date: text(Field::IssueDate),
        expiry_date: text(Field::ExpiryDate),
        zone_birth_name: kept.zone_birth_name.clone().map(Personal::from),
        zone_given_names: kept.zone_given_names.clone().map(Personal::from),
        as_read: kept.as_read.iter().copied().map(ZoneField::from).collect(),
    }
}

/// A draft that only knows its kind.
pub(crate) fn empty_draft(kind: sceau_domain::document::DocumentKind) -> DocumentDraft {
    DocumentDraft {
        kind: Some(DocumentKind::from(kind)),
        ..DocumentDraft::default()
    }
}

/// As chosen, for the rules.
pub(crate) fn birthplace(chosen: BirthplaceDraft) -> GivenBirthplace {
    let personal = |text: Personal| private::Personal::new(text.0);
    match chosen {
        BirthplaceDraft::InFrance { code } => GivenBirthplace::InFrance {
            code: personal(code),
        },
        BirthplaceDraft::Abroad { country, town } => GivenBirthplace::Abroad {
            country: personal(country),
            town: town
                .filter(|town| !town.reveal().trim().is_empty())
                .map(personal),
        },
        BirthplaceDraft::Unlisted { name, department } => GivenBirthplace::Unlisted {
            name: personal(name),
            department: personal(department),
        },
    }
}

/// As declared, to show again.
pub(crate) fn birthplace_view(place: &Birthplace) -> BirthplaceView {
    match place {
        Birthplace::InFrance(place) => {
            let commune = place.commune();
            let department = commune.department().label();
            BirthplaceView {
                draft: BirthplaceDraft::InFrance {
                    code: commune.code().into(),
                },
                place: format!("{}, {department}", commune.name()).into(),
                country: "France".into(),
            }
        }
        Birthplace::Abroad(place) => {
            let town = place.town().map(|town| town.reveal().clone());
            BirthplaceView {
                draft: BirthplaceDraft::Abroad {
                    country: place.country().code().into(),
                    town: town.clone().map(Personal::from),
                },
                place: town.unwrap_or_default().into(),
                country: place.country().name_fr().into(),
            }
        }
        Birthplace::Unlisted(place) => {
            let name = place.name().reveal().clone();
            let department = place
                .department()
                .map(|department| department.reveal().clone())
                .unwrap_or_default();
            let shown = if department.is_empty() {
                name.clone()
            } else {
                format!("{name}, {department}")
            };
            BirthplaceView {
                draft: BirthplaceDraft::Unlisted {
                    name: name.into(),
                    department: department.into(),
                },
                place: shown.into(),
                country: "France".into(),
            }
        }
    }
}

/// Everything declared, with what is worth knowing about it.
pub(crate) fn declaration_view(declaration: &Declaration, place: &Birthplace) -> DeclarationView {
    let mut notices: Vec<NoticeView> = declaration
        .to_draft()
        .check(declaration.checked_on())
        .map(|checked| checked.notices.into_iter().map(notice).collect())
        .unwrap_or_default();
    let cautions = place.cautions(declaration.birth_date().reveal());
    notices.extend(cautions.into_iter().map(|caution| NoticeView {
        code: caution.as_str().to_owned(),
        about: caution.other_code().map(Personal::from),
    }));
    DeclarationView {
        document: draft_view(declaration),
        birthplace: birthplace_view(place),
        notices,
        register: register_view(declaration, place),
    }
}

/// The register's check, rehearsed.
fn register_view(declaration: &Declaration, place: &Birthplace) -> RegisterView {
    let RegisterCheck { entry, findings } = register::examine(declaration, place);
    let RegisterEntry {
        family_name,
        given_name,
        preferred_username,
        birthdate,
        // Sent as well; the person sees it above, in words.
        gender: _,
        birthplace,
        birthcountry,
    } = entry;
    let finding = |finding: RegisterFinding| RegisterFindingView {
        code: finding.code().to_owned(),
        weight: match finding.weight() {
            Weight::Stops => RegisterWeight::Stops,
            Weight::Check => RegisterWeight::Check,
            Weight::Note => RegisterWeight::Note,
        },
        about: finding.about().map(Personal::from),
    };
    RegisterView {
        sent: SentView {
            family_name: family_name.into(),
            given_name: given_name.into(),
            preferred_username: preferred_username.map(Personal::from),
            birthdate: birthdate.into(),
            birthplace: birthplace.map(Personal::from),
            birthcountry: birthcountry.into(),
        },
        findings: findings.into_iter().map(finding).collect(),
    }
}

fn notice(notice: Notice) -> NoticeView {
    let about = match notice {
        Notice::ValidityExtended { until } => until.to_string(),
        other => other.field().as_str().to_owned(),
    };
    NoticeView {
        code: notice.code().to_owned(),
        about: Some(about.into()),
    }
}
