//! The audit log (監査証跡): append-only, one hash chain per stream, written in the commit of the act (safety §7).

use crate::tx::Author;
use crate::{Conn, StoreError, query};
use base::Moment;
use data_encoding::HEXLOWER;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// The chains of the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stream {
    Access,
    People,
    Orders,
    Work,
    Money,
    Region,
}

impl Stream {
    /// Every chain.
    pub const ALL: [Stream; 6] = [
        Stream::Access,
        Stream::People,
        Stream::Orders,
        Stream::Work,
        Stream::Money,
        Stream::Region,
    ];

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Stream> {
        Stream::ALL.into_iter().find(|it| it.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Stream::Access => "access",
            Stream::People => "people",
            Stream::Orders => "orders",
            Stream::Work => "work",
            Stream::Money => "money",
            Stream::Region => "region",
        }
    }
}

/// Whether the act was done or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused,
}

/// One row to be: what was done, to what, which fields; never their contents.
#[derive(Clone, Debug)]
pub struct AuditNote {
    pub stream: Stream,
    pub action: &'static str,
    pub object: String,
    pub fields: String,
    pub outcome: Outcome,
    pub reason: String,
    /// The account of the person whose data it was, who may see that someone looked.
    pub about: Option<i64>,
}

impl AuditNote {
    /// An act that was done to `object`, e.g. `work_order/9f…`.
    pub fn done(stream: Stream, action: &'static str, object: impl fmt::Display) -> AuditNote {
        AuditNote {
            stream,
            action,
            object: object.to_string(),
            fields: String::new(),
            outcome: Outcome::Done,
            reason: String::new(),
            about: None,
        }
    }

    /// An act that was refused.
    pub fn refused(stream: Stream, action: &'static str, object: impl fmt::Display) -> AuditNote {
        AuditNote {
            outcome: Outcome::Refused,
            ..AuditNote::done(stream, action, object)
        }
    }

    /// Names the fields touched.
    pub fn fields(mut self, fields: &str) -> AuditNote {
        self.fields = fields.to_owned();
        self
    }

    /// Names the account of the person whose data was read or changed.
    pub fn about(mut self, account: i64) -> AuditNote {
        self.about = Some(account);
        self
    }

    /// Gives the reason the person stated.
    pub fn because(mut self, reason: &str) -> AuditNote {
        self.reason = reason.to_owned();
        self
    }
}

#[derive(FromQueryResult)]
struct Head {
    seq: i64,
    hash: String,
}

