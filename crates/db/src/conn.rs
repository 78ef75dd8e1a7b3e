use crate::{Dialect, StoreError};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, Statement,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a store reads from: the pool of readers, or the transaction of a command.
pub struct Conn {
    inner: Inner,
    asked: Arc<AtomicU64>,
}

pub(crate) enum Inner {
    Pool(DatabaseConnection),
    Open(DatabaseTransaction),
}

tokio::task_local! {
    static ASKED: Arc<AtomicU64>;
}

impl Conn {
    pub(crate) fn pool(connection: DatabaseConnection) -> Conn {
        Conn {
            inner: Inner::Pool(connection),
            asked: Arc::default(),
        }
    }

    /// The same pool again; an open transaction has no second handle.
    pub(crate) fn cloned_pool(&self) -> Conn {
        match &self.inner {
            Inner::Pool(pool) => Conn::pool(pool.clone()),
            Inner::Open(_) => unreachable!("a database holds pools, not transactions"),
        }
    }

    pub(crate) fn open(transaction: DatabaseTransaction) -> Conn {
        Conn {
            inner: Inner::Open(transaction),
            asked: Arc::default(),
        }
    }

    pub(crate) async fn close_pool(&self) -> Result<(), StoreError> {
        if let Inner::Pool(pool) = &self.inner {
            pool.clone().close().await?;
        }
        Ok(())
    }

    pub(crate) fn into_transaction(self) -> Result<DatabaseTransaction, StoreError> {
        match self.inner {
            Inner::Open(transaction) => Ok(transaction),
            Inner::Pool(_) => Err(StoreError::Unreadable("a pool is no transaction".into())),
        }
    }

    pub fn dialect(&self) -> Dialect {
        Dialect::of(self.get_database_backend())
    }

    /// Statements asked on this connection so far.
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Runs `work` and tells how many statements it asked, over every connection: the guard against N+1 queries.
    pub async fn counting<T>(work: impl Future<Output = T>) -> (T, u64) {
        let counter: Arc<AtomicU64> = Arc::default();
        let out = ASKED.scope(counter.clone(), work).await;
        (out, counter.load(Ordering::Relaxed))
    }

    fn count(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let _ = ASKED.try_with(|it| it.fetch_add(1, Ordering::Relaxed));
    }
}

#[sea_orm::prelude::async_trait::async_trait]
impl ConnectionTrait for Conn {
    fn get_database_backend(&self) -> DbBackend {
        match &self.inner {
            Inner::Pool(it) => it.get_database_backend(),
            Inner::Open(it) => it.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.count();
        match &self.inner {
            Inner::Pool(it) => it.execute_raw(statement).await,
            Inner::Open(it) => it.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.count();
        match &self.inner {
            Inner::Pool(it) => it.execute_unprepared(sql).await,
            Inner::Open(it) => it.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.count();
        match &self.inner {
            Inner::Pool(it) => it.query_one_raw(statement).await,
            Inner::Open(it) => it.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.count();
        match &self.inner {
            Inner::Pool(it) => it.query_all_raw(statement).await,
            Inner::Open(it) => it.query_all_raw(statement).await,
        }
    }

    fn support_returning(&self) -> bool {
        true
    }
}
