use super::Kept;
use crate::order::{Agreed, Missing, Terms, check_dates, order_value};
use crate::rules::Refusal;
use crate::stage::{Move, Stage};
use crate::tables::client_order;
use crate::{OrderId, store};
use access::{AccountId, Act, Actor, ClientId, Failure, Resource, Role, accounts, refused};
use base::{Day, FiscalYear, PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx, expect_version};
use people::JobTypeId;
use sales::QuoteState;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use serde::{Deserialize, Serialize};
use webkit::{Words, words};

/// 受注 to be opened.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// The accepted quote behind it; a repeat order may come without one.
    pub quote: Option<PublicId>,
    pub client: ClientId,
    pub job_type: JobTypeId,
    pub quantity: i64,
    /// Without consumption tax.
    pub unit_price: Yen,
    pub ordered_on: Day,
    pub change: OrderChange,
}

/// What may be changed while an order is open.
#[derive(Clone, Debug)]
pub struct OrderChange {
    pub title: String,
    pub due_on: Day,
    pub director: Option<AccountId>,
    /// What a worker is told: the work, and where and how its result is delivered.
    pub work_content: String,
    pub delivery_place: String,
    pub delivery_method: String,
    pub terms: Terms,
    /// The client's own payment date, for the re-entrustment exception.
    pub client_pays_on: Option<Day>,
}

/// An order that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub id: OrderId,
    pub public_id: PublicId,
    pub number: String,
}

/// Opens an order; refused as long as a term about the client's information is missing.
pub async fn open_order(db: &Db, actor: &Actor, it: &NewOrder) -> Result<Opened, Failure> {
    db::command!(db, actor.author(), |tx| open_order_in(&tx, actor, it).await)
}

pub async fn open_order_in(tx: &Tx, actor: &Actor, it: &NewOrder) -> Result<Opened, Failure> {
    let scope = actor.may(Act::Write(Resource::ClientOrders))?;
    // A director opens no orders, only leads them.
    if !scope.region {
        return Err(Failure::Absent);
    }
    let agreed = it.change.terms.agreed().map_err(faulty)?;
    check_dates(it.ordered_on, it.change.due_on).map_err(refused)?;
    order_value(it.quantity, it.unit_price).map_err(refused)?;
    let quote = quote_in(tx, it).await?;
    check_director(tx, it.change.director).await?;
    let year = FiscalYear::containing(it.ordered_on);
    let number = format!(
        "J-{year}-{:04}",
        tx.next_number(&format!("client_order-{year}")).await?
    );
    let public_id = tx.public_id();
    let row = client_order::ActiveModel {
        public_id: Set(public_id.clone()),
        number: Set(number.clone()),
        client: Set(it.client),
        quote: Set(quote),
        job_type: Set(it.job_type.0),
        quantity: Set(it.quantity),
        unit_price: Set(it.unit_price),
        ordered_on: Set(it.ordered_on),
        stage: Set(Stage::Ordered),
        stage_since: Set(it.ordered_on),
        cancel_reason: Set(String::new()),
        version: Set(1),
        ..contents(&it.change, agreed)
    };
    let order = row.insert(&**tx).await?;
    if let Some(quote) = quote {
        sales::opened_in(tx, sales::QuoteId(quote), &public_id).await?;
    }
    store::note_stage(tx, order.id, Stage::Ordered, it.ordered_on).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "order.open",
        format!("client_order/{public_id}"),
    ));
    Ok(Opened {
        id: OrderId(order.id),
        public_id,
        number,
    })
}

/// Changes what may change of an order.
pub async fn change_order(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    it: &OrderChange,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| change_order_in(
        &tx, actor, id, it, version
    )
    .await)
}

pub async fn change_order_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    it: &OrderChange,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::ClientOrders))?;
    let order = store::order(tx, &scope, id).await?;
    expect_version(order.version, version)?;
    if !order.stage.is_open() {
        return Err(refused(Refusal::Closed));
    }
    let agreed = it.terms.agreed().map_err(faulty)?;
    check_dates(order.ordered_on, it.due_on).map_err(refused)?;
    check_director(tx, it.director).await?;
    if let Some(late) = store::lots(tx, order.id)
        .await?
        .into_iter()
        .find(|lot| it.due_on < lot.due_on)
    {
        return Err(refused(Refusal::LotDueAfterOrder {
            no: late.no,
            due_on: it.due_on,
        }));
    }
    let row = client_order::ActiveModel {
        id: Unchanged(order.id),
        version: Set(order.version + 1),
        ..contents(it, agreed)
    };
    row.update(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "order.change",
        format!("client_order/{id}"),
    ));
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Ends an order that will not be finished, with the reason.
pub async fn cancel_order(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    why: &str,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| cancel_order_in(
        &tx, actor, id, why, version
    )
    .await)
}

