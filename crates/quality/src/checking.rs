//! Samples and checks: the draw before work begins, passing, returning with place, cause and line, objections.

use crate::rework::{self, Cause};
use crate::rules::Refusal;
use crate::sampling::{self, Plan};
use crate::store::{self, CheckRow, NewFinding};
use access::{Act, Actor, Failure, Resource, refused};
use base::PublicId;
use db::{AuditNote, Conn, Db, Stream, Tx};
use serde::{Deserialize, Serialize};
use work::stage::StageName;
use work::{Agreed, ItemWorkId, WorkCard, WorkOrderId};

const CHECKS: Act = Act::Write(Resource::Inspections);

/// What a checker says of an item that is not right.
#[derive(Clone, Debug)]
pub struct Return {
    /// Where it is wrong.
    pub place: String,
    pub cause: Cause,
    /// The line of the manual, 「3.2」, or empty.
    pub manual_line: String,
    pub note: String,
    /// Whether the worker puts it right; an own fault always is.
    pub redo: bool,
}

/// A judged item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    pub work_order: WorkOrderId,
    pub work_public_id: PublicId,
    pub finding: Option<PublicId>,
}

pub(crate) fn person(actor: &Actor) -> Option<i64> {
    (actor.account.0 > 0).then_some(actor.account.0)
}

/// 受諾 with the draw of the sample in the same commit, so that it is on record before work begins.
pub async fn agree(db: &Db, actor: &Actor, offer: &PublicId) -> Result<Agreed, Failure> {
    db::command!(db, actor.author(), |tx| agree_in(&tx, actor, offer).await)
}

/// As [`agree`], inside a command.
pub async fn agree_in(tx: &Tx, actor: &Actor, offer: &PublicId) -> Result<Agreed, Failure> {
    let agreed = work::agree_in(tx, actor, offer).await?;
    let card = work::read::card_by_id(tx, agreed.work_order).await?;
    if card.by_items {
        draw_sample_in(tx, &card).await?;
    }
    Ok(agreed)
}

/// Draws the sample of a work order from the seed of its portion; drawn once, it stays. Gives its key.
pub async fn draw_sample_in(tx: &Tx, card: &WorkCard) -> Result<i64, Failure> {
    if let Some(sample) = store::sample_of(tx, card.key()).await? {
        return Ok(sample);
    }
    let items = work::read::items_of(tx, card.key(), &work::stage::ItemState::ALL).await?;
    let plan = Plan::of(&card.check_plan, card.check_permille);
    let drawn = sampling::draw(plan, card.check_seed, card.id, items.len() as i64);
    let chosen: Vec<ItemWorkId> = drawn
        .iter()
        .filter_map(|position| items.get(*position as usize - 1))
        .map(|it| it.key())
        .collect();
    let sample = store::insert_sample(tx, card, &chosen).await?;
    tx.note(
        AuditNote::done(
            Stream::Work,
            "sample.draw",
            format!("work_order/{}", card.public_id),
        )
        .fields(&format!("items={}", chosen.len())),
    );
    Ok(sample)
}

/// 合格: one item is right.
pub async fn pass_item(db: &Db, actor: &Actor, item: &PublicId) -> Result<Judged, Failure> {
    db::command!(db, actor.author(), |tx| pass_item_in(&tx, actor, item)
        .await)
}

/// As [`pass_item`], inside a command.
pub async fn pass_item_in(tx: &Tx, actor: &Actor, item: &PublicId) -> Result<Judged, Failure> {
    let (row, card, sample) = before_checker(tx, actor, item).await?;
    if !work::inspection::item_done_in(tx, ItemWorkId(row.id)).await? {
        return Err(refused(Refusal::NotWaiting));
    }
    store::judge(tx, sample, ItemWorkId(row.id), "passed", person(actor)).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "item.pass",
        format!("item_work/{}", row.public_id),
    ));
    Ok(Judged {
        work_order: card.key(),
        work_public_id: card.public_id,
        finding: None,
    })
}

