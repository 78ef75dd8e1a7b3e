//! The oracle of the matrix: which rows a person reaches.
//!
//! Nothing here asks the code under test: roles and reaches come from the policy table, ownership from the tables.

use access::policy::grants;
use access::{Act, Reach, Role};
use db::sea_orm::FromQueryResult;

use crate::addresses::{Rows, TABLE, Whose};
use crate::world::World;

/// One role of a person and what it is bound to, as the table of roles has it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Held {
    pub role: String,
    municipality: Option<i64>,
    site: Option<i64>,
    client: Option<i64>,
}

/// Who asks, as the oracle knows them: an account with roles, or nobody.
#[derive(Clone, Debug)]
pub struct Known {
    pub account: i64,
    pub held: Vec<Held>,
}

impl Known {
    /// A visitor, or someone whose account opens nothing.
    pub fn nobody() -> Known {
        Known {
            account: 0,
            held: Vec::new(),
        }
    }

    /// The person of an account.
    pub async fn of(world: &World, account: i64) -> Known {
        let sql = format!(
            "select g.role, g.municipality, g.site, g.client from role_grant g join account a on a.id = g.account \
             where g.account = {account} and g.ended_at is null and g.waiting = false and a.state = 'confirmed'"
        );
        Known {
            account,
            held: world.rows(&sql).await,
        }
    }

    /// True when some row of the policy table opens the act to this person.
    pub fn may(&self, act: Act) -> bool {
        match act {
            Act::Public => true,
            Act::SignedIn => self.account != 0,
            _ => !self.reaches(act).is_empty(),
        }
    }

    fn reaches(&self, act: Act) -> Vec<(Reach, &Held)> {
        let of_role = |held: &Held, role: Role| role.name() == held.role;
        let mut found = Vec::new();
        for held in &self.held {
            found.extend(
                grants(act)
                    .iter()
                    .filter(|row| of_role(held, row.0))
                    .map(|row| (row.1, held)),
            );
        }
        found
    }

    /// The condition under which a row is within reach.
    fn within(&self, act: Act, whose: &Whose) -> String {
        let list = |id: Option<i64>| id.unwrap_or(-1).to_string();
        let mut either = vec!["1 = 0".to_owned()];
        if act == Act::Public {
            either.push("1 = 1".to_owned());
        }
        if act == Act::SignedIn && self.account != 0 {
            either.push(whose.own.to_owned());
        }
        for (reach, held) in self.reaches(act) {
            either.push(match reach {
                Reach::Region => "1 = 1".to_owned(),
                Reach::Municipality => whose.town.replace("{towns}", &list(held.municipality)),
                Reach::Site => whose.site.replace("{sites}", &list(held.site)),
                Reach::Client => whose.client.replace("{clients}", &list(held.client)),
                Reach::Led => whose.led.to_owned(),
                Reach::Team => whose.team.to_owned(),
                Reach::Own => whose.own.to_owned(),
            });
        }
        either.retain(|it| !it.is_empty());
        format!("({})", either.join(" or ")).replace("{me}", &self.account.to_string())
    }
}

/// The rows behind a path.
pub fn of_path(path: &str) -> Option<&'static Rows> {
    TABLE.iter().find(|it| it.paths.contains(&path))
}

impl Rows {
    /// Addresses of rows within reach: one's own or the latest, and a sibling.
    pub async fn within(&self, world: &World, who: &Known, act: Act, path: &str) -> Vec<String> {
        self.addresses(world, &who.within(act, &self.whose), path)
            .await
    }

    /// Addresses of rows of others: the latest, the first and one between.
    pub async fn outside(&self, world: &World, who: &Known, act: Act, path: &str) -> Vec<String> {
        self.addresses(
            world,
            &format!("not {}", who.within(act, &self.whose)),
            path,
        )
        .await
    }

    /// An address that names nothing.
    pub fn absent(&self, path: &str) -> String {
        let nothing = |name: &str| match name.starts_with("cast(") {
            true => "99".to_owned(),
            false => format!("{:032x}", rand::random::<u128>()),
        };
        filled(
            path,
            &self.names.iter().map(|it| nothing(it)).collect::<Vec<_>>(),
        )
    }

    async fn addresses(&self, world: &World, condition: &str, path: &str) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct Named {
            names: String,
        }
        let names = self.names.join(" || ' ' || ");
        let mut found: Vec<String> = Vec::new();
        for order in ["desc", "asc"] {
            let key = self.names[0];
            let sql = format!(
                "select {names} as names from {} where ({}) and {condition} order by {key} {order} limit 1",
                self.from, self.such
            );
            let rows: Vec<Named> = world.rows(&sql).await;
            found.extend(rows.into_iter().map(|row| {
                filled(
                    path,
                    &row.names.split(' ').map(str::to_owned).collect::<Vec<_>>(),
                )
            }));
        }
        found.dedup();
        found
    }
}

/// A path with its names filled in, in their order.
fn filled(path: &str, names: &[String]) -> String {
    let mut names = names.iter();
    let part = |it: &str| match it.starts_with('{') {
        true => names.next().cloned().unwrap_or_default(),
        false => it.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
