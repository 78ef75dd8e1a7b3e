//! The generalized assignment problem (一般化割当問題) as a market, so that the engine can be held
//! against published results: each job is a package of one unit, each agent a worker with one bucket.
//! The translation is exact: what fits the market fits the problem, and a yen is a unit of cost.

use serde::Serialize;
use serde_json::{Value, json};

use crate::fault::{Fault, Problem, unreadable};
use crate::instance::Instance;
use crate::plan::Plan;

/// Standard seconds of each job: large, so that a whole speed comes close to any resource.
const UNIT_SECONDS: i64 = 1_000_000_000;
/// The fastest that a worker may be, and the most of one bucket.
const MOST_SPEED: i64 = 1_000_000;
const MOST_SECONDS: i64 = 1_000_000_000;
/// A yen in the money of packages, in cyen; times a ppm it is a yen.
const REWORK: i64 = 100_000_000;
const MOST_PRICE_YEN: i64 = 100_000_000;

/// 一般化割当問題: `costs[agent][job]`, `resources[agent][job]`, `capacities[agent]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub costs: Vec<Vec<i64>>,
    pub resources: Vec<Vec<i64>>,
    pub capacities: Vec<i64>,
}

/// What is asked of the assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    LeastCost,
    MostProfit,
}

/// A problem as a market, and the way back.
pub struct Translated {
    pub instance: Instance,
    gap: Gap,
    aim: Aim,
    /// What a job that is done is worth, in yen, twice the price.
    worth_yen: i64,
    /// What all jobs cost at least (or bring at most), each at the agent who is best for it alone.
    ideal: i64,
}

/// 解: who does each job, and what that costs (or earns).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assigned {
    pub agents: usize,
    pub jobs: usize,
    /// Jobs that nobody does; the cost is that of the others.
    pub unassigned: usize,
    pub cost: i64,
    /// No assignment of all jobs costs less (or, for profits, earns more).
    pub bound: Option<f64>,
    /// The agent of each job, counted from 1; 0 where there is none.
    pub agent_of: Vec<usize>,
}

impl Gap {
    /// Reads the text of the OR-Library: agents and jobs, costs, resources, capacities; or the same
    /// after the number of problems in the file.
    pub fn from_text(text: &str) -> Result<Vec<Gap>, Fault> {
        let mut numbers = Vec::new();
        for (at, word) in text.split_whitespace().enumerate() {
            let number: i64 = word.parse().map_err(|_| {
                unreadable(
                    &format!("number {}", at + 1),
                    &format!("{word:?} is no whole number"),
                )
            })?;
            if !(0..=MOST_SECONDS).contains(&number) {
                let (found, least, most) = (number, 0, MOST_SECONDS);
                let problem = Problem::OutOfRange { found, least, most };
                return Err(Fault::at(format!("number {}", at + 1), problem));
            }
            numbers.push(number);
        }
        let mut reader = Reader {
            numbers: &numbers,
            at: 0,
        };
        let single = numbers.len() >= 2 && reader.length(0) == Some(numbers.len());
        let problems = if single {
            1
        } else {
            reader.next("the number of problems")?
        };
        let mut gaps = Vec::new();
        for _ in 0..problems {
            gaps.push(reader.gap()?);
        }
        if reader.at < numbers.len() {
            let (found, expected) = (numbers.len(), reader.at);
            return Err(Fault::at(
                "numbers",
                Problem::WrongLength { found, expected },
            ));
        }
        if gaps.is_empty() {
            return Err(unreadable("number 1", "no problem at all"));
        }
        Ok(gaps)
    }

