//! What the service costs: CPU time of lists, API and evaluation sheet, start, memory. `bin/bench` runs it.
//!
//! It measures and never judges: the end is always a table and exit 0. Rows are invented in a scratch database, in bulk.

mod browser;
mod lists;
mod matching;
mod measure;
mod program;
mod rows;
mod sheet;

use base::Clock;
use clap::Parser;
use measure::Figure;
use server::assemble;
use std::error::Error;
use std::path::{Path, PathBuf};

/// A part of the measuring that could not run says why instead of a figure.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Measures Kado and prints a table of target and measured figure.
#[derive(Parser)]
struct Asked {
    /// Measure the lists on this empty PostgreSQL database too.
    #[arg(long, value_name = "postgres://…")]
    postgres: Option<String>,
    /// Only this part: lists, sheet, program or matching.
    #[arg(long)]
    only: Option<String>,
    /// Folder of markets (matching-instance/1, named town-…, kado-…, region-…, nation-…) for the matching engine.
    #[arg(long, value_name = "DIR")]
    markets: Option<PathBuf>,
    /// Searches of the matching engine that take more CPU seconds are left out.
    #[arg(long, value_name = "S", default_value_t = 60.0)]
    most_seconds: f64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let asked = Asked::parse();
    webkit::words::install(&assemble::locales());
    if let Err(missing) = assemble::ready() {
        eprintln!("bench: {missing}");
        return;
    }
    let scratch = Scratch::new();
    let wanted = |part: &str| asked.only.as_deref().is_none_or(|it| it == part);
    println!("Measured on {}\n", Clock::real().today());
    measure::head();
    if wanted("lists") {
        let target = scratch.target("lists");
        tell(lists::measure("", target).await);
    }
    if let Some(url) = &asked.postgres {
        let target = db::Target::Postgres(url.clone());
        tell(lists::measure("PostgreSQL: ", target).await);
    }
    if wanted("sheet") {
        let target = scratch.target("sheet");
        tell(sheet::measure(target).await);
    }
    if wanted("program") {
        tell(program::measure(&scratch.folder("program")).await);
    }
    if wanted("matching") {
        tell(match &asked.markets {
            Some(folder) => matching::measure(folder, asked.most_seconds),
            None => Err("the matching engine: --markets DIR names no folder".into()),
        });
    }
}

fn tell(figures: Outcome<Vec<Figure>>) {
    match figures {
        Ok(figures) => figures.iter().for_each(|it| println!("{it}")),
        Err(error) => println!("| not measured: {error} | | | | |"),
    }
}

/// A folder that goes away with the run.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Scratch {
        Scratch(std::env::temp_dir().join(format!("kado-bench-{:016x}", rand::random::<u64>())))
    }

    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.0.join(name);
        std::fs::create_dir_all(&folder).expect("temporary files can be written");
        folder
    }

    fn target(&self, name: &str) -> db::Target {
        db::Target::Folder(self.folder(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(Path::new(&self.0));
    }
}
