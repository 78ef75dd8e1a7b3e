//! Short orders and totals of a report, held against the files.

use super::*;

pub(super) fn orders(books: &Books, report: &Report, flaws: &mut Vec<Flaw>) {
    let mut named: HashMap<&str, i64> = HashMap::new();
    for it in &report.orders {
        *named.entry(&it.package).or_default() += 1;
    }
    for package in &books.instance.packages {
        let times = named.remove(&*package.id).unwrap_or(0);
        let short = books.short(package) > 0;
        if short && times != 1 {
            flaws.push(flaw(&[&package.id], Wrong::NotNamedOnce));
        } else if !short && times > 0 {
            flaws.push(flaw(&[&package.id], Wrong::NamedForNothing));
        }
    }
    flaws.extend(
        named
            .into_keys()
            .map(|it| flaw(&[it], Wrong::NamedForNothing)),
    );
    for it in &report.orders {
        order(books, report, it, flaws);
    }
}

pub(super) fn order(books: &Books, report: &Report, it: &ShortOrder, flaws: &mut Vec<Flaw>) {
    let wrong = consistent(
        &it.minimal,
        &it.shares,
        &it.needs,
        it.cause,
        &report.costs.families,
    );
    flaws.extend(wrong.into_iter().map(|what| flaw(&[&it.package], what)));
    let Some(package) = books.packages.get(&*it.package) else {
        return;
    };
    if i128::from(it.short_units) != books.short(package) {
        flaws.push(flaw(&[&it.package], Wrong::Totals));
    }
    let Some(witness) = &it.witness else {
        if !it.minimal.is_empty() {
            flaws.push(flaw(&[&it.package], Wrong::WitnessFails));
        }
        return;
    };
    let needs = bits(&it.needs);
    if !staffed(books, package, witness, needs) {
        flaws.push(flaw(&[&it.package], Wrong::WitnessFails));
    }
    let less = (0..4)
        .filter(|bit| needs & (1 << bit) != 0)
        .any(|bit| staffed(books, package, witness, needs & !(1 << bit)));
    if less {
        flaws.push(flaw(&[&it.package], Wrong::WitnessNeedsLess));
    }
}

/// Whether the people of a witness can do their portions of a short order together.
pub(super) fn staffed(books: &Books, package: &Package, witness: &OrderWitness, set: u8) -> bool {
    let (skill, another, place, organised) =
        (set & 1 != 0, set & 2 != 0, set & 4 != 0, set & 8 != 0);
    let all: i128 = witness.team.iter().map(|it| i128::from(it.units)).sum();
    let nobody = books.without_plan();
    let (mut slack, mut review, mut joined) = (0i128, 0i128, 0i64);
    let mut sat: BTreeMap<(String, i64), i128> = BTreeMap::new();
    for it in &witness.team {
        let Some(worker) = books.workers.get(&*it.worker) else {
            return false;
        };
        let Some(terms) = terms(books, worker, package, skill) else {
            return false;
        };
        if it.another_like && !another || !worker.wants_work {
            return false;
        }
        let calendar = if it.another_like { &nobody } else { books };
        let own = if it.another_like {
            0
        } else {
            books.own(&worker.id, &package.id)
        };
        let units = i128::from(it.units);
        let before = if it.another_like {
            0
        } else {
            laid_before(books, worker, package)
        };
        let hours = laid(&it.schedule) + before >= need(package, terms.0, own + units);
        if !hours || !lies(calendar, worker, package, &it.schedule, organised, true) {
            return false;
        }
        let permitted = it
            .schedule
            .iter()
            .all(|row| permitted(books, worker, package, row));
        if !place && !permitted {
            return false;
        }
        for row in it.schedule.iter().filter(|row| row.site.is_some()) {
            let site = row.site.clone().unwrap_or_default();
            let already = books
                .stay
                .get(&(&*site, row.bucket, &*worker.id))
                .copied()
                .filter(|_| !it.another_like);
            let length = books
                .instance
                .sites
                .iter()
                .find(|it| it.id == site)
                .map_or(1, |it| i128::from(it.slot_seconds.max(1)));
            let slots = |seconds: i128| (seconds + length - 1) / length;
            let already = already.unwrap_or(0);
            *sat.entry((site, row.bucket)).or_default() +=
                slots(already + i128::from(row.seconds)) - slots(already);
        }
        let area = package
            .muni_only
            .as_ref()
            .is_none_or(|it| it.is_empty() || it.contains(&worker.municipality));
        let refused = worker.refuse_kinds.contains(&package.kind);
        let share =
            (own + units) * 100 <= i128::from(package.max_share_pct) * i128::from(package.units);
        let held = books
            .instance
            .packages
            .iter()
            .filter(|it| books.own(&worker.id, &it.id) > 0)
            .count() as i64;
        let few = it.another_like || own > 0 || held < worker.max_packages;
        let portion = own + units >= i128::from(package.min_chunk);
        if !organised && (!area || refused || !share || !few || !portion) {
            return false;
        }
        if !it.another_like && !under_ceiling(books, worker, package, units) {
            return false;
        }
        joined += i64::from(own == 0);
        slack += units * (i128::from(package.max_defect_ppm) - i128::from(terms.1));
        review += units * i128::from(terms.2) * i128::from(package.review_seconds);
    }
    for worker in books.team.get(&*package.id).into_iter().flatten() {
        let record = books.workers[worker]
            .kinds
            .get(&package.kind)
            .map_or(0, |it| it.defect_ppm_upper);
        slack += books.own(worker, &package.id)
            * (i128::from(package.max_defect_ppm) - i128::from(record));
    }
    let team = books.team.get(&*package.id).map_or(0, Vec::len) as i64 + joined;
    let sized = organised || (package.min_team..=package.max_team).contains(&team);
    let seats = place
        || sat
            .iter()
            .all(|((site, bucket), slots)| seats_left(books, site, *bucket) >= *slots);
    !witness.team.is_empty()
        && all <= books.short(package)
        && slack >= 0
        && sized
        && seats
        && (organised || guided(books, package, joined, review))
}

