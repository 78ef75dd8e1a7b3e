//! The order under way, from the plan of 2026-12-10 to Monday 2027-01-18: offers, work, checks; what happens beside it is
//! in `side_orders`.

use access::{AccountId, Act, Actor, Failure, Resource, Role, Scope, Vault, accounts};
use base::{Day, PublicId};
use db::Author;
use matching::{Change, Sending};
use orders::{Group, StepKind};
use quality::{Cause, Return};
use rand_chacha::ChaCha8Rng;
use work::answer::{Answer, ResultOf};
use work::stage::StageName;
use work::{Finished, WorkCard};

use crate::cast::{Person, Places, SignIn, secrets_in};
use crate::history::Players;
use crate::ready;
use crate::registrants::Registrant;
use crate::scene::Scene;
use crate::side_orders::{Beside, Guide};
use crate::story::{self, StoryOrder};

/// Everyone of the story, found by account or name.
pub struct People<'a> {
    registrants: &'a [Registrant],
    workers: &'a [Actor],
}

impl People<'_> {
    /// Someone of the story.
    pub fn named(&self, name: &str) -> Result<(&Registrant, &Actor), Failure> {
        let at = self
            .registrants
            .iter()
            .position(|it| it.name == name)
            .ok_or(Failure::Absent)?;
        Ok((&self.registrants[at], &self.workers[at]))
    }

    /// The person behind an account.
    pub fn of_account(&self, account: i64) -> Result<(&Registrant, &Actor), Failure> {
        let at = self
            .registrants
            .iter()
            .position(|it| it.account.0 == account)
            .ok_or(Failure::Absent)?;
        Ok((&self.registrants[at], &self.workers[at]))
    }
}

/// Tells everything from December on.
pub async fn told(
    scene: &Scene,
    places: &Places,
    players: &Players<'_>,
    cast: &[Person],
    (registrants, workers): crate::history::People<'_>,
    chance: &mut ChaCha8Rng,
) -> Result<(), Failure> {
    scene.stand_at(Day::known(2026, 11, 2).at(9, 0));
    ready::rooms(scene, cast, places).await?;
    ready::course(scene, cast).await?;
    ready::people(scene, cast, registrants, workers, chance).await?;
    let leader = leader(scene, registrants).await?;
    let people = People {
        registrants,
        workers,
    };
    let check = people::read::job_type_by_code(&scene.app.db, "check")
        .await?
        .ok_or(Failure::Absent)?
        .id;
    let story = story::ordered(scene, cast, places, check).await?;
    story::broken_down(scene, &story).await?;
    let offers = offered(scene, &story, &people, leader.account).await?;
    answered(scene, &offers, &people).await?;
    let beside = Beside {
        scene,
        cast,
        places,
        players,
        people: &people,
    };
    beside.survey_offered().await?;
    let guide = beside.guide_agreed().await?;
    let team = Team {
        scene,
        offers: &offers,
        people: &people,
        leader: &leader,
        secure_room: secure_room(scene).await?,
    };
    weeks(&team, &beside, guide).await?;
    beside.survey_accepted().await?;
    beside.asked_again().await?;
    scene.stand_at(Day::known(2027, 1, 18).at(8, 0));
    Ok(())
}

/// The weeks of the order, and between them what else happened.
async fn weeks(team: &Team<'_>, beside: &Beside<'_>, guide: Guide) -> Result<(), Failure> {
    let [first, second, short, third, last] = WEEKS;
    team.hands_in(first).await?;
    team.checks().await?;
    team.hands_in(second).await?;
    team.checks().await?;
    beside.guide_accepted(&guide).await?;
    team.hands_in(short).await?;
    team.checks().await?;
    let closing = beside.december_closed().await?;
    team.hands_in(third).await?;
    team.checks().await?;
    beside.guide_delivered(&guide).await?;
    beside.december_paid(&closing).await?;
    // The last week's items wait for the leader's check of today.
    team.hands_in(last).await
}

/// 小林 runs the team of the order.
async fn leader(scene: &Scene, registrants: &[Registrant]) -> Result<Actor, Failure> {
    let account = registrants
        .iter()
        .find(|it| it.name == "小林由美")
        .ok_or(Failure::Absent)?
        .account;
    let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
    accounts::grant_in(&tx, account, Role::Leader, accounts::Bound::default()).await?;
    tx.finish(&()).await?;
    scene.actor(account).await
}

