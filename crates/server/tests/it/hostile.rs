//! What people and programs send by mistake or by malice: each is answered with a sentence, and nothing is half-written.

use axum::body::Body;
use axum::http::Request;
use rust_xlsxwriter::{Formula, Workbook};
use server::assemble;

use crate::rows::{Known, of_path};
use crate::twice::{form_on, pairs};
use crate::world::{Answer, Person, World, multipart};

/// A file of two good items with a name in kanji.
const ITEMS: &str = "番号,店名,住所\nA-1,あさひ堂,大町市大町\nA-2,みなと屋,糸魚川市寺町\n";

async fn upload_page(world: &World) -> (Person, String) {
    let order = world.open_order().await;
    (
        world.enter("maruyama@kado.example").await,
        format!("/orders/{order}/import"),
    )
}

async fn kept(world: &World) -> [i64; 2] {
    [
        world.number("select count(*) from item_upload").await,
        world.number("select count(*) from item").await,
    ]
}

/// A refusal names its reason on the page.
fn is_told(answer: &Answer, what: &str) {
    assert!(
        (400..500).contains(&answer.code()),
        "{what}: {} {}",
        answer.code(),
        answer.main()
    );
    let said = answer.main();
    assert!(
        said.contains("error-summary") || said.contains("<h1"),
        "{what}: {said}"
    );
    assert!(
        !said.contains('⟦') && !said.contains("panicked") && !said.contains("sqlx"),
        "{what}: {said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_wrong_kind_is_refused_with_a_sentence_and_leaves_nothing() {
    let world = World::new().await;
    let (director, path) = upload_page(&world).await;
    let before = kept(&world).await;
    let files: [(&str, Vec<u8>); 8] = [
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("macro.exe", b"MZ\x90\0".to_vec()),
        (
            "page.csv",
            b"<html><script>alert(1)</script></html>".to_vec(),
        ),
        ("broken.xlsx", b"PK\x03\x04 and then nothing".to_vec()),
        ("empty.csv", Vec::new()),
        ("../../etc/passwd", b"root:x:0:0".to_vec()),
        ("zeros.csv", vec![0; 4_096]),
        ("head-only.csv", "番号,店名\n".as_bytes().to_vec()),
    ];

    for (name, bytes) in files {
        let answer = world.upload(&director, &path, name, &bytes).await;

        if name == "page.csv" || name == "head-only.csv" {
            assert!(answer.code() < 500, "{name}: {}", answer.main());
            continue;
        }
        is_told(&answer, name);
    }

    assert_eq!(kept(&world).await[1], before[1]);
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_gigabytes_are_refused_before_they_come() {
    let world = World::new().await;
    let (director, path) = upload_page(&world).await;
    let (kind, body) = multipart(&director.csrf, "big.csv", ITEMS.as_bytes());
    let request = Request::builder()
        .method("POST")
        .uri(&path)
        .header("host", "kado.example")
        .header("cookie", format!("kado={}", director.token))
        .header("content-type", kind)
        .header("content-length", (3_u64 << 30).to_string())
        .body(Body::from(body))
        .expect("a request");

    let answer = world.send(request).await;

    assert_eq!(answer.code(), 413, "{}", answer.main());
    assert_eq!(kept(&world).await[0], 0);
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_larger_than_announced_is_cut_off() {
    let world = World::new().await;
    let (director, path) = upload_page(&world).await;

    let answer = world
        .upload(&director, &path, "big.csv", &vec![b'a'; 25 << 20])
        .await;

    assert_eq!(answer.code(), 413, "{}", answer.main());
    assert_eq!(kept(&world).await[0], 0);
    world.remove().await;
}

async fn preview(world: &World, director: &Person, path: &str, name: &str, bytes: &[u8]) -> Answer {
    let sent = world.upload(director, path, name, bytes).await;
    assert_eq!(sent.code(), 303, "{name}: {}", sent.main());
    let place = sent.header("location").to_owned();
    world.get(Some(director), &place).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_csv_is_read_in_shift_jis_and_in_utf_8_with_and_without_its_mark() {
    let world = World::new().await;
    let (director, path) = upload_page(&world).await;
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(ITEMS);
    let files = [
        ("plain.csv", ITEMS.as_bytes().to_vec()),
        ("marked.csv", format!("\u{feff}{ITEMS}").into_bytes()),
        ("old.csv", shift_jis.into_owned()),
        ("windows.csv", ITEMS.replace('\n', "\r\n").into_bytes()),
        ("tabs.tsv", ITEMS.replace(',', "\t").into_bytes()),
    ];

    for (name, bytes) in files {
        let page = preview(&world, &director, &path, name, &bytes).await;

        assert_eq!(page.code(), 200, "{name}: {}", page.main());
        assert!(
            page.text().contains("あさひ堂") && page.text().contains("糸魚川市寺町"),
            "{name}: {}",
            page.main()
        );
    }
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_rows_go_back_while_good_ones_wait() {
    let world = World::new().await;
    let (director, path) = upload_page(&world).await;
    let before = kept(&world).await;
    let rows = "番号,店名\nＡ－１,全角の店\n,番号のない店\nA-2,同じ番号\nA-2,同じ番号\nA-3,\"引用, と \"\"かっこ\"\"\"\nA-4\n";

    let page = preview(&world, &director, &path, "rows.csv", rows.as_bytes()).await;

    assert_eq!(page.code(), 200, "{}", page.main());
    assert!(
        page.text().contains("faults.xlsx"),
        "the faulty rows can be fetched: {}",
        page.main()
    );
    assert_eq!(kept(&world).await[1], before[1], "looking takes nothing in");
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_formula_in_excel_is_never_calculated() {
    let world = World::new().await;
    let (director, path) = upload_page(&world).await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, label) in ["番号", "店名"].iter().enumerate() {
        sheet.write_string(0, at as u16, *label).expect("a cell");
    }
    sheet.write_string(1, 0, "A-1").expect("a cell");
    sheet
        .write_formula(
            1,
            1,
            Formula::new("=HYPERLINK(\"http://evil.example\",\"x\")").set_result("x"),
        )
        .expect("a cell");
    sheet.write_string(2, 0, "A-2").expect("a cell");
    sheet.write_string(2, 1, "=1+1").expect("a cell");
    let bytes = book.save_to_buffer().expect("a file");

    let page = preview(&world, &director, &path, "formula.xlsx", &bytes).await;

    assert_eq!(page.code(), 200, "{}", page.main());
    assert!(
        page.text().contains("faults.xlsx"),
        "the row with a formula goes back: {}",
        page.main()
    );
    world.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_read_as_people_write_it() {
    let world = World::new().await;
    let order = world.open_order().await;
    let director = world.enter("maruyama@kado.example").await;
    let path = format!("/orders/{order}/edit");

    for (written, stored) in [
        ("令和9年3月31日", "2027-03-31"),
        ("R9.3.30", "2027-03-30"),
        ("2027/3/29", "2027-03-29"),
        ("２０２７年３月２８日", "2027-03-28"),
        ("２０２７／０３／２７", "2027-03-27"),
        ("2027-03-26", "2027-03-26"),
    ] {
        let mut fields = form_on(&world.get(Some(&director), &path).await, &path);
        fields.retain(|it| it.0 != "due_on");
        fields.push(("due_on".to_owned(), written.to_owned()));
        let answer = world.post(Some(&director), &path, &pairs(&fields)).await;

        assert_eq!(answer.code(), 303, "{written}: {}", answer.main());
        let due = world
            .text(&format!(
                "select cast(due_on as text) from client_order where public_id = '{order}'"
            ))
            .await;
        assert_eq!(due, stored, "{written}");
    }
    for nonsense in [
        "令和9年2月30日",
        "31/12/2027",
        "明日",
        "2027-13-01",
        "9999999999",
    ] {
        let mut fields = form_on(&world.get(Some(&director), &path).await, &path);
        fields.retain(|it| it.0 != "due_on");
        fields.push(("due_on".to_owned(), nonsense.to_owned()));
        let answer = world.post(Some(&director), &path, &pairs(&fields)).await;

        assert_eq!(answer.code(), 422, "{nonsense}: {}", answer.main());
        assert!(
            answer.text().contains(nonsense),
            "what was typed stays in the form"
        );
    }
    world.remove().await;
}

/// Who sends garbage: one person of each side that reaches other people's rows, and in the long form the whole cast.
async fn senders(world: &World) -> Vec<String> {
    let cast = demo::sign_ins(world.db()).await.expect("the cast");
    let some = [
        "maruyama@kado.example",
        "kitazawa@kado.example",
        "kobayashi@worker.example",
        "shiohara@kado.example",
        "kamijo@kado.example",
        "momose@kado.example",
        "ito@city-omachi.example",
        "katagiri@alpsmap.example",
    ];
    let wanted = |login: &String| crate::figures::long() || some.contains(&login.as_str());
    cast.into_iter().map(|it| it.login).filter(wanted).collect()
}

/// What no page expects in its address or its form.
const GARBAGE: &[&str] = &[
    "%00",
    "-1",
    "99999999999999999999",
    "1e9",
    "NaN",
    "%F0%9F%98%80",
    "'%20or%201%3D1--",
    "%3Cscript%3E",
    "..%2F..%2Fetc",
    "%E0%80",
    "%EF%BC%91",
    "null",
    "",
];

/// Names of parameters that some page reads.
const PARAMETERS: &[&str] = &[
    "page",
    "q",
    "stage",
    "show",
    "state",
    "year",
    "town",
    "municipality",
    "order",
    "from",
    "until",
    "on",
    "slot",
    "kind",
    "sort",
    "lang",
    "quote",
    "worker",
    "part",
    "stream",
    "account",
    "next",
    "filter",
    "size",
];

#[tokio::test(flavor = "multi_thread")]
async fn garbage_in_an_address_is_never_a_fault_of_ours() {
    let world = World::new().await;
    let routes = assemble::routes(&world.app).rows();
    let mut faults = Vec::new();

    for login in senders(&world).await {
        let person = world.enter(&login).await;
        let who = Known::of(&world, person.account).await;
        for row in routes
            .iter()
            .filter(|it| it.method == "GET" && who.may(it.act))
        {
            let mut addresses = Vec::new();
            if row.path.contains('{') {
                addresses.extend(GARBAGE.iter().map(|it| with_garbage(row.path, it)));
            } else {
                let worst = |it: &&str| {
                    PARAMETERS
                        .iter()
                        .map(|name| format!("{name}={it}"))
                        .collect::<Vec<_>>()
                        .join("&")
                };
                addresses.extend(
                    GARBAGE
                        .iter()
                        .map(|it| format!("{}?{}", row.path, worst(it))),
                );
            }
            for address in addresses {
                let answer = match row.path.starts_with("/api") {
                    true => world.call(Some(&person), "GET", &address, "").await,
                    false => world.get(Some(&person), &address).await,
                };
                if 500 <= answer.code() {
                    faults.push(format!("{address} answers {} to {login}", answer.code()));
                }
                if answer.text().contains("<script>") {
                    faults.push(format!("{address} shows a script to {login}"));
                }
                if 400 <= answer.code() && !answer.is_page() && !row.path.starts_with("/api") {
                    faults.push(format!(
                        "{address} answers {} without a page to {login}",
                        answer.code()
                    ));
                }
            }
        }
    }

    faults.sort();
    faults.dedup();
    assert!(
        faults.is_empty(),
        "{} addresses:\n{}",
        faults.len(),
        faults.join("\n")
    );
    world.remove().await;
}

fn with_garbage(path: &str, garbage: &str) -> String {
    let part = |it: &str| {
        if it.starts_with('{') {
            garbage.to_owned()
        } else {
            it.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_in_every_field_of_every_form_is_never_a_fault_of_ours() {
    let world = World::new().await;
    let routes = assemble::routes(&world.app).rows();
    let values = [
        "\u{0}",
        "99999999999999999999",
        "'; drop table worker; --",
        "<script>alert(1)</script>",
        "－１",
        "令和0年0月0日",
    ];
    let mut faults = Vec::new();

    for login in senders(&world).await {
        let person = world.enter(&login).await;
        let who = Known::of(&world, person.account).await;
        for row in routes
            .iter()
            .filter(|it| it.method == "POST" && !it.path.starts_with("/api") && who.may(it.act))
        {
            if row.path.starts_with("/sign-")
                || row.path.starts_with("/account/")
                || row.path.starts_with("/enter/")
            {
                continue;
            }
            let addresses = match of_path(row.path) {
                Some(rows) => rows.within(&world, &who, row.act, row.path).await,
                None => vec![row.path.to_owned()],
            };
            for (address, value) in addresses
                .iter()
                .take(1)
                .flat_map(|it| values.iter().map(move |value| (it, value)))
            {
                let fields: Vec<(&str, &str)> = FIELDS.iter().map(|name| (*name, *value)).collect();
                let answer = world.post(Some(&person), address, &fields).await;
                if 500 <= answer.code() {
                    faults.push(format!(
                        "{} answers {} to {value:?} of {login}",
                        row.path,
                        answer.code()
                    ));
                }
            }
        }
    }

    faults.sort();
    faults.dedup();
    assert!(
        faults.is_empty(),
        "{} forms:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert_eq!(world.number("select count(*) from worker").await, 500);
    world.remove().await;
}

/// Names of fields that some form reads.
const FIELDS: &[&str] = &[
    "title",
    "due_on",
    "from",
    "then",
    "units",
    "note",
    "reason",
    "why",
    "on",
    "order",
    "amount",
    "name",
    "kana",
    "email",
    "phone",
    "version",
    "_version",
    "lease_no",
    "result",
    "remark",
    "quantity",
    "unit_price",
    "client",
    "job_type",
    "director",
    "text",
    "body",
    "answer",
    "what",
    "seat",
    "slot",
    "day",
    "worker",
    "room",
    "purpose",
    "municipality",
    "from_on",
    "until_on",
    "weekly_hours",
    "skill",
    "level",
    "stage",
    "lines",
    "total",
    "bank",
    "branch",
    "kind",
    "number",
    "holder",
    "question",
    "code",
    "lots",
    "steps",
    "pair",
    "portion",
    "next_step",
    "next_on",
    "file",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_or_without_its_token_does_nothing() {
    let world = World::new().await;
    let worker = world.named("小林由美").await;
    let before = world.number("select count(*) from pledge").await;
    let bare = Request::builder()
        .method("POST")
        .uri("/profile/pledge")
        .header("host", "kado.example")
        .header("cookie", format!("kado={}", worker.token))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("_key=12345678"))
        .expect("a request");
    let mut foreign = world.form(
        Some(&worker),
        "/profile/pledge",
        &[],
        &crate::world::new_key(),
    );
    foreign
        .headers_mut()
        .insert("origin", "https://evil.example".parse().expect("a header"));

    let (bare, foreign) = (world.send(bare).await, world.send(foreign).await);

    assert_eq!((bare.code(), foreign.code()), (422, 422));
    assert_eq!(world.number("select count(*) from pledge").await, before);
    world.remove().await;
}
