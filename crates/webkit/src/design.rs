//! One page with every part in every state, for those who compose pages and those who check them.

use base::{Day, FiscalYear, Yen};

use crate::form::Choice;
use crate::prelude::*;
use crate::shell::{NavItem, Shell, Who};
use crate::table::{Sorted, Table};
use crate::words;

/// One line of the table on show.
struct Line {
    lot: i64,
    name: String,
    stage: (Tone, String),
    units: i64,
    fee: Yen,
    due: Day,
}

/// The page at `/design`, in development and demonstration only.
pub fn design_page() -> Page {
    let filled = filled();
    Page::titled(t!("webkit-design"))
        .crumbs(&[(t!("webkit-design-home"), "/")])
        .lead(t!("webkit-design-lead"))
        .errors(&filled)
        .body(now())
        .body(states())
        .body(notices())
        .body(numbers())
        .body(lists())
        .body(forms(&filled))
        .body(others())
}

/// The surroundings of a worker's page, for looking at the parts without a server.
pub fn design_shell(lang: Lang, path: &str) -> Shell {
    let item = |label: String, icon, current| NavItem {
        label,
        href: path.to_owned(),
        current,
        icon: Some(icon),
    };
    Shell {
        lang,
        path: path.to_owned(),
        csrf: "design".to_owned(),
        nav: words::speaking(lang, || {
            vec![
                item(t!("webkit-design-home"), Icon::Home, true),
                item(t!("webkit-design-work"), Icon::Work, false),
                item(t!("webkit-design-days"), Icon::Calendar, false),
                item(t!("webkit-design-learn"), Icon::Learn, false),
                item(t!("webkit-design-money"), Icon::Money, false),
            ]
        }),
        top: words::speaking(lang, || {
            vec![
                item(t!("webkit-design-news"), Icon::Bell, false),
                item(t!("webkit-design-help"), Icon::Talk, false),
            ]
        }),
        bottom: true,
        who: Some(words::speaking(lang, || Who {
            name: t!("webkit-design-name-1"),
            role_label: t!("webkit-design-role"),
        })),
        flash: Some(words::speaking(lang, || t!("webkit-design-saved"))),
        demonstration: true,
        lasts: None,
    }
}

fn now() -> Markup {
    let due = Day::known(2027, 2, 26);
    card_now(
        t!("webkit-design-now"),
        html! {
            p { (t!("webkit-design-now-text", due = due)) }
            (progress(380, 418))
            (actions([button_primary("#main", t!("webkit-design-open")), post_button("#", t!("webkit-design-rest"), [("day", "today")])]))
        },
    )
}

fn states() -> Markup {
    section(
        t!("webkit-design-states"),
        html! {
            p {
                (chip(Tone::Plain, t!("webkit-design-draft"))) " "
                (chip(Tone::Info, t!("webkit-design-underway"))) " "
                (chip(Tone::Good, t!("webkit-design-accepted"))) " "
                (chip(Tone::Caution, t!("webkit-design-late"))) " "
                (chip(Tone::Danger, t!("webkit-design-decide")))
            }
            (steps(&[
                (t!("webkit-design-steps-offer"), StepState::Done),
                (t!("webkit-design-steps-work"), StepState::Done),
                (t!("webkit-design-steps-check"), StepState::Now),
                (t!("webkit-design-steps-pay"), StepState::Later),
            ]))
            (tabs(&[
                (t!("webkit-design-summary"), "/design", true),
                (t!("webkit-design-people-tab"), "/design?tab=people", false),
                (t!("webkit-design-money-tab"), "/design?tab=money", false),
            ]))
        },
    )
}

fn notices() -> Markup {
    let text = || html! { p { (t!("webkit-design-notice-text")) } };
    let briefing = Day::known(2027, 1, 18);
    section(
        t!("webkit-design-notices"),
        html! {
            (banner(Tone::Info, t!("webkit-design-notice-info", day = briefing), text()))
            (banner(Tone::Good, t!("webkit-design-notice-good"), text()))
            (banner(Tone::Caution, t!("webkit-design-notice-caution"), text()))
            (banner(Tone::Danger, t!("webkit-design-notice-danger"), text()))
            (banner(Tone::Plain, t!("webkit-design-notice-plain"), ""))
        },
    )
}

fn numbers() -> Markup {
    let pay_day = Day::known(2027, 2, 12);
    section(
        t!("webkit-design-figures"),
        html! {
            (figures(&[
                (t!("webkit-design-earned"), yen(Yen::new(96_000)), t!("webkit-design-earned-note")),
                (t!("webkit-design-done"), number(3_900), String::new()),
            ]))
            (facts(&[
                (t!("webkit-design-next-pay"), day(pay_day)),
                (t!("webkit-design-fee"), yen(Yen::new(20_064))),
                (t!("webkit-design-year"), fiscal_year(FiscalYear::reiwa(8))),
                (t!("webkit-design-due"), day_or_dash(None)),
            ]))
        },
    )
}

fn lists() -> Markup {
    let rows = rows();
    html! {
        section.section {
            h2 { (t!("webkit-design-table")) }
            (listed(&rows).sum(t!("webkit-design-total"), yen(Yen::new(44_112))))
            (pagination(2, 5, "/design?tab=people"))
            (listed(&rows).dense().total(40))
            (empty(t!("webkit-design-empty"), html! {
                p { (t!("webkit-design-empty-text")) }
                (actions([button_link("#main", t!("webkit-design-course"))]))
            }))
        }
    }
}

