//! From the driver's errors to the port's.

use sceau_service::ports::StoreFailure;

/// What every method of the store gives back.
pub(crate) type Stored<T> = Result<T, StoreFailure>;

/// The database failed; its message stays inside.
pub(crate) fn database(error: impl std::error::Error + Send + Sync + 'static) -> StoreFailure {
    StoreFailure::Database(Box::new(error))
}
