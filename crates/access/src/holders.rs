//! Who holds a role (役割を持つ人), for pages on which somebody is chosen to take something on.

use base::{Day, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};

use crate::{AccountId, Role};

/// Someone who may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Holder {
    pub id: AccountId,
    pub public_id: PublicId,
    pub name: String,
    pub kana: String,
}

/// Everyone with a confirmed account who holds a role on a day, by reading; at most 200.
pub async fn holders(db: &Conn, role: Role, today: Day) -> Result<Vec<Holder>, StoreError> {
    let sql = "select a.id, a.public_id, a.name, a.kana from account a where a.state = 'confirmed' \
               and exists (select 1 from role_grant g where g.account = a.id and g.role = $1 and g.waiting = false \
               and g.ended_at is null and g.from_day <= $2 and (g.until_day is null or $2 <= g.until_day)) \
               order by a.kana, a.id limit 200";
    db::all(db, sql, vec![role.name().into(), today.into()]).await
}
