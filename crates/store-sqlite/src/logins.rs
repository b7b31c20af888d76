//! Login requests.

use crate::failure::Stored;
use crate::interactions::{read_browser, read_number};
use crate::row::StoredRow;
use crate::statement::{Statement, query};
use crate::store::SqliteTransaction;
use crate::text::{hex, instant, json};
use jiff::Timestamp;
use sceau_domain::id::DeviceId;
use sceau_domain::login::{LoginRequest, RequestState};
use sceau_domain::private::Secret;
use sceau_service::ports::StoreFailure;
use sceau_service::records::{Answered, Browser, LoginRecord, LoginWindow, LoginsLately};

/// The state's word, and who approved when.
fn write_state(state: RequestState) -> (&'static str, Option<(DeviceId, Timestamp)>) {
    match state {
        RequestState::Waiting => ("waiting", None),
        RequestState::Approved { by, at } => ("approved", Some((by, at))),
        RequestState::Refused => ("refused", None),
        RequestState::Disowned => ("disowned", None),
        RequestState::NumberMismatch => ("number_mismatch", None),
        RequestState::Completed => ("completed", None),
    }
}

fn read_state(row: &StoredRow<'_>) -> Stored<RequestState> {
    let word: String = row.get("state")?;
    Ok(match word.as_str() {
        "waiting" => RequestState::Waiting,
        "approved" => RequestState::Approved {
            by: row.parse("approved_by")?,
            at: row.time("approved_at")?,
        },
        "refused" => RequestState::Refused,
        "disowned" => RequestState::Disowned,
        "number_mismatch" => RequestState::NumberMismatch,
        "completed" => RequestState::Completed,
        _ => return Err(row.impossible("state")),
    })
}

/// Both columns, or neither.
fn read_answered(row: &StoredRow<'_>) -> Stored<Option<Answered>> {
    match (
        row.parse_optional("answered_by")?,
        row.time_optional("answered_at")?,
    ) {
        (Some(by), Some(at)) => Ok(Some(Answered { by, at })),
        (None, None) => Ok(None),
        _ => Err(row.impossible("answered_by")),
    }
}

impl TryFrom<StoredRow<'_>> for LoginRecord {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            request: LoginRequest {
                id: row.parse("id")?,
                number: read_number(&row)?,
                expires_at: row.time("expires_at")?,
                state: read_state(&row)?,
            },
            interaction: row.parse("interaction")?,
            account: row.parse_optional("account")?,
            by_number: row.get("by_number")?,
            service: row.get("service")?,
            broker: row.get("broker")?,
            browser: read_browser(&row)?,
            asked_at: row.time("asked_at")?,
            claims: row.json("claims")?,
            level: row.get("level")?,
            nonce: Secret::new(row.get("nonce")?),
            code_hash: row.hash("code_hash")?,
            code_expires_at: row.time("code_expires_at")?,
            answered: read_answered(&row)?,
            given_at: row.time_optional("given_at")?,
            reported_at: row.time_optional("reported_at")?,
        })
    }
}

const INSERT: &str = "INSERT INTO logins (number, expires_at, state, approved_by, approved_at, service,
  broker, browser_name, browser_place, claims, level, nonce, code_expires_at, answered_by, answered_at,
  given_at, by_number, id, interaction, account, asked_at, code_hash, reported_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// What no index holds: changing it rewrites the row, and no page besides.
const CHANGE: &str = "UPDATE logins SET number = ?, expires_at = ?, state = ?, approved_by = ?,
  approved_at = ?, service = ?, broker = ?, browser_name = ?, browser_place = ?, claims = ?, level = ?,
  nonce = ?, code_expires_at = ?, answered_by = ?, answered_at = ?, given_at = ?,
  by_number = ? WHERE id = ?";

/// What leads to a login: an index is written anew for each column that a statement names, changed or not.
const LEAD: &str =
    "UPDATE logins SET interaction = ?2, account = ?3, asked_at = ?4, code_hash = ?5,
  reported_at = ?6 WHERE id = ?1
  AND (interaction, account, asked_at, code_hash, reported_at) IS NOT (?2, ?3, ?4, ?5, ?6)";

impl SqliteTransaction {
    /// Stores a login request.
    pub(crate) fn write_login(&mut self, login: &LoginRecord) -> Stored<()> {
        let is_known =
            self.run(bind_rest(query(CHANGE), login)?.bind(hex(login.request.id.as_bytes())))? == 1;
        if is_known {
            self.run(bind_leads(query(LEAD), login)).map(drop)
        } else {
            let row = bind_rest(query(INSERT), login)?;
            self.run(bind_leads(row, login)).map(drop)
        }
    }
}

/// Binds the identifier and what indices hold.
fn bind_leads(statement: Statement, login: &LoginRecord) -> Statement {
    statement
        .bind(hex(login.request.id.as_bytes()))
        .bind(hex(login.interaction.as_bytes()))
        .bind(login.account.map(|id| hex(id.as_bytes())))
        .bind(instant(login.asked_at))
        .bind(login.code_hash.to_vec())
        .bind(login.reported_at.map(instant))
}

/// Binds the rest.
fn bind_rest(statement: Statement, login: &LoginRecord) -> Stored<Statement> {
    let LoginRecord {
        request:
            LoginRequest {
                id: _,
                number,
                expires_at,
                state,
            },
        interaction: _,
        account: _,
        by_number,
        service,
        broker,
        browser: Browser { name, place },
        asked_at: _,
        claims,
        level,
        nonce,
        code_hash: _,
        code_expires_at,
        answered,
        given_at,
        reported_at: _,
    } = login;
    let (word, approved) = write_state(*state);
    let statement = statement
        .bind(number.value())
        .bind(instant(*expires_at))
        .bind(word)
        .bind(approved.map(|(by, _)| hex(by.as_bytes())))
        .bind(approved.map(|(_, at)| instant(at)))
        .bind(service)
        .bind(broker)
        .bind(name)
        .bind(place)
        .bind(json(claims)?)
        .bind(level)
        .bind(nonce.reveal())
        .bind(instant(*code_expires_at))
        .bind(answered.map(|answered| hex(answered.by.as_bytes())))
        .bind(answered.map(|answered| instant(answered.at)))
        .bind(given_at.map(instant))
        .bind(*by_number);
    Ok(statement)
}

impl TryFrom<StoredRow<'_>> for LoginsLately {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            waiting: row.number("waiting")?,
            asked: row.number("asked")?,
            disowned: row.number("disowned")?,
        })
    }
}

impl SqliteTransaction {
    /// Counted where they lie, over the index of the account: reading them would take as long as there are many,
    /// and tell who has an account.
    pub(crate) fn count_logins(&mut self, window: &LoginWindow) -> Stored<LoginsLately> {
        let LoginWindow {
            account,
            now,
            asked_after,
            disowned_after,
        } = window;
        let counted = query(
            "SELECT
               COUNT(*) FILTER (WHERE state = 'waiting' AND expires_at >= ?2) AS waiting,
               COUNT(*) FILTER (WHERE state <> 'completed' AND asked_at > ?3) AS asked,
               COUNT(*) FILTER (WHERE state = 'disowned' AND asked_at > ?4) AS disowned
             FROM logins WHERE account = ?1 AND asked_at > min(?3, ?4)",
        )
        .bind(hex(account.as_bytes()))
        .bind(instant(*now))
        .bind(instant(*asked_after))
        .bind(instant(*disowned_after));
        let found = self.one("logins", "waiting", counted)?;
        Ok(found.unwrap_or(LoginsLately {
            waiting: 0,
            asked: 0,
            disowned: 0,
        }))
    }
}
