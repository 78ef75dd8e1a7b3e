//! The demonstration region: four towns, five hundred people, two fiscal years of history and one order under way, all told
//! through the same actions as the pages. Names are invented; the items are a public table; the published figures come out.

mod branch_table;
mod cast;
mod figures;
mod history;
mod kept;
mod names;
mod pages;
mod plan;
mod ready;
mod registrants;
mod scene;
mod side_orders;
mod story;
mod under_way;

use access::{Actor, App, Failure, Role};
use base::Day;
use db::Author;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use cast::{Person, Places};
use history::Players;
use names::Names;
use registrants::Registrant;
use scene::Scene;

pub use cast::SignIn;
pub use kept::{set, setting, sign_ins};
pub use pages::routes;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("demo");

/// The day from which the demonstration can be shown: the Monday on which the story stands.
pub fn first_day() -> Day {
    Day::known(2027, 1, 18)
}

/// Fills an empty database. `progress` hears what is being told.
pub async fn fill(
    app: &App,
    _today: Day,
    seed: u64,
    progress: &dyn Fn(&str),
) -> Result<(), Failure> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let scene = Scene::at(app, registrants::first_day().at(9, 0), seed);
    kept::set(&scene.app.db, "demonstration", "filling").await?;
    let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
    let places = cast::places_in(&tx).await?;
    let (cast, mut sign_ins) = cast::staff_in(&tx, &app.vault, &places, &mut chance).await?;
    let contacts = history::clients_in(&tx, &places).await?;
    tx.finish(&()).await?;
    let clients = actors(&scene, contacts.into_iter()).await?;
    figures::entered(&scene, &cast, &places).await?;
    let players = Players {
        clients: &clients,
        manager: &story::actor(&scene, &cast, Role::Manager).await?,
        director: &story::actor(&scene, &cast, Role::Director).await?,
        preparer: &story::actor(&scene, &cast, Role::PaymentPreparer).await?,
        approver: &story::actor(&scene, &cast, Role::PaymentApprover).await?,
    };
    history::remitter(&scene, &players).await?;
    let (mut registrants, mut workers, mut names) = (Vec::new(), Vec::new(), Names::new());
    for (level, joining) in plan::LEVELS.iter().zip([0..3, 3..4]) {
        scene.stand_at(registrants::joined(joining.start).at(9, 0));
        let from = registrants.len();
        registrants.extend(
            registered(
                &scene,
                &places,
                &cast,
                joining,
                &mut names,
                &mut chance,
                progress,
            )
            .await?,
        );
        workers.extend(
            actors(
                &scene,
                registrants[from..].iter().map(|it: &Registrant| it.account),
            )
            .await?,
        );
        history::bank_accounts(&scene, from, &registrants, &workers).await?;
        let planned = plan::year(
            level,
            &towns(&registrants),
            places.clients.len(),
            &mut chance,
        );
        history::tell(
            &scene,
            &places,
            &players,
            (&registrants, &workers),
            planned,
            progress,
        )
        .await?;
        figures::balanced(&scene, &cast, level.year, 12).await?;
    }
    figures::evaluated(&scene, &cast, &places).await?;
    let planned = plan::year(
        &plan::RUNNING,
        &unnamed(&registrants),
        places.clients.len(),
        &mut chance,
    );
    let everyone = (&registrants[..], &workers[..]);
    history::tell(&scene, &places, &players, everyone, planned, progress).await?;
    figures::balanced(&scene, &cast, plan::RUNNING.year, PAID_MONTHS).await?;
    progress("2026-12");
    under_way::told(&scene, &places, &players, &cast, everyone, &mut chance).await?;
    sign_ins
        .extend(under_way::worker_sign_ins(&scene, &app.vault, &registrants, &mut chance).await?);
    kept::keep_sign_ins(&scene.app.db, &sign_ins).await?;
    kept::set(&scene.app.db, "demonstration", "true").await?;
    Ok(())
}

/// Months of the running year whose accounts are closed when the story begins.
const PAID_MONTHS: i32 = 7;

/// The people of each town without those of the story, whose year is told by itself.
fn unnamed(registrants: &[Registrant]) -> [Vec<usize>; 4] {
    towns(registrants).map(|mut those| {
        those.retain(|at| !registrants::is_named(&registrants[*at].name));
        those
    })
}

/// The people of each town, by position.
fn towns(registrants: &[Registrant]) -> [Vec<usize>; 4] {
    std::array::from_fn(|town| {
        let those = registrants
            .iter()
            .enumerate()
            .filter(|(_, it)| it.town == town);
        those.map(|(at, _)| at).collect()
    })
}

async fn actors(
    scene: &Scene,
    accounts: impl Iterator<Item = access::AccountId>,
) -> Result<Vec<Actor>, Failure> {
    let mut actors = Vec::new();
    for account in accounts {
        actors.push(scene.actor(account).await?);
    }
    Ok(actors)
}

/// The people of some towns register.
async fn registered(
    scene: &Scene,
    places: &Places,
    cast: &[Person],
    joining: std::ops::Range<usize>,
    names: &mut Names,
    chance: &mut ChaCha8Rng,
    progress: &dyn Fn(&str),
) -> Result<Vec<Registrant>, Failure> {
    let coordinator = story::actor(scene, cast, Role::Coordinator).await?;
    let mut all = Vec::new();
    for town in joining {
        let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
        let made =
            registrants::register_in(&tx, &coordinator, &places.towns, town, names, chance).await?;
        tx.finish(&()).await?;
        progress(&format!("{} registrants", made.len()));
        all.extend(made);
    }
    Ok(all)
}
