//! Recovery codes (復旧コード): ten for each person, each opens the second step once, kept hashed.

use base::{Moment, PublicId};
use db::{AuditNote, Conn, StoreError, Stream, Tx};

use crate::{AccountId, Vault, sessions};

/// The ten codes of a batch; they can be computed again only with the key of the installation.
pub(crate) fn codes(vault: &Vault, batch: &PublicId) -> Vec<String> {
    let one = |n: u8| {
        let code = vault.fingerprint(&format!("recovery|{batch}|{n}"));
        [&code[..5], &code[5..10], &code[10..15], &code[15..20]].join("-")
    };
    (0..10).map(one).collect()
}

fn bare(code: &str) -> String {
    let narrow = base::narrow_digits(code).to_lowercase();
    narrow.chars().filter(char::is_ascii_hexdigit).collect()
}

/// Replaces the codes of an account by ten new ones and names their batch.
pub(crate) async fn renew_in(
    tx: &Tx,
    vault: &Vault,
    account: AccountId,
) -> Result<PublicId, StoreError> {
    let batch = tx.public_id();
    let gone = "delete from recovery_code where account = $1";
    db::execute(tx, gone, vec![account.into()]).await?;
    let sql = "insert into recovery_code (account, code_hash) values ($1, $2)";
    for code in codes(vault, &batch) {
        let hash = sessions::hashed(&bare(&code));
        db::execute(tx, sql, vec![account.into(), hash.into()]).await?;
    }
    let note = AuditNote::done(
        Stream::Access,
        "recovery_codes.renew",
        format!("batch/{batch}"),
    );
    tx.note(note.about(account.0));
    Ok(batch)
}

/// Takes a code in place of a one-time code; false when it is none of the unused ones.
pub(crate) async fn take_in(
    tx: &Tx,
    account: AccountId,
    code: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    let code = bare(code);
    if code.len() != 20 {
        return Ok(false);
    }
    let sql = "update recovery_code set used_at = $1 where account = $2 and code_hash = $3 and used_at is null";
    let values = vec![now.into(), account.into(), sessions::hashed(&code).into()];
    let taken = db::execute(tx, sql, values).await? == 1;
    if taken {
        tx.note(AuditNote::done(Stream::Access, "recovery_code.use", "session").about(account.0));
    }
    Ok(taken)
}

/// How many codes are left.
pub(crate) async fn left(db: &Conn, account: AccountId) -> Result<i64, StoreError> {
    let sql = "select count(*) from recovery_code where account = $1 and used_at is null";
    db::count(db, sql, vec![account.into()]).await
}
