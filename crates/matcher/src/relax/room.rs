//! How long a person can work between two buckets, and how many units of a package one person can hold.

use crate::instance::Income;
use crate::market::{Column, Job, Market, Person};

/// 稼働可能時間: seconds free in each bucket at any place, and at the sites that her site work may use.
pub struct Calendar {
    pub anywhere: Vec<i64>,
    pub on_site: Vec<i64>,
    pub week_most: i64,
}

impl Calendar {
    /// The calendar of one worker.
    pub fn of(market: &Market, person: &Person) -> Calendar {
        let mut sites: Vec<usize> = Vec::new();
        for at in &person.columns {
            let column = &market.columns[*at];
            if !column.home {
                sites.extend(&column.sites);
            }
        }
        sites.sort_unstable();
        sites.dedup();
        Calendar {
            on_site: at_sites(market, person, &sites),
            anywhere: person.free.clone(),
            week_most: person.it.max_week_seconds,
        }
    }

    /// Seconds that fit between two buckets, `to` left out: each week gives no more than its most.
    pub fn between(&self, market: &Market, from: usize, to: usize, on_site: bool) -> i64 {
        let free = if on_site {
            &self.on_site
        } else {
            &self.anywhere
        };
        between(market, free, self.week_most, from, to)
    }
}

/// Seconds in each bucket that she may spend at one of these sites.
fn at_sites(market: &Market, person: &Person, sites: &[usize]) -> Vec<i64> {
    let open = |site: &usize, bucket: usize| {
        let it = market.sites[*site];
        it.seats.min(1) * it.slots_open[bucket] * it.slot_seconds
    };
    let buckets = person.free.iter().enumerate();
    buckets
        .map(|(bucket, free)| (*free).min(sites.iter().map(|site| open(site, bucket)).sum()))
        .collect()
}

fn between(market: &Market, free: &[i64], week_most: i64, from: usize, to: usize) -> i64 {
    let (mut total, mut sum, mut week) = (0, 0, usize::MAX);
    for bucket in from..to {
        if market.week_of[bucket] != week {
            total += sum.min(week_most);
            (sum, week) = (0, market.week_of[bucket]);
        }
        sum += free[bucket];
    }
    total + sum.min(week_most)
}

/// Units of a package that one person can hold at the very most; 0 where no portion fits.
pub fn most_units(market: &Market, column: &Column) -> i64 {
    let (person, job) = (
        &market.workers[column.worker],
        &market.packages[column.package],
    );
    let it = job.it;
    let chunk = it.min_chunk.max(1);
    let director = market.directors[job.director];
    if person.it.max_packages < 1 || director.span < 1 || it.max_team < it.min_team.max(1) {
        return 0;
    }
    let on_site;
    let free = if column.home {
        &person.free
    } else {
        on_site = at_sites(market, person, &column.sites);
        &on_site
    };
    let seconds = between(market, free, person.it.max_week_seconds, job.first, job.end);
    // The others of the smallest team hold a portion each.
    let beside_others = it
        .units
        .saturating_sub((it.min_team - 1).max(0).saturating_mul(chunk));
    let reviewed = i128::from(column.review_pct) * i128::from(it.review_seconds);
    let review = i128::from(director.review_seconds) * 100;
    let most = beside_others
        .min(it.max_share_pct * it.units / 100)
        .min(column.units_in(it.unit_seconds, seconds))
        .min(quotient(review, reviewed))
        .min(match ceiling_left(market, person, job) {
            Some(left) if left < 0 => 0,
            Some(left) => quotient(i128::from(left), i128::from(it.pay_cyen)),
            None => i64::MAX,
        });
    if most < chunk { 0 } else { most }
}

fn quotient(all: i128, each: i128) -> i64 {
    if each == 0 {
        return i64::MAX;
    }
    i64::try_from(all / each).unwrap_or(i64::MAX)
}

/// Cyen that a person may still earn in the calendar year of a package.
pub fn ceiling_left(market: &Market, person: &Person, job: &Job) -> Option<i64> {
    let income: &Income = person.it.income.get(&market.years[job.year])?;
    Some((income.ceiling_yen? - income.earned_yen) * 100)
}

/// Members that a team can have at the very most: each holds a portion.
pub fn most_members(job: &Job) -> i64 {
    let chunk = job.it.min_chunk.max(1);
    job.it.max_team.min(job.it.units / chunk).max(0)
}

/// The most units of each column of the market, what a team can make up for in quality counted in.
pub fn most_by_column(market: &Market) -> Vec<i64> {
    let mut most: Vec<i64> = market
        .columns
        .iter()
        .map(|it| most_units(market, it))
        .collect();
    for job in &market.packages {
        let members = most_members(job);
        let fit = job.columns.iter().filter(|it| most[**it] > 0).count() as i64;
        if members < job.it.min_team.max(1) || fit < job.it.min_team {
            job.columns.iter().for_each(|it| most[*it] = 0);
            continue;
        }
        let spare = spare_quality(market, job, &most, members - 1);
        for at in &job.columns {
            let above = i128::from(market.columns[*at].defect_ppm_upper - job.it.max_defect_ppm);
            if above > 0 {
                let carried = quotient(spare, above);
                most[*at] = most[*at].min(carried);
                if most[*at] < job.it.min_chunk.max(1) {
                    most[*at] = 0;
                }
            }
        }
    }
    most
}

/// What so many good members can make up for at the most, in units times ppm, when one more member
/// holds the smallest portion.
fn spare_quality(market: &Market, job: &Job, most: &[i64], members: i64) -> i128 {
    let left = i128::from((job.it.units - job.it.min_chunk.max(1)).max(0));
    let good = job.columns.iter().filter_map(|at| {
        let below = i128::from(job.it.max_defect_ppm - market.columns[*at].defect_ppm_upper);
        (below > 0 && most[*at] > 0).then(|| (below, i128::from(most[*at]).min(left)))
    });
    let mut good: Vec<(i128, i128)> = good.collect();
    good.sort_unstable_by_key(|it| std::cmp::Reverse(it.0 * it.1));
    good.truncate(usize::try_from(members).unwrap_or(0));
    let apart: i128 = good.iter().map(|it| it.0 * it.1).sum();
    let best = good.iter().map(|it| it.0).max().unwrap_or(0);
    apart.min(best * left)
}

/// Packages that a worker can hold at once at the very most: a portion of each takes its time.
pub fn most_at_once(market: &Market, worker: usize, most: &[i64], calendar: &Calendar) -> i64 {
    let person = &market.workers[worker];
    let mut left = calendar.between(market, 0, market.week_of.len(), false);
    let own = person.columns.iter().filter(|it| most[**it] > 0);
    let mut portions: Vec<i64> = own
        .map(|at| {
            let column = &market.columns[*at];
            let it = market.packages[column.package].it;
            column.need(it.unit_seconds, it.min_chunk.max(1))
        })
        .collect();
    portions.sort_unstable();
    let fit = portions.iter().take_while(|it| {
        left -= **it;
        left >= 0
    });
    person.it.max_packages.min(fit.count() as i64)
}
