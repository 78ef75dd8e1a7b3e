//! What others may ask about work orders.

use crate::stage::{ItemState, StageName};
use crate::store;
use crate::{ItemCard, WorkCard, WorkOrderId};
use access::{Columns, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError};

pub use crate::items::{ReportRow, counts, item, of_order as items_of, reports};
pub use crate::rules::Progress;
pub use crate::store::{DocumentRow, PAGE, Wanted, card, card_by_id, cards, lines, progress};

/// The work orders of one worker that are not over, by due date.
pub async fn living_of(db: &Conn, scope: &Scope) -> Result<Vec<WorkCard>, StoreError> {
    let stages = vec![
        StageName::Underway,
        StageName::Returned,
        StageName::Delivered,
    ];
    store::cards(
        db,
        scope,
        &Wanted {
            stages,
            page: 1,
            ..Wanted::default()
        },
    )
    .await
}

/// The offers that wait for a worker's answer.
pub async fn offers_of(db: &Conn, scope: &Scope) -> Result<Vec<WorkCard>, StoreError> {
    store::cards(
        db,
        scope,
        &Wanted {
            stages: vec![StageName::Offered],
            page: 1,
            ..Wanted::default()
        },
    )
    .await
}

/// What the matching must leave as it is: agreed or asked units by worker and portion, and how much is still to do.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Held {
    pub work_order: i64,
    pub public_id: PublicId,
    pub worker: i64,
    pub portion: i64,
    pub units: i64,
    pub handed_in: i64,
    pub stage: String,
    pub standard_seconds: i64,
    pub unit_pay: Yen,
    pub due_on: Day,
    pub pay_on: Day,
    pub class: String,
    pub client_order: i64,
}

/// Every living work order of the region, in one statement.
pub async fn held(db: &Conn) -> Result<Vec<Held>, StoreError> {
    let sql = "select c.id as work_order, c.public_id, c.worker, c.portion, c.units - c.given_back as units, \
        cast(case when c.stage = 'delivered' then coalesce(c.delivered_units, 0) else \
          coalesce((select count(*) from item_work i where i.work_order = c.id and i.state in ('submitted', 'checking', 'done')), 0) \
          + coalesce((select sum(r.units) from work_report r where r.work_order = c.id), 0) end as bigint) as handed_in, \
        c.stage, c.standard_seconds, c.unit_pay, c.due_on, c.pay_on, c.class, c.client_order \
        from work_card c where c.stage in ('draft', 'offered', 'underway', 'delivered', 'returned') order by c.id";
    db::all(db, sql, vec![]).await
}

/// Worker and portion of each offer that was declined: this portion is not proposed again, and nothing else follows.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Declined {
    pub worker: i64,
    pub portion: i64,
}

/// Offers declined for the portions of some client orders.
pub async fn declined(db: &Conn, client_orders: &[i64]) -> Result<Vec<Declined>, StoreError> {
    let sql = format!(
        "select distinct worker, portion from work_card where {} and stage = 'declined'",
        one_of("client_order", client_orders)
    );
    db::all(db, &sql, vec![]).await
}

/// A condition on keys, which are numbers of ours.
fn one_of(column: &str, keys: &[i64]) -> String {
    if keys.is_empty() {
        return "1 = 0".to_owned();
    }
    let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
    format!("{column} in ({})", keys.join(", "))
}

/// How an order's work stands, portion by portion.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct PortionProgress {
    pub portion: i64,
    pub lot: i64,
    pub lot_no: i64,
    pub step_name: String,
    pub item_group: String,
    pub units: i64,
    pub people: i64,
    pub offered: i64,
    pub agreed: i64,
    pub handed_in: i64,
    pub accepted: i64,
}

/// The portions of one client order with what is offered, agreed, handed in and accepted.
pub async fn progress_of_order(
    db: &Conn,
    client_order: i64,
) -> Result<Vec<PortionProgress>, StoreError> {
    progress_of_orders(db, &[client_order]).await
}

/// The same for several client orders.
pub async fn progress_of_orders(
    db: &Conn,
    client_orders: &[i64],
) -> Result<Vec<PortionProgress>, StoreError> {
    let (held, asked) = (
        one_of("c.client_order", client_orders),
        one_of("p.client_order", client_orders),
    );
    let sql = format!(
        "with h as (select c.portion, c.id, c.worker, c.stage, c.units - c.given_back as units, c.delivered_units, \
          coalesce((select count(*) from item_work i where i.work_order = c.id and i.state in ('submitted', 'checking', 'done')), 0) \
          + coalesce((select sum(r.units) from work_report r where r.work_order = c.id), 0) as done \
          from work_card c where {held}) \
        select p.id as portion, p.lot, p.lot_no, p.step_name, p.item_group, p.units, \
          cast(coalesce(sum(case when h.stage in ('underway', 'delivered', 'returned', 'accepted') then 1 else 0 end), 0) as bigint) as people, \
          cast(coalesce(sum(case when h.stage = 'offered' then h.units else 0 end), 0) as bigint) as offered, \
          cast(coalesce(sum(case when h.stage in ('underway', 'delivered', 'returned', 'accepted') then h.units else 0 end), 0) as bigint) as agreed, \
          cast(coalesce(sum(case when h.stage in ('underway', 'returned') then h.done when h.stage in ('delivered', 'accepted') then h.delivered_units else 0 end), 0) as bigint) as handed_in, \
          cast(coalesce(sum(case when h.stage = 'accepted' then h.delivered_units else 0 end), 0) as bigint) as accepted \
        from work_portion p left join h on h.portion = p.id where {asked} \
        group by p.id, p.lot, p.lot_no, p.step_name, p.item_group, p.units order by p.lot_no, p.id"
    );
    db::all(db, &sql, vec![]).await
}

