//! `kado verify`, `kado backup` and `kado restore`.

use access::Vault;
use db::{Db, Target};
use std::path::Path;
use std::process::Command;

use crate::cli::{Backup, Store};
use crate::data;
use crate::outcome::{Outcome, refused};

/// Re-checks everything that must hold; each breach is a line, and any breach ends with exit code 1.
pub async fn verify(store: Store) -> Outcome {
    let (db, _) = data::open_existing(&store).await?;
    let breaches = breaches(&db).await?;
    if let Ok(vault) = Vault::from_file(&data::key_file(&store)) {
        for head in access::audit_heads(&db, &vault).await? {
            println!(
                "audit chain {}: {} rows, head {}, signed {}",
                head.stream, head.seq, head.hash, head.signature
            );
        }
    }
    db.close().await?;
    if breaches.is_empty() {
        println!("verified: the money's invariants, the figures and the audit chain hold");
        return Ok(());
    }
    breaches.iter().for_each(|it| eprintln!("breach: {it}"));
    Err(refused(format!(
        "{} breaches were found; payments must not go out before they are explained",
        breaches.len()
    )))
}

/// Every breach as a sentence.
pub async fn breaches(db: &Db) -> Outcome<Vec<String>> {
    let mut found: Vec<String> = db::verify_chain(db)
        .await?
        .into_iter()
        .map(|it| format!("audit chain {} at row {}: {}", it.stream, it.seq, it.what))
        .collect();
    found.extend(
        payment::verify(db)
            .await?
            .into_iter()
            .map(|it| it.to_string()),
    );
    found.extend(region::verify(db).await?);
    Ok(found)
}

/// Copies the data while it is served, and verifies the copy.
pub async fn backup(it: Backup) -> Outcome {
    if it.file.exists() {
        return Err(refused(format!(
            "{} is there already; name a new file",
            it.file.display()
        )));
    }
    let (db, _) = data::open_existing(&it.store).await?;
    match data::target(&it.store)? {
        Target::Folder(_) => {
            let half = it.file.with_extension("half");
            let _ = std::fs::remove_file(&half);
            db::backup_sqlite(&db, &half).await?;
            std::fs::File::open(&half)?.sync_all()?;
            std::fs::rename(&half, &it.file)?;
        }
        Target::Postgres(url) => tool(
            "pg_dump",
            &[
                "--format=custom",
                "--file",
                &it.file.display().to_string(),
                &url,
            ],
        )?,
    }
    db.close().await?;
    println!(
        "backed up to {}; the key file is not in it and must be kept elsewhere",
        it.file.display()
    );
    Ok(())
}

/// Puts a backup in place of an empty target, and verifies the whole.
pub async fn restore(it: Backup) -> Outcome {
    let key = data::key_file(&it.store);
    if !it.file.exists() {
        return Err(refused(format!("{} is not there", it.file.display())));
    }
    if !key.exists() {
        return Err(refused(format!(
            "the key file {} is missing: sealed accounts cannot be read without it; name it with --key-file",
            key.display()
        )));
    }
    match data::target(&it.store)? {
        Target::Folder(folder) => {
            let file = Target::sqlite_file(&folder);
            if file.exists() {
                return Err(refused(format!(
                    "{} holds data; restore into an empty folder",
                    folder.display()
                )));
            }
            db::checked_sqlite(&it.file).await?;
            put(&it.file, &file)?;
        }
        Target::Postgres(url) => tool(
            "pg_restore",
            &[
                "--exit-on-error",
                "--no-owner",
                "--dbname",
                &url,
                &it.file.display().to_string(),
            ],
        )?,
    }
    let (db, _) = data::open_existing(&it.store).await?;
    let breaches = breaches(&db).await?;
    let sealed = payment::sealed_accounts_open(&db, &Vault::from_file(&key)?).await?;
    db.close().await?;
    if let Some(breach) = breaches.first() {
        return Err(refused(format!(
            "the restored data does not hold: {breach}"
        )));
    }
    if !sealed {
        return Err(refused(format!(
            "the key file {} is not the one this backup was sealed with",
            key.display()
        )));
    }
    println!("restored and verified");
    Ok(())
}

fn put(from: &Path, to: &Path) -> Outcome {
    let half = to.with_extension("half");
    std::fs::copy(from, &half)?;
    std::fs::File::open(&half)?.sync_all()?;
    std::fs::rename(&half, to)?;
    Ok(())
}

/// Runs one of PostgreSQL's own tools.
fn tool(name: &str, words: &[&str]) -> Outcome {
    let status = Command::new(name).args(words).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(refused(format!("{name} ended with {status}"))),
        Err(error) => Err(refused(format!(
            "{name} cannot be run ({error}); install PostgreSQL's client programs"
        ))),
    }
}
