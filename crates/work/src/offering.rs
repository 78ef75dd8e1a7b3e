//! From draft to agreement: asking one person, and what the answer does. Declining costs nothing: it is a stage of this
//! work order and is read by nothing else.

use crate::rules::{self, Refusal};
use crate::stage::Step;
use crate::store::{self, changes, move_to};
use crate::tables::work_order;
use crate::terms::{self, Terms};
use crate::{WorkCard, WorkOrderId, items, papers};
use access::{AccountId, Act, Actor, Failure, Resource, Scope, refused};
use base::{Day, PublicId};
use db::sea_orm::{ActiveValue::NotSet, Set};
use db::{AuditNote, Author, Db, StoreError, Stream, Tx};
use orders::PortionId;
use people::WorkerId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a director asks of one person.
#[derive(Clone, Debug)]
pub struct Draft {
    pub worker: WorkerId,
    pub portion: PortionId,
    pub units: i64,
    /// Why this person is asked, in a sentence the worker reads.
    pub reason: String,
    /// The last day for an answer.
    pub answer_by: Day,
    /// The portion's own due date when none is given.
    pub due_on: Option<Day>,
    /// The usual closing of the due date when none is given.
    pub pay_on: Option<Day>,
    /// Who answers questions and checks samples.
    pub leader: Option<AccountId>,
}

/// A work order as an action leaves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    pub work_order: WorkOrderId,
    pub public_id: PublicId,
    pub number: String,
}

/// Both sides agreed; the terms notice is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreed {
    pub work_order: WorkOrderId,
    pub public_id: PublicId,
    pub notice: PublicId,
    pub notice_number: i64,
}

pub(crate) fn note(action: &'static str, id: &PublicId) -> AuditNote {
    AuditNote::done(Stream::Work, action, format!("work_order/{id}"))
}

fn asked(card: &WorkCard) -> Asked {
    Asked {
        work_order: card.key(),
        public_id: card.public_id.clone(),
        number: card.number.clone(),
    }
}

/// 下書き: notes whom to ask for how much of a portion.
pub async fn draft(db: &Db, actor: &Actor, draft: &Draft) -> Result<Asked, Failure> {
    db::command!(db, actor.author(), |tx| draft_in(&tx, actor, draft).await)
}

/// As [`draft`], inside a command.
pub async fn draft_in(tx: &Tx, actor: &Actor, draft: &Draft) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::WorkOrders))?;
    drafted(tx, &scope, draft).await
}

/// 引き継ぎの打診: asks somebody for a part of what another person has let go, under the same portion and terms, for
/// whoever answers for that person's team.
pub async fn ask_instead_in(
    tx: &Tx,
    actor: &Actor,
    of: &PublicId,
    draft: &Draft,
) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::Covers))?;
    let card = store::card(tx, &scope, of).await?;
    if card.portion != draft.portion.0 {
        return Err(Failure::Absent);
    }
    let reach = Scope::whole_region();
    let drafted = drafted(tx, &reach, draft).await?;
    sent(tx, actor, &reach, &drafted.public_id).await
}

async fn drafted(tx: &Tx, scope: &Scope, draft: &Draft) -> Result<Asked, Failure> {
    let portion = store::portion(tx, scope, draft.portion.0).await?;
    rules::fits_portion(portion.units, portion.taken, draft.units).map_err(refused)?;
    if store::is_asked(tx, draft.worker.0, portion.id).await? {
        return Err(refused(Refusal::AlreadyAsked));
    }
    let due_on = draft.due_on.unwrap_or(portion.due_on);
    let pay_on = draft.pay_on.unwrap_or_else(|| terms::pay_on(due_on));
    terms::may_pay_on(due_on, pay_on, None).map_err(refused)?;
    let number = format!("H-{:06}", tx.next_number("work_order").await?);
    let public_id = tx.public_id();
    let row = work_order::ActiveModel {
        id: NotSet,
        public_id: Set(public_id.clone()),
        version: Set(1),
        number: Set(number.clone()),
        worker: Set(draft.worker.0),
        portion: Set(portion.id),
        director: Set(portion.director),
        leader: Set(draft.leader.map(|it| it.0)),
        units: Set(draft.units),
        given_back: Set(0),
        unit_pay: Set(portion.unit_pay),
        by_items: Set(portion.with_items == 1),
        stage: Set("draft".to_owned()),
        stage_on: Set(tx.today()),
        why: Set(String::new()),
        reason: Set(draft.reason.clone()),
        answer_by: Set(draft.answer_by),
        due_on: Set(due_on),
        pay_on: Set(pay_on),
        drafted_on: Set(tx.today()),
        ..store::blank()
    };
    let work_order = store::insert(tx, row).await?;
    tx.note(note("work_order.draft", &public_id));
    Ok(Asked {
        work_order,
        public_id,
        number,
    })
}

