//! Fresh databases for tests: every store test runs on SQLite and, where `KADO_TEST_POSTGRES` names a server, on
//! PostgreSQL too. `bin/test` always names one.

use crate::{Db, IdSource, Migration, StoreError, Target, migrate, query};
use base::{Clock, Day, Moment};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::OnceLock;

/// The instant at which test clocks stand: 2027-01-18 10:00 in Japan.
pub fn noon() -> Moment {
    Day::known(2027, 1, 18).at(10, 0)
}

/// Runs `test` on a fresh database of each engine, one after the other.
pub async fn each<F, Fut>(migrations: Vec<Migration>, test: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    for engine in engines() {
        let fresh = Fresh::of(engine, &migrations)
            .await
            .unwrap_or_else(|error| panic!("a fresh {engine:?} database: {error}"));
        test(fresh.db.clone()).await;
        fresh.remove().await;
    }
}

/// One of the two engines under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The engines that this run can reach.
pub fn engines() -> Vec<Engine> {
    match std::env::var("KADO_TEST_POSTGRES") {
        Ok(_) => vec![Engine::Sqlite, Engine::Postgres],
        Err(_) => vec![Engine::Sqlite],
    }
}

/// A database that exists for one test.
pub struct Fresh {
    pub db: Db,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Name { server: String, name: String },
}

impl Fresh {
    /// Makes and migrates a database; its clock stands still and its ids are seeded.
    pub async fn of(engine: Engine, migrations: &[Migration]) -> Result<Fresh, StoreError> {
        let (clock, ids) = (Clock::standing_at(noon()), IdSource::seeded(1));
        match engine {
            Engine::Sqlite => {
                let folder =
                    std::env::temp_dir().join(format!("kado-test-{:032x}", rand::random::<u128>()));
                std::fs::create_dir_all(&folder)
                    .expect("the folder for temporary files is writable");
                let db = Db::open(&Target::Folder(folder.clone()), clock, ids).await?;
                migrate(&db, migrations.to_vec()).await?;
                Ok(Fresh {
                    db,
                    place: Place::Folder(folder),
                })
            }
            Engine::Postgres => {
                let server = std::env::var("KADO_TEST_POSTGRES").expect("engines() saw the server");
                let template = template(&server, migrations).await?;
                let name = format!("kado_{:032x}", rand::random::<u128>());
                let admin = Database::connect(&server).await?;
                admin
                    .execute_unprepared(&format!("create database {name} template {template}"))
                    .await?;
                let db = Db::open(&Target::Postgres(beside(&server, &name)), clock, ids).await?;
                Ok(Fresh {
                    db,
                    place: Place::Name { server, name },
                })
            }
        }
    }

    /// Where this database lies, for a second process or a second node.
    pub fn target(&self) -> Target {
        match &self.place {
            Place::Folder(folder) => Target::Folder(folder.clone()),
            Place::Name { server, name } => Target::Postgres(beside(server, name)),
        }
    }

    /// Closes and removes it.
    pub async fn remove(self) {
        let _ = self.db.close().await;
        match self.place {
            Place::Folder(folder) => {
                let _ = std::fs::remove_dir_all(folder);
            }
            Place::Name { server, name } => {
                if let Ok(admin) = Database::connect(&server).await {
                    let _ = admin
                        .execute_unprepared(&format!("drop database if exists {name} with (force)"))
                        .await;
                }
            }
        }
    }
}

fn beside(server: &str, name: &str) -> String {
    let cut = server
        .rfind('/')
        .expect("the address of a server ends in a database");
    format!("{}/{name}", &server[..cut])
}

/// A migrated database to copy from, made once per set of migrations.
async fn template(server: &str, migrations: &[Migration]) -> Result<String, StoreError> {
    static MADE: OnceLock<tokio::sync::Mutex<Vec<String>>> = OnceLock::new();
    let mut sha = Sha256::new();
    migrations.iter().for_each(|it| sha.update(it.sql));
    let name = format!(
        "kado_template_{}",
        &data_encoding::HEXLOWER.encode(&sha.finalize())[..16]
    );
    let mut made = MADE.get_or_init(Default::default).lock().await;
    if !made.contains(&name) {
        let admin = Database::connect(server).await?;
        make_template(&admin, server, &name, migrations).await?;
        made.push(name.clone());
    }
    Ok(name)
}

async fn make_template(
    admin: &DatabaseConnection,
    server: &str,
    name: &str,
    migrations: &[Migration],
) -> Result<(), StoreError> {
    // Test processes run side by side: the first to come makes the template, the others wait at the lock of the server.
    let conn = crate::Conn::open(sea_orm::TransactionTrait::begin(admin).await?);
    query::execute(&conn, "select pg_advisory_xact_lock(4242)", vec![]).await?;
    let there = query::exists(
        &conn,
        "select 1 from pg_database where datname = $1 and datistemplate",
        vec![name.into()],
    )
    .await?;
    if !there {
        let maker = Database::connect(server).await?;
        maker
            .execute_unprepared(&format!("drop database if exists {name} with (force)"))
            .await?;
        maker
            .execute_unprepared(&format!("create database {name}"))
            .await?;
        let db = Db::open(
            &Target::Postgres(beside(server, name)),
            Clock::standing_at(noon()),
            IdSource::seeded(1),
        )
        .await?;
        migrate(&db, migrations.to_vec()).await?;
        db.close().await?;
        maker
            .execute_unprepared(&format!("alter database {name} is_template true"))
            .await?;
    }
    Ok(())
}
