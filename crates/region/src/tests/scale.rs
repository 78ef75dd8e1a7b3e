//! The indicators answer within a second from a million payment lines.

use super::{R4, migrations};
use access::testing::cast;
use base::Day;
use db::Tx;
use db::sea_orm::Value;
use std::time::{Duration, Instant};

/// Closings of a year; each pays every worker once, and a notice of this size has four lines on average.
const CLOSINGS: i64 = 25;

async fn run(tx: &Tx, sql: &str, values: Vec<Value>) {
    db::execute(tx, sql, values)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// `workers` people, each paid 25 times in R4, written by the database itself.
async fn paid(tx: &Tx, workers: i64, town: access::MunicipalityId) {
    let numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < $1)";
    let since = Day::known(2020, 5, 1);
    let sql = format!(
        "{numbers} insert into account (id, public_id, login, name, kana, state, totp_last_step, lang, created_at, version) \
         select 100000 + i, 'a' || i, 's' || i || '@example.jp', 'x', 'x', 'confirmed', 0, 'ja', $2, 1 from n"
    );
    run(tx, &sql, vec![workers.into(), tx.now().into()]).await;
    let sql = format!(
        "{numbers} insert into worker (id, public_id, account, number, name, kana, kana_key, municipality, registered_on, stage, \
         stage_since, weekly_minutes, employs_staff, note_for_directors, wants_work, version) \
         select 100000 + i, 'w' || i, 100000 + i, 'S' || i, 'x', 'x', 'x', $2, $3, 'active', $3, 600, false, '', true, 1 from n"
    );
    run(tx, &sql, vec![workers.into(), town.into(), since.into()]).await;
    let sql = format!(
        "{numbers} insert into residence (worker, municipality, from_on) select 100000 + i, $2, $3 from n"
    );
    run(tx, &sql, vec![workers.into(), town.into(), since.into()]).await;
    let sql = format!(
        "{numbers} insert into bank_account (id, public_id, worker, no, sealed, last4, fingerprint, given_on, usable_from) \
         select 100000 + i, 'b' || i, 100000 + i, 1, $2, '0000', 'f' || i, $3, $3 from n"
    );
    run(
        tx,
        &sql,
        vec![workers.into(), vec![0u8].into(), since.into()],
    )
    .await;
    for closing in 1..=CLOSINGS {
        settle(tx, numbers, workers, closing).await;
    }
}

async fn settle(tx: &Tx, numbers: &str, workers: i64, closing: i64) {
    let on = R4
        .first_day()
        .plus_days(i32::try_from(closing).unwrap() * 14);
    let (from, to) = (on.plus_days(-13), on.plus_days(-5));
    let sql = "insert into closing (id, public_id, from_day, to_day, pay_on, state, closed_on, closed_by, version) \
               values ($1, 'c' || $1, $2, $3, $4, 'closed', $3, 1, 1)";
    let sql = sql.replace("'c' || $1", "$5");
    run(
        tx,
        &sql,
        vec![
            closing.into(),
            from.into(),
            to.into(),
            on.into(),
            format!("c{closing}").into(),
        ],
    )
    .await;
    let sql = "insert into transfer_batch (id, public_id, number, closing, attempt, pay_on, state, lines, total, prepared_by, prepared_at, \
               approved_by, approved_at, sha256, file, sent_by, sent_at, why_withdrawn, version) \
               values ($1, $5, $1, $1, 1, $2, 'sent', 1, 1, 1, $3, 2, $3, 'x', $4, 1, $3, '', 1)";
    run(
        tx,
        sql,
        vec![
            closing.into(),
            on.into(),
            tx.now().into(),
            vec![0u8].into(),
            format!("t{closing}").into(),
        ],
    )
    .await;
    let first = closing * 1_000_000;
    let sql = format!(
        "{numbers} insert into payment_notice (id, public_id, number, worker, closing, kind, round, reason, state, fee, adjustments, tax, \
         deductible, withholding, total, pay_on, asked_on, confirmed_on, confirmed_how, content, version) \
         select $2 + i, 'p' || ($2 + i), $2 + i, 100000 + i, $3, 'regular', 0, '', 'confirmed', 400 + i % 2, 0, 0, 0, 0, 400 + i % 2, \
         $4, $5, $5, 'by_worker', '{{}}', 1 from n"
    );
    run(
        tx,
        &sql,
        vec![
            workers.into(),
            first.into(),
            closing.into(),
            on.into(),
            to.into(),
        ],
    )
    .await;
    let sql = format!(
        "{numbers} insert into transfer (public_id, notice, batch, position, attempt, account, amount, state, settled_on, why) \
         select 'x' || ($2 + i), $2 + i, $3, i, 1, 100000 + i, 400 + i % 2, 'settled', $4, '' from n"
    );
    run(
        tx,
        &sql,
        vec![workers.into(), first.into(), closing.into(), on.into()],
    )
    .await;
}

#[tokio::test]
async fn a_million_payment_lines_are_counted_within_a_second() {
    // In short runs a hundredth of it shows that the statements hold; the long run has the whole.
    let workers = if std::env::var("KADO_LONG").is_ok() {
        10_000
    } else {
        100
    };
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        paid(&tx, workers, it.towns[3]).await;
        tx.finish(&()).await.unwrap();

        // The best of three: the machine may be busy with other tests.
        let mut took = Duration::MAX;
        let mut facts = crate::of_year(&db, R4).await.unwrap();
        for _ in 0..3 {
            let begun = Instant::now();
            facts = crate::of_year(&db, R4).await.unwrap();
            took = took.min(begun.elapsed());
        }

        // 25 × 400 yen is exactly the line of 10,000 yen.
        assert_eq!(
            (facts.earners.region, facts.earners.by_town[&it.towns[3]]),
            (workers, workers)
        );
        assert!(
            took < Duration::from_secs(1),
            "{took:?} for {workers} workers"
        );
    })
    .await;
}