/// 打診: sends the offer, with all twelve items fixed or open for a reason. The terms are frozen here.
pub async fn offer(db: &Db, actor: &Actor, id: &PublicId) -> Result<Asked, Failure> {
    db::command!(db, actor.author(), |tx| offer_in(&tx, actor, id).await)
}

/// As [`offer`], inside a command.
pub async fn offer_in(tx: &Tx, actor: &Actor, id: &PublicId) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::WorkOrders))?;
    sent(tx, actor, &scope, id).await
}

async fn sent(tx: &Tx, actor: &Actor, scope: &Scope, id: &PublicId) -> Result<Asked, Failure> {
    let card = store::card(tx, scope, id).await?;
    let stage = card
        .stage()
        .after(Step::Offer, tx.today())
        .map_err(Refusal::from)
        .map_err(refused)?;
    if people::relations::with(tx, actor, card.account).await? {
        return Err(refused(Refusal::Related));
    }
    rules::days_in_order(tx.today(), card.answer_by, card.due_on).map_err(refused)?;
    let terms = papers::terms_of(&card, &access::places::operator(tx).await?)?;
    terms.complete().map_err(refused)?;
    let row = work_order::ActiveModel {
        terms: Set(Some(written(&terms)?)),
        offered_at: Set(Some(tx.now())),
        ..changes(&card)
    };
    move_to(tx, &stage, tx.today(), row).await?;
    orders::begin_portion_in(tx, PortionId(card.portion)).await?;
    tx.note(note("offer.send", &card.public_id));
    Ok(asked(&card))
}

/// 受諾: the worker takes the work on; the terms notice is stored for both, and the items become the worker's.
pub async fn agree(db: &Db, actor: &Actor, offer: &PublicId) -> Result<Agreed, Failure> {
    db::command!(db, actor.author(), |tx| agree_in(&tx, actor, offer).await)
}

/// As [`agree`], inside a command.
pub async fn agree_in(tx: &Tx, actor: &Actor, offer: &PublicId) -> Result<Agreed, Failure> {
    let scope = actor.may(Act::Write(Resource::Offers))?;
    let card = store::card(tx, &scope, offer).await?;
    let today = tx.today();
    let stage = card
        .stage()
        .after(Step::Agree, today)
        .map_err(Refusal::from)
        .map_err(refused)?;
    rules::may_agree(card.answer_by, today).map_err(refused)?;
    let text = store::terms_text(tx, card.key()).await?.unwrap_or_default();
    let terms: Terms =
        serde_json::from_str(&text).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let notice_number = tx.next_number("terms_notice").await?;
    let content = papers::notice(
        &card,
        papers::agreed_terms(terms, today),
        notice_number,
        tx.now(),
    );
    let notice =
        store::insert_notice(tx, card.id, notice_number, written(&content)?, tx.now()).await?;
    let row = work_order::ActiveModel {
        agreed_at: Set(Some(tx.now())),
        agreed_by: Set(person(actor)),
        agreed_on: Set(Some(today)),
        ..changes(&card)
    };
    move_to(tx, &stage, today, row).await?;
    if card.by_items {
        items::allot(tx, &card).await?;
    }
    people::actions::became_active_in(tx, WorkerId(card.worker)).await?;
    tx.note(note("offer.agree", &card.public_id));
    Ok(Agreed {
        work_order: card.key(),
        public_id: card.public_id,
        notice,
        notice_number,
    })
}

/// 見送り: the worker passes this time, with a reason or without.
pub async fn decline(db: &Db, actor: &Actor, offer: &PublicId) -> Result<Asked, Failure> {
    db::command!(db, actor.author(), |tx| decline_in(&tx, actor, offer).await)
}

/// As [`decline`], inside a command.
pub async fn decline_in(tx: &Tx, actor: &Actor, offer: &PublicId) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::Offers))?;
    let card = store::card(tx, &scope, offer).await?;
    ended(tx, &card, Step::Decline, "offer.decline").await
}

/// 取下げ: the director withdraws before there was an answer.
pub async fn withdraw(db: &Db, actor: &Actor, id: &PublicId) -> Result<Asked, Failure> {
    db::command!(db, actor.author(), |tx| withdraw_in(&tx, actor, id).await)
}

