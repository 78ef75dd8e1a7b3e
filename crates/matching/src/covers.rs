//! お休みの引き継ぎ: somebody with work in hand takes days off; what can be done about it is worked out and ranked, doing
//! nothing among it, and whoever answers for the team chooses. Nothing is taken from a person who wants to go on.

use access::{Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};
use matcher::reschedule::{self, Choice, Event};
use people::{Rest, WorkerId};
use serde::{Deserialize, Serialize};
use webkit::{Lang, words};
use work::read::Held;

use crate::facts::{Facts, Window};
use crate::market::{self, InHand};
use crate::runs::Task;
use crate::store::covers::{self, CoverRow};
use crate::working_out::{Stopped, on_its_own_thread};
use crate::{Refusal, actions, gather, jobs};

/// 対応のしかた.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// As few changes as possible.
    LeastDisturbance,
    /// Only the person, on other days.
    NobodyNew,
    /// The client waits a day longer.
    OneDayLate,
    DoNothing,
}

impl Way {
    pub const ALL: [Way; 4] = [
        Way::LeastDisturbance,
        Way::NobodyNew,
        Way::OneDayLate,
        Way::DoNothing,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Way::LeastDisturbance => "least_disturbance",
            Way::NobodyNew => "nobody_new",
            Way::OneDayLate => "one_day_late",
            Way::DoNothing => "do_nothing",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// So many units of one work order, of a person, until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub work_order: i64,
    pub worker: WorkerId,
    pub units: i64,
    pub until: Option<Day>,
}

/// 対応案: one way with what it asks of whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CoverOption {
    pub way: Way,
    /// Others who would be asked.
    pub asks: Vec<Part>,
    /// What stays with the person at rest, on other days.
    pub own: Vec<Part>,
    /// Units of each work order that nobody would do in time.
    pub uncovered: Vec<(i64, i64)>,
    /// The burden of the change, in tenths.
    pub burden: i64,
}

impl CoverOption {
    /// Units that nobody would do in time.
    pub fn short(&self) -> i64 {
        self.uncovered.iter().map(|it| it.1).sum()
    }
}

/// 回答: what falls on the days off, and what can be done, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoverAnswer {
    /// Units of each work order that fall on the days off.
    pub lost: Vec<(i64, i64)>,
    pub options: Vec<CoverOption>,
}

/// An answer that waits to be kept.
pub(crate) struct CoverFound {
    cover: i64,
    answer: CoverAnswer,
}

/// 「今日は休みます」: keeps the days off, and asks for ways to cover where work is in hand. Gives the page of the matter.
pub async fn say(db: &Db, actor: &Actor, rest: Rest) -> Result<Option<PublicId>, Failure> {
    let said = db::command!(db, actor.author(), |tx| say_in(&tx, actor, rest).await)?;
    jobs::ring();
    Ok(said)
}

/// As [`say`], inside a command.
pub async fn say_in(tx: &Tx, actor: &Actor, rest: Rest) -> Result<Option<PublicId>, Failure> {
    let me = people::read::of_account(tx, actor.account)
        .await?
        .ok_or(Failure::Absent)?;
    people::actions::rest_in(tx, actor, &me.public_id, rest).await?;
    let held = work::read::held(tx).await?;
    if !held.iter().any(|it| is_in_hand(it, me.id)) {
        return Ok(None);
    }
    let (id, public_id) = covers::insert(tx, me.id, rest).await?;
    actions::ask_in(tx, &Task::Cover { cover: id }, 0).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "cover.say",
        format!("cover/{public_id}"),
    ));
    Ok(Some(public_id))
}

/// 引き継ぎをお願いする・自分で続ける: the person's own word about it, until somebody has chosen.
pub async fn let_others(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    hand_over: bool,
) -> Result<bool, Failure> {
    db::command!(db, actor.author(), |tx| let_others_in(
        &tx, actor, id, hand_over
    )
    .await)
}

/// As [`let_others`], inside a command.
pub async fn let_others_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    hand_over: bool,
) -> Result<bool, Failure> {
    let scope = actor.may(Act::Write(Resource::Offers))?;
    let row = covers::cover(tx, &scope, id).await?;
    if !covers::set_hand_over(tx, row.id, hand_over).await? {
        return Err(refused(Refusal::Settled));
    }
    tx.note(AuditNote::done(
        Stream::Work,
        "cover.let",
        format!("cover/{id}"),
    ));
    Ok(hand_over)
}

