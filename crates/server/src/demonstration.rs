//! `kado demo`: fills an empty place with the demonstration region, then serves it.

use access::Vault;
use base::{Clock, Day};
use db::{Db, IdSource, Target};
use std::sync::Arc;
use std::time::Instant;

use crate::cli::{Demo, Store};
use crate::outcome::{End, Outcome, misused, refused};
use crate::{assemble, data, serve};

pub async fn run(it: Demo) -> Outcome {
    let today = Day::parse(&it.today)
        .ok_or_else(|| misused(format!("{} is no day; write 2027-01-18", it.today)))?;
    if today < demo::first_day() {
        return Err(misused(format!(
            "the demonstration begins on {}; --today cannot lie before it",
            demo::first_day()
        )));
    }
    serve::log_to_stderr();
    assemble::ready().map_err(refused)?;
    clear_half_filled(&it.store).await?;
    let (db, kept) = data::open(&it.store).await?;
    if !kept.demonstration {
        refuse_real_data(&db).await?;
        fill(&db, &it, today).await?;
    }
    set_clock(&db, today).await?;
    let sign_ins = demo::sign_ins(&db).await?;
    if it.no_serve {
        tell(&it, "", &sign_ins);
        return Ok(db.close().await?);
    }
    let kept = data::kept(&db).await?;
    let db = db.under(
        Clock::moved_by(kept.clock_offset_micros),
        IdSource::random(),
    );
    let listener = serve::listen(&it.listen).await?;
    let address = serve::address_of(&listener);
    let app = data::app(db, &it.store, &kept, address.clone())?;
    tell(&it, &address, &sign_ins);
    serve::until_stopped(app, listener).await
}

async fn fill(db: &Db, it: &Demo, today: Day) -> Outcome {
    let began = Instant::now();
    eprintln!(
        "==> filling the demonstration (two fiscal years of history, then the story until {today})"
    );
    let kept = data::Kept {
        demonstration: true,
        clock_offset_micros: 0,
    };
    let app = data::app(db.clone(), &it.store, &kept, String::new())?;
    let progress = |what: &str| eprintln!("    {what}");
    demo::fill(&app, today, it.seed, &progress).await?;
    eprintln!("==> filled in {} seconds", began.elapsed().as_secs());
    Ok(())
}

/// The clock of the demonstration: its day, at the time of day that it is now, from nine on.
async fn set_clock(db: &Db, today: Day) -> Outcome {
    let now = Clock::real().now();
    let (hour, minute) = now.wall_clock();
    // The story's last rows are of that morning; the demonstration never stands before them.
    let hour = hour.max(9);
    let offset = today.at(hour, minute).micros() - now.micros();
    demo::set(db, "clock_offset_micros", &offset.to_string()).await?;
    Ok(())
}

/// A fill that was cut off leaves a file that only says so; it is begun again.
async fn clear_half_filled(store: &Store) -> Outcome {
    let Some(folder) = &store.data else {
        return Ok(());
    };
    let file = Target::sqlite_file(folder);
    if !file.exists() {
        return Ok(());
    }
    let db = Db::open(
        &Target::Folder(folder.clone()),
        Clock::real(),
        IdSource::random(),
    )
    .await?;
    let half =
        matches!(demo::setting(&db, "demonstration").await, Ok(Some(state)) if state == "filling");
    db.close().await?;
    if half {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("kado.sqlite{end}")));
        }
    }
    Ok(())
}

async fn refuse_real_data(db: &Db) -> Outcome {
    if demo::setting(db, "demonstration").await?.as_deref() == Some("filling") {
        return Err(refused(
            "an earlier fill was cut off here; empty the database and run again",
        ));
    }
    if db::exists(db, "select 1 from account", vec![]).await? {
        return Err(refused(
            "there is data here that is not the demonstration's; choose an empty folder or database",
        ));
    }
    Ok(())
}

fn tell(it: &Demo, address: &str, sign_ins: &[demo::SignIn]) {
    if it.json {
        println!(
            "{}",
            serde_json::json!({ "address": address, "sign_ins": sign_ins })
        );
        return;
    }
    println!(
        "{:<18} {:<12} {:<28} {:<28} authenticator key",
        "role", "name", "login", "password"
    );
    for one in sign_ins {
        let totp = one.totp_secret.as_deref().unwrap_or("-");
        println!(
            "{:<18} {:<12} {:<28} {:<28} {totp}",
            one.role, one.name, one.login, one.password
        );
    }
    if !address.is_empty() {
        println!("\nOpen {address} and enter as any of the cast. Ctrl-C stops.");
    }
}
