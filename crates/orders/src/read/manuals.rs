use crate::manual::{Change, Line, changes};
use crate::tables::manual_version;
use crate::{ManualVersionId, OrderId, store};
use access::AccountId;
use base::Day;
use db::{Conn, StoreError};

/// A published version of a manual (業務手順書) with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manual {
    pub version: ManualVersionId,
    pub no: i64,
    pub published_on: Day,
    pub note: String,
    pub lines: Vec<Line>,
}

/// The version that workers read now.
pub async fn manual_current(db: &Conn, order: OrderId) -> Result<Option<Manual>, StoreError> {
    match store::manual_current(db, order.0).await? {
        Some(version) => with_lines(db, version).await,
        None => Ok(None),
    }
}

/// One published version by its number, as a delivery names it.
pub async fn manual_at(db: &Conn, order: OrderId, no: i64) -> Result<Option<Manual>, StoreError> {
    with_lines(db, store::manual_version(db, order.0, no).await?).await
}

/// What a person has not yet confirmed of the current version: every line the first time, later what changed.
pub async fn manual_to_confirm(
    db: &Conn,
    order: OrderId,
    account: AccountId,
) -> Result<Vec<Change>, StoreError> {
    let Some(current) = store::manual_current(db, order.0).await? else {
        return Ok(Vec::new());
    };
    let sql = "select max(v.no) from manual_confirmation c join manual_version v on v.id = c.manual_version \
               where v.client_order = $1 and c.account = $2";
    let confirmed: Option<i64> = db::scalar(db, sql, vec![order.into(), account.into()]).await?;
    if confirmed == Some(current.no) {
        return Ok(Vec::new());
    }
    let before = match confirmed {
        Some(no) => store::lines(db, store::manual_version(db, order.0, no).await?.id).await?,
        None => Vec::new(),
    };
    Ok(changes(&before, &store::lines(db, current.id).await?))
}

async fn with_lines(
    db: &Conn,
    version: manual_version::Model,
) -> Result<Option<Manual>, StoreError> {
    let Some(published_on) = version.published_on else {
        return Ok(None);
    };
    Ok(Some(Manual {
        version: ManualVersionId(version.id),
        no: version.no,
        published_on,
        note: version.note,
        lines: store::lines(db, version.id).await?,
    }))
}