/// Chooses one way: what others are asked goes out as offers, and their units leave the person at rest.
pub async fn choose(db: &Db, actor: &Actor, id: &PublicId, way: Way) -> Result<u64, Failure> {
    db::command!(db, actor.author(), |tx| choose_in(&tx, actor, id, way)
        .await)
}

/// As [`choose`], inside a command. What lies outside the actor's reach stays as it is.
pub async fn choose_in(tx: &Tx, actor: &Actor, id: &PublicId, way: Way) -> Result<u64, Failure> {
    let scope = actor.may(Act::Write(Resource::Covers))?;
    let row = covers::cover(tx, &scope, id).await?;
    let option = row
        .answer
        .as_ref()
        .and_then(|it| it.options.iter().find(|it| it.way == way));
    let option = option.ok_or_else(|| refused(Refusal::Settled))?;
    if !option.asks.is_empty() && !row.hand_over {
        return Err(refused(Refusal::GoesOn));
    }
    if !covers::choose(tx, row.id, way).await? {
        return Err(refused(Refusal::Settled));
    }
    let mut offers = 0;
    for (work_order, parts) in by_work(&option.asks) {
        let card = work::read::card_by_id(tx, work::WorkOrderId(work_order)).await?;
        if work::read::card(tx, &scope, &card.public_id).await.is_err() {
            continue;
        }
        let units: i64 = parts.iter().map(|it| it.units).sum();
        // One unit may have to stay where it is; nobody is asked for more than was let go.
        let mut left = work::hand_over_in(tx, actor, &card.public_id, units)
            .await?
            .units;
        for part in parts {
            let units = part.units.min(left);
            left -= units;
            if units > 0 {
                let draft = draft(tx.today(), &card, part.worker, units);
                work::ask_instead_in(tx, actor, &card.public_id, &draft).await?;
                offers += 1;
            }
        }
    }
    tx.note(AuditNote::done(
        Stream::Work,
        "cover.choose",
        format!("cover/{id}"),
    ));
    Ok(offers)
}

fn draft(today: Day, card: &work::WorkCard, worker: WorkerId, units: i64) -> work::Draft {
    work::Draft {
        worker,
        portion: orders::PortionId(card.portion),
        units,
        reason: asking(),
        answer_by: today.plus_days(1).min(card.due_on),
        due_on: None,
        pay_on: None,
        leader: card.leader.map(access::AccountId),
    }
}

/// Why somebody is asked, as they read it; nothing about whoever is at rest.
fn asking() -> String {
    webkit::words::speaking(Lang::Ja, || words!("matching-asking-cover").say())
}

fn by_work(parts: &[Part]) -> Vec<(i64, Vec<Part>)> {
    let mut all: std::collections::BTreeMap<i64, Vec<Part>> = Default::default();
    for part in parts {
        all.entry(part.work_order).or_default().push(*part);
    }
    all.into_iter().collect()
}

fn is_in_hand(it: &Held, worker: WorkerId) -> bool {
    it.worker == worker.0
        && matches!(it.stage.as_str(), "underway" | "returned")
        && it.handed_in < it.units
}

/// Works out what can be done.
pub(crate) async fn found(db: &Db, cover: i64) -> Result<CoverFound, Stopped> {
    let row = covers::by_key(db, cover).await?;
    let window = Window {
        from: row.from_on,
        until: row.from_on.plus_days(crate::facts::WINDOW_DAYS - 1),
    };
    let held = work::read::held(db).await?;
    let own: Vec<&Held> = held
        .iter()
        .filter(|it| is_in_hand(it, row.worker))
        .collect();
    let mut planned = Vec::new();
    for it in &own {
        if !planned
            .iter()
            .any(|order: &orders::read::OrderFacts| order.id.0 == it.client_order)
        {
            planned.push(orders::read::order(db, orders::OrderId(it.client_order)).await?);
        }
    }
    let mut facts = gather::of_orders(db, &planned, window, db.clock().today()).await?;
    let rows: Vec<InHand> = own.iter().filter_map(|it| in_hand(&facts, it)).collect();
    as_before(&mut facts, &row);
    let worker = row.worker;
    let last = window.bucket(row.until_on);
    let answer =
        on_its_own_thread(move || Ok(answer(&facts, &window, worker, &rows, last))).await?;
    Ok(CoverFound { cover, answer })
}

/// Hours as they were before these days off. What the person has agreed to is laid out anew; an offer without an answer
/// promises nothing.
fn as_before(facts: &mut Facts, row: &CoverRow) {
    facts.held.retain(|it| it.worker != row.worker.0);
    for person in facts.people.iter_mut().filter(|it| it.id == row.worker) {
        person
            .rests
            .retain(|it| it.from_on != row.from_on || it.until_on != row.until_on);
    }
}