/// The plan with さやか, 有賀 and 小口 fixed, each in a lot of their own, and its offers (chapters 5 and 6).
async fn offered(
    scene: &Scene,
    story: &StoryOrder,
    people: &People<'_>,
    leader: AccountId,
) -> Result<Vec<PublicId>, Failure> {
    let db = &scene.app.db;
    scene.stand_at(Day::known(2026, 12, 10).at(14, 0));
    let mut plan = matching::propose(db, &story.director, &story.order).await?;
    let order = orders::read::order_by_public_id(db, &Scope::whole_region(), &story.order).await?;
    let portions = orders::read::portions_of(db, order.id).await?;
    for (name, lot, units) in [("宮下さやか", 1, 418), ("有賀", 2, 60), ("小口", 3, 80)] {
        let portion = portions
            .iter()
            .find(|it| {
                it.lot_no == lot && it.group == Group::General && it.step_kind == StepKind::Work
            })
            .ok_or(Failure::Absent)?;
        let fix = Change::Fix {
            worker: people.named(name)?.0.worker,
            portion: portion.id,
            units,
        };
        plan = matching::change(db, &story.director, &plan.public_id, &fix).await?;
    }
    let sending = Sending {
        answer_by: Day::known(2026, 12, 13),
        leader: Some(leader),
    };
    Ok(
        matching::send_offers(db, &story.director, &plan.public_id, &sending)
            .await?
            .offers,
    )
}

/// Everyone agrees, but 有賀, who declines with one tap.
async fn answered(scene: &Scene, offers: &[PublicId], people: &People<'_>) -> Result<(), Failure> {
    let db = &scene.app.db;
    scene.stand_at(Day::known(2026, 12, 11).at(21, 10));
    for offer in offers {
        let card = work::read::card(db, &Scope::whole_region(), offer).await?;
        let (person, worker) = people.of_account(card.account)?;
        if person.name == "有賀" {
            work::decline(db, worker, offer).await?;
        } else {
            quality::agree(db, worker, offer).await?;
        }
    }
    Ok(())
}

/// A day and the items handed in on it.
type Week = ((i16, i8, i8), i64);

/// Items handed in by week, as the order's pace was (chapters 7 to 9): 3,900 until 2027-01-17.
const WEEKS: [Week; 5] = [
    ((2026, 12, 18), 900),
    ((2026, 12, 25), 800),
    ((2026, 12, 29), 300),
    ((2027, 1, 8), 850),
    ((2027, 1, 15), 1_050),
];

/// Those who work on the order, and their leader.
struct Team<'a> {
    scene: &'a Scene,
    offers: &'a [PublicId],
    people: &'a People<'a>,
    leader: &'a Actor,
    secure_room: PublicId,
}

impl Team<'_> {
    /// One week's items: by what each has taken on, then by whoever has some left.
    async fn hands_in(&self, ((year, month, day), wanted): Week) -> Result<(), Failure> {
        self.scene.stand_at(Day::known(year, month, day).at(11, 20));
        let cards = at_work(self.scene, self.offers).await?;
        let held: i64 = cards.iter().map(|it| it.units).sum();
        let mut left = wanted;
        for (at, card) in cards.iter().enumerate() {
            let share = if at + 1 == cards.len() {
                left
            } else {
                (wanted * card.units / held).min(left)
            };
            left -= self.hand_in(card, share).await?;
        }
        for card in &cards {
            if left <= 0 {
                break;
            }
            left -= self.hand_in(card, left).await?;
        }
        Ok(())
    }

    /// Hands in up to so many open items of one work order; confidential ones from within the secure room, which is left
    /// when they are done.
    async fn hand_in(&self, card: &WorkCard, wanted: i64) -> Result<i64, Failure> {
        let db = &self.scene.app.db;
        let open = work::read::open_items(db, card.key()).await?;
        let (person, worker) = self.people.of_account(card.account)?;
        let finished: Vec<Finished> = open
            .iter()
            .take(usize::try_from(wanted).unwrap_or(0))
            .map(|item| Finished {
                item: item.key(),
                answer: answer(item.key().0),
                seconds: 100 + item.key().0 * 7 % 60,
            })
            .collect();
        if finished.is_empty() {
            return Ok(0);
        }
        let mut entry = None;
        if card.is_secure() {
            let entered = self.enter(worker, person, "店舗情報の確認（機密）").await?;
            self.spend(finished.iter().map(|it| it.seconds).sum());
            entry = Some(entered);
        }
        let tx = db.begin(worker.author()).await?;
        let handed =
            work::submit_items_in(&tx, worker, &card.public_id, &finished, self.scene.now())
                .await?;
        tx.finish(&()).await?;
        if let Some(entry) = entry {
            sites::actions::leave(db, worker, &entry).await?;
        }
        Ok(handed.units)
    }

    async fn enter(
        &self,
        who: &Actor,
        person: &Registrant,
        purpose: &str,
    ) -> Result<PublicId, Failure> {
        let db = &self.scene.app.db;
        let entry =
            sites::actions::enter(db, who, &person.public_id, &self.secure_room, purpose, true)
                .await?;
        Ok(entry.public_id)
    }

    /// Lets the time pass that something took; nobody stays longer than an afternoon.
    fn spend(&self, seconds: i64) {
        let moment = self.scene.now().plus_seconds(seconds.min(4 * 3_600));
        self.scene.stand_at(moment);
    }

    /// The leader checks what waits; every thirtieth goes back. Confidential items are looked at from within the secure room.
    async fn checks(&self) -> Result<(), Failure> {
        let db = &self.scene.app.db;
        let scope = self.leader.may(Act::Write(Resource::Inspections))?;
        let person = self.people.named("小林由美")?.0;
        let entry = self.enter(self.leader, person, "抜取確認（機密）").await?;
        let mut turn = 0;
        loop {
            let waiting = quality::read::waiting_items(db, &scope, self.leader.account).await?;
            if waiting.is_empty() {
                break;
            }
            for item in waiting {
                turn += 1;
                if turn % 30 == 17 {
                    quality::return_item(db, self.leader, &item, &finding(turn)).await?;
                } else {
                    quality::pass_item(db, self.leader, &item).await?;
                }
            }
        }
        self.spend(60 * turn as i64);
        sites::actions::leave(db, self.leader, &entry).await?;
        Ok(())
    }
}

