//! A world of its own for each test: a copy of the demonstration, its people signed in, and a browser without a window.

use access::{App, Settings, Vault};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use base::{Clock, Day, Moment, PublicId};
use db::sea_orm::{ConnectionTrait, FromQueryResult, Value};
use db::{Author, Db, IdSource, Target};
use server::{assemble, serve};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};
use std::time::Duration;
use tower::ServiceExt;

mod bodies;

pub use bodies::{encoded, multipart, new_key};

/// Filling is allowed this seed; every copy tells the same story.
const SEED: u64 = 1;
/// What may be read of one answer.
const MOST_BYTES: usize = 64 << 20;

/// A copy of the demonstration that a test may spoil.
pub struct World {
    pub app: App,
    router: Router,
    pub folder: PathBuf,
    place: Place,
}

enum Place {
    Folder,
    Postgres { server: String, name: String },
}

/// Someone at a browser, or a program with a token.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: i64,
    pub public_id: PublicId,
    pub login: String,
    pub token: String,
    pub csrf: String,
    pub bearer: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|it| it.to_str().ok())
            .unwrap_or("")
    }

    pub fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// What the reader reads of a page, without its surroundings and the number of the request.
    pub fn main(&self) -> String {
        let text = self.text();
        let from = text.find("<main").unwrap_or(0);
        let until = text.find("</main>").unwrap_or(text.len());
        without_request_number(&text[from..until])
    }
}

/// The number of a request and the key of a form are long hexadecimal numbers that differ every time.
fn without_request_number(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if matches!(c, '0'..='9' | 'a'..='f') {
            run.push(c);
            continue;
        }
        out.push_str(if 16 <= run.len() { "…" } else { &run });
        run.clear();
        out.push(c);
    }
    out
}

/// Words, style sheets and fonts, once in each process.
pub fn equip() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        webkit::words::install(&assemble::locales());
        assemble::ready().expect("bin/setup has built ui/dist");
    });
}

/// The instant at which the worlds stand: 2027-01-18 10:00 in Japan.
pub fn noon() -> Moment {
    db::testing::noon()
}

fn app(db: &Db, folder: &Path, vault: Vault) -> App {
    let settings = Settings {
        demonstration: true,
        secure_cookies: false,
        folder: Some(folder.to_owned()),
        menu: assemble::menu,
        address: "http://127.0.0.1:8080".to_owned(),
        holidays: assemble::holidays(),
    };
    App {
        db: db.clone(),
        vault,
        settings: Arc::new(settings),
    }
}

fn vault(folder: &Path) -> Vault {
    Vault::from_file(&folder.join("kado.key")).expect("a key file")
}

async fn filled(target: &Target, folder: &Path) {
    let db = Db::open(target, Clock::standing_at(noon()), IdSource::random())
        .await
        .expect("a database");
    db::migrate(&db, assemble::migrations())
        .await
        .expect("all tables");
    let day = Day::known(2027, 1, 18);
    demo::fill(&app(&db, folder, vault(folder)), day, SEED, &|_| ())
        .await
        .expect("the demonstration can be told");
    db.close().await.expect("the database closes");
}

/// The folder of the filled demonstration, made by the first process of a run; the others wait at its lock.
pub async fn template() -> PathBuf {
    equip();
    let program = std::env::current_exe()
        .and_then(|it| it.metadata())
        .and_then(|it| it.modified());
    let built = program
        .expect("a program has a time")
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970")
        .as_millis();
    let folder = std::env::temp_dir().join(format!("kado-it-{built}"));
    std::fs::create_dir_all(&folder).expect("temporary files can be written");
    let lock = File::create(folder.join("lock")).expect("a lock");
    lock.lock().expect("the lock comes free");
    if !folder.join("whole").exists() {
        forget_older(&folder);
        let _ = std::fs::remove_file(folder.join("kado.sqlite"));
        filled(&Target::Folder(folder.clone()), &folder).await;
        std::fs::write(folder.join("whole"), "").expect("temporary files can be written");
    }
    folder
}

/// Templates of earlier builds take room for nothing.
fn forget_older(folder: &Path) {
    let siblings = std::fs::read_dir(std::env::temp_dir())
        .into_iter()
        .flatten()
        .flatten();
    for sibling in siblings.filter(|it| it.path() != folder) {
        let old = sibling
            .metadata()
            .and_then(|it| it.modified())
            .is_ok_and(|at| {
                at.elapsed()
                    .is_ok_and(|age| age > Duration::from_secs(3_600))
            });
        if old
            && sibling
                .file_name()
                .to_string_lossy()
                .starts_with("kado-it-")
        {
            let _ = std::fs::remove_dir_all(sibling.path());
        }
    }
}

/// A folder with a copy of the demonstration and its key.
pub async fn copied_folder() -> PathBuf {
    let template = template().await;
    let folder = fresh_folder();
    for name in ["kado.sqlite", "kado.key"] {
        std::fs::copy(template.join(name), folder.join(name)).expect("a copy of the demonstration");
    }
    folder
}

