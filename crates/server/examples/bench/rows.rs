//! Invented rows, written by the database itself in one transaction: `n` counts, and every row follows from its number.

use crate::Outcome;
use access::Role;
use access::testing::Cast;
use base::{Day, FiscalYear};
use db::sea_orm::{ConnectionTrait, Value};
use db::{Author, Db, Dialect, StoreError, Tx};

/// Rows of each list.
pub const ROWS: i64 = 100_000;
/// Days that rows share: each chunk has its own.
const CHUNKS: i64 = 100;
const CLIENTS: i64 = 500;
const DIRECTORS: i64 = 20;

/// Numbers from $1 to $2.
const NUMBERS: &str = "with recursive n(i) as (select cast($1 as bigint) union all select i + 1 from n where i < $2) ";
/// A public id made of the number.
const ID: &str = "'00112233445566778899aab' || cast(100000000 + i as text)";

struct Rows<'a> {
    tx: &'a Tx,
    from: i64,
    to: i64,
}

impl Rows<'_> {
    /// Inserts one row for each number; further values begin at $3.
    async fn insert(&self, sql: &str, more: Vec<Value>) -> Result<(), StoreError> {
        let values = [vec![self.from.into(), self.to.into()], more].concat();
        let (table, rest) = sql
            .split_once(" select ")
            .expect("an insert with its query");
        let sql = format!(
            "{NUMBERS} insert into {table} select {} from n",
            rest.replace("{id}", ID)
        );
        db::execute(self.tx, &sql, values)
            .await
            .inspect_err(|error| eprintln!("{sql}: {error}"))?;
        Ok(())
    }
}

/// Opens the one transaction; a scratch database need not survive a power cut.
async fn begin(db: &Db) -> Result<Tx, StoreError> {
    if db.dialect() == Dialect::Sqlite {
        let hurry = "pragma synchronous = off; pragma cache_size = -400000";
        db.writer().execute_unprepared(hurry).await?;
    }
    db.begin(&Author::system("bench")).await
}

/// 100,000 workers, orders and work orders; of both the newest thousands are still under way.
pub async fn lists(db: &Db, cast: &Cast) -> Outcome<()> {
    let tx = begin(db).await?;
    let rows = |from, to| Rows { tx: &tx, from, to };
    clients(&rows(1, CLIENTS)).await?;
    let size = ROWS / CHUNKS;
    let first = Day::known(2024, 4, 10);
    for chunk in 0..CHUNKS {
        let rows = rows(chunk * size + 1, (chunk + 1) * size);
        people(&rows, cast, first).await?;
    }
    own_worker(&tx, cast, first).await?;
    for chunk in 0..CHUNKS {
        let rows = rows(chunk * size + 1, (chunk + 1) * size);
        let ordered = first.plus_days(i32::try_from(chunk * 10)?);
        let under_way = CHUNKS - 3 <= chunk;
        orders(
            &rows,
            cast,
            ordered,
            if under_way { "working" } else { "paid" },
        )
        .await?;
        work_orders(
            &rows,
            ordered,
            if under_way { "underway" } else { "accepted" },
        )
        .await?;
    }
    // The worker of the cast has had one work order in five hundred.
    db::execute(
        &tx,
        "update work_order set worker = 1 where id % 500 = 0",
        vec![],
    )
    .await?;
    tx.finish(&()).await?;
    Ok(())
}

// tidy: field data
async fn clients(rows: &Rows<'_>) -> Result<(), StoreError> {
    let sql = "client (id, public_id, name, kana, address, contact, email, headcount_band, version) \
        select 100000 + i, {id}, '株式会社見本' || i, 'カブシキガイシャ', '東京都千代田区', '片桐', 'order@example.jp', 'up_to_100', 1";
    rows.insert(sql, vec![]).await
}