    /// The problem as a market. A job that is done is worth twice so many times the largest loss
    /// against its best agent: the more eager, the sooner all jobs are done; the less, the finer the
    /// differences of cost are felt. Refused where the numbers are too far apart to stay exact.
    pub fn translated(&self, aim: Aim, eagerness: i64) -> Result<Translated, Fault> {
        let scale = self.scale()?;
        let jobs = self.costs.first().map_or(0, Vec::len);
        let best: Vec<i64> = (0..jobs)
            .map(|job| {
                let all = self.costs.iter().map(|it| it[job]);
                let best = match aim {
                    Aim::LeastCost => all.min(),
                    Aim::MostProfit => all.max(),
                };
                best.unwrap_or(0)
            })
            .collect();
        // What giving a job to an agent loses against the best for it.
        let cost = |agent: usize, job: usize| (self.costs[agent][job] - best[job]).abs();
        let all =
            (0..self.capacities.len()).flat_map(|agent| (0..jobs).map(move |job| (agent, job)));
        let dearest = all.map(|(agent, job)| cost(agent, job)).max().unwrap_or(0);
        let price_yen = dearest.saturating_mul(eagerness.max(1)).saturating_add(1);
        if price_yen > MOST_PRICE_YEN {
            return Err(unreadable(
                "costs",
                "too large to be weighed against all jobs",
            ));
        }
        if dearest > MOST_SPEED {
            return Err(unreadable("costs", "a cost is beyond a million"));
        }
        let workers: Vec<Value> = (0..self.capacities.len())
            .map(|agent| self.worker(agent, scale, &cost))
            .collect();
        let packages: Vec<Value> = (0..jobs).map(|job| package(job, price_yen)).collect();
        let whole = json!({
            "format": "matching-instance/1", "name": "gap", "buckets": [{"week": 0}], "skills": [],
            "kinds": (0..jobs).map(|job| json!({"id": format!("k{job}")})).collect::<Vec<_>>(),
            "municipalities": [{"id": "m", "share_permille": 1000}], "sites": [],
            "directors": [{"id": "g", "span": jobs, "review_seconds": 0}],
            "workers": workers, "packages": packages,
            "params": {
                "kpi_yen": 0, "short_weight_pct_of_price": 100, "kpi_value_yen": 0, "fair_breaks_pct": [],
                "fair_weights_pct": [], "pair_cost_yen": 0, "continuity_yen_per_hour": 0,
                "prefer_yen_per_hour": 0, "absence_cost_pct_of_pay": 0, "muni_dev_pct": 0,
                "quota_pct_of_price": 0, "change_cost_yen": 0
            }
        });
        Ok(Translated {
            instance: Instance::from_json(&whole.to_string())?,
            gap: self.clone(),
            aim,
            worth_yen: 2 * price_yen,
            ideal: best.iter().sum(),
        })
    }

    /// Seconds of one unit of resource, such that the roundings of any assignment that fits stay
    /// below one unit together: then the market holds exactly what the problem holds.
    fn scale(&self) -> Result<i64, Fault> {
        let Some(least) = self.resources.iter().flatten().copied().min() else {
            return Ok(1);
        };
        if least < 1 {
            return Err(unreadable(
                "resources",
                "a job that takes nothing cannot be told apart",
            ));
        }
        let fastest = 100 * UNIT_SECONDS / MOST_SPEED;
        let first = (fastest + least - 1) / least;
        for scale in [first, 2 * first, 4 * first, 8 * first] {
            if self.exact_at(scale) {
                return Ok(scale);
            }
        }
        Err(unreadable(
            "resources",
            "too far apart to be translated exactly",
        ))
    }

    fn exact_at(&self, scale: i64) -> bool {
        self.resources
            .iter()
            .zip(&self.capacities)
            .all(|(own, capacity)| {
                let fits = capacity.checked_add(1).and_then(|it| it.checked_mul(scale));
                let bounded = fits.is_some_and(|it| it <= MOST_SECONDS);
                let jobs = own.iter().filter(|it| *it <= capacity);
                bounded
                    && jobs.clone().all(|it| {
                        let speed = speed(*it, scale);
                        let over = i128::from(need(speed)) - i128::from(*it) * i128::from(scale);
                        // Σ over ≤ max(over / resource) · capacity < one unit.
                        let within =
                            over * i128::from(*capacity) < i128::from(scale) * i128::from(*it);
                        (1..=MOST_SPEED).contains(&speed) && over >= 0 && within
                    })
            })
    }

    fn worker(&self, agent: usize, scale: i64, cost: &impl Fn(usize, usize) -> i64) -> Value {
        let capacity = self.capacities[agent];
        let seconds = capacity * scale + scale - 1;
        let mut kinds = serde_json::Map::new();
        for (job, resource) in self.resources[agent].iter().enumerate() {
            if *resource <= capacity {
                kinds.insert(
                    format!("k{job}"),
                    json!({"speed_pct": speed(*resource, scale), "defect_ppm": cost(agent, job),
                        "defect_ppm_upper": 0, "review_pct": 0}),
                );
            }
        }
        json!({
            "id": format!("w{agent}"), "municipality": "m", "languages": [], "skills": {}, "kinds": kinds,
            "avail_seconds": [seconds], "max_week_seconds": seconds, "max_packages": self.costs[agent].len(),
            "equipment": [], "sites": [], "prefer_kinds": [], "income": {}, "target_yen": 0,
            "clients": [], "absence_pct": 0
        })
    }
}

fn package(job: usize, price_yen: i64) -> Value {
    json!({
        "id": format!("p{job}"), "client": "c", "kind": format!("k{job}"), "units": 1,
        "unit_seconds": UNIT_SECONDS, "price_cyen": price_yen * 100, "pay_cyen": 0, "rework_cyen": REWORK,
        "priority": 1, "skills": {}, "languages": [], "equipment": [], "security": "home",
        "release": 0, "plan_due": 0, "due": 0, "min_chunk": 1, "max_share_pct": 100, "min_team": 1,
        "max_team": 1, "max_defect_ppm": 1_000_000, "review_seconds": 0, "director": "g", "pay_year": 2026
    })
}