/// An empty folder for this test.
pub fn fresh_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("kado-world-{:032x}", rand::random::<u128>()));
    std::fs::create_dir_all(&folder).expect("temporary files can be written");
    folder
}

impl World {
    /// The demonstration in the embedded database.
    pub async fn new() -> World {
        let folder = copied_folder().await;
        World::over(Target::Folder(folder.clone()), folder, Place::Folder).await
    }

    /// The demonstration in PostgreSQL, where a server is named.
    pub async fn on_postgres() -> Option<World> {
        let server = std::env::var("KADO_TEST_POSTGRES").ok()?;
        let template = template().await;
        let lock = File::create(template.join("lock")).expect("a lock");
        lock.lock().expect("the lock comes free");
        let root = server
            .rfind('/')
            .map(|cut| server[..cut].to_owned())
            .expect("the address ends in a database");
        let stamp = template
            .file_name()
            .map_or_else(String::new, |it| it.to_string_lossy().replace('-', "_"));
        let admin = db::sea_orm::Database::connect(&server)
            .await
            .expect("the server answers");
        if !template.join("whole-postgres").exists() {
            for sql in [
                format!("drop database if exists {stamp} with (force)"),
                format!("create database {stamp}"),
            ] {
                admin
                    .execute_unprepared(&sql)
                    .await
                    .expect("a database can be made");
            }
            filled(&Target::Postgres(format!("{root}/{stamp}")), &template).await;
            std::fs::write(template.join("whole-postgres"), "")
                .expect("temporary files can be written");
        }
        let name = format!("kado_world_{:032x}", rand::random::<u128>());
        admin
            .execute_unprepared(&format!("create database {name} template {stamp}"))
            .await
            .expect("a copy");
        let folder = fresh_folder();
        std::fs::copy(template.join("kado.key"), folder.join("kado.key")).expect("the key");
        let target = Target::Postgres(format!("{root}/{name}"));
        Some(World::over(target, folder, Place::Postgres { server, name }).await)
    }

