//! Roles given to people (役割の付与): from a day, bound to a place or company, ended, and for money confirmed by a
//! second person (safety §2, note 5).

use base::{Day, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Conn, Db, StoreError, Stream, Tx};
use std::collections::BTreeMap;
use webkit::words;

use crate::role::Binding;
use crate::{AccountId, Act, Actor, ClientId, Failure, MunicipalityId, Resource, Role, SiteId};

/// What a role is bound to; the default binds to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bound {
    pub municipality: Option<MunicipalityId>,
    pub site: Option<SiteId>,
    pub client: Option<ClientId>,
    pub until: Option<Day>,
}

impl Bound {
    /// The field that a grant of this role lacks.
    pub(crate) fn lacks(&self, role: Role) -> Option<&'static str> {
        match role.binding() {
            Binding::Municipality if self.municipality.is_none() => Some("municipality"),
            Binding::Site if self.site.is_none() => Some("site"),
            Binding::Client if self.client.is_none() => Some("client"),
            _ => None,
        }
    }
}

/// A grant as the page of an account shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct GrantRow {
    pub public_id: PublicId,
    pub role: String,
    pub municipality: Option<String>,
    pub site: Option<String>,
    pub client: Option<String>,
    pub from_day: Day,
    pub until_day: Option<Day>,
    pub granted_by: Option<AccountId>,
    pub waiting: bool,
    pub ended: bool,
}

/// Gives a role from today on. Nobody grants a role to themselves; a role that watches over everyone or moves money,
/// given by a person, waits for a second. The command line gives it at once, so that there is a first.
pub async fn grant_in(
    tx: &Tx,
    account: AccountId,
    role: Role,
    bound: Bound,
) -> Result<(), Failure> {
    if tx.by().account == Some(account.0) {
        return Err(Failure::Refused(words!("access-no-own-grant")));
    }
    let waiting = tx.by().account.is_some() && role.wants_second_person();
    let sql = "insert into role_grant (public_id, account, role, municipality, site, client, from_day, until_day, \
               granted_by, waiting) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = vec![
        tx.public_id().into(),
        account.into(),
        role.name().into(),
        bound.municipality.into(),
        bound.site.into(),
        bound.client.into(),
        tx.today().into(),
        bound.until.into(),
        tx.by().account.into(),
        waiting.into(),
    ];
    db::execute(tx, sql, values).await?;
    note(tx, account, "role.grant", role.name()).await
}

/// Gives a role to someone, asked by an administrator who proved themselves just now.
pub async fn give(
    db: &Db,
    actor: &Actor,
    account: &PublicId,
    role: Role,
    bound: Bound,
) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| give_in(
        &tx, actor, account, role, bound
    )
    .await)
}