/// Units handed in by day: the pace of an order.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct DayPace {
    pub on_day: Day,
    pub units: i64,
}

/// What was handed in for one client order on each day from `from` to `to`, both included.
pub async fn pace(
    db: &Conn,
    client_order: i64,
    from: Day,
    to: Day,
) -> Result<Vec<DayPace>, StoreError> {
    let sql = "select on_day, cast(sum(units) as bigint) as units from ( \
          select i.submitted_on as on_day, 1 as units from item_work i join work_card c on c.id = i.work_order \
            where c.client_order = $1 and i.submitted_on between $2 and $3 \
          union all \
          select r.on_day, r.units from work_report r join work_card c on c.id = r.work_order \
            where c.client_order = $1 and r.on_day between $2 and $3) d \
        group by on_day order by on_day";
    db::all(db, sql, vec![client_order.into(), from.into(), to.into()]).await
}

/// 発注金額 agreed between two days, both included: the region's worker orders.
pub async fn ordered_between(db: &Conn, from: Day, to: Day) -> Result<Yen, StoreError> {
    let sql = "select cast(coalesce(sum((units - given_back) * unit_pay), 0) as bigint) from work_order \
               where agreed_on between $1 and $2 and stage <> 'terminated'";
    Ok(Yen::new(
        db::scalar(db, sql, vec![from.into(), to.into()])
            .await?
            .unwrap_or(0),
    ))
}

/// What one worker has agreed to and not yet been paid a date for: fees by their pay date.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Expected {
    pub pay_on: Day,
    pub amount: Yen,
}

/// The fees of a worker's agreed and not yet accepted work, by pay date.
pub async fn expected_of(db: &Conn, account: i64) -> Result<Vec<Expected>, StoreError> {
    let sql = "select pay_on, cast(sum((units - given_back) * unit_pay) as bigint) as amount from work_card \
               where account = $1 and stage in ('underway', 'returned', 'delivered') group by pay_on order by pay_on";
    db::all(db, sql, vec![account.into()]).await
}

/// Open items of a work order, for tools that hand them in.
pub async fn open_items(db: &Conn, work: WorkOrderId) -> Result<Vec<ItemCard>, StoreError> {
    crate::items::of_order(db, work, &ItemState::WITH_WORKER).await
}

/// How many work orders within reach are in each stage.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct StageCount {
    pub stage: String,
    pub orders: i64,
}

/// Work orders within reach by stage.
pub async fn stage_counts(db: &Conn, scope: &Scope) -> Result<Vec<StageCount>, StoreError> {
    let mut values: Vec<Value> = vec![];
    let within = scope.sql(&store::OWNERS, &mut values);
    db::all(
        db,
        &format!(
            "select c.stage, count(*) as orders from work_card c where {within} group by c.stage"
        ),
        values,
    )
    .await
}

/// Seconds that the worker kept for a work order's items; 0 where none were kept.
pub async fn seconds_of(db: &Conn, work: WorkOrderId) -> Result<i64, StoreError> {
    db::count(
        db,
        "select cast(coalesce(sum(seconds), 0) as bigint) from item_work where work_order = $1",
        vec![work.0.into()],
    )
    .await
}

/// What waits in the work of one client order, for the page of the morning.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct OrderToday {
    pub order_public_id: PublicId,
    pub title: String,
    /// Offers without an answer, and the first day by which one is asked for.
    pub offered: i64,
    pub answer_by: Option<Day>,
    /// Offers that ended without an answer since the day asked for.
    pub expired: i64,
    pub expired_on: Option<Day>,
    /// Delivered work that waits for 検収.
    pub delivered: i64,
    pub delivered_on: Option<Day>,
    /// Work with its worker past its due date.
    pub late: i64,
    pub late_since: Option<Day>,
}

