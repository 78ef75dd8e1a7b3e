use super::{draw, draw_in, form, last_number, migrations};
use crate::{Author, Db, StoreError, expect_version, verify_chain};

#[tokio::test]
async fn the_same_form_sent_twice_acts_once_and_answers_the_same() {
    crate::testing::each(migrations(), |db| async move {
        let by = form("0123456789abcdef", "hash");

        let first = draw(&db, &by).await.unwrap();
        let second = draw(&db, &by).await.unwrap();

        assert_eq!((first, second, last_number(&db).await), (1, 1, 1));
        let noted = crate::count(&db, "select count(*) from audit_log", vec![]).await;
        assert_eq!(noted.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_with_another_text_is_refused() {
    crate::testing::each(migrations(), |db| async move {
        draw(&db, &form("0123456789abcdef", "hash")).await.unwrap();

        let refused = draw(&db, &form("0123456789abcdef", "other")).await;

        assert!(matches!(refused, Err(StoreError::KeyReused)), "{refused:?}");
        assert_eq!(last_number(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_key_belongs_to_one_person() {
    crate::testing::each(migrations(), |db| async move {
        let one = form("0123456789abcdef", "hash");
        let other = Author {
            account: Some(8),
            ..one.clone()
        };

        assert_eq!(draw(&db, &one).await.unwrap(), 1);
        assert_eq!(draw(&db, &other).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn fifty_identical_forms_at_once_act_once() {
    crate::testing::each(migrations(), |db| async move {
        let sent: Vec<_> = (0..50)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { draw(&db, &form("0123456789abcdef", "hash")).await })
            })
            .collect();

        for answer in sent {
            assert_eq!(answer.await.unwrap().unwrap(), 1);
        }
        assert_eq!(last_number(&db).await, 1);
        assert_eq!(verify_chain(&db).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn numbers_have_no_gaps_when_commands_are_given_up() {
    crate::testing::each(migrations(), |db| async move {
        let sent: Vec<_> = (0..20)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move {
                    if n % 2 == 0 {
                        draw(&db, &Author::system("test")).await
                    } else {
                        draw_and_give_up(&db).await
                    }
                })
            })
            .collect();

        let mut numbers = Vec::new();
        for answer in sent {
            numbers.extend(answer.await.unwrap().ok());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=10).collect::<Vec<i64>>());
    })
    .await;
}

async fn draw_and_give_up(db: &Db) -> Result<i64, StoreError> {
    crate::command!(db, &Author::system("test"), |tx| {
        let number = draw_in(&tx).await?;
        let refused: Result<i64, StoreError> = Err(StoreError::Stale {
            seen: 0,
            current: number as i32,
        });
        refused
    })
}

#[tokio::test]
async fn a_command_given_up_leaves_nothing() {
    crate::testing::each(migrations(), |db| async move {
        let refused = draw_and_give_up(&db).await;

        assert!(matches!(refused, Err(StoreError::Stale { .. })));
        assert_eq!(last_number(&db).await, 0);
        for table in ["audit_log", "submission", "counter"] {
            let rows = crate::count(&db, &format!("select count(*) from {table}"), vec![]).await;
            assert_eq!(rows.unwrap(), 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_refused_may_be_sent_again_with_its_key() {
    crate::testing::each(migrations(), |db| async move {
        let by = form("0123456789abcdef", "hash");
        let tx = db.begin(&by).await.unwrap();
        draw_in(&tx).await.unwrap();
        tx.abandon().await;

        assert_eq!(draw(&db, &by).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_unfinished_command_that_is_dropped_leaves_nothing_and_holds_nobody_up() {
    crate::testing::each(migrations(), |db| async move {
        let tx = db.begin(&Author::system("test")).await.unwrap();
        draw_in(&tx).await.unwrap();
        drop(tx);

        assert_eq!(draw(&db, &Author::system("test")).await.unwrap(), 1);
    })
    .await;
}

#[test]
fn a_form_filled_from_an_older_row_is_stale() {
    assert!(expect_version(3, 3).is_ok());
    assert!(matches!(
        expect_version(4, 3),
        Err(StoreError::Stale {
            seen: 3,
            current: 4
        })
    ));
}
