//! What stands before the story begins: rooms and seats, a course, skills and clearances, the hours people offer.

use access::{Actor, Failure, Role};
use db::Author;
use people::{Block, Given, Source, Week};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use sites::Class;
use sites::actions::NewRoom;
use training::rules::NewQuestion;
use training::{NewCourse, NewLesson};

use crate::cast::{Person, Places};
use crate::registrants::Registrant;
use crate::scene::Scene;
use crate::story::actor;

/// Rooms of the sites: name, class, seats.
const ROOMS: [&[(&str, Class, i64)]; 4] = [
    &[("ラウンジ", Class::Open, 20), ("機密室", Class::Secure, 6)],
    &[("ワークルーム", Class::Open, 10)],
    &[("thread ワークルーム", Class::Open, 8)],
    &[("大町ワークルーム", Class::Open, 6)],
];

/// Opens every room.
pub async fn rooms(scene: &Scene, cast: &[Person], places: &Places) -> Result<(), Failure> {
    let manager = actor(scene, cast, Role::Manager).await?;
    for (site, rooms) in places.sites.iter().zip(ROOMS) {
        for (name, class, seats) in rooms {
            let room = NewRoom {
                site: *site,
                name: (*name).into(),
                class: *class,
                seats: *seats,
            };
            sites::actions::open_room(&scene.app.db, &manager, &room).await?;
        }
    }
    Ok(())
}

/// The course that opens the checking of information.
pub async fn course(scene: &Scene, cast: &[Person]) -> Result<(), Failure> {
    let db = &scene.app.db;
    let coordinator = actor(scene, cast, Role::Director).await?;
    let skill = people::read::skill_by_code(db, "check")
        .await?
        .ok_or(Failure::Absent)?;
    let job_type = people::read::job_type_by_code(db, "check")
        .await?
        .ok_or(Failure::Absent)?;
    let course = NewCourse {
        code: "check-1".into(),
        title: "確認作業の基本".into(),
        about: "公開情報と一覧を見比べ、違いを正しく記録できるようになります。修了すると、確認の仕事のお願いが届きます。".into(),
        job_type: Some(job_type.id),
        skill: skill.id,
        level: 1,
        minutes: 40,
        allowance_yen: base::Yen::ZERO,
        practical: "練習用の10件を確かめ、違いがあった番号と正しい内容を書いて提出してください。".into(),
        lessons: LESSONS.map(|(title, body)| NewLesson { title: title.into(), body: body.into() }).to_vec(),
        questions: vec![NewQuestion {
            question: "店舗が見つからないときは、どうしますか。".into(),
            choices: vec!["空欄のまま提出する".into(), "「確認できない」を選び、探した場所を書く".into(), "近い名前の店舗を書く".into()],
            right: 1,
            why: "探した場所が書いてあると、確認する人が同じことを繰り返さずにすみます。".into(),
        }],
    };
    training::actions::add_course(db, &coordinator, &course).await?;
    Ok(())
}

const LESSONS: [(&str, &str); 3] = [
    (
        "見比べる順番",
        "名称、カナ、番号の順に、1字ずつ見比べます。似た字（口とロ、ー と一）に気をつけます。",
    ),
    (
        "違いの書き方",
        "どこが、どう違うかを書きます。「名称の『支店』が公式にはない」のように、だれが読んでも同じに直せる書き方にします。",
    ),
    (
        "情報の守り方",
        "見た内容は人に話さず、写真を撮らず、作業が終わったら画面を閉じます。機密の件は機密室でだけ開きます。",
    ),
];

/// Skills, clearances, pledges and the usual week: of ten people eight know the basics, six can check information.
pub async fn people(
    scene: &Scene,
    cast: &[Person],
    registrants: &[Registrant],
    workers: &[Actor],
    chance: &mut ChaCha8Rng,
) -> Result<(), Failure> {
    let (coordinator, director) = (
        actor(scene, cast, Role::Coordinator).await?,
        actor(scene, cast, Role::Director).await?,
    );
    let db = &scene.app.db;
    let skill = |code| people::read::skill_by_code(db, code);
    let ict = skill("ict").await?.ok_or(Failure::Absent)?.id;
    let check = skill("check").await?.ok_or(Failure::Absent)?.id;
    let lead = skill("lead").await?.ok_or(Failure::Absent)?.id;
    let today = db.clock().today();
    for part in registrants
        .iter()
        .zip(workers)
        .enumerate()
        .collect::<Vec<_>>()
        .chunks(100)
    {
        let tx = db.begin(&Author::system("demonstration")).await?;
        for (at, (person, worker)) in part {
            let named = crate::registrants::is_named(&person.name);
            if named || at % 10 < 8 {
                people::actions::grant_skill_in(
                    &tx,
                    &director,
                    person.worker,
                    ict,
                    2,
                    Source::Record,
                    "",
                )
                .await?;
                people::actions::clear_remote_in(&tx, &coordinator, &person.public_id, Some(today))
                    .await?;
                people::actions::pledge_in(&tx, worker, &person.public_id).await?;
            }
            if named || at % 10 < 6 {
                people::actions::grant_skill_in(
                    &tx,
                    &director,
                    person.worker,
                    check,
                    1 + i64::from(at % 4 == 0),
                    Source::Record,
                    "",
                )
                .await?;
            }
            if person.name == "小林由美" {
                people::actions::grant_skill_in(
                    &tx,
                    &director,
                    person.worker,
                    lead,
                    2,
                    Source::Record,
                    "",
                )
                .await?;
            }
            if person.town == 0 && at % 10 < 3 {
                people::actions::clear_secure_in(&tx, &coordinator, &person.public_id, Some(today))
                    .await?;
            }
            let week = if person.name == "宮下さやか" {
                miyashita()
            } else {
                week(chance)
            };
            people::actions::set_week_in(&tx, worker, &person.public_id, &week).await?;
        }
        tx.finish(&()).await?;
    }
    Ok(())
}

/// 9:40–11:30 and after 21:00 on working days.
fn miyashita() -> Week {
    let blocks = (0..5).flat_map(|weekday| {
        [
            Given {
                weekday,
                block: Block::Morning,
                minutes: 110,
            },
            Given {
                weekday,
                block: Block::Night,
                minutes: 90,
            },
        ]
    });
    Week {
        blocks: blocks.collect(),
        weekly_minutes: 16 * 60,
    }
}

/// Two to five days with one or two blocks.
fn week(chance: &mut ChaCha8Rng) -> Week {
    let block =
        [Block::Morning, Block::Day, Block::Evening, Block::Night][chance.random_range(0usize..4)];
    let days = chance.random_range(2u8..6);
    let minutes = 60 * chance.random_range(1i64..4);
    let blocks: Vec<Given> = (0..days)
        .map(|weekday| Given {
            weekday,
            block,
            minutes,
        })
        .collect();
    Week {
        blocks,
        weekly_minutes: i64::from(days) * minutes,
    }
}