// tidy: field data
async fn people(rows: &Rows<'_>, cast: &Cast, since: Day) -> Result<(), StoreError> {
    let sql = "account (id, public_id, login, name, kana, state, totp_last_step, lang, created_at, version) \
        select 100000 + i, {id}, 's' || i || '@example.jp', '見本 花子' || i, 'ミホン ハナコ', 'confirmed', 0, 'ja', $3, 1";
    rows.insert(sql, vec![rows.tx.now().into()]).await?;
    let sql = "worker (id, public_id, account, number, name, kana, kana_key, municipality, registered_on, stage, \
        stage_since, weekly_minutes, employs_staff, note_for_directors, wants_work, version) \
        select 100000 + i, {id}, 100000 + i, 'S' || i, '見本 花子' || i, 'ミホン ハナコ', 'みほん' || (i * 7919) % 100003, \
        case i % 2 when 0 then $3 else $4 end, $5, case i % 4 when 0 then 'waiting' else 'active' end, $5, 600, false, '', true, 1";
    rows.insert(
        sql,
        vec![cast.towns[0].into(), cast.towns[3].into(), since.into()],
    )
    .await?;
    let sql = "residence (worker, municipality, from_on) \
        select 100000 + i, case i % 2 when 0 then $3 else $4 end, $5";
    rows.insert(
        sql,
        vec![cast.towns[0].into(), cast.towns[3].into(), since.into()],
    )
    .await?;
    for skill in [1, 2, 3] {
        let sql = "worker_skill (worker, skill, level, since_on, source, reason) select 100000 + i, $3, 1 + i % 3, $4, 'course', ''";
        rows.insert(sql, vec![i64::from(skill).into(), since.into()])
            .await?;
    }
    Ok(())
}

