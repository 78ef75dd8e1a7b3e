//! From transfers, orders, costs and adoptions to the published table: nothing in it is typed.

use super::omachi::SOURCE;
use super::sheets::entered;
use super::{PUBLISHED_DATA, migrations};
use crate::*;
use access::testing::{Cast, cast};
use access::{MunicipalityId, Role};
use base::{Day, FiscalYear, Yen};
use db::{Db, Tx};
use sea_orm::Value;

/// Several rows at once, in the order of the columns; public ids are made up.
async fn insert(tx: &Tx, table: &str, columns: &str, rows: Vec<Vec<Value>>) {
    for chunk in rows.chunks(400) {
        let mut values = Vec::new();
        let mut places = Vec::new();
        for row in chunk {
            let marks: Vec<String> = (1..=row.len())
                .map(|n| format!("${}", values.len() + n))
                .collect();
            places.push(format!("({})", marks.join(", ")));
            values.extend(row.clone());
        }
        let sql = format!(
            "insert into {table} ({columns}) values {}",
            places.join(", ")
        );
        db::execute(tx, &sql, values)
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"));
    }
}

/// `count` workers of a town with keys from `first` on, registered since R2, each with a bank account.
async fn workers(tx: &Tx, first: i64, count: i64, town: MunicipalityId) {
    let keys = || first..first + count;
    let since = Day::known(2020, 5, 1);
    let accounts = keys().map(|n| {
        let login = format!("w{n}@example.jp");
        vec![
            n.into(),
            tx.public_id().into(),
            login.into(),
            format!("人{n}").into(),
            "ヒト".into(),
            "confirmed".into(),
            0i64.into(),
            "ja".into(),
            tx.now().into(),
            1i32.into(),
        ]
    });
    let columns =
        "id, public_id, login, name, kana, state, totp_last_step, lang, created_at, version";
    insert(tx, "account", columns, accounts.collect()).await;
    let rows = keys().map(|n| {
        let number = format!("W{n:06}");
        vec![
            n.into(),
            tx.public_id().into(),
            n.into(),
            number.into(),
            format!("人{n}").into(),
            "ヒト".into(),
            "ヒト".into(),
            town.into(),
            since.into(),
            "active".into(),
            since.into(),
            600i64.into(),
            false.into(),
            "".into(),
            true.into(),
            1i32.into(),
        ]
    });
    let columns = "id, public_id, account, number, name, kana, kana_key, municipality, registered_on, stage, stage_since, \
        weekly_minutes, employs_staff, note_for_directors, wants_work, version";
    insert(tx, "worker", columns, rows.collect()).await;
    let rows = keys().map(|n| vec![n.into(), town.into(), since.into()]);
    insert(
        tx,
        "residence",
        "worker, municipality, from_on",
        rows.collect(),
    )
    .await;
    let rows = keys().map(|n| {
        vec![
            n.into(),
            tx.public_id().into(),
            n.into(),
            1i64.into(),
            vec![0u8].into(),
            "0000".into(),
            n.to_string().into(),
            since.into(),
            since.into(),
        ]
    });
    insert(
        tx,
        "bank_account",
        "id, public_id, worker, no, sealed, last4, fingerprint, given_on, usable_from",
        rows.collect(),
    )
    .await;
}

