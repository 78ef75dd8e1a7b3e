//! Sign-ins (セッション): opaque references kept hashed, with idle and absolute limits, ended one by one (safety §3).

use base::{Day, Moment, PublicId};
use data_encoding::HEXLOWER;
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Author, Conn, Db, StoreError, Stream, Tx};
use rand::Rng;
use sha2::{Digest, Sha256};

use crate::{AccountId, Actor, ClientId, Failure, Grant, MunicipalityId, Role, SiteId};

/// A sign-in as the guard loads it for each request, with the account's state of this very moment.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SignedIn {
    pub id: i64,
    pub public_id: PublicId,
    pub account: AccountId,
    pub csrf: String,
    pub started_at: Moment,
    pub seen_at: Moment,
    pub fresh_at: Option<Moment>,
    pub second_factor: bool,
    pub name: String,
    pub login: String,
    pub lang: String,
    pub has_totp: bool,
    /// When a lost password was last replaced with the help of staff.
    pub recovered_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct GrantRow {
    role: String,
    municipality: Option<MunicipalityId>,
    site: Option<SiteId>,
    client: Option<ClientId>,
    from_day: Day,
    until_day: Option<Day>,
}

/// The hash under which a random reference is kept.
pub(crate) fn hashed(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// A new random reference of 256 bits.
pub(crate) fn random_token() -> String {
    let mut bytes = [0u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    HEXLOWER.encode(&bytes)
}

/// Loads a sign-in that has not ended, of an account that is confirmed.
pub(crate) async fn load(db: &Conn, token: &str) -> Result<Option<SignedIn>, StoreError> {
    let sql = "select s.id, s.public_id, s.account, s.csrf, s.started_at, s.seen_at, s.fresh_at, s.second_factor, \
               a.name, a.login, a.lang, a.totp_sealed is not null as has_totp, a.recovered_at \
               from session s join account a on a.id = s.account \
               where s.token_hash = $1 and s.ended_at is null and a.state = 'confirmed'";
    db::one(db, sql, vec![hashed(token).into()]).await
}

/// The roles of an account that hold today.
pub async fn grants_of(
    db: &Conn,
    account: AccountId,
    today: Day,
) -> Result<Vec<Grant>, StoreError> {
    let sql = "select role, municipality, site, client, from_day, until_day from role_grant \
               where account = $1 and waiting = false and ended_at is null order by id";
    let rows: Vec<GrantRow> = db::all(db, sql, vec![account.into()]).await?;
    let grants = rows.into_iter().filter_map(|row| {
        let (from_day, until_day) = (row.from_day, row.until_day);
        Some(Grant {
            role: Role::named(&row.role)?,
            municipality: row.municipality,
            site: row.site,
            client: row.client,
            from_day,
            until_day,
        })
    });
    Ok(grants.filter(|grant| grant.holds_on(today)).collect())
}

/// For how many seconds a sign-in lasts without use, and at most (safety §3).
pub(crate) fn limits(staff: bool) -> (i64, i64) {
    if staff {
        (30 * 60, 12 * 3_600)
    } else {
        (60 * 60, 24 * 3_600)
    }
}

/// Whose form it was: the account of a sign-in, ended or not, that drew its forms with this token. Who may no longer sign
/// in has no form.
pub(crate) async fn drawn_for(
    db: &Conn,
    token: &str,
    csrf: &str,
) -> Result<Option<AccountId>, StoreError> {
    let sql = "select s.account from session s join account a on a.id = s.account \
               where s.token_hash = $1 and s.csrf = $2 and a.state = 'confirmed'";
    db::scalar(db, sql, vec![hashed(token).into(), csrf.into()]).await
}

/// True when an earlier sign-in of this account drew its forms with this token.
pub(crate) async fn drew(db: &Conn, account: AccountId, csrf: &str) -> Result<bool, StoreError> {
    let sql = "select 1 from session where account = $1 and csrf = $2";
    db::exists(db, sql, vec![account.into(), csrf.into()]).await
}

impl SignedIn {
    /// True while neither the idle nor the absolute limit has passed.
    pub fn lives_at(&self, now: Moment, staff: bool) -> bool {
        let (idle, absolute) = limits(staff);
        self.seen_at.seconds_until(now) <= idle && self.started_at.seconds_until(now) <= absolute
    }

    /// The person of this sign-in, acting now.
    pub(crate) fn actor(
        &self,
        grants: Vec<Grant>,
        request: &str,
        real_now: Moment,
        now: Moment,
    ) -> Actor {
        let role = grants.first().map_or("none", |grant| grant.role.name());
        Actor {
            account: self.account,
            name: self.name.clone(),
            grants,
            lang: webkit::Lang::from_code(&self.lang).unwrap_or_default(),
            author: Author {
                account: Some(self.account.0),
                acting_for: None,
                role: role.to_owned(),
                request: request.to_owned(),
                submission: None,
            },
            // Proofs happen in real time, actions ask in business time, which a demonstration moves.
            fresh_at: self
                .fresh_at
                .map(|at| now.plus_seconds(-at.seconds_until(real_now))),
            read_only: false,
            by_token: false,
            money_closed: self
                .recovered_at
                .is_some_and(|at| at.seconds_until(real_now) < 86_400),
        }
    }
}

/// Begins a sign-in and gives its secret reference, to be put into the cookie.
pub(crate) async fn begin_in(
    tx: &Tx,
    account: AccountId,
    second_factor: bool,
    now: Moment,
    agent: &str,
) -> Result<String, StoreError> {
    let (token, csrf, public_id) = (random_token(), random_token(), tx.public_id());
    let fresh_at = second_factor.then_some(now);
    let sql = "insert into session (public_id, token_hash, account, csrf, started_at, seen_at, fresh_at, second_factor, agent) \
               values ($1, $2, $3, $4, $5, $5, $6, $7, $8)";
    let agent: String = agent.chars().take(200).collect();
    let values = vec![
        public_id.clone().into(),
        hashed(&token).into(),
        account.into(),
        csrf.into(),
        now.into(),
        fresh_at.into(),
        second_factor.into(),
        agent.into(),
    ];
    db::execute(tx, sql, values).await?;
    let object = format!("session/{public_id}");
    tx.note(AuditNote::done(Stream::Access, "session.begin", object).about(account.0));
    Ok(token)
}

/// Remembers that the sign-in was used; at most once a minute.
pub(crate) async fn touch(db: &Db, it: &SignedIn, now: Moment) -> Result<(), StoreError> {
    if it.seen_at.seconds_until(now) < 60 {
        return Ok(());
    }
    let tx = db.begin(&Author::system("session")).await?;
    db::execute(
        &tx,
        "update session set seen_at = $1 where id = $2",
        vec![now.into(), it.id.into()],
    )
    .await?;
    tx.finish(&()).await
}

/// The second factor was proved: the sign-in is whole, and gets a new reference.
pub(crate) async fn prove_in(tx: &Tx, session: i64, now: Moment) -> Result<String, StoreError> {
    let token = random_token();
    let sql = "update session set second_factor = true, fresh_at = $1, seen_at = $1, token_hash = $2 where id = $3";
    db::execute(
        tx,
        sql,
        vec![now.into(), hashed(&token).into(), session.into()],
    )
    .await?;
    Ok(token)
}

/// Ends one sign-in of this account.
pub async fn end_in(
    tx: &Tx,
    account: AccountId,
    session: &PublicId,
    now: Moment,
) -> Result<bool, StoreError> {
    let sql = "update session set ended_at = $1 where account = $2 and public_id = $3 and ended_at is null";
    let ended = db::execute(
        tx,
        sql,
        vec![now.into(), account.into(), session.clone().into()],
    )
    .await?;
    tx.note(AuditNote::done(
        Stream::Access,
        "session.end",
        format!("session/{session}"),
    ));
    Ok(ended == 1)
}

/// Ends every sign-in of this account, and its tokens.
pub async fn end_all_in(tx: &Tx, account: AccountId, now: Moment) -> Result<(), StoreError> {
    for table in ["session", "api_token"] {
        let sql =
            format!("update {table} set ended_at = $1 where account = $2 and ended_at is null");
        db::execute(tx, &sql, vec![now.into(), account.into()]).await?;
    }
    Ok(())
}

/// A sign-in as its owner sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SessionRow {
    pub public_id: PublicId,
    pub started_at: Moment,
    pub seen_at: Moment,
    pub agent: String,
}

/// The sign-ins of an account that still open something, the latest first.
pub async fn open_of(
    db: &Conn,
    account: AccountId,
    now: Moment,
) -> Result<Vec<SessionRow>, StoreError> {
    let sql = "select public_id, started_at, seen_at, agent from session \
               where account = $1 and ended_at is null and started_at > $2 order by id desc limit 100";
    let yesterday = now.plus_seconds(-86_400);
    db::all(db, sql, vec![account.into(), yesterday.into()]).await
}

/// Ends one sign-in of the person.
pub async fn end(db: &Db, actor: &Actor, session: &PublicId) -> Result<bool, Failure> {
    let now = db.clock().real_now();
    // Nothing is noted of a sign-in that is not there, or not this person's.
    db::command!(db, actor.author(), |tx| {
        match end_in(&tx, actor.account, session, now).await {
            Ok(true) => Ok(true),
            Ok(false) => Err(Failure::Absent),
            Err(error) => Err(Failure::from(error)),
        }
    })
}

/// Ends every sign-in of the person but this one.
pub async fn end_others(db: &Db, actor: &Actor, keep: i64) -> Result<(), Failure> {
    let now = db.clock().real_now();
    db::command!(db, actor.author(), |tx| end_others_in(
        &tx,
        actor.account,
        keep,
        now
    )
    .await
    .map_err(Failure::from))
}

/// Ends every sign-in of an account but one.
pub(crate) async fn end_others_in(
    tx: &Tx,
    account: AccountId,
    keep: i64,
    now: Moment,
) -> Result<(), StoreError> {
    let sql =
        "update session set ended_at = $1 where account = $2 and id <> $3 and ended_at is null";
    db::execute(tx, sql, vec![now.into(), account.into(), keep.into()]).await?;
    tx.note(AuditNote::done(Stream::Access, "session.end_others", "session").about(account.0));
    Ok(())
}