/// The speed at which a job takes its resource, rounded down.
fn speed(resource: i64, scale: i64) -> i64 {
    let seconds = i128::from(resource) * i128::from(scale);
    i64::try_from(i128::from(UNIT_SECONDS) * 100 / seconds.max(1)).unwrap_or(i64::MAX)
}

/// Seconds of one job at a speed.
fn need(speed: i64) -> i64 {
    let work = UNIT_SECONDS * 100;
    (work + speed.max(1) - 1) / speed.max(1)
}

impl Translated {
    /// A plan of the market as an assignment, with what a bound on its score says of the cost.
    pub fn assigned(&self, plan: &Plan, bound_yen: Option<f64>) -> Assigned {
        let jobs = self.gap.costs.first().map_or(0, Vec::len);
        let mut agent_of = vec![0; jobs];
        for it in &plan.assignments {
            let number = |id: &str| id.get(1..).and_then(|it| it.parse::<usize>().ok());
            if let (Some(agent), Some(job)) = (number(&it.worker), number(&it.package))
                && job < jobs
            {
                agent_of[job] = agent + 1;
            }
        }
        let done = agent_of.iter().enumerate().filter(|it| *it.1 > 0);
        let cost = done
            .map(|(job, agent)| self.gap.costs[agent - 1][job])
            .sum();
        let most = self.worth_yen as f64 * jobs as f64;
        let bound = bound_yen.map(|score| {
            // Costs are whole, so the bound may be rounded to the next that is possible.
            let least = (most - score - 1e-6).ceil().max(0.0);
            match self.aim {
                Aim::LeastCost => self.ideal as f64 + least,
                Aim::MostProfit => self.ideal as f64 - least,
            }
        });
        Assigned {
            agents: self.gap.capacities.len(),
            jobs,
            unassigned: agent_of.iter().filter(|it| **it == 0).count(),
            cost,
            bound,
            agent_of,
        }
    }

    /// Whether an assignment keeps the capacities, asked of the problem itself.
    pub fn fits(&self, assigned: &Assigned) -> bool {
        let mut taken = vec![0; self.gap.capacities.len()];
        for (job, agent) in assigned.agent_of.iter().enumerate() {
            if *agent > 0 {
                taken[agent - 1] += self.gap.resources[agent - 1][job];
            }
        }
        taken.iter().zip(&self.gap.capacities).all(|(a, b)| a <= b)
    }
}

struct Reader<'n> {
    numbers: &'n [i64],
    at: usize,
}

impl Reader<'_> {
    /// Numbers that a problem takes which begins here.
    fn length(&self, at: usize) -> Option<usize> {
        let agents = usize::try_from(*self.numbers.get(at)?).ok()?;
        let jobs = usize::try_from(*self.numbers.get(at + 1)?).ok()?;
        agents
            .checked_mul(jobs)?
            .checked_mul(2)?
            .checked_add(agents + 2)
    }

    fn next(&mut self, what: &str) -> Result<i64, Fault> {
        let found = self.numbers.get(self.at).copied();
        self.at += 1;
        found.ok_or_else(|| {
            unreadable(
                &format!("number {}", self.at),
                &format!("{what} is missing"),
            )
        })
    }

    fn gap(&mut self) -> Result<Gap, Fault> {
        let end = self.length(self.at).and_then(|it| it.checked_add(self.at));
        let (agents, jobs) = (
            self.next("the number of agents")?,
            self.next("the number of jobs")?,
        );
        if agents < 1 || jobs < 1 {
            return Err(unreadable(
                &format!("number {}", self.at),
                "a problem without agents or jobs",
            ));
        }
        if end.is_none_or(|it| it > self.numbers.len()) {
            let (found, expected) = (self.numbers.len(), end.unwrap_or(usize::MAX));
            return Err(Fault::at(
                "numbers",
                Problem::WrongLength { found, expected },
            ));
        }
        Ok(Gap {
            costs: self.table(agents, jobs, "a cost")?,
            resources: self.table(agents, jobs, "a resource")?,
            capacities: (0..agents)
                .map(|_| self.next("a capacity"))
                .collect::<Result<_, _>>()?,
        })
    }

    fn table(&mut self, agents: i64, jobs: i64, what: &str) -> Result<Vec<Vec<i64>>, Fault> {
        (0..agents)
            .map(|_| (0..jobs).map(|_| self.next(what)).collect())
            .collect()
    }
}
