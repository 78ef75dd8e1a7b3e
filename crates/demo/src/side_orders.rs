//! What happens beside the order of the story: two surveys of counted work, one accepted and one just offered; and a small
//! order of the same client that is paid for December, delivered in January, and waits for the client's answer.

use access::{Act, Actor, Failure, Resource, Role, Scope};
use base::{Day, PublicId, Yen};
use orders::{Breakdown, CheckPlan, Class, GroupRules, LotPlan, NewOrder, StepKind, StepPlan};
use payment::{Holidays, Period};
use people::JobTypeId;
use work::Draft;

use crate::cast::{Person, Places};
use crate::history::{self, Players};
use crate::scene::Scene;
use crate::story;
use crate::under_way::People;

/// Who tells it, and where.
pub struct Beside<'a> {
    pub scene: &'a Scene,
    pub cast: &'a [Person],
    pub places: &'a Places,
    pub players: &'a Players<'a>,
    pub people: &'a People<'a>,
}

/// The small order of 株式会社アルプスマップ.
pub struct Guide {
    order: PublicId,
    work: Vec<PublicId>,
}

/// An order of counted work as it is to be told.
struct Counted<'a> {
    /// Position among the clients.
    client: usize,
    title: &'a str,
    team: &'a [&'a str],
    due_on: Day,
}

/// Units of each person of a team.
const UNITS: i64 = 300;
const SURVEY: &str = "アンケートはがきの入力";
/// Of the small order's team everybody confirms the notice for December but 有賀.
const GUIDE_TEAM: [&str; 4] = ["小林由美", "グエン", "小口", "有賀"];
const SLOW: &str = "有賀";

