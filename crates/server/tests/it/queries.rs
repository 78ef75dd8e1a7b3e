//! A list asks the database a few times, whatever its length.

use db::Conn;
use db::sea_orm::FromQueryResult;

use crate::world::World;

/// Every list, and a person who reads it.
const LISTS: &[(&str, &str)] = &[
    ("/workers", "kitazawa@kado.example"),
    ("/orders", "maruyama@kado.example"),
    ("/work-orders", "maruyama@kado.example"),
    ("/checks", "maruyama@kado.example"),
    ("/quotes", "kamijo@kado.example"),
    ("/enquiries", "kamijo@kado.example"),
    ("/payments", "shiohara@kado.example"),
    ("/invoices", "shiohara@kado.example"),
    ("/my-orders", "katagiri@alpsmap.example"),
    ("/my-invoices", "katagiri@alpsmap.example"),
    ("/offers", "kobayashi@worker.example"),
    ("/work", "kobayashi@worker.example"),
    ("/documents", "kobayashi@worker.example"),
    ("/money", "kobayashi@worker.example"),
    ("/courses", "kobayashi@worker.example"),
    ("/seats", "kobayashi@worker.example"),
    ("/sites", "maruyama@kado.example"),
    ("/enrolments/awaiting", "maruyama@kado.example"),
    ("/team", "kobayashi@worker.example"),
    ("/accounts", "admin@kado.example"),
    ("/audit", "kinoshita@audit.example"),
    ("/sheets", "momose@kado.example"),
    ("/projects", "momose@kado.example"),
    ("/opinions", "momose@kado.example"),
    ("/adoptions", "momose@kado.example"),
    ("/account/tokens", "maruyama@kado.example"),
    ("/api/workers", "kitazawa@kado.example"),
    ("/api/orders", "maruyama@kado.example"),
    ("/api/work-orders", "maruyama@kado.example"),
    ("/api/sheets", "momose@kado.example"),
];

/// The guard asks for the sign-in, the roles and the flash of the person before the page asks anything.
const OF_THE_GUARD: u64 = 3;
const OF_A_PAGE: u64 = 8;

/// Status, statements and length of a list.
async fn asked(world: &World, login: &str, path: &str) -> (u16, u64, usize) {
    let person = world.enter(login).await;
    let (answer, asked) = match path.starts_with("/api") {
        true => Conn::counting(world.call(Some(&person), "GET", path, "")).await,
        false => Conn::counting(world.get(Some(&person), path)).await,
    };
    (answer.code(), asked, answer.bytes.len())
}

/// Rows added to each list of the long world.
const MORE: i64 = 90;

/// Copies a row of a table so many times; columns change as told, with `i` for the number of the copy.
async fn copied(world: &World, table: &str, which: &str, changes: &[(&str, &str)]) {
    #[derive(FromQueryResult)]
    struct Column {
        name: String,
    }
    let columns = format!("select name from pragma_table_info('{table}') where name <> 'id'");
    let columns: Vec<Column> = world.rows(&columns).await;
    let names: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
    let filled: Vec<String> = names
        .iter()
        .map(|name| match changes.iter().find(|it| it.0 == *name) {
            Some(change) => change.1.to_owned(),
            None if *name == "public_id" => "lower(hex(randomblob(16)))".to_owned(),
            None => format!("t.{name}"),
        })
        .collect();
    let sql = format!(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < {MORE}) \
         insert into {table} ({}) select {} from {table} t join n where t.id = (select min(id) from {table} where {which})",
        names.join(", "),
        filled.join(", ")
    );
    world.change(&sql, vec![]).await;
}

