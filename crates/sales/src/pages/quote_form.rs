//! 見積 as a form: 「計算する」 shows what follows from the figures, 「保存する」 keeps them.

use super::quotes::{figures_of, line_note, warning_banner};
use super::{folded, id_of, shown, version_of};
use crate::estimate::Figures;
use crate::rules::{ReferenceLine, Timing, line_on, trial_result, warnings};
use crate::tables::quote;
use crate::{ClientChoice, NewQuote, read, store};
use access::places::{self, NewClient};
use access::{Act, Done, Failure, Form, PageError, Resource, Scope, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::{PublicId, Yen};
use people::read::JobType;
use webkit::prelude::*;

/// Trials that the form has room for.
const TRIALS: usize = 3;
/// The value of the client field that stands for the company of the enquiry.
const NEW_CLIENT: &str = "new";

#[derive(serde::Deserialize)]
pub(crate) struct FromEnquiry {
    pub(crate) enquiry: Option<String>,
}

/// What the form offers to choose from.
struct Offered {
    clients: Vec<places::Client>,
    job_types: Vec<JobType>,
    lines: Vec<ReferenceLine>,
    enquiry: Option<crate::tables::enquiry::Model>,
}

async fn offered(visit: &Visit, enquiry: Option<&PublicId>) -> Result<Offered, PageError> {
    let scope = visit.may(Act::Write(Resource::Quotes))?;
    Ok(Offered {
        clients: places::clients(visit.db(), &Scope::whole_region()).await?,
        job_types: people::read::job_types(visit.db()).await?,
        lines: store::reference_lines(visit.db()).await?,
        enquiry: match enquiry {
            Some(id) => Some(store::enquiry(visit.db(), &scope, id).await?),
            None => None,
        },
    })
}

pub(crate) async fn blank(
    visit: Visit,
    Query(query): Query<FromEnquiry>,
) -> Result<Page, PageError> {
    let enquiry = query.enquiry.as_deref().map(id_of).transpose()?;
    let offered = offered(&visit, enquiry.as_ref()).await?;
    let mut filled = Filled::of([
        ("check_pct", "10".to_owned()),
        ("reserve_pct", "3".to_owned()),
        ("valid_until", visit.today().plus_days(30).to_string()),
        ("leader_fee", "0".to_owned()),
        ("check_pay", "0".to_owned()),
    ]);
    if let Some(it) = &offered.enquiry {
        let client = it
            .client
            .and_then(|key| offered.clients.iter().find(|client| client.id == key));
        filled = filled
            .with("enquiry", it.public_id.to_string())
            .with(
                "client",
                client.map_or(NEW_CLIENT.to_owned(), |it| it.public_id.to_string()),
            )
            .with(
                "title",
                it.what
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .take(60)
                    .collect::<String>(),
            )
            .with("quantity", it.quantity.to_string())
            .with("secret_count", it.secret_count.to_string())
            .with(
                "due_on",
                it.due_on.map(|it| it.to_string()).unwrap_or_default(),
            );
    }
    Ok(page(&visit, &offered, "/quotes/new", None, &filled))
}

pub(crate) async fn edit(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Write(Resource::Quotes))?;
    let it = store::quote(visit.db(), &scope, &id_of(&id)?).await?;
    let offered = offered(&visit, None).await?;
    let filled = filled_of(&it, &offered, &store::timings(visit.db(), it.id).await?);
    Ok(page(
        &visit,
        &offered,
        &format!("/quotes/{id}/edit"),
        Some(it.version),
        &filled,
    ))
}

fn filled_of(it: &quote::Model, offered: &Offered, timings: &[Timing]) -> Filled {
    let job_type = offered
        .job_types
        .iter()
        .find(|kind| kind.id.0 == it.job_type)
        .map(|it| it.code.clone());
    let client = offered
        .clients
        .iter()
        .find(|client| client.id == it.client)
        .map(|it| it.public_id.to_string());
    let yen = |it: Yen| it.amount().to_string();
    let pct = |permille: i64| crate::rules::tenths(permille);
    let mut filled = Filled::of([
        ("client", client.unwrap_or_default()),
        ("title", it.title.clone()),
        ("job_type", job_type.unwrap_or_default()),
        ("prefecture", it.prefecture.clone()),
        ("quantity", it.quantity.to_string()),
        ("unit_price", yen(it.unit_price)),
        ("unit_pay", yen(it.unit_pay)),
        ("standard_seconds", it.standard_seconds.to_string()),
        ("check_pct", pct(it.check_permille)),
        ("check_pay", yen(it.check_pay)),
        ("leader_fee", yen(it.leader_fee)),
        ("reserve_pct", pct(it.reserve_permille)),
        ("secret_count", it.secret_count.to_string()),
        ("due_on", it.due_on.to_string()),
        ("valid_until", it.valid_until.to_string()),
        ("conditions", it.conditions.clone()),
    ]);
    for (at, timing) in timings.iter().enumerate() {
        filled = filled
            .with(&format!("trial_who_{at}"), timing.who.clone())
            .with(&format!("trial_units_{at}"), timing.units.to_string())
            .with(&format!("trial_seconds_{at}"), timing.seconds.to_string());
    }
    filled
}