    async fn over(target: Target, folder: PathBuf, place: Place) -> World {
        equip();
        let db = Db::open(&target, Clock::standing_at(noon()), IdSource::random())
            .await
            .expect("the copy opens");
        let app = app(&db, &folder, vault(&folder));
        World {
            router: serve::router(&app),
            app,
            folder,
            place,
        }
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// An empty database beside the one in PostgreSQL, and the addresses of both.
    pub async fn empty_beside(&self) -> (String, String) {
        let Place::Postgres { server, name } = &self.place else {
            panic!("this world lies in a folder");
        };
        let root = &server[..server.rfind('/').expect("the address ends in a database")];
        let empty = format!("{name}_empty");
        let admin = db::sea_orm::Database::connect(server)
            .await
            .expect("the server answers");
        admin
            .execute_unprepared(&format!("create database {empty}"))
            .await
            .expect("a database can be made");
        (format!("{root}/{name}"), format!("{root}/{empty}"))
    }

    /// The address of the copy in PostgreSQL.
    pub fn address(&self) -> Option<String> {
        let Place::Postgres { server, name } = &self.place else {
            return None;
        };
        let cut = server.rfind('/')?;
        Some(format!("{}/{name}", &server[..cut]))
    }

    /// Closes and removes the copy.
    pub async fn remove(self) {
        let _ = self.app.db.close().await;
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Place::Postgres { server, name } = &self.place
            && let Ok(admin) = db::sea_orm::Database::connect(server).await
        {
            for gone in [name.clone(), format!("{name}_empty")] {
                let _ = admin
                    .execute_unprepared(&format!("drop database if exists {gone} with (force)"))
                    .await;
            }
        }
    }

    /// Rows of a query.
    pub async fn rows<T: FromQueryResult>(&self, sql: &str) -> Vec<T> {
        db::all(self.db(), sql, vec![])
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The text in the first column of the first row.
    pub async fn text(&self, sql: &str) -> String {
        let found = db::scalar::<String>(self.db(), sql, vec![])
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        found.unwrap_or_else(|| panic!("the demonstration has no row for: {sql}"))
    }

    /// The whole number in the first column of the first row.
    pub async fn number(&self, sql: &str) -> i64 {
        db::count(self.db(), sql, vec![])
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// Changes rows behind the back of the service.
    pub async fn change(&self, sql: &str, values: Vec<Value>) {
        let tx = self
            .db()
            .begin(&Author::system("test"))
            .await
            .expect("a command begins");
        db::execute(&tx, sql, values)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        tx.finish(&()).await.expect("a commit");
    }

    /// An order in preparation, into which items can be taken, beside those of the story.
    pub async fn open_order(&self) -> PublicId {
        let id = PublicId::from_bits(rand::random());
        let columns = "client, title, job_type, unit_price, ordered_on, due_on, director, work_content, delivery_place, delivery_method, \
                       consent_on, consent_scope, consent_by, permitted_places, devices, retention_days, deletion, client_pays_on, \
                       stage_since, cancel_reason, version";
        let sql = format!(
            "insert into client_order (public_id, number, quantity, stage, {columns}) \
             select $1, 'J-R8-' || substr($1, 1, 8), 100, 'preparing', {columns} \
             from client_order where number = 'J-R8-0003'"
        );
        self.change(&sql, vec![id.clone().into()]).await;
        id
    }

    /// The person of a login, with a sign-in and a token that began just now.
    pub async fn enter(&self, login: &str) -> Person {
        enter(self.db(), login, self.db().clock().real_now()).await
    }

    /// The person of a name of the cast.
    pub async fn named(&self, name: &str) -> Person {
        let sql = format!(
            "select login from account where name = '{name}' and state = 'confirmed' order by id limit 1"
        );
        self.enter(&self.text(&sql).await).await
    }

    pub async fn get(&self, who: Option<&Person>, path: &str) -> Answer {
        self.send(
            headed("GET", who, path)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    /// A form sent once, under a key of its own.
    pub async fn post(&self, who: Option<&Person>, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_keyed(who, path, fields, &new_key()).await
    }

    /// A form sent under this key.
    pub async fn post_keyed(
        &self,
        who: Option<&Person>,
        path: &str,
        fields: &[(&str, &str)],
        key: &str,
    ) -> Answer {
        self.send(self.form(who, path, fields, key)).await
    }

    /// A form as a request, to be sent side by side with others.
    pub fn form(
        &self,
        who: Option<&Person>,
        path: &str,
        fields: &[(&str, &str)],
        key: &str,
    ) -> Request<Body> {
        let csrf = self.csrf(who);
        let mut all = vec![("_csrf", csrf.as_str()), ("_key", key)];
        all.extend_from_slice(fields);
        let body = encoded(&all);
        headed("POST", who, path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request")
    }

    /// A form with one file.
    pub async fn upload(&self, who: &Person, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let (kind, body) = multipart(&who.csrf, name, bytes);
        let request = headed("POST", Some(who), path)
            .header("content-type", kind)
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// A call of the API.
    pub async fn call(&self, who: Option<&Person>, method: &str, path: &str, json: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "kado.example");
        if let Some(it) = who {
            request = request.header("authorization", format!("Bearer {}", it.bearer));
        }
        let request = request
            .header("content-type", "application/json")
            .header("idempotency-key", new_key());
        self.send(
            request
                .body(Body::from(json.to_owned()))
                .expect("a request"),
        )
        .await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, MOST_BYTES)
            .await
            .expect("a whole answer")
            .to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    fn csrf(&self, who: Option<&Person>) -> String {
        match who {
            Some(it) => it.csrf.clone(),
            None => self.app.vault.fingerprint(&format!("csrf|{VISITOR}")),
        }
    }
}

/// The mark of a visitor who has not signed in.
const VISITOR: &str = "00000000000000000000000000000000000000000000000000000000000000aa";

fn headed(method: &str, who: Option<&Person>, path: &str) -> axum::http::request::Builder {
    let cookie = match who {
        Some(it) => format!("kado={}", it.token),
        None => format!("visitor={VISITOR}"),
    };
    Request::builder()
        .method(method)
        .uri(path)
        .header("host", "kado.example")
        .header("cookie", cookie)
}

/// Signs a person in behind the back of the service: the rows of a sign-in and of a token, both begun now.
pub async fn enter(db: &Db, login: &str, now: Moment) -> Person {
    #[derive(FromQueryResult)]
    struct Found {
        id: i64,
        public_id: PublicId,
    }
    let found: Option<Found> = db::one(
        db,
        "select id, public_id from account where login = $1",
        vec![login.into()],
    )
    .await
    .expect("accounts can be read");
    let it = found.unwrap_or_else(|| panic!("the demonstration has no {login}"));
    let secret = || {
        format!(
            "{:032x}{:032x}",
            rand::random::<u128>(),
            rand::random::<u128>()
        )
    };
    let (token, csrf, bearer) = (secret(), secret(), format!("kado_{}", secret()));
    let hashed = |text: &str| db::digest(text.as_bytes());
    let tx = db
        .begin(&Author::system("test"))
        .await
        .expect("a command begins");
    let sql = "insert into session (public_id, token_hash, account, csrf, started_at, seen_at, fresh_at, second_factor, agent) \
               values ($1, $2, $3, $4, $5, $5, $5, true, 'test')";
    let values = vec![
        tx.public_id().into(),
        hashed(&token).into(),
        it.id.into(),
        csrf.clone().into(),
        now.into(),
    ];
    db::execute(&tx, sql, values).await.expect("a sign-in");
    let sql = "insert into api_token (public_id, account, name, token_hash, may_write, created_at, expires_at) \
               values ($1, $2, 'test', $3, true, $4, $5)";
    let until = now.plus_seconds(86_400);
    let values = vec![
        tx.public_id().into(),
        it.id.into(),
        hashed(&bearer).into(),
        now.into(),
        until.into(),
    ];
    db::execute(&tx, sql, values).await.expect("a token");
    tx.finish(&()).await.expect("a commit");
    Person {
        account: it.id,
        public_id: it.public_id,
        login: login.to_owned(),
        token,
        csrf,
        bearer,
    }
}
