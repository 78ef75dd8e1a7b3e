//! One page of each long list, for someone signed in, with the scope of their role, out of 100,000 rows.

use crate::browser::Reader;
use crate::measure::{Figure, cpu_ms, elapsed_ms};
use crate::rows::{self, ROWS};
use crate::{Outcome, measure};
use access::{App, Role, Settings, Vault};
use base::Clock;
use db::sea_orm::ConnectionTrait;
use db::{Conn, Db, Dialect, IdSource, Target};
use server::{assemble, serve};
use std::sync::Arc;
use std::time::Instant;

/// CPU milliseconds of a page, of the same rows from the API, and statements of a page.
const PAGE_MS: f64 = 3.0;
const JSON_MS: f64 = 2.0;
const STATEMENTS: f64 = 8.0;
const WARM_UP: usize = 20;

/// Who reads which list.
const READ: [(&str, Role); 6] = [
    ("/workers", Role::Coordinator),
    ("/work-orders", Role::Director),
    ("/work-orders", Role::Worker),
    ("/work-orders", Role::Manager),
    ("/orders", Role::Director),
    ("/orders", Role::Manager),
];

/// The figures of the lists on one engine; `engine` stands before the name of each.
pub async fn measure(engine: &str, target: Target) -> Outcome<Vec<Figure>> {
    let clock = Clock::standing_at(db::testing::noon());
    let db = Db::open(&target, clock, IdSource::seeded(1)).await?;
    db::migrate(&db, assemble::migrations()).await?;
    let cast = access::testing::cast(&db).await;
    let (begun, spent) = (Instant::now(), measure::spent(measure::Whose::Own));
    rows::lists(&db, &cast).await?;
    if db.dialect() == Dialect::Postgres {
        // The server counts its rows by itself, but not at once.
        db.writer().execute_unprepared("analyze").await?;
    }
    let (took, spent) = (
        begun.elapsed().as_secs(),
        measure::spent(measure::Whose::Own) - spent,
    );
    eprintln!(
        "    {ROWS} rows of each list written in {took} s ({:.0} s of CPU)",
        spent / 1_000.0
    );
    let app = app(&db);
    let router = serve::router(&app);
    let mut figures = Vec::new();
    for (path, role) in READ {
        let reader = Reader::enter(&db, cast.actor(role).account.0).await?;
        let (page, asked) = Conn::counting(reader.get(&router, path)).await;
        let rows = page.matches("<tr").count().saturating_sub(1);
        let what = format!("{engine}{path} as {}", role.name());
        let (unit, ms) = cost(&db, async || drop(reader.get(&router, path).await)).await;
        let page = format!("{what}: page of {rows} rows");
        figures.push(Figure::new(page, unit, PAGE_MS, ms));
        let json = format!("/api{path}");
        let (unit, ms) = cost(&db, async || drop(reader.get(&router, &json).await)).await;
        figures.push(Figure::new(format!("{what}: JSON"), unit, JSON_MS, ms));
        figures.push(Figure::new(
            format!("{what}: statements"),
            "",
            STATEMENTS,
            asked as f64,
        ));
    }
    db.close().await?;
    Ok(figures)
}

/// What one answer costs. Of PostgreSQL, which works outside of this process, the time that passes is told.
async fn cost(db: &Db, work: impl AsyncFnMut()) -> (&'static str, f64) {
    match db.dialect() {
        Dialect::Sqlite => ("ms CPU", cpu_ms(WARM_UP, work).await),
        Dialect::Postgres => ("ms", elapsed_ms(WARM_UP, work).await),
    }
}

fn app(db: &Db) -> App {
    let settings = Settings {
        secure_cookies: false,
        menu: assemble::menu,
        address: "http://127.0.0.1:8080".to_owned(),
        holidays: assemble::holidays(),
        ..Settings::default()
    };
    App {
        db: db.clone(),
        vault: Vault::of([1; 32]),
        settings: Arc::new(settings),
    }
}
