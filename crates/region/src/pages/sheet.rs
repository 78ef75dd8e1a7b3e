//! One version of a sheet: the council's form as a page, what is missing, and the next step with its owner.

use super::choice::{name_of, names};
use super::sheets::{CONFIRMS, SEES, WRITES, found};
use super::words::{grade_reason, missing as missing_words, stage_chip};
use crate::form::figures as printed;
use crate::grade::{suggested_direction, suggested_grade};
use crate::letters::Lettered;
use crate::missing::{Missing, missing};
use crate::report;
use crate::sheet::{Kpi, SheetDocument, TextField};
use crate::stage::Stage;
use crate::store::Project;
use crate::store::sheets::{self, SheetRow};
use access::{AccountId, Act, PageError, Visit};
use axum::extract::Path;
use base::Yen;
use std::collections::BTreeMap;
use webkit::prelude::*;

/// What the reader may do with this version.
struct Rights {
    writes: bool,
    confirms: bool,
    own_submission: bool,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id, &Filled::default()).await
}

pub(super) async fn page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let (project, row) = found(visit, SEES, id).await?;
    let sheet = report::shown(visit.db(), &project, &row).await?;
    let versions = sheets::versions(visit.db(), project.id, row.fiscal_year).await?;
    let people: Vec<AccountId> = versions
        .iter()
        .flat_map(|it| [it.submitted_by, it.confirmed_by, it.published_by])
        .flatten()
        .collect();
    let names = names(visit, people).await?;
    let may = |act: Act| {
        visit
            .may(act)
            .is_ok_and(|it| it.covers_municipality(project.municipality))
    };
    let rights = Rights {
        writes: may(WRITES),
        confirms: may(CONFIRMS),
        own_submission: row.submitted_by == Some(visit.actor.account),
    };
    let title = t!(
        "region-sheet-of",
        town = &row.municipality_name,
        year = row.fiscal_year
    );
    Ok(Page::titled(title).crumbs(&[(t!("region-sheets"), "/sheets")]).wide().errors(filled)
        .lead(html! { (stage_chip(row.stage())) " " (t!("region-sheet-no", no = row.no)) " " (&project.title) })
        .body(html! {
            (next_step(&row, &sheet, &rights, &versions, filled))
            (actions([
                button_link(format!("/sheets/{}/sheet.pdf", row.public_id), t!("region-pdf")),
                button_link(format!("/sheets/{}/sheet.xlsx", row.public_id), t!("region-xlsx")),
            ]))
            (form_page(&project, &row, &sheet, &rights))
            (section(t!("region-versions"), version_table(&versions, &names)))
        }))
}

/// What happens next, who does it, and the button for whoever may.
fn next_step(
    row: &SheetRow,
    sheet: &SheetDocument,
    rights: &Rights,
    versions: &[SheetRow],
    filled: &Filled,
) -> Markup {
    let path = |act: &str| format!("/sheets/{}/{act}", row.public_id);
    match row.stage() {
        Stage::Calculating => calculating(row, sheet, rights),
        Stage::TownChecking if rights.confirms && !rights.own_submission => card_now(
            t!("region-next-confirm"),
            html! {
                p { (t!("region-next-confirm-do")) }
                (form(path("confirmation")).submit(t!("region-confirm")))
                (details(t!("region-send-back"), reason_form(path("return"), t!("region-send-back-do"), filled)))
            },
        ),
        Stage::TownChecking => banner(
            Tone::Info,
            t!("region-next-waiting"),
            text(t!("region-next-waiting-who")),
        ),
        Stage::Fixed if rights.confirms => card_now(
            t!("region-next-publish"),
            html! {
                p { (t!("region-next-publish-do")) }
                (form(path("publication")).submit(t!("region-publish")))
            },
        ),
        Stage::Fixed => banner(
            Tone::Info,
            t!("region-next-fixed"),
            text(t!("region-next-fixed-who")),
        ),
        Stage::Published | Stage::Corrected => {
            let latest = versions.first().is_some_and(|it| it.no == row.no);
            html! {
                @if !latest { (banner(Tone::Caution, t!("region-superseded"), text(t!("region-superseded-see")))) }
                @if rights.writes && latest {
                    (details(t!("region-correct"), html! {
                        p { (t!("region-correct-how")) }
                        (reason_form(path("correction"), t!("region-correct-do"), filled))
                    }))
                }
            }
        }
    }
}

fn calculating(row: &SheetRow, sheet: &SheetDocument, rights: &Rights) -> Markup {
    let lacks = missing(sheet);
    html! {
        @if !row.sent_back_reason.is_empty() { (banner(Tone::Caution, t!("region-was-sent-back"), lines(&row.sent_back_reason))) }
        @if !row.reason.is_empty() { (banner(Tone::Info, t!("region-is-correction"), lines(&row.reason))) }
        @if !rights.writes { (banner(Tone::Info, t!("region-next-writing"), text(t!("region-next-writing-who")))) }
        @else if lacks.is_empty() {
            (card_now(t!("region-next-submit"), html! {
                p { (t!("region-next-submit-do")) }
                (form(format!("/sheets/{}/submission", row.public_id)).version(i64::from(row.version)).submit(t!("region-submit")))
            }))
        } @else {
            (card_now(t!("region-missing", count = lacks.len()), list(lacks.iter().map(|it| link(repair(row, *it), missing_words(*it).say())))))
        }
    }
}

