//! 仕事のない希望者の原因: for each wanting person the sets of families that would cure, by a scan of
//! the orders as they would be with those families relaxed. Nothing is solved again.

use super::cause::{Causes, Cured, WHOLE};
use super::report::{Cure, Excluded, Exclusion, Giver, Goal, IdlePerson, Lack, Witness};
use crate::instance::Security;
use crate::situation::facts::{Bits, Terms};
use crate::situation::hands::{Freedom, offered};
use crate::situation::needs::Needs;
use crate::situation::settle::ALL;
use crate::situation::{Situation, whole};

mod lacking;

use lacking::lacking_order;
pub use lacking::{cure, lacking_place, lacking_skill};

/// What is said of one person.
pub enum Finding {
    Idle(Box<IdlePerson>),
    Excluded(Excluded),
}

/// What several people could give of one order without falling under what counts.
#[derive(Debug, Clone, Default)]
pub struct Gifts {
    /// (giver, units of which a portion stays, all his units or none).
    pub parts: Vec<(usize, i64, i64)>,
    /// The cautious defect bound of each giver.
    pub defects: Vec<i64>,
}

/// The scan over all people; gifts are the same for everyone.
pub struct Scan<'s> {
    pub situation: &'s Situation,
    needs: &'s Needs,
    gifts: Vec<Gifts>,
    /// Least pay of a unit, by year, for the ceiling.
    costs: [i64; 4],
}

/// What a person could get of one order with some families relaxed.
#[derive(Debug, Clone)]
struct Part {
    units: i64,
    from: Vec<(usize, i64)>,
    repeated: bool,
    terms: Terms,
    freedom: Freedom,
}

/// What stays with a person after giving, in percent of the target.
const KEPT_PCT: i128 = 50;