/// One closing with its batch; each worker is paid an amount, by a transfer in this state.
async fn pay(tx: &Tx, key: i64, on: Day, payees: &[(i64, i64)], state: &str) {
    let (from, to) = (on.plus_days(-30), on.plus_days(-16));
    let closing = vec![
        key.into(),
        tx.public_id().into(),
        from.into(),
        to.into(),
        on.into(),
        "closed".into(),
        to.into(),
        1i64.into(),
        1i32.into(),
    ];
    insert(
        tx,
        "closing",
        "id, public_id, from_day, to_day, pay_on, state, closed_on, closed_by, version",
        vec![closing],
    )
    .await;
    let total: i64 = payees.iter().map(|it| it.1).sum();
    let count = payees.len() as i64;
    let batch = vec![
        key.into(),
        tx.public_id().into(),
        key.into(),
        key.into(),
        1i64.into(),
        on.into(),
        "sent".into(),
        count.into(),
        total.into(),
        1i64.into(),
        tx.now().into(),
        2i64.into(),
        tx.now().into(),
        "x".into(),
        vec![0u8].into(),
        1i64.into(),
        tx.now().into(),
        "".into(),
        1i32.into(),
    ];
    let columns = "id, public_id, number, closing, attempt, pay_on, state, lines, total, prepared_by, prepared_at, approved_by, \
        approved_at, sha256, file, sent_by, sent_at, why_withdrawn, version";
    insert(tx, "transfer_batch", columns, vec![batch]).await;
    let id = |n: usize| key * 10_000 + n as i64;
    let notices = payees.iter().enumerate().map(|(n, (worker, fee))| {
        vec![
            id(n).into(),
            tx.public_id().into(),
            id(n).into(),
            (*worker).into(),
            key.into(),
            "regular".into(),
            0i64.into(),
            "".into(),
            "confirmed".into(),
            (*fee).into(),
            0i64.into(),
            0i64.into(),
            0i64.into(),
            0i64.into(),
            (*fee).into(),
            on.into(),
            to.into(),
            to.into(),
            "by_worker".into(),
            "{}".into(),
            1i32.into(),
        ]
    });
    let columns = "id, public_id, number, worker, closing, kind, round, reason, state, fee, adjustments, tax, deductible, withholding, \
        total, pay_on, asked_on, confirmed_on, confirmed_how, content, version";
    insert(tx, "payment_notice", columns, notices.collect()).await;
    let settled = (state == "settled").then_some(on);
    let transfers = payees.iter().enumerate().map(|(n, (worker, fee))| {
        vec![
            tx.public_id().into(),
            id(n).into(),
            key.into(),
            (n as i64).into(),
            1i64.into(),
            (*worker).into(),
            (*fee).into(),
            state.into(),
            settled.into(),
            on.into(),
            "".into(),
        ]
    });
    let columns = "public_id, notice, batch, position, attempt, account, amount, state, settled_on, ended_on, why";
    insert(tx, "transfer", columns, transfers.collect()).await;
    let posting = vec![
        key.into(),
        1i64.into(),
        "notice_issued".into(),
        to.into(),
        tx.now().into(),
        "outsourcing".into(),
        total.into(),
        id(0).into(),
    ];
    insert(
        tx,
        "posting",
        "entry, position, cause, on_day, at, book, amount, notice",
        vec![posting],
    )
    .await;
}

/// A client order of so many thousand yen.
async fn ordered(tx: &Tx, it: &Cast, n: i64, on: Day, thousands: i64) {
    let row = vec![
        tx.public_id().into(),
        format!("C{n:04}").into(),
        it.clients[0].into(),
        "店舗情報の確認".into(),
        1i64.into(),
        thousands.into(),
        1_000i64.into(),
        on.into(),
        on.plus_days(60).into(),
        "".into(),
        "".into(),
        "".into(),
        on.into(),
        "".into(),
        "".into(),
        "home".into(),
        "".into(),
        30i64.into(),
        "".into(),
        "ordered".into(),
        on.into(),
        "".into(),
        1i32.into(),
    ];
    let columns = "public_id, number, client, title, job_type, quantity, unit_price, ordered_on, due_on, work_content, delivery_place, \
        delivery_method, consent_on, consent_scope, consent_by, permitted_places, devices, retention_days, deletion, stage, stage_since, \
        cancel_reason, version";
    insert(tx, "client_order", columns, vec![row]).await;
}

