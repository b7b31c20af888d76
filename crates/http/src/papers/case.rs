//! What happened in a case, as parts of the export.

use super::blocks::{part, section, table, told, with_detail};
use super::words::Words;
use sceau_paper::{Block, Cell};
use sceau_wire::export::{
    ExportedCaseView, ExportedConsent, ExportedDecision, ExportedEvent, ExportedEvidence,
    ExportedLetter,
};

pub(super) fn case_of(words: &Words, case: &ExportedCaseView) -> Vec<Block> {
    let begun = words.when(&case.created_at);
    let title = words.say("Dossier du", "Case of");
    let last = words.say("Dernière étape :", "Last step:");
    let mut blocks = vec![
        section(format!("{title} {begun}")),
        Block::Text(format!("{last} {}.", words.when(&case.changed_at))),
    ];
    let erased = match (case.media_erased_at, case.media_erased_on) {
        (Some(at), _) => Some((
            words.say(
                "Photos et vidéos effacées le",
                "Photographs and videos erased on",
            ),
            at,
        )),
        (None, Some(on)) => Some((
            words.say(
                "Photos et vidéos seront effacées le",
                "Photographs and videos will be erased on",
            ),
            on,
        )),
        (None, None) => None,
    };
    if let Some((what, at)) = erased {
        blocks.push(Block::Text(format!("{what} {}.", words.when(&at))));
    }
    let parts = [
        (
            ("Consentements", "Consents"),
            consents(words, &case.consents),
        ),
        (
            ("Photos et vidéos", "Photographs and videos"),
            evidence(words, &case.evidence),
        ),
        (
            ("Décisions", "Decisions"),
            decisions(words, &case.decisions),
        ),
    ];
    for ((french, english), found) in parts {
        if let Some(found) = found {
            blocks.push(part(words.say(french, english)));
            blocks.push(found);
        }
    }
    blocks.extend(case.letter.iter().flat_map(|found| letter(words, found)));
    blocks.push(part(
        words.say("Historique du dossier", "History of the case"),
    ));
    blocks.push(Block::Text(words.say(
        "Chaque étape y porte son code technique, tel que le journal le conserve.",
        "Each step bears its technical code there, as the journal keeps it.",
    )));
    blocks.push(history(words, &case.history));
    blocks
}

fn consents(words: &Words, consents: &[ExportedConsent]) -> Option<Block> {
    let columns = [
        (words.say("Texte accepté", "Text agreed to"), 3.4),
        (words.say("Version", "Version"), 1.0),
        (words.say("Quand", "When"), 2.0),
    ];
    let rows = consents.iter().map(|consent| {
        vec![
            with_detail(words.purpose(consent.purpose), consent.hash.clone()),
            consent.version.clone().into(),
            words.when(&consent.at).into(),
        ]
    });
    (!consents.is_empty()).then(|| table(columns, rows))
}

fn evidence(words: &Words, pieces: &[ExportedEvidence]) -> Option<Block> {
    let columns = [
        (words.say("Reçue", "Received"), 3.4),
        (words.say("Conservée", "Kept"), 1.0),
        (words.say("Quand", "When"), 2.0),
    ];
    let rows = pieces.iter().map(|piece| {
        let (what, source) = (words.part(piece.part), words.source(piece.source));
        let kept = match piece.is_kept {
            true => words.say("oui, chiffrée", "yes, encrypted"),
            false => words.say("effacée", "erased"),
        };
        let bytes = words.say("octets", "bytes");
        let detail = format!(
            "{}, {} {bytes}\n{}",
            piece.media_type, piece.size, piece.sha256
        );
        vec![
            with_detail(format!("{what}, {source}"), detail),
            kept.into(),
            words.when(&piece.at).into(),
        ]
    });
    (!pieces.is_empty()).then(|| table(columns, rows))
}

fn decisions(words: &Words, decisions: &[ExportedDecision]) -> Option<Block> {
    let columns = [
        (words.say("Décision", "Decision"), 4.4),
        (words.say("Quand", "When"), 2.0),
    ];
    let rows = decisions.iter().map(|decision| {
        let message = decision.message.as_ref().map(told);
        let said: Vec<String> = decision.reasons.iter().cloned().chain(message).collect();
        let cell = Cell {
            text: words.verdict(decision.verdict),
            detail: (!said.is_empty()).then(|| said.join("\n")),
        };
        vec![cell, words.when(&decision.at).into()]
    });
    (!decisions.is_empty()).then(|| table(columns, rows))
}

fn letter(words: &Words, letter: &ExportedLetter) -> [Block; 3] {
    let title = words.say(
        "Lettre recommandée électronique",
        "Electronic registered letter",
    );
    let columns = [
        (words.say("Événement", "Event"), 4.4),
        (words.say("Quand", "When"), 2.0),
    ];
    let rows = letter.events.iter().map(|event| {
        vec![
            with_detail(words.letter_event(&event.kind), event.hash.clone()),
            words.when(&event.at).into(),
        ]
    });
    let stands = words.say("État :", "State:");
    [
        part(format!("{title} N°{}", letter.number)),
        Block::Text(format!("{stands} {}.", words.letter_status(letter.status))),
        table(columns, rows),
    ]
}

fn history(words: &Words, events: &[ExportedEvent]) -> Block {
    let columns = [
        (words.say("Étape", "Step"), 4.4),
        (words.say("Quand", "When"), 2.0),
    ];
    let rows = events.iter().map(|event| {
        let cell = Cell {
            text: event.kind.clone(),
            detail: (!event.detail.is_empty()).then(|| event.detail.clone()),
        };
        vec![cell, words.when(&event.at).into()]
    });
    table(columns, rows)
}
