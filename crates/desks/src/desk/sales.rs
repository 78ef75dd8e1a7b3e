//! 営業: enquiries whose next step is due, quotes without an answer, and what they are worth.

use access::{Act, PageError, Resource, Visit};
use base::Day;
use sales::read::{DueEnquiry, Pipeline, QuoteFacts};
use webkit::prelude::*;

use super::{Desk, ways};
use crate::team::due_chip;

/// Next steps are shown this many days ahead.
const AHEAD: i32 = 7;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let enquiries = visit.may(Act::Read(Resource::Enquiries))?;
    let quotes = visit.may(Act::Read(Resource::Quotes))?;
    let pipeline = sales::read::pipeline(db, today).await?;
    let due = sales::read::due_enquiries(db, &enquiries, today.plus_days(AHEAD)).await?;
    let open = sales::read::awaiting_answer(db, &quotes).await?;
    Ok(Desk::titled(
        t!("desks-sales"),
        html! {
            (pipeline_figures(&pipeline))
            (next_steps(&due, today))
            (quotes_open(&open, today))
            (ways(visit, &[
                (t!("desks-menu-enquiries"), "/enquiries", t!("desks-way-enquiries")),
                (t!("desks-menu-quotes"), "/quotes", t!("desks-way-quotes")),
            ]))
        },
    )
    .lead(day(today)))
}

/// The pipeline in four figures.
pub fn pipeline_figures(it: &Pipeline) -> Markup {
    figures(&[
        (
            t!("desks-enquiries-open"),
            t!("desks-cases", count = it.enquiries),
            String::new(),
        ),
        (
            t!("desks-enquiries-due"),
            t!("desks-cases", count = it.due),
            t!("desks-enquiries-due-note"),
        ),
        (
            t!("desks-quotes-sent"),
            t!("desks-cases", count = it.sent),
            t!("desks-quotes-sent-note", value = it.sent_value),
        ),
        (
            t!("desks-quotes-drafts"),
            t!("desks-cases", count = it.drafts),
            String::new(),
        ),
    ])
}

fn next_steps(rows: &[DueEnquiry], today: Day) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("desks-sales-next-none"),
            html! { p { (t!("desks-sales-next-none-why")) } },
        );
    }
    table(t!("desks-sales-next"), rows, [
        column(t!("desks-company"), |it: &DueEnquiry| link(format!("/enquiries/{}", it.public_id), &it.company)),
        column(t!("desks-what"), |it: &DueEnquiry| text(&it.what)),
        column(t!("desks-next"), |it: &DueEnquiry| text(&it.next_step)),
        column(t!("desks-by"), move |it: &DueEnquiry| html! { (day(it.next_on)) " " (due_chip(it.next_on, today)) }),
    ])
    .dense()
    .markup()
}

fn quotes_open(rows: &[QuoteFacts], today: Day) -> Markup {
    if rows.is_empty() {
        return section(
            t!("desks-quotes-open"),
            html! { p { (t!("desks-quotes-open-none")) } },
        );
    }
    table(t!("desks-quotes-open"), rows, [
        column(t!("desks-quote"), |it: &QuoteFacts| link(format!("/quotes/{}", it.public_id), &it.title)),
        number_column(t!("desks-price"), |it: &QuoteFacts| yen_or_dash(it.figures.unit_price.times(it.figures.quantity).ok())),
        column(t!("desks-valid-until"), move |it: &QuoteFacts| html! { (day(it.valid_until)) " " (due_chip(it.valid_until, today)) }),
    ])
    .dense()
    .markup()
}