/// 差戻し: one item goes back to its maker with place, cause and line; or stays as it is when the fault was not theirs.
pub async fn return_item(
    db: &Db,
    actor: &Actor,
    item: &PublicId,
    why: &Return,
) -> Result<Judged, Failure> {
    db::command!(db, actor.author(), |tx| return_item_in(
        &tx, actor, item, why
    )
    .await)
}

/// As [`return_item`], inside a command.
pub async fn return_item_in(
    tx: &Tx,
    actor: &Actor,
    item: &PublicId,
    why: &Return,
) -> Result<Judged, Failure> {
    let (row, card, sample) = before_checker(tx, actor, item).await?;
    let item = ItemWorkId(row.id);
    let redo = rework::is_redone(why.cause, why.redo);
    let moved = if redo {
        work::inspection::item_returned_in(tx, item).await?
    } else {
        work::inspection::item_done_in(tx, item).await?
    };
    if !moved {
        return Err(refused(Refusal::NotWaiting));
    }
    let finding = store::insert_finding(
        tx,
        &NewFinding {
            work: card.key(),
            item: Some(item),
            units: 1,
            round: row.rounds + 1,
            place: &why.place,
            cause: why.cause,
            redo,
            manual_line: &why.manual_line,
            note: &why.note,
            by: checker(actor)?,
        },
    )
    .await?;
    store::judge(
        tx,
        sample,
        item,
        if redo { "returned" } else { "excused" },
        person(actor),
    )
    .await?;
    if redo && card.stage_name() == StageName::Delivered {
        work::inspection::returned_in(tx, &card, &why.place).await?;
    }
    tx.note(
        AuditNote::done(
            Stream::Work,
            "item.return",
            format!("item_work/{}", row.public_id),
        )
        .because(why.cause.text()),
    );
    Ok(Judged {
        work_order: card.key(),
        work_public_id: card.public_id,
        finding: Some(finding),
    })
}

/// 差戻し of counted work: so many units of a delivery are not right.
pub async fn return_units(
    db: &Db,
    actor: &Actor,
    work: &PublicId,
    units: i64,
    why: &Return,
) -> Result<Judged, Failure> {
    db::command!(db, actor.author(), |tx| return_units_in(
        &tx, actor, work, units, why
    )
    .await)
}

/// As [`return_units`], inside a command.
pub async fn return_units_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    units: i64,
    why: &Return,
) -> Result<Judged, Failure> {
    let card = work::read::card(tx, &actor.may(CHECKS)?, work).await?;
    must_be_another(tx, actor, card.account).await?;
    let delivered = card.delivered_units.unwrap_or(0);
    if card.stage_name() != StageName::Delivered {
        return Err(refused(Refusal::NotDelivered));
    }
    if !(1..=delivered).contains(&units) {
        return Err(refused(Refusal::ReturnOutOfRange { delivered }));
    }
    let redo = rework::is_redone(why.cause, why.redo);
    let round = store::findings_of(tx, card.key()).await?.len() as i64 + 1;
    let finding = store::insert_finding(
        tx,
        &NewFinding {
            work: card.key(),
            item: None,
            units,
            round,
            place: &why.place,
            cause: why.cause,
            redo,
            manual_line: &why.manual_line,
            note: &why.note,
            by: checker(actor)?,
        },
    )
    .await?;
    if redo {
        work::inspection::returned_in(tx, &card, &why.place).await?;
    }
    tx.note(
        AuditNote::done(
            Stream::Work,
            "units.return",
            format!("work_order/{}", card.public_id),
        )
        .because(why.cause.text()),
    );
    Ok(Judged {
        work_order: card.key(),
        work_public_id: card.public_id,
        finding: Some(finding),
    })
}

/// 異議: the worker sees it otherwise; somebody else than the checker answers.
pub async fn object(
    db: &Db,
    actor: &Actor,
    finding: &PublicId,
    text: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| object_in(
        &tx, actor, finding, text
    )
    .await)
}

