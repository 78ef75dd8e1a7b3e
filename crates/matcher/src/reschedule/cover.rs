//! Covering what was lost: first with people who have time, then by freeing someone whose other
//! work a third person takes over, and so on outwards until nothing more is won.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::desk::{self, Desk, Sums};
use super::ground::Able;
use super::hold::Hold;
use super::time;

/// Freed people are tried so often, at each width of the search, and so many people are looked at
/// for their work: an answer is wanted at once.
const TRIALS: [usize; 2] = [300, 600];
const LOOKS: [usize; 2] = [100_000, 100_000];

/// 声をかける順: who is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Least disturbance for a unit.
    Cheapest,
    /// The present team, then others.
    Team,
    /// As few people as possible.
    Fewest,
}

/// The search for one answer.
pub struct Cover<'d, 'g> {
    pub desk: &'d mut Desk<'g>,
    /// Whether people may be asked who are not in the team.
    pub newcomers: bool,
    able: HashMap<usize, Rc<Vec<Able>>>,
    /// Units that were left to each pair by the event.
    left: HashMap<(usize, usize), i64>,
    trials: usize,
    looks: usize,
}

impl<'d, 'g> Cover<'d, 'g> {
    pub fn new(desk: &'d mut Desk<'g>, newcomers: bool) -> Cover<'d, 'g> {
        let mut left = HashMap::new();
        for (worker, holds) in desk.hands.iter().enumerate() {
            left.extend(holds.iter().map(|it| ((worker, it.package), it.units)));
        }
        Cover {
            desk,
            newcomers,
            able: HashMap::new(),
            left,
            trials: 0,
            looks: 0,
        }
    }

    /// Covers the packages concerned as well as can be done with least disturbance.
    pub fn run(&mut self) {
        let start = self.desk.mark();
        let mut packages: Vec<usize> = (0..self.desk.ground.packages.len())
            .filter(|it| self.desk.ground.affected[*it] && !self.desk.ground.cancelled[*it])
            .collect();
        packages.sort_by_key(|it| (Reverse(self.value(*it)), *it));
        let mut best: Option<(Sums, Vec<(usize, Vec<Hold>)>)> = None;
        let orders = if packages.len() > 1 { 2 } else { 1 };
        for manner in [Manner::Cheapest, Manner::Team, Manner::Fewest] {
            for _ in 0..orders {
                for package in &packages {
                    self.cover(*package, manner, None);
                }
                self.relieve(start);
                if best.as_ref().is_none_or(|it| self.desk.sums < it.0) {
                    best = Some((self.desk.sums, self.hands_since(start)));
                }
                self.desk.back_to(start);
                packages.reverse();
            }
        }
        for (worker, holds) in best.into_iter().flat_map(|it| it.1) {
            self.desk.put(worker, holds);
        }
        for (width, depth) in [2, 3].into_iter().enumerate() {
            (self.trials, self.looks) = (TRIALS[width], LOOKS[width]);
            for package in &packages {
                self.free_someone(*package, depth);
            }
        }
        self.relieve(start);
    }

    fn hands_since(&self, mark: usize) -> Vec<(usize, Vec<Hold>)> {
        let touched = self.desk.touched(mark).into_iter();
        touched
            .map(|it| (it, self.desk.hands[it].clone()))
            .collect()
    }

    /// What is lacking of a package counts.
    fn value(&self, package: usize) -> i128 {
        let it = &self.desk.ground.packages[package];
        i128::from(self.desk.lack(package)) * i128::from(it.priority) * i128::from(it.price_cyen)
    }

    fn able(&mut self, package: usize) -> Rc<Vec<Able>> {
        let ground = self.desk.ground;
        let found = self.able.entry(package);
        if let std::collections::hash_map::Entry::Vacant(_) = found {
            // Going through everybody is a quarter as much work as looking at everybody's days.
            let everybody = ground.instance.workers.len();
            self.looks = self.looks.saturating_sub(everybody / 4);
        }
        found
            .or_insert_with(|| Rc::new(ground.able(package)))
            .clone()
    }

    fn announced(&self, worker: usize, package: usize) -> bool {
        let mut before = self.desk.before[worker].iter();
        before.any(|it| it.package == package)
    }

    /// Gives out what is lacking of a package to people who have time; nothing where that would
    /// begin a team that cannot be completed.
    fn cover(&mut self, package: usize, manner: Manner, except: Option<usize>) {
        let (mark, unsound) = (self.desk.mark(), self.desk.sums.unsound);
        self.give_out(package, manner, except);
        if self.desk.sums.unsound > unsound {
            self.desk.back_to(mark);
        }
    }

