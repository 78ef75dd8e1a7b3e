//! 納品 over the API: what went to the client. The answer to it is given on the page, since a token never approves.

use super::asked::Id;
use super::told::{Listed, Told};
use access::{Act, PageError, Resource, Visit};
use quality::read::DeliveryRow;
use serde::Serialize;
use utoipa::ToSchema;

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
