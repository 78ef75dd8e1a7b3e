//! People and portions for the tests of the deciding files.

use access::{AccountId, ClientId, MunicipalityId, SiteId};
use base::{Day, PublicId, Yen};
use orders::{Class, OrderId, PortionId};
use people::read::Candidate;
use people::{JobTypeId, SkillId, Stage, Week, WorkerId};
use sites::read::Place;
use work::read::Held;

use crate::facts::{Facts, Order, Portion, Window};

/// The kind of work and the one skill of these tests.
pub const CHECKING: JobTypeId = JobTypeId(2);
pub const CARE: SkillId = SkillId(4);
/// 塩尻市, which has a site.
pub const SHIOJIRI: MunicipalityId = MunicipalityId(1);
pub const SITE: SiteId = SiteId(1);

// tidy: field data
/// A trained person with hours at any time, cleared for home.
pub fn candidate(id: i64, weekly_minutes: i64) -> Candidate {
    Candidate {
        id: WorkerId(id),
        public_id: PublicId::from_bits(id as u128),
        account: AccountId(id),
        number: format!("W{id:04}"),
        name: format!("worker {id}"),
        municipality: SHIOJIRI,
        municipality_name: "塩尻市".to_owned(),
        stage: Stage::Waiting,
        week: Week::any_time(weekly_minutes),
        rests: Vec::new(),
        wants_work: true,
        ceiling_yen: None,
        target_yen: None,
        remote_cleared: true,
        secure_cleared: false,
        pledged: true,
        skills: vec![(CARE, 1)],
        records: Vec::new(),
        prefers: Vec::new(),
        refuses: Vec::new(),
    }
}

/// A work order under way.
pub fn held(worker: i64, portion: i64, units: i64, standard_seconds: i64, due_on: Day) -> Held {
    Held {
        work_order: portion * 100 + worker,
        public_id: PublicId::from_bits(9),
        worker,
        portion,
        units,
        handed_in: 0,
        stage: "underway".to_owned(),
        standard_seconds,
        unit_pay: Yen::new(48),
        due_on,
        pay_on: due_on.plus_days(14),
        class: "home".to_owned(),
        client_order: 1,
    }
}

/// A portion for work at home, every unit of it checked, due within the four weeks after 17 January 2027.
pub fn portion(id: i64, units: i64) -> Portion {
    Portion {
        id: PortionId(id),
        order: OrderId(1),
        class: Class::Home,
        units,
        left: units,
        people: 0,
        unit_pay: Yen::new(48),
        standard_seconds: 132,
        all_checked: true,
        min_chunk: 50,
        max_share_pct: 50,
        min_team: 1,
        max_team: 20,
        max_defect_ppm: 50_000,
        release_on: Day::known(2027, 1, 18),
        plan_due_on: Day::known(2027, 2, 7),
        due_on: Day::known(2027, 2, 12),
        pay_on: Day::known(2027, 2, 26),
    }
}

/// An order of these portions, for these people.
pub fn facts(portions: Vec<Portion>, people: Vec<Candidate>) -> Facts {
    Facts {
        window: Window::after(Day::known(2027, 1, 17)),
        orders: vec![Order {
            id: OrderId(1),
            client: ClientId(1),
            director: AccountId(5),
            job_type: CHECKING,
            unit_price: Yen::new(85),
            check_seconds: 30,
        }],
        portions,
        people,
        needs: vec![(CHECKING, CARE, 1)],
        towns: vec![SHIOJIRI, MunicipalityId(4)],
        shares: Vec::new(),
        site_towns: vec![(SITE, SHIOJIRI)],
        places: vec![
            Place {
                site: SITE,
                class: sites::Class::Open,
                seats: 4,
            },
            Place {
                site: SITE,
                class: sites::Class::Secure,
                seats: 2,
            },
        ],
        booked: Vec::new(),
        reach: Vec::new(),
        held: Vec::new(),
        declined: Vec::new(),
        by_year: vec![(2027, Vec::new())],
        counted: Vec::new(),
        knows_client: Vec::new(),
    }
}