fn page(
    visit: &Visit,
    offered: &Offered,
    action: &str,
    version: Option<i32>,
    filled: &Filled,
) -> Page {
    let title = if version.is_some() {
        t!("sales-edit-title")
    } else {
        t!("sales-quote-make")
    };
    let mut form = form(action)
        .draft()
        .body(fields(offered, version.is_some(), filled));
    if let Some(version) = version {
        form = form.version(version.into());
    }
    let form = form
        .submit(t!("sales-save"))
        .or_submit("then", "compute", t!("sales-compute"));
    Page::titled(title)
        .crumbs(&[(t!("sales-quotes"), "/quotes")])
        .errors(filled)
        .body(html! {
            (error_summary(filled))
            (computed(visit, offered, filled))
            (form)
        })
}

fn fields(offered: &Offered, kept: bool, filled: &Filled) -> Markup {
    let mut clients: Vec<(String, String)> = offered
        .clients
        .iter()
        .map(|it| (it.public_id.to_string(), it.name.clone()))
        .collect();
    if let Some(new) = offered.enquiry.as_ref().filter(|it| it.client.is_none()) {
        clients.insert(
            0,
            (
                NEW_CLIENT.to_owned(),
                t!("sales-client-new", name = &new.company),
            ),
        );
    }
    let job_types = offered
        .job_types
        .iter()
        .map(|it| (it.code.clone(), it.name().to_owned()));
    let mut prefectures: Vec<String> = offered
        .lines
        .iter()
        .map(|it| it.prefecture.clone())
        .collect();
    prefectures.dedup();
    html! {
        input type="hidden" name="enquiry" value=(filled.value("enquiry"));
        @if !kept { (field_select("client", t!("sales-client")).required().options(clients).filled(filled)) }
        (field_text("title", t!("sales-title")).required().max(120).filled(filled))
        (field_select("job_type", t!("sales-job-type")).required().options(job_types).filled(filled))
        (field_number("quantity", t!("sales-quantity")).required().suffix(t!("sales-units")).filled(filled))
        (field_number("secret_count", t!("sales-secret-count")).optional().suffix(t!("sales-units")).filled(filled))
        (field_yen("unit_price", t!("sales-unit-price")).support(t!("sales-without-tax")).required().filled(filled))
        (field_yen("unit_pay", t!("sales-unit-pay")).required().filled(filled))
        (field_number("standard_seconds", t!("sales-standard-seconds")).support(t!("sales-standard-support")).optional().suffix(t!("sales-second-unit")).filled(filled))
        (folded(t!("sales-trial"), trial_fields(filled), filled.errors.iter().any(|(name, _)| name.starts_with("trial_"))))
        (field_text("check_pct", t!("sales-check-share")).required().suffix("%").filled(filled))
        (field_yen("check_pay", t!("sales-check-pay")).required().filled(filled))
        (field_yen("leader_fee", t!("sales-leader")).required().filled(filled))
        (field_text("reserve_pct", t!("sales-reserve-share")).support(t!("sales-reserve-support")).required().suffix("%").filled(filled))
        (field_select("prefecture", t!("sales-prefecture")).support(t!("sales-prefecture-support")).required().options(prefectures.into_iter().map(|it| (it.clone(), it))).filled(filled))
        (field_date("due_on", t!("sales-due")).required().filled(filled))
        (field_date("valid_until", t!("sales-valid-until")).required().filled(filled))
        (field_area("conditions", t!("sales-conditions")).support(t!("sales-conditions-support")).optional().rows(3).max(2_000).filled(filled))
    }
}

