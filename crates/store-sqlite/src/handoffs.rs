//! The rows of handoffs.

use crate::failure::Stored;
use crate::interactions::{read_browser, read_number};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::instant;
use crate::words::Word;
use sceau_service::ports::StoreFailure;
use sceau_service::records::{Browser, Giver, Handoff};

/// Who gives, in its three columns: a cookie, or an account and a device.
fn read_giver(row: &StoredRow<'_>) -> Stored<Giver> {
    let cookie = row.hash_optional("cookie_hash")?;
    let account = row.parse_optional("giver_account")?;
    let device = row.parse_optional("giver_device")?;
    match (cookie, account, device) {
        (Some(cookie_hash), None, None) => Ok(Giver::Browser { cookie_hash }),
        (None, Some(account), Some(device)) => Ok(Giver::App { account, device }),
        _ => Err(row.impossible("giver_account")),
    }
}

impl TryFrom<StoredRow<'_>> for Handoff {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            id: row.parse("id")?,
            giver: read_giver(&row)?,
            token_hash: row.hash("token_hash")?,
            typed_hash: row.hash("typed_hash")?,
            code_expires_at: row.time("code_expires_at")?,
            secret_hash: row.hash_optional("secret_hash")?,
            number: read_number(&row)?,
            state: row.word("state")?,
            account: row.parse_optional("account")?,
            session_hash: row.hash_optional("session_hash")?,
            giver_seen_at: row.time_optional("giver_seen_at")?,
            taker_seen_at: row.time_optional("taker_seen_at")?,
            interaction: row.parse_optional("interaction")?,
            service: row.get("service")?,
            browser: read_browser(&row)?,
            created_at: row.time("created_at")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

impl SqliteTransaction {
    pub(crate) fn write_handoff(&mut self, handoff: &Handoff) -> Stored<()> {
        let Handoff {
            id,
            giver,
            token_hash,
            typed_hash,
            code_expires_at,
            secret_hash,
            number,
            state,
            account,
            session_hash,
            giver_seen_at,
            taker_seen_at,
            interaction,
            service,
            browser: Browser { name, place },
            created_at,
            expires_at,
        } = handoff;
        let (cookie_hash, giver_account, giver_device) = match giver {
            Giver::Browser { cookie_hash } => (Some(cookie_hash.to_vec()), None, None),
            Giver::App { account, device } => {
                (None, Some(account.to_string()), Some(device.to_string()))
            }
        };
        let statement = query(PUT)
            .bind(id.to_string())
            .bind(cookie_hash)
            .bind(giver_account)
            .bind(giver_device)
            .bind(token_hash.to_vec())
            .bind(typed_hash.to_vec())
            .bind(instant(*code_expires_at))
            .bind(secret_hash.map(|hash| hash.to_vec()))
            .bind(number.value())
            .bind(state.word())
            .bind(account.map(|id| id.to_string()))
            .bind(session_hash.map(|hash| hash.to_vec()))
            .bind(giver_seen_at.map(instant))
            .bind(taker_seen_at.map(instant))
            .bind(interaction.map(|id| id.to_string()))
            .bind(service)
            .bind(name)
            .bind(place)
            .bind(instant(*created_at))
            .bind(instant(*expires_at));
        self.run(statement).map(drop)
    }
}

const PUT: &str = "INSERT INTO handoffs (id, cookie_hash, giver_account, giver_device, token_hash,
  typed_hash, code_expires_at, secret_hash, number, state, account, session_hash, giver_seen_at,
  taker_seen_at, interaction, service, browser_name, browser_place, created_at, expires_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET cookie_hash = excluded.cookie_hash,
    giver_account = excluded.giver_account, giver_device = excluded.giver_device,
    token_hash = excluded.token_hash, typed_hash = excluded.typed_hash,
    code_expires_at = excluded.code_expires_at, secret_hash = excluded.secret_hash,
    number = excluded.number, state = excluded.state, account = excluded.account,
    session_hash = excluded.session_hash, giver_seen_at = excluded.giver_seen_at,
    taker_seen_at = excluded.taker_seen_at, interaction = excluded.interaction,
    service = excluded.service, browser_name = excluded.browser_name,
    browser_place = excluded.browser_place, created_at = excluded.created_at,
    expires_at = excluded.expires_at";
