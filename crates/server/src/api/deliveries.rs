//! 納品 over the API: what went to the client, and the client's answer to it. Of everything that people approve it is the
//! one thing open to a token, since a client's own system may well be what checks a delivery.

use super::asked::{Body, Id, Keyed, fault};
use super::told::{Listed, Told};
use access::{Act, PageError, Resource, Visit};
use quality::LotAnswered;
use quality::read::DeliveryRow;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use webkit::words;

/// 納品: one delivery of a lot.
#[derive(Serialize, ToSchema)]
pub struct Delivery {
    /// 公開ID.
    id: String,
    lot_no: i64,
    /// 回: counts the deliveries of the lot.
    no: i64,
    units: i64,
    /// 検査した件数.
    checked: i64,
    /// 初回合格: right at the first look.
    passed: i64,
    /// 手順書の版.
    manual_no: Option<i64>,
    #[schema(format = Date)]
    received_on: String,
    /// 検査の期日.
    #[schema(format = Date)]
    inspect_by: String,
    /// 状態: delivered, accepted, partly or returned.
    #[schema(example = "delivered")]
    stage: String,
    accepted_units: i64,
    #[schema(format = Date)]
    answered_on: Option<String>,
}

#[utoipa::path(
    get, path = "/api/orders/{id}/deliveries", operation_id = "delivery-list", tag = "orders", params(("id" = String, Path)),
    responses((status = 200, body = Listed<Delivery>)), security(("token" = []))
)]
pub(super) async fn list(visit: Visit, Id(id): Id) -> Result<Told<Listed<Delivery>>, PageError> {
    let scope = visit.may(Act::Read(Resource::Deliveries))?;
    orders::read::order_by_public_id(visit.db(), &scope, &id).await?;
    let rows = quality::read::deliveries(visit.db(), &scope, &id).await?;
    Ok(Told(Listed {
        rows: rows.iter().map(delivery).collect(),
        page: 1,
        more: false,
    }))
}

fn delivery(it: &DeliveryRow) -> Delivery {
    Delivery {
        id: it.public_id.to_string(),
        lot_no: it.lot_no,
        no: it.no,
        units: it.units,
        checked: it.checked,
        passed: it.passed,
        manual_no: it.manual_no,
        received_on: it.received_on.to_string(),
        inspect_by: it.inspect_by.to_string(),
        stage: it.stage.clone(),
        accepted_units: it.accepted_units,
        answered_on: it.answered_on.map(|it| it.to_string()),
    }
}

/// 検収の返事: how many units of the delivery the client took and how many went back.
#[derive(Serialize, ToSchema)]
pub struct Answered {
    /// 納品の公開ID.
    delivery: String,
    accepted: i64,
    returned: i64,
}

/// 差戻し: the parts that go back; the rest of the delivery is accepted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    #[schema(min_items = 1, max_items = 100)]
    returns: Vec<Part>,
}

/// One part that goes back, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    #[schema(minimum = 1, example = 3)]
    units: i64,
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

#[utoipa::path(
    post, path = "/api/deliveries/{id}/acceptance", operation_id = "delivery-accept", tag = "orders",
    params(("id" = String, Path)), responses((status = 200, body = Answered)), security(("token" = []))
)]
pub(super) async fn accept(Keyed(visit): Keyed, Id(id): Id) -> Result<Told<Answered>, PageError> {
    let it = quality::client_accept(visit.db(), &visit.actor, &id).await?;
    Ok(Told(answered(&it)))
}

#[utoipa::path(
    post, path = "/api/deliveries/{id}/return", operation_id = "delivery-return", tag = "orders",
    params(("id" = String, Path)), request_body = Returned, responses((status = 200, body = Answered)),
    security(("token" = []))
)]
pub(super) async fn send_back(
    Keyed(visit): Keyed,
    Id(id): Id,
    Body(it): Body<Returned>,
) -> Result<Told<Answered>, PageError> {
    if it.returns.is_empty() || it.returns.len() > 100 {
        return Err(fault("returns", words!("server-fault-returns", most = 100)));
    }
    if it.returns.iter().any(|it| it.reason.chars().count() > 500) {
        return Err(fault("reason", words!("server-fault-reason", most = 500)));
    }
    let parts: Vec<(i64, String)> = it
        .returns
        .into_iter()
        .map(|it| (it.units, it.reason.trim().to_owned()))
        .collect();
    let it = quality::client_return(visit.db(), &visit.actor, &id, &parts).await?;
    Ok(Told(answered(&it)))
}

fn answered(it: &LotAnswered) -> Answered {
    Answered {
        delivery: it.public_id.to_string(),
        accepted: it.accepted,
        returned: it.returned,
    }
}
