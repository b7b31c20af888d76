//! Identities, and who recovers one.

use crate::failure::Stored;
use crate::journey::{BirthplaceRow, DeclarationRow};
use crate::row::StoredRow;
use crate::statement::query;
use crate::store::SqliteTransaction;
use crate::text::{instant, json};
use sceau_service::ports::StoreFailure;
use sceau_service::records::{Holder, Identity, Recovery};

/// When and by which session together, or neither.
fn read_recovery(row: &StoredRow<'_>) -> Stored<Option<Recovery>> {
    let session = row.hash_optional("recovery_session")?;
    match (row.time_optional("recovery_asked_at")?, session) {
        (None, None) => Ok(None),
        (Some(asked_at), Some(session)) => Ok(Some(Recovery {
            asked_at,
            session,
            device: row.parse_optional("recovery_device")?,
        })),
        _ => Err(row.impossible("recovery_asked_at")),
    }
}

impl TryFrom<StoredRow<'_>> for Identity {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        let declaration: DeclarationRow = row.json("declaration")?;
        let birthplace: BirthplaceRow = row.json("birthplace")?;
        Ok(Self {
            id: row.parse("id")?,
            account: row.parse("account")?,
            case: row.parse("case_id")?,
            declaration: declaration
                .try_into()
                .map_err(|_| row.impossible("declaration"))?,
            birthplace: birthplace
                .try_into()
                .map_err(|_| row.impossible("birthplace"))?,
            device: row.parse("device")?,
            active_since: row.time("active_since")?,
            blocked_at: row.time_optional("blocked_at")?,
            unblocked_at: row.time_optional("unblocked_at")?,
            recovery: read_recovery(&row)?,
        })
    }
}

impl TryFrom<StoredRow<'_>> for Holder {
    type Error = StoreFailure;
    fn try_from(row: StoredRow<'_>) -> Stored<Self> {
        Ok(Self {
            identity: row.parse("id")?,
            device: row.parse("device")?,
            blocked_at: row.time_optional("blocked_at")?,
        })
    }
}

impl SqliteTransaction {
    /// Stores an identity, in place of what it was.
    pub(crate) fn write_identity(&mut self, identity: &Identity) -> Stored<()> {
        let Identity {
            id,
            account,
            case,
            declaration,
            birthplace,
            device,
            active_since,
            blocked_at,
            unblocked_at,
            recovery,
        } = identity;
        let recovery = recovery.as_ref();
        let statement = query(
            "INSERT INTO identities (id, account, case_id, declaration, birthplace, device,
               active_since, blocked_at, unblocked_at, recovery_asked_at, recovery_session,
               recovery_device) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET account = excluded.account, case_id = excluded.case_id,
               declaration = excluded.declaration, birthplace = excluded.birthplace,
               device = excluded.device, active_since = excluded.active_since,
               blocked_at = excluded.blocked_at, unblocked_at = excluded.unblocked_at,
               recovery_asked_at = excluded.recovery_asked_at,
               recovery_session = excluded.recovery_session,
               recovery_device = excluded.recovery_device",
        )
        .bind(id.to_string())
        .bind(account.to_string())
        .bind(case.to_string())
        .bind(json(&DeclarationRow::from(declaration))?)
        .bind(json(&BirthplaceRow::from(birthplace))?)
        .bind(device.to_string())
        .bind(instant(*active_since))
        .bind(blocked_at.map(instant))
        .bind(unblocked_at.map(instant))
        .bind(recovery.map(|recovery| instant(recovery.asked_at)))
        .bind(recovery.map(|recovery| recovery.session.to_vec()))
        .bind(
            recovery
                .and_then(|recovery| recovery.device)
                .map(|id| id.to_string()),
        );
        self.run(statement).map(drop)
    }
}
