//! Where the capabilities come together: migrations, words, routes, menu and jobs.

use access::{Act, Actor, App, Menu, Routes, Visit};
use axum::response::IntoResponse;
use base::FiscalYear;
use db::Migration;
use std::time::Duration;
use webkit::Locale;

/// Every table, numbered over all crates.
pub fn migrations() -> Vec<Migration> {
    [
        db::migrations(),
        access::migrations(),
        people::migrations(),
        sites::migrations(),
        training::migrations(),
        sales::migrations(),
        orders::migrations(),
        work::migrations(),
        quality::migrations(),
        matching::migrations(),
        payment::migrations(),
        region::migrations(),
    ]
    .concat()
}

/// Every word on screen.
pub fn locales() -> Vec<Locale> {
    vec![
        webkit::LOCALE,
        access::LOCALE,
        people::WORDS,
        sites::WORDS,
        training::WORDS,
        sales::WORDS,
        orders::WORDS,
        work::WORDS,
        quality::WORDS,
        matching::WORDS,
        payment::WORDS,
        region::WORDS,
        desks::WORDS,
        demo::WORDS,
        crate::api::WORDS,
    ]
}

/// Every route; those of the demonstration only where its data is served.
pub fn routes(app: &App) -> Routes {
    let all = Routes::new()
        .and(access::routes())
        .and(people::routes())
        .and(sites::routes())
        .and(training::routes())
        .and(sales::routes())
        .and(orders::routes())
        .and(work::routes())
        .and(quality::routes())
        .and(matching::routes())
        .and(payment::routes())
        .and(region::routes())
        .and(desks::routes(app.settings.demonstration))
        .and(crate::api::routes())
        .and(living_style_guide(app));
    if app.settings.demonstration {
        all.and(access::demo_routes()).and(demo::routes())
    } else {
        all
    }
}

/// Every part of the pages in every state, in development and demonstration only.
fn living_style_guide(app: &App) -> Routes {
    let shown = app.settings.demonstration || cfg!(debug_assertions);
    // The guide shows fields with faults; the page itself has none.
    let page = async |_: Visit| {
        let mut response = webkit::design::design_page().into_response();
        *response.status_mut() = axum::http::StatusCode::OK;
        response
    };
    if shown {
        Routes::new()
            .get("/design", Act::Public, page)
            .post("/design", Act::Public, page)
    } else {
        Routes::new()
    }
}

/// The menu of a person.
pub fn menu(actor: &Actor, path: &str) -> Menu {
    desks::menu(actor, path)
}

/// Style sheets, fonts and public tables are there.
pub fn ready() -> Result<(), String> {
    webkit::assets::ready().map_err(|missing| missing.to_string())?;
    let fonts = [
        "fonts/BIZUDPGothic-Regular.ttf",
        "fonts/BIZUDPGothic-Bold.ttf",
    ];
    let bytes: Vec<Vec<u8>> = fonts
        .iter()
        .filter_map(|it| webkit::assets::asset(it))
        .map(|it| it.into_owned())
        .collect();
    papers::fonts::install(bytes).map_err(|error| error.to_string())
}

/// The national holidays on which banks rest.
pub fn holidays() -> String {
    let bytes = webkit::assets::asset("tables/holidays.csv").unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What happens by itself.
pub async fn jobs(app: App) {
    let [short, long] = matching::runs::Lane::ALL;
    tokio::join!(each_minute(&app), plans(&app, short), plans(&app, long));
}

/// Works off the runs of the optimiser, as they are asked for.
async fn plans(app: &App, lane: matching::runs::Lane) {
    loop {
        let year = FiscalYear::containing(app.db.clock().today());
        let worked = match region::read::agreed_shares(&app.db, year).await {
            Ok(shares) => matching::jobs::work_off(&app.db, lane, &shares).await,
            Err(error) => Err(error.into()),
        };
        if let Err(failure) = worked {
            tracing::error!(?failure, "a run of the optimiser could not be worked off");
        }
        matching::jobs::wait().await;
    }
}

/// What happens once a minute; each job is safe to repeat.
async fn each_minute(app: &App) {
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    loop {
        minute.tick().await;
        if let Err(failure) = work::expire_due(&app.db).await {
            tracing::error!(?failure, "offers whose day has passed could not be ended");
        }
        if let Err(failure) = payment::jobs::each_minute(app).await {
            tracing::error!(?failure, "notices could not be taken as confirmed");
        }
    }
}
