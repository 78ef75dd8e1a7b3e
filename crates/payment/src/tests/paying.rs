use super::field::*;
use crate::stage::{NoticeState, TransferState};
use crate::store::{notices, transfers};
use crate::{Refusal, actions, read, verify, zengin};
use access::{Failure, Role};
use base::{Day, PublicId};
use db::Submission;

#[tokio::test]
async fn accepted_work_is_closed_confirmed_prepared_approved_and_paid() {
    each(|db| async move {
        let region = region(&db).await;

        let batch = settled(&db, &region).await;

        assert_eq!(
            (batch.count, batch.total, batch.left_out),
            (2, yen(2_000), 0)
        );
        let paid = read::settled_by_worker(&db, Day::known(2027, 2, 1), Day::known(2027, 2, 28))
            .await
            .unwrap();
        let sums: Vec<_> = paid
            .iter()
            .map(|it| (it.worker, it.amount, it.settled_on))
            .collect();
        let on = Day::known(2027, 2, 12);
        assert_eq!(
            sums,
            [
                (region.field.worker, yen(1_200), on),
                (region.field.other, yen(800), on)
            ]
        );
        assert_eq!(
            read::worker_order_total(&db, Day::known(2026, 4, 1), Day::known(2027, 3, 31))
                .await
                .unwrap(),
            yen(2_000)
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_period_is_collected_as_often_as_wished_and_closed_once_it_is_over() {
    each(|db| async move {
        let region = region(&db).await;
        let preparer = region.preparer(&db);

        let first = actions::collect(&db, &preparer, &region.holidays, january())
            .await
            .unwrap();
        let second = actions::collect(&db, &preparer, &region.holidays, january())
            .await
            .unwrap();
        let too_early = actions::close(&db, &preparer, &region.holidays, january()).await;
        let closed = closed(&db, &region).await;
        let twice = actions::close(&db, &region.preparer(&db), &region.holidays, january()).await;

        assert_eq!(
            (first.notices, first.total, &first),
            (2, yen(2_000), &second)
        );
        assert!(notices_of(&db, region.sayaka()).await.len() == 1);
        assert_eq!(
            refusal(too_early),
            key(Refusal::PeriodNotOver {
                until: Day::known(2027, 1, 31)
            })
        );
        assert_eq!((closed.notices, closed.total), (2, yen(2_000)));
        assert_eq!(refusal(twice), key(Refusal::AlreadyClosed));
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_worker_sees_only_the_own_notices_and_none_that_is_still_collected() {
    each(|db| async move {
        let region = region(&db).await;
        let collected = actions::collect(&db, &region.preparer(&db), &region.holidays, january())
            .await
            .unwrap();
        assert!(notices_of(&db, region.sayaka()).await.is_empty());

        closed(&db, &region).await;

        let mine = notices_of(&db, region.sayaka()).await;
        assert_eq!((mine.len(), mine[0].total), (1, yen(1_200)));
        let theirs = actions::confirm(&db, region.aruga(), &mine[0].public_id).await;
        assert!(matches!(theirs, Err(Failure::Absent)));
        let by_client = actions::prepare_batch(
            &db,
            &region.person(&db, Role::Client),
            &region.holidays,
            &collected.closing,
        )
        .await;
        assert!(matches!(by_client, Err(Failure::Absent)));
    })
    .await;
}

#[tokio::test]
async fn a_question_waits_for_its_answer_and_then_for_the_workers_word() {
    each(|db| async move {
        let region = region(&db).await;
        let closing = closed(&db, &region).await.closing;
        let notice = notices_of(&db, region.sayaka()).await.remove(0);
        let line = notices::lines(&db, notice.id).await.unwrap().remove(0);

        let question = actions::question(
            &db,
            region.sayaka(),
            &notice.public_id,
            Some(&line.public_id),
            "61 units?",
        )
        .await
        .unwrap();
        let silent = actions::confirm(&db, region.sayaka(), &notice.public_id).await;
        let batch = actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing)
            .await
            .unwrap();
        actions::answer(&db, &region.preparer(&db), &question, "60 were reported")
            .await
            .unwrap();
        actions::confirm(&db, region.sayaka(), &notice.public_id)
            .await
            .unwrap();

        assert_eq!(refusal(silent), "payment-refused-notice-turn");
        assert_eq!((batch.count, batch.left_out), (1, 1));
        assert_eq!(
            notices_of(&db, region.sayaka()).await[0].state(),
            NoticeState::Confirmed
        );
        let second = actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing)
            .await
            .unwrap();
        assert_eq!((second.count, second.total), (1, yen(1_200)));
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn silence_confirms_only_where_the_framework_contract_says_so() {
    each(|db| async move {
        let region = region(&db).await;
        let tx = db.begin(region.preparer(&db).author()).await.unwrap();
        actions::record_silence_clauses_in(
            &tx,
            &region.preparer(&db),
            &[region.field.worker],
            Day::known(2027, 1, 5),
            7,
        )
        .await
        .unwrap();
        tx.finish(&()).await.unwrap();
        closed(&db, &region).await;

        on(&db, 2, 8);
        let within = actions::deem_due(&db, &region.preparer(&db)).await.unwrap();
        on(&db, 2, 9);
        let after = actions::deem_due(&db, &region.preparer(&db)).await.unwrap();

        assert_eq!((within, after), (0, 1));
        let sayaka = notices_of(&db, region.sayaka()).await.remove(0);
        assert_eq!(
            (sayaka.state(), sayaka.confirmed_how.as_deref()),
            (NoticeState::Confirmed, Some("deemed"))
        );
        assert_eq!(
            notices_of(&db, region.aruga()).await[0].state(),
            NoticeState::Asking
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_prepared_accepted_or_is_paid_does_not_approve() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = prepared(&db, &region).await;
        let seen = (batch.count, batch.total);
        let preparer = crate::rules::Hand {
            account: region.preparer(&db).account.0,
            related: Default::default(),
        };
        let prepares =
            crate::rules::may_approve(&preparer, region.preparer(&db).account.0, &[], &[]);

        let by_preparer = actions::approve_batch(
            &db,
            &region.preparer(&db),
            &region.vault,
            &batch.batch,
            seen,
        )
        .await;
        let by_director = actions::approve_batch(
            &db,
            region.field.director(),
            &region.vault,
            &batch.batch,
            seen,
        )
        .await;
        let stale = actions::approve_batch(
            &db,
            &region.approver(&db),
            &region.vault,
            &batch.batch,
            (2, yen(2_001)),
        )
        .await;
        let tired = region.field.cast.actor(Role::PaymentApprover);
        let without_proof =
            actions::approve_batch(&db, tired, &region.vault, &batch.batch, seen).await;

        let paid = people::read::card(&db, region.field.worker).await.unwrap();
        let keeps = region.field.cast.actor(Role::Coordinator);
        people::relations::tell(
            &db,
            keeps,
            &paid.public_id,
            "payment_approver@example.jp",
            "本人から",
        )
        .await
        .unwrap();
        let related = actions::approve_batch(
            &db,
            &region.approver(&db),
            &region.vault,
            &batch.batch,
            seen,
        )
        .await;

        assert_eq!(refusal(related), key(Refusal::RelatedMoney));
        assert_eq!(prepares, Err(Refusal::PreparerApproves));
        assert!(matches!(by_preparer, Err(Failure::Absent)));
        assert!(matches!(
            by_director,
            Err(Failure::Absent | Failure::StepUp)
        ));
        assert_eq!(
            refusal(stale),
            key(Refusal::BatchChanged {
                count: 2,
                total: yen(2_000)
            })
        );
        assert!(matches!(without_proof, Err(Failure::StepUp)));
    })
    .await;
}

#[tokio::test]
async fn the_file_carries_what_was_approved_and_is_refused_when_touched() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = sent(&db, &region).await;
        let approver = region.approver(&db);

        let file = actions::file_of(&db, &approver, &region.vault, &batch.batch)
            .await
            .unwrap();
        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        db::execute(&tx, "update transfer_batch set sha256 = 'another'", vec![])
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();
        let touched = actions::file_of(&db, &approver, &region.vault, &batch.batch).await;

        assert_eq!(zengin::trailer(&file), Some((2, yen(2_000))));
        assert!(
            file.chunks(122)
                .all(|record| record.len() == 122 && record.ends_with(b"\r\n"))
        );
        assert_eq!(refusal(touched), key(Refusal::FileChanged));
    })
    .await;
}

#[tokio::test]
async fn a_double_click_pays_once() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = prepared(&db, &region).await;
        let click = Submission {
            key: "0123456789abcdef0123456789abcdef".into(),
            hash: "same".into(),
        };
        let approver = region.approver(&db).submitting(Some(click));

        let first =
            actions::approve_batch(&db, &approver, &region.vault, &batch.batch, (2, yen(2_000)))
                .await
                .unwrap();
        let second =
            actions::approve_batch(&db, &approver, &region.vault, &batch.batch, (2, yen(2_000)))
                .await
                .unwrap();
        let later = actions::approve_batch(
            &db,
            &region.approver(&db),
            &region.vault,
            &batch.batch,
            (2, yen(2_000)),
        )
        .await;

        assert_eq!(first, second);
        assert_eq!(refusal(later), "payment-refused-batch-turn");
        assert_eq!(
            db::count(
                &db,
                "select count(*) from posting where cause = 'transfer_approved'",
                vec![]
            )
            .await
            .unwrap(),
            4
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_transfer_that_fails_reopens_the_debt_once_and_is_paid_again() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = sent(&db, &region).await;
        let lines = transfers::lines(&db, transfers::batch(&db, &batch.batch).await.unwrap().id)
            .await
            .unwrap();
        let failed = lines
            .iter()
            .find(|it| it.worker == region.field.worker)
            .unwrap();
        let closing = transfers::batch(&db, &batch.batch)
            .await
            .unwrap()
            .closing_public;
        on(&db, 2, 12);
        let preparer = region.preparer(&db);
        let bank_said: Vec<(PublicId, String)> =
            vec![(failed.public_id.clone(), "no such account".into())];

        let results = actions::record_results(
            &db,
            &preparer,
            &batch.batch,
            Day::known(2027, 2, 12),
            &bank_said,
        )
        .await
        .unwrap();
        let twice = actions::record_results(
            &db,
            &preparer,
            &batch.batch,
            Day::known(2027, 2, 12),
            &bank_said,
        )
        .await;
        let paid = read::settled_by_worker(&db, Day::known(2027, 1, 1), Day::known(2027, 12, 31))
            .await
            .unwrap();
        on(&db, 2, 16);
        let again = actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing)
            .await
            .unwrap();

        assert_eq!((results.settled, results.failed), (1, 1));
        assert_eq!(refusal(twice), key(Refusal::NoSuchLine));
        assert_eq!(
            paid.iter().map(|it| it.worker).collect::<Vec<_>>(),
            [region.field.other]
        );
        assert_eq!((again.count, again.total), (1, yen(1_200)));
        all_holds(&db).await;
        hand_over(&db, &region, &again).await;
        actions::record_results(
            &db,
            &region.preparer(&db),
            &again.batch,
            Day::known(2027, 2, 16),
            &[],
        )
        .await
        .unwrap();
        assert_eq!(
            read::earned(
                &db,
                region.field.worker,
                Day::known(2027, 1, 1),
                Day::known(2027, 12, 31)
            )
            .await
            .unwrap(),
            yen(1_200)
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn money_recalled_after_it_arrived_no_longer_counts_as_earned() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = settled(&db, &region).await;
        let lines = transfers::lines(&db, transfers::batch(&db, &batch.batch).await.unwrap().id)
            .await
            .unwrap();
        on(&db, 2, 15);

        actions::recall(
            &db,
            &region.preparer(&db),
            &lines[0].public_id,
            Day::known(2027, 2, 15),
            "sent twice by the bank",
        )
        .await
        .unwrap();
        let twice = actions::recall(
            &db,
            &region.preparer(&db),
            &lines[0].public_id,
            Day::known(2027, 2, 15),
            "again",
        )
        .await;

        let after = transfers::by_public_id(&db, &lines[0].public_id)
            .await
            .unwrap();
        assert_eq!(after.state(), TransferState::Recalled);
        assert_eq!(refusal(twice), "payment-refused-transfer-turn");
        let paid = read::settled_by_worker(&db, Day::known(2027, 1, 1), Day::known(2027, 12, 31))
            .await
            .unwrap();
        assert_eq!(paid.len(), 1);
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn closing_and_paying_many_workers_takes_few_statements() {
    each(|db| async move {
        let region = region(&db).await;
        on(&db, 2, 1);

        let (closed, for_closing) = db::Conn::counting(actions::close(
            &db,
            &region.preparer(&db),
            &region.holidays,
            january(),
        ))
        .await;
        let closing = closed.unwrap().closing;
        let (batch, for_batch) = db::Conn::counting(actions::prepare_batch(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &closing,
        ))
        .await;

        assert_eq!(batch.unwrap().count, 2);
        assert!(for_closing <= 36, "{for_closing} statements to close");
        assert!(for_batch <= 16, "{for_batch} statements to prepare");
        assert_eq!(verify(&db).await.unwrap(), vec![]);
    })
    .await;
}