fn in_hand(facts: &Facts, it: &Held) -> Option<InHand> {
    let portion = facts.portions.iter().find(|row| row.id.0 == it.portion)?;
    let holders = facts
        .held
        .iter()
        .filter(|row| row.portion == it.portion)
        .map(|row| row.worker);
    let passed = facts
        .declined
        .iter()
        .filter(|row| row.portion == it.portion)
        .map(|row| row.worker);
    Some(InHand {
        work_order: it.work_order,
        left: it.units - it.handed_in,
        due_on: it.due_on,
        portion: portion.clone(),
        engaged: holders.chain(passed).map(WorkerId).collect(),
    })
}

/// What can be done about the days off, up to the bucket of the last one.
pub(crate) fn answer(
    facts: &Facts,
    window: &Window,
    absent: WorkerId,
    rows: &[InHand],
    last: i64,
) -> CoverAnswer {
    let (instance, plan) = market::in_hand(facts, absent, rows);
    if plan.assignments.is_empty() {
        return CoverAnswer::default();
    }
    let event = Event::absence(&instance, &market::worker_id(absent), 0, Some(last));
    let found = reschedule::reschedule(&instance, &plan, &event);
    let lost = found
        .lost
        .iter()
        .filter_map(|it| Some((market::work_of(&it.package)?, it.units)));
    CoverAnswer {
        lost: lost.collect(),
        options: found
            .choices
            .iter()
            .map(|it| option(it, window, absent))
            .collect(),
    }
}

fn option(it: &Choice, window: &Window, absent: WorkerId) -> CoverOption {
    let part = |ask: &reschedule::Ask| {
        let last = ask.rows_after.iter().map(|row| row.bucket).max();
        Some(Part {
            work_order: market::work_of(&ask.package)?,
            worker: market::worker_of(&ask.worker)?,
            units: ask.units_after,
            until: last.map(|bucket| window.day(bucket)),
        })
    };
    let parts: Vec<Part> = it
        .asks
        .iter()
        .filter_map(part)
        .filter(|it| it.units > 0)
        .collect();
    let (own, asks) = parts.into_iter().partition(|it| it.worker == absent);
    let uncovered = it.uncovered.iter().filter(|it| it.units > 0);
    CoverOption {
        way: match it.way {
            reschedule::Way::LeastDisturbance => Way::LeastDisturbance,
            reschedule::Way::NobodyNew => Way::NobodyNew,
            reschedule::Way::OneDayLate => Way::OneDayLate,
            reschedule::Way::DoNothing => Way::DoNothing,
        },
        asks,
        own,
        uncovered: uncovered
            .filter_map(|it| Some((market::work_of(&it.package)?, it.units)))
            .collect(),
        burden: (it.disturbance.total * 10.0).round() as i64,
    }
}

/// Keeps what was worked out.
pub(crate) async fn keep(tx: &Tx, it: &CoverFound) -> Result<(), Failure> {
    Ok(covers::set_answer(tx, it.cover, &it.answer).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::testing::*;

    #[test]
    fn others_take_over_what_falls_on_the_days_off_and_doing_nothing_is_an_answer() {
        let mut facts = facts(
            vec![portion(1, 400)],
            (1..=4).map(|id| candidate(id, 600)).collect(),
        );
        let window = Window {
            from: Day::known(2027, 1, 18),
            until: Day::known(2027, 2, 14),
        };
        facts.window = window;
        let hers = InHand {
            work_order: 7,
            left: 150,
            due_on: Day::known(2027, 1, 20),
            portion: facts.portions[0].clone(),
            engaged: vec![WorkerId(1), WorkerId(2)],
        };

        let answer = answer(&facts, &window, WorkerId(1), &[hers], 2);

        assert_eq!(answer.lost.len(), 1);
        let best = &answer.options[0];
        assert!(
            best.asks
                .iter()
                .all(|it| ![WorkerId(1), WorkerId(2)].contains(&it.worker)),
            "{best:?}"
        );
        let nothing = answer
            .options
            .iter()
            .find(|it| it.way == Way::DoNothing)
            .unwrap();
        assert!(best.short() < nothing.short(), "{answer:?}");
        assert_eq!(nothing.short(), answer.lost[0].1);
        assert!(nothing.asks.is_empty(), "{nothing:?}");
    }

    #[test]
    fn ways_are_read_back_as_they_were_kept() {
        for way in Way::ALL {
            assert_eq!(Way::named(way.name()), Some(way));
        }
    }
}
