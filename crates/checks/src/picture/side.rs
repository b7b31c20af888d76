//! The port's examiner of pictures of documents.

use super::look::{SideLook, SymbolSeen, look_at_side};
use super::order::{Order, read_side, send_order};
use crate::apart::{Apart, Broken};
use crate::program::Program;
use crate::seal::TrustList;
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;
use sceau_domain::seal::{SealOutcome, parse_seal};
use sceau_service::failure::Failure;
use sceau_service::ports::{Examiner, SealFacts, SideFacts};
use sceau_vision::jpeg;
use sceau_vision::mrz::{ZoneFault, ZoneReader};

/// The libraries' versions, as `Cargo.lock` has them: a test compares.
const ZUNE_JPEG: &str = "0.5.15";
const RXING: &str = "0.9.3";

/// Quality of the portrait's JPEG, 1 to 100: it is looked at enlarged.
const PORTRAIT_QUALITY: u8 = 90;

/// Looks at pictures of documents.
#[derive(Debug)]
pub struct PictureExaminer {
    eyes: Eyes,
    /// What tells the networks that read zones.
    zones: String,
    trusted: TrustList,
    program: Program,
}

#[derive(Debug)]
enum Eyes {
    Here(ZoneReader),
    Apart(Apart),
}

impl PictureExaminer {
    /// Looks in the caller's own process: for tests, whose pictures are their own. No seal's signature is verified:
    /// the list is empty.
    ///
    /// # Errors
    /// [`ZoneFault`] when what is shipped inside is damaged.
    pub fn here() -> Result<Self, ZoneFault> {
        let reader = ZoneReader::new()?;
        let zones = reader.version();
        Ok(Self::with(Eyes::Here(reader), zones))
    }

    /// Looks in a process of its own for each picture, one that calls [`super::look_at_picture`].
    ///
    /// # Errors
    /// As [`Self::here`]: the networks are loaded once to know that each process can.
    pub fn apart(apart: Apart) -> Result<Self, ZoneFault> {
        let zones = ZoneReader::new()?.version();
        Ok(Self::with(Eyes::Apart(apart), zones))
    }

    fn with(eyes: Eyes, zones: String) -> Self {
        Self {
            eyes,
            zones,
            trusted: TrustList::default(),
            program: Program::of_no_source(),
        }
    }

    /// The same, holding signatures of seals against this list.
    #[must_use]
    pub fn trusting(mut self, trusted: TrustList) -> Self {
        self.trusted = trusted;
        self
    }

    /// The same, naming the source it was built from.
    #[must_use]
    pub const fn built_from(mut self, source: &'static str) -> Self {
        self.program = Program::built_from(source);
        self
    }

    fn look(&self, picture: &[u8], side: Side, kind: DocumentKind) -> Result<SideLook, Failure> {
        match &self.eyes {
            Eyes::Here(zones) => Ok(look_at_side(zones, picture, side, kind)),
            Eyes::Apart(apart) => {
                let order = Order::Side { side, kind };
                let send = |to: &mut _| send_order(to, &order, picture);
                match apart.answer_twice(send, |mut answer| read_side(&mut answer)) {
                    Err(Broken::NotStarted) => {
                        Err(Failure::Inconsistent("no process looks at pictures"))
                    }
                    // Whatever it died of, twice: nothing can be said of the picture, and it is not tried for ever.
                    Err(Broken::Died | Broken::OutOfLimits) => Ok(SideLook::unreadable()),
                    Ok(look) => Ok(look),
                }
            }
        }
    }

    /// The signature is verified here: whoever read the symbol may have been led astray by it.
    fn judged(&self, symbol: SymbolSeen) -> SealFacts {
        let SymbolSeen { content, corners } = symbol;
        let (outcome, signer) = parse_seal(content.reveal())
            .map_or((SealOutcome::OtherLayout, None), |seal| {
                self.trusted.verify(&seal)
            });
        SealFacts {
            content,
            corners,
            outcome,
            signer,
        }
    }
}

impl Examiner for PictureExaminer {
    fn version(&self) -> String {
        format!(
            "{}, zone_reader {}, seals {}, zune-jpeg {ZUNE_JPEG}, rxing {RXING}",
            self.program,
            self.zones,
            self.trusted.version(),
        )
    }

    fn examine_side(
        &self,
        picture: &[u8],
        part: Part,
        kind: DocumentKind,
    ) -> Result<SideFacts, Failure> {
        let SideLook {
            findings,
            document,
            zone,
            seal,
            portrait,
            walls,
        } = self.look(picture, side_of(part), kind)?;
        Ok(SideFacts {
            findings: findings.into_iter().map(str::to_owned).collect(),
            document,
            zone,
            seal: seal.map(|symbol| self.judged(symbol)),
            portrait: portrait
                .and_then(|pixels| jpeg::encode(&pixels, PORTRAIT_QUALITY).ok())
                .map(Personal::new),
            walls,
        })
    }
}

const fn side_of(part: Part) -> Side {
    match part {
        Part::Back => Side::Back,
        Part::Front | Part::Video => Side::Front,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;

    #[test]
    fn the_libraries_that_are_named_are_those_that_are_built() {
        let lock = include_str!("../../../../Cargo.lock");
        for (name, version) in [("zune-jpeg", ZUNE_JPEG), ("rxing", RXING)] {
            let wanted = format!("name = \"{name}\"\nversion = \"{version}\"");
            assert!(lock.contains(&wanted), "{name}");
        }
    }

    #[test]
    fn whoever_dies_hangs_or_says_what_is_none_of_ours_found_the_picture_unreadable() {
        for script in [
            "exit 0",
            "exit 1",
            "kill -SEGV $$",
            "kill -XCPU $$",
            "echo what is this",
            "exec /bin/cat",
            "exec /bin/sleep 60",
        ] {
            let apart = Apart::new("/bin/sh", ["-c", script]).within(Duration::from_millis(500));
            let examiner = PictureExaminer::apart(apart).unwrap();
            let kind = DocumentKind::Passport;
            let facts = examiner
                .examine_side(&vec![7; 1 << 20], Part::Front, kind)
                .unwrap();
            let unreadable = SideFacts {
                findings: vec!["unreadable".to_owned()],
                ..SideFacts::default()
            };
            assert_eq!(facts, unreadable, "{script}");
        }
    }

    #[test]
    fn where_no_process_can_be_started_nothing_is_said_of_the_picture() {
        let nobody: [&str; 0] = [];
        let examiner = PictureExaminer::apart(Apart::new("/nowhere/at/all", nobody)).unwrap();
        let looked = examiner.examine_side(&[7], Part::Front, DocumentKind::Passport);
        assert!(matches!(looked, Err(Failure::Inconsistent(_))));
    }
}
