mod actions;
mod items;
mod manuals;
mod pages;

use crate::*;
use access::testing::Cast;
use access::{Failure, Role};
use base::{Day, PublicId, Yen};
use db::Db;

fn all_migrations() -> Vec<db::Migration> {
    [
        access::testing::migrations(),
        people::migrations(),
        sales::migrations(),
        migrations(),
    ]
    .concat()
}

/// A region with its cast, and the shop order of twelve thousand.
struct Region {
    db: Db,
    cast: Cast,
    order: PublicId,
    id: OrderId,
}

impl Region {
    async fn new(db: Db) -> Region {
        let cast = access::testing::cast(&db).await;
        let order = shops(&db, &cast).await;
        let opened = open_order(&db, cast.actor(Role::Sales), &order)
            .await
            .unwrap();
        Region {
            db,
            cast,
            order: opened.public_id,
            id: opened.id,
        }
    }

    fn director(&self) -> &access::Actor {
        self.cast.actor(Role::Director)
    }

    async fn facts(&self) -> read::OrderFacts {
        read::order(&self.db, self.id).await.unwrap()
    }

    async fn split(&self) {
        set_lots(
            &self.db,
            self.director(),
            &self.order,
            &lots(),
            self.facts().await.version,
        )
        .await
        .unwrap();
        set_steps(
            &self.db,
            self.director(),
            &self.order,
            &steps(),
            self.facts().await.version,
        )
        .await
        .unwrap();
    }

    async fn portions(&self) -> Result<PortionsMade, Failure> {
        make_portions(
            &self.db,
            self.director(),
            &self.order,
            &breakdown(),
            self.facts().await.version,
        )
        .await
    }
}

fn terms() -> Terms {
    Terms {
        consent_on: Some(Day::known(2026, 12, 7)),
        consent_scope: "確認作業の全部".into(),
        consent_by: "片桐".into(),
        permitted_places: Some(Class::Home),
        devices: "貸与PC".into(),
        retention_days: Some(30),
        deletion: "検収後に消去し、証明書を渡す".into(),
    }
}

async fn shops(db: &Db, cast: &Cast) -> NewOrder {
    let job_type = people::read::job_type_by_code(db, "check")
        .await
        .unwrap()
        .unwrap()
        .id;
    NewOrder {
        quote: None,
        client: cast.clients[0],
        job_type,
        quantity: 12_000,
        unit_price: Yen::new(85),
        ordered_on: Day::known(2026, 12, 7),
        change: OrderChange {
            title: "店舗情報の確認".into(),
            due_on: Day::known(2027, 2, 26),
            director: Some(cast.actor(Role::Director).account),
            work_content: "店舗の名前、住所、電話番号が今も正しいかを確かめる".into(),
            delivery_place: "業務画面".into(),
            delivery_method: "業務画面で提出".into(),
            terms: terms(),
            client_pays_on: None,
        },
    }
}

fn lots() -> Vec<LotPlan> {
    [
        (1, Day::known(2027, 1, 29)),
        (2, Day::known(2027, 2, 12)),
        (3, Day::known(2027, 2, 26)),
    ]
    .map(|(no, due_on)| LotPlan {
        no,
        quantity: 4_000,
        due_on,
    })
    .to_vec()
}

fn steps() -> Vec<StepPlan> {
    let step = |name: &str, kind, seconds, pay| StepPlan {
        name: name.into(),
        kind,
        standard_seconds: seconds,
        unit_pay: Yen::new(pay),
    };
    vec![
        step("確認", StepKind::Work, 132, 48),
        step("抜取確認", StepKind::Check, 40, 20),
    ]
}

fn rules(class: Class) -> GroupRules {
    GroupRules {
        class,
        check_plan: CheckPlan::Sample,
        check_permille: 100,
        min_chunk: 50,
        max_share_pct: 40,
        min_team: 1,
        max_team: 16,
        max_defect_ppm: 20_000,
        release_on: Day::known(2026, 12, 14),
        buffer_days: 3,
    }
}

fn breakdown() -> Breakdown {
    Breakdown {
        general: rules(Class::Home),
        confidential: rules(Class::Secure),
        confidential_units: 600,
        confidential_lot: Some(1),
    }
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> String {
    match answer {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

#[test]
fn both_languages_say_the_same() {
    webkit::words::same_keys(&WORDS).unwrap();
}