/// Two years of transactions: 317 earners in R3, 350 in R4, of whom 21 in 大町; some who do not count.
pub async fn two_years(db: &Db, it: &Cast) {
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    workers(&tx, 1_000, 340, it.towns[0]).await;
    workers(&tx, 2_000, 31, it.towns[3]).await;
    let payees =
        |keys: std::ops::Range<i64>, amount: i64| keys.map(|n| (n, amount)).collect::<Vec<_>>();
    let (r3, r4) = (Day::known(2021, 9, 15), Day::known(2022, 9, 15));
    pay(&tx, 1, r3, &payees(1_000..1_317, 10_000), "settled").await;
    pay(
        &tx,
        2,
        r3.plus_days(40),
        &payees(1_317..1_330, 9_999),
        "settled",
    )
    .await;
    pay(
        &tx,
        3,
        r4,
        &[
            payees(1_000..1_328, 10_000),
            payees(1_328..1_340, 6_000),
            payees(2_000..2_021, 20_064),
        ]
        .concat(),
        "settled",
    )
    .await;
    // One of twelve small payments is made good by a second one; eleven stay below the line.
    pay(
        &tx,
        4,
        Day::known(2023, 3, 31),
        &[(1_328, 4_000)],
        "settled",
    )
    .await;
    pay(
        &tx,
        5,
        Day::known(2022, 12, 15),
        &payees(2_021..2_031, 30_000),
        "failed",
    )
    .await;
    pay(
        &tx,
        6,
        Day::known(2023, 4, 14),
        &payees(1_329..1_340, 30_000),
        "settled",
    )
    .await;
    ordered(&tx, it, 1, Day::known(2021, 4, 1), 254_382).await;
    ordered(&tx, it, 2, Day::known(2022, 4, 1), 200_000).await;
    ordered(&tx, it, 3, Day::known(2023, 3, 31), 111_230).await;
    ordered(&tx, it, 4, Day::known(2023, 4, 1), 1).await;
    let manager = it.actor(Role::Manager);
    for (year, on) in [(3, Day::known(2022, 3, 31)), (4, Day::known(2023, 3, 31))] {
        let facts = of_year(&tx, FiscalYear::reiwa(year)).await.unwrap();
        let left = facts.orders.minus(facts.work_orders).unwrap();
        record_cost_in(&tx, manager, on, "拠点と職員の運用経費", left, "決算書")
            .await
            .unwrap();
    }
    let adoptions = [
        ("塩尻市", Some(0), 2015),
        ("安曇野市", Some(1), 2017),
        ("糸魚川市", Some(2), 2018),
        ("ほか1", None, 2019),
        ("ほか2", None, 2020),
        ("大町市", Some(3), 2021),
    ];
    for (name, town, year) in adoptions {
        let adoption = NewAdoption {
            municipality: town.map(|at: usize| it.towns[at]),
            name: name.into(),
            on_day: Day::known(year, 10, 1),
            began_on: None,
            coworking_on: None,
            source: SOURCE.into(),
        };
        record_adoption_in(&tx, manager, &adoption).await.unwrap();
    }
    tx.finish(&()).await.unwrap();
}

#[tokio::test]
async fn the_published_table_is_computed_from_transactions() {
    webkit::words::install(&[crate::WORDS, webkit::LOCALE]);
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        entered(&db, &it).await;
        two_years(&db, &it).await;
        let founding: serde_json::Value = serde_json::from_str(PUBLISHED_DATA).unwrap();

        let sheet = report::sheet(&db, "大町市", FiscalYear::reiwa(4))
            .await
            .unwrap();

        let ours = serde_json::to_value(&sheet).unwrap();
        assert_eq!(ours["kpis"], founding["kpis"]);
        assert_eq!(ours["budget_yen"], founding["budget_yen"]);
        assert_eq!(sheet.figures.registered_workers_own, 31);
        let of_the_town = "registered_workers_omachi_year_end";
        assert_eq!(
            ours["figures"][of_the_town],
            founding["figures"][of_the_town]
        );
        for part in ["structural_causes", "initiatives"] {
            assert_eq!(ours[part], founding[part], "{part}");
        }
        let r3 = of_year(&db, FiscalYear::reiwa(3)).await.unwrap();
        assert_eq!(
            (r3.earners.region, r3.adopters, r3.profit().unwrap()),
            (317, 6, Yen::ZERO)
        );
    })
    .await;
}

#[tokio::test]
async fn a_sheet_asks_a_bounded_number_of_statements() {
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        entered(&db, &it).await;
        two_years(&db, &it).await;

        let (sheet, asked) =
            db::Conn::counting(report::sheet(&db, "大町市", FiscalYear::reiwa(4))).await;

        assert!(sheet.is_ok());
        assert!(asked <= 30, "{asked} statements");
    })
    .await;
}