/// The worker of the cast is registered under key 1.
async fn own_worker(tx: &Tx, cast: &Cast, since: Day) -> Result<(), StoreError> {
    let sql = "insert into worker (id, public_id, account, number, name, kana, kana_key, municipality, registered_on, stage, \
        stage_since, weekly_minutes, employs_staff, note_for_directors, wants_work, version) \
        values (1, $1, $2, 'W0001', 'worker', 'x', 'x', $3, $4, 'active', $4, 600, false, '', true, 1)";
    let account = cast.actor(Role::Worker).account;
    let values = vec![
        tx.public_id().into(),
        account.into(),
        cast.towns[3].into(),
        since.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

// tidy: field data
async fn orders(rows: &Rows<'_>, cast: &Cast, on: Day, stage: &str) -> Result<(), StoreError> {
    let (due, director) = (on.plus_days(40), cast.actor(Role::Director).account);
    let sql = "quote (id, public_id, number, client, title, job_type, prefecture, quantity, unit_price, unit_pay, standard_seconds, \
        check_permille, check_pay, leader_fee, reserve_permille, secret_count, due_on, valid_until, conditions, state, drafted_on, \
        drafted_by, sent_on, answered_on, answered_by, lost_reason, version) \
        select i, {id}, 'Q' || i, 100001 + i % $5, '紙の台帳の入力', 1, '長野県', 12000, 85, 48, 120, 100, 20, 60000, 30, 0, $4, $4, '', \
        'accepted', $3, 1, $3, $3, 1, '', 1";
    rows.insert(sql, vec![on.into(), due.into(), CLIENTS.into()])
        .await?;
    let sql = "client_order (id, public_id, number, client, quote, title, job_type, quantity, unit_price, ordered_on, due_on, director, \
        work_content, delivery_place, delivery_method, consent_on, consent_scope, consent_by, permitted_places, devices, retention_days, \
        deletion, stage, stage_since, cancel_reason, version) \
        select i, {id}, 'J-' || i, 100001 + i % $7, i, '紙の台帳の入力' || i, 1, 12000, 85, $3, $4, \
        case i % $8 when 0 then $5 else 100000 + i % $8 end, '台帳の写真を見て、決められた列に入力します。', 'システム', '画面から提出', $3, \
        '全部', '片桐', 'home', '自宅のパソコン', 90, '復元できない方法で消去', $6, $3, '', 1";
    let values = [
        on.into(),
        due.into(),
        director.into(),
        stage.into(),
        CLIENTS.into(),
        DIRECTORS.into(),
    ];
    rows.insert(sql, values.to_vec()).await?;
    parts(rows, on, due).await
}

/// One lot, one step and one portion of each order, under the order's own number.
// tidy: field data
async fn parts(rows: &Rows<'_>, on: Day, due: Day) -> Result<(), StoreError> {
    let sql =
        "lot (id, public_id, client_order, no, quantity, due_on) select i, {id}, i, 1, 12000, $3";
    rows.insert(sql, vec![due.into()]).await?;
    let sql = "step (id, public_id, client_order, no, name, kind, standard_seconds, unit_pay) \
        select i, {id}, i, 1, '入力', 'work', 120, 48";
    rows.insert(sql, vec![]).await?;
    let sql = "portion (id, public_id, client_order, lot, step, item_group, class, units, unit_pay, standard_seconds, check_plan, \
        check_permille, check_seed, min_chunk, max_share_pct, min_team, max_team, max_defect_ppm, release_on, plan_due_on, due_on, begun_on) \
        select i, {id}, i, i, i, 'general', 'home', 12000, 48, 120, 'sample', 100, 1, 10, 100, 1, 20, 20000, $3, $4, $4, $3";
    rows.insert(sql, vec![on.into(), due.into()]).await
}

/// Fifty work orders for the first portions of each thousand: every director has one such order in each chunk.
async fn work_orders(rows: &Rows<'_>, on: Day, stage: &str) -> Result<(), StoreError> {
    let delivered = (stage == "accepted").then(|| on.plus_days(30));
    let sql = "work_order (id, public_id, version, number, worker, portion, units, given_back, delivered_units, unit_pay, by_items, stage, \
        stage_on, why, reason, terms, answer_by, due_on, pay_on, drafted_on, agreed_on, delivered_on, accepted_on, director) \
        select i, {id}, 1, 'H' || i, 100000 + i, (i - 1) / 1000 * 1000 + 1 + (i - 1) % 1000 / 50, 600, 0, 600, 48, false, $3, $4, '', '', $5, $4, $6, $7, $4, $4, $8, $8, \
        (select o.director from portion p join client_order o on o.id = p.client_order \
        where p.id = (i - 1) / 1000 * 1000 + 1 + (i - 1) % 1000 / 50)";
    let terms = "the twelve conditions of a work order, ".repeat(20);
    let (due, pay) = (on.plus_days(35), on.plus_days(60));
    let values = vec![
        stage.into(),
        on.into(),
        terms.into(),
        due.into(),
        pay.into(),
        delivered.into(),
    ];
    rows.insert(sql, values).await
}

/// Closings of the year, workers, and lines of each notice: a million lines.
const CLOSINGS: i64 = 25;
const WORKERS: i64 = 10_000;
const LINES: i64 = 4;

/// A year of settled payments: every line with its work order, acceptance, notice, transfer and postings.
pub async fn payments(db: &Db, cast: &Cast) -> Outcome<()> {
    let tx = begin(db).await?;
    let year = FiscalYear::reiwa(4);
    let since = year.first_day().plus_days(-700);
    let rows = |from, to| Rows { tx: &tx, from, to };
    clients(&rows(1, CLIENTS)).await?;
    people(&rows(1, WORKERS), cast, since).await?;
    orders(&rows(1, 1_000), cast, year.first_day(), "paid").await?;
    let sql = "bank_account (id, public_id, worker, no, sealed, last4, fingerprint, given_on, usable_from) \
        select 100000 + i, {id}, 100000 + i, 1, $3, '0000', 'f' || i, $4, $4";
    rows(1, WORKERS)
        .insert(sql, vec![vec![0u8].into(), since.into()])
        .await?;
    for closing in 0..CLOSINGS {
        let on = year.first_day().plus_days(i32::try_from(closing + 1)? * 14);
        closed(&rows(closing + 1, closing + 1), on).await?;
        let lines = WORKERS * LINES;
        accepted(&rows(closing * lines + 1, (closing + 1) * lines), on).await?;
        paid(
            &rows(closing * WORKERS + 1, (closing + 1) * WORKERS),
            closing + 1,
            on,
        )
        .await?;
        listed(&rows(closing * lines + 1, (closing + 1) * lines), on).await?;
    }
    tx.finish(&()).await?;
    Ok(())
}

/// One closing and its transfer batch.
async fn closed(rows: &Rows<'_>, on: Day) -> Result<(), StoreError> {
    let sql = "closing (id, public_id, from_day, to_day, pay_on, state, closed_on, closed_by, version) \
        select i, {id}, $3, $4, $5, 'closed', $4, 1, 1";
    rows.insert(
        sql,
        vec![on.plus_days(-13).into(), on.plus_days(-5).into(), on.into()],
    )
    .await?;
    let sql = "transfer_batch (id, public_id, number, closing, attempt, pay_on, state, lines, total, prepared_by, prepared_at, \
        approved_by, approved_at, sha256, file, sent_by, sent_at, why_withdrawn, version) \
        select i, {id}, i, i, 1, $3, 'sent', 1, 1, 1, $4, 2, $4, 'x', $5, 1, $4, '', 1";
    rows.insert(sql, vec![on.into(), rows.tx.now().into(), vec![0u8].into()])
        .await
}

/// Work orders and their acceptances, four for each worker.
async fn accepted(rows: &Rows<'_>, on: Day) -> Result<(), StoreError> {
    let sql = "work_order (id, public_id, version, number, worker, portion, units, given_back, delivered_units, unit_pay, by_items, stage, \
        stage_on, why, reason, terms, answer_by, due_on, pay_on, drafted_on, agreed_on, delivered_on, accepted_on) \
        select i, {id}, 1, 'H' || i, 100001 + ((i - 1) / 4) % 10000, 1 + i % 1000, 10, 0, 10, 10, false, 'accepted', \
        $3, '', '', 'x', $3, $3, $4, $3, $3, $3, $3";
    let day = on.plus_days(-10);
    rows.insert(sql, vec![day.into(), on.into()]).await?;
    let sql = "acceptance (id, public_id, work_order, units, unit_pay, fee, delivered_on, accepted_on, accepted_by) \
        select i, {id}, i, 10, 10, 100, $3, $3, 1";
    rows.insert(sql, vec![day.into()]).await
}

/// A notice, a settled transfer and the postings of both for each worker.
async fn paid(rows: &Rows<'_>, closing: i64, on: Day) -> Result<(), StoreError> {
    let asked = on.plus_days(-5);
    let sql = "payment_notice (id, public_id, number, worker, closing, kind, round, reason, state, fee, adjustments, tax, \
        deductible, withholding, total, pay_on, asked_on, confirmed_on, confirmed_how, content, version) \
        select i, {id}, i, 100001 + (i - 1) % 10000, $3, 'regular', 0, '', 'confirmed', 400, 0, 0, 0, 0, 400, $4, $5, $5, 'by_worker', '{}', 1";
    rows.insert(sql, vec![closing.into(), on.into(), asked.into()])
        .await?;
    let sql = "transfer (id, public_id, notice, batch, position, attempt, account, amount, state, settled_on, why) \
        select i, {id}, i, $3, i, 1, 100001 + (i - 1) % 10000, 400, 'settled', $4, ''";
    rows.insert(sql, vec![closing.into(), on.into()]).await?;
    let books = [
        ("notice_issued", asked, "outsourcing", "payable"),
        ("transfer_settled", on, "payable", "bank"),
    ];
    for (entry, (cause, day, debit, credit)) in books.into_iter().enumerate() {
        for (position, book, amount) in [(1i64, debit, 400i64), (2, credit, -400)] {
            let column = if entry == 0 { "notice" } else { "transfer" };
            let sql = format!(
                "posting (entry, position, cause, on_day, at, book, amount, worker, {column}) \
                 select 2 * i + $3, $4, $5, $6, $7, $8, $9, 100001 + (i - 1) % 10000, i"
            );
            let now = rows.tx.now();
            let values = vec![
                (entry as i64).into(),
                position.into(),
                cause.into(),
                day.into(),
                now.into(),
                book.into(),
                amount.into(),
            ];
            rows.insert(&sql, values).await?;
        }
    }
    Ok(())
}

/// The lines of the notices.
async fn listed(rows: &Rows<'_>, on: Day) -> Result<(), StoreError> {
    let sql = "payment_line (public_id, notice, position, kind, acceptance, work_order, round, what, units, unit_pay, amount, \
        supplied_on, withheld, accepted_by) \
        select {id}, 1 + (i - 1) / 4, 1 + (i - 1) % 4, 'fee', i, i, 0, 'work', 10, 10, 100, $3, false, 1";
    rows.insert(sql, vec![on.plus_days(-10).into()]).await
}
