//! What the demonstration keeps about itself in the settings table.

use access::Failure;
use db::{Conn, Db, StoreError};

use crate::cast::SignIn;

/// One setting, when there is a settings table at all.
pub async fn setting(db: &Conn, name: &str) -> Result<Option<String>, StoreError> {
    db::scalar(
        db,
        "select value from setting where name = $1",
        vec![name.into()],
    )
    .await
}

/// Sets one.
pub async fn set(db: &Db, name: &str, value: &str) -> Result<(), Failure> {
    let tx = db.begin(&db::Author::system("demonstration")).await?;
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = $2";
    db::execute(&tx, sql, vec![name.into(), value.into()]).await?;
    Ok(tx.finish(&()).await?)
}

/// Keeps the sign-ins: in demonstration data only, they are printed at every start.
pub(crate) async fn keep_sign_ins(db: &Db, all: &[SignIn]) -> Result<(), Failure> {
    let text =
        serde_json::to_string(all).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    set(db, "demonstration_sign_ins", &text).await
}

/// The sign-ins of the demonstration, one for each role.
pub async fn sign_ins(db: &Conn) -> Result<Vec<SignIn>, Failure> {
    let text = setting(db, "demonstration_sign_ins")
        .await?
        .unwrap_or_else(|| "[]".into());
    Ok(serde_json::from_str(&text).map_err(|error| StoreError::Unreadable(error.to_string()))?)
}
