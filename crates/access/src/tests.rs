//! The doors of the service as a browser meets them, on both engines.

mod accounts;
mod browser;
mod guarding;
mod late_forms;
mod pages;
mod recovering;
mod signing_in;
mod tokens;

use axum::Router;
use db::Db;
use webkit::prelude::*;

use crate::policy::{Act, Resource};
use crate::second_factor::Seed;
use crate::testing::{Cast, app, cast, migrations};
use crate::{
    Actor, App, Done, Form, PageError, Role, Routes, Visit, accounts as accounts_of, password,
};

const PASSWORD: &str = "みどりの森であさごはんを食べたい";

/// A town's worth of people behind the doors; the worker and the director know their password.
struct House {
    app: App,
    cast: Cast,
    router: Router,
    seed: Seed,
}

async fn house(db: Db) -> House {
    house_with(db, |app| app).await
}

async fn house_with(db: Db, change: fn(App) -> App) -> House {
    webkit::words::install(&[webkit::LOCALE, crate::LOCALE]);
    let cast = cast(&db).await;
    let app = change(app(&db));
    let (hash, seed) = (hash(), Seed::of(b"12345678901234567890"));
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    for role in [
        Role::Worker,
        Role::Director,
        Role::Coordinator,
        Role::Administrator,
    ] {
        let account = cast.actor(role).account;
        accounts_of::set_password_in(&tx, account, &hash)
            .await
            .unwrap();
    }
    for role in [Role::Director, Role::Administrator] {
        let account = cast.actor(role).account;
        accounts_of::set_second_factor_in(&tx, &app.vault, account, &seed)
            .await
            .unwrap();
    }
    tx.finish(&()).await.unwrap();
    let demo = app.settings.demonstration;
    let routes = Routes::new().and(crate::routes()).and(things());
    let routes = if demo {
        routes.and(crate::demo_routes())
    } else {
        routes
    };
    let router = crate::headers(routes.into_router(&app), &app.settings);
    House {
        app,
        cast,
        router,
        seed,
    }
}

/// Hashing is slow on purpose, so it happens once.
fn hash() -> String {
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    HASH.get_or_init(|| password::hash(PASSWORD)).clone()
}

impl House {
    fn browser(&self) -> browser::Browser {
        browser::Browser::at(self.router.clone())
    }

    fn now(&self) -> base::Moment {
        self.app.db.clock().now()
    }

    fn later(&self, seconds: i64) {
        let clock = self.app.db.clock();
        clock.set(clock.now().plus_seconds(seconds));
    }

    fn code(&self) -> String {
        self.seed.code(self.now().micros() / 1_000_000)
    }

    /// The director in a browser, signed in with both factors.
    async fn director(&self) -> browser::Browser {
        self.staff("director@example.jp").await
    }

    async fn staff(&self, login: &str) -> browser::Browser {
        let mut browser = self.browser();
        browser.sign_in(login, PASSWORD).await;
        let answer = browser
            .post("/sign-in/code", "/sign-in/code", &[("code", &self.code())])
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.later(30);
        browser
    }

    async fn worker(&self) -> browser::Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in("worker@example.jp", PASSWORD).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser
    }

    /// Someone of the cast, entered by a sign-in made beside the doors.
    async fn entered(&self, actor: &Actor) -> browser::Browser {
        let tx = self
            .app
            .db
            .begin(&db::Author::system("test"))
            .await
            .unwrap();
        let token = crate::sessions::begin_in(&tx, actor.account, true, self.now(), "Windows")
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert("kado".into(), token);
        browser
    }
}

/// A small capability behind the same doors: workers' cards, and an act that wants a fresh proof.
fn things() -> Routes {
    Routes::new()
        .get("/things", Act::Read(Resource::Workers), show)
        .get("/things/{id}", Act::Read(Resource::Workers), one)
        .post("/things", Act::Write(Resource::Profile), change)
        .post("/careful", Act::SignedIn, careful)
        .get("/api/things", Act::Read(Resource::Workers), show)
        .post("/api/things", Act::Write(Resource::Profile), change)
        .post(
            "/api/approvals",
            Act::Approve(Resource::PaymentNotices),
            change,
        )
}

async fn show(_: Visit) -> Page {
    Page::titled("things").body(post_button("/things", "change", [("a", "b")]))
}

async fn one(_: Visit) -> Result<Page, PageError> {
    Err(crate::Failure::Absent.into())
}

async fn change(_: Visit) -> Done {
    Done::to("/things")
}

async fn careful(visit: Visit, Form(posted): Form) -> Result<Page, PageError> {
    visit.actor.fresh(visit.now())?;
    Ok(Page::titled(format!(
        "done: {}",
        posted.first("note").unwrap_or("")
    )))
}

/// Every test runs on both engines.
async fn each<F, Fut>(test: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    db::testing::each(migrations(), test).await;
}
