//! `kado verify`, `kado backup` and `kado restore`.

use access::Vault;
use base::Clock;
use db::{Db, IdSource, Target};
use std::path::Path;
use std::process::{Command, Stdio};

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
    let half = it.file.with_extension("half");
    let _ = std::fs::remove_file(&half);
    match data::target(&it.store)? {
        Target::Folder(_) => db::backup_sqlite(&db, &half).await?,
        Target::Postgres(url) => {
            let (file, server) = (half.display().to_string(), Server::of(&url));
            let dump = ["--format=custom", "--no-owner", "--file", &file];
            server.tool("pg_dump", &[&dump[..], &[&server.address]].concat())?;
            // Reading it back to its end proves that the copy is whole.
            server.tool("pg_restore", &["--file", "-", &file])?;
        }
    }
    std::fs::File::open(&half)?.sync_all()?;
    std::fs::rename(&half, &it.file)?;
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
        Target::Postgres(url) => {
            empty(&url).await?;
            let (file, server) = (it.file.display().to_string(), Server::of(&url));
            let whole = ["--single-transaction", "--exit-on-error", "--no-owner"];
            let place = ["--dbname", &server.address, &file];
            server.tool("pg_restore", &[whole, place].concat())?;
        }
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

/// Refuses a database that holds tables already, of whomever.
async fn empty(url: &str) -> Outcome {
    let target = Target::Postgres(url.to_owned());
    let db = Db::open(&target, Clock::real(), IdSource::random()).await?;
    let sql = "select 1 from information_schema.tables where table_schema = current_schema()";
    let held = db::exists(&db, sql, vec![]).await?;
    db.close().await?;
    match held {
        true => Err(refused(
            "the database holds data; restore into an empty one",
        )),
        false => Ok(()),
    }
}

/// A PostgreSQL as its own tools are told of it: the list of processes shows their words to everyone on the machine, so
/// the password goes another way.
#[derive(Debug, PartialEq)]
struct Server {
    address: String,
    password: Option<String>,
}

impl Server {
    fn of(url: &str) -> Server {
        let whole = || Server {
            address: url.to_owned(),
            password: None,
        };
        let Some((scheme, rest)) = url.split_once("://") else {
            return whole();
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let Some((who, host)) = rest[..end].rsplit_once('@') else {
            return whole();
        };
        let Some((user, password)) = who.split_once(':') else {
            return whole();
        };
        Server {
            address: format!("{scheme}://{user}@{host}{}", &rest[end..]),
            password: Some(plain(password)),
        }
    }

    /// Runs one of PostgreSQL's own tools.
    fn tool(&self, name: &str, words: &[&str]) -> Outcome {
        let mut command = Command::new(name);
        command.args(words).stdout(Stdio::null());
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(refused(format!("{name} ended with {status}"))),
            Err(error) => Err(refused(format!(
                "{name} cannot be run ({error}); install PostgreSQL's client programs"
            ))),
        }
    }
}

/// The part of an address without its percent signs.
fn plain(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.as_bytes();
    while let [first, more @ ..] = rest {
        let coded = more
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(coded.unwrap_or(*first));
        rest = if coded.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_among_the_words_that_every_process_shows() {
        let kado = Server::of("postgres://kado:p%40ss%25:1@db.example:5432/kado?sslmode=require");
        let plain = Server::of("postgres://kado@db.example/kado");

        assert_eq!(
            kado.address,
            "postgres://kado@db.example:5432/kado?sslmode=require"
        );
        assert_eq!(kado.password.as_deref(), Some("p@ss%:1"));
        assert_eq!(plain.address, "postgres://kado@db.example/kado");
        assert_eq!(plain.password, None);
    }
}