/// As [`give`], inside a command.
pub async fn give_in(
    tx: &Tx,
    actor: &Actor,
    account: &PublicId,
    role: Role,
    bound: Bound,
) -> Result<(), Failure> {
    let scope = actor.may(Act::Write(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    if let Some(field) = bound.lacks(role) {
        return Err(Failure::Faulty(vec![(
            field.to_owned(),
            words!("access-binding-missing"),
        )]));
    }
    if !scope.may_give(role, bound.municipality, bound.client) {
        return Err(Failure::Absent);
    }
    let row = crate::accounts::within(tx, &scope, account).await?;
    grant_in(tx, row.id, role, bound).await
}

/// Ends a grant now.
pub async fn end(
    db: &Db,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| end_in(&tx, actor, account, grant)
        .await)
}

/// As [`end`], inside a command.
pub async fn end_in(
    tx: &Tx,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(), Failure> {
    let scope = actor.may(Act::Write(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    let row = crate::accounts::within(tx, &scope, account).await?;
    let sql = "update role_grant set ended_at = $1 where account = $2 and public_id = $3 and ended_at is null \
               returning role";
    let values = vec![tx.now().into(), row.id.into(), grant.clone().into()];
    let role: String = db::scalar(tx, sql, values).await?.ok_or(Failure::Absent)?;
    note(tx, row.id, "role.end", &role).await
}

#[derive(FromQueryResult)]
struct Waiting {
    role: String,
    granted_by: Option<AccountId>,
    waiting: bool,
}

/// A role that waits for the second person, who proved themselves just now, and whom it is for.
async fn waiting_in(
    tx: &Tx,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(AccountId, Waiting), Failure> {
    actor.may(Act::Approve(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    let row = crate::accounts::by_public_id(tx, account).await?;
    let sql = "select role, granted_by, waiting from role_grant \
               where account = $1 and public_id = $2 and ended_at is null";
    let values = vec![row.id.into(), grant.clone().into()];
    let found: Waiting = db::one(tx, sql, values).await?.ok_or(Failure::Absent)?;
    if !found.waiting {
        return Err(Failure::Refused(words!("access-nothing-waits")));
    }
    if actor.account == row.id || found.granted_by == Some(actor.account) {
        return Err(Failure::Refused(words!("access-second-person")));
    }
    Ok((row.id, found))
}

/// Confirms a role that someone else has proposed.
pub async fn approve(
    db: &Db,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| approve_in(
        &tx, actor, account, grant
    )
    .await)
}

/// As [`approve`], inside a command.
pub async fn approve_in(
    tx: &Tx,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(), Failure> {
    let (whose, found) = waiting_in(tx, actor, account, grant).await?;
    let sql = "update role_grant set waiting = false, approved_by = $1 where public_id = $2";
    db::execute(tx, sql, vec![actor.account.into(), grant.clone().into()]).await?;
    note(tx, whose, "role.approve", &found.role).await
}

/// Turns down a role that someone else has proposed; it never held.
pub async fn turn_down(
    db: &Db,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| turn_down_in(
        &tx, actor, account, grant
    )
    .await)
}

/// As [`turn_down`], inside a command.
pub async fn turn_down_in(
    tx: &Tx,
    actor: &Actor,
    account: &PublicId,
    grant: &PublicId,
) -> Result<(), Failure> {
    let (whose, found) = waiting_in(tx, actor, account, grant).await?;
    let sql = "update role_grant set ended_at = $1 where public_id = $2";
    db::execute(tx, sql, vec![tx.now().into(), grant.clone().into()]).await?;
    note(tx, whose, "role.turn_down", &found.role).await
}

/// A role that waits for a second person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Proposed {
    pub public_id: PublicId,
    pub account: AccountId,
    pub account_id: PublicId,
    pub name: String,
    pub role: String,
    pub from_day: Day,
    pub proposed_by: Option<AccountId>,
    pub proposed_by_name: Option<String>,
}

/// The roles that wait for a second person, the longest waiting first.
pub async fn proposed(db: &Conn) -> Result<Vec<Proposed>, StoreError> {
    let sql = "select g.public_id, g.account, a.public_id as account_id, a.name, g.role, g.from_day, \
               g.granted_by as proposed_by, p.name as proposed_by_name from role_grant g \
               join account a on a.id = g.account left join account p on p.id = g.granted_by \
               where g.waiting = true and g.ended_at is null and a.state <> 'disabled' order by g.id limit 200";
    db::all(db, sql, vec![]).await
}

/// How many roles wait for a second person other than this one.
pub async fn proposed_for(db: &Conn, actor: &Actor) -> Result<i64, StoreError> {
    let sql = "select count(*) from role_grant g join account a on a.id = g.account \
               where g.waiting = true and g.ended_at is null and a.state <> 'disabled' \
               and g.account <> $1 and coalesce(g.granted_by, 0) <> $2";
    let me = actor.account;
    db::count(db, sql, vec![me.into(), me.into()]).await
}

/// The grants of an account, those that ended last.
pub(crate) async fn rows(db: &Conn, account: AccountId) -> Result<Vec<GrantRow>, StoreError> {
    let sql = "select g.public_id, g.role, m.name as municipality, s.name as site, c.name as client, g.from_day, \
               g.until_day, g.granted_by, g.waiting, g.ended_at is not null as ended from role_grant g \
               left join municipality m on m.id = g.municipality left join site s on s.id = g.site \
               left join client c on c.id = g.client where g.account = $1 order by ended, g.id desc limit 200";
    db::all(db, sql, vec![account.into()]).await
}

/// The roles that these accounts hold or wait for, for lists.
pub(crate) async fn roles_of(
    db: &Conn,
    accounts: &[AccountId],
) -> Result<BTreeMap<AccountId, Vec<Role>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        account: AccountId,
        role: String,
    }
    let mut roles: BTreeMap<AccountId, Vec<Role>> = BTreeMap::new();
    if accounts.is_empty() {
        return Ok(roles);
    }
    let places: Vec<String> = (1..=accounts.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "select distinct account, role from role_grant where ended_at is null and account in ({})",
        places.join(", ")
    );
    let rows: Vec<Row> =
        db::all(db, &sql, accounts.iter().map(|it| (*it).into()).collect()).await?;
    for row in rows {
        roles
            .entry(row.account)
            .or_default()
            .extend(Role::named(&row.role));
    }
    Ok(roles)
}

async fn note(
    tx: &Tx,
    account: AccountId,
    action: &'static str,
    role: &str,
) -> Result<(), Failure> {
    let row = crate::accounts::by_key(tx, account).await?;
    let object = format!("account/{}", row.public_id);
    let note = AuditNote::done(Stream::Access, action, object);
    tx.note(note.fields(role).about(account.0));
    Ok(())
}