/// As [`withdraw`], inside a command.
pub async fn withdraw_in(tx: &Tx, actor: &Actor, id: &PublicId) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::WorkOrders))?;
    let card = store::card(tx, &scope, id).await?;
    ended(tx, &card, Step::Withdraw, "offer.withdraw").await
}

/// 期限切れ: closes every offer whose day for an answer is over, and tells which. Safe to repeat.
pub async fn expire_due(db: &Db) -> Result<Vec<PublicId>, Failure> {
    db::command!(db, &Author::system("expire_offers"), |tx| expire_due_in(
        &tx
    )
    .await)
}

/// As [`expire_due`], inside a command.
pub async fn expire_due_in(tx: &Tx) -> Result<Vec<PublicId>, Failure> {
    let overdue = store::overdue_offers(tx, tx.today()).await?;
    for id in &overdue {
        let card = store::card(tx, &access::Scope::whole_region(), id).await?;
        rules::may_expire(card.answer_by, tx.today()).map_err(refused)?;
        ended(tx, &card, Step::Expire, "offer.expire").await?;
    }
    Ok(overdue)
}

/// 中途解除: ends an agreed order of which nothing has been handed in yet. What was handed in is delivered first.
pub async fn terminate(db: &Db, actor: &Actor, id: &PublicId, why: &str) -> Result<Asked, Failure> {
    db::command!(db, actor.author(), |tx| terminate_in(&tx, actor, id, why)
        .await)
}

/// As [`terminate`], inside a command.
pub async fn terminate_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    why: &str,
) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::WorkOrders))?;
    let card = store::card(tx, &scope, id).await?;
    let progress = store::progress(tx, &card).await?;
    if progress.handed_in > 0 {
        return Err(refused(Refusal::HandedInFirst {
            units: progress.handed_in,
        }));
    }
    items::release(tx, &card, i64::MAX).await?;
    ended(
        tx,
        &card,
        Step::Terminate {
            why: why.to_owned(),
        },
        "work_order.terminate",
    )
    .await
}

/// The worker wishes the contract on paper.
pub async fn wish_paper(db: &Db, actor: &Actor, id: &PublicId) -> Result<Asked, Failure> {
    db::command!(db, actor.author(), |tx| wish_paper_in(&tx, actor, id).await)
}

/// As [`wish_paper`], inside a command.
pub async fn wish_paper_in(tx: &Tx, actor: &Actor, id: &PublicId) -> Result<Asked, Failure> {
    let scope = actor.may(Act::Write(Resource::Offers))?;
    let card = store::card(tx, &scope, id).await?;
    store::save(
        tx,
        work_order::ActiveModel {
            paper_wished_on: Set(Some(tx.today())),
            ..changes(&card)
        },
    )
    .await?;
    tx.note(note("terms.paper_wish", &card.public_id));
    Ok(asked(&card))
}

async fn ended(
    tx: &Tx,
    card: &WorkCard,
    step: Step,
    action: &'static str,
) -> Result<Asked, Failure> {
    let stage = card
        .stage()
        .after(step, tx.today())
        .map_err(Refusal::from)
        .map_err(refused)?;
    move_to(tx, &stage, tx.today(), changes(card)).await?;
    worker_may_wait(tx, card).await?;
    tx.note(note(action, &card.public_id));
    Ok(asked(card))
}

/// 待機 again when this was the worker's last work in hand.
pub(crate) async fn worker_may_wait(tx: &Tx, card: &WorkCard) -> Result<(), Failure> {
    if !store::has_work(tx, card.worker).await? {
        people::actions::became_waiting_in(tx, WorkerId(card.worker)).await?;
    }
    Ok(())
}

/// The account of a person; a job has none.
pub(crate) fn person(actor: &Actor) -> Option<i64> {
    (actor.account.0 > 0).then_some(actor.account.0)
}

fn written<T: Serialize>(it: &T) -> Result<String, StoreError> {
    serde_json::to_string(it).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// Keeps the PDF of a notice with its hash, once.
pub async fn keep_pdf(db: &Db, card: &WorkCard, pdf: Vec<u8>) -> Result<(), Failure> {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&pdf));
    db::command!(db, &Author::system("draw_notice"), |tx| store::keep_pdf(
        &tx,
        card.key(),
        pdf.clone(),
        &hash
    )
    .await
    .map_err(Failure::from))
}
