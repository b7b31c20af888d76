//! What a letter says, and who sends it: hidden until it is accepted.

use crate::configuration::Configuration;
use crate::crypto::sha256;

/// The content of a letter: an invitation to the identity check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterContent {
    /// The sender: the identity service itself.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// Its text, in French.
    pub body: String,
}

impl LetterContent {
    /// The content of the letter with this number. The same letter always has the same content, so
    /// that its hash in the deposit can be checked again.
    pub fn of(configuration: &Configuration, number: &str) -> Self {
        let sender = configuration.name.clone();
        Self {
            subject: "Vérification de votre identité à distance".to_owned(),
            body: format!(
                "Madame, Monsieur,\n\nVous avez demandé à {sender} de vérifier votre identité à \
                 distance. En acceptant la lettre N°{number}, vous ouvrez cette vérification\u{202f}: \
                 une photo de votre pièce d'identité, puis une courte vidéo de votre visage, examinées \
                 par un agent.\n\nDémonstrateur indépendant. Aucune valeur légale."
            ),
            sender,
        }
    }

    /// SHA-256 of sender, subject and body, one after the other on lines of their own.
    pub fn hash(&self) -> [u8; 32] {
        sha256(format!("{}\n{}\n{}\n", self.sender, self.subject, self.body).as_bytes())
    }
}
