use crate::{Db, Dialect, StoreError};
use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTraitSelf, SchemaManager};

/// One numbered step of the schema, written as SQL with the placeholders of [`Dialect::statements`]. Never edited once
/// merged: add first, remove later.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `0101_worker`: a number unique over all crates, and what it adds.
    pub name: &'static str,
    pub sql: &'static str,
}

/// The tables that belong to the database itself.
pub fn migrations() -> Vec<Migration> {
    vec![Migration {
        name: "0001_foundation",
        sql: include_str!("../migrations/0001_foundation.sql"),
    }]
}

struct Step(Migration);

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.0.name
    }
}

#[sea_orm::prelude::async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let dialect = Dialect::of(connection.get_database_backend());
        for statement in dialect.statements(self.0.sql) {
            connection
                .execute_unprepared(&statement)
                .await
                .map_err(|error| {
                    DbErr::Migration(format!("{}: {error} in: {statement}", self.0.name))
                })?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

struct Steps(Vec<Migration>);

impl MigratorTraitSelf for Steps {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        self.0
            .iter()
            .map(|it| Box::new(Step(*it)) as Box<dyn MigrationTrait>)
            .collect()
    }
}

/// Applies every step that this database has not seen, in the order of their numbers.
pub async fn migrate(db: &Db, mut all: Vec<Migration>) -> Result<(), StoreError> {
    all.sort_by_key(|it| it.name);
    if let Some(twice) = all
        .windows(2)
        .find(|pair| pair[0].name[..4] == pair[1].name[..4])
    {
        return Err(StoreError::Unreadable(format!(
            "two migrations share a number: {} and {}",
            twice[0].name, twice[1].name
        )));
    }
    Steps(all).up(db.writer(), None).await?;
    Ok(())
}
