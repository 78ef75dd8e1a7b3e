//! Unique marks in secrets: they occur in no file of the database, no log, no page and no export.

use access::second_factor::Seed;
use access::{AccountId, accounts, password};
use std::io::Write;
use std::sync::{Arc, Mutex};

use crate::rows::{Known, of_path};
use crate::world::{Person, World};

/// An account number, the seed of one-time codes, and a password that occur nowhere else.
const NUMBER: &str = "7391846";
const SEED: &[u8; 20] = b"kanari-no-himitsu-20";
const PASSWORD: &str = "kanariya-no-utau-asa-7391";

/// Where the log of this test goes.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .expect("one writer at a time")
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Heard {
    fn listening() -> (Heard, tracing::subscriber::DefaultGuard) {
        let heard = Heard::default();
        let writer = heard.clone();
        let log = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .finish();
        (heard, tracing::subscriber::set_default(log))
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.lock().expect("one writer at a time").clone()
    }
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|it| it == mark)
}

/// The marks as bytes: as typed, and the seed as it is written for an authenticator.
fn marks() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("the account number", NUMBER.as_bytes().to_vec()),
        ("the seed", SEED.to_vec()),
        ("the written seed", Seed::of(SEED).base32().into_bytes()),
        ("the password", PASSWORD.as_bytes().to_vec()),
    ]
}

fn clean(what: &str, bytes: &[u8]) {
    for (name, mark) in marks() {
        assert!(!contains(bytes, &mark), "{name} stands in {what}");
    }
}

async fn plant(world: &World, worker: &Person) -> (String, String) {
    let id = AccountId(worker.account);
    let tx = world
        .db()
        .begin(&db::Author::system("test"))
        .await
        .expect("a command begins");
    accounts::set_password_in(&tx, id, &password::hash(PASSWORD))
        .await
        .expect("a password");
    accounts::set_second_factor_in(&tx, &world.app.vault, id, &Seed::of(SEED))
        .await
        .expect("a second factor");
    tx.finish(&()).await.expect("a commit");
    let (bank, branch) = payment_place();
    (bank.to_owned(), branch.to_owned())
}

/// A bank and a branch of the public table.
fn payment_place() -> (&'static str, &'static str) {
    ("0001", "001")
}

#[tokio::test]
async fn secrets_stand_in_no_file_no_log_no_page_and_no_export() {
    let (heard, _listening) = Heard::listening();
    tracing::info!("the log is heard");
    let world = World::new().await;
    let worker = world.named("小林由美").await;
    let (bank, branch) = plant(&world, &worker).await;
    let worker = world.enter(&worker.login).await;
    let account = |holder: &'static str| {
        [
            ("bank", bank.clone()),
            ("branch", branch.clone()),
            ("kind", "ordinary".into()),
            ("number", NUMBER.into()),
            ("holder", holder.into()),
        ]
    };
    let fields = |of: &[(&'static str, String)]| -> Vec<(String, String)> {
        of.iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    };

    let faulty = world
        .post(
            Some(&worker),
            "/money/account",
            &crate::twice::pairs(&fields(&account(""))),
        )
        .await;
    let kept = world
        .post(
            Some(&worker),
            "/money/account",
            &crate::twice::pairs(&fields(&account("ｺﾊﾞﾔｼ ﾕﾐ"))),
        )
        .await;
    let wrong = world
        .post(
            None,
            "/sign-in",
            &[
                ("login", &worker.login),
                ("password", PASSWORD),
                ("code", "000000"),
            ],
        )
        .await;
    let broken = world
        .post(None, "/sign-in", &[("login", PASSWORD), ("password", "x")])
        .await;

    assert_eq!(faulty.code(), 422, "{}", faulty.main());
    assert_eq!(kept.code(), 303, "{}", kept.main());
    clean("the form that came back", &faulty.bytes);
    clean("the page after signing in", &wrong.bytes);
    assert!(broken.code() < 500);
    clean_pages(&world, &worker).await;
    clean_everywhere(&world).await;
    clean("the log", &heard.bytes());
    assert!(contains(&heard.bytes(), b"the log is heard"));
    for name in ["kado.sqlite", "kado.sqlite-wal"] {
        let bytes = std::fs::read(world.folder.join(name)).unwrap_or_default();
        clean(name, &bytes);
    }
    let copy = world.folder.join("copy.backup");
    db::backup_sqlite(world.db(), &copy)
        .await
        .expect("a backup");
    clean("the backup", &std::fs::read(&copy).expect("a backup"));
    world.remove().await;
}

/// What each person reads and takes away.
async fn clean_pages(world: &World, worker: &Person) {
    let card = world
        .text(&format!(
            "select public_id from worker where account = {}",
            worker.account
        ))
        .await;
    let notice = world
        .text("select public_id from payment_notice order by id desc limit 1")
        .await;
    let sheet = world.text("select public_id from sheet limit 1").await;
    let pages = [
        (worker.login.as_str(), "/money".to_owned()),
        (&worker.login, "/money/account".to_owned()),
        (&worker.login, "/account".to_owned()),
        (&worker.login, "/profile".to_owned()),
        (&worker.login, "/account/readings".to_owned()),
        ("maruyama@kado.example", format!("/workers/{card}")),
        ("shiohara@kado.example", format!("/workers/{card}")),
        ("shiohara@kado.example", "/payments".to_owned()),
        (
            "shiohara@kado.example",
            format!("/payments/notices/{notice}"),
        ),
        (
            "shiohara@kado.example",
            format!("/payments/notices/{notice}/notice.pdf"),
        ),
        (
            "admin@kado.example",
            format!("/accounts/{}", worker.public_id),
        ),
        ("kinoshita@audit.example", "/audit".to_owned()),
        ("momose@kado.example", format!("/sheets/{sheet}/sheet.xlsx")),
        ("momose@kado.example", format!("/sheets/{sheet}/sheet.pdf")),
    ];
    for (login, path) in pages {
        let person = world.enter(login).await;
        let answer = world.get(Some(&person), &path).await;
        assert!(answer.code() < 500, "{path}: {}", answer.code());
        clean(&path, &answer.bytes);
    }
    let person = world.enter("kitazawa@kado.example").await;
    let answer = world
        .call(Some(&person), "GET", &format!("/api/workers/{card}"), "")
        .await;
    clean("the API", &answer.bytes);
}

/// Every page, file and list of the API, for everybody of the cast who may open it.
async fn clean_everywhere(world: &World) {
    let routes = server::assemble::routes(&world.app).rows();
    let sign_ins = demo::sign_ins(world.db()).await.expect("the cast");
    let mut opened = 0;
    for sign_in in sign_ins {
        let person = world.enter(&sign_in.login).await;
        let who = Known::of(world, person.account).await;
        for row in routes
            .iter()
            .filter(|it| it.method == "GET" && who.may(it.act))
        {
            let addresses = match of_path(row.path) {
                Some(rows) => rows.within(world, &who, row.act, row.path).await,
                None => vec![row.path.to_owned()],
            };
            for address in addresses.iter().take(1) {
                let answer = match row.path.starts_with("/api") {
                    true => world.call(Some(&person), "GET", address, "").await,
                    false => world.get(Some(&person), address).await,
                };
                clean(&format!("{address} for {}", sign_in.login), &answer.bytes);
                opened += 1;
            }
        }
    }
    assert!(300 < opened, "only {opened} pages were looked at");
}