pub(super) fn seats_left(books: &Books, site: &str, bucket: i64) -> i128 {
    let Some(it) = books.instance.sites.iter().find(|it| it.id == site) else {
        return 0;
    };
    let open = usize::try_from(bucket)
        .ok()
        .and_then(|at| it.slots_open.get(at))
        .copied()
        .unwrap_or(0);
    let length = i128::from(it.slot_seconds.max(1));
    let taken = books
        .stay
        .iter()
        .filter(|it| (it.0.0, it.0.1) == (site, bucket));
    let taken: i128 = taken.map(|it| (it.1 + length - 1) / length).sum();
    i128::from(open) * i128::from(it.seats) - taken
}

impl<'a> Books<'a> {
    /// The same market with nothing in anybody's calendar.
    pub(super) fn without_plan(&self) -> Books<'a> {
        Books {
            instance: self.instance,
            workers: self.workers.clone(),
            packages: self.packages.clone(),
            units: HashMap::new(),
            laid: HashMap::new(),
            day: HashMap::new(),
            week: HashMap::new(),
            stay: BTreeMap::new(),
            team: HashMap::new(),
            middle: self.middle.clone(),
        }
    }
}

pub(super) fn totals(books: &Books, report: &Report, flaws: &mut Vec<Flaw>) {
    let wanting = || books.instance.workers.iter().filter(|it| it.wants_work);
    let idle = wanting().filter(|it| books.misses(it, Goal::Work)).count() as i64;
    let uncounted = wanting()
        .filter(|it| books.misses(it, Goal::Counted))
        .count() as i64;
    let all = wanting().count() as i64;
    let totals = &report.totals;
    let sum = |people: &[IdlePerson]| people.iter().map(|it| it.shares.sum()).sum::<i64>();
    let right = totals.wanting == all
        && totals.idle == idle
        && totals.in_work == all - idle
        && totals.uncounted == uncounted
        && totals.idle_by_cause.named.iter().sum::<i64>() == report.people.len() as i64
        && totals.uncounted_by_cause.named.iter().sum::<i64>() == report.uncounted.len() as i64
        && totals.idle_by_cause.shares.sum() == sum(&report.people)
        && totals.uncounted_by_cause.shares.sum() == sum(&report.uncounted)
        && totals.short_orders == report.orders.len() as i64;
    if !right {
        flaws.push(flaw(&[], Wrong::Totals));
    }
}
