//! A network as a scenario wants it: slow, or cut in the middle of an upload. Testers' builds only.

use core::sync::atomic::{AtomicU8, Ordering};
use core::time::Duration;
use sceau_wire::error::{ErrorCode, Problem};
use serde::Deserialize;
use std::path::Path;

/// Why `[network]` of a scenario is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("[network] knows `profile = \"3g\" | \"offline\"` and `drop_at = \"upload:60%\"`")]
pub struct NetworkFault;

/// What a scenario says of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NetworkScenario {
    profile: Profile,
    cut_percent: Option<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Profile {
    #[default]
    Open,
    #[serde(rename = "3g")]
    ThirdGeneration,
    Offline,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct NetworkTable {
    profile: Profile,
    drop_at: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Tables {
    network: NetworkTable,
}

impl NetworkScenario {
    /// Reads the table of a scenario file; the other tables belong to other rooms.
    ///
    /// # Errors
    /// [`NetworkFault`].
    pub fn load(path: &Path) -> Result<Self, NetworkFault> {
        Self::parse(&std::fs::read_to_string(path).map_err(|_| NetworkFault)?)
    }

    fn parse(text: &str) -> Result<Self, NetworkFault> {
        let NetworkTable { profile, drop_at } = toml::from_str::<Tables>(text)
            .map_err(|_| NetworkFault)?
            .network;
        let cut_percent = drop_at
            .map(|text| percent_of(&text).ok_or(NetworkFault))
            .transpose()?;
        Ok(Self {
            profile,
            cut_percent,
        })
    }

    /// Cuts the first upload there, in per cent of its bytes.
    #[must_use]
    pub const fn cut_at(mut self, percent: u8) -> Self {
        self.cut_percent = Some(percent);
        self
    }
}

fn percent_of(text: &str) -> Option<u8> {
    let percent = text
        .strip_prefix("upload:")?
        .strip_suffix('%')?
        .parse()
        .ok()?;
    (1..=99).contains(&percent).then_some(percent)
}

/// The network of one run.
pub(super) struct Network {
    scenario: NetworkScenario,
    cuts_left: AtomicU8,
}

/// How often in a row a cut upload meets no network before it goes on.
const CUTS: u8 = 2;

impl Network {
    pub(super) const fn new(scenario: NetworkScenario) -> Self {
        Self {
            scenario,
            cuts_left: AtomicU8::new(CUTS),
        }
    }

    /// A request goes out.
    pub(super) async fn pass(&self) -> Result<(), Problem> {
        match self.scenario.profile {
            Profile::Open => Ok(()),
            Profile::Offline => Err(Problem::new(ErrorCode::Offline)),
            Profile::ThirdGeneration => {
                tokio::time::sleep(Duration::from_millis(150)).await;
                Ok(())
            }
        }
    }

    /// A piece goes out: at 100 KB a second where the scenario is slow.
    pub(super) async fn carry(&self, bytes: usize) -> Result<(), Problem> {
        self.pass().await?;
        if self.scenario.profile == Profile::ThirdGeneration {
            let millis = u64::try_from(bytes / 100).unwrap_or(u64::MAX);
            tokio::time::sleep(Duration::from_millis(millis)).await;
        }
        Ok(())
    }

    /// Whether the line breaks here: at the place the scenario names, a few times, once per run.
    pub(super) fn is_cut_at(&self, sent: u64, size: u64) -> bool {
        let Some(percent) = self.scenario.cut_percent else {
            return false;
        };
        sent * 100 >= size * u64::from(percent)
            && sent < size
            && self
                .cuts_left
                .fetch_update(Ordering::AcqRel, Ordering::Acquire, |left| {
                    left.checked_sub(1)
                })
                .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_other_rooms_are_left_alone_and_a_typo_in_ours_is_told() {
        let text =
            "name = \"x\"\n[camera.face]\nvideo = \"a.y4m\"\n[network]\ndrop_at = \"upload:60%\"";
        assert_eq!(
            NetworkScenario::parse(text),
            Ok(NetworkScenario::default().cut_at(60))
        );
        for wrong in [
            "[network]\ndrop = 1",
            "[network]\ndrop_at = \"60\"",
            "[network]\nprofile = \"5g\"",
        ] {
            assert_eq!(NetworkScenario::parse(wrong), Err(NetworkFault), "{wrong}");
        }
    }
}
