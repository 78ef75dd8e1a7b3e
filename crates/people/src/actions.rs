//! What people do with registrations: each opens one transaction, or joins one.

use crate::record::Worked;
use crate::store::{self, Clearance, Held, Registration};
use crate::worker::{self, NewWorker, Profile, Source};
use crate::{JobTypeId, Refusal, Rest, SkillId, Stage, Week, WorkerId};
use access::accounts::{self, Bound, NewAccount};
use access::{
    AccountId, Act, Actor, Failure, MunicipalityId, Resource, Role, Scope, Worded, refused,
};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};
use serde::{Deserialize, Serialize};

/// A registration that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub worker: WorkerId,
    pub public_id: PublicId,
    pub account: AccountId,
    /// 登録番号 of the scheme, 「W0001」.
    pub number: String,
}

/// A change that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub worker: WorkerId,
    pub public_id: PublicId,
}

/// Registers a person and makes the account.
pub async fn register(db: &Db, actor: &Actor, new: &NewWorker) -> Result<Registered, Failure> {
    db::command!(db, actor.author(), |tx| register_in(&tx, actor, new).await)
}

pub async fn register_in(tx: &Tx, actor: &Actor, new: &NewWorker) -> Result<Registered, Failure> {
    let scope = actor.may(Act::Write(Resource::Workers))?;
    if !scope.covers_municipality(new.municipality) {
        return Err(Failure::Absent);
    }
    registered(tx, new, None).await
}

/// A checked registration, alone or as part of a batch.
pub(crate) async fn registered(
    tx: &Tx,
    new: &NewWorker,
    batch: Option<i64>,
) -> Result<Registered, Failure> {
    let new = NewWorker {
        profile: new.profile.clone().tidied(),
        ..new.clone()
    };
    faulty(new.faults(tx.today()))?;
    let number = format!("W{:04}", tx.next_number("worker").await?);
    let account = match new.account {
        Some(account) => account,
        None => account_of(tx, &new, &number, batch).await?,
    };
    let public_id = tx.public_id();
    let it = Registration {
        public_id: &public_id,
        account,
        number: &number,
        new: &new,
        batch,
    };
    let worker = store::insert_worker(tx, &it).await?;
    let note = AuditNote::done(
        Stream::People,
        "worker.register",
        format!("worker/{public_id}"),
    );
    tx.note(note.about(account.0));
    Ok(Registered {
        worker,
        public_id,
        account,
        number,
    })
}

/// People of a batch sign in by number: a batch that is undone must not keep their mail addresses.
async fn account_of(
    tx: &Tx,
    new: &NewWorker,
    number: &str,
    batch: Option<i64>,
) -> Result<AccountId, Failure> {
    let mail = new.profile.email.clone().filter(|_| batch.is_none());
    let login = new
        .login
        .clone()
        .or(mail)
        .unwrap_or_else(|| number.to_lowercase());
    let (name, kana) = (new.profile.name.clone(), new.profile.kana.clone());
    let account = accounts::new_account_in(
        tx,
        NewAccount {
            login,
            name,
            kana,
            lang: webkit::Lang::Ja,
        },
    )
    .await?;
    let bound = Bound {
        municipality: Some(new.municipality),
        ..Bound::default()
    };
    accounts::grant_in(tx, account, Role::Worker, bound).await?;
    Ok(account)
}

/// Keeps what a worker says about themself; the worker or a coordinator may.
pub async fn edit_profile(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    profile: &Profile,
    seen: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| edit_profile_in(
        &tx, actor, id, profile, seen
    )
    .await)
}

pub async fn edit_profile_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    profile: &Profile,
    seen: i32,
) -> Result<Kept, Failure> {
    let held = store::held(tx, &own_or_cared_for(actor)?, id).await?;
    db::expect_version(held.version, seen)?;
    let profile = profile.clone().tidied();
    faulty(profile.faults())?;
    store::update_profile(tx, held.id, &profile).await?;
    Ok(kept(tx, &held, "worker.profile"))
}

/// Says which hours one can give; takes effect at once.
pub async fn set_week(db: &Db, actor: &Actor, id: &PublicId, week: &Week) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| set_week_in(&tx, actor, id, week)
        .await)
}

pub async fn set_week_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    week: &Week,
) -> Result<Kept, Failure> {
    let held = store::held(tx, &own_or_cared_for(actor)?, id).await?;
    let week = week.clone().checked().map_err(refused)?;
    store::replace_week(tx, held.id, &week.blocks, week.weekly_minutes, tx.today()).await?;
    Ok(kept(tx, &held, "worker.week"))
}

/// Takes days off (お休み); nobody asks why, nothing follows from it.
pub async fn rest(db: &Db, actor: &Actor, id: &PublicId, rest: Rest) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| rest_in(&tx, actor, id, rest).await)
}

pub async fn rest_in(tx: &Tx, actor: &Actor, id: &PublicId, rest: Rest) -> Result<Kept, Failure> {
    let held = store::held(tx, &own_or_cared_for(actor)?, id).await?;
    let rest = rest.checked(tx.today()).map_err(refused)?;
    store::insert_rest(tx, held.id, rest).await?;
    Ok(kept(tx, &held, "worker.rest"))
}

