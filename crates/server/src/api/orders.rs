//! 受注 over the API.

use super::asked::{Id, ListAsked, Query};
use super::told::{Listed, Named, Told};
use access::{Act, PageError, Resource, Visit, places};
use base::PublicId;
use orders::Stage;
use orders::read::{OrderFacts, PortionFacts};
use quality::read::LotRow;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use work::read::PortionProgress;

/// 受注: one client order in a list.
#[derive(Serialize, ToSchema)]
pub struct Order {
    /// 公開ID.
    id: String,
    /// 受注番号.
    #[schema(example = "J-R8-0001")]
    number: String,
    title: String,
    /// 件数.
    quantity: i64,
    /// 単価（税抜）: yen per unit, without consumption tax.
    unit_price: i64,
    /// 受注金額（税抜）: yen, without consumption tax.
    value: i64,
    #[schema(format = Date)]
    ordered_on: String,
    /// 納期.
    #[schema(format = Date)]
    due_on: String,
    /// 状態: ordered, preparing, working, delivered, inspecting, accepted, invoiced, paid, cancelled.
    #[schema(example = "working")]
    stage: String,
    #[schema(format = Date)]
    stage_since: String,
}

/// 受注 with its lots and portions.
#[derive(Serialize, ToSchema)]
pub struct OrderSheet {
    order: Order,
    client: Named,
    /// 情報の扱い: where it may be worked on: home, site, secure.
    permitted_places: String,
    counts: Counts,
    lots: Vec<Lot>,
    /// 分担: only for those who may read the breakdown.
    portions: Vec<Portion>,
}

/// 件数の現在: units of an order or a lot, as far as they have come.
#[derive(Default, Serialize, ToSchema)]
pub struct Counts {
    ordered: i64,
    /// 検収済: accepted from workers in every step of work.
    accepted: i64,
    /// 納品済: with the client now, or accepted by the client.
    delivered: i64,
    /// 顧客の検収済: accepted by the client.
    client_accepted: i64,
}

/// ロット.
#[derive(Serialize, ToSchema)]
pub struct Lot {
    /// 公開ID.
    id: String,
    no: i64,
    #[schema(format = Date)]
    due_on: String,
    counts: Counts,
}

/// 分担: one step of one group of items in one lot, and how far people are with it.
#[derive(Serialize, ToSchema)]
pub struct Portion {
    /// 公開ID.
    id: String,
    lot_no: i64,
    step: String,
    /// 工程の種類: work or check.
    step_kind: String,
    /// 項目の区分: general or confidential.
    group: String,
    /// 情報の区分: home, site or secure.
    class: String,
    units: i64,
    /// 報酬単価: yen per unit.
    unit_pay: i64,
    #[schema(format = Date)]
    due_on: String,
    /// 人数: people who agreed.
    people: i64,
    offered: i64,
    agreed: i64,
    handed_in: i64,
    accepted: i64,
}

#[utoipa::path(
    get, path = "/api/orders", operation_id = "order-list", tag = "orders", params(ListAsked),
    responses((status = 200, body = Listed<Order>)), security(("token" = []))
)]
pub(super) async fn list(
    visit: Visit,
    Query(asked): Query<ListAsked>,
) -> Result<Told<Listed<Order>>, PageError> {
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    let stage = asked.stage(&Stage::ALL, Stage::name)?;
    let page = asked.page();
    let (rows, more) =
        orders::read::orders_page(visit.db(), &scope, asked.words(), stage, page).await?;
    Ok(Told(Listed {
        rows: rows.iter().map(order).collect(),
        page,
        more,
    }))
}

#[utoipa::path(
    get, path = "/api/orders/{id}", operation_id = "order-one", tag = "orders", params(("id" = String, Path)),
    responses((status = 200, body = OrderSheet)), security(("token" = []))
)]
pub(super) async fn one(visit: Visit, Id(id): Id) -> Result<Told<OrderSheet>, PageError> {
    let (db, scope) = (visit.db(), visit.may(Act::Read(Resource::ClientOrders))?);
    let it = orders::read::order_by_public_id(db, &scope, &id).await?;
    let client = places::client(db, it.client).await?;
    let given = quality::read::lots(db, &scope, &id).await?;
    let lots: Vec<Lot> = orders::read::lots_of(db, it.id)
        .await?
        .iter()
        .map(|lot| counted(lot, &given))
        .collect();
    let counts = Counts {
        ordered: it.quantity,
        accepted: lots.iter().map(|it| it.counts.accepted).sum(),
        delivered: lots.iter().map(|it| it.counts.delivered).sum(),
        client_accepted: lots.iter().map(|it| it.counts.client_accepted).sum(),
    };
    Ok(Told(OrderSheet {
        client: Named {
            id: client.public_id.to_string(),
            name: client.name,
        },
        permitted_places: it.permitted_places.name().to_owned(),
        counts,
        lots,
        portions: portions(&visit, &id, &it).await?,
        order: order(&it),
    }))
}

fn order(it: &OrderFacts) -> Order {
    Order {
        id: it.public_id.to_string(),
        number: it.number.clone(),
        title: it.title.clone(),
        quantity: it.quantity,
        unit_price: it.unit_price.amount(),
        value: it.value().amount(),
        ordered_on: it.ordered_on.to_string(),
        due_on: it.due_on.to_string(),
        stage: it.stage.name().to_owned(),
        stage_since: it.stage_since.to_string(),
    }
}

fn counted(lot: &orders::read::LotFacts, given: &[LotRow]) -> Lot {
    let so_far = given.iter().find(|it| it.lot == lot.id.0);
    Lot {
        id: lot.public_id.to_string(),
        no: lot.no,
        due_on: lot.due_on.to_string(),
        counts: Counts {
            ordered: lot.quantity,
            accepted: so_far.map_or(0, |it| it.accepted),
            delivered: so_far.map_or(0, |it| it.with_client),
            client_accepted: so_far.map_or(0, |it| it.client_accepted),
        },
    }
}

/// The portions, for whoever reaches this order's breakdown; what workers are paid is not for the client.
async fn portions(
    visit: &Visit,
    id: &PublicId,
    it: &OrderFacts,
) -> Result<Vec<Portion>, PageError> {
    let Ok(scope) = visit.may(Act::Read(Resource::Breakdown)) else {
        return Ok(Vec::new());
    };
    match orders::read::order_by_public_id(visit.db(), &scope, id).await {
        Err(db::StoreError::Absent) => return Ok(Vec::new()),
        found => found?,
    };
    let progress = work::read::progress_of_order(visit.db(), it.id.0).await?;
    let progress: BTreeMap<i64, PortionProgress> =
        progress.into_iter().map(|it| (it.portion, it)).collect();
    let portions = orders::read::portions_of(visit.db(), it.id).await?;
    Ok(portions
        .iter()
        .map(|it| portion(it, progress.get(&it.id.0)))
        .collect())
}

fn portion(it: &PortionFacts, so_far: Option<&PortionProgress>) -> Portion {
    let of = |count: fn(&PortionProgress) -> i64| so_far.map_or(0, count);
    Portion {
        id: it.public_id.to_string(),
        lot_no: it.lot_no,
        step: it.step_name.clone(),
        step_kind: it.step_kind.name().to_owned(),
        group: it.group.name().to_owned(),
        class: it.class.name().to_owned(),
        units: it.units,
        unit_pay: it.unit_pay.amount(),
        due_on: it.due_on.to_string(),
        people: of(|it| it.people),
        offered: of(|it| it.offered),
        agreed: of(|it| it.agreed),
        handed_in: of(|it| it.handed_in),
        accepted: of(|it| it.accepted),
    }
}