fn trial_fields(filled: &Filled) -> Markup {
    html! {
        (note(t!("sales-trial-support")))
        @for at in 0..TRIALS {
            (field_text(format!("trial_who_{at}"), t!("sales-trial-who", no = at + 1)).optional().max(40).filled(filled))
            (field_number(format!("trial_units_{at}"), t!("sales-trial-units", no = at + 1)).optional().suffix(t!("sales-units")).filled(filled))
            (field_number(format!("trial_seconds_{at}"), t!("sales-trial-seconds", no = at + 1)).optional().suffix(t!("sales-second-unit")).filled(filled))
        }
    }
}

/// What follows from the figures typed so far; nothing until they are complete.
fn computed(visit: &Visit, offered: &Offered, filled: &Filled) -> Markup {
    let posted = Posted {
        fields: filled.values.clone(),
        files: Vec::new(),
    };
    let mut reader = posted.reader();
    let timings = read_timings(&mut reader);
    let Some(figures) = read_figures(&mut reader, &timings) else {
        return Markup::default();
    };
    let Ok(estimate) = figures.estimate() else {
        return Markup::default();
    };
    let line = line_on(&offered.lines, filled.value("prefecture"), visit.today());
    let secret = reader
        .optional_integer("secret_count", 0..=figures.quantity)
        .unwrap_or(0);
    let days = reader
        .optional_day("due_on")
        .map_or(0, |due| visit.today().days_until(due).into());
    html! {
        (figures_of(&estimate))
        (warning_banner(&warnings(&figures, &estimate, line, secret, days)))
        @if let Some(line) = line { (line_note(line)) }
        @if let Some(trial) = trial_result(&timings) {
            (note(t!("sales-trial-result", people = timings.len(), mean = trial.mean_seconds, fastest = trial.fastest, slowest = trial.slowest)))
        }
    }
}

fn read_figures(reader: &mut Reader<'_>, timings: &[Timing]) -> Option<Figures> {
    let quantity = reader.integer("quantity", 1..=100_000_000);
    let (unit_price, unit_pay) = (reader.yen("unit_price"), reader.yen("unit_pay"));
    // Timed trials give the standard time where none is typed.
    let typed = reader.optional_integer("standard_seconds", 1..=864_000);
    let standard_seconds = typed.or_else(|| trial_result(timings).map(|it| it.mean_seconds));
    if standard_seconds.is_none() {
        reader.fault("standard_seconds", words!("sales-fault-standard"));
    }
    let (check_permille, reserve_permille) = (
        permille(reader, "check_pct"),
        permille(reader, "reserve_pct"),
    );
    let (check_pay, leader_fee) = (reader.yen("check_pay"), reader.yen("leader_fee"));
    Some(Figures {
        quantity: quantity?,
        unit_price: unit_price?,
        unit_pay: unit_pay?,
        standard_seconds: standard_seconds?,
        check_permille: check_permille?,
        check_pay: check_pay?,
        leader_fee: leader_fee?,
        reserve_permille: reserve_permille?,
    })
}

/// `10`, `3.5` or `３．５` as thousandths.
fn permille(reader: &mut Reader<'_>, field: &str) -> Option<i64> {
    let text = base::narrow_digits(&reader.text(field, 8)?);
    let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    let read = |part: &str| part.parse::<i64>().ok().filter(|it| (0..=100).contains(it));
    let value = (tenth.len() == 1)
        .then(|| Some(read(whole)? * 10 + read(tenth)?))
        .flatten()
        .filter(|it| *it <= 1_000);
    if value.is_none() {
        reader.fault(field, words!("sales-fault-percent"));
    }
    value
}

fn read_timings(reader: &mut Reader<'_>) -> Vec<Timing> {
    let mut timings = Vec::new();
    for at in 0..TRIALS {
        let units = reader.optional_integer(&format!("trial_units_{at}"), 1..=1_000_000);
        let seconds = reader.optional_integer(&format!("trial_seconds_{at}"), 1..=10_000_000);
        let who = reader
            .optional_text(&format!("trial_who_{at}"), 40)
            .unwrap_or_default();
        match (units, seconds) {
            (Some(units), Some(seconds)) => timings.push(Timing {
                who,
                units,
                seconds,
            }),
            (None, Some(_)) => {
                reader.fault(&format!("trial_units_{at}"), words!("sales-fault-trial"))
            }
            (Some(_), None) => {
                reader.fault(&format!("trial_seconds_{at}"), words!("sales-fault-trial"))
            }
            (None, None) => {}
        }
    }
    timings
}

