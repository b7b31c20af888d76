//! `sceau-server`: reads the configuration, wires the adapters to the ports, serves.
//!
//! What it deliberately does not hold: any rule. Rules are in `domain` and `service`.

mod ambient;
mod apart;
mod case_commands;
mod check;
mod client_commands;
mod client_keys;
mod clients;
mod commands;
mod due_work;
mod faces;
mod folders;
mod installation;
mod letter_commands;
mod logout_teller;
mod sealed_files;
mod seals;
mod secrets;
mod settings;
mod signing_keys;
mod texts;
mod wiring;

use case_commands::CaseCommand;
use client_commands::ClientCommand;
use letter_commands::LetterCommand;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The backend of Sceau: accounts, cases, letters, console, identity provider.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The configuration file.
    #[arg(long, default_value = "sceau.toml", global = true)]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves, until told to stop.
    Serve,
    /// Makes a new installation, or brings the one that is there to the shape of this version. `serve` does it too.
    Migrate,
    /// Reads the configuration and the data, says what would stop the server, verifies the audit chain; changes
    /// nothing.
    Check,
    /// Moves the signing keys on now, out of turn. Restart the server afterwards.
    RotateKeys {
        /// The key that signs is known to someone else: what it signed is no longer believed.
        #[arg(long)]
        leaked: bool,
    },
    /// For somebody who lost the device that holds their identity: first make sure who asks.
    Identity {
        #[command(subcommand)]
        command: IdentityCommand,
    },
    /// Looks at a film: what the server starts for each, with the order on the standard input.
    #[command(hide = true)]
    LookAtFilm,
    /// Looks at a picture: what the server starts for each, with the order on the standard input.
    #[command(hide = true)]
    LookAtPicture,
    /// Services and brokers that people log in to.
    Client {
        #[command(subcommand)]
        command: ClientCommand,
    },
    /// Cases and their sealed records.
    Case {
        #[command(subcommand)]
        command: CaseCommand,
    },
    /// Registered letters and their proofs.
    Letter {
        #[command(subcommand)]
        command: LetterCommand,
    },
    /// Operators of the console.
    Operator {
        #[command(subcommand)]
        command: OperatorCommand,
    },
}

#[derive(Subcommand)]
enum IdentityCommand {
    /// Blocks it: no login can be approved any more. The person is told by mail.
    Block {
        /// The account's e-mail address.
        address: String,
    },
    /// Erases the account, with the identity if there is one, for ever, so that the person can begin anew. A last
    /// mail tells them.
    Erase {
        /// The account's e-mail address.
        address: String,
    },
}

#[derive(Subcommand)]
enum OperatorCommand {
    /// Adds an operator and prints their key, once.
    Add {
        /// As colleagues will read it.
        name: String,
    },
    /// Lists the operators, each with how many decisions they took within the last hour.
    List,
    /// Ends an operator's access.
    Revoke {
        /// As listed.
        operator: String,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Before any thread is started: each would stay outside the walls.
    match arguments.command {
        Command::LookAtFilm => apart::film(),
        Command::LookAtPicture => apart::picture(),
        command => run(command, &arguments.config),
    }
}

#[tokio::main]
async fn run(command: Command, config: &Path) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("SCEAU_LOG")
                .unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let done = match command {
        Command::LookAtFilm | Command::LookAtPicture => Ok(()),
        Command::Serve => commands::serve(config).await,
        Command::Migrate => commands::migrate(config).await,
        Command::Check => check::check(config).await,
        Command::RotateKeys { leaked } => commands::rotate_keys(config, leaked),
        Command::Client { command } => client_commands::run(config, command),
        Command::Case { command } => case_commands::run(config, command).await,
        Command::Letter { command } => letter_commands::run(config, command),
        Command::Identity { command } => match command {
            IdentityCommand::Block { address } => commands::block_identity(config, &address).await,
            IdentityCommand::Erase { address } => commands::erase_identity(config, &address).await,
        },
        Command::Operator { command } => match command {
            OperatorCommand::Add { name } => commands::add_operator(config, &name).await,
            OperatorCommand::List => commands::list_operators(config).await,
            OperatorCommand::Revoke { operator } => {
                commands::revoke_operator(config, &operator).await
            }
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tracing::error!(
                error = failure.as_ref() as &dyn std::error::Error,
                "stopped"
            );
            ExitCode::FAILURE
        }
    }
}
