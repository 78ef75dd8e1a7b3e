//! Whether a portion named in a report is possible.

use super::*;

/// Whether the step of a witness can be carried out with exactly these families relaxed.
pub(super) fn possible(
    books: &Books,
    worker: &Worker,
    package: &Package,
    witness: &Witness,
    goal: Goal,
    set: u8,
) -> bool {
    let (skill, volume, place, organised) =
        (set & 1 != 0, set & 2 != 0, set & 4 != 0, set & 8 != 0);
    let Some(terms) = terms(books, worker, package, skill) else {
        return false;
    };
    let own = books.own(&worker.id, &package.id);
    let units = i128::from(witness.units);
    if units < 1 || !worker.wants_work || !enough(books, worker, package, units, goal, organised) {
        return false;
    }
    let hours = lies(books, worker, package, &witness.schedule, organised, place)
        && laid(&witness.schedule) + laid_before(books, worker, package)
            >= need(package, terms.0, own + units);
    let given: i128 = witness.from.iter().map(|it| i128::from(it.units)).sum();
    let left = books.short(package);
    let there = volume || units <= left + if organised { given } else { 0 };
    let moved =
        witness.from.is_empty() || (organised && gives(books, package, witness, &worker.id));
    let repeated = !witness.repeated || (volume && own == 0);
    hours
        && there
        && moved
        && repeated
        && under_ceiling(books, worker, package, units)
        && good(books, package, witness, terms.1)
        && (organised
            || allowed(
                books,
                worker,
                package,
                own,
                units,
                terms.2,
                witness.repeated,
            ))
}

pub(super) fn enough(
    books: &Books,
    worker: &Worker,
    package: &Package,
    units: i128,
    goal: Goal,
    organised: bool,
) -> bool {
    match goal {
        Goal::Work => {
            organised || books.own(&worker.id, &package.id) + units >= i128::from(package.min_chunk)
        }
        Goal::Counted => {
            let mut pay = books.pay(&worker.id);
            *pay.entry(package.pay_year).or_default() += units * i128::from(package.pay_cyen);
            books.counts(worker, &pay)
        }
    }
}

pub(super) fn need(package: &Package, speed: i64, units: i128) -> i128 {
    let work = units * i128::from(package.unit_seconds) * 100;
    let speed = i128::from(speed.max(1));
    work / speed + i128::from(work % speed != 0)
}

pub(super) fn laid(rows: &[Row]) -> i128 {
    rows.iter().map(|it| i128::from(it.seconds)).sum()
}

pub(super) fn laid_before(books: &Books, worker: &Worker, package: &Package) -> i128 {
    books
        .laid
        .get(&(&*worker.id, &*package.id))
        .copied()
        .unwrap_or(0)
}

/// Whether rows lie in free hours, on days and at places that are open to the pair.
pub(super) fn lies(
    books: &Books,
    worker: &Worker,
    package: &Package,
    rows: &[Row],
    any_day: bool,
    any_place: bool,
) -> bool {
    let mut week: HashMap<i64, i128> = HashMap::new();
    let mut day: HashMap<i64, i128> = HashMap::new();
    let mut stay: HashMap<(&str, i64), i128> = HashMap::new();
    for row in rows {
        let Some(at) = books.week_of(row.bucket) else {
            return false;
        };
        let inside = (package.release..=package.plan_due).contains(&row.bucket);
        if row.seconds < 1
            || !(inside || any_day)
            || !(any_place || permitted(books, worker, package, row))
        {
            return false;
        }
        *week.entry(at).or_default() += i128::from(row.seconds);
        *day.entry(row.bucket).or_default() += i128::from(row.seconds);
        if let Some(site) = &row.site {
            *stay.entry((site, row.bucket)).or_default() += i128::from(row.seconds);
        }
    }
    let id = &*worker.id;
    let taken_day = |at: i64| books.day.get(&(id, at)).copied().unwrap_or(0);
    let taken_week = |at: i64| books.week.get(&(id, at)).copied().unwrap_or(0);
    let days = day
        .iter()
        .all(|(at, seconds)| taken_day(*at) + seconds <= books.offered(worker, *at));
    let most = i128::from(worker.max_week_seconds);
    let weeks = week
        .iter()
        .all(|(at, seconds)| taken_week(*at) + seconds <= most);
    days && weeks
        && (any_place
            || stay
                .iter()
                .all(|(at, seconds)| seated(books, id, at.0, at.1, *seconds)))
}

pub(super) fn permitted(books: &Books, worker: &Worker, package: &Package, row: &Row) -> bool {
    let site = match &row.site {
        None => None,
        Some(id) => match books.instance.sites.iter().find(|it| it.id == *id) {
            Some(site) => Some(site),
            None => return false,
        },
    };
    let open = match site {
        None => package.security == Security::Home,
        Some(it) => {
            worker.sites.contains(&it.id)
                && (package.security != Security::Secure || it.site_type == SiteType::Secure)
        }
    };
    let there = site.map_or(&[][..], |it| &it.equipment);
    open && package
        .equipment
        .iter()
        .all(|it| worker.equipment.contains(it) || there.contains(it))
}