fn read_quote(
    reader: &mut Reader<'_>,
    offered: &Offered,
    client: Option<ClientChoice>,
) -> Option<NewQuote> {
    let timings = read_timings(reader);
    let figures = read_figures(reader, &timings);
    let secret_count = reader
        .optional_integer("secret_count", 0..=100_000_000)
        .unwrap_or(0);
    let title = reader.text("title", 120);
    let codes: Vec<&str> = offered
        .job_types
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    let code = reader.choice("job_type", &codes);
    let job_type = code
        .and_then(|code| offered.job_types.iter().find(|it| it.code == code))
        .map(|it| it.id);
    let places: Vec<&str> = offered
        .lines
        .iter()
        .map(|it| it.prefecture.as_str())
        .collect();
    let prefecture = reader.choice("prefecture", &places);
    let (due_on, valid_until) = (reader.day("due_on"), reader.day("valid_until"));
    Some(NewQuote {
        enquiry: offered.enquiry.as_ref().map(|it| it.public_id.clone()),
        client: client?,
        title: title?,
        job_type: job_type?,
        prefecture: prefecture?,
        figures: figures?,
        secret_count,
        due_on: due_on?,
        valid_until: valid_until?,
        conditions: reader
            .optional_text("conditions", 2_000)
            .unwrap_or_default(),
        timings,
    })
}

fn read_client(reader: &mut Reader<'_>, offered: &Offered) -> Option<ClientChoice> {
    let mut ids: Vec<&str> = offered
        .clients
        .iter()
        .map(|it| it.public_id.as_str())
        .collect();
    let new = offered.enquiry.as_ref().filter(|it| it.client.is_none());
    ids.extend(new.map(|_| NEW_CLIENT));
    let chosen = reader.choice("client", &ids)?;
    if let Some(enquiry) = new.filter(|_| chosen == NEW_CLIENT) {
        return Some(ClientChoice::New(NewClient {
            name: enquiry.company.clone(),
            kana: enquiry.company.clone(),
            address: String::new(),
            contact: enquiry.contact.clone(),
            email: enquiry.email.clone(),
            invoice_reg_no: None,
            headcount_band: "up_to_100".to_owned(),
        }));
    }
    offered
        .clients
        .iter()
        .find(|it| it.public_id.as_str() == chosen)
        .map(|it| ClientChoice::Known(it.id))
}

pub(crate) async fn draft(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let enquiry = reader
        .optional_text("enquiry", 32)
        .map(|it| id_of(&it))
        .transpose()?;
    let offered = offered(&visit, enquiry.as_ref()).await?;
    let client = read_client(&mut reader, &offered);
    let quote = read_quote(&mut reader, &offered, client);
    let computing = posted.first("then") == Some("compute");
    let filled = reader.filled();
    let again =
        |filled: &Filled| Ok(page(&visit, &offered, "/quotes/new", None, filled).into_response());
    let Some(quote) = quote.filter(|_| !computing && reader.is_clean()) else {
        return again(&filled);
    };
    match crate::draft_quote(visit.db(), &visit.actor, &quote).await {
        Ok(drafted) => {
            let done = Done::to(format!("/quotes/{}", drafted.public_id));
            Ok(done
                .saying(words!("sales-saved", number = drafted.number))
                .into_response())
        }
        Err(failure) => again(&shown(failure, filled)?),
    }
}

pub(crate) async fn revise(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let scope = visit.may(Act::Write(Resource::Quotes))?;
    let kept = read::quote(visit.db(), &scope, &id).await?;
    let offered = offered(&visit, None).await?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let quote = read_quote(
        &mut reader,
        &offered,
        Some(ClientChoice::Known(kept.client)),
    );
    let computing = posted.first("then") == Some("compute");
    let filled = reader.filled();
    let action = format!("/quotes/{id}/edit");
    let again = |filled: &Filled| {
        Ok(page(&visit, &offered, &action, Some(version), filled).into_response())
    };
    let Some(quote) = quote.filter(|_| !computing && reader.is_clean()) else {
        return again(&filled);
    };
    match crate::revise_quote(visit.db(), &visit.actor, &id, &quote, version).await {
        Ok(_) => Ok(Done::to(format!("/quotes/{id}"))
            .saying(words!("sales-saved", number = kept.number))
            .into_response()),
        // Whoever comes second sees what the first has stored.
        Err(Failure::Stale) => {
            let now = store::quote(visit.db(), &scope, &id).await?;
            let timings = store::timings(visit.db(), now.id).await?;
            let filled = filled.against(filled_of(&now, &offered, &timings).values);
            Ok(page(&visit, &offered, &action, Some(now.version), &filled).into_response())
        }
        Err(failure) => again(&shown(failure, filled)?),
    }
}
