//! The demonstration as a specification: from its transactions the published sheet comes out, on both engines.

use access::{App, Settings, Vault};
use base::{Day, FiscalYear};
use std::sync::Arc;

fn migrations() -> Vec<db::Migration> {
    [
        db::migrations(),
        access::migrations(),
        people::migrations(),
        sites::migrations(),
        training::migrations(),
        sales::migrations(),
        orders::migrations(),
        work::migrations(),
        quality::migrations(),
        matching::migrations(),
        payment::migrations(),
        region::migrations(),
    ]
    .concat()
}

fn app(db: &db::Db) -> App {
    let holidays =
        webkit::assets::asset("tables/holidays.csv").expect("bin/setup has built ui/dist");
    let settings = Settings {
        demonstration: true,
        holidays: String::from_utf8_lossy(&holidays).into_owned(),
        ..Settings::default()
    };
    App {
        db: db.clone(),
        vault: Vault::of([1; 32]),
        settings: Arc::new(settings),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_of_reiwa_4_comes_out_of_the_transactions() {
    webkit::words::install(&[
        region::WORDS,
        demo::WORDS,
        work::WORDS,
        payment::WORDS,
        matching::WORDS,
    ]);
    db::testing::each(migrations(), |db| async move {
        let told = demo::fill(&app(&db), Day::known(2027, 1, 18), 1, &|what| {
            eprintln!("{what}")
        })
        .await;
        told.expect("the demonstration can be told");

        let sheet = region::report::sheet(&db, "大町市", FiscalYear::reiwa(4))
            .await
            .expect("a sheet");
        let json: serde_json::Value =
            serde_json::from_str(&region::report::to_json(&sheet)).expect("JSON");
        let breaches = payment::verify(&db).await.expect("the ledger can be read");

        let actual = |kpi: usize, part: &str, what: &str| json["kpis"][kpi][part][what].clone();
        assert_eq!(actual(0, "single_year", "actual"), 33);
        assert_eq!(actual(0, "single_year", "own"), 21);
        assert_eq!(actual(0, "cumulative", "actual"), 100);
        assert_eq!(actual(1, "single_year", "actual"), 56_848);
        assert_eq!(actual(1, "cumulative", "actual"), 61_230);
        assert_eq!(actual(2, "single_year", "actual"), 0);
        assert_eq!(actual(3, "cumulative", "actual"), 1);
        assert_eq!(json["evaluation"]["grade"], "C");
        assert!(breaches.is_empty(), "{breaches:?}");
        assert_eq!(
            db::verify_chain(&db).await.expect("the chain can be read"),
            vec![]
        );
    })
    .await;
}