/// Whether a worker finds seat-slots for so many seconds more at a site.
pub(super) fn seated(books: &Books, worker: &str, site: &str, bucket: i64, more: i128) -> bool {
    let Some(it) = books.instance.sites.iter().find(|it| it.id == site) else {
        return false;
    };
    let Ok(at) = usize::try_from(bucket) else {
        return false;
    };
    let open = i128::from(it.slots_open.get(at).copied().unwrap_or(0));
    let length = i128::from(it.slot_seconds.max(1));
    let slots = |seconds: i128| (seconds + length - 1) / length;
    let (mut others, mut own) = (0, 0);
    for ((at_site, at_bucket, who), seconds) in &books.stay {
        if (*at_site, *at_bucket) == (site, bucket) {
            if *who == worker {
                own += seconds
            } else {
                others += slots(*seconds)
            }
        }
    }
    let mine = slots(own + more);
    mine <= open && others + mine <= open * i128::from(it.seats)
}

/// Whether the givers keep what counts: the threshold, half of the target, and a whole portion or none.
pub(super) fn gives(books: &Books, package: &Package, witness: &Witness, taker: &str) -> bool {
    witness.from.iter().all(|it| {
        let Some(giver) = books.workers.get(&*it.worker) else {
            return false;
        };
        let has = books.own(&giver.id, &package.id);
        let kept = has - i128::from(it.units);
        let mut pay = books.pay(&giver.id);
        *pay.entry(package.pay_year).or_default() -=
            i128::from(it.units) * i128::from(package.pay_cyen);
        let half = pay.values().sum::<i128>() * 2 >= i128::from(giver.target_yen) * 100;
        let portion = kept == 0 || kept >= i128::from(package.min_chunk);
        it.worker != taker
            && it.units >= 1
            && kept >= 0
            && portion
            && half
            && books.counts(giver, &pay)
    })
}

pub(super) fn under_ceiling(
    books: &Books,
    worker: &Worker,
    package: &Package,
    units: i128,
) -> bool {
    let income = worker.income.get(&package.pay_year.to_string());
    let Some((income, ceiling)) = income.and_then(|it| Some((it, it.ceiling_yen?))) else {
        return true;
    };
    let paid = books
        .pay(&worker.id)
        .get(&package.pay_year)
        .copied()
        .unwrap_or(0);
    let all = i128::from(income.earned_yen) * 100 + paid + units * i128::from(package.pay_cyen);
    all <= i128::from(ceiling) * 100
}

/// Whether the team's cautious defect bound holds after the step.
pub(super) fn good(books: &Books, package: &Package, witness: &Witness, defects: i64) -> bool {
    let asked = i128::from(package.max_defect_ppm);
    let mut slack = i128::from(witness.units) * (asked - i128::from(defects));
    if !witness.repeated {
        for worker in books.team.get(&*package.id).into_iter().flatten() {
            let given = witness
                .from
                .iter()
                .find(|it| it.worker == **worker)
                .map_or(0, |it| it.units);
            let units = books.own(worker, &package.id) - i128::from(given);
            let record = books.workers[worker].kinds.get(&package.kind);
            slack += units * (asked - i128::from(record.map_or(0, |it| it.defect_ppm_upper)));
        }
    }
    slack >= 0
}

/// What organisation asks: area, refusals, share, portion, team, packages, span and review.
pub(super) fn allowed(
    books: &Books,
    worker: &Worker,
    package: &Package,
    own: i128,
    units: i128,
    review_pct: i64,
    repeated: bool,
) -> bool {
    let area = package
        .muni_only
        .as_ref()
        .is_none_or(|it| it.is_empty() || it.contains(&worker.municipality));
    let share =
        (own + units) * 100 <= i128::from(package.max_share_pct) * i128::from(package.units);
    let portion = own + units >= i128::from(package.min_chunk);
    let team = books.team.get(&*package.id).map_or(0, Vec::len) as i64;
    let team = if repeated {
        1
    } else {
        team + i64::from(own == 0)
    };
    let sized = (package.min_team..=package.max_team).contains(&team);
    let held = books
        .instance
        .packages
        .iter()
        .filter(|it| books.own(&worker.id, &it.id) > 0)
        .count() as i64;
    let few = own > 0 || held < worker.max_packages;
    area && !worker.refuse_kinds.contains(&package.kind)
        && share
        && portion
        && sized
        && few
        && guided(
            books,
            package,
            i64::from(own == 0),
            units * i128::from(review_pct) * i128::from(package.review_seconds),
        )
}

/// Whether the director can take so many pairs and hundredths of a second more.
pub(super) fn guided(books: &Books, package: &Package, pairs: i64, review: i128) -> bool {
    let Some(director) = books
        .instance
        .directors
        .iter()
        .find(|it| it.id == package.director)
    else {
        return false;
    };
    let (mut span, mut taken) = (pairs, review);
    for it in books
        .instance
        .packages
        .iter()
        .filter(|it| it.director == director.id)
    {
        for worker in books.team.get(&*it.id).into_iter().flatten() {
            let record = books.workers[worker].kinds.get(&it.kind);
            let pct = record.map_or(0, |it| it.review_pct);
            span += 1;
            taken += books.own(worker, &it.id) * i128::from(pct) * i128::from(it.review_seconds);
        }
    }
    (pairs == 0 || span <= director.span)
        && (review == 0 || taken <= i128::from(director.review_seconds) * 100)
}