/// Takes days off back.
pub async fn end_rest(db: &Db, actor: &Actor, id: &PublicId, from: Day) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| end_rest_in(&tx, actor, id, from)
        .await)
}

pub async fn end_rest_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    from: Day,
) -> Result<Kept, Failure> {
    let held = store::held(tx, &own_or_cared_for(actor)?, id).await?;
    store::delete_rest(tx, held.id, from).await?;
    Ok(kept(tx, &held, "worker.rest.end"))
}

/// Says which kinds of work one prefers and which one does not want; apart from what one can do.
pub async fn wish(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    prefers: &[JobTypeId],
    refuses: &[JobTypeId],
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| wish_in(
        &tx, actor, id, prefers, refuses
    )
    .await)
}

pub async fn wish_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    prefers: &[JobTypeId],
    refuses: &[JobTypeId],
) -> Result<Kept, Failure> {
    let held = store::held(tx, &own_or_cared_for(actor)?, id).await?;
    let mut wishes: Vec<(JobTypeId, &'static str)> =
        refuses.iter().map(|it| (*it, "refuses")).collect();
    wishes.extend(
        prefers
            .iter()
            .filter(|it| !refuses.contains(it))
            .map(|it| (*it, "prefers")),
    );
    wishes.sort_unstable();
    wishes.dedup();
    store::replace_wishes(tx, held.id, &wishes).await?;
    Ok(kept(tx, &held, "worker.wish"))
}

/// Gives the secrecy pledge (秘密保持の誓約) today.
pub async fn pledge(db: &Db, actor: &Actor, id: &PublicId) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| pledge_in(&tx, actor, id).await)
}

pub async fn pledge_in(tx: &Tx, actor: &Actor, id: &PublicId) -> Result<Kept, Failure> {
    let held = store::held(tx, &own_or_cared_for(actor)?, id).await?;
    store::insert_pledge(tx, held.id, tx.today()).await?;
    Ok(kept(tx, &held, "worker.pledge"))
}

/// Moves a registration on to another stage.
pub async fn set_stage(db: &Db, actor: &Actor, id: &PublicId, to: Stage) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| set_stage_in(&tx, actor, id, to)
        .await)
}

pub async fn set_stage_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    to: Stage,
) -> Result<Kept, Failure> {
    let held = store::held(tx, &actor.may(Act::Write(Resource::Workers))?, id).await?;
    let stage = held.stage.become_stage(to).map_err(refused)?;
    store::set_stage(tx, held.id, stage, tx.today()).await?;
    Ok(kept(tx, &held, "worker.stage"))
}

/// A waiting worker has agreed to work (稼働中). What follows from an agreement asks for no right of its own.
pub async fn became_active_in(tx: &Tx, id: WorkerId) -> Result<(), Failure> {
    follow(tx, id, Stage::Waiting, Stage::Active).await
}

/// An active worker's last work is done (待機).
pub async fn became_waiting_in(tx: &Tx, id: WorkerId) -> Result<(), Failure> {
    follow(tx, id, Stage::Active, Stage::Waiting).await
}

async fn follow(tx: &Tx, id: WorkerId, from: Stage, to: Stage) -> Result<(), Failure> {
    let held = store::held_by_key(tx, id).await?;
    if held.stage == from {
        store::set_stage(tx, id, to, tx.today()).await?;
    }
    Ok(())
}

/// Records a move to another municipality from a day on (自治体の異動).
pub async fn move_to(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    town: MunicipalityId,
    from: Day,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| move_in(&tx, actor, id, town, from)
        .await)
}

pub async fn move_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    town: MunicipalityId,
    from: Day,
) -> Result<Kept, Failure> {
    let held = store::held(tx, &actor.may(Act::Write(Resource::Workers))?, id).await?;
    let last = store::last_move(tx, held.id)
        .await?
        .unwrap_or(held.registered_on);
    if from < last || tx.today() < from {
        return Err(Failure::Faulty(vec![(
            "from_on".into(),
            Refusal::MovedBefore.words(),
        )]));
    }
    store::insert_residence(tx, held.id, town, from).await?;
    store::set_municipality(tx, held.id, town).await?;
    Ok(kept(tx, &held, "worker.move"))
}

/// Grants a skill level; a level given by judgement needs its reason.
pub async fn grant_skill(
    db: &Db,
    actor: &Actor,
    worker: WorkerId,
    skill: SkillId,
    level: i64,
    source: Source,
    reason: &str,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| grant_skill_in(
        &tx, actor, worker, skill, level, source, reason
    )
    .await)
}

