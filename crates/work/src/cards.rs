//! What this crate tells others about a work order, a portion and an item.

use crate::stage::{ItemState, Stage, StageName};
use base::{Day, Moment, OutOfRange, PublicId, Yen};
use db::sea_orm::{DeriveValueType, FromQueryResult};
use serde::{Deserialize, Serialize};

/// The key of a work order (発注).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    DeriveValueType,
    Serialize,
    Deserialize,
)]
pub struct WorkOrderId(pub i64);

/// The key of one item in one work order (作業単位).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    DeriveValueType,
    Serialize,
    Deserialize,
)]
pub struct ItemWorkId(pub i64);

/// 発注: one work order as its readers see it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct WorkCard {
    pub id: i64,
    pub public_id: PublicId,
    pub version: i32,
    pub number: String,
    pub worker: i64,
    pub worker_public_id: PublicId,
    pub worker_number: String,
    pub worker_name: String,
    /// The account of the worker.
    pub account: i64,
    pub portion: i64,
    pub leader: Option<i64>,
    pub leader_name: Option<String>,
    pub units: i64,
    pub given_back: i64,
    pub delivered_units: Option<i64>,
    pub unit_pay: Yen,
    pub by_items: bool,
    pub stage: String,
    pub stage_on: Day,
    pub why: String,
    pub reason: String,
    pub answer_by: Day,
    pub due_on: Day,
    pub pay_on: Day,
    pub offered_at: Option<Moment>,
    pub agreed_at: Option<Moment>,
    pub agreed_on: Option<Day>,
    pub delivered_on: Option<Day>,
    pub accepted_on: Option<Day>,
    pub paper_wished_on: Option<Day>,
    pub client_order: i64,
    pub order_public_id: PublicId,
    pub order_number: String,
    pub title: String,
    pub work_content: String,
    pub delivery_place: String,
    pub delivery_method: String,
    pub devices: String,
    pub director: Option<i64>,
    pub director_name: Option<String>,
    pub client: i64,
    pub client_name: String,
    pub job_type: i64,
    pub withholding: bool,
    pub lot: i64,
    pub lot_public_id: PublicId,
    pub lot_no: i64,
    pub item_group: String,
    pub step_name: String,
    pub step_kind: String,
    pub standard_seconds: i64,
    pub class: String,
    pub check_plan: String,
    pub check_permille: i64,
    pub check_seed: i64,
}

impl WorkCard {
    /// The same as a line of a list.
    pub fn line(&self) -> WorkLine {
        WorkLine {
            public_id: self.public_id.clone(),
            number: self.number.clone(),
            worker_public_id: self.worker_public_id.clone(),
            worker_number: self.worker_number.clone(),
            worker_name: self.worker_name.clone(),
            title: self.title.clone(),
            lot_no: self.lot_no,
            step_name: self.step_name.clone(),
            class: self.class.clone(),
            units: self.units,
            given_back: self.given_back,
            unit_pay: self.unit_pay,
            stage: self.stage.clone(),
            stage_on: self.stage_on,
            answer_by: self.answer_by,
            due_on: self.due_on,
            pay_on: self.pay_on,
        }
    }

    /// The key in its type.
    pub fn key(&self) -> WorkOrderId {
        WorkOrderId(self.id)
    }

    /// The stage with its facts.
    pub fn stage(&self) -> Stage {
        Stage::from_row(self.stage_name(), self.stage_on, &self.why)
    }

    /// The name of the stage.
    pub fn stage_name(&self) -> StageName {
        StageName::named(&self.stage).expect("the column's check knows the same names")
    }

    /// Units still asked for: ordered minus given back.
    pub fn wanted(&self) -> i64 {
        self.units - self.given_back
    }

    /// The fee for everything asked.
    pub fn fee(&self) -> Result<Yen, OutOfRange> {
        self.unit_pay.times(self.wanted())
    }

    /// Minutes that the whole takes at the standard pace.
    pub fn standard_minutes(&self) -> i64 {
        (self.wanted() * self.standard_seconds + 59) / 60
    }

    /// 時間あたり目安: yen per hour at the standard pace, rounded down; none without a standard.
    pub fn hourly(&self) -> Option<Yen> {
        (self.standard_seconds > 0)
            .then(|| Yen::new(self.unit_pay.amount() * 3600 / self.standard_seconds))
    }

    /// True when the work may only be opened in a secure room.
    pub fn is_secure(&self) -> bool {
        self.class == "secure"
    }
}

/// 発注 in a list: what a line of it shows, and no more.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct WorkLine {
    pub public_id: PublicId,
    pub number: String,
    pub worker_public_id: PublicId,
    pub worker_number: String,
    pub worker_name: String,
    pub title: String,
    pub lot_no: i64,
    pub step_name: String,
    pub class: String,
    pub units: i64,
    pub given_back: i64,
    pub unit_pay: Yen,
    pub stage: String,
    pub stage_on: Day,
    pub answer_by: Day,
    pub due_on: Day,
    pub pay_on: Day,
}

impl WorkLine {
    /// The name of the stage.
    pub fn stage_name(&self) -> StageName {
        StageName::named(&self.stage).expect("the column's check knows the same names")
    }

    /// Units still asked for: ordered minus given back.
    pub fn wanted(&self) -> i64 {
        self.units - self.given_back
    }

    /// The fee for everything asked.
    pub fn fee(&self) -> Result<Yen, OutOfRange> {
        self.unit_pay.times(self.wanted())
    }
}

/// What a portion asks, and how much of it is given out.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct PortionFacts {
    pub id: i64,
    pub units: i64,
    pub unit_pay: Yen,
    pub due_on: Day,
    pub director: Option<i64>,
    /// 1 when the work lies in items.
    pub with_items: i32,
    pub taken: i64,
}

/// 作業単位: one item in one work order.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct ItemCard {
    pub id: i64,
    pub public_id: PublicId,
    pub version: i32,
    pub work_order: i64,
    pub work_public_id: PublicId,
    pub work_stage: String,
    pub item: i64,
    pub item_number: String,
    pub position: i64,
    pub fields: String,
    pub confidential: bool,
    pub state: String,
    pub holder: Option<i64>,
    pub lease_until: Option<Moment>,
    pub lease_no: i64,
    pub answer: String,
    pub seconds: i64,
    pub manual_version: Option<i64>,
    pub saved_at: Option<Moment>,
    pub submitted_at: Option<Moment>,
    pub account: i64,
}

impl ItemCard {
    /// The key in its type.
    pub fn key(&self) -> ItemWorkId {
        ItemWorkId(self.id)
    }

    /// The state by its name.
    pub fn state(&self) -> ItemState {
        ItemState::named(&self.state).expect("the column's check knows the same names")
    }
}
