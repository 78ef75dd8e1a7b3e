use super::field::*;
use crate::store::invoices;
use crate::{Refusal, Term, actions, read};
use access::{Act, Failure, Resource, Role};
use base::{Day, PublicId};
use db::Db;

fn order() -> PublicId {
    PublicId::parse("000000000000000000000000000000b1").unwrap()
}

/// The client has accepted an order that was never delivered lot by lot.
async fn accepted_whole(db: &Db) {
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    db::execute(
        &tx,
        "update client_order set stage = 'accepted' where id = 1",
        vec![],
    )
    .await
    .unwrap();
    tx.finish(&()).await.unwrap();
}

#[tokio::test]
async fn an_accepted_order_is_invoiced_once_and_paid() {
    each(|db| async move {
        let region = region(&db).await;
        let preparer = region.preparer(&db);
        let early =
            actions::issue_invoice(&db, &preparer, &region.holidays, &order(), Term::Usual).await;
        accepted_whole(&db).await;

        let issued =
            actions::issue_invoice(&db, &preparer, &region.holidays, &order(), Term::Usual)
                .await
                .unwrap();
        let twice =
            actions::issue_invoice(&db, &preparer, &region.holidays, &order(), Term::Usual).await;
        on(&db, 2, 26);
        actions::record_receipt(
            &db,
            &region.preparer(&db),
            &issued.invoice,
            Day::known(2027, 2, 26),
        )
        .await
        .unwrap();
        let again = actions::record_receipt(
            &db,
            &region.preparer(&db),
            &issued.invoice,
            Day::known(2027, 2, 26),
        )
        .await;

        assert_eq!(refusal(early), key(Refusal::NothingToInvoice));
        assert_eq!(refusal(twice), key(Refusal::NothingToInvoice));
        assert_eq!(refusal(again), key(Refusal::InvoiceSettled));
        let scope = region
            .field
            .cast
            .actor(Role::Client)
            .may(Act::Read(Resource::Invoices))
            .unwrap();
        let row = invoices::by_public_id(&db, &scope, &issued.invoice)
            .await
            .unwrap();
        assert_eq!(
            (row.number, row.due_on, row.paid_on),
            (1, Day::known(2027, 2, 26), Some(Day::known(2027, 2, 26)))
        );
        assert_eq!(row.total, row.subtotal.plus(row.tax).unwrap());
        assert_eq!(invoices::order(&db, &order()).await.unwrap().stage, "paid");
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_void_invoice_keeps_its_number_and_the_order_can_be_invoiced_again() {
    each(|db| async move {
        let region = region(&db).await;
        accepted_whole(&db).await;
        let preparer = region.preparer(&db);
        let first = actions::issue_invoice(&db, &preparer, &region.holidays, &order(), Term::Usual)
            .await
            .unwrap();

        actions::void_invoice(&db, &preparer, &first.invoice, "wrong name")
            .await
            .unwrap();
        let void_again = actions::void_invoice(&db, &preparer, &first.invoice, "again").await;

        assert_eq!(refusal(void_again), key(Refusal::InvoiceSettled));
        let rows = read::invoices(&db, &access::Scope::whole_region(), 1, 10)
            .await
            .unwrap();
        assert_eq!(
            rows.iter()
                .map(|it| (it.number, it.voided_on.is_some()))
                .collect::<Vec<_>>(),
            [(1, true)]
        );
        all_holds(&db).await;
    })
    .await;
}

#[tokio::test]
async fn a_client_sees_the_own_invoices_only() {
    each(|db| async move {
        let region = region(&db).await;
        accepted_whole(&db).await;
        let issued = actions::issue_invoice(
            &db,
            &region.preparer(&db),
            &region.holidays,
            &order(),
            Term::Usual,
        )
        .await
        .unwrap();

        let stranger = region
            .field
            .cast
            .other_client
            .may(Act::Read(Resource::Invoices))
            .unwrap();
        let by_client = actions::void_invoice(
            &db,
            region.field.cast.actor(Role::Client),
            &issued.invoice,
            "no",
        )
        .await;

        assert!(
            invoices::by_public_id(&db, &stranger, &issued.invoice)
                .await
                .is_err()
        );
        assert!(
            invoices::of_reach(&db, &stranger, 1, 10)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(matches!(by_client, Err(Failure::Absent)));
    })
    .await;
}
