//! Reading the audit log: pages of it, and the heads of its chains.

use crate::{Conn, StoreError, Stream, query};
use base::Moment;
use sea_orm::{FromQueryResult, Value};

/// Which rows of the audit log are wanted; the default wants all.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// From this instant on.
    pub from: Option<Moment>,
    /// Before this instant.
    pub until: Option<Moment>,
    pub stream: Option<Stream>,
    /// Acts of these accounts only.
    pub accounts: Option<Vec<i64>>,
    /// Acts on objects whose name holds this text.
    pub object: String,
    /// What others did with the data of this account.
    pub about: Option<i64>,
}

/// One row of the audit log as a reader sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AuditRow {
    pub stream: String,
    pub seq: i64,
    pub at: Moment,
    pub account: Option<i64>,
    pub acting_for: Option<i64>,
    pub role: String,
    pub action: String,
    pub object: String,
    pub fields: String,
    pub outcome: String,
    pub reason: String,
    pub request: String,
}

/// The end of one chain.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AuditHead {
    pub stream: String,
    pub seq: i64,
    pub hash: String,
}

impl AuditFilter {
    fn sql(&self, values: &mut Vec<Value>) -> String {
        let mut wanted = vec!["1 = 1".to_owned()];
        let mut put = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        if let Some(from) = self.from {
            wanted.push(format!("at >= {}", put(from.into())));
        }
        if let Some(until) = self.until {
            wanted.push(format!("at < {}", put(until.into())));
        }
        if let Some(stream) = self.stream {
            wanted.push(format!("stream = {}", put(stream.name().into())));
        }
        if let Some(accounts) = &self.accounts {
            let places: Vec<String> = accounts.iter().map(|it| put((*it).into())).collect();
            wanted.push(match places.is_empty() {
                true => "1 = 0".to_owned(),
                false => format!("account in ({})", places.join(", ")),
            });
        }
        if !self.object.is_empty() {
            let pattern = put(query::like_text(&self.object).into());
            wanted.push(format!("object like {pattern} escape '!'"));
        }
        if let Some(about) = self.about {
            let (whose, other) = (put(about.into()), put(about.into()));
            wanted.push(format!(
                "about = {whose} and (account is null or account <> {other})"
            ));
        }
        wanted.join(" and ")
    }
}

/// A page of the audit log, newest first; pages count from 1 and hold one row more than `size` when another follows.
pub async fn audit_page(
    db: &Conn,
    filter: &AuditFilter,
    page: u64,
    size: u64,
) -> Result<Vec<AuditRow>, StoreError> {
    let mut values = Vec::new();
    let wanted = filter.sql(&mut values);
    let (limit, offset) = query::page_of(page, size);
    values.extend([limit.into(), offset.into()]);
    let (limit, offset) = (values.len() - 1, values.len());
    let sql = format!(
        "select stream, seq, at, account, acting_for, role, action, object, fields, outcome, reason, request \
         from audit_log where {wanted} order by at desc, id desc limit ${limit} offset ${offset}"
    );
    query::all(db, &sql, values).await
}

/// The ends of all chains, by name.
pub async fn audit_heads(db: &Conn) -> Result<Vec<AuditHead>, StoreError> {
    let sql = "select stream, seq, hash from audit_head order by stream";
    query::all(db, sql, vec![]).await
}

/// True when the chain holds this row with this hash, or is as empty as the head says.
pub async fn audit_row_stands(
    db: &Conn,
    stream: &str,
    seq: i64,
    hash: &str,
) -> Result<bool, StoreError> {
    if seq == 0 {
        return Ok(hash.is_empty());
    }
    let sql = "select 1 from audit_log where stream = $1 and seq = $2 and hash = $3";
    query::exists(db, sql, vec![stream.into(), seq.into(), hash.into()]).await
}
