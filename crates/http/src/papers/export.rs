//! A person's data, to read and to print: what the JSON holds, in words.

use super::blocks::{plain, section, table, told, with_detail};
use super::case::case_of;
use super::words::Words;
use crate::Site;
use crate::api::configuration::{LABEL_EN, LABEL_FR};
use crate::pages::Page;
use crate::problem::Refused;
use sceau_paper::{Block, Cell, Facts, Paper};
use sceau_service::failure::Failure;
use sceau_service::language::Language;
use sceau_wire::ZoneField;
use sceau_wire::document::DocumentDraft;
use sceau_wire::export::{ExportView, ExportedDevice, ExportedLogin};

/// Writes an export as PDF, in the account's language.
///
/// # Errors
/// `server.failed` when it cannot be written.
pub(crate) fn write_export(site: &Site, data: &ExportView) -> Result<Vec<u8>, Refused> {
    let configuration = &site.world.configuration;
    let words = Words(Page {
        language: Language::from_code(&data.account.language),
        help_url: configuration.help_url.clone(),
        is_test: configuration.is_test,
        is_secure: true,
        other_language: None,
    });
    sceau_paper::write(&paper(&words, data)).map_err(|error| {
        tracing::error!(%error, "an export was not written");
        Failure::Inconsistent("an export that is not written").into()
    })
}

fn paper(words: &Words, data: &ExportView) -> Paper {
    let title = words.say("Mes données", "My data");
    let mut blocks = vec![
        Block::Text(lede(words, data)),
        Block::Facts(identity(words, data)),
        section(words.say("Compte", "Account")),
        Block::Facts(account(words, data)),
        section(words.say("Pièce et déclaration", "Document and declaration")),
        Block::Facts(declaration(words, data)),
        section(words.say("Appareils", "Devices")),
        devices(words, &data.devices),
    ];
    for case in &data.cases {
        blocks.extend(case_of(words, case));
    }
    blocks.push(section(words.say("Connexions", "Logins")));
    if data.logins.is_empty() {
        blocks.push(Block::Text(words.say("Aucune.", "None.")));
    } else {
        blocks.push(logins(words, &data.logins));
    }
    blocks.push(Block::Text(words.say(LABEL_FR, LABEL_EN)));
    Paper {
        foot: format!("{} – {title}", data.installation),
        title,
        language: words.0.language.as_str(),
        made_at: data.made_at,
        numbering: match words.0.language {
            Language::French => |page, pages| format!("Page {page} sur {pages}"),
            Language::English => |page, pages| format!("Page {page} of {pages}"),
        },
        blocks,
    }
}

fn lede(words: &Words, data: &ExportView) -> String {
    let warning = words.say(
        "Gardez ce document en lieu sûr : il dit tout de votre identité.",
        "Keep this document in a safe place: it says everything about your identity.",
    );
    let made = words.when(&data.made_at);
    format!("{}, {made}. {warning}", data.installation)
}

fn identity(words: &Words, data: &ExportView) -> Facts {
    let sent = &data.identity.declaration.register.sent;
    let born = &data.identity.declaration.birthplace;
    let place = format!("{}, {}", born.place.reveal(), born.country.reveal());
    let mut rows = vec![
        (words.say("Prénoms", "Given names"), told(&sent.given_name)),
        (
            words.say("Nom de naissance", "Birth name"),
            told(&sent.family_name),
        ),
    ];
    if let Some(usage) = &sent.preferred_username {
        rows.push((words.say("Nom d'usage", "Usage name"), told(usage)));
    }
    rows.push((
        words.say("Date de naissance", "Date of birth"),
        told(&sent.birthdate),
    ));
    rows.push((words.say("Lieu de naissance", "Place of birth"), place));
    let since = words.when(&data.identity.active_since);
    rows.push((words.say("Active depuis", "Active since"), since));
    if let Some(blocked) = &data.identity.blocked_at {
        let name = words.say("Bloquée depuis", "Blocked since");
        rows.push((name, words.when(blocked)));
    }
    Facts {
        rows,
        is_card: true,
    }
}

fn account(words: &Words, data: &ExportView) -> Facts {
    let account = &data.account;
    let mut rows = vec![(
        words.say("Adresse e-mail", "E-mail address"),
        told(&account.email),
    )];
    if let Some(phone) = &account.phone {
        rows.push((words.say("Téléphone", "Phone"), told(phone)));
    }
    let language = match words.0.language {
        Language::French => "français",
        Language::English => "English",
    };
    rows.push((words.say("Langue", "Language"), language.to_owned()));
    let opened = words.when(&account.created_at);
    rows.push((words.say("Ouvert", "Opened"), opened));
    plain(rows)
}