/// Where a missing part is written.
fn repair(row: &SheetRow, it: Missing) -> String {
    match it {
        Missing::Budget | Missing::CostShare => format!("/costs?fiscal_year={}", row.fiscal_year),
        Missing::Baseline(_) | Missing::Target(_) => "/projects".to_owned(),
        Missing::Answer(_) => format!("/opinions?fiscal_year={}", row.fiscal_year.before()),
        _ => format!("/sheets/{}/sections/{}", row.public_id, it.section()),
    }
}

fn reason_form(action: String, label: String, filled: &Filled) -> Markup {
    form(action)
        .submit(label)
        .body(
            field_area("reason", t!("region-reason"))
                .required()
                .rows(3)
                .filled(filled),
        )
        .markup()
}

/// The form, sections (1) to (6).
fn form_page(project: &Project, row: &SheetRow, sheet: &SheetDocument, rights: &Rights) -> Markup {
    let edits = rights.writes && row.stage().may_be_edited();
    let edit = |n: u8| {
        html! {
            @if edits { (button_link(format!("/sheets/{}/sections/{n}", row.public_id), t!("region-edit-section", n = i64::from(n)))) }
        }
    };
    let written = |fields: &[TextField]| html! { (facts(&texts(sheet, fields))) };
    let year = row.fiscal_year;
    html! {
        (section(t!("region-form-1"), html! { (basics(project, sheet)) (edit(1)) }))
        (section(t!("region-form-2", year = year.in_reiwa().to_string()), html! {
            (written(&[TextField::ApplicationYear, TextField::Position, TextField::Initiative, TextField::Content]))
            (year_money(sheet))
            (edit(2))
        }))
        (section(t!("region-form-3"), html! { (kpi_table(sheet, row, project)) (remedies(sheet)) (edit(3)) }))
        (section(t!("region-form-4"), html! {
            (facts(&[(t!("region-form-grade"), letter(sheet.evaluation.grade))]))
            (suggestion(sheet))
            (written(&[TextField::Effect]))
            (opinion_list(t!("region-form-answers"), &sheet.last_opinions, true))
            (edit(4))
        }))
        (section(t!("region-form-5"), html! {
            (facts(&[(t!("region-form-direction"), letter(sheet.direction.choice))]))
            (written(&[TextField::Issues, TextField::NextSteps]))
            (edit(5))
        }))
        (section(t!("region-form-6"), html! {
            (opinion_list(t!("region-form-opinions"), &sheet.opinions, false))
            (button_link(format!("/opinions?fiscal_year={year}&project={}", project.public_id), t!("region-to-opinions")))
        }))
    }
}

fn texts(sheet: &SheetDocument, fields: &[TextField]) -> Vec<(String, Markup)> {
    let body = |field: &TextField| {
        sheet
            .texts
            .get(field)
            .filter(|it| !it.is_empty())
            .map_or_else(|| html! { span.note { (t!("region-unwritten")) } }, lines)
    };
    fields
        .iter()
        .map(|field| (super::words::text_field(*field).say(), body(field)))
        .collect()
}

fn letter<L: Lettered>(chosen: Option<L>) -> Markup {
    match chosen {
        Some(it) => text(t!(
            "region-form-letter",
            letter = it.sign(),
            words = it.long()
        )),
        None => html! { span.note { (t!("region-unchosen")) } },
    }
}

fn basics(project: &Project, sheet: &SheetDocument) -> Markup {
    let it = &sheet.document;
    let (total, grant) = sheet.money.sums();
    facts(&[
        (t!("region-form-grant"), text(&it.grant)),
        (
            t!("region-form-department"),
            lines(t!(
                "region-form-department-lead",
                department = &it.department,
                lead = &it.lead_municipality
            )),
        ),
        (
            t!("region-form-years"),
            text(t!(
                "region-years",
                from = project.first_year,
                to = project.last_year
            )),
        ),
        (t!("region-form-overview"), lines(&it.overview)),
        (t!("region-causes"), named(&sheet.structural_causes)),
        (t!("region-initiatives"), named(&sheet.initiatives)),
        (t!("region-form-total"), yen_or_dash(total.map(Yen::new))),
        (
            t!("region-form-grant-money"),
            yen_or_dash(grant.map(Yen::new)),
        ),
    ])
}

/// What the plan names one by one.
fn named(texts: &[String]) -> Markup {
    if texts.is_empty() {
        return dash();
    }
    list(texts.iter().map(text))
}

