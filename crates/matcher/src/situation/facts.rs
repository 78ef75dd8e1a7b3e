//! People and orders as numbers: what is asked and what is there, without names.

use std::collections::HashMap;

use crate::instance::{Instance, KindRecord, Package, Security, SiteType, Worker};

/// A set of small numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// A set of these.
    pub fn of(members: impl Iterator<Item = usize>) -> Bits {
        let mut set = Bits::default();
        for it in members {
            if set.0.len() <= it / 64 {
                set.0.resize(it / 64 + 1, 0);
            }
            set.0[it / 64] |= 1 << (it % 64);
        }
        set
    }

    /// Whether a number is in it.
    pub fn has(&self, it: usize) -> bool {
        self.0
            .get(it / 64)
            .is_some_and(|word| word & (1 << (it % 64)) != 0)
    }

    /// How many of its members are in neither of two others.
    pub fn beyond(&self, one: &Bits, other: &Bits) -> u32 {
        let word = |set: &Bits, at: usize| set.0.get(at).copied().unwrap_or(0);
        let words = self.0.iter().enumerate();
        words
            .map(|(at, own)| (own & !word(one, at) & !word(other, at)).count_ones())
            .sum()
    }
}

/// Numbers for names.
#[derive(Debug, Default)]
pub struct Names {
    pub skills: HashMap<String, usize>,
    pub kinds: HashMap<String, usize>,
    pub languages: HashMap<String, usize>,
    pub equipment: HashMap<String, usize>,
    pub towns: HashMap<String, usize>,
    pub sites: HashMap<String, usize>,
    pub directors: HashMap<String, usize>,
    pub workers: HashMap<String, usize>,
    pub packages: HashMap<String, usize>,
    pub years: Vec<String>,
}

fn number<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for name in names {
        let next = found.len();
        if !found.contains_key(name) {
            found.insert(name.clone(), next);
        }
    }
    found
}

impl Names {
    /// Every name of an instance.
    pub fn of(instance: &Instance) -> Names {
        let (workers, packages) = (&instance.workers, &instance.packages);
        let skills = workers.iter().flat_map(|it| it.skills.keys());
        let kinds = workers.iter().flat_map(|it| it.kinds.keys());
        let refused = workers.iter().flat_map(|it| &it.refuse_kinds);
        let languages = workers.iter().flat_map(|it| &it.languages);
        let equipment = workers.iter().flat_map(|it| &it.equipment);
        let lent = instance.sites.iter().flat_map(|it| &it.equipment);
        let mut years: Vec<String> = packages.iter().map(|it| it.pay_year.to_string()).collect();
        years.sort();
        years.dedup();
        Names {
            skills: number(
                packages
                    .iter()
                    .flat_map(|it| it.skills.keys())
                    .chain(skills),
            ),
            kinds: number(
                packages
                    .iter()
                    .map(|it| &it.kind)
                    .chain(kinds)
                    .chain(refused),
            ),
            languages: number(
                packages
                    .iter()
                    .flat_map(|it| &it.languages)
                    .chain(languages),
            ),
            equipment: number(
                packages
                    .iter()
                    .flat_map(|it| &it.equipment)
                    .chain(equipment)
                    .chain(lent),
            ),
            towns: number(instance.municipalities.iter().map(|it| &it.id)),
            sites: number(instance.sites.iter().map(|it| &it.id)),
            directors: number(instance.directors.iter().map(|it| &it.id)),
            workers: number(workers.iter().map(|it| &it.id)),
            packages: number(packages.iter().map(|it| &it.id)),
            years,
        }
    }

    fn set(of: &HashMap<String, usize>, names: &[String]) -> Bits {
        Bits::of(names.iter().filter_map(|it| of.get(it).copied()))
    }

    /// A set of equipment.
    pub fn equipment(&self, names: &[String]) -> Bits {
        Names::set(&self.equipment, names)
    }
}

/// 条件: how someone does a kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub speed_pct: i64,
    pub defect_ppm: i64,
    pub defect_ppm_upper: i64,
    pub review_pct: i64,
}

impl From<&KindRecord> for Terms {
    fn from(it: &KindRecord) -> Terms {
        Terms {
            speed_pct: it.speed_pct,
            defect_ppm: it.defect_ppm,
            defect_ppm_upper: it.defect_ppm_upper,
            review_pct: it.review_pct,
        }
    }
}

impl Terms {
    /// Seconds for so many units: ceil(units · standard · 100 / speed).
    pub fn need(&self, unit_seconds: i64, units: i64) -> i64 {
        let work = i128::from(units) * i128::from(unit_seconds) * 100;
        let speed = i128::from(self.speed_pct.max(1));
        i64::try_from((work + speed - 1) / speed).unwrap_or(i64::MAX)
    }

    /// Units that so many seconds suffice for.
    pub fn units_in(&self, unit_seconds: i64, seconds: i64) -> i64 {
        let work = i128::from(unit_seconds.max(1)) * 100;
        let units = i128::from(seconds.max(0)) * i128::from(self.speed_pct) / work;
        i64::try_from(units).unwrap_or(i64::MAX)
    }

    /// The better of two in every respect but review.
    pub fn raised(&self, other: &Terms) -> Terms {
        Terms {
            speed_pct: self.speed_pct.max(other.speed_pct),
            defect_ppm: self.defect_ppm.min(other.defect_ppm),
            defect_ppm_upper: self.defect_ppm_upper.min(other.defect_ppm_upper),
            review_pct: self.review_pct,
        }
    }
}

/// What a worker brings.
#[derive(Debug, Clone)]
pub struct Abilities {
    pub levels: Vec<i64>,
    pub languages: Bits,
    pub equipment: Bits,
    pub sites: Vec<usize>,
    pub refused: Bits,
    pub records: Vec<Option<Terms>>,
    pub town: usize,
    pub clearance: bool,
    pub wants: bool,
}