/// What waits in each order within reach; offers that ended count when they did so since `since`.
pub async fn orders_today(
    db: &Conn,
    scope: &Scope,
    today: Day,
    since: Day,
) -> Result<Vec<OrderToday>, StoreError> {
    let mut values: Vec<Value> = vec![today.into(), since.into()];
    let within = scope.sql(&store::OWNERS, &mut values);
    let late = "c.stage in ('underway', 'returned') and c.due_on < $1";
    let expired = "c.stage = 'expired' and c.stage_on >= $2";
    let sql = format!(
        "select c.order_public_id, c.title, \
          cast(sum(case when c.stage = 'offered' then 1 else 0 end) as bigint) as offered, \
          min(case when c.stage = 'offered' then c.answer_by end) as answer_by, \
          cast(sum(case when {expired} then 1 else 0 end) as bigint) as expired, \
          min(case when {expired} then c.stage_on end) as expired_on, \
          cast(sum(case when c.stage = 'delivered' then 1 else 0 end) as bigint) as delivered, \
          min(case when c.stage = 'delivered' then c.delivered_on end) as delivered_on, \
          cast(sum(case when {late} then 1 else 0 end) as bigint) as late, \
          min(case when {late} then c.due_on end) as late_since \
         from work_card c where {within} and (c.stage in ('offered', 'delivered') or ({expired}) or ({late})) \
         group by c.client_order, c.order_public_id, c.title order by c.client_order"
    );
    db::all(db, &sql, values).await
}

/// A step of a lot with units that nobody has agreed to or been asked for, over all its portions.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct ShortPortion {
    pub order_public_id: PublicId,
    pub title: String,
    pub lot_no: i64,
    pub step_name: String,
    pub missing: i64,
    pub due_on: Day,
}

/// Steps of lots within reach that are due by a day and still lack people, what is due first on top.
pub async fn portions_short(
    db: &Conn,
    scope: &Scope,
    due_by: Day,
) -> Result<Vec<ShortPortion>, StoreError> {
    let mut values: Vec<Value> = vec![due_by.into()];
    let within = scope.sql(
        &Columns {
            led_by: Some("p.director"),
            ..Columns::default()
        },
        &mut values,
    );
    let sql = format!(
        "with taken as (select c.portion, \
           cast(sum(case when c.stage = 'terminated' then coalesce(c.delivered_units, 0) else c.units - c.given_back end) as bigint) as units \
           from work_card c where c.stage not in ('declined', 'expired', 'withdrawn') group by c.portion) \
         select p.order_public_id, p.title, p.lot_no, p.step_name, cast(sum(p.units - coalesce(t.units, 0)) as bigint) as missing, \
           min(p.due_on) as due_on from portion_card p left join taken t on t.portion = p.id \
         where p.order_stage in ('preparing', 'working') and p.due_on <= $1 and p.units > coalesce(t.units, 0) and {within} \
         group by p.order_public_id, p.title, p.lot_no, p.step_no, p.step_name order by due_on, p.title, p.lot_no, p.step_no limit 100"
    );
    db::all(db, &sql, values).await
}

/// One worker's order in hand, as their leader or director sees the day.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct InHand {
    pub public_id: PublicId,
    pub worker_name: String,
    pub worker_number: String,
    pub title: String,
    pub step_name: String,
    pub stage: String,
    pub units: i64,
    pub handed_in: i64,
    pub due_on: Day,
}

/// The work in hand within reach, what is due first on top; one statement, at most 200 rows.
pub async fn in_hand(db: &Conn, scope: &Scope) -> Result<Vec<InHand>, StoreError> {
    let mut values: Vec<Value> = vec![];
    let within = scope.sql(&store::OWNERS, &mut values);
    let sql = format!(
        "select c.public_id, c.worker_name, c.worker_number, c.title, c.step_name, c.stage, c.units - c.given_back as units, \
          cast(case when c.stage = 'delivered' then coalesce(c.delivered_units, 0) else \
            coalesce((select count(*) from item_work i where i.work_order = c.id and i.state in ('submitted', 'checking', 'done')), 0) \
            + coalesce((select sum(r.units) from work_report r where r.work_order = c.id), 0) end as bigint) as handed_in, c.due_on \
         from work_card c where c.stage in ('underway', 'returned', 'delivered') and {within} order by c.due_on, c.id limit 200"
    );
    db::all(db, &sql, values).await
}

/// The latest day on which each worker had work: agreed, delivered or accepted.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct LastWork {
    pub worker: i64,
    /// None for who has only been asked so far.
    pub last_on: Option<Day>,
    /// Offers that wait for an answer.
    pub offered: i64,
    /// Work orders in hand: under way, delivered or returned.
    pub in_hand: i64,
}

/// When everybody last had work, in one statement; who never had any is not listed.
pub async fn last_work(db: &Conn) -> Result<Vec<LastWork>, StoreError> {
    let sql = "select c.worker, max(case when c.stage <> 'offered' then c.stage_on end) as last_on, \
        cast(sum(case when c.stage = 'offered' then 1 else 0 end) as bigint) as offered, \
        cast(sum(case when c.stage in ('underway', 'delivered', 'returned') then 1 else 0 end) as bigint) as in_hand \
        from work_card c where c.stage in ('offered', 'underway', 'delivered', 'returned', 'accepted') \
        group by c.worker order by c.worker";
    db::all(db, sql, vec![]).await
}
