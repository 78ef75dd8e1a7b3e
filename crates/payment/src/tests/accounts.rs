use super::field::*;
use crate::{Refusal, actions};
use access::Failure;
use base::Day;

#[tokio::test]
async fn a_new_account_waits_three_business_days_and_shows_four_digits() {
    each(|db| async move {
        let region = region(&db).await;
        let closing = closed(&db, &region).await.closing;
        on(&db, 2, 9);
        let sayaka = region.sayaka().proved_at(db.clock().now());
        let id = worker_id(&db, region.field.worker).await;

        let given = actions::give_account(
            &db,
            &sayaka,
            &region.vault,
            &region.holidays,
            &id,
            &account("9998888", "ミヤシタ サヤカ"),
        )
        .await
        .unwrap();
        let batch = actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing)
            .await
            .unwrap();

        assert_eq!(given.usable_from, Day::known(2027, 2, 15));
        assert_eq!((batch.count, batch.left_out), (1, 1));
        let seen = actions::account_seen_by_staff(&db, &region.preparer(&db), region.field.worker)
            .await
            .unwrap();
        let unseen =
            actions::account_seen_by_staff(&db, &region.approver(&db), region.field.worker)
                .await
                .unwrap();
        assert_eq!((seen.as_deref(), unseen), (Some("8888"), None));
        let looked = "select count(*) from audit_log where action = 'account.read'";
        assert_eq!(db::count(&db, looked, vec![]).await.unwrap(), 1);
        let sealed: Vec<u8> = db::scalar(
            &db,
            "select sealed from bank_account where replaced_on is null and last4 = '8888'",
            vec![],
        )
        .await
        .unwrap()
        .unwrap();
        assert!(!sealed.windows(7).any(|it| it == b"9998888"));
        on(&db, 2, 15);
        let later = actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing)
            .await
            .unwrap();
        assert_eq!((later.count, later.total), (1, yen(1_200)));
    })
    .await;
}

#[tokio::test]
async fn an_account_changed_after_preparation_stops_the_approval() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = prepared(&db, &region).await;
        let sayaka = region.sayaka().proved_at(db.clock().now());
        let id = worker_id(&db, region.field.worker).await;
        actions::give_account(
            &db,
            &sayaka,
            &region.vault,
            &region.holidays,
            &id,
            &account("9998888", "ミヤシタ サヤカ"),
        )
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
        actions::withdraw_batch(&db, &region.approver(&db), &batch.batch, "account changed")
            .await
            .unwrap();

        assert_eq!(refusal(stopped), "payment-refused-account-changed");
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn two_workers_with_one_account_are_not_paid_before_somebody_asked() {
    each(|db| async move {
        let region = region(&db).await;
        let aruga = region.aruga().proved_at(db.clock().now());
        let id = worker_id(&db, region.field.other).await;
        actions::give_account(
            &db,
            &aruga,
            &region.vault,
            &region.holidays,
            &id,
            &account("1234567", "アルガ"),
        )
        .await
        .unwrap();
        let closing = closed(&db, &region).await.closing;

        let refused =
            actions::prepare_batch(&db, &region.preparer(&db), &region.holidays, &closing).await;

        assert_eq!(refusal(refused), key(Refusal::NothingToPay));
        assert!(notices_of(&db, region.sayaka()).await[0].shared);
    })
    .await;
}

#[tokio::test]
async fn an_account_of_somebody_else_cannot_be_given_and_faults_are_told_at_their_fields() {
    each(|db| async move {
        let region = region(&db).await;
        let sayaka = region.sayaka().proved_at(db.clock().now());
        let (mine, theirs) = (
            worker_id(&db, region.field.worker).await,
            worker_id(&db, region.field.other).await,
        );

        let stolen = actions::give_account(
            &db,
            &sayaka,
            &region.vault,
            &region.holidays,
            &theirs,
            &account("1111111", "ア"),
        )
        .await;
        let faulty = actions::give_account(
            &db,
            &sayaka,
            &region.vault,
            &region.holidays,
            &mine,
            &account("123", "宮下"),
        )
        .await;

        assert!(matches!(stolen, Err(Failure::Absent)));
        let Err(Failure::Faulty(faults)) = faulty else {
            panic!("faults were expected")
        };
        let fields: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["holder", "number"]);
    })
    .await;
}

#[tokio::test]
async fn a_restored_database_tells_whether_the_key_is_its_own() {
    each(|db| async move {
        let region = region(&db).await;

        assert!(
            actions::sealed_accounts_open(&db, &region.vault)
                .await
                .unwrap()
        );
        assert!(
            !actions::sealed_accounts_open(&db, &access::Vault::of([4; 32]))
                .await
                .unwrap()
        );
    })
    .await;
}
