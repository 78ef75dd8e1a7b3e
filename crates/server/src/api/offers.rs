//! お願い over the API: the worker agrees (受諾), or passes this time (見送り).

use super::asked::{Id, Keyed};
use super::told::Told;
use access::PageError;
use serde::Serialize;
use utoipa::ToSchema;

/// 受諾: both sides agreed, and the terms notice is kept for both.
#[derive(Serialize, ToSchema)]
pub struct Agreement {
    /// 発注の公開ID.
    work_order: String,
    /// 取引条件通知の番号.
    notice_number: i64,
}

/// 見送り: nothing else follows from it.
#[derive(Serialize, ToSchema)]
pub struct Declined {
    /// 発注の公開ID.
    work_order: String,
    number: String,
}

#[utoipa::path(
    post, path = "/api/offers/{id}/agreement", operation_id = "offer-agree", tag = "work", params(("id" = String, Path)),
    responses((status = 200, body = Agreement)), security(("token" = []))
)]
pub(super) async fn agree(Keyed(visit): Keyed, Id(id): Id) -> Result<Told<Agreement>, PageError> {
    let it = quality::agree(visit.db(), &visit.actor, &id).await?;
    Ok(Told(Agreement {
        work_order: it.public_id.to_string(),
        notice_number: it.notice_number,
    }))
}

#[utoipa::path(
    post, path = "/api/offers/{id}/declining", operation_id = "offer-decline", tag = "work", params(("id" = String, Path)),
    responses((status = 200, body = Declined)), security(("token" = []))
)]
pub(super) async fn decline(Keyed(visit): Keyed, Id(id): Id) -> Result<Told<Declined>, PageError> {
    let it = work::decline(visit.db(), &visit.actor, &id).await?;
    Ok(Told(Declined {
        work_order: it.public_id.to_string(),
        number: it.number,
    }))
}