async fn secure_room(scene: &Scene) -> Result<PublicId, Failure> {
    let sql = "select public_id from room where class = 'secure' order by id limit 1";
    db::scalar(&scene.app.db, sql, vec![])
        .await?
        .ok_or(Failure::Absent)
}

/// The agreed work of the order, by items.
async fn at_work(scene: &Scene, offers: &[PublicId]) -> Result<Vec<WorkCard>, Failure> {
    let mut cards = Vec::new();
    for offer in offers {
        let card = work::read::card(&scene.app.db, &Scope::whole_region(), offer).await?;
        if card.by_items && matches!(card.stage_name(), StageName::Underway | StageName::Returned) {
            cards.push(card);
        }
    }
    Ok(cards)
}

/// Most entries are as given; every ninth was corrected, every fortieth could not be confirmed.
fn answer(at: i64) -> String {
    let (result, remark) = match at {
        at if at % 40 == 0 => (ResultOf::Unclear, "公式の店舗一覧に見つかりません"),
        at if at % 9 == 0 => (ResultOf::Corrected, "店番を公式の表記に合わせました"),
        _ => (ResultOf::AsGiven, ""),
    };
    Answer {
        result: Some(result),
        values: Vec::new(),
        remark: remark.into(),
    }
    .written()
}

fn finding(turn: usize) -> Return {
    let instruction = turn % 60 == 47;
    Return {
        place: "店番".into(),
        cause: if instruction {
            Cause::InstructionError
        } else {
            Cause::WorkerFault
        },
        manual_line: if instruction { "3.2" } else { "2.2" }.into(),
        note: if instruction {
            "同じビルに2店あるときの選び方が手順書にありませんでした。"
        } else {
            "店番の最後の1けたが違います。"
        }
        .into(),
        redo: true,
    }
}

/// Sign-ins of the workers of the story.
pub async fn worker_sign_ins(
    scene: &Scene,
    vault: &Vault,
    registrants: &[Registrant],
    chance: &mut ChaCha8Rng,
) -> Result<Vec<SignIn>, Failure> {
    let mut sign_ins = Vec::new();
    let parts = [
        ("宮下さやか", Role::Worker),
        ("小林由美", Role::Leader),
        ("有賀", Role::Worker),
        ("田中", Role::Worker),
    ];
    for (name, role) in parts {
        let person = registrants
            .iter()
            .find(|it| it.name == name)
            .ok_or(Failure::Absent)?;
        let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
        sign_ins.push(
            secrets_in(
                &tx,
                vault,
                person.account,
                role,
                name,
                &person.login,
                chance,
            )
            .await?,
        );
        tx.finish(&()).await?;
    }
    Ok(sign_ins)
}
