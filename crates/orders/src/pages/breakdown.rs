//! 「業務分解」: lots, steps and portions of one order, each with its total check.

use super::order::{lots_table, portions_table, steps_table};
use super::{class_label, folded, id_of, kind_label, shown, version_of};
use crate::breakdown::{CheckPlan, GroupRules, LotPlan, StepKind, StepPlan};
use crate::order::Class;
use crate::read::{self, OrderFacts, PortionFacts};
use crate::store::{self, ItemCounts};
use crate::tables::{lot, step};
use crate::{Breakdown, Kept};
use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

/// Empty lines of the forms beyond what is there.
const SPARE: usize = 2;
const MOST_LOTS: usize = 40;
const MOST_STEPS: usize = 8;

struct Parts {
    order: OrderFacts,
    lots: Vec<lot::Model>,
    steps: Vec<step::Model>,
    portions: Vec<PortionFacts>,
    items: ItemCounts,
}

async fn parts(visit: &Visit, id: &PublicId) -> Result<Parts, PageError> {
    let scope = visit.may(Act::Read(Resource::Breakdown))?;
    let order = read::order_by_public_id(visit.db(), &scope, id).await?;
    Ok(Parts {
        lots: store::lots(visit.db(), order.id.0).await?,
        steps: store::steps(visit.db(), order.id.0).await?,
        portions: read::portions_of(visit.db(), order.id).await?,
        items: store::item_counts(visit.db(), order.id.0).await?,
        order,
    })
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id_of(&id)?, &Filled::default()).await
}

async fn page(visit: &Visit, id: &PublicId, filled: &Filled) -> Result<Page, PageError> {
    let it = parts(visit, id).await?;
    let begun = it.portions.iter().any(|it| it.begun_on.is_some());
    let may_change =
        visit.may(Act::Write(Resource::Breakdown)).is_ok() && it.order.stage.is_open() && !begun;
    let crumbs = [
        (t!("orders-list"), "/orders".to_owned()),
        (it.order.title.clone(), format!("/orders/{id}")),
    ];
    Ok(Page::titled(t!("orders-breakdown")).crumbs(&crumbs).wide().errors(filled).body(html! {
        (error_summary(filled))
        (facts(&[
            (t!("orders-quantity"), number(it.order.quantity)),
            (t!("orders-due"), day(it.order.due_on)),
            (t!("orders-items"), link(format!("/orders/{id}/items"), t!("orders-items-count", count = it.items.all, of = it.order.quantity))),
        ]))
        @if begun { (banner(Tone::Info, t!("orders-begun-title"), t!("orders-begun-why"))) }
        (section(t!("orders-lots"), html! { (lots_table(&it.lots)) @if may_change { (folded(t!("orders-lots-change"), lots_form(&it, filled), typed(filled, "lot_") || it.lots.is_empty())) } }))
        (section(t!("orders-steps"), html! { (steps_table(&it.steps)) @if may_change { (folded(t!("orders-steps-change"), steps_form(&it, filled), typed(filled, "step_"))) } }))
        (section(t!("orders-portions"), html! {
            (portions_table(&it.portions))
            @if may_change && !it.lots.is_empty() && !it.steps.is_empty() { (folded(t!("orders-portions-change"), portions_form(&it, filled), typed(filled, "class") || it.portions.is_empty())) }
            @else if it.portions.is_empty() { (empty(t!("orders-portions-none"), html! { p { (t!("orders-portions-none-next")) } })) }
        }))
    }))
}

/// Three forms share the page: whether this one came back with what was typed.
fn typed(filled: &Filled, begins: &str) -> bool {
    filled
        .values
        .iter()
        .any(|(name, _)| name.starts_with(begins))
}

fn lots_form(it: &Parts, filled: &Filled) -> Markup {
    let count = (it.lots.len() + SPARE).clamp(4, MOST_LOTS);
    let given = if !typed(filled, "lot_") {
        filled_lots(&it.lots)
    } else {
        filled.clone()
    };
    form(format!("/orders/{}/lots", it.order.public_id)).version(it.order.version.into()).body(html! {
        (note(t!("orders-lots-support", quantity = it.order.quantity)))
        @for no in 1..=count {
            (field_number(format!("lot_quantity_{no}"), t!("orders-lot-quantity", no = no)).filled(&given))
            (field_date(format!("lot_due_{no}"), t!("orders-lot-due", no = no)).filled(&given))
        }
    }).submit(t!("orders-lots-save")).markup()
}

fn filled_lots(lots: &[lot::Model]) -> Filled {
    let fields = |it: &lot::Model| {
        [
            (format!("lot_quantity_{}", it.no), it.quantity.to_string()),
            (format!("lot_due_{}", it.no), it.due_on.to_string()),
        ]
    };
    Filled::of(lots.iter().flat_map(fields))
}