impl Abilities {
    /// A worker in numbers.
    pub fn of(names: &Names, it: &Worker) -> Abilities {
        let mut levels = vec![0; names.skills.len()];
        for (skill, level) in &it.skills {
            if let Some(at) = names.skills.get(skill) {
                levels[*at] = *level;
            }
        }
        let mut records = vec![None; names.kinds.len()];
        for (kind, record) in &it.kinds {
            if let Some(at) = names.kinds.get(kind) {
                records[*at] = Some(Terms::from(record));
            }
        }
        let mut sites: Vec<usize> = it
            .sites
            .iter()
            .filter_map(|id| names.sites.get(id).copied())
            .collect();
        sites.sort_unstable();
        sites.dedup();
        Abilities {
            levels,
            records,
            sites,
            languages: Names::set(&names.languages, &it.languages),
            equipment: Names::set(&names.equipment, &it.equipment),
            refused: Names::set(&names.kinds, &it.refuse_kinds),
            town: names.towns.get(&it.municipality).copied().unwrap_or(0),
            clearance: it.clearance,
            wants: it.wants_work,
        }
    }
}

/// What an order asks.
#[derive(Debug, Clone)]
pub struct Demands {
    pub kind: usize,
    pub skills: Vec<(usize, i64)>,
    pub languages: Bits,
    pub equipment: Bits,
    pub security: Security,
    /// Only people of these towns; nobody excluded where there is none.
    pub towns: Option<Bits>,
    pub director: usize,
    /// The window, `first..end`.
    pub first: usize,
    pub end: usize,
    pub year: usize,
    /// The smallest portion: at least one unit.
    pub chunk: i64,
    /// Units that one person may hold.
    pub share: i64,
    /// Which terms of trained people apply.
    pub trade: usize,
}

impl Demands {
    /// An order in numbers.
    pub fn of(names: &Names, buckets: usize, it: &Package, trades: &mut Trades) -> Demands {
        let kind = names.kinds[&it.kind];
        let mut skills: Vec<(usize, i64)> = it
            .skills
            .iter()
            .map(|(skill, level)| (names.skills[skill], *level))
            .collect();
        skills.sort_unstable();
        let first = usize::try_from(it.release).unwrap_or(0).min(buckets);
        let end = usize::try_from(it.plan_due + 1)
            .unwrap_or(0)
            .clamp(first, buckets);
        let year = it.pay_year.to_string();
        let towns = it.muni_only.as_ref().filter(|it| !it.is_empty());
        Demands {
            kind,
            trade: trades.number(kind, &skills),
            skills,
            languages: Names::set(&names.languages, &it.languages),
            equipment: names.equipment(&it.equipment),
            security: it.security,
            towns: towns.map(|it| Names::set(&names.towns, it)),
            director: names.directors[&it.director],
            first,
            end,
            year: names.years.iter().position(|it| *it == year).unwrap_or(0),
            chunk: it.min_chunk.max(1),
            share: it.max_share_pct * it.units / 100,
        }
    }
}

/// 職能: a kind of work at certain levels, and the middle of those who have both.
#[derive(Debug, Default)]
pub struct Trades {
    number: HashMap<(usize, Vec<(usize, i64)>), usize>,
    pub terms: Vec<Terms>,
}

/// Who starts anew is reviewed in full.
const BEGINNER_PCT: i64 = 100;

impl Trades {
    fn number(&mut self, kind: usize, skills: &[(usize, i64)]) -> usize {
        let next = self.number.len();
        *self.number.entry((kind, skills.to_vec())).or_insert(next)
    }

    /// The median speed and defect bound of those who are trained, by trade. Where nobody is, of
    /// those with a record of the kind; where nobody has one, the standard speed without defects.
    pub fn measure(&mut self, people: &[Abilities]) {
        let mut trades: Vec<(&(usize, Vec<(usize, i64)>), usize)> =
            self.number.iter().map(|(key, at)| (key, *at)).collect();
        trades.sort_by_key(|it| it.1);
        let mut by_kind: HashMap<usize, Vec<&Abilities>> = HashMap::new();
        for person in people {
            for (kind, record) in person.records.iter().enumerate() {
                if record.is_some() {
                    by_kind.entry(kind).or_default().push(person);
                }
            }
        }
        let none = Vec::new();
        self.terms = trades
            .into_iter()
            .map(|((kind, skills), _)| {
                let known = by_kind.get(kind).unwrap_or(&none);
                let reached =
                    |it: &&&Abilities| skills.iter().all(|(at, level)| it.levels[*at] >= *level);
                let trained = known
                    .iter()
                    .filter(reached)
                    .filter_map(|it| it.records[*kind]);
                let mut trained: Vec<Terms> = trained.collect();
                if trained.is_empty() {
                    trained = known.iter().filter_map(|it| it.records[*kind]).collect();
                }
                middle(&trained)
            })
            .collect();
    }
}

fn middle(of: &[Terms]) -> Terms {
    let median = |part: fn(&Terms) -> i64, none: i64| {
        let mut all: Vec<i64> = of.iter().map(part).collect();
        all.sort_unstable();
        all.get(all.len().saturating_sub(1) / 2)
            .copied()
            .unwrap_or(none)
    };
    Terms {
        speed_pct: median(|it| it.speed_pct, 100),
        defect_ppm: median(|it| it.defect_ppm, 0),
        defect_ppm_upper: median(|it| it.defect_ppm_upper, 0),
        review_pct: BEGINNER_PCT,
    }
}

/// Whether a site may ever serve work of a class.
pub fn serves(site: SiteType, security: Security) -> bool {
    security != Security::Secure || site == SiteType::Secure
}
