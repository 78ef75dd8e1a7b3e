use crate::{Author, Conn, Dialect, IdSource, StoreError, Tx};
use base::Clock;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Where the data lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `kado.sqlite` in this folder.
    Folder(PathBuf),
    /// A PostgreSQL address, `postgres://…`.
    Postgres(String),
}

impl Target {
    /// The file of the embedded database in a data folder.
    pub fn sqlite_file(folder: &Path) -> PathBuf {
        folder.join("kado.sqlite")
    }
}

/// The open database: readers beside one queue of writers, the clock and the source of public ids.
#[derive(Clone)]
pub struct Db(Arc<Open>);

struct Open {
    read: Conn,
    write: DatabaseConnection,
    clock: Clock,
    ids: IdSource,
}

/// Reads go to the pool of readers.
impl Deref for Db {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0.read
    }
}

/// SQLite before this version can lose acknowledged rows in write-ahead mode (the WAL-reset defect).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Db {
    /// Opens the database; the folder of an embedded one must exist.
    pub async fn open(target: &Target, clock: Clock, ids: IdSource) -> Result<Db, StoreError> {
        let (read, write) = match target {
            Target::Folder(folder) => sqlite_pools(&Target::sqlite_file(folder)).await?,
            Target::Postgres(url) => postgres_pools(url).await?,
        };
        Ok(Db(Arc::new(Open {
            read: Conn::pool(read),
            write,
            clock,
            ids,
        })))
    }

    pub fn dialect(&self) -> Dialect {
        self.0.read.dialect()
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The same database under another clock, and optionally other ids (the demonstration's past).
    pub fn under(&self, clock: Clock, ids: IdSource) -> Db {
        let pool = |conn: &Conn| conn.cloned_pool();
        Db(Arc::new(Open {
            read: pool(&self.0.read),
            write: self.0.write.clone(),
            clock,
            ids,
        }))
    }

    /// Begins a command. Writers stand in one queue on both engines.
    pub async fn begin(&self, by: &Author) -> Result<Tx, StoreError> {
        let dialect = self.dialect();
        let options = match dialect {
            Dialect::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            Dialect::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::Serializable),
                ..TransactionOptions::default()
            },
        };
        let transaction = self.0.write.begin_with_options(options).await?;
        if let Some(gate) = dialect.writers_gate() {
            transaction.execute_unprepared(gate).await?;
        }
        Ok(Tx::new(
            transaction,
            by.clone(),
            &self.0.clock,
            self.0.ids.clone(),
        ))
    }

    /// A connection that may change the schema; for migrations and maintenance only.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.0.write
    }

    /// Closes both pools; a checkpoint leaves one file.
    pub async fn close(&self) -> Result<(), StoreError> {
        if self.dialect() == Dialect::Sqlite {
            let _ = self
                .0
                .write
                .execute_unprepared("pragma wal_checkpoint(truncate)")
                .await;
        }
        self.0.read.close_pool().await?;
        self.0.write.clone().close().await?;
        Ok(())
    }
}

async fn sqlite_pools(file: &Path) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let write = Database::connect(sqlite_options(&url, 1, false)).await?;
    refuse_old_sqlite(&write).await?;
    let read = Database::connect(sqlite_options(&url, 4, true)).await?;
    Ok((read, write))
}

fn sqlite_options(url: &str, connections: u32, query_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .sqlx_logging(false)
        .acquire_timeout(Duration::from_secs(5));
    options.map_sqlx_sqlite_opts(move |it| {
        it.pragma("journal_mode", "wal")
            .pragma("synchronous", "full")
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("cache_size", "-16000")
            .pragma("query_only", if query_only { "on" } else { "off" })
            .statement_cache_capacity(256)
    });
    options
}

async fn refuse_old_sqlite(write: &DatabaseConnection) -> Result<(), StoreError> {
    let conn = Conn::pool(write.clone());
    let version: String = crate::query::scalar(&conn, "select sqlite_version()", vec![])
        .await?
        .unwrap_or_default();
    let mut parts = version.split('.').map(|it| it.parse::<u32>().unwrap_or(0));
    let found = (
        parts.next().unwrap_or(0),
        parts.next().unwrap_or(0),
        parts.next().unwrap_or(0),
    );
    if found < OLDEST_SQLITE {
        let text = format!("the embedded SQLite is {version}; 3.51.3 or later is needed");
        return Err(StoreError::Database(DbErr::Custom(text)));
    }
    Ok(())
}

async fn postgres_pools(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    let options = |connections: u32| {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(connections)
            .min_connections(0)
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(5));
        options
    };
    Ok((
        Database::connect(options(8)).await?,
        Database::connect(options(8)).await?,
    ))
}
