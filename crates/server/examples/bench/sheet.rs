//! The evaluation sheet of a town, from a million payment lines of one fiscal year.

use crate::measure::{Figure, Whose, cpu_ms, spent};
use crate::{Outcome, rows};
use access::{Role, places};
use base::{Clock, FiscalYear};
use db::{Conn, Db, IdSource, Target};
use region::{FormLineEdit, Indicator, NewProject};
use server::assemble;
use std::time::Instant;

/// The year of the published sheets.
pub const YEAR: FiscalYear = FiscalYear::reiwa(4);

/// The figure of the sheet.
pub async fn measure(target: Target) -> Outcome<Vec<Figure>> {
    let clock = Clock::standing_at(db::testing::noon());
    let db = Db::open(&target, clock, IdSource::seeded(1)).await?;
    db::migrate(&db, assemble::migrations()).await?;
    let cast = access::testing::cast(&db).await;
    let (begun, used) = (Instant::now(), spent(Whose::Own));
    rows::payments(&db, &cast).await?;
    let lines = db::count(&db, "select count(*) from payment_line", vec![]).await?;
    let (took, used) = (begun.elapsed().as_secs(), spent(Whose::Own) - used);
    eprintln!(
        "    {lines} payment lines written in {took} s ({:.0} s of CPU)",
        used / 1_000.0
    );
    let project = project(cast.towns[3]);
    region::new_project(&db, cast.actor(Role::Manager), &project)
        .await
        .map_err(said)?;
    let town = places::municipality(&db, cast.towns[3]).await?.name;
    let (sheet, asked) = Conn::counting(region::report::sheet(&db, &town, YEAR)).await;
    sheet.map_err(said)?;
    let earners = region::of_year(&db, YEAR).await?.earners.region;
    eprintln!("    the sheet counts {earners} earners with {asked} statements");
    let ms = cpu_ms(2, async || {
        drop(region::report::sheet(&db, &town, YEAR).await)
    })
    .await;
    db.close().await?;
    Ok(vec![Figure::new(
        format!("evaluation sheet from {lines} payment lines"),
        "ms CPU",
        1_000.0,
        ms,
    )])
}

/// A refusal as the measuring tells it.
pub fn said(failure: access::Failure) -> String {
    format!("{failure:?}")
}

fn project(municipality: access::MunicipalityId) -> NewProject {
    let line = |indicator| FormLineEdit {
        indicator,
        name: "indicator".into(),
        unit: "unit".into(),
        bracketed: false,
        own_shown: indicator == Indicator::Earners,
    };
    NewProject {
        municipality,
        number: 1,
        short_name: "town".into(),
        title: "telework".into(),
        grant_name: "grant".into(),
        lead_body: "lead".into(),
        department: "department".into(),
        first_year: FiscalYear::reiwa(3),
        last_year: FiscalYear::reiwa(5),
        joined_year: FiscalYear::reiwa(4),
        operator_name: "operator".into(),
        partners: vec!["town".into()],
        overview: "overview".into(),
        causes: Vec::new(),
        initiatives: Vec::new(),
        form: Indicator::ALL.map(line).to_vec(),
        source: "bench".into(),
    }
}
