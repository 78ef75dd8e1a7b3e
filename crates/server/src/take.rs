//! `kado import`: the same previews and refusals as on the pages, from a file on this machine.

use access::{Act, Actor, Resource, accounts};
use db::Db;
use orders::{Columns, Portions, Take};
use papers::intake::{Intake, Limits};
use std::path::Path;

use crate::cli::{Import, ImportOf};
use crate::data;
use crate::outcome::{Outcome, refused};

pub async fn run(it: Import) -> Outcome {
    let (db, _) = data::open_existing(&it.store).await?;
    let actor = actor(&db, &it.login).await?;
    let done = match it.what {
        ImportOf::Workers {
            file,
            good_rows,
            faults,
        } => workers(&db, &actor, &file, good_rows, faults.as_deref()).await,
        ImportOf::Items {
            order,
            file,
            good_rows,
            faults,
        } => items(&db, &actor, &order, &file, good_rows, faults.as_deref()).await,
    };
    db.close().await?;
    done
}

async fn actor(db: &Db, login: &str) -> Outcome<Actor> {
    let account = accounts::by_login(db, login)
        .await?
        .ok_or_else(|| refused(format!("there is no account {login}")))?;
    accounts::actor_of(db, account.id, db.clock().today())
        .await
        .map_err(|_| refused(format!("{login} is not confirmed and can do nothing")))
}

fn read(file: &Path) -> Outcome<(String, Vec<u8>)> {
    let bytes =
        std::fs::read(file).map_err(|error| refused(format!("{}: {error}", file.display())))?;
    let name = file
        .file_name()
        .map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    Ok((name, bytes))
}

async fn workers(
    db: &Db,
    actor: &Actor,
    file: &Path,
    good_rows: bool,
    faults: Option<&Path>,
) -> Outcome {
    let (name, bytes) = read(file)?;
    let intake = intake(&name, &bytes)?;
    let batch =
        people::intake::preview(db, actor, &name, &people::intake::sheet_of(&intake)).await?;
    let kept = people::intake::batch(db, actor, &batch.public_id).await?;
    let (sheet, sorted) = people::intake::looked_at(db, &kept, db.clock().today()).await?;
    let faulty = sorted.faults.len();
    if faulty > 0 {
        give_back(&people::intake::faults_file(&sheet, &sorted)?, faults)?;
        refuse_unless(good_rows, faulty)?;
    }
    let taken = people::intake::take(db, actor, &batch.public_id).await?;
    println!("taken: {}, faulty: {faulty}", taken.count);
    Ok(())
}

async fn items(
    db: &Db,
    actor: &Actor,
    order: &str,
    file: &Path,
    good_rows: bool,
    faults: Option<&Path>,
) -> Outcome {
    let (name, bytes) = read(file)?;
    let intake = intake(&name, &bytes)?;
    let scope = actor.may(Act::Write(Resource::Breakdown))?;
    let order = orders::read::order_by_number(db, &scope, order)
        .await?
        .ok_or_else(|| {
            refused(format!(
                "there is no order {order} that {} leads",
                actor.name
            ))
        })?;
    let columns = Columns::proposed(&intake.header);
    let upload = orders::upload_items(
        db,
        actor,
        &order.public_id,
        (&name, &db::digest(&bytes), &bytes),
        &columns,
    )
    .await?;
    let faulty = orders::read::faulty_rows(db, actor, &upload.public_id, &intake).await?;
    if !faulty.is_empty() {
        let file =
            papers::intake::errors_back(&intake, &faulty, "faults", "reason").map_err(refused)?;
        give_back(&file, faults)?;
        refuse_unless(good_rows, faulty.len())?;
    }
    let taken = orders::take_upload(
        db,
        actor,
        &upload.public_id,
        &intake,
        Take::GoodRows,
        Portions::Keep,
    )
    .await?;
    println!(
        "taken: {}, confidential: {}, faulty: {}",
        taken.taken, taken.confidential, taken.faulty
    );
    Ok(())
}

/// Reads the file, with a sentence when it is no spreadsheet that we take.
fn intake(name: &str, bytes: &[u8]) -> Outcome<Intake> {
    let limits = Limits {
        rows: 100_000,
        columns: 60,
        unpacked_bytes: 128 << 20,
        cell_chars: 4_000,
    };
    papers::intake::read(name, bytes, limits).map_err(|fault| {
        refused(format!(
            "{name} cannot be read: {fault:?}; give an Excel (.xlsx) or CSV file"
        ))
    })
}

fn give_back(bytes: &[u8], out: Option<&Path>) -> Outcome {
    match out {
        Some(out) => crate::report::write(out, bytes),
        None => Ok(()),
    }
}

fn refuse_unless(good_rows: bool, faulty: usize) -> Outcome {
    if good_rows {
        return Ok(());
    }
    Err(refused(format!(
        "{faulty} rows are faulty and nothing was taken; --faults FILE writes them with their reasons, --good-rows takes the others"
    )))
}