pub async fn grant_skill_in(
    tx: &Tx,
    actor: &Actor,
    worker: WorkerId,
    skill: SkillId,
    level: i64,
    source: Source,
    reason: &str,
) -> Result<Kept, Failure> {
    may_judge(actor)?;
    let held = store::held_by_key(tx, worker).await?;
    let level = worker::level(level).map_err(refused)?;
    if source == Source::Judgement && reason.trim().is_empty() {
        return Err(Failure::Faulty(vec![(
            "reason".into(),
            Refusal::ReasonMissing.words(),
        )]));
    }
    store::put_skill(tx, worker, skill, level, source, reason.trim()).await?;
    tx.note(
        AuditNote::done(
            Stream::People,
            "worker.skill",
            format!("worker/{}", held.public_id),
        )
        .about(held.account.0)
        .because(reason.trim()),
    );
    Ok(Kept {
        worker,
        public_id: held.public_id,
    })
}

/// Gives or takes back 在宅可認定.
pub async fn clear_remote(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    on: Option<Day>,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| clear_remote_in(&tx, actor, id, on)
        .await)
}

pub async fn clear_remote_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    on: Option<Day>,
) -> Result<Kept, Failure> {
    cleared(tx, actor, id, Clearance::Remote, on).await
}

/// Gives or takes back the clearance for secure rooms.
pub async fn clear_secure(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    on: Option<Day>,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| clear_secure_in(&tx, actor, id, on)
        .await)
}

pub async fn clear_secure_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    on: Option<Day>,
) -> Result<Kept, Failure> {
    cleared(tx, actor, id, Clearance::Secure, on).await
}

async fn cleared(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    which: Clearance,
    on: Option<Day>,
) -> Result<Kept, Failure> {
    let held = store::held(tx, &may_judge(actor)?, id).await?;
    store::set_clearance(tx, held.id, which, on).await?;
    Ok(kept(
        tx,
        &held,
        if which == Clearance::Remote {
            "worker.clear.remote"
        } else {
            "worker.clear.secure"
        },
    ))
}

/// Adds finished work to a worker's record (実績). What follows from an acceptance asks for no right of its own.
pub async fn record_work_in(
    tx: &Tx,
    worker: WorkerId,
    job_type: JobTypeId,
    more: Worked,
) -> Result<(), Failure> {
    let sum = store::worked(tx, worker, job_type).await?.plus(more);
    store::put_record(tx, worker, job_type, sum, sum.measure()).await?;
    Ok(())
}

/// Opens the record of a newcomer who passed a course or a trial, so that this kind of work may be offered.
pub async fn open_record_in(tx: &Tx, worker: WorkerId, job_type: JobTypeId) -> Result<(), Failure> {
    record_work_in(tx, worker, job_type, Worked::default()).await
}

/// Adds or renames a skill.
pub async fn define_skill_in(
    tx: &Tx,
    actor: &Actor,
    code: &str,
    ja: &str,
    en: &str,
) -> Result<SkillId, Failure> {
    actor.may(Act::Write(Resource::Workers))?;
    tx.note(AuditNote::done(
        Stream::People,
        "skill.define",
        format!("skill/{code}"),
    ));
    Ok(store::put_skill_word(tx, code, ja, en).await?)
}

/// Adds or renames a kind of work with the skill levels it needs.
pub async fn define_job_type_in(
    tx: &Tx,
    actor: &Actor,
    (code, ja, en): (&str, &str, &str),
    withholding: bool,
    needs: &[(SkillId, i64)],
) -> Result<JobTypeId, Failure> {
    actor.may(Act::Write(Resource::Workers))?;
    let id = store::put_job_type(tx, code, ja, en, withholding).await?;
    store::replace_needs(tx, id, needs).await?;
    tx.note(AuditNote::done(
        Stream::People,
        "job_type.define",
        format!("job_type/{code}"),
    ));
    Ok(id)
}

/// Keeps in the log that someone read another's contact details (safety: reads are logged before data leaves).
pub(crate) async fn note_reading(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    account: AccountId,
) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| {
        let note = AuditNote::done(Stream::People, "worker.read", format!("worker/{worker}"));
        tx.note(note.fields("phone email").about(account.0));
        Ok::<(), Failure>(())
    })
}

/// The registrant themself, or staff who look after registrations.
pub(crate) fn own_or_cared_for(actor: &Actor) -> Result<Scope, Failure> {
    actor
        .may(Act::Write(Resource::Workers))
        .or_else(|_| actor.may(Act::Write(Resource::Profile)))
}

/// Who judges practical work grants what follows from it; so may staff who look after registrations.
fn may_judge(actor: &Actor) -> Result<Scope, Failure> {
    actor
        .may(Act::Write(Resource::Judgements))
        .or_else(|_| actor.may(Act::Write(Resource::Workers)))
}

fn kept(tx: &Tx, held: &Held, action: &'static str) -> Kept {
    let note = AuditNote::done(Stream::People, action, format!("worker/{}", held.public_id));
    tx.note(note.about(held.account.0));
    Kept {
        worker: held.id,
        public_id: held.public_id.clone(),
    }
}

/// All faulty fields together, or none.
pub(crate) fn faulty(faults: Vec<(&'static str, Refusal)>) -> Result<(), Failure> {
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::Faulty(
        faults
            .into_iter()
            .map(|(field, refusal)| (field.to_owned(), refusal.words()))
            .collect(),
    ))
}
