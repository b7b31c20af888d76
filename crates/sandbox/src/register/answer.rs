//! The register's answer in XML: written by the simulator, read by the broker.

use core::fmt::Write as _;

use super::persona::PlannedAnswer;
use super::question::Question;

/// What the broker may conclude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 2 or 3: the login goes on.
    Admitted,
    /// 7: the *nom d'usage* was given as the name of birth.
    UsageNameGiven,
    /// 4, 6, 8: nobody like this.
    NotFound(u8),
    /// 9: the question was malformed.
    BadRequest,
    /// A death record is present.
    Deceased,
}

/// Why an answer cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// Not XML, or without what every answer holds.
    #[error("the register's answer cannot be read")]
    Unreadable,
    /// A code nobody documented.
    #[error("the register's code is unknown")]
    UnknownCode,
}

/// Reads an answer.
///
/// # Errors
/// [`AnswerFault`]; both mean that the login stops.
pub fn read_answer(body: &str) -> Result<Verdict, AnswerFault> {
    let document = roxmltree::Document::parse(body).map_err(|_| AnswerFault::Unreadable)?;
    let text = |name: &str| {
        document
            .descendants()
            .find(|node| node.has_tag_name(name))
            .and_then(|node| node.text())
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    let code = text("codeReponse").ok_or(AnswerFault::Unreadable)?;
    match code {
        "2" | "3" if text("nom").is_none() => Err(AnswerFault::Unreadable),
        "2" | "3" if text("dateDeces").is_some() => Ok(Verdict::Deceased),
        "2" | "3" => Ok(Verdict::Admitted),
        "4" => Ok(Verdict::NotFound(4)),
        "6" => Ok(Verdict::NotFound(6)),
        "8" => Ok(Verdict::NotFound(8)),
        "7" => Ok(Verdict::UsageNameGiven),
        "9" => Ok(Verdict::BadRequest),
        _ => Err(AnswerFault::UnknownCode),
    }
}

/// Writes the planned answer, echoing the question where the register would.
pub(super) fn write(planned: PlannedAnswer, question: Option<&Question>) -> String {
    let code = match planned {
        PlannedAnswer::NotXml => return String::from("le registre ne répond pas en XML ici"),
        PlannedAnswer::Found | PlannedAnswer::WithoutName | PlannedAnswer::Deceased => 2,
        PlannedAnswer::Rectified => 3,
        PlannedAnswer::NoMatch => 4,
        PlannedAnswer::Several => 6,
        PlannedAnswer::MaritalName => 7,
        PlannedAnswer::NoEcho => 8,
        PlannedAnswer::BadRequest => 9,
        PlannedAnswer::UnknownCode => 99,
    };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<reponse>\n  <codeReponse>{code}</codeReponse>\n"
    );
    if let Some(question) = question.filter(|_| matches!(code, 2 | 3)) {
        write_identity(&mut xml, question, planned);
    }
    xml.push_str("</reponse>\n");
    xml
}

fn write_identity(xml: &mut String, question: &Question, planned: PlannedAnswer) {
    let elements = [
        (
            "nom",
            Some(&question.family_name).filter(|_| planned != PlannedAnswer::WithoutName),
        ),
        ("prenoms", Some(&question.given_names)),
        ("dateNaissance", Some(&question.birthdate)),
        ("sexe", Some(&question.sex)),
        ("codeLieuNaissance", Some(&question.birthplace)),
    ];
    xml.push_str("  <identite>\n");
    for (name, value) in elements {
        if let Some(value) = value {
            let _ = writeln!(xml, "    <{name}>{}</{name}>", escape(value));
        }
    }
    xml.push_str("  </identite>\n");
    if planned == PlannedAnswer::Deceased {
        xml.push_str("  <dateDeces>20200101</dateDeces>\n");
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Personas;

    fn question(name: &str) -> Question {
        Question {
            family_name: name.to_owned(),
            given_names: String::from("Anaïs"),
            birthdate: String::from("19840229"),
            sex: String::from("F"),
            birthplace: String::from("2A004"),
        }
    }

    #[test]
    fn each_planned_answer_leads_to_its_verdict() {
        for (planned, verdict) in [
            (PlannedAnswer::Found, Ok(Verdict::Admitted)),
            (PlannedAnswer::Rectified, Ok(Verdict::Admitted)),
            (PlannedAnswer::NoMatch, Ok(Verdict::NotFound(4))),
            (PlannedAnswer::Several, Ok(Verdict::NotFound(6))),
            (PlannedAnswer::NoEcho, Ok(Verdict::NotFound(8))),
            (PlannedAnswer::MaritalName, Ok(Verdict::UsageNameGiven)),
            (PlannedAnswer::BadRequest, Ok(Verdict::BadRequest)),
            (PlannedAnswer::Deceased, Ok(Verdict::Deceased)),
            (PlannedAnswer::UnknownCode, Err(AnswerFault::UnknownCode)),
            (PlannedAnswer::NotXml, Err(AnswerFault::Unreadable)),
            (PlannedAnswer::WithoutName, Err(AnswerFault::Unreadable)),
        ] {
            let body = write(planned, Some(&question("D'ŒUVRE")));
            assert_eq!(read_answer(&body), verdict, "{planned:?}");
        }
    }

    #[test]
    fn a_usage_name_given_as_birth_name_is_recognised() {
        let personas = Personas::built_in().unwrap();
        assert!(personas.find("MARTIGNON").unwrap().1);
        assert!(!personas.find("DEPREZ-LALANDE").unwrap().1);
        assert!(personas.find("LEFÈVRE").is_none());
    }

    #[test]
    fn a_question_survives_the_address_and_a_malformed_one_is_no_question() {
        let endpoint = url::Url::parse("http://127.0.0.1:1/rnipp").unwrap();
        let asked = question("LE GOFF & D'ŒUVRE").address(&endpoint);
        let pairs = crate::web::read_pairs(asked.query().unwrap_or_default());
        assert_eq!(Question::read(&pairs), None, "an ampersand is in no name");
        let asked = question("D'ŒUVRE").address(&endpoint);
        let pairs = crate::web::read_pairs(asked.query().unwrap_or_default());
        assert_eq!(Question::read(&pairs), Some(question("D'ŒUVRE")));
        for (name, value) in [
            ("nom", "Lefèvre"),
            ("dateNaissance", "1984"),
            ("sexe", "X"),
            ("codeLieuNaissance", "AAAAA"),
            ("rechercheType", "L"),
        ] {
            let mut spoilt = pairs.clone();
            for pair in &mut spoilt {
                if pair.0 == name {
                    pair.1 = value.to_owned();
                }
            }
            assert_eq!(Question::read(&spoilt), None, "{name}={value}");
        }
    }
}
