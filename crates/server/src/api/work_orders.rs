//! 発注 over the API.

use super::asked::{Id, ListAsked, Query};
use super::told::{Listed, Told};
use access::{Act, PageError, Resource, Visit};
use serde::Serialize;
use utoipa::ToSchema;
use work::read::{PAGE, Progress, Wanted};
use work::rules::sees_pay;
use work::stage::StageName;
use work::{WorkCard, WorkLine};

/// 発注: one work order in a list.
#[derive(Serialize, ToSchema)]
pub struct WorkOrder {
    /// 公開ID.
    id: String,
    /// 発注番号.
    number: String,
    worker: Person,
    title: String,
    lot_no: i64,
    step: String,
    /// 情報の区分: home, site or secure.
    class: String,
    /// 件数: ordered minus given back.
    units: i64,
    /// 報酬単価: yen per unit; null for a leader, who sees the work of the team but not its pay.
    unit_pay: Option<i64>,
    /// 報酬額: yen for everything asked.
    fee: Option<i64>,
    /// 状態: draft, offered, underway, delivered, accepted, returned, declined, expired, withdrawn, terminated.
    #[schema(example = "underway")]
    stage: String,
    #[schema(format = Date)]
    stage_since: String,
    /// 回答期限.
    #[schema(format = Date)]
    answer_by: String,
    /// 納期.
    #[schema(format = Date)]
    due_on: String,
    /// 支払期日.
    #[schema(format = Date)]
    pay_on: String,
}

/// ワーカー as a work order names them.
#[derive(Serialize, ToSchema)]
pub struct Person {
    /// 公開ID.
    id: String,
    #[schema(example = "W0001")]
    number: String,
    name: String,
}

/// 発注 with its conditions and what has been handed in.
#[derive(Serialize, ToSchema)]
pub struct WorkOrderSheet {
    work_order: WorkOrder,
    conditions: Conditions,
    progress: SoFar,
}

/// 条件: what both sides agree to.
#[derive(Serialize, ToSchema)]
pub struct Conditions {
    work_content: String,
    delivery_place: String,
    delivery_method: String,
    devices: String,
    /// なぜあなたに: why this person is asked.
    reason: String,
    /// 標準の時間, in minutes for everything asked.
    standard_minutes: i64,
    /// 時間あたり目安: yen per hour at the standard pace.
    hourly: Option<i64>,
    /// 源泉徴収 applies.
    withholding: bool,
    director: Option<String>,
    leader: Option<String>,
    #[schema(format = Date)]
    agreed_on: Option<String>,
    /// 受領日: the sixty days until payment count from here.
    #[schema(format = Date)]
    delivered_on: Option<String>,
    #[schema(format = Date)]
    accepted_on: Option<String>,
}

/// 進み具合.
#[derive(Serialize, ToSchema)]
pub struct SoFar {
    units: i64,
    handed_in: i64,
    /// 項目ごと: the work lies in items; otherwise counts are reported.
    by_items: bool,
    /// 手元: items that are open, in progress or returned.
    with_worker: i64,
}

#[utoipa::path(
    get, path = "/api/work-orders", operation_id = "work-order-list", tag = "work", params(ListAsked),
    responses((status = 200, body = Listed<WorkOrder>)), security(("token" = []))
)]
pub(super) async fn list(
    visit: Visit,
    Query(asked): Query<ListAsked>,
) -> Result<Told<Listed<WorkOrder>>, PageError> {
    let scope = visit.may(Act::Read(Resource::WorkOrders))?;
    let stages = asked
        .stage(&StageName::ALL, StageName::text)?
        .into_iter()
        .collect();
    let page = asked.page();
    let wanted = Wanted {
        stages,
        text: asked.words().to_owned(),
        page,
        ..Wanted::default()
    };
    let mut lines = work::read::lines(visit.db(), &scope, &wanted).await?;
    let more = lines.len() as u64 > PAGE;
    lines.truncate(PAGE as usize);
    let pay = sees_pay(&scope, visit.actor.account, None);
    let rows = lines
        .into_iter()
        .map(|it| work_order(it, pay))
        .collect::<Result<_, _>>()?;
    Ok(Told(Listed { rows, page, more }))
}

#[utoipa::path(
    get, path = "/api/work-orders/{id}", operation_id = "work-order-one", tag = "work", params(("id" = String, Path)),
    responses((status = 200, body = WorkOrderSheet)), security(("token" = []))
)]
pub(super) async fn one(visit: Visit, Id(id): Id) -> Result<Told<WorkOrderSheet>, PageError> {
    let scope = visit.may(Act::Read(Resource::WorkOrders))?;
    let card = work::read::card(visit.db(), &scope, &id).await?;
    let progress = work::read::progress(visit.db(), &card).await?;
    let pay = sees_pay(&scope, visit.actor.account, Some(card.account));
    Ok(Told(WorkOrderSheet {
        work_order: work_order(card.line(), pay)?,
        conditions: conditions(&card, pay),
        progress: so_far(&progress),
    }))
}

fn work_order(it: WorkLine, pay: bool) -> Result<WorkOrder, access::Failure> {
    let fee = it.fee()?.amount();
    Ok(WorkOrder {
        units: it.wanted(),
        fee: pay.then_some(fee),
        id: it.public_id.to_string(),
        number: it.number,
        worker: Person {
            id: it.worker_public_id.to_string(),
            number: it.worker_number,
            name: it.worker_name,
        },
        title: it.title,
        lot_no: it.lot_no,
        step: it.step_name,
        class: it.class,
        unit_pay: pay.then_some(it.unit_pay.amount()),
        stage: it.stage,
        stage_since: it.stage_on.to_string(),
        answer_by: it.answer_by.to_string(),
        due_on: it.due_on.to_string(),
        pay_on: it.pay_on.to_string(),
    })
}

fn conditions(it: &WorkCard, pay: bool) -> Conditions {
    let day = |day: Option<base::Day>| day.map(|it| it.to_string());
    Conditions {
        work_content: it.work_content.clone(),
        delivery_place: it.delivery_place.clone(),
        delivery_method: it.delivery_method.clone(),
        devices: it.devices.clone(),
        reason: it.reason.clone(),
        standard_minutes: it.standard_minutes(),
        hourly: it.hourly().map(|it| it.amount()).filter(|_| pay),
        withholding: it.withholding,
        director: it.director_name.clone(),
        leader: it.leader_name.clone(),
        agreed_on: day(it.agreed_on),
        delivered_on: day(it.delivered_on),
        accepted_on: day(it.accepted_on),
    }
}

fn so_far(it: &Progress) -> SoFar {
    SoFar {
        units: it.wanted,
        handed_in: it.handed_in,
        by_items: it.by_items,
        with_worker: it.with_worker,
    }
}
