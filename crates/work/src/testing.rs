//! An order in the field for the tests of this capability and of those above: one lot of 25 plain and 5 confidential
//! items, and a counted step beside it.

use access::testing::{Cast, cast};
use access::{AccountId, Actor, Role};
use base::{Day, PublicId};
use db::{Author, Db};
use orders::PortionId;
use people::WorkerId;

use crate::{Asked, Draft};

/// The order and its people.
pub struct Field {
    pub cast: Cast,
    /// The worker of the cast, and the other worker.
    pub worker: WorkerId,
    pub other: WorkerId,
    /// 25 items, one in ten checked.
    pub items: PortionId,
    /// 5 confidential items.
    pub secure: PortionId,
    /// 100 units counted by reports.
    pub counted: PortionId,
}

/// The tables that a work order stands on.
pub fn migrations() -> Vec<db::Migration> {
    [
        access::testing::migrations(),
        people::migrations(),
        sites::migrations(),
        sales::migrations(),
        orders::migrations(),
        crate::migrations(),
    ]
    .concat()
}

/// Fills an empty database. The frozen terms need words.
pub async fn field(db: &Db) -> Field {
    webkit::words::install(&[webkit::LOCALE, access::LOCALE, orders::WORDS, crate::WORDS]);
    let cast = cast(db).await;
    let tx = db
        .begin(&Author::system("test"))
        .await
        .expect("a command begins");
    let names = [
        ("{worker}", cast.actor(Role::Worker).account.0),
        ("{other}", cast.other_worker.account.0),
        ("{director}", cast.actor(Role::Director).account.0),
        ("{client}", cast.clients[0].0),
        ("{town}", cast.towns[3].0),
    ];
    let sql = names.iter().fold(
        include_str!("../tests_data/field.sql").to_owned(),
        |sql, (name, id)| sql.replace(name, &id.to_string()),
    );
    for statement in sql.split(";\n") {
        db::execute(&tx, statement, vec![])
            .await
            .expect("a row of the field");
    }
    tx.finish(&()).await.expect("a commit");
    Field {
        cast,
        worker: WorkerId(1),
        other: WorkerId(2),
        items: PortionId(1),
        secure: PortionId(2),
        counted: PortionId(3),
    }
}

impl Field {
    pub fn director(&self) -> &Actor {
        self.cast.actor(Role::Director)
    }

    /// 宮下さやか.
    pub fn sayaka(&self) -> &Actor {
        self.cast.actor(Role::Worker)
    }

    /// 有賀.
    pub fn aruga(&self) -> &Actor {
        &self.cast.other_worker
    }

    /// A draft for a worker, answered within four days.
    pub fn draft(&self, db: &Db, worker: WorkerId, portion: PortionId, units: i64) -> Draft {
        let today: Day = db.clock().today();
        Draft {
            worker,
            portion,
            units,
            reason: "evenings".to_owned(),
            answer_by: today.plus_days(4),
            due_on: None,
            pay_on: None,
            leader: Some(AccountId(self.cast.actor(Role::Leader).account.0)),
        }
    }

    /// An offer sent to a worker.
    pub async fn offered(
        &self,
        db: &Db,
        worker: WorkerId,
        portion: PortionId,
        units: i64,
    ) -> Asked {
        let asked = crate::draft(db, self.director(), &self.draft(db, worker, portion, units))
            .await
            .expect("a draft");
        crate::offer(db, self.director(), &asked.public_id)
            .await
            .expect("an offer")
    }

    /// Work that a worker has agreed to.
    pub async fn agreed(
        &self,
        db: &Db,
        who: &Actor,
        worker: WorkerId,
        portion: PortionId,
        units: i64,
    ) -> PublicId {
        let asked = self.offered(db, worker, portion, units).await;
        crate::agree(db, who, &asked.public_id)
            .await
            .expect("an agreement")
            .public_id
    }
}