pub(crate) async fn append(
    db: &Conn,
    by: &Author,
    now: Moment,
    notes: Vec<AuditNote>,
) -> Result<(), StoreError> {
    let mut streams: BTreeMap<Stream, Vec<AuditNote>> = BTreeMap::new();
    for note in notes {
        streams.entry(note.stream).or_default().push(note);
    }
    for (stream, notes) in streams {
        let sql = "select seq, hash from audit_head where stream = $1";
        let mut head = query::one::<Head>(db, sql, vec![stream.name().into()])
            .await?
            .ok_or_else(|| {
                StoreError::Unreadable(format!("the chain {} has no head", stream.name()))
            })?;
        for note in notes {
            let row = Row::after(&head, by, now, stream, note);
            row.insert(db).await?;
            head = Head {
                seq: row.seq,
                hash: row.hash,
            };
        }
        let sql = "update audit_head set seq = $1, hash = $2 where stream = $3";
        query::execute(
            db,
            sql,
            vec![head.seq.into(), head.hash.into(), stream.name().into()],
        )
        .await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    stream: String,
    seq: i64,
    at: Moment,
    account: Option<i64>,
    acting_for: Option<i64>,
    role: String,
    action: String,
    object: String,
    fields: String,
    outcome: String,
    reason: String,
    about: Option<i64>,
    request: String,
    prev: String,
    hash: String,
}

impl Row {
    fn after(head: &Head, by: &Author, now: Moment, stream: Stream, note: AuditNote) -> Row {
        let mut row = Row {
            stream: stream.name().to_owned(),
            seq: head.seq + 1,
            at: now,
            account: by.account,
            acting_for: by.acting_for,
            role: by.role.clone(),
            action: note.action.to_owned(),
            object: note.object,
            fields: note.fields,
            outcome: if note.outcome == Outcome::Done {
                "done"
            } else {
                "refused"
            }
            .to_owned(),
            reason: note.reason,
            about: note.about,
            request: by.request.clone(),
            prev: head.hash.clone(),
            hash: String::new(),
        };
        row.hash = row.digest();
        row
    }

    /// SHA-256 over every field with its length, so that no two rows spell the same bytes.
    fn digest(&self) -> String {
        let mut sha = Sha256::new();
        let number = |it: Option<i64>| it.map_or_else(|| "-".to_owned(), |it| it.to_string());
        let parts = [
            &self.stream,
            &self.seq.to_string(),
            &self.at.micros().to_string(),
            &number(self.account),
            &number(self.acting_for),
            &self.role,
            &self.action,
            &self.object,
            &self.fields,
            &self.outcome,
            &self.reason,
            &number(self.about),
            &self.request,
            &self.prev,
        ];
        for part in parts {
            sha.update((part.len() as u64).to_be_bytes());
            sha.update(part.as_bytes());
        }
        HEXLOWER.encode(&sha.finalize())
    }

    async fn insert(&self, db: &Conn) -> Result<(), StoreError> {
        let sql = "insert into audit_log (stream, seq, at, account, acting_for, role, action, object, fields, outcome, \
                   reason, about, request, prev, hash) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        let values = vec![
            self.stream.as_str().into(),
            self.seq.into(),
            self.at.into(),
            self.account.into(),
            self.acting_for.into(),
            self.role.as_str().into(),
            self.action.as_str().into(),
            self.object.as_str().into(),
            self.fields.as_str().into(),
            self.outcome.as_str().into(),
            self.reason.as_str().into(),
            self.about.into(),
            self.request.as_str().into(),
            self.prev.as_str().into(),
            self.hash.as_str().into(),
        ];
        query::execute(db, sql, values).await?;
        Ok(())
    }
}

/// Where a chain no longer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainBreach {
    pub stream: &'static str,
    pub seq: i64,
    pub what: &'static str,
}

/// Walks every chain from its first row to its head and tells each place where it does not hold.
pub async fn verify_chain(db: &Conn) -> Result<Vec<ChainBreach>, StoreError> {
    let mut breaches = Vec::new();
    for stream in Stream::ALL {
        let mut last = Head {
            seq: 0,
            hash: String::new(),
        };
        loop {
            let sql = "select stream, seq, at, account, acting_for, role, action, object, fields, outcome, reason, \
                       about, request, prev, hash from audit_log where stream = $1 and seq > $2 order by seq limit 1000";
            let rows: Vec<Row> =
                query::all(db, sql, vec![stream.name().into(), last.seq.into()]).await?;
            let Some(end) = rows.last().map(|row| row.seq) else {
                break;
            };
            for row in &rows {
                let mut breach = |what| {
                    breaches.push(ChainBreach {
                        stream: stream.name(),
                        seq: row.seq,
                        what,
                    })
                };
                if row.seq != last.seq + 1 {
                    breach("a row is missing before this one");
                }
                if row.prev != last.hash {
                    breach("the row does not follow its predecessor");
                }
                if row.digest() != row.hash {
                    breach("the row was changed");
                }
                last = Head {
                    seq: row.seq,
                    hash: row.hash.clone(),
                };
            }
            debug_assert!(end == last.seq);
        }
        let head: Option<Head> = query::one(
            db,
            "select seq, hash from audit_head where stream = $1",
            vec![stream.name().into()],
        )
        .await?;
        if head.is_none_or(|head| head.seq != last.seq || head.hash != last.hash) {
            breaches.push(ChainBreach {
                stream: stream.name(),
                seq: last.seq,
                what: "the end of the chain was cut",
            });
        }
    }
    Ok(breaches)
}