    fn give_out(&mut self, package: usize, manner: Manner, except: Option<usize>) {
        let all = self.able(package);
        let mut refused: HashSet<usize> = except.into_iter().collect();
        loop {
            let (lack, people) = (self.desk.lack(package), self.desk.team_lack(package));
            if lack == 0 && people == 0 {
                return;
            }
            self.looks = self.looks.saturating_sub(all.len());
            let found = all
                .iter()
                .filter(|it| !refused.contains(&it.worker))
                .filter_map(|it| Some((self.rank(it, package, manner)?, it)))
                .min_by_key(|it| it.0);
            match found {
                Some((_, able)) => {
                    let own = self.desk.own(able.worker, package);
                    if self.ask(able, package) <= own {
                        refused.insert(able.worker);
                    }
                }
                None => {
                    self.move_aside(&all, package, &mut refused);
                    return;
                }
            }
        }
    }

    /// Asks one person for what is lacking, or for a portion that others make room for.
    fn ask(&mut self, able: &Able, package: usize) -> i64 {
        let own = self.desk.own(able.worker, package);
        let lack = self.desk.lack(package);
        let least = self.desk.ground.packages[package].min_chunk.max(1);
        let others = self.desk.team_lack(package) - i64::from(own == 0);
        // Whoever completes the team after this one needs a portion too.
        let spare = lack - others.max(0) * least;
        let wanted = if own == 0 {
            spare.max(least)
        } else {
            own + lack
        };
        let mark = self.desk.mark();
        if own == 0 && lack < wanted && !self.make_room(package, wanted - lack) {
            self.desk.back_to(mark);
            return own;
        }
        let units = self.desk.grow(able, package, wanted);
        if units <= own {
            self.desk.back_to(mark);
        }
        units
    }

    /// Takes units from whoever in the team was given most beyond what was announced, or has most.
    fn make_room(&mut self, package: usize, units: i64) -> bool {
        let chunk = self.desk.ground.packages[package].min_chunk.max(1);
        let team = self.desk.teams[package].iter().map(|worker| {
            let own = self.desk.own(*worker, package);
            let least = self.desk.least(*worker, package).max(chunk);
            let given = own - self.left.get(&(*worker, package)).copied().unwrap_or(0);
            (given.min(units), own - least, Reverse(*worker), own)
        });
        let Some((_, spare, Reverse(worker), own)) = team.max() else {
            return false;
        };
        if spare < units {
            return false;
        }
        let unsound = self.desk.sums.unsound;
        self.desk.shrink(worker, package, own - units);
        self.desk.sums.unsound <= unsound
    }

    /// How soon someone is asked: the smaller the sooner; nothing when there is no point.
    fn rank(&self, able: &Able, package: usize, manner: Manner) -> Option<(i64, i128, i128, u64)> {
        let desk = &*self.desk;
        let (ground, worker) = (desk.ground, able.worker);
        let own = desk.own(worker, package);
        let (lack, people) = (desk.lack(package), desk.team_lack(package));
        let new = !self.announced(worker, package);
        if own == 0 && new && !self.newcomers {
            return None;
        }
        if own > 0 && lack == 0 {
            return None;
        }
        let least = ground.packages[package].min_chunk.max(1);
        let completes = own == 0 && people > 0;
        if own == 0 && lack < least && !completes {
            return None;
        }
        // Room that others would have to make first is not in `most` yet.
        let made = if completes { (least - lack).max(0) } else { 0 };
        let most = desk.most(worker, package) + made;
        if most <= own {
            return None;
        }
        let free = time::free(desk, able, package);
        let fits = own + ground.units_in(worker, package, free.all);
        let units = most.min(fits).min(own + lack.max(least));
        if units <= own || (own == 0 && units < least) {
            return None;
        }
        let seconds = ground.need(worker, package, units - own);
        let mut cost = if new {
            36_000
        } else {
            i128::from(units - own) * i128::from(ground.packages[package].unit_seconds)
        };
        let before = desk::days(&desk.before[worker]) == desk::days(&desk.hands[worker]);
        if before && seconds > free.announced {
            cost += 7_200;
        }
        let gained = i128::from((units - own).min(lack.max(1)));
        let first = match manner {
            Manner::Cheapest => 0,
            Manner::Team => i64::from(new),
            Manner::Fewest => -(units - own).min(lack),
        };
        let first = first - if completes { 1_000_000_000 } else { 0 };
        Some((
            first,
            cost * 1_000 / gained,
            -self.gain(worker, package, units),
            able.look,
        ))
    }