fn rows() -> Vec<Line> {
    let line = |lot, name, stage, units, fee, due| Line {
        lot,
        name,
        stage,
        units,
        fee: Yen::new(fee),
        due,
    };
    vec![
        line(
            1,
            t!("webkit-design-name-1"),
            (Tone::Good, t!("webkit-design-accepted")),
            418,
            20_064,
            Day::known(2027, 1, 29),
        ),
        line(
            2,
            t!("webkit-design-name-2"),
            (Tone::Info, t!("webkit-design-underway")),
            401,
            19_248,
            Day::known(2027, 2, 12),
        ),
        line(
            3,
            t!("webkit-design-name-3"),
            (Tone::Caution, t!("webkit-design-late")),
            100,
            4_800,
            Day::known(2027, 2, 26),
        ),
    ]
}

fn listed(rows: &[Line]) -> Table<'_, Line> {
    table(
        t!("webkit-design-table"),
        rows,
        [
            column(t!("webkit-design-work"), |it: &Line| {
                link("#main", t!("webkit-design-work-title", lot = it.lot))
            }),
            column(t!("webkit-design-person"), |it: &Line| text(&it.name)),
            column(t!("webkit-design-stage"), |it: &Line| {
                chip(it.stage.0, &it.stage.1)
            }),
            column(t!("webkit-design-due"), |it: &Line| day(it.due))
                .sorted("/design?order=due", Sorted::Ascending),
            number_column(t!("webkit-design-units"), |it: &Line| number(it.units)),
            number_column(t!("webkit-design-fee"), |it: &Line| yen(it.fee)),
        ],
    )
}

fn filled() -> Filled {
    Filled::of([
        ("account_number", "12345"),
        ("hours", "12"),
        ("when", "night"),
        ("channel", "mail"),
        ("from", "令和9年2月12日"), // tidy: field data
    ])
    .with_fault("account_number", words!("webkit-design-fault-number"))
    .with_fault("town", words!("webkit-fault-choose"))
}

fn forms(filled: &Filled) -> Markup {
    // Two people edited the same text.
    let twice = Filled::of([("twice", t!("webkit-design-letter"))])
        .against(vec![("twice".to_owned(), t!("webkit-design-mail"))]);
    section(
        t!("webkit-design-forms"),
        html! {
            (form("/design").version(3).draft().body(fields(filled)).submit(t!("webkit-design-save"))
                .beside(button_link("/design", t!("webkit-design-back"))))
            (form("/design").body(field_area("twice", t!("webkit-design-message")).rows(2).filled(&twice)))
            (form("/design").get().body(field_text("q", t!("webkit-design-person")).id("search-q").kind("search"))
                .beside(button(t!("webkit-design-open"))))
        },
    )
}

fn fields(filled: &Filled) -> Markup {
    let towns = [
        ("202126", t!("webkit-design-omachi")),
        ("202151", t!("webkit-design-shiojiri")),
    ];
    let times = [
        ("morning", t!("webkit-design-morning")),
        ("night", t!("webkit-design-night")),
    ];
    let channels = [
        Choice::of("mail", t!("webkit-design-mail")).support(t!("webkit-design-mail-help")),
        Choice::of("letter", t!("webkit-design-letter")),
    ];
    html! {
        (field_text("account_name", t!("webkit-design-account-name")).support(t!("webkit-design-account-name-help"))
            .required().max(48).filled(filled))
        (field_text("account_number", t!("webkit-design-account-number")).digits().required().filled(filled))
        (field_number("hours", t!("webkit-design-hours")).suffix(t!("webkit-design-hour")).required().filled(filled))
        (field_yen("fee", t!("webkit-design-fee-wish")).optional().filled(filled))
        (field_date("from", t!("webkit-design-from")).required().filled(filled))
        (field_select("town", t!("webkit-design-town")).options(towns).required().filled(filled))
        (field_radios("channel", t!("webkit-design-channel")).options(channels).required().filled(filled))
        (field_checks("when", t!("webkit-design-when")).options(times).optional().filled(filled))
        (field_area("message", t!("webkit-design-message")).optional().filled(filled))
        (field_file("proof", t!("webkit-design-file")).accept(".pdf,.jpg").optional())
    }
}

fn others() -> Markup {
    let years = [
        (FiscalYear::reiwa(2), 152),
        (FiscalYear::reiwa(3), 198),
        (FiscalYear::reiwa(4), 250),
    ];
    let drawing = r##"<svg viewBox="0 0 320 120" width="320" height="120"><g fill="#0017c1"><rect x="20" y="60" width="60" height="50"/><rect x="120" y="45" width="60" height="65"/><rect x="220" y="27" width="60" height="83"/></g></svg>"##;
    let people = table(
        t!("webkit-design-people"),
        &years,
        [
            column(t!("webkit-design-year"), |it: &(FiscalYear, i64)| {
                fiscal_year(it.0)
            }),
            number_column(t!("webkit-design-people"), |it: &(FiscalYear, i64)| {
                number(it.1)
            }),
        ],
    );
    html! {
        (section(t!("webkit-design-other"), html! {
            (chart_with_table(drawing, t!("webkit-design-chart"), &people))
            (details(t!("webkit-design-more"), html! { p { (t!("webkit-design-more-text")) } }))
            (cards([
                card(t!("webkit-design-learn"), html! { p { (t!("webkit-design-empty-text")) } }),
                card(t!("webkit-design-money"), html! { p { (t!("webkit-design-notice-text")) } }),
            ]))
        }))
        (section(t!("webkit-design-buttons"), form("/design").submit_danger(t!("webkit-design-withdraw"))
            .beside(button(t!("webkit-design-back")))))
        (section(t!("webkit-design-icons"), html! { p { @for icon in Icon::ALL { (icon) " " } } }))
    }
}