/// As [`object`], inside a command.
pub async fn object_in(
    tx: &Tx,
    actor: &Actor,
    finding: &PublicId,
    text: &str,
) -> Result<PublicId, Failure> {
    let found = store::finding(tx, &actor.may(Act::Write(Resource::WorkItems))?, finding).await?;
    let card = work::read::card_by_id(tx, WorkOrderId(found.work_order)).await?;
    rework::may_object(
        found.found_on,
        card.stage_name() == StageName::Accepted,
        tx.today(),
    )
    .map_err(refused)?;
    if found.objection.is_some() {
        return Err(refused(Refusal::ObjectedAlready));
    }
    let id = store::insert_objection(tx, found.id, text).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "finding.object",
        format!("finding/{finding}"),
    ));
    Ok(id)
}

/// The answer to an objection. Upheld, the cause lies in the instructions and the repair is paid.
pub async fn answer_objection(
    db: &Db,
    actor: &Actor,
    finding: &PublicId,
    upheld: bool,
    text: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| answer_objection_in(
        &tx, actor, finding, upheld, text
    )
    .await)
}

/// As [`answer_objection`], inside a command.
pub async fn answer_objection_in(
    tx: &Tx,
    actor: &Actor,
    finding: &PublicId,
    upheld: bool,
    text: &str,
) -> Result<PublicId, Failure> {
    let found = store::finding(tx, &actor.may(CHECKS)?, finding).await?;
    let card = work::read::card_by_id(tx, WorkOrderId(found.work_order)).await?;
    must_be_another(tx, actor, card.account).await?;
    if found.found_by == actor.account.0 {
        return Err(refused(Refusal::OwnFinding));
    }
    if card.stage_name() == StageName::Accepted {
        return Err(refused(Refusal::AcceptedAlready));
    }
    if !store::answer_objection(tx, found.id, upheld, text, checker(actor)?).await? {
        return Err(refused(Refusal::ObjectedAlready));
    }
    tx.note(
        AuditNote::done(Stream::Work, "finding.answer", format!("finding/{finding}"))
            .because(if upheld { "upheld" } else { "kept" }),
    );
    Ok(card.public_id)
}

/// A small note on a result: what was good, what improved.
pub async fn note_result(
    db: &Db,
    actor: &Actor,
    work: &PublicId,
    text: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| note_result_in(
        &tx, actor, work, text
    )
    .await)
}

/// As [`note_result`], inside a command.
pub async fn note_result_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    text: &str,
) -> Result<PublicId, Failure> {
    let card = work::read::card(tx, &actor.may(CHECKS)?, work).await?;
    must_be_another(tx, actor, card.account).await?;
    store::insert_note(tx, card.key(), text, checker(actor)?).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "result.note",
        format!("work_order/{}", card.public_id),
    ));
    Ok(card.public_id)
}

/// The item, its work order and its sample, for somebody who is not its maker.
async fn before_checker(
    tx: &Tx,
    actor: &Actor,
    item: &PublicId,
) -> Result<(CheckRow, WorkCard, i64), Failure> {
    let row = store::check_row(tx, &actor.may(CHECKS)?, item).await?;
    must_be_another(tx, actor, row.account).await?;
    let card = work::read::card_by_id(tx, WorkOrderId(row.work_order)).await?;
    let sample = draw_sample_in(tx, &card).await?;
    Ok((row, card, sample))
}

/// Nobody judges the own work, nor that of someone with whom they share a household or an address (safety T3).
pub(crate) async fn must_be_another(db: &Conn, actor: &Actor, maker: i64) -> Result<(), Failure> {
    if actor.account.0 == maker {
        return Err(refused(Refusal::OwnWork));
    }
    if people::relations::with(db, actor, maker).await? {
        return Err(refused(Refusal::RelatedWork));
    }
    Ok(())
}

fn checker(actor: &Actor) -> Result<i64, Failure> {
    person(actor).ok_or(Failure::Absent)
}