/// As the person entered it; what services receive of it.
fn declaration(words: &Words, data: &ExportView) -> Facts {
    let declaration = &data.identity.declaration;
    let (entered, sent) = (&declaration.document, &declaration.register.sent);
    let fields = [
        (("Numéro", "Number"), &entered.number),
        (("Prénoms", "Given names"), &entered.given_names),
        (("Nom de naissance", "Birth name"), &entered.birth_name),
        (("Nom d'usage", "Usage name"), &entered.usage_name),
        (("Date de naissance", "Date of birth"), &entered.birth_date),
        (("Nationalité", "Nationality"), &entered.nationality),
        (("Délivrée le", "Issued on"), &entered.issue_date),
        (("Valable jusqu'au", "Valid until"), &entered.expiry_date),
        (("Code de la commune", "Code of the town"), &sent.birthplace),
    ];
    let mut rows = Vec::new();
    if let Some(kind) = entered.kind {
        rows.push((words.say("Pièce", "Document"), words.kind(kind)));
    }
    if let Some(sex) = entered.sex {
        rows.push((words.say("Sexe", "Sex"), words.sex(sex)));
    }
    for ((french, english), value) in fields {
        if let Some(value) = value {
            rows.push((words.say(french, english), told(value)));
        }
    }
    let country = words.say("Code du pays", "Code of the country");
    rows.push((country, told(&sent.birthcountry)));
    if !entered.as_read.is_empty() {
        let name = words.say("Lu dans la zone par l'app", "Read in the zone by the app");
        rows.push((name, as_read(words, entered)));
    }
    plain(rows)
}

/// Which of what was entered the person left as their app had read it.
fn as_read(words: &Words, entered: &DocumentDraft) -> String {
    let names = entered.as_read.iter().map(|field| match field {
        ZoneField::Number => words.say("numéro", "number"),
        ZoneField::Sex => words.say("sexe", "sex"),
        ZoneField::GivenNames => words.say("prénoms", "given names"),
        ZoneField::BirthName => words.say("nom de naissance", "birth name"),
        ZoneField::BirthDate => words.say("date de naissance", "date of birth"),
        ZoneField::Nationality => words.say("nationalité", "nationality"),
        ZoneField::ExpiryDate => words.say("fin de validité", "date of expiry"),
    });
    names.collect::<Vec<_>>().join(", ")
}

fn devices(words: &Words, devices: &[ExportedDevice]) -> Block {
    let columns = [
        (words.say("Appareil", "Device"), 2.2),
        (words.say("Depuis", "Since"), 2.0),
        (words.say("Retiré", "Removed"), 2.0),
    ];
    let rows = devices.iter().map(|device| {
        let platform = Words::platform(&device.platform).to_owned();
        let holds = words.say("porte l'identité", "holds the identity");
        let detail = if device.holds_identity {
            format!("{platform}, {holds}")
        } else {
            platform
        };
        vec![
            with_detail(device.name.clone(), detail),
            words.when(&device.since).into(),
            words.when_or_never(device.removed_at).into(),
        ]
    });
    table(columns, rows)
}

fn logins(words: &Words, logins: &[ExportedLogin]) -> Block {
    let columns = [
        (words.say("Service", "Service"), 2.4),
        (words.say("Ce qui s'est passé", "What happened"), 2.2),
        (words.say("Données demandées", "Data asked for"), 2.2),
    ];
    let rows = logins.iter().map(|login| {
        let (browser, place) = words.browser(login);
        let asked = words.when(&login.at);
        let claims: Vec<String> = (login.claims.iter())
            .map(|claim| words.claim(claim))
            .collect();
        let moments = [
            (("réponse", "answered"), login.answered_at),
            (("données prises", "data taken"), login.given_at),
            (("signalée", "reported"), login.reported_at),
        ];
        let moments: Vec<String> = (moments.into_iter())
            .filter_map(|((french, english), at)| {
                at.map(|at| format!("{}\u{a0}: {}", words.say(french, english), words.when(&at)))
            })
            .collect();
        vec![
            with_detail(words.asker(login), format!("{asked}\n{browser}, {place}")),
            Cell {
                text: words.outcome(&login.outcome),
                detail: (!moments.is_empty()).then(|| moments.join("\n")),
            },
            with_detail(claims.join(", "), login.level.clone()),
        ]
    });
    table(columns, rows)
}