fn steps_form(it: &Parts, filled: &Filled) -> Markup {
    let count = (it.steps.len() + SPARE).clamp(3, MOST_STEPS);
    let given = if !typed(filled, "step_") {
        filled_steps(&it.steps)
    } else {
        filled.clone()
    };
    let kinds = || StepKind::ALL.iter().map(|it| (it.name(), kind_label(*it)));
    form(format!("/orders/{}/steps", it.order.public_id)).version(it.order.version.into()).body(html! {
        @for no in 1..=count {
            (field_text(format!("step_name_{no}"), t!("orders-step-name", no = no)).max(60).filled(&given))
            (field_select(format!("step_kind_{no}"), t!("orders-step-kind", no = no)).options(kinds()).filled(&given))
            (field_number(format!("step_seconds_{no}"), t!("orders-step-seconds", no = no)).suffix(t!("orders-second-unit")).filled(&given))
            (field_yen(format!("step_pay_{no}"), t!("orders-step-pay", no = no)).filled(&given))
        }
    }).submit(t!("orders-steps-save")).markup()
}

fn filled_steps(steps: &[step::Model]) -> Filled {
    let fields = |it: &step::Model| {
        [
            (format!("step_name_{}", it.no), it.name.clone()),
            (format!("step_kind_{}", it.no), it.kind.name().to_owned()),
            (
                format!("step_seconds_{}", it.no),
                it.standard_seconds.to_string(),
            ),
            (
                format!("step_pay_{}", it.no),
                it.unit_pay.amount().to_string(),
            ),
        ]
    };
    Filled::of(steps.iter().flat_map(fields))
}

fn portions_form(it: &Parts, filled: &Filled) -> Markup {
    let usual = Filled::of([
        ("class", it.order.permitted_places.name()),
        ("check_plan", CheckPlan::Sample.name()),
        ("check_pct", "10"),
        ("min_chunk", "50"),
        ("max_share_pct", "40"),
        ("min_team", "1"),
        ("max_team", "16"),
        ("max_defect_pct", "2"),
        ("buffer_days", "3"),
        ("confidential_units", "0"),
    ]);
    let usual = usual.with("release_on", it.order.stage_since.to_string());
    let given = if !typed(filled, "class") {
        &usual
    } else {
        filled
    };
    let classes = Class::ALL
        .into_iter()
        .filter(|class| it.order.permitted_places <= *class);
    let plans = CheckPlan::ALL.iter().map(|it| {
        (
            it.name(),
            Words::new(format!("orders-plan-{}", it.name())).say(),
        )
    });
    let lots = it
        .lots
        .iter()
        .map(|it| (it.no.to_string(), t!("orders-lot-no", no = it.no)));
    form(format!("/orders/{}/portions", it.order.public_id)).version(it.order.version.into()).body(html! {
        (note(t!("orders-portions-support")))
        (field_radios("class", t!("orders-class")).support(t!("orders-class-support")).required().options(classes.map(|it| (it.name(), class_label(it)))).filled(given))
        @if it.items.all == 0 {
            (field_number("confidential_units", t!("orders-confidential-units")).support(t!("orders-confidential-units-support")).optional().filled(given))
        }
        (field_select("confidential_lot", t!("orders-confidential-lot")).support(t!("orders-confidential-lot-support")).optional().options(lots).filled(given))
        (field_radios("check_plan", t!("orders-check-plan")).required().options(plans).filled(given))
        (field_number("check_pct", t!("orders-check-share")).support(t!("orders-check-share-support")).required().suffix("%").filled(given))
        (field_number("max_defect_pct", t!("orders-max-defect")).required().suffix("%").filled(given))
        (field_date("release_on", t!("orders-release")).required().filled(given))
        (field_number("buffer_days", t!("orders-buffer")).support(t!("orders-buffer-support")).required().suffix(t!("orders-day-unit")).filled(given))
        (details(t!("orders-sharing"), html! {
            (field_number("min_chunk", t!("orders-min-chunk")).required().filled(given))
            (field_number("max_share_pct", t!("orders-max-share")).required().suffix("%").filled(given))
            (field_number("min_team", t!("orders-min-team")).required().filled(given))
            (field_number("max_team", t!("orders-max-team")).required().filled(given))
        }))
    }).submit(t!("orders-portions-make")).markup()
}

