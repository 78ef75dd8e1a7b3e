//! A double click, a stale tab, two people at one row: each acts once, and whoever comes second is told.

use crate::world::{Answer, Person, World, new_key};

/// So many people press the same button at once.
const PRESSES: usize = 50;

/// The fields of the first form with this address on a page, as a browser would send them untouched.
pub fn form_on(page: &Answer, action: &str) -> Vec<(String, String)> {
    let text = page.text();
    let from = text
        .find(&format!("action=\"{action}\""))
        .unwrap_or_else(|| panic!("there is no form {action}: {}", page.main()));
    let form = text[from..].split("</form>").next().unwrap_or("");
    let mut fields = Vec::new();
    for tag in form.split('<').filter(|it| {
        it.starts_with("input") || it.starts_with("textarea") || it.starts_with("select")
    }) {
        let (tag, rest) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = attribute(tag, "name") else {
            continue;
        };
        if name.starts_with("_csrf") || name == "_key" || tag.contains("type=\"file\"") {
            continue;
        }
        if (tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\""))
            && !tag.contains(" checked")
        {
            continue;
        }
        let value = if tag.starts_with("textarea") {
            plain(rest)
        } else {
            attribute(tag, "value").unwrap_or_default()
        };
        let value = if tag.starts_with("select") {
            selected(form, &name)
        } else {
            value
        };
        fields.push((name, value));
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next()?))
}

fn selected(form: &str, name: &str) -> String {
    let Some((_, rest)) = form.split_once(&format!("name=\"{name}\"")) else {
        return String::new();
    };
    let options = rest.split("</select>").next().unwrap_or("");
    let chosen = options
        .split("<option")
        .skip(1)
        .find(|it| it.contains(" selected"))
        .or_else(|| options.split("<option").nth(1));
    chosen
        .and_then(|it| attribute(it, "value"))
        .unwrap_or_default()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

pub fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// The same form pressed fifty times under one key, then once more from a second tab with a key of its own.
async fn pressed(
    world: &World,
    who: &Person,
    page: &str,
    action: &str,
    more: &[(&str, &str)],
) -> Vec<u16> {
    let shown = world.get(Some(who), page).await;
    assert_eq!(shown.code(), 200, "{page}: {}", shown.main());
    let drawn = form_on(&shown, action);
    let mut fields: Vec<(&str, &str)> = pairs(&drawn)
        .into_iter()
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
        .collect();
    fields.extend_from_slice(more);
    let key = new_key();
    let presses = (0..PRESSES).map(|_| world.post_keyed(Some(who), action, &fields, &key));
    let answers = together(presses.collect()).await;
    let codes: Vec<u16> = answers.iter().map(Answer::code).collect();
    let shown = answers.first().map(Answer::main).unwrap_or_default();
    assert!(
        codes.contains(&303),
        "{action} was never done: {codes:?} {shown}"
    );
    assert!(codes.iter().all(|it| *it < 500), "{action}: {codes:?}");
    let late = world.post(Some(who), action, &fields).await;
    assert!(
        late.code() < 500,
        "{action} from a second tab: {}",
        late.main()
    );
    codes
}

/// Runs futures side by side on this thread.
pub async fn together<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.into_iter().map(|it| Some(Box::pin(it))).collect();
    let mut done: Vec<Option<F::Output>> = waiting.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (slot, out) in waiting.iter_mut().zip(done.iter_mut()) {
            if let Some(future) = slot
                && let std::task::Poll::Ready(answer) = future.as_mut().poll(context)
            {
                *out = Some(answer);
                *slot = None;
            }
        }
        match waiting.iter().all(Option::is_none) {
            true => std::task::Poll::Ready(done.iter_mut().filter_map(Option::take).collect()),
            false => std::task::Poll::Pending,
        }
    })
    .await
}

/// Counts that a money form may change only once.
async fn counts(world: &World) -> [i64; 6] {
    let mut counts = [0; 6];
    let tables = [
        "closing",
        "payment_notice",
        "transfer_batch",
        "transfer",
        "invoice",
        "posting",
    ];
    for (at, table) in tables.iter().enumerate() {
        counts[at] = world.number(&format!("select count(*) from {table}")).await;
    }
    counts
}

