//! Causes, what is lacking and what would help, in words. Never a figure of another person.

use access::places::Site;
use base::Yen;
use matcher::bottleneck::{Cause, Cure, Effect, Exclusion, Lack, Measure};
use matcher::instance::Security;
use people::read::{JobType, Skill};
use webkit::{Words, words};

use crate::facts::Window;
use crate::market;
use crate::sentences::{seconds, skill_name};

/// The names that an instance knows only by key.
pub(crate) struct Names {
    pub skills: Vec<Skill>,
    pub kinds: Vec<JobType>,
    pub sites: Vec<Site>,
    pub window: Window,
}

impl Names {
    fn skill(&self, id: &str) -> String {
        skill_name(market::skill_of(id), &self.skills)
    }

    fn kind(&self, id: &str) -> String {
        let kind = market::kind_of(id).and_then(|id| self.kinds.iter().find(|it| it.id == id));
        kind.map(|it| it.name().to_owned()).unwrap_or_default()
    }

    /// A site, and whether its secure room is meant.
    pub fn place(&self, id: &str) -> Option<(&Site, bool)> {
        let (site, class) = market::site_of(id)?;
        let site = self.sites.iter().find(|it| it.id == site)?;
        Some((site, class == sites::Class::Secure))
    }

    fn place_name(&self, id: &str) -> Words {
        match self.place(id) {
            Some((site, true)) => words!("matching-place-secure", site = &site.name),
            Some((site, false)) => words!("matching-place-open", site = &site.name),
            None => words!("matching-place-some"),
        }
    }
}

/// One of the four causes; 担い手 only for an order.
pub(crate) fn cause(it: Cause) -> Words {
    Words::new(match it {
        Cause::Skill => "matching-cause-skill",
        Cause::Volume => "matching-cause-volume",
        Cause::Environment => "matching-cause-environment",
        Cause::Matching => "matching-cause-matching",
        Cause::Capacity => "matching-cause-capacity",
    })
}

/// What a cause means, in a sentence.
pub(crate) fn means(it: Cause) -> Words {
    Words::new(match it {
        Cause::Skill => "matching-cause-skill-means",
        Cause::Volume => "matching-cause-volume-means",
        Cause::Environment => "matching-cause-environment-means",
        Cause::Matching => "matching-cause-matching-means",
        Cause::Capacity => "matching-cause-capacity-means",
    })
}

/// Why no cause is sought.
pub(crate) fn exclusion(it: Exclusion) -> Words {
    Words::new(match it {
        Exclusion::NotWanted => "matching-excluded-not-wanted",
        Exclusion::NoHours => "matching-excluded-no-hours",
        Exclusion::CeilingReached => "matching-excluded-ceiling",
        Exclusion::TooLittle => "matching-excluded-too-little",
    })
}

/// What is lacking, in numbers.
pub(crate) fn lack(it: &Lack, names: &Names) -> Words {
    match it {
        Lack::Skill { skill, needed, has } => words!(
            "matching-lacking-skill",
            skill = names.skill(skill),
            needed = *needed,
            has = *has
        ),
        Lack::Record { kind } => words!("matching-lacking-record", kind = names.kind(kind)),
        Lack::Language { .. } => words!("matching-lacking-language"),
        Lack::Clearance => words!("matching-lacking-clearance"),
        Lack::Quality { asked_ppm, own_ppm } => words!(
            "matching-lacking-quality",
            asked = (asked_ppm + 999) / 1_000,
            own = (own_ppm + 999) / 1_000
        ),
        Lack::Speed {
            needed_pct,
            has_pct,
        } => {
            words!(
                "matching-lacking-speed",
                needed = *needed_pct,
                has = *has_pct
            )
        }
        Lack::Units { needed, left } => {
            words!("matching-lacking-units", needed = *needed, left = *left)
        }
        Lack::Place {
            security: Security::Secure,
        } => words!("matching-lacking-secure-place"),
        Lack::Place { .. } => words!("matching-lacking-place"),
        Lack::Equipment { missing } if market::is_home_clearance(missing) => {
            words!("matching-lacking-home-clearance")
        }
        Lack::Equipment { .. } => words!("matching-lacking-equipment"),
        Lack::Seats { needed, free } => {
            words!(
                "matching-lacking-seats",
                needed = seconds(*needed),
                free = seconds(*free)
            )
        }
        Lack::Hours {
            needed, free, last, ..
        } => words!(
            "matching-lacking-hours",
            needed = seconds(*needed),
            free = seconds(*free),
            until = names.window.day(*last)
        ),
        Lack::Area { .. } => words!("matching-lacking-area"),
        Lack::Refused { kind } => words!("matching-lacking-refused", kind = names.kind(kind)),
        Lack::Share { most_units, needed } => {
            words!(
                "matching-lacking-share",
                most = *most_units,
                needed = *needed
            )
        }
        Lack::Team { found, least, most } => {
            words!(
                "matching-lacking-team",
                found = *found,
                least = *least,
                most = *most
            )
        }
        Lack::PackageCount { most, .. } => words!("matching-lacking-packages", most = *most),
        Lack::Span { most, .. } => words!("matching-lacking-span", most = *most),
        Lack::Review { needed, free, .. } => {
            words!(
                "matching-lacking-review",
                more = seconds((needed - free).max(0))
            )
        }
    }
}

