use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub mod matching;

/// Kado: self-employed telework for a group of towns, from a client's order to the town's figures.
#[derive(Parser)]
#[command(name = "kado", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Fill a demonstration region and serve it.
    #[command(after_help = "Example: kado demo --data ./kado-data --listen 127.0.0.1:8080")]
    Demo(Demo),
    /// Serve the pages and the API.
    #[command(after_help = "Example: kado serve --data /var/lib/kado --listen 127.0.0.1:8080")]
    Serve(Serve),
    /// Write a town's evaluation sheet.
    #[command(
        after_help = "Example: kado report sheet --data ./kado-data --municipality 大町市 --fiscal-year R4 --format pdf --out sheet.pdf" // tidy: field data
    )]
    Report(Report),
    /// Re-check the money's invariants, the figures and the audit chain; exit 1 on a breach.
    #[command(after_help = "Example: kado verify --data ./kado-data")]
    Verify(Store),
    /// Copy the data while it is served, and verify the copy.
    #[command(after_help = "Example: kado backup --data ./kado-data kado-2027-01-18.backup")]
    Backup(Backup),
    /// Put a backup in place of an empty data folder, and verify it.
    #[command(
        after_help = "Example: kado restore --data ./restored --key-file ./kado-data/kado.key kado-2027-01-18.backup"
    )]
    Restore(Backup),
    /// Take registrants or an order's items from an Excel or CSV file.
    #[command(
        after_help = "Example: kado import --data ./kado-data --as director@kado.example workers registrants.xlsx"
    )]
    Import(Import),
    /// Plan who does what: the matching engine on files.
    #[command(after_help = "Example: kado match solve kado-1.json -o plan.json --seconds 60")]
    Match(matching::Match),
    /// Look after accounts.
    #[command(after_help = "Example: kado user --data ./kado-data list")]
    User(User),
}

/// Where the data lies: a folder with the embedded database, or a PostgreSQL.
#[derive(Args, Clone)]
pub struct Store {
    /// Folder of the data; the embedded database and the key lie in it.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL instead of the embedded database.
    #[arg(long, value_name = "postgres://…", conflicts_with = "data")]
    pub database: Option<String>,
    /// File of the master key; made at the first start. By default kado.key in the data folder.
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Demo {
    #[command(flatten)]
    pub store: Store,
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The day on which the demonstration stands.
    #[arg(long, value_name = "DATE", default_value = "2027-01-18")]
    pub today: String,
    /// Seed of everything drawn by chance.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Fill and exit.
    #[arg(long)]
    pub no_serve: bool,
    /// Print the address and the sign-ins as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub store: Store,
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The address under which people reach the service, for links in documents.
    #[arg(long, value_name = "https://…")]
    pub address: Option<String>,
}

#[derive(Args)]
pub struct Report {
    #[command(subcommand)]
    pub what: ReportOf,
}

#[derive(Subcommand)]
pub enum ReportOf {
    /// The evaluation sheet of one town and fiscal year.
    Sheet(Sheet),
}

#[derive(Args)]
pub struct Sheet {
    #[command(flatten)]
    pub store: Store,
    /// Name of the municipality, e.g. 大町市.
    #[arg(long)]
    pub municipality: String,
    /// Fiscal year, e.g. R4 or 2022.
    #[arg(long)]
    pub fiscal_year: String,
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// File to write; `-` is standard output.
    #[arg(long, default_value = "-")]
    pub out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Json,
    Pdf,
    Xlsx,
}

#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    pub store: Store,
    /// The backup.
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    pub store: Store,
    /// Login of the person on whose behalf the rows are taken.
    #[arg(long = "as", value_name = "LOGIN")]
    pub login: String,
    #[command(subcommand)]
    pub what: ImportOf,
}

#[derive(Subcommand)]
pub enum ImportOf {
    /// Registrants (登録者).
    Workers {
        file: PathBuf,
        /// Take the good rows even if others are faulty.
        #[arg(long)]
        good_rows: bool,
        /// Where to write the faulty rows with their reasons.
        #[arg(long, value_name = "FILE")]
        faults: Option<PathBuf>,
    },
    /// The items of an order.
    Items {
        /// Number of the order.
        #[arg(long)]
        order: String,
        file: PathBuf,
        /// Take the good rows even if others are faulty.
        #[arg(long)]
        good_rows: bool,
        /// Where to write the faulty rows with their reasons.
        #[arg(long, value_name = "FILE")]
        faults: Option<PathBuf>,
    },
}

#[derive(Args)]
pub struct User {
    #[command(flatten)]
    pub store: Store,
    #[command(subcommand)]
    pub what: UserOf,
}

#[derive(Subcommand)]
pub enum UserOf {
    /// List the accounts.
    List,
    /// Make the first administrator; the password is read from standard input.
    Add {
        login: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        kana: String,
        /// Role, e.g. administrator, director, payment_preparer.
        #[arg(long)]
        role: String,
        /// Name of the municipality, for officers and committee members.
        #[arg(long)]
        municipality: Option<String>,
    },
    /// Disable an account; every sign-in of it ends at once.
    Disable {
        login: String,
        #[arg(long)]
        reason: String,
    },
    /// Set a new password, read from standard input.
    Password { login: String },
    /// Print the current one-time code of a person of the demonstration.
    Code {
        /// Name or login.
        name: String,
    },
}
