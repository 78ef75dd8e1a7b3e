//! A list asks the database a few times, whatever its length.

use db::Conn;

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

async fn asked(world: &World, login: &str, path: &str) -> (u16, u64) {
    let person = world.enter(login).await;
    let (answer, asked) = match path.starts_with("/api") {
        true => Conn::counting(world.call(Some(&person), "GET", path, "")).await,
        false => Conn::counting(world.get(Some(&person), path)).await,
    };
    (answer.code(), asked)
}

#[tokio::test]
async fn every_list_asks_at_most_eight_times_however_long_it_is() {
    let long = World::new().await;
    let short = World::new().await;
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
        let (code, many) = asked(&long, login, path).await;
        let (_, few) = asked(&short, login, path).await;

        if code != 200 {
            faults.push(format!("{path} answers {code} to {login}"));
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
