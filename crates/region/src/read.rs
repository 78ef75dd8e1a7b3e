//! What the API may know of evaluation sheets.

use crate::SheetDocument;
use crate::report;
use crate::store::{self, sheets};
use access::{Actor, MunicipalityId, Role, Scope};
use base::{FiscalYear, PublicId};
use db::{Conn, StoreError};

pub use crate::store::opinions::OpinionRow;
pub use crate::store::sheets::SheetRow;

/// Rows on one page of a list of sheets.
pub const PAGE: u64 = 50;

/// The agreed parts of the towns in a year's work, in thousandths; empty where none are agreed (6.8).
pub async fn agreed_shares(
    db: &Conn,
    year: FiscalYear,
) -> Result<Vec<(MunicipalityId, i64)>, StoreError> {
    let rows = store::costs::work_shares(db, year).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.municipality, it.permille))
        .collect())
}

/// A committee reads a sheet once it has been handed in; everybody else who reads sheets sees it grow.
pub fn sees_drafts(actor: &Actor) -> bool {
    [Role::Officer, Role::Manager, Role::Auditor]
        .into_iter()
        .any(|role| actor.has(role))
}

/// One page of the sheets (評価書) within reach, the latest year first, and whether there is a next page.
pub async fn sheets(
    db: &Conn,
    scope: &Scope,
    drafts_too: bool,
    page: u64,
) -> Result<(Vec<SheetRow>, bool), StoreError> {
    let mut rows = sheets::sheets(db, scope, drafts_too, page, PAGE).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    Ok((rows, more))
}

/// The opinions on the year of a sheet, each with its latest answer.
pub async fn opinions_on(db: &Conn, sheet: &SheetRow) -> Result<Vec<OpinionRow>, StoreError> {
    store::opinions::opinions(db, sheet.project, sheet.fiscal_year).await
}

/// What one sheet within reach shows: its frozen copy once handed in, the figures of this moment before.
pub async fn sheet(
    db: &Conn,
    scope: &Scope,
    drafts_too: bool,
    id: &PublicId,
) -> Result<SheetDocument, StoreError> {
    let version = sheets::sheet(db, scope, drafts_too, id).await?;
    let project = store::project_by_key(db, version.project).await?;
    report::shown(db, &project, &version).await
}
