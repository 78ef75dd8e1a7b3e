//! One pair of a plan: every reason for it, and who could do it instead.

use access::{Act, PageError, Resource, Visit};
use axum::extract::Path;
use db::StoreError;
use people::WorkerId;
use people::read::WorkerCard;
use webkit::prelude::*;

use super::{id_of, path};
use crate::store::{self, PairRow, PlanRow, State};
use crate::{Why, actions, sentences, solved};

pub(crate) async fn show(
    visit: Visit,
    Path((id, pair)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Plans))?;
    let db = visit.db();
    let order = orders::read::order_by_public_id(db, &scope, &id_of(&id)?).await?;
    let plan = store::plan_in_force(db, order.id)
        .await?
        .ok_or(StoreError::Absent)?;
    let pair = id_of(&pair)?;
    let pairs = store::pairs(db, plan.id).await?;
    let row = pairs
        .iter()
        .find(|it| it.public_id == pair)
        .ok_or(StoreError::Absent)?;
    let skills = people::read::skills(db).await?;
    let may_plan = visit.may(Act::Write(Resource::Plans)).is_ok() && plan.state == State::Proposed;
    let others = if may_plan {
        alternatives(&visit, &plan, row).await?
    } else {
        Vec::new()
    };
    let crumbs = [
        (t!("matching-orders"), "/orders".to_owned()),
        (order.title.clone(), format!("/orders/{}", order.public_id)),
        (t!("matching-title"), path(&order.public_id)),
    ];
    let part = sentences::portion(row.lot_no, &row.step_name, row.group);
    Ok(Page::titled(t!("matching-pair-title", name = &row.name)).crumbs(&crumbs).body(html! {
        (facts(&[
            (t!("matching-town"), text(&row.town)),
            (t!("matching-part"), text(part.say())),
            (t!("matching-units"), number(row.units)),
            (t!("matching-time"), text(sentences::seconds(row.seconds).say())),
            (t!("matching-due"), day(row.due_on)),
        ]))
        (section(t!("matching-reasons"), list(row.because.iter().map(|it| text(sentences::because(it, &skills).say())))))
        @if may_plan { (section(t!("matching-swap-title"), swap(&order.public_id, &plan, row, &others))) }
        p { (link(format!("/workers/{}", row.worker_public_id), t!("matching-see-person"))) }
    }))
}

/// People who could do this part instead: nothing speaks against them but the plan as a whole.
async fn alternatives(
    visit: &Visit,
    plan: &PlanRow,
    row: &PairRow,
) -> Result<Vec<WorkerCard>, PageError> {
    let (instance, solution) = actions::read_back(visit.db(), plan.id).await?;
    let (portion, decided) = (row.portion, plan.decided.clone());
    let task = tokio::task::spawn_blocking(move || {
        solved::limits_of(&instance, &solution, portion, &decided)
    });
    let limits = task
        .await
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    // A full team has no room for one more, but for one instead.
    let possible = |why: &Why| why.can_be_put_in() || matches!(why, Why::Team { .. });
    let ids: Vec<WorkerId> = limits
        .iter()
        .filter(|(_, why)| possible(why))
        .map(|(worker, _)| *worker)
        .collect();
    Ok(people::read::cards_by_ids(visit.db(), &ids).await?)
}

fn swap(order: &base::PublicId, plan: &PlanRow, row: &PairRow, others: &[WorkerCard]) -> Markup {
    let option = |it: &WorkerCard| {
        let label = t!(
            "matching-swap-option",
            name = &it.name,
            town = &it.municipality_name
        );
        (it.public_id.to_string(), label)
    };
    html! {
        @if others.is_empty() {
            (empty(t!("matching-swap-none"), html! { p { (t!("matching-swap-none-next")) } }))
        } @else {
            p { (t!("matching-swap-lead", name = &row.name)) }
            (form(format!("{}/swapped", path(order)))
                .hidden("plan", plan.public_id.as_str())
                .hidden("pair", row.public_id.as_str())
                .submit(t!("matching-swap-do"))
                .body(html! {
                    (field_select("with", t!("matching-swap-with")).required().options(others.iter().map(option)))
                }))
        }
    }
}