/// The least change that cures.
pub(crate) fn cure(it: &Cure, names: &Names) -> Words {
    match it {
        Cure::Train { skill, to } => {
            words!("matching-cure-train", skill = names.skill(skill), to = *to)
        }
        Cure::PassTrial { kind } => words!("matching-cure-trial", kind = names.kind(kind)),
        Cure::LearnLanguage { .. } => words!("matching-cure-language"),
        Cure::TrainClearance => words!("matching-cure-clearance"),
        Cure::Practise { kind } => words!("matching-cure-practise", kind = names.kind(kind)),
        Cure::Lend { equipment } if market::is_home_clearance(equipment) => {
            words!("matching-cure-home-clearance")
        }
        Cure::Lend { .. } => words!("matching-cure-lend"),
        Cure::GrantAccess {
            security: Security::Secure,
        } => words!("matching-cure-secure-access"),
        Cure::GrantAccess { .. } => words!("matching-cure-access"),
        Cure::AddSeats { seconds: more } => words!("matching-cure-seats", more = seconds(*more)),
        Cure::MoreOrders { kind, units } => {
            words!(
                "matching-cure-orders",
                kind = names.kind(kind),
                units = *units
            )
        }
        Cure::MoveUnits { units } => words!("matching-cure-move", units = *units),
        Cure::LowerChunk { to } => words!("matching-cure-chunk", to = *to),
        Cure::RaiseShare { to_units } => words!("matching-cure-share", to = *to_units),
        Cure::ChangeTeam { least, most } => {
            words!("matching-cure-team", least = *least, most = *most)
        }
        Cure::AllowAnotherPackage => words!("matching-cure-package"),
        Cure::WidenSpan { by } => words!("matching-cure-span", by = *by),
        Cure::AddReview { seconds: more } => words!("matching-cure-review", more = seconds(*more)),
        Cure::WidenWindow { last, .. } => {
            words!("matching-cure-window", until = names.window.day(*last))
        }
        Cure::WidenArea { .. } => words!("matching-cure-area"),
        Cure::LiftRefusal { kind } => words!("matching-cure-refusal", kind = names.kind(kind)),
        Cure::Recruit { people } => words!("matching-cure-recruit", people = *people),
    }
}

/// What the operator can do.
pub(crate) fn measure(it: &Measure, names: &Names) -> Words {
    match it {
        Measure::Train { skill, to } => {
            words!("matching-cure-train", skill = names.skill(skill), to = *to)
        }
        Measure::Trial { kind } => words!("matching-cure-trial", kind = names.kind(kind)),
        Measure::Clear => words!("matching-cure-clearance"),
        Measure::Lend { equipment } if market::is_home_clearance(equipment) => {
            words!("matching-cure-home-clearance")
        }
        Measure::Lend { .. } => words!("matching-cure-lend"),
        Measure::Access { site } => {
            words!("matching-measure-access", place = names.place_name(site))
        }
        Measure::Equip { steps } => {
            let parts: Vec<String> = steps.iter().map(|it| measure(it, names).say()).collect();
            let comma = words!("matching-comma").say();
            words!("matching-measure-together", parts = parts.join(&comma))
        }
        Measure::Seat { site } => words!("matching-measure-seat", place = names.place_name(site)),
        Measure::Order { kind } => words!("matching-measure-order", kind = names.kind(kind)),
        Measure::DirectorHour { .. } => words!("matching-measure-director-hour"),
        Measure::DirectorPair { .. } => words!("matching-measure-director-pair"),
    }
}

/// How the plan as a whole changes: people in work, people who count, and everything weighed in yen.
pub(crate) fn effect(it: &Effect) -> Words {
    words!(
        "matching-effect",
        people = it.in_work,
        counted = it.counted,
        amount = Yen::new(it.score_yen)
    )
}