impl<'s> Scan<'s> {
    /// Looks at what may move.
    pub fn new(situation: &'s Situation, needs: &'s Needs, costs: [i64; 4]) -> Scan<'s> {
        let gifts = (0..situation.orders.len())
            .map(|it| gifts(situation, it))
            .collect();
        Scan {
            situation,
            needs,
            gifts,
            costs,
        }
    }

    /// The cause for one wanting person who misses a goal; nothing when it is reached.
    pub fn person(&self, worker: usize, goal: Goal) -> Option<Finding> {
        let s = self.situation;
        let missed = match goal {
            Goal::Work => s.hands[worker].holds.is_empty(),
            Goal::Counted => !s.counts(worker),
        };
        if !missed {
            return None;
        }
        let excluded = |why| {
            let worker = s.instance.workers[worker].id.clone();
            Some(Finding::Excluded(Excluded { worker, goal, why }))
        };
        if let Some(why) = self.exclusion(worker) {
            return excluded(why);
        }
        let cured = self.cured(worker, goal);
        let Some((set, named)) = cured.primary(&self.costs) else {
            return excluded(Exclusion::TooLittle);
        };
        let witness = self.witness(worker, goal, set)?;
        let defect = set.is_empty();
        debug_assert_eq!(cured.shares().sum(), WHOLE);
        Some(Finding::Idle(Box::new(IdlePerson {
            worker: s.instance.workers[worker].id.clone(),
            goal,
            cause: Causes(1 << named).of_person()[0],
            needs: set.of_person(),
            minimal: cured.minimal().into_iter().map(Causes::of_person).collect(),
            shares: cured.shares(),
            defect,
            witness,
        })))
    }

    fn exclusion(&self, worker: usize) -> Option<Exclusion> {
        let s = self.situation;
        let it = &s.instance.workers[worker];
        if !it.wants_work {
            return Some(Exclusion::NotWanted);
        }
        if (0..s.week_of.len()).all(|bucket| offered(it, bucket) <= 0) {
            return Some(Exclusion::NoHours);
        }
        let years = s.names.years.iter().map(|year| it.income.get(year));
        let full = |income: Option<&crate::instance::Income>| {
            income.is_some_and(|it| it.ceiling_yen.is_some_and(|most| most <= it.earned_yen))
        };
        (!s.names.years.is_empty() && years.clone().all(full)).then_some(Exclusion::CeilingReached)
    }

    /// Which of the sixteen sets cure.
    fn cured(&self, worker: usize, goal: Goal) -> Cured {
        let s = self.situation;
        let mut cured = Cured::default();
        for package in 0..s.orders.len() {
            let need = self.needs.need(worker, package);
            if above(need) & !cured.0 == 0 {
                continue;
            }
            let mut rooms = Rooms::default();
            for set in Causes::every() {
                if !set.holds(need) || cured.by(set) {
                    continue;
                }
                if self.part(worker, package, set, goal, &mut rooms).is_some() {
                    cured.note(set);
                }
            }
            if cured.by(Causes::NONE) {
                break;
            }
        }
        cured
    }

    /// What the person could get of an order when exactly these families are relaxed for him.
    fn part(
        &self,
        worker: usize,
        package: usize,
        set: Causes,
        goal: Goal,
        rooms: &mut Rooms,
    ) -> Option<Part> {
        let s = self.situation;
        let (job, it) = (&s.orders[package], &s.instance.packages[package]);
        let own = s.own(worker, package);
        let (skill, volume) = (set.holds(Causes::SKILL), set.holds(Causes::VOLUME));
        let (place, organised) = (set.holds(Causes::ENVIRONMENT), set.holds(Causes::MATCHING));
        let terms = if skill {
            s.trained(worker, package)
        } else {
            s.skilled(worker, package)?
        };
        let portion = if own > 0 { 1 } else { job.chunk };
        let wish = self.wish(worker, package, goal, portion)?;
        let least = match goal {
            Goal::Work if organised => 1,
            _ => wish,
        };
        let mut most = wish.min(s.under_ceiling(worker, package));
        if !organised {
            if !s.may_begin(worker, package) {
                return None;
            }
            let director = &s.instance.directors[job.director];
            if own == 0 && s.span[job.director] >= director.span {
                return None;
            }
            most = most.min(job.share - own).min(s.reviewable(package, &terms));
        }
        if !volume && !organised {
            most = most.min(s.left(package));
        }
        if most < least {
            return None;
        }
        let freedom = Freedom {
            any_day: organised,
            any_place: place,
            empty: false,
        };
        most = most.min(rooms.units(s, worker, package, &terms, freedom));
        if most < least {
            return None;
        }
        let part = |units, from, repeated| Part {
            units,
            from,
            repeated,
            terms,
            freedom,
        };
        let begun = !s.teams[package].members.is_empty();
        let team = s.teams[package].members.len() as i64;
        let joins = organised || own > 0 || (team < it.max_team && (begun || it.min_team <= 1));
        if volume {
            // More of the same order, or the order once more with a team of its own.
            let units = most.min(s.good_enough(package, &terms));
            if joins && units >= least {
                return Some(part(units, Vec::new(), false));
            }
            let alone = organised || it.min_team <= 1;
            let repeated = own == 0 && alone && terms.defect_ppm_upper <= it.max_defect_ppm;
            return repeated.then(|| part(most, Vec::new(), true));
        }
        let free = most
            .min(s.left(package))
            .min(s.good_enough(package, &terms));
        if joins && free >= wish {
            return Some(part(free, Vec::new(), false));
        }
        if organised {
            let given = self.from_others(worker, package, &terms, most, least);
            if let Some((units, from)) = given
                && units > free.max(0)
            {
                return Some(part(units, from, false));
            }
        }
        (joins && free >= least).then(|| part(free, Vec::new(), false))
    }

    /// Units that reach the goal.
    fn wish(&self, worker: usize, package: usize, goal: Goal, portion: i64) -> Option<i64> {
        match goal {
            Goal::Work => Some(portion),
            Goal::Counted => {
                let enough = self.situation.to_count(worker, package)?;
                (enough < ALL).then(|| enough.max(portion))
            }
        }
    }

    /// Units that others hand over, the weakest of the team first, beside what nobody has.
    fn from_others(
        &self,
        worker: usize,
        package: usize,
        terms: &Terms,
        most: i64,
        least: i64,
    ) -> Option<(i64, Vec<(usize, i64)>)> {
        let s = self.situation;
        let asked = s.instance.packages[package].max_defect_ppm;
        let gifts = &self.gifts[package];
        // (defects of whoever has it, who, units); what nobody has counts as just good enough.
        let mut parts: Vec<(i64, Option<usize>, i64)> = vec![(asked, None, s.left(package).max(0))];
        for (at, (giver, part, _)) in gifts.parts.iter().enumerate() {
            if *giver != worker && *part > 0 {
                parts.push((gifts.defects[at], Some(*giver), *part));
            }
        }
        parts.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
        let sound = |taken: &[(usize, i64)], units: i64| {
            let given: i128 = taken
                .iter()
                .map(|(giver, units)| {
                    let at = gifts
                        .parts
                        .iter()
                        .position(|it| it.0 == *giver)
                        .unwrap_or(0);
                    i128::from(*units) * i128::from(asked - gifts.defects[at])
                })
                .sum();
            let own = i128::from(units) * i128::from(asked - terms.defect_ppm_upper);
            s.teams[package].slack_ppm - given + own >= 0
        };
        let all: i64 = parts.iter().map(|it| it.2).sum();
        let mut units = most.min(all);
        while units >= least && units >= 1 {
            let (mut taken, mut left) = (Vec::new(), units);
            for (_, giver, part) in &parts {
                let own = left.min(*part);
                if own > 0 {
                    left -= own;
                    taken.extend(giver.map(|it| (it, own)));
                }
            }
            if sound(&taken, units) {
                return Some((units, taken));
            }
            units = if units == least {
                0
            } else {
                (units / 2).max(least)
            };
        }
        // Somebody leaves the order altogether, and the person takes all of it over.
        let whole = gifts.parts.iter().filter(|it| it.0 != worker && it.2 > 0);
        let mut whole: Vec<_> = whole.filter(|it| it.2 >= least).collect();
        whole.sort_by_key(|it| (it.2, it.0));
        let room = self.room_beyond(worker, package, terms, most);
        whole
            .into_iter()
            .find(|it| it.2 <= room && sound(&[(it.0, it.2)], it.2))
            .map(|it| (it.2, vec![(it.0, it.2)]))
    }

    /// Units that hours and ceiling allow, beyond the portion that was asked about. The place is the
    /// person's own; with the environment relaxed as well, `most` is all that is taken.
    fn room_beyond(&self, worker: usize, package: usize, terms: &Terms, most: i64) -> i64 {
        let s = self.situation;
        let freedom = Freedom {
            any_day: true,
            ..Freedom::NONE
        };
        let hours = s.units_in_room(worker, package, terms, freedom);
        hours.min(s.under_ceiling(worker, package)).max(most)
    }

    /// The order that asks least of the person, and pays best among those.
    fn witness(&self, worker: usize, goal: Goal, set: Causes) -> Option<Witness> {
        let s = self.situation;
        let mut best: Option<((i64, i64), usize, Part)> = None;
        for package in 0..s.orders.len() {
            if !set.holds(self.needs.need(worker, package)) {
                continue;
            }
            let burden = self.burden(worker, package);
            if best.as_ref().is_some_and(|it| it.0.0 < burden) {
                continue;
            }
            let Some(part) = self.part(worker, package, set, goal, &mut Rooms::default()) else {
                continue;
            };
            let pay = part
                .units
                .saturating_mul(s.instance.packages[package].pay_cyen);
            let rank = (burden + i64::from(!part.from.is_empty()), -pay);
            if best.as_ref().is_none_or(|it| rank < it.0) {
                best = Some((rank, package, part));
            }
        }
        let (_, package, part) = best?;
        let it = &s.instance.packages[package];
        let own = s.own(worker, package);
        let hold = s.hold(worker, package);
        let laid: i64 = hold.map_or(0, |it| it.rows.iter().map(|row| row.seconds).sum());
        let seconds = part.terms.need(it.unit_seconds, own + part.units) - laid;
        let rows = s
            .laid(worker, package, part.freedom, seconds)
            .unwrap_or_default();
        let lacking = self.lacking(worker, package, &part, set, goal);
        Some(Witness {
            package: it.id.clone(),
            units: part.units,
            schedule: s.rows(&rows),
            cures: self.cures(package, &part, &lacking, &rows, set),
            lacking,
            from: part
                .from
                .iter()
                .map(|(giver, units)| Giver {
                    worker: s.instance.workers[*giver].id.clone(),
                    units: *units,
                })
                .collect(),
            repeated: part.repeated,
        })
    }

    /// How much a person lacks for an order: levels, record, languages, clearance, equipment, access.
    fn burden(&self, worker: usize, package: usize) -> i64 {
        let s = self.situation;
        let (person, job) = (&s.people[worker], &s.orders[package]);
        let levels: i64 = job
            .skills
            .iter()
            .map(|(at, level)| (level - person.levels[*at]).max(0))
            .sum();
        let speaks = job.languages.beyond(&person.languages, &Bits::default());
        let mut burden = levels + i64::from(speaks) + i64::from(person.records[job.kind].is_none());
        burden += i64::from(job.security == Security::Secure && !person.clearance);
        if !s.placed(worker, package) {
            burden += 1 + i64::from(job.equipment.beyond(&person.equipment, &Bits::default()));
        }
        burden + i64::from(!s.allowed(worker, package))
    }

    /// What is lacking in numbers, of what the named families relax.
    fn lacking(
        &self,
        worker: usize,
        package: usize,
        part: &Part,
        set: Causes,
        goal: Goal,
    ) -> Vec<Lack> {
        let s = self.situation;
        let mut found = Vec::new();
        if set.holds(Causes::SKILL) {
            lacking_skill(s, worker, package, &part.terms, &mut found);
        }
        if set.holds(Causes::ENVIRONMENT) {
            lacking_place(s, worker, package, part.units, &part.terms, set, &mut found);
        }
        if set.holds(Causes::VOLUME) && s.left(package) < part.units {
            found.push(Lack::Units {
                needed: part.units,
                left: s.left(package).max(0),
            });
        }
        if set.holds(Causes::MATCHING) {
            let portion = self
                .wish(worker, package, goal, s.orders[package].chunk)
                .unwrap_or(part.units);
            lacking_order(
                s,
                worker,
                package,
                part.units,
                portion,
                set,
                &part.terms,
                &mut found,
            );
        }
        found
    }

    fn cures(
        &self,
        package: usize,
        part: &Part,
        lacking: &[Lack],
        rows: &[crate::situation::hands::Stay],
        set: Causes,
    ) -> Vec<Cure> {
        let it = &self.situation.instance.packages[package];
        let mut cures: Vec<Cure> = Vec::new();
        for lack in lacking {
            cures.extend(cure(lack, it, part.units, set));
        }
        let outside = rows.iter().map(|it| it.bucket as i64);
        let outside: Vec<i64> = outside
            .filter(|at| !(it.release..=it.plan_due).contains(at))
            .collect();
        if let (Some(first), Some(last)) = (outside.iter().min(), outside.iter().max()) {
            cures.retain(|it| !matches!(it, Cure::WidenWindow { .. }));
            cures.push(Cure::WidenWindow {
                first: it.release.min(*first),
                last: it.plan_due.max(*last),
            });
        }
        let moved: i64 = part.from.iter().map(|it| it.1).sum();
        if moved > 0 {
            cures.retain(|it| !matches!(it, Cure::MoveUnits { .. }));
            cures.push(Cure::MoveUnits { units: moved });
        }
        cures.sort();
        cures.dedup();
        cures
    }
}

