//! The contract's commands, each a command of the shell, so that the capability grants each by name.

use sceau_wire::error::{ErrorCode, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tauri::Runtime;
use tauri::ipc::{Invoke, InvokeBody, Request, Response};

macro_rules! shell_commands {
    ($($name:ident($args:ident) -> $result:ident;)+) => {
        mod each {
            use crate::Host;
            use sceau_wire::error::Problem;
            use tauri::State;
            use tauri::ipc::{Request, Response};

            $(
                #[tauri::command]
                pub(super) async fn $name(
                    request: Request<'_>,
                    host: State<'_, Host>,
                ) -> Result<Response, Problem> {
                    let args = super::decode(&request)?;
                    super::encode(&sceau_client::command::$name(&host, args).await?)
                }
            )+
        }

        /// Answers every command of the contract.
        pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(each::$name),+]
        }

        /// The names this shell serves.
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

sceau_client::commands!(shell_commands);

fn decode<T: DeserializeOwned>(request: &Request<'_>) -> Result<T, Problem> {
    match request.body() {
        InvokeBody::Json(json) => T::deserialize(json).map_err(|_| malformed()),
        InvokeBody::Raw(_) => Err(malformed()),
    }
}

fn encode(answer: &impl Serialize) -> Result<Response, Problem> {
    let json = sceau_client::command::to_json(answer)?;
    String::from_utf8(json)
        .map(Response::new)
        .map_err(|_| Problem::new(ErrorCode::Internal))
}

const fn malformed() -> Problem {
    Problem::new(ErrorCode::RequestMalformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_wire::host::COMMAND_NAMES;

    #[test]
    fn the_shell_serves_exactly_the_contract() {
        assert_eq!(NAMES, COMMAND_NAMES);
    }
}
