//! 作業 over the API: taking the next item, keeping what was written, handing in, reporting counts.

use super::asked::{Body, Id, Keyed, read};
use super::told::Told;
use access::{Act, Failure, PageError, Resource, Visit};
use base::PublicId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use work::answer::{Answer, ResultOf, given};
use work::{Claimed, HandedIn};

/// A remark has so many characters at most.
const REMARK: usize = 1_000;
/// A corrected value has so many characters at most.
const VALUE: usize = 500;

/// つぎの項目: none when nothing is left.
#[derive(Serialize, ToSchema)]
pub struct Taken {
    item: Option<Item>,
}

/// 項目, held for twenty minutes under the number of its lease.
#[derive(Serialize, ToSchema)]
pub struct Item {
    /// 公開ID.
    id: String,
    /// 項目の番号, as the client gave it.
    number: String,
    /// 貸出番号: goes back with every answer.
    lease_no: i64,
    confidential: bool,
    fields: Vec<Pair>,
    answer: Given,
}

/// ラベルと値.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    label: String,
    value: String,
}

/// 回答 as kept so far.
#[derive(Serialize, ToSchema)]
pub struct Given {
    /// 結果: as_given, corrected or unclear.
    #[schema(value_type = Option<String>)]
    result: Option<ResultOf>,
    values: Vec<Pair>,
    remark: String,
}

/// 回答: what stands on one item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// 貸出番号, as the claim gave it.
    lease_no: i64,
    /// 結果: as_given, corrected or unclear; wanted for handing in.
    #[schema(value_type = Option<String>, example = "as_given")]
    result: Option<ResultOf>,
    /// 直した値: labels as the item has them.
    #[serde(default)]
    values: Vec<Pair>,
    /// 備考; wanted where the result is unclear.
    #[serde(default)]
    remark: String,
}

/// 保存しました.
#[derive(Serialize, ToSchema)]
pub struct Saved {
    /// 項目の公開ID.
    item: String,
    #[schema(value_type = String, format = DateTime)]
    saved_at: base::Moment,
}

/// 提出しました.
#[derive(Serialize, ToSchema)]
pub struct Submitted {
    /// 発注の公開ID.
    work_order: String,
    units: i64,
    /// 残り.
    left: i64,
}

/// 件数の報告.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// 件数 done since the last report.
    #[schema(example = 40)]
    units: i64,
    #[serde(default)]
    note: String,
}

#[utoipa::path(
    post, path = "/api/work-orders/{id}/claims", operation_id = "item-claim", tag = "items", params(("id" = String, Path)),
    responses((status = 200, body = Taken)), security(("token" = []))
)]
pub(super) async fn claim(Keyed(visit): Keyed, Id(id): Id) -> Result<Told<Taken>, PageError> {
    let item = match work::claim_next(visit.db(), &visit.actor, &id).await? {
        Some(claimed) => Some(item(&visit, &id, &claimed).await?),
        None => None,
    };
    Ok(Told(Taken { item }))
}

/// The item as its worker may see it now; a claim sent again asks again for the room.
async fn item(visit: &Visit, work: &PublicId, claimed: &Claimed) -> Result<Item, Failure> {
    let scope = visit.may(Act::Write(Resource::WorkItems))?;
    let card = work::read::card(visit.db(), &scope, work).await?;
    work::must_be_in_room(visit.db(), &card).await?;
    let it = work::read::item(visit.db(), &scope, &claimed.item).await?;
    let answer = Answer::read(&it.answer);
    Ok(Item {
        id: it.public_id.to_string(),
        number: it.item_number,
        lease_no: claimed.lease_no,
        confidential: it.confidential,
        fields: pairs(given(&it.fields)),
        answer: Given {
            result: answer.result,
            values: pairs(answer.values),
            remark: answer.remark,
        },
    })
}

fn pairs(of: Vec<(String, String)>) -> Vec<Pair> {
    of.into_iter()
        .map(|(label, value)| Pair { label, value })
        .collect()
}

#[utoipa::path(
    put, path = "/api/work-items/{id}/answer", operation_id = "item-save", tag = "items", params(("id" = String, Path)),
    request_body = Written, responses((status = 200, body = Saved)), security(("token" = []))
)]
pub(super) async fn save(
    Keyed(visit): Keyed,
    Id(id): Id,
    Body(it): Body<Written>,
) -> Result<Told<Saved>, PageError> {
    let lease_no = it.lease_no;
    let answer = answer(it)?;
    let saved = work::save_answer(visit.db(), &visit.actor, &id, lease_no, &answer).await?;
    Ok(Told(Saved {
        item: saved.item.to_string(),
        saved_at: saved.at,
    }))
}

#[utoipa::path(
    post, path = "/api/work-items/{id}/submission", operation_id = "item-submit", tag = "items", params(("id" = String, Path)),
    request_body = Written, responses((status = 200, body = Submitted)), security(("token" = []))
)]
pub(super) async fn submit(
    Keyed(visit): Keyed,
    Id(id): Id,
    Body(it): Body<Written>,
) -> Result<Told<Submitted>, PageError> {
    let lease_no = it.lease_no;
    let answer = answer(it)?;
    Ok(submitted(
        work::submit_item(visit.db(), &visit.actor, &id, lease_no, &answer).await?,
    ))
}

/// The answer as it is stored, with the limits of the page.
fn answer(it: Written) -> Result<String, PageError> {
    let too_long = |text: &str| VALUE < text.chars().count();
    let remark = read(vec![("remark", it.remark)], |reader| {
        if it
            .values
            .iter()
            .any(|pair| too_long(&pair.label) || too_long(&pair.value))
        {
            reader.fault(
                "values",
                webkit::words!("server-value-long", max = VALUE as i64),
            );
        }
        reader.optional_text("remark", REMARK).unwrap_or_default()
    })?;
    let values = it
        .values
        .into_iter()
        .map(|pair| (pair.label, pair.value))
        .collect();
    Ok(Answer {
        result: it.result,
        values,
        remark,
    }
    .written())
}

#[utoipa::path(
    post, path = "/api/work-orders/{id}/reports", operation_id = "item-report", tag = "items", params(("id" = String, Path)),
    request_body = Report, responses((status = 200, body = Submitted)), security(("token" = []))
)]
pub(super) async fn report(
    Keyed(visit): Keyed,
    Id(id): Id,
    Body(it): Body<Report>,
) -> Result<Told<Submitted>, PageError> {
    let fields = vec![("units", it.units.to_string()), ("note", it.note)];
    let (units, note) = read(fields, |reader| {
        (
            reader.integer("units", 1..=1_000_000).unwrap_or(0),
            reader.optional_text("note", 500).unwrap_or_default(),
        )
    })?;
    Ok(submitted(
        work::report_count(visit.db(), &visit.actor, &id, units, &note).await?,
    ))
}

fn submitted(it: HandedIn) -> Told<Submitted> {
    Told(Submitted {
        work_order: it.public_id.to_string(),
        units: it.units,
        left: it.left,
    })
}
