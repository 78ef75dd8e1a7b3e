//! The `kado` command: one binary that serves the pages and the API, fills the demonstration and looks after the data.

pub mod api;
pub mod assemble;
pub mod cli;
pub mod data;
mod demonstration;
mod engine;
mod keep;
pub mod outcome;
mod report;
pub mod serve;
mod take;
mod users;

use clap::Parser;
use cli::{Cli, Command};
use outcome::Outcome;
use std::process::ExitCode;

/// Reads the words of the call, runs the command, and ends with 0, 1 (refused) or 2 (misused).
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let misused = error.use_stderr();
            let _ = error.print();
            return if misused {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(cli.command)),
        Err(error) => Err(outcome::refused(format!(
            "the system gives no threads: {error}"
        ))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(end) => {
            eprintln!("kado: {end}");
            end.code()
        }
    }
}

async fn run(command: Command) -> Outcome {
    webkit::words::install(&assemble::locales());
    match command {
        Command::Demo(it) => demonstration::run(it).await,
        Command::Serve(it) => serve::run(it).await,
        Command::Report(it) => report::run(it).await,
        Command::Verify(it) => keep::verify(it).await,
        Command::Backup(it) => keep::backup(it).await,
        Command::Restore(it) => keep::restore(it).await,
        Command::Import(it) => take::run(it).await,
        Command::Match(it) => engine::run(it),
        Command::User(it) => users::run(it).await,
    }
}
