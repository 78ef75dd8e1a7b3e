//! An online copy of the embedded database, verified after it is made.

use crate::{Conn, Db, StoreError, query};
use sea_orm::{ConnectOptions, Database};
use std::path::Path;

/// Copies the open database into `file` (which must not exist) while it goes on serving.
pub async fn backup_sqlite(db: &Db, file: &Path) -> Result<(), StoreError> {
    query::execute(
        &Conn::pool(db.writer().clone()),
        "vacuum into $1",
        vec![file.display().to_string().into()],
    )
    .await?;
    checked_sqlite(file).await
}

/// Opens a database file by itself and runs SQLite's own checks over every page and reference.
pub async fn checked_sqlite(file: &Path) -> Result<(), StoreError> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", file.display()));
    options.max_connections(1).sqlx_logging(false);
    let pool = Database::connect(options).await?;
    let conn = Conn::pool(pool.clone());
    let found: String = query::scalar(&conn, "pragma integrity_check", vec![])
        .await?
        .unwrap_or_default();
    let orphan = query::exists(&conn, "pragma foreign_key_check", vec![]).await?;
    pool.close().await?;
    match (found.as_str(), orphan) {
        ("ok", false) => Ok(()),
        ("ok", true) => Err(StoreError::Unreadable(
            "a reference in the copy leads nowhere".into(),
        )),
        _ => Err(StoreError::Unreadable(format!(
            "the copy is damaged: {found}"
        ))),
    }
}
