//! Two workers whose counted work was accepted on 18 January 2027, with accounts, in a region that can pay.

use crate::{
    AccountKind, Closed, Holidays, NewAccount, Period, Prepared, Refusal, actions, verify,
};
use access::{Actor, Failure, Role, Vault, Worded};
use base::{Day, PublicId, Yen};
use db::Db;
use std::future::Future;
use work::testing::Field;

pub fn migrations() -> Vec<db::Migration> {
    [
        work::testing::migrations(),
        quality::migrations(),
        crate::migrations(),
    ]
    .concat()
}

/// Runs a test on both engines, with the words of documents at hand.
pub async fn each<F, Fut>(test: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    webkit::words::install(&[crate::WORDS, webkit::LOCALE]);
    db::testing::each(migrations(), test).await;
}

pub struct Region {
    pub field: Field,
    pub holidays: Holidays,
    pub vault: Vault,
}

impl Region {
    pub fn sayaka(&self) -> &Actor {
        self.field.sayaka()
    }

    pub fn aruga(&self) -> &Actor {
        self.field.aruga()
    }

    /// The person of a role, who has just proved the second factor.
    pub fn person(&self, db: &Db, role: Role) -> Actor {
        self.field.cast.actor(role).proved_at(db.clock().now())
    }

    pub fn preparer(&self, db: &Db) -> Actor {
        self.person(db, Role::PaymentPreparer)
    }

    pub fn approver(&self, db: &Db) -> Actor {
        self.person(db, Role::PaymentApprover)
    }
}

pub fn on(db: &Db, month: i8, day: i8) {
    db.clock().set(Day::known(2027, month, day).at(10, 0));
}

pub fn account(number: &str, holder: &str) -> NewAccount {
    NewAccount {
        bank: "0143".into(),
        bank_name: "ハチジユウニ".into(),
        branch: "421".into(),
        branch_name: "オオマチ".into(),
        kind: AccountKind::Ordinary,
        number: number.into(),
        holder: holder.into(),
    }
}

/// Work of so many units that a worker delivered and the director accepted today.
pub async fn accepted(db: &Db, field: &Field, who: &Actor, worker: people::WorkerId, units: i64) {
    let work = field.agreed(db, who, worker, field.counted, units).await;
    work::report_count(db, who, &work, units, "").await.unwrap();
    work::deliver(db, who, &work).await.unwrap();
    quality::accept(db, field.director(), &work, None)
        .await
        .unwrap();
}

pub async fn worker_id(db: &Db, id: people::WorkerId) -> PublicId {
    people::read::card(db, id).await.unwrap().public_id
}

/// 60 units of さやか and 40 of 有賀 at 20 yen, accepted on 18 January; both have accounts.
pub async fn region(db: &Db) -> Region {
    let field = work::testing::field(db).await;
    let region = Region {
        field,
        holidays: crate::calendar::holidays_of_2026_and_2027(),
        vault: Vault::of([3; 32]),
    };
    accepted(db, &region.field, region.sayaka(), region.field.worker, 60).await;
    accepted(db, &region.field, region.aruga(), region.field.other, 40).await;
    let people = [
        (
            region.sayaka().clone(),
            region.field.worker,
            account("1234567", "ミヤシタ サヤカ"),
        ),
        (
            region.aruga().clone(),
            region.field.other,
            account("7654321", "アルガ"),
        ),
    ];
    for (who, worker, account) in people {
        let who = who.proved_at(db.clock().now());
        actions::give_account(
            db,
            &who,
            &region.vault,
            &region.holidays,
            &worker_id(db, worker).await,
            &account,
        )
        .await
        .unwrap();
    }
    let ours = account("0000001", "シオジリシシンコウコウシヤ");
    actions::set_remitter(db, &region.approver(db), &region.vault, "12345", &ours)
        .await
        .unwrap();
    region
}

pub fn january() -> Period {
    Period::containing(Day::known(2027, 1, 31))
}

/// The second half of January, closed on 1 February.
pub async fn closed(db: &Db, region: &Region) -> Closed {
    on(db, 2, 1);
    actions::close(db, &region.preparer(db), &region.holidays, january())
        .await
        .unwrap()
}

/// Its transfers, prepared on 8 February.
pub async fn prepared(db: &Db, region: &Region) -> Prepared {
    let closing = closed(db, region).await.closing;
    on(db, 2, 8);
    actions::prepare_batch(db, &region.preparer(db), &region.holidays, &closing)
        .await
        .unwrap()
}

/// Approved and handed to the bank on 9 February.
pub async fn sent(db: &Db, region: &Region) -> Prepared {
    let batch = prepared(db, region).await;
    hand_over(db, region, &batch).await;
    batch
}

pub async fn hand_over(db: &Db, region: &Region, batch: &Prepared) {
    let approver = region.approver(db);
    actions::approve_batch(
        db,
        &approver,
        &region.vault,
        &batch.batch,
        (batch.count, batch.total),
    )
    .await
    .unwrap();
    actions::hand_out(db, &approver, &batch.batch)
        .await
        .unwrap();
}

/// Paid by the bank on 12 February.
pub async fn settled(db: &Db, region: &Region) -> Prepared {
    let batch = sent(db, region).await;
    on(db, 2, 12);
    actions::record_results(
        db,
        &region.preparer(db),
        &batch.batch,
        Day::known(2027, 2, 12),
        &[],
    )
    .await
    .unwrap();
    batch
}

/// The notices that a worker can see, the latest first.
pub async fn notices_of(db: &Db, who: &Actor) -> Vec<crate::read::NoticeRow> {
    let scope = who
        .may(access::Act::Approve(access::Resource::PaymentNotices))
        .unwrap();
    crate::read::notices(db, &scope, 1, 20).await.unwrap()
}

pub fn refusal(result: Result<impl std::fmt::Debug, Failure>) -> String {
    match result {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

pub fn key(refusal: Refusal) -> String {
    refusal.words().key().to_owned()
}

/// Every rule about money holds.
pub async fn all_holds(db: &Db) {
    assert_eq!(verify(db).await.unwrap(), vec![]);
}

pub fn yen(amount: i64) -> Yen {
    Yen::new(amount)
}