    /// What more units are worth to the other tiers.
    fn gain(&self, worker: usize, package: usize, units: i64) -> i128 {
        let (ground, holds) = (self.desk.ground, &self.desk.hands[worker]);
        let others = holds.iter().filter(|it| it.package != package);
        let others = others.map(|it| (it.package, it.units));
        let now = holds.iter().map(|it| (it.package, it.units));
        let then = others.chain(std::iter::once((package, units)));
        desk::worth(ground, worker, then) - desk::worth(ground, worker, now)
    }

    /// The last resort of covering: time that appears only when someone's own days are rearranged.
    fn move_aside(&mut self, all: &[Able], package: usize, refused: &mut HashSet<usize>) {
        let mut packed: Vec<(Reverse<i64>, u64, &Able)> = all
            .iter()
            .filter(|it| it.home && !refused.contains(&it.worker))
            .filter(|it| !self.desk.hands[it.worker].is_empty())
            .filter(|it| self.newcomers || self.announced(it.worker, package))
            .map(|it| {
                let own = self.desk.own(it.worker, package);
                (Reverse(own), it.look, it)
            })
            .collect();
        packed.sort_by_key(|it| (it.0, it.1));
        for (_, _, able) in packed {
            let lack = self.desk.lack(package);
            if lack == 0 {
                return;
            }
            let own = self.desk.own(able.worker, package);
            self.desk.grow(able, package, own + lack);
        }
    }

    /// Tries whether each person who was asked can be spared again.
    fn relieve(&mut self, start: usize) {
        for _ in 0..3 {
            let mut better = false;
            for worker in self.desk.touched(start) {
                for hold in self.desk.hands[worker].clone() {
                    let left = self.left.get(&(worker, hold.package)).copied();
                    let left = left.unwrap_or(0);
                    if hold.units <= left {
                        continue;
                    }
                    let (mark, sums) = (self.desk.mark(), self.desk.sums);
                    self.desk.shrink(worker, hold.package, left);
                    self.cover(hold.package, Manner::Cheapest, Some(worker));
                    if self.desk.sums < sums {
                        better = true;
                    } else {
                        self.desk.back_to(mark);
                    }
                }
            }
            if !better {
                return;
            }
        }
    }

    /// Frees one eligible person after another of other work, which others take over.
    fn free_someone(&mut self, package: usize, depth: usize) {
        let all = self.able(package);
        for able in all.iter() {
            if self.desk.lack(package) == 0 || self.trials == 0 || self.looks == 0 {
                return;
            }
            let new = !self.announced(able.worker, package);
            if new && !self.newcomers {
                continue;
            }
            for other in self.desk.hands[able.worker].clone() {
                if other.package == package || self.trials == 0 || self.looks == 0 {
                    continue;
                }
                self.trials -= 1;
                let (mark, sums) = (self.desk.mark(), self.desk.sums);
                self.swap(able, package, &other, depth);
                if self.desk.sums < sums {
                    break;
                }
                self.desk.back_to(mark);
            }
        }
    }

    /// Takes other work off a person, as much as makes the time that is lacking, and has it covered.
    fn swap(&mut self, able: &Able, package: usize, other: &Hold, depth: usize) {
        let (ground, worker) = (self.desk.ground, able.worker);
        let own = self.desk.own(worker, package);
        let lacking = ground.need(worker, package, self.desk.lack(package));
        let least = self.desk.least(worker, other.package);
        let chunk = ground.packages[other.package].min_chunk.max(1);
        let spared = ground
            .units_in(worker, other.package, lacking)
            .saturating_add(1);
        let kept = other.units - spared;
        let full = ground.worker(worker).max_packages <= self.desk.hands[worker].len() as i64;
        let kept = if kept < chunk.max(least) || (own == 0 && full) {
            least
        } else {
            kept
        };
        if kept >= other.units {
            return;
        }
        self.desk.shrink(worker, other.package, kept);
        let wanted = own + self.desk.lack(package);
        if self.desk.grow(able, package, wanted) <= own {
            return;
        }
        self.cover(other.package, Manner::Cheapest, Some(worker));
        if depth > 2 && self.desk.lack(other.package) > 0 {
            self.free_someone(other.package, depth - 1);
        }
    }
}
