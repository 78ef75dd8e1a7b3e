use super::Kept;
use crate::manual::{Line, changes};
use crate::rules::Refusal;
use crate::tables::manual_version;
use crate::{OrderId, store};
use access::{Act, Actor, Failure, Resource, refused};
use base::PublicId;
use db::{AuditNote, Db, Stream, Tx, expect_version};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use serde::{Deserialize, Serialize};

/// A draft of a manual that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The version that it will be.
    pub no: i64,
    /// For the next change of the same draft.
    pub version: i32,
}

/// A version of a manual that workers read from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub no: i64,
    /// How many lines readers of the version before have to look at.
    pub changed: i64,
}

/// Writes the draft of the next version. `version` is the draft's, 0 when there was none.
pub async fn write_manual(
    db: &Db,
    actor: &Actor,
    order: &PublicId,
    lines: &[Line],
    note: &str,
    version: i32,
) -> Result<Written, Failure> {
    db::command!(db, actor.author(), |tx| write_manual_in(
        &tx, actor, order, lines, note, version
    )
    .await)
}

pub async fn write_manual_in(
    tx: &Tx,
    actor: &Actor,
    order: &PublicId,
    lines: &[Line],
    note: &str,
    version: i32,
) -> Result<Written, Failure> {
    let scope = actor.may(Act::Write(Resource::Manuals))?;
    let order = store::order(tx, &scope, order).await?;
    if lines.is_empty() {
        return Err(refused(Refusal::NoManualLines));
    }
    let draft = match store::manual_draft(tx, order.id).await? {
        Some(draft) => {
            expect_version(draft.version, version)?;
            store::clear_lines(tx, draft.id).await?;
            let row = manual_version::ActiveModel {
                id: Unchanged(draft.id),
                note: Set(note.to_owned()),
                written_by: Set(actor.account),
                written_at: Set(tx.now()),
                version: Set(draft.version + 1),
                ..Default::default()
            };
            row.update(&**tx).await?
        }
        None => {
            expect_version(0, version)?;
            let row = manual_version::ActiveModel {
                public_id: Set(tx.public_id()),
                client_order: Set(order.id),
                no: Set(store::last_manual_no(tx, order.id).await? + 1),
                note: Set(note.to_owned()),
                written_by: Set(actor.account),
                written_at: Set(tx.now()),
                published_on: Set(None),
                version: Set(1),
                ..Default::default()
            };
            row.insert(&**tx).await?
        }
    };
    store::add_lines(tx, draft.id, lines).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "manual.write",
        format!("manual_version/{}", draft.public_id),
    ));
    Ok(Written {
        no: draft.no,
        version: draft.version,
    })
}

/// Publishes the draft; a version that changes nothing is not one.
pub async fn publish_manual(
    db: &Db,
    actor: &Actor,
    order: &PublicId,
    version: i32,
) -> Result<Published, Failure> {
    db::command!(db, actor.author(), |tx| publish_manual_in(
        &tx, actor, order, version
    )
    .await)
}

pub async fn publish_manual_in(
    tx: &Tx,
    actor: &Actor,
    order: &PublicId,
    version: i32,
) -> Result<Published, Failure> {
    let scope = actor.may(Act::Write(Resource::Manuals))?;
    let order = store::order(tx, &scope, order).await?;
    let draft = store::manual_draft(tx, order.id)
        .await?
        .ok_or_else(|| refused(Refusal::NoManualLines))?;
    expect_version(draft.version, version)?;
    let before = match store::manual_current(tx, order.id).await? {
        Some(current) => store::lines(tx, current.id).await?,
        None => Vec::new(),
    };
    let changed = changes(&before, &store::lines(tx, draft.id).await?).len() as i64;
    if changed == 0 {
        return Err(refused(Refusal::NothingChanged));
    }
    let row = manual_version::ActiveModel {
        id: Unchanged(draft.id),
        published_on: Set(Some(tx.today())),
        version: Set(draft.version + 1),
        ..Default::default()
    };
    row.update(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "manual.publish",
        format!("manual_version/{}", draft.public_id),
    ));
    Ok(Published {
        no: draft.no,
        changed,
    })
}

/// A person has read the current version; the next time only what changed is asked. `work` asks who may read it.
pub async fn confirm_manual(
    db: &Db,
    actor: &Actor,
    order: OrderId,
) -> Result<Option<Kept>, Failure> {
    db::command!(db, actor.author(), |tx| confirm_manual_in(
        &tx, actor, order
    )
    .await)
}

pub async fn confirm_manual_in(
    tx: &Tx,
    actor: &Actor,
    order: OrderId,
) -> Result<Option<Kept>, Failure> {
    let Some(current) = store::manual_current(tx, order.0).await? else {
        return Ok(None);
    };
    store::confirm(tx, current.id, actor.account, tx.now()).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "manual.confirm",
        format!("manual_version/{}", current.public_id),
    ));
    Ok(Some(Kept {
        public_id: current.public_id,
    }))
}
