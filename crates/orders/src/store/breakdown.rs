use crate::PortionId;
use crate::breakdown::{LotPlan, LotShare, StepPlan};
use crate::tables::{lot, step};
use base::Day;
use db::{Conn, StoreError};
use sea_orm::FromQueryResult;

/// The lots of an order.
pub async fn lots(db: &Conn, order: i64) -> Result<Vec<lot::Model>, StoreError> {
    db::all(
        db,
        "select l.* from lot l where l.client_order = $1 order by l.no",
        vec![order.into()],
    )
    .await
}

/// The steps of an order.
pub async fn steps(db: &Conn, order: i64) -> Result<Vec<step::Model>, StoreError> {
    db::all(
        db,
        "select s.* from step s where s.client_order = $1 order by s.no",
        vec![order.into()],
    )
    .await
}

/// A stored lot as the deciding file sees it.
pub fn lot_plan(it: &lot::Model) -> LotPlan {
    LotPlan {
        no: it.no,
        quantity: it.quantity,
        due_on: it.due_on,
    }
}

/// A stored step as the deciding file sees it.
pub fn step_plan(it: &step::Model) -> StepPlan {
    StepPlan {
        name: it.name.clone(),
        kind: it.kind,
        standard_seconds: it.standard_seconds,
        unit_pay: it.unit_pay,
    }
}

/// True when work on a portion of the order has begun.
pub async fn has_begun(db: &Conn, order: i64) -> Result<bool, StoreError> {
    let sql = "select 1 from portion where client_order = $1 and begun_on is not null";
    db::exists(db, sql, vec![order.into()]).await
}

/// Removes the portions of an order, none of which has begun, and takes its items out of their lots.
pub async fn clear_portions(db: &Conn, order: i64) -> Result<(), StoreError> {
    db::execute(
        db,
        "delete from portion where client_order = $1 and begun_on is null",
        vec![order.into()],
    )
    .await?;
    let sql = "update item set lot = null where client_order = $1 and lot is not null";
    db::execute(db, sql, vec![order.into()]).await?;
    Ok(())
}

/// Removes the lots of an order without portions.
pub async fn clear_lots(db: &Conn, order: i64) -> Result<(), StoreError> {
    db::execute(
        db,
        "delete from lot where client_order = $1",
        vec![order.into()],
    )
    .await?;
    Ok(())
}

/// Removes the steps of an order without portions.
pub async fn clear_steps(db: &Conn, order: i64) -> Result<(), StoreError> {
    db::execute(
        db,
        "delete from step where client_order = $1",
        vec![order.into()],
    )
    .await?;
    Ok(())
}

/// Puts every item into a lot: first where the client wished it, then by position until each share is full.
pub async fn place_items(
    db: &Conn,
    order: i64,
    lots: &[lot::Model],
    shares: &[LotShare],
) -> Result<(), StoreError> {
    for lot in lots {
        let sql = "update item set lot = $1 where client_order = $2 and wanted_lot = $3";
        db::execute(db, sql, vec![lot.id.into(), order.into(), lot.no.into()]).await?;
    }
    for (lot, share) in lots.iter().zip(shares) {
        for (confidential, units) in [(false, share.general), (true, share.confidential)] {
            let sql = "update item set lot = $1 where id in (\
                         select i.id from item i where i.client_order = $2 and i.confidential = $3 and i.lot is null \
                         order by i.position limit \
                         (select $4 - count(*) from item h where h.lot = $1 and h.confidential = $3))";
            db::execute(
                db,
                sql,
                vec![
                    lot.id.into(),
                    order.into(),
                    confidential.into(),
                    units.into(),
                ],
            )
            .await?;
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Key {
    id: PortionId,
}

/// The portions of an order, in the order of lot, group and step.
pub async fn portion_keys(db: &Conn, order: i64) -> Result<Vec<PortionId>, StoreError> {
    let sql = "select p.id from portion p join lot l on l.id = p.lot join step s on s.id = p.step \
               where p.client_order = $1 order by l.no, case p.item_group when 'general' then 0 else 1 end, s.no";
    let rows: Vec<Key> = db::all(db, sql, vec![order.into()]).await?;
    Ok(rows.into_iter().map(|it| it.id).collect())
}

#[derive(FromQueryResult)]
struct Begun {
    client_order: i64,
}

/// Dates the beginning of work on a portion; gives the order when it had not begun before.
pub async fn begin_portion(
    db: &Conn,
    portion: PortionId,
    on: Day,
) -> Result<Option<i64>, StoreError> {
    let sql = "update portion set begun_on = $1 where id = $2 and begun_on is null returning client_order";
    let row: Option<Begun> = db::one(db, sql, vec![on.into(), portion.into()]).await?;
    Ok(row.map(|it| it.client_order))
}
