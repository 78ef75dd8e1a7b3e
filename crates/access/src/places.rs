//! The rows that scopes name: municipalities (参加自治体), operators (運営事業者), clients and sites (拠点).

use base::PublicId;
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Conn, StoreError, Stream, Tx};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::{ClientId, Columns, MunicipalityId, OperatorId, Scope, SiteId};

/// A member municipality (参加自治体); `code` is its six-digit number.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, Deserialize)]
pub struct Municipality {
    pub id: MunicipalityId,
    pub public_id: PublicId,
    pub code: String,
    pub name: String,
    pub prefecture: String,
}

/// A client (クライアント): a company or public body that orders work.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Client {
    pub id: ClientId,
    pub public_id: PublicId,
    pub name: String,
    pub kana: String,
    pub address: String,
    pub contact: String,
    pub email: String,
    pub invoice_reg_no: Option<String>,
    pub headcount_band: String,
    pub version: i32,
}

/// The operator entity (運営事業者) that orders from workers.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Operator {
    pub id: OperatorId,
    pub public_id: PublicId,
    pub name: String,
    pub invoice_reg_no: Option<String>,
    pub address: String,
    pub phone: String,
}

/// A site (拠点) with its town.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Site {
    pub id: SiteId,
    pub public_id: PublicId,
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    pub operator: OperatorId,
    pub name: String,
    pub address: String,
}

/// A client to be kept.
#[derive(Clone, Debug)]
pub struct NewClient {
    pub name: String,
    pub kana: String,
    pub address: String,
    pub contact: String,
    pub email: String,
    pub invoice_reg_no: Option<String>,
    /// `up_to_100`, `up_to_300`, `over_300` or `public_body`: decides which law protects the operator (取適法).
    pub headcount_band: String,
}

/// Adds a municipality.
pub async fn new_municipality_in(
    tx: &Tx,
    code: &str,
    name: &str,
    prefecture: &str,
) -> Result<MunicipalityId, StoreError> {
    let sql = "insert into municipality (public_id, code, name, prefecture) values ($1, $2, $3, $4) returning id";
    let values = vec![
        tx.public_id().into(),
        code.into(),
        name.into(),
        prefecture.into(),
    ];
    let id = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    tx.note(AuditNote::done(
        Stream::Access,
        "municipality.add",
        format!("municipality/{code}"),
    ));
    Ok(id)
}

/// Adds an operator entity.
pub async fn new_operator_in(
    tx: &Tx,
    name: &str,
    invoice_reg_no: Option<&str>,
    address: &str,
    phone: &str,
) -> Result<OperatorId, StoreError> {
    let sql = "insert into operator_entity (public_id, name, invoice_reg_no, address, phone) values ($1, $2, $3, $4, $5) returning id";
    let values = vec![
        tx.public_id().into(),
        name.into(),
        invoice_reg_no.map(str::to_owned).into(),
        address.into(),
        phone.into(),
    ];
    let id = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    tx.note(AuditNote::done(Stream::Access, "operator.add", name));
    Ok(id)
}

/// Adds a client.
pub async fn new_client_in(tx: &Tx, it: NewClient) -> Result<ClientId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into client (public_id, name, kana, address, contact, email, invoice_reg_no, headcount_band, version) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, 1) returning id";
    let values = vec![
        public_id.clone().into(),
        it.name.into(),
        it.kana.into(),
        it.address.into(),
        it.contact.into(),
        it.email.into(),
        it.invoice_reg_no.into(),
        it.headcount_band.into(),
    ];
    let id = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    tx.note(AuditNote::done(
        Stream::Access,
        "client.add",
        format!("client/{public_id}"),
    ));
    Ok(id)
}

/// Adds a site of a municipality, run by an operator.
pub async fn new_site_in(
    tx: &Tx,
    town: MunicipalityId,
    operator: OperatorId,
    name: &str,
    address: &str,
) -> Result<SiteId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into site (public_id, municipality, operator, name, address) values ($1, $2, $3, $4, $5) returning id";
    let values = vec![
        public_id.clone().into(),
        town.into(),
        operator.into(),
        name.into(),
        address.into(),
    ];
    let id = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    tx.note(AuditNote::done(
        Stream::Access,
        "site.add",
        format!("site/{public_id}"),
    ));
    Ok(id)
}

const MUNICIPALITY: &str = "select id, public_id, code, name, prefecture from municipality";
const CLIENT: &str = "select c.id, c.public_id, c.name, c.kana, c.address, c.contact, c.email, c.invoice_reg_no, c.headcount_band, c.version from client c";
const SITE: &str = "select s.id, s.public_id, s.municipality, m.name as municipality_name, s.operator, s.name, s.address \
                    from site s join municipality m on m.id = s.municipality";

/// Every municipality, by its number.
pub async fn municipalities(db: &Conn) -> Result<Vec<Municipality>, StoreError> {
    db::all(db, &format!("{MUNICIPALITY} order by code"), vec![]).await
}

/// One municipality by key.
pub async fn municipality(db: &Conn, id: MunicipalityId) -> Result<Municipality, StoreError> {
    db::one(
        db,
        &format!("{MUNICIPALITY} where id = $1"),
        vec![id.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// One municipality by name, as the command line and imports give it.
pub async fn municipality_named(db: &Conn, name: &str) -> Result<Option<Municipality>, StoreError> {
    db::one(
        db,
        &format!("{MUNICIPALITY} where name = $1"),
        vec![name.into()],
    )
    .await
}

/// The clients within reach.
pub async fn clients(db: &Conn, scope: &Scope) -> Result<Vec<Client>, StoreError> {
    let mut values = Vec::new();
    let within = scope.sql(
        &Columns {
            client: Some("c.id"),
            ..Columns::default()
        },
        &mut values,
    );
    db::all(
        db,
        &format!("{CLIENT} where {within} order by c.kana, c.id limit 1000"),
        values,
    )
    .await
}

/// The names of some clients.
pub async fn client_names(
    db: &Conn,
    ids: &[ClientId],
) -> Result<BTreeMap<ClientId, String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: ClientId,
        name: String,
    }
    let ids: BTreeSet<ClientId> = ids.iter().copied().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "select id, name from client where id in ({})",
        places.join(", ")
    );
    let rows: Vec<Row> = db::all(db, &sql, ids.into_iter().map(Into::into).collect()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One client by key.
pub async fn client(db: &Conn, id: ClientId) -> Result<Client, StoreError> {
    db::one(db, &format!("{CLIENT} where c.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// One client by public id, within reach.
pub async fn client_by_public_id(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<Client, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = scope.sql(
        &Columns {
            client: Some("c.id"),
            ..Columns::default()
        },
        &mut values,
    );
    db::one(
        db,
        &format!("{CLIENT} where c.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The operator that orders from workers: the first one kept.
pub async fn operator(db: &Conn) -> Result<Operator, StoreError> {
    let sql = "select id, public_id, name, invoice_reg_no, address, phone from operator_entity order by id limit 1";
    db::one(db, sql, vec![]).await?.ok_or(StoreError::Absent)
}

/// Every site with its town.
pub async fn sites(db: &Conn) -> Result<Vec<Site>, StoreError> {
    db::all(db, &format!("{SITE} order by s.id"), vec![]).await
}

/// One site by key.
pub async fn site(db: &Conn, id: SiteId) -> Result<Site, StoreError> {
    db::one(db, &format!("{SITE} where s.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// One site by public id.
pub async fn site_by_public_id(db: &Conn, id: &PublicId) -> Result<Site, StoreError> {
    db::one(
        db,
        &format!("{SITE} where s.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}
