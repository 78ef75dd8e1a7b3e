//! Every statement on the items of a work order and on its daily reports.

use crate::lease::Lease;
use crate::rules::Refusal;
use crate::stage::ItemState;
use crate::tables::{item_work, work_report};
use crate::{ItemCard, ItemWorkId, WorkCard, WorkOrderId};
use access::{AccountId, Columns, Failure, Scope, refused};
use base::{Day, Moment, PublicId};
use db::sea_orm::{ActiveValue::NotSet, EntityTrait, FromQueryResult, Set, Value};
use db::{Conn, StoreError, Tx};

/// Rows in one statement; both engines limit the values they take.
const CHUNK: usize = 500;

/// The owners of an item's row: its worker alone. Those who check reach it through their own crate.
const OWNERS: Columns<'static> = Columns {
    municipality: None,
    site: None,
    client: None,
    led_by: None,
    team_of: None,
    own: Some("i.account"),
};

/// Gives the next free items of the portion to a work order, in their order.
pub async fn allot(tx: &Tx, card: &WorkCard) -> Result<(), Failure> {
    #[derive(FromQueryResult)]
    struct Free {
        item: i64,
    }
    let sql = "select item from work_portion_item where portion = $1 and work_order is null order by position, item limit $2";
    let free: Vec<Free> = db::all(tx, sql, vec![card.portion.into(), card.wanted().into()]).await?;
    if (free.len() as i64) < card.wanted() {
        return Err(refused(Refusal::PortionFull {
            left: free.len() as i64,
        }));
    }
    let rows: Vec<item_work::ActiveModel> = free
        .iter()
        .zip(1..)
        .map(|(it, position)| item_work::ActiveModel {
            id: NotSet,
            public_id: Set(tx.public_id()),
            version: Set(1),
            item: Set(it.item),
            portion: Set(card.portion),
            work_order: Set(card.id),
            position: Set(position),
            state: Set(ItemState::Open.text().to_owned()),
            lease_no: Set(0),
            answer: Set("{}".to_owned()),
            seconds: Set(0),
            ..Default::default()
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        item_work::Entity::insert_many(chunk.to_vec())
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Gives up to `units` untouched items back to the portion, the last ones first; tells how many.
pub async fn release(tx: &Tx, card: &WorkCard, units: i64) -> Result<i64, StoreError> {
    let sql = "delete from item_work where id in (select id from item_work where work_order = $1 and state in ('open', 'in_progress') \
               and submitted_at is null order by case when state = 'open' then 0 else 1 end, position desc limit $2)";
    let gone = db::execute(tx, sql, vec![card.id.into(), units.min(1_000_000).into()]).await?;
    Ok(gone as i64)
}

/// One item of the worker's own.
pub async fn item(db: &Conn, scope: &Scope, id: &PublicId) -> Result<ItemCard, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    let sql = format!("select i.* from work_item_card i where i.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// The item at hand: the one being worked on, else one that came back, else the next.
pub async fn next(
    db: &Conn,
    work: WorkOrderId,
    who: AccountId,
    real_now: Moment,
) -> Result<Option<ItemCard>, StoreError> {
    let sql = "select i.* from work_item_card i where i.work_order = $1 and i.state in ('open', 'in_progress', 'returned') \
               and (i.lease_until is null or i.lease_until <= $3 or i.holder = $2) \
               order by case i.state when 'in_progress' then 0 when 'returned' then 1 else 2 end, i.position limit 1";
    db::one(db, sql, vec![work.0.into(), who.into(), real_now.into()]).await
}

/// The items of one work order in some states, in their order.
pub async fn of_order(
    db: &Conn,
    work: WorkOrderId,
    states: &[ItemState],
) -> Result<Vec<ItemCard>, StoreError> {
    let names: Vec<String> = states.iter().map(|it| format!("'{}'", it.text())).collect();
    let sql = format!(
        "select i.* from work_item_card i where i.work_order = $1 and i.state in ({}) order by i.position",
        names.join(", ")
    );
    db::all(db, &sql, vec![work.0.into()]).await
}

/// How many items of a work order are in each state.
pub async fn counts(db: &Conn, work: WorkOrderId) -> Result<Vec<(ItemState, i64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        items: i64,
    }
    let sql = "select state, count(*) as items from item_work where work_order = $1 group by state";
    let rows: Vec<Row> = db::all(db, sql, vec![work.0.into()]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|it| Some((ItemState::named(&it.state)?, it.items)))
        .collect())
}

/// The lease on an item, if somebody holds it.
pub fn lease_of(item: &ItemCard) -> Option<Lease> {
    let (holder, until) = (item.holder?, item.lease_until?);
    Some(Lease {
        holder: AccountId(holder),
        until,
        no: item.lease_no,
    })
}

/// Opens an item for one hand.
pub async fn hold(tx: &Tx, item: &ItemCard, lease: &Lease) -> Result<(), StoreError> {
    let state = if item.state() == ItemState::Open {
        ItemState::InProgress
    } else {
        item.state()
    };
    let sql = "update item_work set state = $2, holder = $3, lease_until = $4, lease_no = $5, \
               opened_at = coalesce(opened_at, $6), version = version + 1 where id = $1";
    let values = vec![
        item.id.into(),
        state.text().into(),
        lease.holder.into(),
        lease.until.into(),
        lease.no.into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// Lets an item go; what was typed stays.
pub async fn let_go(tx: &Tx, item: ItemWorkId) -> Result<(), StoreError> {
    let sql = "update item_work set lease_until = null, holder = null, version = version + 1 where id = $1";
    db::execute(tx, sql, vec![item.0.into()]).await?;
    Ok(())
}

/// Keeps what was typed so far.
pub async fn keep_answer(
    tx: &Tx,
    item: ItemWorkId,
    answer: &str,
    seconds: i64,
    lease: &Lease,
) -> Result<(), StoreError> {
    let sql = "update item_work set answer = $2, seconds = seconds + $3, saved_at = $4, lease_until = $5, version = version + 1 where id = $1";
    let values = vec![
        item.0.into(),
        answer.into(),
        seconds.into(),
        tx.now().into(),
        lease.until.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// What is handed in for one item.
#[derive(Clone, Debug)]
pub struct Handed {
    pub item: ItemWorkId,
    pub answer: String,
    pub seconds: i64,
}

/// Hands items in; each has been judged before.
pub async fn hand_in(
    tx: &Tx,
    handed: &[Handed],
    manual_version: Option<i64>,
) -> Result<(), StoreError> {
    let sql = "update item_work set state = 'submitted', answer = $2, seconds = seconds + $3, saved_at = $4, submitted_at = $4, \
               submitted_on = $5, manual_version = $6, holder = null, lease_until = null, version = version + 1 where id = $1";
    for it in handed {
        let values = vec![
            it.item.0.into(),
            it.answer.as_str().into(),
            it.seconds.into(),
            tx.now().into(),
            tx.today().into(),
            manual_version.into(),
        ];
        db::execute(tx, sql, values).await?;
    }
    Ok(())
}

/// Moves items of a work order from one state to another; tells how many.
pub async fn move_all(
    tx: &Tx,
    work: WorkOrderId,
    from: &[ItemState],
    to: ItemState,
) -> Result<i64, StoreError> {
    let names: Vec<String> = from.iter().map(|it| format!("'{}'", it.text())).collect();
    let sql = format!(
        "update item_work set state = $2, version = version + 1 where work_order = $1 and state in ({})",
        names.join(", ")
    );
    Ok(db::execute(tx, &sql, vec![work.0.into(), to.text().into()]).await? as i64)
}

/// Moves one item from one state to another; false when it was not in that state.
pub async fn move_one(
    tx: &Tx,
    item: ItemWorkId,
    from: &[ItemState],
    to: ItemState,
) -> Result<bool, StoreError> {
    let names: Vec<String> = from.iter().map(|it| format!("'{}'", it.text())).collect();
    let sql = format!(
        "update item_work set state = $2, version = version + 1 where id = $1 and state in ({})",
        names.join(", ")
    );
    Ok(db::execute(tx, &sql, vec![item.0.into(), to.text().into()]).await? == 1)
}

/// A day's report of units done outside this service.
pub async fn insert_report(
    tx: &Tx,
    work: WorkOrderId,
    on: Day,
    units: i64,
    note: &str,
    by: i64,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let row = work_report::ActiveModel {
        id: NotSet,
        public_id: Set(public_id.clone()),
        work_order: Set(work.0),
        on_day: Set(on),
        units: Set(units),
        note: Set(note.to_owned()),
        by_account: Set(by),
        at: Set(tx.now()),
    };
    work_report::Entity::insert(row).exec(&**tx).await?;
    Ok(public_id)
}

/// One line of a work order's reports.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ReportRow {
    pub on_day: Day,
    pub units: i64,
    pub note: String,
}

/// The reports of a work order, newest first.
pub async fn reports(db: &Conn, work: WorkOrderId) -> Result<Vec<ReportRow>, StoreError> {
    let sql = "select on_day, units, note from work_report where work_order = $1 order by on_day desc, id desc limit 400";
    db::all(db, sql, vec![work.0.into()]).await
}

/// Units of one step of a client order that were handed in between two days, both included.
pub async fn handed_in_between(
    db: &Conn,
    client_order: i64,
    step: &str,
    (from, to): (Day, Day),
) -> Result<i64, StoreError> {
    let sql = "select cast(coalesce(sum(units), 0) as bigint) from ( \
          select 1 as units from item_work i join work_card c on c.id = i.work_order \
            where c.client_order = $1 and c.step_name = $2 and i.submitted_on between $3 and $4 \
          union all \
          select r.units from work_report r join work_card c on c.id = r.work_order \
            where c.client_order = $1 and c.step_name = $2 and r.on_day between $3 and $4) d";
    let values = vec![client_order.into(), step.into(), from.into(), to.into()];
    db::count(db, sql, values).await
}