pub async fn cancel_order_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    why: &str,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::ClientOrders))?;
    let order = store::order(tx, &scope, id).await?;
    expect_version(order.version, version)?;
    if why.trim().is_empty() {
        return Err(refused(Refusal::NoReason));
    }
    enter_in(tx, &order, Move::Cancel, tx.today(), why).await?;
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Moves an order along its life on a day; joins the action of a capability that has asked who may. A move into the
/// stage where the order stands already changes nothing.
pub async fn move_in(tx: &Tx, order: OrderId, it: Move, on: Day) -> Result<Stage, Failure> {
    let order = store::order_by_key(tx, order.0).await?;
    enter_in(tx, &order, it, on, "").await
}

async fn enter_in(
    tx: &Tx,
    order: &client_order::Model,
    it: Move,
    on: Day,
    why: &str,
) -> Result<Stage, Failure> {
    let stage = order.stage.after(it).map_err(refused)?;
    if stage == order.stage {
        return Ok(stage);
    }
    let row = client_order::ActiveModel {
        id: Unchanged(order.id),
        stage: Set(stage),
        stage_since: Set(on),
        cancel_reason: Set(why.to_owned()),
        // The version guards what people fill in; a stage is checked by its own rule, so it stays.
        ..Default::default()
    };
    row.update(&**tx).await?;
    store::note_stage(tx, order.id, stage, on).await?;
    let object = format!("client_order/{}", order.public_id);
    tx.note(
        AuditNote::done(Stream::Orders, "order.move", object)
            .fields(stage.name())
            .because(why),
    );
    Ok(stage)
}

/// The key of the quote behind an order, when the client said yes and nothing was opened from it yet.
async fn quote_in(tx: &Tx, it: &NewOrder) -> Result<Option<i64>, Failure> {
    let Some(id) = &it.quote else { return Ok(None) };
    let quote = sales::read::quote(tx, &access::Scope::whole_region(), id).await?;
    if quote.client != it.client {
        return Err(Failure::Absent);
    }
    if quote.state != QuoteState::Accepted {
        return Err(refused(Refusal::QuoteNotAccepted));
    }
    if store::is_quote_used(tx, quote.id.0).await? {
        return Err(refused(Refusal::QuoteUsed));
    }
    Ok(Some(quote.id.0))
}

async fn check_director(tx: &Tx, director: Option<AccountId>) -> Result<(), Failure> {
    let Some(account) = director else {
        return Ok(());
    };
    let person = accounts::actor_of(tx, account, tx.today()).await;
    match person {
        Ok(person) if person.has(Role::Director) => Ok(()),
        Ok(_) | Err(db::StoreError::Absent) => Err(refused(Refusal::NotADirector)),
        Err(error) => Err(error.into()),
    }
}

fn contents(it: &OrderChange, agreed: Agreed) -> client_order::ActiveModel {
    client_order::ActiveModel {
        title: Set(it.title.clone()),
        due_on: Set(it.due_on),
        director: Set(it.director),
        work_content: Set(it.work_content.clone()),
        delivery_place: Set(it.delivery_place.clone()),
        delivery_method: Set(it.delivery_method.clone()),
        consent_on: Set(agreed.consent_on),
        consent_scope: Set(agreed.consent_scope),
        consent_by: Set(agreed.consent_by),
        permitted_places: Set(agreed.permitted_places),
        devices: Set(agreed.devices),
        retention_days: Set(agreed.retention_days),
        deletion: Set(agreed.deletion),
        client_pays_on: Set(it.client_pays_on),
        ..Default::default()
    }
}

fn faulty(missing: Vec<Missing>) -> Failure {
    Failure::Faulty(
        missing
            .into_iter()
            .map(|it| (it.field().to_owned(), missing_words(it)))
            .collect(),
    )
}

fn missing_words(it: Missing) -> Words {
    match it {
        Missing::Consent => words!("orders-missing-consent"),
        Missing::ConsentScope => words!("orders-missing-consent-scope"),
        Missing::ConsentBy => words!("orders-missing-consent-by"),
        Missing::Places => words!("orders-missing-places"),
        Missing::Devices => words!("orders-missing-devices"),
        Missing::Retention => words!("orders-missing-retention"),
        Missing::Deletion => words!("orders-missing-deletion"),
    }
}
