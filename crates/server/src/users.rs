//! `kado user`.

use access::accounts::{self, Bound, NewAccount};
use access::{AccountId, Role, password, places};
use db::Author;
use db::sea_orm::FromQueryResult;
use std::io::Read;

use crate::cli::{User, UserOf};
use crate::data;
use crate::outcome::{Outcome, misused, refused};

pub async fn run(it: User) -> Outcome {
    let (db, kept) = match it.what {
        UserOf::Add { .. } => data::open(&it.store).await?,
        _ => data::open_existing(&it.store).await?,
    };
    let done = match it.what {
        UserOf::List => list(&db).await,
        UserOf::Add {
            login,
            name,
            kana,
            role,
            municipality,
        } => {
            let account = NewAccount {
                login,
                name,
                kana,
                lang: webkit::Lang::Ja,
            };
            add(&db, account, &role, municipality.as_deref()).await
        }
        UserOf::Disable { login, reason } => disable(&db, &login, &reason).await,
        UserOf::Password { login } => set_password(&db, &it.store, &login).await,
        UserOf::Code { name } if kept.demonstration => code(&db, &it.store, &name).await,
        UserOf::Code { .. } => Err(refused("codes are told for demonstration data only")),
    };
    db.close().await?;
    done
}

async fn list(db: &db::Db) -> Outcome {
    #[derive(FromQueryResult)]
    struct Row {
        login: String,
        name: String,
        state: String,
        role: Option<String>,
    }
    let sql = "select a.login, a.name, a.state, g.role from account a left join role_grant g on g.account = a.id order by a.id, g.id";
    for row in db::all::<Row>(db, sql, vec![]).await? {
        println!(
            "{}\t{}\t{}\t{}",
            row.login,
            row.name,
            row.state,
            row.role.unwrap_or_default()
        );
    }
    Ok(())
}

async fn add(db: &db::Db, account: NewAccount, role: &str, town: Option<&str>) -> Outcome {
    let role = Role::named(role).ok_or_else(|| {
        misused(format!(
            "{role} is no role; the roles are: {}",
            Role::ALL.map(Role::name).join(", ")
        ))
    })?;
    let municipality = match town {
        Some(name) => Some(
            places::municipality_named(db, name)
                .await?
                .ok_or_else(|| refused(format!("there is no municipality {name}")))?
                .id,
        ),
        None => None,
    };
    let secret = read_password(&account.login, &account.name, role.is_staff())?;
    let tx = db.begin(&Author::system("command_line")).await?;
    let id = accounts::new_account_in(&tx, account)
        .await
        .map_err(|error| {
            if error.is_duplicate() {
                refused("this login is taken")
            } else {
                error.into()
            }
        })?;
    accounts::grant_in(
        &tx,
        id,
        role,
        Bound {
            municipality,
            ..Bound::default()
        },
    )
    .await?;
    accounts::set_password_in(&tx, id, &secret).await?;
    accounts::confirm_in(&tx, id).await?;
    tx.finish(&()).await?;
    println!("added; the authenticator app is registered at the first sign-in");
    Ok(())
}

async fn disable(db: &db::Db, login: &str, reason: &str) -> Outcome {
    let id = account(db, login).await?;
    let tx = db.begin(&Author::system("command_line")).await?;
    accounts::disable_in(&tx, id, reason).await?;
    tx.finish(&()).await?;
    println!("disabled; every sign-in and token of it has ended");
    Ok(())
}

async fn set_password(db: &db::Db, store: &crate::cli::Store, login: &str) -> Outcome {
    let row = accounts::by_login(db, login)
        .await?
        .ok_or_else(|| refused(format!("there is no account {login}")))?;
    let secret = read_password(&row.login, &row.name, row.has_totp)?;
    let vault = access::Vault::from_file(&data::key_file(store))?;
    let tx = db.begin(&Author::system("command_line")).await?;
    accounts::replace_password_in(&tx, &vault, &row, &secret).await?;
    tx.finish(&()).await?;
    println!(
        "set; every sign-in of the account has ended, and what wrong tries had closed is open"
    );
    Ok(())
}

async fn code(db: &db::Db, store: &crate::cli::Store, name: &str) -> Outcome {
    let sql = "select id from account where (name = $1 or login = $1) and totp_sealed is not null order by id limit 1";
    let id: AccountId = db::scalar(db, sql, vec![name.into()])
        .await?
        .ok_or_else(|| refused(format!("{name} has no one-time codes")))?;
    let vault = access::Vault::from_file(&data::key_file(store))?;
    let seed = accounts::seed_for_demonstration(db, &vault, id).await?;
    println!("{}", seed.code(db.clock().real_now().micros() / 1_000_000));
    Ok(())
}

async fn account(db: &db::Db, login: &str) -> Outcome<AccountId> {
    let row = accounts::by_login(db, login).await?;
    Ok(row
        .ok_or_else(|| refused(format!("there is no account {login}")))?
        .id)
}

/// Reads a password from standard input and hashes it, if it is a good one.
fn read_password(login: &str, name: &str, second_factor: bool) -> Outcome<String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let text = text.trim_end_matches(['\r', '\n']);
    password::judge(text, login, name, second_factor)
        .map_err(|weak| refused(access::Worded::words(&weak).say_in(webkit::Lang::En)))?;
    Ok(password::hash(text))
}
