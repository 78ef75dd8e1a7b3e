//! What the database promises every capability, on both engines.

mod audit;
mod commands;
mod embedded;

use crate::testing::noon;
use crate::{AuditNote, Author, Conn, Db, Migration, StoreError, Stream, Submission, Tx};
use base::{Day, FiscalYear, Moment, PublicId, Yen};

/// A table with one column of each shared kind.
const KEPT: Migration = Migration {
    name: "9000_kept",
    sql: "create table kept (id {key}, amount bigint not null, on_day date not null, at {instant} not null, \
          year integer not null, public_id text not null unique, sealed {bytes}, later date)",
};

fn migrations() -> Vec<Migration> {
    [crate::migrations(), vec![KEPT]].concat()
}

fn form(key: &str, hash: &str) -> Author {
    let submission = Submission {
        key: key.into(),
        hash: hash.into(),
    };
    Author {
        account: Some(7),
        role: "worker".into(),
        submission: Some(submission),
        ..Author::default()
    }
}

/// A command with an effect that can be counted: it draws the next number of a series.
async fn draw(db: &Db, by: &Author) -> Result<i64, StoreError> {
    crate::command!(db, by, |tx| draw_in(&tx).await)
}

async fn draw_in(tx: &Tx) -> Result<i64, StoreError> {
    tx.note(AuditNote::done(Stream::Work, "number.draw", "series/test"));
    tx.next_number("test").await
}

async fn last_number(db: &Conn) -> i64 {
    let sql = "select last from counter where series = 'test'";
    crate::count(db, sql, vec![]).await.expect("a count")
}

#[tokio::test]
async fn money_days_and_instants_come_back_as_they_were_kept() {
    crate::testing::each(migrations(), |db| async move {
        let at = Day::known(2027, 3, 31).at(23, 59).plus_seconds(59);
        let (amount, year) = (Yen::new(1_020_000), FiscalYear::containing(at.day()));
        let tx = db.begin(&Author::system("test")).await.unwrap();
        let id = tx.public_id();

        let sql = "insert into kept (amount, on_day, at, year, public_id, sealed) values ($1, $2, $3, $4, $5, $6)";
        let values = vec![
            amount.into(),
            at.day().into(),
            at.into(),
            year.into(),
            id.clone().into(),
            vec![0u8, 255].into(),
        ];
        crate::execute(&tx, sql, values).await.unwrap();
        tx.finish(&()).await.unwrap();

        #[derive(sea_orm::FromQueryResult, Debug, PartialEq)]
        struct Kept {
            amount: Yen,
            on_day: Day,
            at: Moment,
            year: FiscalYear,
            public_id: PublicId,
            sealed: Vec<u8>,
            later: Option<Day>,
        }
        let sql = "select amount, on_day, at, year, public_id, sealed, later from kept where at <= $1";
        let kept: Kept = crate::one(&db, sql, vec![at.into()]).await.unwrap().unwrap();
        let expected = Kept { amount, on_day: at.day(), at, year, public_id: id, sealed: vec![0, 255], later: None };
        assert_eq!(kept, expected);
    })
    .await;
}

#[tokio::test]
async fn a_page_is_known_by_the_number_of_statements_it_asks() {
    crate::testing::each(migrations(), |db| async move {
        let three = async {
            for _ in 0..3 {
                last_number(&db).await;
            }
        };

        let ((), asked) = Conn::counting(three).await;

        assert_eq!(asked, 3);
    })
    .await;
}

#[tokio::test]
async fn two_steps_of_the_schema_cannot_share_a_number() {
    crate::testing::each(migrations(), |db| async move {
        let twin = Migration {
            name: "9000_other",
            sql: "create table other (id {key})",
        };

        let refused = crate::migrate(&db, [migrations(), vec![twin]].concat()).await;

        let text = refused.unwrap_err().to_string();
        assert!(
            text.contains("9000_kept") && text.contains("9000_other"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn applying_the_schema_again_changes_nothing() {
    crate::testing::each(migrations(), |db| async move {
        draw(&db, &Author::system("test")).await.unwrap();

        crate::migrate(&db, migrations()).await.unwrap();

        assert_eq!(last_number(&db).await, 1);
    })
    .await;
}

#[test]
fn a_pattern_finds_the_signs_of_patterns_themselves() {
    assert_eq!(crate::like_text("100%_!"), "%100!%!_!!%");
}

#[test]
fn a_page_of_a_list_begins_where_the_one_before_ended() {
    assert_eq!(crate::page_of(0, 50), (51, 0));
    assert_eq!(crate::page_of(1, 50), (51, 0));
    assert_eq!(crate::page_of(3, 50), (51, 100));
    assert_eq!(crate::page_of(u64::MAX, 50), (51, 50_000_000));
    assert_eq!(noon().day(), Day::known(2027, 1, 18));
}
