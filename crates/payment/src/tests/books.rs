use super::field::*;
use crate::{Refusal, actions, verify};
use db::Db;

async fn tamper(db: &Db, sql: &str) -> Result<u64, db::StoreError> {
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    let changed = db::execute(&tx, sql, vec![]).await;
    match changed {
        Ok(_) => tx.finish(&()).await.unwrap(),
        Err(_) => tx.abandon().await,
    }
    changed
}

async fn broken_rules(db: &Db) -> Vec<u8> {
    verify(db)
        .await
        .unwrap()
        .into_iter()
        .map(|it| it.rule)
        .collect()
}

#[tokio::test]
async fn the_ledger_is_never_changed_or_shortened() {
    each(|db| async move {
        let region = region(&db).await;
        closed(&db, &region).await;

        assert!(
            tamper(&db, "update posting set amount = amount + 1")
                .await
                .is_err()
        );
        assert!(tamper(&db, "delete from posting").await.is_err());
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn the_auditor_finds_what_was_changed_behind_our_back() {
    each(|db| async move {
        let region = region(&db).await;
        settled(&db, &region).await;
        let cases = [
            ("update payment_notice set fee = fee + 1, total = total + 1 where number = 1", "update payment_notice set fee = fee - 1, total = total - 1 where number = 1", 9),
            ("update transfer_batch set total = total + 1", "update transfer_batch set total = total - 1", 10),
            ("update payment_notice set number = 7 where number = 2", "update payment_notice set number = 2 where number = 7", 17),
            ("update transfer set state = 'failed', ended_on = settled_on where position = 0", "update transfer set state = 'settled', ended_on = null where position = 0", 11),
            ("update payment_line set units = units + 1, amount = amount + unit_pay where position = 0 and notice = 1", "update payment_line set units = units - 1, amount = amount - unit_pay where position = 0 and notice = 1", 1),
        ];

        for (break_it, mend_it, rule) in cases {
            tamper(&db, break_it).await.unwrap();
            assert!(broken_rules(&db).await.contains(&rule), "rule {rule}: {break_it}");
            tamper(&db, mend_it).await.unwrap();
            all_holds(&db).await;
        }
    })
    .await;
}

#[tokio::test]
async fn books_that_do_not_hold_stop_every_transfer() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = prepared(&db, &region).await;
        tamper(&db, "update payment_notice set number = 9 where number = 2")
            .await
            .unwrap();

        let stopped = actions::approve_batch(
            &db,
            &region.approver(&db),
            &region.vault,
            &batch.batch,
            (2, yen(2_000)),
        )
        .await;

        assert_eq!(refusal(stopped), key(Refusal::BooksBroken { count: 1 }));
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_living_transfer_and_an_approver_who_prepared() {
    each(|db| async move {
        let region = region(&db).await;
        prepared(&db, &region).await;

        let twice = "insert into transfer (public_id, notice, batch, position, attempt, account, amount, state, why) \
                     select 'another', notice, batch, 9, 2, account, amount, 'prepared', '' from transfer where position = 0";
        let alone = "update transfer_batch set approved_by = prepared_by";

        assert!(tamper(&db, twice).await.is_err());
        assert!(tamper(&db, alone).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_clock_behind_the_last_entry_stops_money() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = prepared(&db, &region).await;
        on(&db, 1, 20);

        let refused = actions::approve_batch(
            &db,
            &region.approver(&db),
            &region.vault,
            &batch.batch,
            (2, yen(2_000)),
        )
        .await;

        assert_eq!(refusal(refused), key(Refusal::ClockBehind));
    })
    .await;
}

#[tokio::test]
async fn what_is_accepted_after_the_closing_goes_to_the_next_period() {
    each(|db| async move {
        let region = region(&db).await;
        closed(&db, &region).await;
        on(&db, 2, 3);
        accepted_more(&db, &region).await;
        on(&db, 2, 16);

        let next = actions::close(
            &db,
            &region.preparer(&db),
            &region.holidays,
            january().next(),
        )
        .await
        .unwrap();

        assert_eq!((next.notices, next.total), (1, yen(60)));
        all_holds(&db).await;
    })
    .await;
}

/// さやか's items, inspected whole: 3 of them.
async fn accepted_more(db: &Db, region: &Region) {
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    db::execute(&tx, "update portion set units = 103 where id = 3", vec![])
        .await
        .unwrap();
    tx.finish(&()).await.unwrap();
    accepted(db, &region.field, region.sayaka(), region.field.worker, 3).await;
}