/// Makes every list of the people who read them longer.
async fn grown(world: &World) {
    let any = "1 = 1";
    copied(world, "enquiry", any, &[]).await;
    copied(world, "quote", any, &[("number", "'Q-L' || i")]).await;
    let theirs = "(select g.client from role_grant g join account a on a.id = g.account \
                  where a.login = 'katagiri@alpsmap.example' and g.client is not null)";
    let order = [
        ("number", "'J-L' || i"),
        ("quote", "null"),
        ("client", theirs),
    ];
    copied(world, "client_order", "number = 'J-R8-0003'", &order).await;
    let new = "o.number = 'J-L' || i";
    let part = |table: &str| {
        format!(
            "(select x.id from {table} x join client_order o on o.id = x.client_order where {new})"
        )
    };
    let of_order = format!("(select o.id from client_order o where {new})");
    for table in ["lot", "step"] {
        copied(world, table, any, &[("client_order", &of_order)]).await;
    }
    let parts = [
        ("client_order", of_order.as_str()),
        ("lot", &part("lot")),
        ("step", &part("step")),
    ];
    copied(world, "portion", any, &parts).await;
    let stage = "case i % 3 when 0 then 'offered' when 1 then 'underway' else 'accepted' end";
    let mine = "(select k.id from worker k join account a on a.id = k.account where a.login = 'kobayashi@worker.example')";
    let me = "(select id from account where login = 'maruyama@kado.example')";
    let work = [
        ("number", "'H-L' || i"),
        ("worker", mine),
        ("portion", &part("portion")),
        ("director", me),
        ("stage", stage),
    ];
    copied(world, "work_order", "stage = 'accepted'", &work).await;
    let notice = [
        (
            "work_order",
            "(select id from work_order where number = 'H-L' || i)",
        ),
        ("number", "800000 + i"),
        ("pdf", "null"),
        ("pdf_hash", "null"),
    ];
    copied(world, "terms_notice", any, &notice).await;
    let money = [
        ("worker", mine),
        ("round", "100 + i"),
        ("number", "700000 + i"),
    ];
    copied(world, "payment_notice", "state = 'confirmed'", &money).await;
    let invoices = format!(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < {MORE}) \
         insert into invoice (public_id, number, client, client_order, issued_on, due_on, subtotal, tax, total, content, why_voided, version) \
         select lower(hex(randomblob(16))), 900000 + i, {theirs}, o.id, '2027-01-10', '2027-02-28', 100, 10, 110, '{{}}', '', 1 \
         from client_order o join n where o.number = 'J-R8-0003'"
    );
    world.change(&invoices, vec![]).await;
    copied(world, "course", any, &[("code", "'L' || i")]).await;
    copied(world, "api_token", any, &[("token_hash", "'L' || i")]).await;
    copied(world, "adoption", any, &[("municipality", "null")]).await;
    copied(world, "opinion", any, &[("no", "100 + i")]).await;
    copied(world, "project", any, &[("number", "100 + i")]).await;
    copied(world, "sheet", any, &[("no", "100 + i")]).await;
}

/// Lists that the demonstration fills already beyond one page, or that are of one length for everybody.
const OF_ONE_LENGTH: &[&str] = &[
    "/workers",
    "/api/workers",
    "/accounts",
    "/audit",
    "/checks",
    "/payments",
    "/team",
    "/seats",
    "/sites",
    "/enrolments/awaiting",
];

#[tokio::test]
async fn every_list_asks_at_most_eight_times_however_long_it_is() {
    let long = World::new().await;
    let short = World::new().await;
    // Each has a token, whose page then tells them.
    long.enter("maruyama@kado.example").await;
    grown(&long).await;
    for sql in [
        "delete from plan_pair",
        "delete from manual_confirmation",
        "update client_order set director = null where number <> 'J-R8-0003'",
        "update account set lang = 'ja'",
    ] {
        short.change(sql, vec![]).await;
    }
    let mut faults = Vec::new();

    for (path, login) in LISTS {
        let (code, many, length) = asked(&long, login, path).await;
        let (_, few, least) = asked(&short, login, path).await;

        if code != 200 {
            faults.push(format!("{path} answers {code} to {login}"));
        }
        if length <= least && !OF_ONE_LENGTH.contains(path) {
            faults.push(format!("{path} is no longer in the long world"));
        }
        if many > OF_A_PAGE + OF_THE_GUARD {
            faults.push(format!("{path} asks {many} times"));
        }
        if many > few + 3 {
            faults.push(format!(
                "{path} asks {many} times where it is long and {few} times where it is short"
            ));
        }
    }

    assert!(faults.is_empty(), "{}", faults.join("\n"));
    long.remove().await;
    short.remove().await;
}
