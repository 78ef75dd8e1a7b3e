//! Every statement on work orders and their notices; items and reports have their own store.

use crate::rules::Progress;
use crate::stage::{Stage, StageName};
use crate::tables::{terms_notice, work_order};
use crate::{PortionFacts, WorkCard, WorkLine, WorkOrderId};
use access::{Columns, Scope};
use base::{Day, Moment, PublicId};
use db::sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, EntityTrait, FromQueryResult, Set, Value,
};
use db::{Conn, StoreError, Tx};

/// The owners of a work order's row.
pub const OWNERS: Columns<'static> = Columns {
    municipality: None,
    site: None,
    client: None,
    led_by: Some("c.director"),
    team_of: Some("c.leader"),
    own: Some("c.account"),
};

/// One work order within reach.
pub async fn card(db: &Conn, scope: &Scope, id: &PublicId) -> Result<WorkCard, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    let sql = format!("select c.* from work_card c where c.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// One work order by its key, for those who were led here by a row already within reach.
pub async fn card_by_id(db: &Conn, id: WorkOrderId) -> Result<WorkCard, StoreError> {
    db::one(
        db,
        "select c.* from work_card c where c.id = $1",
        vec![id.0.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// What a list of work orders asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub stages: Vec<StageName>,
    pub order: Option<PublicId>,
    pub worker: Option<PublicId>,
    pub text: String,
    pub page: u64,
}

/// Rows on one page of a list.
pub const PAGE: u64 = 40;

/// The order of a list; the indexes `work_order_list`, `work_order_led` and `work_order_own` have the same expression.
const LISTED: &str = "case when c.stage in ('draft', 'offered', 'underway', 'delivered', 'returned') then 0 else 1 end, \
                      c.due_on, c.id";

/// Work orders within reach, each with everything: what is due first comes first, ended ones last.
pub async fn cards(db: &Conn, scope: &Scope, wanted: &Wanted) -> Result<Vec<WorkCard>, StoreError> {
    #[derive(FromQueryResult)]
    struct Key {
        id: i64,
    }
    let mut values: Vec<Value> = vec![];
    let keys: Vec<Key> = db::all(db, &page(scope, wanted, &mut values), values).await?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=keys.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "select c.* from work_card c where c.id in ({}) order by {LISTED}",
        places.join(", ")
    );
    db::all(db, &sql, keys.iter().map(|it| it.id.into()).collect()).await
}

/// The same as lines of a list.
pub async fn lines(db: &Conn, scope: &Scope, wanted: &Wanted) -> Result<Vec<WorkLine>, StoreError> {
    let mut values: Vec<Value> = vec![];
    let sql = format!(
        "with page as ({}) select c.* from page join work_line c on c.id = page.id order by {LISTED}",
        page(scope, wanted, &mut values)
    );
    db::all(db, &sql, values).await
}

/// The keys of one page, cut from few columns before its rows are filled in: a long list would be sorted whole otherwise.
fn page(scope: &Scope, wanted: &Wanted, values: &mut Vec<Value>) -> String {
    let mut such = vec![scope.sql(&OWNERS, values)];
    if !wanted.stages.is_empty() {
        let stages: Vec<String> = wanted
            .stages
            .iter()
            .map(|it| format!("'{}'", it.text()))
            .collect();
        such.push(format!("c.stage in ({})", stages.join(", ")));
    }
    for (column, id) in [
        ("c.order_public_id", &wanted.order),
        ("c.worker_public_id", &wanted.worker),
    ] {
        if let Some(id) = id {
            values.push(id.clone().into());
            such.push(format!("{column} = ${}", values.len()));
        }
    }
    if !wanted.text.is_empty() {
        values.push(db::like_text(&wanted.text).into());
        let at = values.len();
        such.push(format!("(c.number like ${at} escape '!' or c.worker_name like ${at} escape '!' or c.title like ${at} escape '!')"));
    }
    let (limit, offset) = db::page_of(wanted.page, PAGE);
    values.push(limit.into());
    values.push(offset.into());
    format!(
        "select c.id from work_reach c where {} order by {LISTED} limit ${} offset ${}",
        such.join(" and "),
        values.len() - 1,
        values.len()
    )
}

/// What a portion is and still has to give.
pub async fn portion(db: &Conn, scope: &Scope, id: i64) -> Result<PortionFacts, StoreError> {
    let mut values: Vec<Value> = vec![id.into()];
    let columns = Columns {
        led_by: Some("p.director"),
        ..Columns::default()
    };
    let within = scope.sql(&columns, &mut values);
    let sql = format!(
        "select p.*, \
         (select coalesce(cast(sum(case when w.stage = 'terminated' then coalesce(w.delivered_units, 0) else w.units - w.given_back end) as bigint), 0) \
            from work_order w where w.portion = p.id and w.stage not in ('declined', 'expired', 'withdrawn')) as taken \
         from work_portion p where p.id = $1 and {within}"
    );
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// Whether the worker has a living work order for the portion.
pub async fn is_asked(db: &Conn, worker: i64, portion: i64) -> Result<bool, StoreError> {
    let sql = "select 1 from work_order where worker = $1 and portion = $2 \
               and stage in ('draft', 'offered', 'underway', 'delivered', 'returned')";
    db::exists(db, sql, vec![worker.into(), portion.into()]).await
}

/// Whether the worker has agreed work that is not yet accepted.
pub async fn has_work(db: &Conn, worker: i64) -> Result<bool, StoreError> {
    let sql = "select 1 from work_order where worker = $1 and stage in ('underway', 'delivered', 'returned')";
    db::exists(db, sql, vec![worker.into()]).await
}

/// A new draft.
pub async fn insert(tx: &Tx, row: work_order::ActiveModel) -> Result<WorkOrderId, StoreError> {
    Ok(WorkOrderId(
        work_order::Entity::insert(row)
            .exec(&**tx)
            .await?
            .last_insert_id,
    ))
}

/// A row to fill: everything absent, nothing decided.
pub fn blank() -> work_order::ActiveModel {
    work_order::ActiveModel {
        id: NotSet,
        ..Default::default()
    }
}

/// What changes with a step, besides the stage.
pub fn changes(card: &WorkCard) -> work_order::ActiveModel {
    work_order::ActiveModel {
        id: Set(card.id),
        version: Set(card.version + 1),
        ..Default::default()
    }
}

/// Moves a work order to a stage and saves what changed with it.
pub async fn move_to(
    tx: &Tx,
    stage: &Stage,
    on: Day,
    mut row: work_order::ActiveModel,
) -> Result<(), StoreError> {
    row.stage = Set(stage.name().text().to_owned());
    row.stage_on = Set(on);
    row.why = Set(stage.why().to_owned());
    save(tx, row).await
}

/// Saves changes that leave the stage as it is.
pub async fn save(tx: &Tx, row: work_order::ActiveModel) -> Result<(), StoreError> {
    row.update(&**tx).await?;
    Ok(())
}

/// What has been handed in and what is left, by items or by reports.
pub async fn progress(db: &Conn, card: &WorkCard) -> Result<Progress, StoreError> {
    #[derive(FromQueryResult)]
    struct Counts {
        handed_in: i64,
        with_worker: i64,
    }
    let sql = if card.by_items {
        "select coalesce(cast(sum(case when state in ('submitted', 'checking', 'done') then 1 else 0 end) as bigint), 0) as handed_in, \
         coalesce(cast(sum(case when state in ('open', 'in_progress', 'returned') then 1 else 0 end) as bigint), 0) as with_worker \
         from item_work where work_order = $1"
    } else {
        "select coalesce(cast(sum(units) as bigint), 0) as handed_in, cast(0 as bigint) as with_worker \
         from work_report where work_order = $1"
    };
    let counts: Option<Counts> = db::one(db, sql, vec![card.id.into()]).await?;
    let counts = counts.unwrap_or(Counts {
        handed_in: 0,
        with_worker: 0,
    });
    let (handed_in, with_worker) = (counts.handed_in, counts.with_worker);
    Ok(Progress {
        wanted: card.wanted(),
        by_items: card.by_items,
        handed_in,
        with_worker,
    })
}

/// The terms as they were frozen when the offer was sent.
pub async fn terms_text(db: &Conn, id: WorkOrderId) -> Result<Option<String>, StoreError> {
    db::scalar(
        db,
        "select terms from work_order where id = $1",
        vec![id.0.into()],
    )
    .await
}

/// Offers whose day for an answer is over, oldest first.
pub async fn overdue_offers(db: &Conn, today: Day) -> Result<Vec<PublicId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        public_id: PublicId,
    }
    let sql = "select public_id from work_order where stage = 'offered' and answer_by < $1 order by answer_by, id limit 500";
    let rows: Vec<Row> = db::all(db, sql, vec![today.into()]).await?;
    Ok(rows.into_iter().map(|it| it.public_id).collect())
}

/// A new terms notice.
pub async fn insert_notice(
    tx: &Tx,
    work_order: i64,
    number: i64,
    content: String,
    at: Moment,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let row = terms_notice::ActiveModel {
        id: NotSet,
        public_id: Set(public_id.clone()),
        work_order: Set(work_order),
        number: Set(number),
        content: Set(content),
        issued_at: Set(at),
        pdf: Set(None),
        pdf_hash: Set(None),
    };
    terms_notice::Entity::insert(row).exec(&**tx).await?;
    Ok(public_id)
}

/// A stored notice: its frozen content, and the PDF once it has been drawn.
#[derive(Clone, Debug, FromQueryResult)]
pub struct NoticeRow {
    pub number: i64,
    pub content: String,
    pub pdf: Option<Vec<u8>>,
}

/// The notice of a work order, once both sides have agreed.
pub async fn notice(db: &Conn, work_order: WorkOrderId) -> Result<Option<NoticeRow>, StoreError> {
    let sql = "select number, content, pdf from terms_notice where work_order = $1";
    db::one(db, sql, vec![work_order.0.into()]).await
}

/// Keeps the PDF drawn first; a second drawing changes nothing.
pub async fn keep_pdf(
    tx: &Tx,
    work_order: WorkOrderId,
    pdf: Vec<u8>,
    hash: &str,
) -> Result<(), StoreError> {
    let sql =
        "update terms_notice set pdf = $2, pdf_hash = $3 where work_order = $1 and pdf is null";
    db::execute(tx, sql, vec![work_order.0.into(), pdf.into(), hash.into()]).await?;
    Ok(())
}

/// One line of a worker's documents.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DocumentRow {
    pub public_id: PublicId,
    pub number: i64,
    pub title: String,
    pub step_name: String,
    pub issued_at: Moment,
    pub units: i64,
    pub unit_pay: base::Yen,
    pub pay_on: Day,
    pub stage: String,
}

/// The notices of one worker, newest first.
pub async fn documents(
    db: &Conn,
    scope: &Scope,
    page: u64,
) -> Result<Vec<DocumentRow>, StoreError> {
    let mut values: Vec<Value> = vec![];
    let within = scope.sql(
        &Columns {
            own: Some("c.account"),
            ..Columns::default()
        },
        &mut values,
    );
    let (limit, offset) = db::page_of(page, PAGE);
    values.push(limit.into());
    values.push(offset.into());
    let sql = format!(
        "select c.public_id, n.number, c.title, c.step_name, n.issued_at, c.units, c.unit_pay, c.pay_on, c.stage \
         from terms_notice n join work_card c on c.id = n.work_order where {within} \
         order by n.issued_at desc, n.id desc limit ${} offset ${}",
        values.len() - 1,
        values.len()
    );
    db::all(db, &sql, values).await
}
