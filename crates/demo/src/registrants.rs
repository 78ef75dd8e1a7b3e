//! The five hundred registrants: the people of the story, and the others drawn by the seed.

use access::accounts;
use access::{Actor, Failure};
use base::{Day, Yen};
use db::Tx;
use people::{NewWorker, Profile, Stage, WorkerId};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::cast::Towns;
use crate::names::Names;

/// A registrant as the history and the story use them.
#[derive(Clone, Debug)]
pub struct Registrant {
    pub worker: WorkerId,
    pub public_id: base::PublicId,
    pub account: access::AccountId,
    pub name: String,
    pub kana: String,
    pub login: String,
    /// 0 塩尻, 1 安曇野, 2 糸魚川, 3 大町.
    pub town: usize,
}

/// How many people each town has at the end of 令和4年度; 31 in 大町市 as published.
pub const BY_TOWN: [usize; 4] = [275, 122, 72, 31];

/// Someone of the story: name, reading, town, weekly hours, note for directors, own ceiling.
struct Named {
    name: &'static str,
    kana: &'static str,
    login: &'static str,
    town: usize,
    hours: i64,
    note: &'static str,
    ceiling: Option<i64>,
}

/// The workers of the story. The first of each town stand at the head of its list.
const NAMED: [Named; 6] = [
    Named {
        name: "小林由美",
        kana: "コバヤシ ユミ",
        login: "kobayashi@worker.example",
        town: 0,
        hours: 24,
        note: "",
        ceiling: None,
    },
    Named {
        name: "田中",
        kana: "タナカ",
        login: "tanaka@worker.example",
        town: 0,
        hours: 15,
        note: "画面読み上げソフトとキーボードで作業します",
        ceiling: None,
    },
    Named {
        name: "グエン",
        kana: "グエン",
        login: "nguyen@worker.example",
        town: 1,
        hours: 18,
        note: "やさしい日本語でお願いします",
        ceiling: None,
    },
    Named {
        name: "小口",
        kana: "オグチ",
        login: "oguchi@worker.example",
        town: 2,
        hours: 10,
        note: "手順書は紙で受け取りたいです",
        ceiling: Some(1_800_000),
    },
    Named {
        name: "宮下さやか",
        kana: "ミヤシタ サヤカ",
        login: "miyashita@worker.example",
        town: 3,
        hours: 16,
        note: "9時40分から11時30分と、21時以降に作業します",
        ceiling: Some(1_300_000),
    },
    Named {
        name: "有賀",
        kana: "アルガ",
        login: "aruga@worker.example",
        town: 3,
        hours: 8,
        note: "30分ごとに休憩をとります",
        ceiling: None,
    },
];

/// Registers the people of a town, those of the story first.
pub async fn register_in(
    tx: &Tx,
    by: &Actor,
    towns: &Towns,
    town: usize,
    names: &mut Names,
    chance: &mut ChaCha8Rng,
) -> Result<Vec<Registrant>, Failure> {
    let count = BY_TOWN[town];
    let mut made = Vec::with_capacity(count);
    let named = NAMED.iter().filter(|it| it.town == town);
    for it in named {
        let profile = profile(it.name, it.kana, it.login, it.note, it.ceiling);
        made.push(one_in(tx, by, towns, town, it.hours * 60, profile).await?);
    }
    while made.len() < count {
        let (name, kana) = names.draw(chance);
        let login = format!("worker{}-{}@worker.example", town + 1, made.len() + 1);
        let hours = *[6i64, 8, 10, 12, 15, 18, 20, 24]
            .get(chance.random_range(0usize..8))
            .expect("one of eight");
        let ceiling = [None, None, Some(1_300_000)][chance.random_range(0usize..3)];
        let profile = profile(&name, &kana, &login, "", ceiling);
        made.push(one_in(tx, by, towns, town, hours * 60, profile).await?);
    }
    Ok(made)
}

fn profile(name: &str, kana: &str, login: &str, note: &str, ceiling: Option<i64>) -> Profile {
    Profile {
        name: name.into(),
        kana: kana.into(),
        email: Some(login.into()),
        note_for_directors: note.into(),
        wants_work: true,
        ceiling_yen: ceiling.map(Yen::new),
        ..Profile::default()
    }
}

async fn one_in(
    tx: &Tx,
    by: &Actor,
    towns: &Towns,
    town: usize,
    weekly_minutes: i64,
    profile: Profile,
) -> Result<Registrant, Failure> {
    let (name, kana, login) = (
        profile.name.clone(),
        profile.kana.clone(),
        profile.email.clone().unwrap_or_default(),
    );
    let new = NewWorker {
        account: None,
        login: Some(login.clone()),
        municipality: towns.all()[town],
        registered_on: tx.today(),
        stage: Stage::Waiting,
        weekly_minutes,
        profile,
    };
    let it = people::actions::register_in(tx, by, &new).await?;
    accounts::confirm_in(tx, it.account).await?;
    Ok(Registrant {
        worker: it.worker,
        public_id: it.public_id,
        account: it.account,
        name,
        kana,
        login,
        town,
    })
}

/// The day on which the people of a town register: 大町 joins in 令和4年度.
pub fn joined(town: usize) -> Day {
    if town == 3 {
        Day::known(2022, 4, 1)
    } else {
        first_day()
    }
}

/// The day on which the first people of the history had registered.
pub fn first_day() -> Day {
    Day::known(2021, 3, 1)
}

/// True for the people of the story.
pub fn is_named(name: &str) -> bool {
    NAMED.iter().any(|it| it.name == name)
}