fn year_money(sheet: &SheetDocument) -> Markup {
    let money = sheet
        .money
        .of(&sheet.document.fiscal_year)
        .cloned()
        .unwrap_or_default();
    let mut known = vec![
        (
            t!("region-form-total"),
            yen_or_dash(money.total.map(Yen::new)),
        ),
        (
            t!("region-form-eligible"),
            yen_or_dash(money.eligible.map(Yen::new)),
        ),
        (
            t!("region-form-grant-money"),
            yen_or_dash(money.grant.map(Yen::new)),
        ),
    ];
    for it in &sheet.money.contracts {
        let borne = html! { (yen(Yen::new(it.share))) " / " (yen(Yen::new(it.contract_total))) };
        known.push((it.what.clone(), borne));
    }
    facts(&known)
}

/// The rows as the paper prints them; each leads to how it was counted.
fn kpi_table(sheet: &SheetDocument, row: &SheetRow, project: &Project) -> Markup {
    struct Line<'a> {
        kpi: &'a Kpi,
        href: String,
        printed: [String; 6],
    }
    let query = format!(
        "?fiscal_year={}&project={}",
        row.fiscal_year, project.public_id
    );
    let rows: Vec<Line<'_>> = sheet
        .form
        .iter()
        .zip(&sheet.kpis)
        .map(|(line, kpi)| Line {
            kpi,
            href: format!("/indicators/{}{query}", line.indicator.number()),
            printed: printed(kpi, line),
        })
        .collect();
    let figure = |at: usize| move |it: &Line| lines(&it.printed[at]);
    html! {
        (table(t!("region-form-3-rows"), &rows, [
            column(t!("region-indicator"), |it: &Line| link(&it.href, &it.kpi.name)),
            number_column(t!("region-baseline"), figure(0)),
            number_column(t!("region-final-target"), figure(1)),
            number_column(t!("region-single-target"), figure(2)),
            number_column(t!("region-single-actual"), figure(3)),
            number_column(t!("region-cumulative-target"), figure(4)),
            number_column(t!("region-cumulative-actual"), figure(5)),
        ]))
        (note(t!("region-form-own-note", town = &sheet.document.reporting_municipality)))
    }
}

fn remedies(sheet: &SheetDocument) -> Markup {
    let rows = &sheet.remedies;
    html! {
        @if !rows.is_empty() {
            (table(t!("region-form-remedies"), rows, [
                column(t!("region-remedy-indicator"), |it: &crate::sheet::RemedyLine| text(super::words::indicator(it.indicator).say())),
                column(t!("region-remedy-cause"), |it: &crate::sheet::RemedyLine| lines(&it.cause)),
                column(t!("region-remedy-measure"), |it: &crate::sheet::RemedyLine| lines(&it.measure)),
                column(t!("region-remedy-owner"), |it: &crate::sheet::RemedyLine| text(&it.owner)),
                column(t!("region-remedy-due"), |it: &crate::sheet::RemedyLine| day(it.due_on)),
            ]))
        }
    }
}

/// What the figures suggest and why; a person decides.
pub(super) fn suggestion(sheet: &SheetDocument) -> Markup {
    let columns: Vec<_> = sheet.kpis.iter().map(|it| it.cumulative).collect();
    let Some((grade, reason)) = suggested_grade(&columns) else {
        return note(t!("region-no-suggestion"));
    };
    let direction = suggested_direction(grade, sheet.document.is_last_year());
    note(t!(
        "region-suggestion",
        grade = grade.letter(),
        reason = grade_reason(reason),
        direction = direction.letter(),
        words = direction.short()
    ))
}

fn opinion_list(
    title: String,
    opinions: &[crate::sheet::OpinionLine],
    with_answers: bool,
) -> Markup {
    if opinions.is_empty() {
        return facts(&[(title, text(t!("region-no-opinions")))]);
    }
    let lines_of = opinions.iter().map(|it| {
        html! {
            (lines(&it.body))
            @if with_answers {
                @match &it.answer {
                    Some(answer) => { p { (t!("region-answer")) " " (answer) } }
                    None => (chip(Tone::Caution, t!("region-unanswered"))),
                }
            }
        }
    });
    html! { h3 { (title) } (list(lines_of)) }
}

fn version_table(versions: &[SheetRow], names: &BTreeMap<AccountId, String>) -> Markup {
    let who = |on: Option<base::Day>, by: Option<AccountId>| match on.zip(by) {
        Some((on, by)) => html! { (day(on)) " " (name_of(names, by)) },
        None => dash(),
    };
    table(
        t!("region-versions"),
        versions,
        [
            column(t!("region-sheet-version"), |it: &SheetRow| {
                link(
                    format!("/sheets/{}", it.public_id),
                    t!("region-sheet-no", no = it.no),
                )
            }),
            column(t!("region-state"), |it: &SheetRow| stage_chip(it.stage())),
            column(t!("region-correction-reason"), |it: &SheetRow| {
                if it.reason.is_empty() {
                    dash()
                } else {
                    text(&it.reason)
                }
            }),
            column(t!("region-submitted"), move |it: &SheetRow| {
                who(it.submitted_on, it.submitted_by)
            }),
            column(t!("region-confirmed"), move |it: &SheetRow| {
                who(it.confirmed_on, it.confirmed_by)
            }),
            column(t!("region-published-on"), move |it: &SheetRow| {
                who(it.published_on, it.published_by)
            }),
        ],
    )
    .markup()
}