/// The sets that hold `need`, as bits of `Cured`.
fn above(need: Causes) -> u16 {
    let mut bits = 0;
    for set in 0..16 {
        if Causes(set).holds(need) {
            bits |= 1 << set;
        }
    }
    bits
}

/// Free seconds under the four freedoms, asked once each.
#[derive(Default)]
struct Rooms([Option<i64>; 4]);

impl Rooms {
    fn units(
        &mut self,
        s: &Situation,
        worker: usize,
        package: usize,
        terms: &Terms,
        freedom: Freedom,
    ) -> i64 {
        let at = usize::from(freedom.any_day) + 2 * usize::from(freedom.any_place);
        let room = *self.0[at].get_or_insert_with(|| s.room(worker, package, freedom));
        let hold = s.hold(worker, package);
        let laid: i64 = hold.map_or(0, |it| it.rows.iter().map(|row| row.seconds).sum());
        let own = hold.map_or(0, |it| it.units);
        let unit_seconds = s.instance.packages[package].unit_seconds;
        (terms.units_in(unit_seconds, laid.saturating_add(room)) - own).max(0)
    }
}

/// What each of a team could give and stay above the threshold and half of the target.
fn gifts(s: &Situation, package: usize) -> Gifts {
    let job = &s.orders[package];
    let mut gifts = Gifts::default();
    for giver in &s.teams[package].members {
        let has = s.own(*giver, package);
        let most = gives(s, *giver, package).min(has);
        let part = most.min(has - job.chunk).max(0);
        let all = if most == has { has } else { 0 };
        if part > 0 || all > 0 {
            gifts.parts.push((*giver, part, all));
            let record = s.people[*giver].records[job.kind];
            gifts
                .defects
                .push(record.map_or(0, |it| it.defect_ppm_upper));
        }
    }
    gifts
}

/// Units whose pay a person can spare.
fn gives(s: &Situation, giver: usize, package: usize) -> i64 {
    let it = &s.instance.workers[giver];
    let year = s.orders[package].year;
    let pay = i128::from(s.instance.packages[package].pay_cyen.max(1));
    let paid: i128 = s.hands[giver].pay.iter().sum();
    if !s.counts(giver) {
        return 0;
    }
    let over_half = paid - i128::from(it.target_yen) * KEPT_PCT;
    let mut spare = over_half;
    // Whether he still counts is asked of the same rule as everywhere, so only the amount is sought here.
    if !s.counts_with(giver, year, -spare.max(0)) {
        let threshold = i128::from(s.instance.params.kpi_yen) * 100;
        let earned = match it.kpi_earned_yen {
            Some(earned) => i128::from(earned) * 100 + paid,
            None => {
                let income = s
                    .names
                    .years
                    .get(year)
                    .and_then(|label| it.income.get(label));
                income.map_or(0, |it| i128::from(it.earned_yen) * 100) + s.hands[giver].pay[year]
            }
        };
        spare = spare.min(earned - threshold);
    }
    whole(spare.max(0) / pay)
}
