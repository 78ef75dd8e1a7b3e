//! 効く手だて: the measures that would help most, with what they were predicted and confirmed to bring, each leading to
//! where it is begun.

use access::Resource;
use base::Yen;
use matcher::bottleneck::{Effect, Marginal, Measure, Pick};
use webkit::prelude::*;

use super::causes::Shown;
use crate::{cause_words, market};

/// One measure with its effect, from the programme or from the values of one more of something.
struct Line<'a> {
    measure: &'a Measure,
    people: Vec<&'a String>,
    times: i64,
    predicted: Effect,
    confirmed: Effect,
    wrong: bool,
    cost: Yen,
}

impl<'a> Line<'a> {
    fn picked(it: &'a Pick) -> Line<'a> {
        Line {
            measure: &it.measure,
            people: it.people.iter().collect(),
            times: it.times,
            predicted: it.predicted,
            confirmed: it.confirmed,
            wrong: it.wrong,
            cost: Yen::new(it.cost_yen),
        }
    }

    fn valued(it: &'a Marginal) -> Line<'a> {
        Line {
            measure: &it.measure,
            people: it.people.iter().take(it.published).collect(),
            times: it.published as i64,
            predicted: it.predicted,
            confirmed: it.confirmed,
            wrong: it.wrong,
            cost: Yen::new(it.cost_yen),
        }
    }
}

pub(super) fn part(it: &Shown) -> Markup {
    let programme = it.report().programme.as_ref();
    let picks = together(programme.iter().flat_map(|it| &it.picks).map(Line::picked));
    let values = it.report().marginal.iter().map(Line::valued);
    let mut values: Vec<Line> = values.filter(|it| it.confirmed.score_yen > 0).collect();
    values.sort_by_key(|it| (-it.confirmed.in_work, -it.confirmed.score_yen));
    if picks.is_empty() && values.is_empty() {
        return section(
            t!("matching-measures"),
            html! { p { (t!("matching-measures-none")) } },
        );
    }
    let beside = !picks.is_empty();
    section(
        t!("matching-measures"),
        html! {
            @if let Some(all) = programme.filter(|it| !it.picks.is_empty()) {
                p { (t!("matching-measures-lead", effect = cause_words::effect(&all.confirmed), cost = Yen::new(all.cost_yen))) }
                (table(t!("matching-measures-programme"), &picks, columns(it)).dense())
            }
            @if !values.is_empty() {
                @let shown = table(t!("matching-measures-values"), &values, columns(it)).dense().markup();
                @if beside { (details(t!("matching-measures-values"), shown)) } @else { (shown) }
            }
            (note(t!("matching-measures-note")))
        },
    )
}

/// Picks of the same measure as one line, where it was picked first.
fn together<'a>(picks: impl Iterator<Item = Line<'a>>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for pick in picks {
        let Some(line) = lines.iter_mut().find(|it| it.measure == pick.measure) else {
            lines.push(pick);
            continue;
        };
        line.people.extend(pick.people);
        line.times += pick.times;
        line.predicted = sum(&line.predicted, &pick.predicted);
        line.confirmed = sum(&line.confirmed, &pick.confirmed);
        line.wrong |= pick.wrong;
        line.cost = line.cost.plus(pick.cost).unwrap_or(line.cost);
    }
    lines
}

fn sum(one: &Effect, other: &Effect) -> Effect {
    Effect {
        in_work: one.in_work + other.in_work,
        counted: one.counted + other.counted,
        short_yen: one.short_yen + other.short_yen,
        score_yen: one.score_yen + other.score_yen,
    }
}

fn columns<'a>(it: &'a Shown) -> Vec<Column<'a, Line<'a>>> {
    vec![
        column(t!("matching-measure"), |row: &Line| measure(it, row)),
        column(t!("matching-measure-for"), |row: &Line| whom(it, row)),
        column(t!("matching-measure-predicted"), |row: &Line| {
            text(cause_words::effect(&row.predicted).say())
        }),
        column(t!("matching-measure-confirmed"), |row: &Line| {
            text(cause_words::effect(&row.confirmed).say())
        }),
        number_column(t!("matching-measure-cost"), |row: &Line| yen(row.cost)),
    ]
}

fn measure(it: &Shown, row: &Line) -> Markup {
    let words = cause_words::measure(row.measure, &it.names).say();
    html! {
        @match place_of(it, row.measure, &row.people) {
            Some(href) => (link(href, words)),
            None => (words),
        }
        @if row.wrong { " " (chip(Tone::Caution, t!("matching-measure-wrong"))) }
    }
}

/// For whom, with names only where names may be read.
fn whom(it: &Shown, row: &Line) -> Markup {
    if row.people.is_empty() {
        return text(t!("matching-measure-times", count = row.times));
    }
    let count = t!("matching-count-people", count = row.people.len());
    match it.town {
        Some(_) => text(count),
        None => details(count, list(row.people.iter().map(|id| it.person(id)))),
    }
}

/// Where a measure is begun: the course, the sales lead, the seat, or the person to be lent to.
fn place_of(it: &Shown, measure: &Measure, people: &[&String]) -> Option<String> {
    let open = |resource, href: String| it.opens.contains(&resource).then_some(href);
    match measure {
        Measure::Train { skill, to } => {
            let skill = market::skill_of(skill);
            let grants = it
                .courses
                .iter()
                .filter(|it| it.skill == skill && *to <= it.level);
            let course = grants.min_by_key(|it| it.minutes).map(|it| &it.public_id);
            open(Resource::Courses, course_path(course))
        }
        Measure::Trial { kind } => {
            let kind = market::kind_of(kind);
            let course = it
                .courses
                .iter()
                .find(|it| kind.is_some() && it.job_type == kind);
            open(
                Resource::Courses,
                course_path(course.map(|it| &it.public_id)),
            )
        }
        Measure::Order { .. } => open(Resource::Enquiries, "/enquiries".to_owned()),
        Measure::Seat { site } | Measure::Access { site } => {
            let site = it.names.place(site)?.0;
            open(Resource::Sites, format!("/sites/{}", site.public_id))
        }
        Measure::Lend { .. } | Measure::Clear => {
            let card = it.card(people.first()?).filter(|_| it.town.is_none())?;
            open(Resource::Workers, format!("/workers/{}", card.public_id))
        }
        Measure::Equip { steps } => steps.iter().find_map(|step| place_of(it, step, people)),
        Measure::DirectorHour { .. } | Measure::DirectorPair { .. } => {
            open(Resource::WorkOrders, "/work-orders".to_owned())
        }
    }
}

fn course_path(course: Option<&base::PublicId>) -> String {
    course.map_or("/courses".to_owned(), |it| format!("/courses/{it}"))
}