impl Beside<'_> {
    /// A survey for another client, agreed by its team in December.
    pub async fn survey_offered(&self) -> Result<(), Failure> {
        self.scene.stand_at(Day::known(2026, 12, 14).at(9, 0));
        let survey = Counted {
            client: 3,
            title: SURVEY,
            team: &["宮下さやか", "小林由美", "田中", "グエン"],
            due_on: Day::known(2027, 1, 13),
        };
        let (_, offers) = self.counted(&survey).await?;
        self.scene.stand_at(Day::known(2026, 12, 15).at(21, 5));
        self.agree(&offers).await
    }

    /// The survey is reported, delivered and accepted in the first half of January; its closing is still to come.
    pub async fn survey_accepted(&self) -> Result<(), Failure> {
        self.scene.stand_at(Day::known(2027, 1, 15).at(12, 0));
        let entry = self.entry().await?;
        let living = work::read::living_of(&self.scene.app.db, &Scope::whole_region()).await?;
        let counted = living
            .into_iter()
            .filter(|it| !it.by_items && JobTypeId(it.job_type) == entry);
        let work: Vec<PublicId> = counted.map(|it| it.public_id).collect();
        self.done(&work).await
    }

    /// A second survey whose offers wait for an answer on the day of the demonstration.
    pub async fn asked_again(&self) -> Result<(), Failure> {
        self.scene.stand_at(Day::known(2027, 1, 15).at(16, 30));
        let survey = Counted {
            client: 3,
            title: SURVEY,
            team: &["宮下さやか", "有賀", "グエン"],
            due_on: Day::known(2027, 2, 10),
        };
        self.counted(&survey).await?;
        Ok(())
    }

    /// The small order of the story's client, agreed in December.
    pub async fn guide_agreed(&self) -> Result<Guide, Failure> {
        let guide = Counted {
            client: 0,
            title: "案内板の写真の文字入力",
            team: &GUIDE_TEAM,
            due_on: Day::known(2027, 1, 15),
        };
        let (order, work) = self.counted(&guide).await?;
        self.scene.stand_at(Day::known(2026, 12, 16).at(9, 30));
        self.agree(&work).await?;
        Ok(Guide { order, work })
    }

    /// Its work is reported and accepted before the end of the year, so that December pays for it.
    pub async fn guide_accepted(&self, guide: &Guide) -> Result<(), Failure> {
        self.scene.stand_at(Day::known(2026, 12, 28).at(10, 0));
        self.done(&guide.work).await
    }

    /// Its lot goes to the client, who has ten days to look at it.
    pub async fn guide_delivered(&self, guide: &Guide) -> Result<(), Failure> {
        self.scene.stand_at(Day::known(2027, 1, 12).at(15, 0));
        let (db, director) = (&self.scene.app.db, self.director().await?);
        let scope = director.may(Act::Read(Resource::ClientOrders))?;
        let order = orders::read::order_by_public_id(db, &scope, &guide.order).await?;
        for lot in orders::read::lots_of(db, order.id).await? {
            let plan = "検収の30日後に消去し、消去証明書をお渡しします。";
            quality::deliver_lot(db, &director, &lot.public_id, plan, "").await?;
        }
        Ok(())
    }

    /// The second half of December is closed; all confirm but one, whose silence does not delay the money.
    pub async fn december_closed(&self) -> Result<PublicId, Failure> {
        let db = &self.scene.app.db;
        self.scene.stand_at(Day::known(2027, 1, 4).at(10, 0));
        let period = Period::containing(Day::known(2026, 12, 31));
        let closed = payment::close(db, self.players.preparer, &self.holidays()?, period).await?;
        self.scene.stand_at(Day::known(2027, 1, 6).at(20, 30));
        for name in GUIDE_TEAM.into_iter().filter(|it| *it != SLOW) {
            let worker = self.people.named(name)?.1;
            let tx = db.begin(worker.author()).await?;
            payment::confirm_closing_in(&tx, worker, &closed.closing).await?;
            tx.finish(&()).await?;
        }
        Ok(closed.closing)
    }

    /// It is paid on the day that was promised.
    pub async fn december_paid(&self, closing: &PublicId) -> Result<(), Failure> {
        let holidays = self.holidays()?;
        let period = Period::containing(Day::known(2026, 12, 31));
        let day = period.pay_on(&holidays).map_err(access::refused)?;
        self.scene.stand_at(day.at(10, 0));
        history::pay(self.scene, self.players, &holidays, closing, day).await
    }

    async fn agree(&self, offers: &[PublicId]) -> Result<(), Failure> {
        for offer in offers {
            quality::agree(&self.scene.app.db, self.worker_of(offer).await?, offer).await?;
        }
        Ok(())
    }

    /// Reported in full, delivered, accepted.
    async fn done(&self, work: &[PublicId]) -> Result<(), Failure> {
        let (db, director) = (&self.scene.app.db, self.director().await?);
        for id in work {
            let worker = self.worker_of(id).await?;
            work::report_count(db, worker, id, UNITS, "").await?;
            work::deliver(db, worker, id).await?;
            quality::accept(db, &director, id, None).await?;
        }
        Ok(())
    }

    async fn worker_of(&self, work: &PublicId) -> Result<&Actor, Failure> {
        let card = work::read::card(&self.scene.app.db, &Scope::whole_region(), work).await?;
        Ok(self.people.of_account(card.account)?.1)
    }

    async fn director(&self) -> Result<Actor, Failure> {
        story::actor(self.scene, self.cast, Role::Director).await
    }

    async fn entry(&self) -> Result<JobTypeId, Failure> {
        let entry = people::read::job_type_by_code(&self.scene.app.db, "entry").await?;
        Ok(entry.ok_or(Failure::Absent)?.id)
    }

    fn holidays(&self) -> Result<Holidays, Failure> {
        Holidays::parse(&self.scene.app.settings.holidays).map_err(access::refused)
    }

    /// Opens an order of counted work and offers it to its team; gives the order and the offers.
    async fn counted(&self, it: &Counted<'_>) -> Result<(PublicId, Vec<PublicId>), Failure> {
        let (db, director) = (&self.scene.app.db, self.director().await?);
        let today = db.clock().today();
        let quantity = UNITS * it.team.len() as i64;
        let new = NewOrder {
            quote: None,
            client: self.places.clients[it.client],
            job_type: self.entry().await?,
            quantity,
            unit_price: Yen::new(70),
            ordered_on: today,
            change: story::small_terms(it.title, today, it.due_on, &director),
        };
        let manager = story::actor(self.scene, self.cast, Role::Manager).await?;
        let order = orders::open_order(db, &manager, &new).await?.public_id;
        let lot = LotPlan {
            no: 1,
            quantity,
            due_on: it.due_on,
        };
        orders::set_lots(db, &director, &order, &[lot], 1).await?;
        let step = StepPlan {
            name: "入力".into(),
            kind: StepKind::Work,
            standard_seconds: 120,
            unit_pay: Yen::new(40),
        };
        orders::set_steps(db, &director, &order, &[step], 2).await?;
        let rules = rules(today);
        let breakdown = Breakdown {
            general: rules,
            confidential: rules,
            confidential_units: 0,
            confidential_lot: None,
        };
        let made = orders::make_portions(db, &director, &order, &breakdown, 3).await?;
        let mut offers = Vec::new();
        for name in it.team {
            let draft = Draft {
                worker: self.people.named(name)?.0.worker,
                portion: made.portions[0],
                units: UNITS,
                reason: "ご希望の時間に合い、入力の経験があるため".into(),
                answer_by: today.plus_days(4),
                due_on: None,
                pay_on: None,
                leader: None,
            };
            let asked = work::draft(db, &director, &draft).await?;
            work::offer(db, &director, &asked.public_id).await?;
            offers.push(asked.public_id);
        }
        Ok((order, offers))
    }
}

fn rules(release_on: Day) -> GroupRules {
    GroupRules {
        class: Class::Home,
        check_plan: CheckPlan::Sample,
        check_permille: 100,
        min_chunk: 50,
        max_share_pct: 50,
        min_team: 1,
        max_team: 20,
        max_defect_ppm: 20_000,
        release_on,
        buffer_days: 2,
    }
}
