use super::Kept;
use crate::rules::Refusal;
use crate::stage::{EnquiryState, EnquiryStep};
use crate::tables::enquiry;
use crate::{contact, store};
use access::{Act, Actor, ClientId, Failure, Resource, Role, Worded, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx, expect_version};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};

/// A company hears from us within so many days; the first next step is dated by it.
const FIRST_ANSWER_DAYS: i32 = 2;

/// 「依頼のご相談」 as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEnquiry {
    pub company: String,
    pub contact: String,
    pub email: String,
    pub phone: String,
    /// 何を.
    pub what: String,
    /// 何件.
    pub quantity: i64,
    /// いつまで.
    pub due_on: Option<Day>,
    /// どこまでの品質.
    pub quality: String,
    /// 見せてはいけない情報, and in how many of the units.
    pub secret: String,
    pub secret_count: i64,
}

/// Anyone asks whether we can do a piece of work; nothing else comes into being.
pub async fn enquire(db: &Db, actor: &Actor, it: &NewEnquiry) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| enquire_in(&tx, actor, it).await)
}

pub async fn enquire_in(tx: &Tx, actor: &Actor, it: &NewEnquiry) -> Result<Kept, Failure> {
    let (email, phone) = reached(it)?;
    let public_id = tx.public_id();
    let row = enquiry::ActiveModel {
        public_id: Set(public_id.clone()),
        client: Set(client_of(actor)),
        company: Set(it.company.clone()),
        contact: Set(it.contact.clone()),
        email: Set(email),
        phone: Set(phone),
        what: Set(it.what.clone()),
        quantity: Set(it.quantity),
        due_on: Set(it.due_on),
        quality: Set(it.quality.clone()),
        secret: Set(it.secret.clone()),
        secret_count: Set(it.secret_count.min(it.quantity)),
        state: Set(EnquiryState::Received),
        received_on: Set(tx.today()),
        next_step: Set(String::new()),
        next_on: Set(tx.today().plus_days(FIRST_ANSWER_DAYS)),
        closed_on: Set(None),
        closed_reason: Set(String::new()),
        version: Set(1),
        ..Default::default()
    };
    row.insert(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "enquiry.receive",
        format!("enquiry/{public_id}"),
    ));
    Ok(Kept { public_id })
}

/// How the company is reached, as it is kept; every faulty field at once.
fn reached(it: &NewEnquiry) -> Result<(String, String), Failure> {
    match (contact::email(&it.email), contact::phone(&it.phone)) {
        (Ok(email), Ok(phone)) => Ok((email, phone)),
        (email, phone) => {
            let faults = [("email", email.err()), ("phone", phone.err())];
            let said = faults
                .into_iter()
                .filter_map(|(field, refusal)| Some((field.to_owned(), refusal?.words())));
            Err(Failure::Faulty(said.collect()))
        }
    }
}

/// A client who is signed in asks for the own company.
fn client_of(actor: &Actor) -> Option<ClientId> {
    actor
        .grants
        .iter()
        .find(|it| it.role == Role::Client)
        .and_then(|it| it.client)
}

/// Says what happens next with an enquiry, and by when; an enquiry is never without.
pub async fn plan_next(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    step: &str,
    on: Day,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| plan_next_in(
        &tx, actor, id, step, on, version
    )
    .await)
}

pub async fn plan_next_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    step: &str,
    on: Day,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Enquiries))?;
    let enquiry = store::enquiry(tx, &scope, id).await?;
    expect_version(enquiry.version, version)?;
    let row = enquiry::ActiveModel {
        id: Unchanged(enquiry.id),
        next_step: Set(step.to_owned()),
        next_on: Set(on),
        version: Set(enquiry.version + 1),
        ..Default::default()
    };
    row.update(&**tx).await?;
    tx.note(
        AuditNote::done(Stream::Orders, "enquiry.plan", format!("enquiry/{id}"))
            .fields("next_step next_on"),
    );
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Tells a company that we cannot do it, and why.
pub async fn decline_enquiry(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    why: &str,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| decline_enquiry_in(
        &tx, actor, id, why, version
    )
    .await)
}

pub async fn decline_enquiry_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    why: &str,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Enquiries))?;
    let enquiry = store::enquiry(tx, &scope, id).await?;
    expect_version(enquiry.version, version)?;
    if why.trim().is_empty() {
        return Err(refused(Refusal::NoReason));
    }
    let state = enquiry.state.after(EnquiryStep::Decline).map_err(refused)?;
    let row = enquiry::ActiveModel {
        id: Unchanged(enquiry.id),
        state: Set(state),
        closed_on: Set(Some(tx.today())),
        closed_reason: Set(why.to_owned()),
        version: Set(enquiry.version + 1),
        ..Default::default()
    };
    row.update(&**tx).await?;
    tx.note(
        AuditNote::done(Stream::Orders, "enquiry.decline", format!("enquiry/{id}")).because(why),
    );
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Moves the enquiry behind a quote along with it.
pub(super) async fn follow_in(tx: &Tx, key: Option<i64>, step: EnquiryStep) -> Result<(), Failure> {
    let Some(key) = key else { return Ok(()) };
    let enquiry = store::enquiry_by_key(tx, key).await?;
    let row = enquiry::ActiveModel {
        id: Unchanged(enquiry.id),
        state: Set(enquiry.state.after(step).map_err(refused)?),
        version: Set(enquiry.version + 1),
        ..Default::default()
    };
    row.update(&**tx).await?;
    Ok(())
}
