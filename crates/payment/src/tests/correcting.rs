use super::field::*;
use crate::read::NoticeRow;
use crate::store::notices::{self, LineRow};
use crate::{Change, Refusal, actions, read};
use base::Day;
use db::Db;

async fn first(db: &Db, region: &Region) -> (NoticeRow, LineRow) {
    let notice = notices_of(db, region.sayaka()).await.remove(0);
    let line = notices::lines(db, notice.id).await.unwrap().remove(0);
    (notice, line)
}

fn to(line: &LineRow, units: i64) -> Vec<Change> {
    vec![Change {
        line: line.public_id.clone(),
        units,
        unit_pay: line.unit_pay,
    }]
}

#[tokio::test]
async fn an_unpaid_notice_is_reversed_and_replaced_by_one_with_its_own_number() {
    each(|db| async move {
        let region = region(&db).await;
        let closing = closed(&db, &region).await.closing;
        let (notice, line) = first(&db, &region).await;

        let corrected = actions::correct(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &notice.public_id,
            &to(&line, 62),
            "two were missed",
        )
        .await
        .unwrap();
        let twice = actions::correct(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &notice.public_id,
            &to(&line, 63),
            "again",
        )
        .await;
        let batch = actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing)
            .await
            .unwrap();

        assert_eq!(corrected.total, yen(1_240));
        assert_eq!(refusal(twice), key(Refusal::AlreadyReversed));
        assert_eq!((batch.count, batch.total), (2, yen(2_040)));
        let seen = notices_of(&db, region.sayaka()).await;
        let numbers: Vec<_> = seen
            .iter()
            .map(|it| (it.number, it.reversed_on.is_some()))
            .collect();
        assert_eq!(numbers, [(Some(3), false), (notice.number, true)]);
        assert_eq!(
            read::worker_order_total(&db, Day::known(2027, 1, 1), Day::known(2027, 12, 31))
                .await
                .unwrap(),
            yen(2_040)
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_paid_notice_gets_a_further_one_over_the_difference() {
    each(|db| async move {
        let region = region(&db).await;
        settled(&db, &region).await;
        let (notice, line) = first(&db, &region).await;

        let corrected = actions::correct(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &notice.public_id,
            &to(&line, 62),
            "two were missed",
        )
        .await
        .unwrap();

        assert_eq!(corrected.total, yen(40));
        let seen = notices_of(&db, region.sayaka()).await;
        assert_eq!(
            seen.iter().map(|it| it.total).collect::<Vec<_>>(),
            [yen(40), yen(1_200)]
        );
        let lines = notices::lines(&db, seen[0].id).await.unwrap();
        assert_eq!(
            lines.iter().map(|it| it.amount).collect::<Vec<_>>(),
            [yen(-1_200), yen(1_240)]
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn too_much_paid_is_never_taken_back_by_a_notice() {
    each(|db| async move {
        let region = region(&db).await;
        settled(&db, &region).await;
        let (notice, line) = first(&db, &region).await;

        let refused = actions::correct(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &notice.public_id,
            &to(&line, 50),
            "ten too many",
        )
        .await;

        assert_eq!(
            refusal(refused),
            key(Refusal::BelowZero { total: yen(-200) })
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn money_on_its_way_is_not_corrected_before_the_bank_has_answered() {
    each(|db| async move {
        let region = region(&db).await;
        sent(&db, &region).await;
        let (notice, line) = first(&db, &region).await;

        let refused = actions::correct(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &notice.public_id,
            &to(&line, 62),
            "two were missed",
        )
        .await;
        let unchanged = actions::correct(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &notice.public_id,
            &to(&line, 60),
            "nothing",
        )
        .await;

        assert_eq!(refusal(refused), key(Refusal::OnItsWay));
        assert_eq!(refusal(unchanged), key(Refusal::OnItsWay));
    })
    .await;
}
