//! `kado import`: the same previews and refusals as on the pages, from a file on this machine.

use access::{Actor, accounts};
use db::Db;
use std::path::Path;

use crate::cli::{Import, ImportOf};
use crate::data;
use crate::outcome::{Outcome, refused};

pub async fn run(it: Import) -> Outcome {
    let (db, _) = data::open_existing(&it.store).await?;
    let actor = actor(&db, &it.login).await?;
    let done = match it.what {
        ImportOf::Workers { file, good_rows, faults } => workers(&db, &actor, &file, good_rows, faults.as_deref()).await,
        ImportOf::Items { order, file, good_rows, faults } => {
            items(&db, &actor, &order, &file, good_rows, faults.as_deref()).await
        }
    };
    db.close().await?;
    done
}

async fn actor(db: &Db, login: &str) -> Outcome<Actor> {
    let account = accounts::by_login(db, login).await?.ok_or_else(|| refused(format!("there is no account {login}")))?;
    accounts::actor_of(db, account.id, db.clock().today())
        .await
        .map_err(|_| refused(format!("{login} is not confirmed and can do nothing")))
}

fn read(file: &Path) -> Outcome<(String, Vec<u8>)> {
    let bytes = std::fs::read(file).map_err(|error| refused(format!("{}: {error}", file.display())))?;
    let name = file.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    Ok((name, bytes))
}

async fn workers(db: &Db, actor: &Actor, file: &Path, good_rows: bool, faults: Option<&Path>) -> Outcome {
    let (name, bytes) = read(file)?;
    let taken = people::import::take_file(db, actor, &name, &bytes, good_rows).await?;
    told(taken.taken, taken.faulty, taken.faults_file.as_deref(), faults)
}

async fn items(db: &Db, actor: &Actor, order: &str, file: &Path, good_rows: bool, faults: Option<&Path>) -> Outcome {
    let (name, bytes) = read(file)?;
    let taken = orders::intake_file::take_file(db, actor, order, &name, &bytes, good_rows).await?;
    told(taken.taken, taken.faulty, taken.faults_file.as_deref(), faults)
}

fn told(taken: i64, faulty: i64, file: Option<&[u8]>, out: Option<&Path>) -> Outcome {
    if let (Some(bytes), Some(out)) = (file, out) {
        crate::report::write(out, bytes)?;
    }
    println!("taken: {taken}, faulty: {faulty}");
    if taken == 0 && faulty > 0 {
        return Err(refused("nothing was taken; repair the faulty rows, or call again with --good-rows"));
    }
    Ok(())
}
