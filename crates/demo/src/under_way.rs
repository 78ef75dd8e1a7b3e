//! The order under way, from the plan of 2026-12-10 to Monday 2027-01-18: offers, work, checks; and beside it a small order
//! whose accepted work waits for the closing.

use access::{AccountId, Act, Actor, Failure, Resource, Role, Scope, Vault, accounts};
use base::{Day, PublicId, Yen};
use db::Author;
use matching::{Change, Sending};
use orders::{
    Breakdown, CheckPlan, Class, Group, GroupRules, LotPlan, NewOrder, StepKind, StepPlan,
};
use people::JobTypeId;
use quality::{Cause, Return};
use rand_chacha::ChaCha8Rng;
use work::answer::{Answer, ResultOf};
use work::stage::StageName;
use work::{Draft, Finished, WorkCard};

use crate::cast::{Person, Places, SignIn, secrets_in};
use crate::ready;
use crate::registrants::Registrant;
use crate::scene::Scene;
use crate::story::{self, StoryOrder};

/// Everyone of the story, found by account or name.
struct People<'a> {
    registrants: &'a [Registrant],
    workers: &'a [Actor],
}

impl People<'_> {
    fn named(&self, name: &str) -> Result<(&Registrant, &Actor), Failure> {
        let at = self
            .registrants
            .iter()
            .position(|it| it.name == name)
            .ok_or(Failure::Absent)?;
        Ok((&self.registrants[at], &self.workers[at]))
    }

    fn of_account(&self, account: i64) -> Result<(&Registrant, &Actor), Failure> {
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
    cast: &[Person],
    registrants: &[Registrant],
    workers: &[Actor],
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
    small_order(scene, cast, places, &people).await?;
    worked(scene, &offers, &people, &leader).await?;
    open_offer(scene, cast, places, &people).await?;
    scene.stand_at(Day::known(2027, 1, 18).at(8, 0));
    Ok(())
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

/// The plan with さやか, 有賀 and 小口 fixed, and its offers (chapters 5 and 6).
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
    let first = portions
        .iter()
        .find(|it| it.lot_no == 1 && it.group == Group::General && it.step_kind == StepKind::Work)
        .ok_or(Failure::Absent)?;
    for (name, units) in [("宮下さやか", 418), ("有賀", 60), ("小口", 80)] {
        let fix = Change::Fix {
            worker: people.named(name)?.0.worker,
            portion: first.id,
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

/// Items handed in by week, as the order's pace was (chapters 7 to 9): 3,900 until 2027-01-17.
const WEEKS: [((i16, i8, i8), i64); 5] = [
    ((2026, 12, 18), 900),
    ((2026, 12, 25), 800),
    ((2026, 12, 29), 300),
    ((2027, 1, 8), 850),
    ((2027, 1, 15), 1_050),
];

async fn worked(
    scene: &Scene,
    offers: &[PublicId],
    people: &People<'_>,
    leader: &Actor,
) -> Result<(), Failure> {
    let secure_room = secure_room(scene).await?;
    for ((year, month, day), wanted) in WEEKS {
        scene.stand_at(Day::known(year, month, day).at(11, 20));
        let cards = at_work(scene, offers).await?;
        let held: i64 = cards.iter().map(|it| it.units).sum();
        let mut left = wanted;
        for (at, card) in cards.iter().enumerate() {
            let share = if at + 1 == cards.len() {
                left
            } else {
                (wanted * card.units / held).min(left)
            };
            left -= hand_in(scene, card, share, people, &secure_room).await?;
        }
        for card in &cards {
            if left <= 0 {
                break;
            }
            left -= hand_in(scene, card, left, people, &secure_room).await?;
        }
        checked(scene, leader, people, &secure_room, day).await?;
    }
    Ok(())
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

/// Hands in up to so many open items of one work order; confidential ones from within the secure room.
async fn hand_in(
    scene: &Scene,
    card: &WorkCard,
    wanted: i64,
    people: &People<'_>,
    secure_room: &PublicId,
) -> Result<i64, Failure> {
    let db = &scene.app.db;
    let open = work::read::open_items(db, card.key()).await?;
    let (person, worker) = people.of_account(card.account)?;
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
        entry = Some(
            sites::actions::enter(
                db,
                worker,
                &person.public_id,
                secure_room,
                "店舗情報の確認（機密）",
                true,
            )
            .await?,
        );
    }
    let tx = db.begin(worker.author()).await?;
    let handed =
        work::submit_items_in(&tx, worker, &card.public_id, &finished, scene.now()).await?;
    tx.finish(&()).await?;
    if let Some(entry) = entry {
        sites::actions::leave(db, worker, &entry.public_id).await?;
    }
    Ok(handed.units)
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

/// The leader checks what waits, but leaves the last week's for today; every thirtieth goes back. Confidential items are
/// looked at from within the secure room.
async fn checked(
    scene: &Scene,
    leader: &Actor,
    people: &People<'_>,
    secure_room: &PublicId,
    day: i8,
) -> Result<(), Failure> {
    if day == 15 {
        return Ok(());
    }
    let db = &scene.app.db;
    let scope = leader.may(Act::Write(Resource::Inspections))?;
    let person = people.named("小林由美")?.0;
    let entry = sites::actions::enter(
        db,
        leader,
        &person.public_id,
        secure_room,
        "抜取確認（機密）",
        true,
    )
    .await?;
    let mut turn = 0;
    loop {
        let waiting = quality::read::waiting_items(db, &scope, leader.account).await?;
        if waiting.is_empty() {
            break;
        }
        for item in waiting {
            turn += 1;
            if turn % 30 == 17 {
                quality::return_item(db, leader, &item, &finding(turn)).await?;
            } else {
                quality::pass_item(db, leader, &item).await?;
            }
        }
    }
    sites::actions::leave(db, leader, &entry.public_id).await?;
    Ok(())
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

/// A survey for another client: counted work, delivered and accepted in January, waiting for the closing.
async fn small_order(
    scene: &Scene,
    cast: &[Person],
    places: &Places,
    people: &People<'_>,
) -> Result<(), Failure> {
    let db = &scene.app.db;
    let entry = people::read::job_type_by_code(db, "entry")
        .await?
        .ok_or(Failure::Absent)?
        .id;
    let team = ["宮下さやか", "小林由美", "田中", "グエン"];
    scene.stand_at(Day::known(2026, 12, 14).at(9, 0));
    let offers = counted_order(
        scene,
        cast,
        places,
        people,
        entry,
        &team,
        Day::known(2027, 1, 13),
    )
    .await?;
    scene.stand_at(Day::known(2026, 12, 15).at(21, 5));
    for offer in &offers.1 {
        let card = work::read::card(db, &Scope::whole_region(), offer).await?;
        quality::agree(db, people.of_account(card.account)?.1, offer).await?;
    }
    Ok(())
}

/// An order with counted work, offered to a team; gives the order and the offers.
async fn counted_order(
    scene: &Scene,
    cast: &[Person],
    places: &Places,
    people: &People<'_>,
    job_type: JobTypeId,
    team: &[&str],
    due_on: Day,
) -> Result<(PublicId, Vec<PublicId>), Failure> {
    let db = &scene.app.db;
    let manager = story::actor(scene, cast, Role::Manager).await?;
    let director = story::actor(scene, cast, Role::Director).await?;
    let quantity = 300 * team.len() as i64;
    let change = story::small_terms(
        "アンケートはがきの入力",
        db.clock().today(),
        due_on,
        &director,
    );
    let new = NewOrder {
        quote: None,
        client: places.clients[3],
        job_type,
        quantity,
        unit_price: Yen::new(70),
        ordered_on: db.clock().today(),
        change,
    };
    let order = orders::open_order(db, &manager, &new).await?.public_id;
    orders::set_lots(
        db,
        &director,
        &order,
        &[LotPlan {
            no: 1,
            quantity,
            due_on,
        }],
        1,
    )
    .await?;
    let step = StepPlan {
        name: "入力".into(),
        kind: StepKind::Work,
        standard_seconds: 120,
        unit_pay: Yen::new(40),
    };
    orders::set_steps(db, &director, &order, &[step], 2).await?;
    let rules = GroupRules {
        class: Class::Home,
        check_plan: CheckPlan::Sample,
        check_permille: 100,
        min_chunk: 50,
        max_share_pct: 50,
        min_team: 1,
        max_team: 20,
        max_defect_ppm: 20_000,
        release_on: db.clock().today(),
        buffer_days: 2,
    };
    let breakdown = Breakdown {
        general: rules,
        confidential: rules,
        confidential_units: 0,
        confidential_lot: None,
    };
    let made = orders::make_portions(db, &director, &order, &breakdown, 3).await?;
    let mut offers = Vec::new();
    for name in team {
        let draft = Draft {
            worker: people.named(name)?.0.worker,
            portion: made.portions[0],
            units: 300,
            reason: "ご希望の時間に合い、入力の経験があるため".into(),
            answer_by: db.clock().today().plus_days(4),
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

/// Offers that wait for an answer on the day of the demonstration.
async fn open_offer(
    scene: &Scene,
    cast: &[Person],
    places: &Places,
    people: &People<'_>,
) -> Result<(), Failure> {
    let db = &scene.app.db;
    finish_small_order(scene, cast, people).await?;
    scene.stand_at(Day::known(2027, 1, 15).at(16, 30));
    let entry = people::read::job_type_by_code(db, "entry")
        .await?
        .ok_or(Failure::Absent)?
        .id;
    counted_order(
        scene,
        cast,
        places,
        people,
        entry,
        &["宮下さやか", "有賀", "グエン"],
        Day::known(2027, 2, 10),
    )
    .await?;
    Ok(())
}

/// The survey is reported, delivered and accepted in the first half of January.
async fn finish_small_order(
    scene: &Scene,
    cast: &[Person],
    people: &People<'_>,
) -> Result<(), Failure> {
    let db = &scene.app.db;
    scene.stand_at(Day::known(2027, 1, 15).at(12, 0));
    let director = story::actor(scene, cast, Role::Director).await?;
    let entry = people::read::job_type_by_code(db, "entry")
        .await?
        .ok_or(Failure::Absent)?
        .id;
    for card in work::read::living_of(db, &Scope::whole_region()).await? {
        if card.by_items || JobTypeId(card.job_type) != entry {
            continue;
        }
        let (_, worker) = people.of_account(card.account)?;
        work::report_count(db, worker, &card.public_id, card.units, "").await?;
        work::deliver(db, worker, &card.public_id).await?;
        quality::accept(db, &director, &card.public_id, None).await?;
    }
    Ok(())
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