pub(crate) async fn lots(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let mut plans = Vec::new();
    for at in 1..=MOST_LOTS {
        let (quantity, due) = (format!("lot_quantity_{at}"), format!("lot_due_{at}"));
        match (
            reader.optional_integer(&quantity, 1..=100_000_000),
            reader.optional_day(&due),
        ) {
            (Some(quantity), Some(due_on)) => plans.push(LotPlan {
                no: plans.len() as i64 + 1,
                quantity,
                due_on,
            }),
            (Some(_), None) => reader.fault(&due, words!("orders-fault-lot")),
            (None, Some(_)) => reader.fault(&quantity, words!("orders-fault-lot")),
            (None, None) => {}
        }
    }
    let filled = reader.filled();
    if !reader.is_clean() {
        return Ok(page(&visit, &id, &filled).await?.into_response());
    }
    let done = crate::set_lots(visit.db(), &visit.actor, &id, &plans, version).await;
    finished(&visit, &id, done, filled, words!("orders-lots-saved")).await
}

pub(crate) async fn steps(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let mut plans = Vec::new();
    let kinds: Vec<&str> = StepKind::ALL.iter().map(|it| it.name()).collect();
    for at in 1..=MOST_STEPS {
        let Some(name) = reader.optional_text(&format!("step_name_{at}"), 60) else {
            continue;
        };
        let kind = reader
            .choice(&format!("step_kind_{at}"), &kinds)
            .and_then(|it| StepKind::named(&it));
        let seconds = reader.integer(&format!("step_seconds_{at}"), 1..=864_000);
        let pay = reader.yen(&format!("step_pay_{at}"));
        if let (Some(kind), Some(standard_seconds), Some(unit_pay)) = (kind, seconds, pay) {
            plans.push(StepPlan {
                name,
                kind,
                standard_seconds,
                unit_pay,
            });
        }
    }
    let filled = reader.filled();
    if !reader.is_clean() {
        return Ok(page(&visit, &id, &filled).await?.into_response());
    }
    let done = crate::set_steps(visit.db(), &visit.actor, &id, &plans, version).await;
    finished(&visit, &id, done, filled, words!("orders-steps-saved")).await
}

pub(crate) async fn portions(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let breakdown = read_breakdown(&mut reader);
    let filled = reader.filled();
    let Some(breakdown) = breakdown.filter(|_| reader.is_clean()) else {
        return Ok(page(&visit, &id, &filled).await?.into_response());
    };
    let made = crate::make_portions(visit.db(), &visit.actor, &id, &breakdown, version).await;
    let count = made.as_ref().map_or(0, |it| it.portions.len());
    let done = made.map(|_| Kept {
        public_id: id.clone(),
    });
    finished(
        &visit,
        &id,
        done,
        filled,
        words!("orders-portions-made", count = count),
    )
    .await
}

fn read_breakdown(reader: &mut Reader<'_>) -> Option<Breakdown> {
    let classes = Class::ALL.map(Class::name);
    let plans: Vec<&str> = CheckPlan::ALL.iter().map(|it| it.name()).collect();
    let class = reader
        .choice("class", &classes)
        .and_then(|it| Class::named(&it));
    let check_plan = reader
        .choice("check_plan", &plans)
        .and_then(|it| CheckPlan::named(&it));
    let (check, defects) = (
        reader.integer("check_pct", 0..=100),
        reader.integer("max_defect_pct", 0..=100),
    );
    let (chunk, share) = (
        reader.integer("min_chunk", 1..=1_000_000),
        reader.integer("max_share_pct", 1..=100),
    );
    let (min_team, max_team) = (
        reader.integer("min_team", 0..=1_000),
        reader.integer("max_team", 1..=1_000),
    );
    let (release_on, buffer) = (
        reader.day("release_on"),
        reader.integer("buffer_days", 0..=60),
    );
    let confidential_units = reader
        .optional_integer("confidential_units", 0..=100_000_000)
        .unwrap_or(0);
    let confidential_lot = reader.optional_integer("confidential_lot", 1..=MOST_LOTS as i64);
    if let (Some(min), Some(max)) = (min_team, max_team) {
        if max < min {
            reader.fault("max_team", words!("orders-fault-team"));
        }
    }
    let general = GroupRules {
        class: class?,
        check_plan: check_plan?,
        check_permille: check? * 10,
        min_chunk: chunk?,
        max_share_pct: share?,
        min_team: min_team?,
        max_team: max_team?,
        max_defect_ppm: defects? * 10_000,
        release_on: release_on?,
        buffer_days: i32::try_from(buffer?).ok()?,
    };
    // Confidential units never leave the secure room, whatever is chosen for the others.
    let confidential = GroupRules {
        class: Class::Secure,
        ..general
    };
    Some(Breakdown {
        general,
        confidential,
        confidential_units,
        confidential_lot,
    })
}

async fn finished(
    visit: &Visit,
    id: &PublicId,
    done: Result<Kept, Failure>,
    filled: Filled,
    said: Words,
) -> Result<Response, PageError> {
    match done {
        Ok(_) => Ok(Done::to(format!("/orders/{id}/breakdown"))
            .saying(said)
            .into_response()),
        Err(failure) => Ok(page(visit, id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