/// A notice that waits for its worker.
#[derive(db::sea_orm::FromQueryResult)]
struct Asked {
    public_id: String,
    login: String,
}

async fn asked(world: &World) -> Vec<Asked> {
    let sql = "select n.public_id, a.login from payment_notice n join worker k on k.id = n.worker join account a on a.id = k.account \
               where n.state = 'asking' and n.reversed_on is null order by n.id";
    world.rows(sql).await
}

/// Closes the next period, has every notice confirmed, and prepares the batch of its transfers.
pub async fn prepared_batch(world: &World) -> String {
    let preparer = world.enter("shiohara@kado.example").await;
    let form = form_on(
        &world.get(Some(&preparer), "/payments").await,
        "/payments/closings",
    );
    let closed = world
        .post(Some(&preparer), "/payments/closings", &pairs(&form))
        .await;
    assert_eq!(closed.code(), 303, "{}", closed.main());
    for it in asked(world).await {
        let worker = world.enter(&it.login).await;
        let confirmed = world
            .post(
                Some(&worker),
                &format!("/money/notices/{}/confirmation", it.public_id),
                &[],
            )
            .await;
        assert_eq!(confirmed.code(), 303, "{}", confirmed.main());
    }
    let closing = world
        .text("select public_id from closing order by id desc limit 1")
        .await;
    let prepared = world
        .post(
            Some(&preparer),
            &format!("/payments/closings/{closing}/batches"),
            &[],
        )
        .await;
    assert_eq!(prepared.code(), 303, "{}", prepared.main());
    world
        .text("select public_id from transfer_batch order by id desc limit 1")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_money_form_pressed_fifty_times_acts_once() {
    let world = World::new().await;
    let preparer = world.enter("shiohara@kado.example").await;
    let approver = world.enter("akahane@kado.example").await;

    // 締め: a closing for the period of the acceptances that were not paid yet.
    let before = counts(&world).await;
    let page = world.get(Some(&preparer), "/payments").await;
    let drawn = form_on(&page, "/payments/closings");
    pressed(&world, &preparer, "/payments", "/payments/closings", &[]).await;
    let after = counts(&world).await;
    assert!(
        after[0] <= before[0] + 1,
        "{drawn:?}: {before:?} became {after:?}"
    );
    let closing = world
        .text("select public_id from closing order by id desc limit 1")
        .await;

    // 訂正: one correction of one notice that was counted one unit too high.
    let counted = asked(&world)
        .await
        .pop()
        .expect("closing asks workers for confirmation");
    let before = counts(&world).await;
    let page = format!("/payments/notices/{}", counted.public_id);
    let action = format!("{page}/corrections");
    let drawn = form_on(&world.get(Some(&preparer), &page).await, &action);
    let (name, units) = drawn
        .iter()
        .find(|it| it.0.starts_with("units-"))
        .expect("a line with units")
        .clone();
    let fewer = (units.replace(',', "").parse::<i64>().expect("a number") - 1).to_string();
    pressed(
        &world,
        &preparer,
        &page,
        &action,
        &[(&name, &fewer), ("reason", "件数の数え違い")],
    )
    .await;
    assert_eq!(counts(&world).await[1], before[1] + 1, "one correction");

    // 確認: each worker confirms the own notice.
    let asked = asked(&world).await;
    assert!(!asked.is_empty(), "closing asks workers for confirmation");
    // Silence never delays money: a notice of the month before is paid, and still waits for its word.
    let paid = world
        .number(
            "select count(*) from payment_notice n where n.state = 'asking' and n.reversed_on is null \
             and exists (select 1 from transfer t where t.notice = n.id)",
        )
        .await;
    for it in &asked {
        let worker = world.enter(&it.login).await;
        let path = format!("/money/notices/{}", it.public_id);
        let action = format!("{path}/confirmation");
        pressed(&world, &worker, &path, &action, &[]).await;
    }
    let left = world
        .number(
            "select count(*) from payment_notice where state = 'asking' and reversed_on is null",
        )
        .await;
    assert_eq!(left, 0, "every notice is confirmed");

    // 振込の準備 and 承認: two people, one batch.
    let before = counts(&world).await;
    let page = format!("/payments/closings/{closing}");
    pressed(&world, &preparer, &page, &format!("{page}/batches"), &[]).await;
    let after = counts(&world).await;
    assert_eq!(after[2], before[2] + 1, "one batch");
    assert_eq!(
        after[3],
        before[3] + asked.len() as i64 - paid,
        "one transfer for each notice not paid yet"
    );
    let batch = world
        .text("select public_id from transfer_batch order by id desc limit 1")
        .await;
    let page = format!("/payments/batches/{batch}");
    let before = counts(&world).await;
    pressed(&world, &approver, &page, &format!("{page}/approval"), &[]).await;
    let approved = counts(&world).await;
    assert_eq!(
        approved[2..4],
        before[2..4],
        "approving makes neither batches nor transfers"
    );
    let file = world
        .post(Some(&approver), &format!("{page}/file"), &[])
        .await;
    assert_eq!(file.code(), 200, "{}", file.main());
    let again = world
        .post(Some(&approver), &format!("{page}/file"), &[])
        .await;
    assert!(
        again.code() != 200 || again.bytes == file.bytes,
        "the bytes handed out never change"
    );

    // 結果: every transfer is settled once.
    let pay_on = world
        .text(&format!(
            "select cast(pay_on as text) from transfer_batch where public_id = '{batch}'"
        ))
        .await;
    let day = base::Day::parse(&pay_on).expect("a day");
    if noon_of(day) > world.db().clock().now() {
        world.db().clock().set(noon_of(day));
    }
    let preparer = world.enter("shiohara@kado.example").await;
    let before = counts(&world).await;
    pressed(
        &world,
        &preparer,
        &page,
        &format!("{page}/results"),
        &[("on", &pay_on)],
    )
    .await;
    let settled = counts(&world).await;
    let transfers = asked.len() as i64;
    assert!(
        (1..=4 * transfers).contains(&(settled[5] - before[5])),
        "each transfer is posted once: {before:?} {settled:?}"
    );
    let balance = world
        .number("select cast(coalesce(sum(amount), 0) as bigint) from posting")
        .await;
    assert_eq!(balance, 0);

    // 請求: one invoice for one order.
    let before = counts(&world).await;
    let order = world
        .text("select public_id from client_order where number = 'J-R4-0045'")
        .await;
    pressed(
        &world,
        &preparer,
        "/invoices",
        "/invoices",
        &[("order", &order)],
    )
    .await;
    assert_eq!(counts(&world).await[4], before[4] + 1, "one invoice");

    assert_eq!(
        payment::verify(world.db())
            .await
            .expect("the books can be read"),
        vec![]
    );
    assert_eq!(
        db::verify_chain(world.db())
            .await
            .expect("the chain can be read"),
        vec![]
    );
    world.remove().await;
}

fn noon_of(day: base::Day) -> base::Moment {
    day.at(10, 0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_directors_at_one_order_is_shown_both_texts() {
    let world = World::new().await;
    let order = world.open_order().await;
    let path = format!("/orders/{order}/edit");
    let (first, second) = (
        world.enter("maruyama@kado.example").await,
        world.enter("momose@kado.example").await,
    );
    let theirs = form_on(&world.get(Some(&first), &path).await, &path);
    let mine = form_on(&world.get(Some(&second), &path).await, &path);
    let titled = |fields: &[(String, String)], title: &str| -> Vec<(String, String)> {
        fields
            .iter()
            .map(|(name, value)| {
                (
                    name.clone(),
                    if name == "title" {
                        title.to_owned()
                    } else {
                        value.clone()
                    },
                )
            })
            .collect()
    };
    let (theirs, mine) = (
        titled(&theirs, "先に保存された題"),
        titled(&mine, "あとから来た題"),
    );

    let saved = world.post(Some(&first), &path, &pairs(&theirs)).await;
    let refused = world.post(Some(&second), &path, &pairs(&mine)).await;

    assert_eq!(saved.code(), 303, "{}", saved.main());
    assert_eq!(refused.code(), 409, "{}", refused.main());
    assert!(
        refused.main().contains("あとから来た題"),
        "what was typed is not lost: {}",
        refused.main()
    );
    assert!(
        refused.main().contains("先に保存された題"),
        "what is stored is shown: {}",
        refused.main()
    );
    assert_eq!(
        world
            .text(&format!(
                "select title from client_order where public_id = '{order}'"
            ))
            .await,
        "先に保存された題"
    );
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_tab_of_a_worker_overwrites_nothing() {
    let world = World::new().await;
    let worker = world.named("小林由美").await;
    let page = world.get(Some(&worker), "/profile").await;
    let fields = form_on(&page, "/profile");
    let noted = |text: &str| -> Vec<(String, String)> {
        let mut all: Vec<_> = fields
            .iter()
            .filter(|it| it.0 != "note_for_directors")
            .cloned()
            .collect();
        all.push(("note_for_directors".to_owned(), text.to_owned()));
        all
    };

    let saved = world
        .post(Some(&worker), "/profile", &pairs(&noted("午前のみ")))
        .await;
    let stale = world
        .post(Some(&worker), "/profile", &pairs(&noted("午後のみ")))
        .await;

    assert_eq!(saved.code(), 303, "{}", saved.main());
    assert_eq!(stale.code(), 409, "{}", stale.main());
    assert!(stale.main().contains("午後のみ"), "{}", stale.main());
    assert!(stale.main().contains("午前のみ"), "{}", stale.main());
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_whose_lease_ran_out_keeps_no_answer_of_the_old_tab() {
    #[derive(db::sea_orm::FromQueryResult)]
    struct Work {
        public_id: String,
        login: String,
    }
    let world = World::new().await;
    let sql = "select w.public_id, a.login from work_order w join worker k on k.id = w.worker join account a on a.id = k.account \
               join portion p on p.id = w.portion where w.stage = 'underway' and w.by_items = true and p.class = 'home' \
               and exists (select 1 from item_work i where i.work_order = w.id and i.state = 'open') order by w.id limit 1";
    let work = world
        .rows::<Work>(sql)
        .await
        .pop()
        .expect("someone works at home");
    let worker = world.enter(&work.login).await;
    let claimed = world
        .post(
            Some(&worker),
            &format!("/work/{}/claims", work.public_id),
            &[],
        )
        .await;
    assert_eq!(claimed.code(), 303, "{}", claimed.main());
    let page = world
        .get(Some(&worker), &format!("/work/{}/item", work.public_id))
        .await;
    let text = page.text();
    let action = text
        .split("action=\"")
        .find(|it| it.starts_with("/work-items/"))
        .and_then(|it| it.split('"').next())
        .expect("the form of the item");
    let mut fields = form_on(&page, action);
    fields.retain(|it| it.0 != "then");
    fields.push(("then".to_owned(), "save".to_owned()));
    let kept = world.post(Some(&worker), action, &pairs(&fields)).await;
    assert!(kept.code() < 400, "{}", kept.main());
    let item = action.split('/').nth(2).expect("an id").to_owned();
    let before = world
        .text(&format!(
            "select answer from item_work where public_id = '{item}'"
        ))
        .await;

    world
        .db()
        .clock()
        .set(crate::world::noon().plus_seconds(21 * 60));
    let worker = world.enter(&work.login).await;
    let again = world
        .post(
            Some(&worker),
            &format!("/work/{}/claims", work.public_id),
            &[],
        )
        .await;
    fields.push(("remark".to_owned(), "古い画面から".to_owned()));
    let late = world.post(Some(&worker), action, &pairs(&fields)).await;

    assert!(again.code() < 500, "{}", again.main());
    assert!(
        (400..500).contains(&late.code()),
        "{} {}",
        late.code(),
        late.main()
    );
    assert_eq!(
        world
            .text(&format!(
                "select answer from item_work where public_id = '{item}'"
            ))
            .await,
        before
    );
    world.remove().await;
}
