//! People and places for the tests of every capability.

use base::Clock;
use db::{Db, Migration};

use crate::accounts::{self, Bound, NewAccount};
use crate::places::{self, NewClient};
use crate::{
    AccountId, Actor, App, ClientId, MunicipalityId, OperatorId, Role, Settings, SiteId, Vault,
};

/// The tables of the database itself and of this crate.
pub fn migrations() -> Vec<Migration> {
    [db::migrations(), crate::migrations()].concat()
}

/// Four towns, two clients, two sites and one person per role, all confirmed.
pub struct Cast {
    /// 塩尻市, 安曇野市, 糸魚川市, 大町市.
    pub towns: [MunicipalityId; 4],
    pub operator: OperatorId,
    /// アルプスマップ and another company.
    pub clients: [ClientId; 2],
    /// A site in 塩尻 and one in 大町.
    pub sites: [SiteId; 2],
    people: Vec<(Role, Actor)>,
    /// A second worker, of another town.
    pub other_worker: Actor,
    /// The contact of the second client.
    pub other_client: Actor,
    /// The officer of another town.
    pub other_officer: Actor,
    /// A second director.
    pub other_director: Actor,
}

impl Cast {
    /// The person of a role, with a fresh second factor.
    pub fn actor(&self, role: Role) -> &Actor {
        &self
            .people
            .iter()
            .find(|(it, _)| *it == role)
            .expect("the cast has one of each role")
            .1
    }
}

// tidy: field data
/// Fills an empty database with the cast.
pub async fn cast(db: &Db) -> Cast {
    let tx = db
        .begin(&db::Author::system("test"))
        .await
        .expect("a command begins");
    let mut towns = Vec::new();
    for (code, name, prefecture) in TOWNS {
        towns.push(
            places::new_municipality_in(&tx, code, name, prefecture)
                .await
                .expect("a town"),
        );
    }
    let towns: [MunicipalityId; 4] = towns.try_into().expect("four towns");
    let operator = places::new_operator_in(
        &tx,
        "一般財団法人塩尻市振興公社",
        Some("T9100005010000"),
        "長野県塩尻市",
        "0263-00-0000",
    )
    .await
    .expect("an operator");
    let mut clients = Vec::new();
    for name in ["株式会社アルプスマップ", "株式会社うみかぜ出版"] {
        clients.push(
            places::new_client_in(&tx, company(name))
                .await
                .expect("a client"),
        );
    }
    let clients: [ClientId; 2] = clients.try_into().expect("two clients");
    let home = places::new_site_in(
        &tx,
        towns[0],
        operator,
        "塩尻拠点",
        "長野県塩尻市大門一番町",
    )
    .await
    .expect("a site");
    let away = places::new_site_in(&tx, towns[3], operator, "大町拠点", "長野県大町市大町")
        .await
        .expect("a site");
    tx.finish(&()).await.expect("a commit");
    let bound = Bound {
        municipality: Some(towns[3]),
        site: Some(home),
        client: Some(clients[0]),
        until: None,
    };
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push((
            role,
            person(
                db,
                &format!("{}@example.jp", role.name()),
                role.name(),
                role,
                bound,
            )
            .await,
        ));
    }
    let elsewhere = Bound {
        municipality: Some(towns[1]),
        site: Some(away),
        client: Some(clients[1]),
        until: None,
    };
    Cast {
        towns,
        operator,
        clients,
        sites: [home, away],
        people,
        other_worker: person(db, "worker2@example.jp", "worker2", Role::Worker, elsewhere).await,
        other_client: person(db, "client2@example.jp", "client2", Role::Client, elsewhere).await,
        other_officer: person(
            db,
            "officer2@example.jp",
            "officer2",
            Role::Officer,
            elsewhere,
        )
        .await,
        other_director: person(
            db,
            "director2@example.jp",
            "director2",
            Role::Director,
            elsewhere,
        )
        .await,
    }
}

// tidy: field data
const TOWNS: [(&str, &str, &str); 4] = [
    ("202151", "塩尻市", "長野県"),
    ("202207", "安曇野市", "長野県"),
    ("152161", "糸魚川市", "新潟県"),
    ("202126", "大町市", "長野県"),
];

// tidy: field data
fn company(name: &str) -> NewClient {
    NewClient {
        name: name.into(),
        kana: "カブシキガイシャ".into(),
        address: "東京都千代田区".into(),
        contact: "片桐".into(),
        email: "order@example.jp".into(),
        invoice_reg_no: None,
        headcount_band: "up_to_100".into(),
    }
}

// tidy: field data
/// A confirmed person with one role.
pub async fn person(db: &Db, login: &str, name: &str, role: Role, bound: Bound) -> Actor {
    let tx = db
        .begin(&db::Author::system("test"))
        .await
        .expect("a command begins");
    let account = NewAccount {
        login: login.into(),
        name: name.into(),
        kana: "カナ".into(),
        lang: webkit::Lang::Ja,
    };
    let id: AccountId = accounts::new_account_in(&tx, account)
        .await
        .expect("an account");
    accounts::grant_in(&tx, id, role, bound)
        .await
        .expect("a role");
    accounts::confirm_in(&tx, id).await.expect("a confirmation");
    tx.finish(&()).await.expect("a commit");
    let actor = accounts::actor_of(db, id, db.clock().today())
        .await
        .expect("a confirmed person");
    actor.proved_at(db.clock().now())
}

/// An app over this database with a key that only tests use.
pub fn app(db: &Db) -> App {
    App {
        db: db.clone(),
        vault: Vault::of([1; 32]),
        settings: std::sync::Arc::new(Settings {
            secure_cookies: false,
            ..Settings::default()
        }),
    }
}

/// A clock that stands at the instant of the tests.
pub fn clock() -> Clock {
    Clock::standing_at(db::testing::noon())
}
