//! What is entered, never computed: the towns' projects, baselines, targets, agreed money, costs, texts and opinions of the
//! founding document, each with its source.

use access::{Actor, Failure, MunicipalityId, Role};
use base::{Day, FiscalYear, PublicId, Rounding, Yen};
use db::Author;
use region::{
    Direction, FormLineEdit, Grade, Indicator, NewAdoption, NewBudget, NewCostShare, NewOpinion,
    NewProject, NewWorkShare, Part, RemedyEdit, RemedyState, Target, TextField,
};

use crate::cast::{Person, Places};
use crate::scene::Scene;
use crate::story::actor;

const SOURCE: &str = "大町市 令和4年度 事業評価（公表）";
const TEXTS: &str = include_str!("../data/omachi-r4.txt");

/// Baselines, and the targets of R3, R4 and R5: single year and cumulative, as they follow from the published sheet.
const TARGETS: [(Indicator, i64, [(i64, i64); 3]); 4] = [
    (Indicator::Earners, 250, [(50, 50), (90, 140), (130, 270)]),
    (
        Indicator::Orders,
        250_000,
        [(50_000, 50_000), (86_000, 136_000), (126_000, 262_000)],
    ),
    (Indicator::Profit, 0, [(0, 0), (0, 0), (10_000, 10_000)]),
    (Indicator::Adopters, 5, [(1, 1), (1, 2), (3, 5)]),
];

/// Towns' projects with baselines and targets, adoptions, agreed shares.
pub async fn entered(scene: &Scene, cast: &[Person], places: &Places) -> Result<(), Failure> {
    let officers = officers(scene, cast).await?;
    let manager = actor(scene, cast, Role::Manager).await?;
    adoptions(scene, &manager, places).await?;
    for (officer, town, name) in [
        (&officers.0, places.towns.omachi, "omachi"),
        (&officers.1, places.towns.shiojiri, "shiojiri"),
    ] {
        let project = region::new_project(&scene.app.db, officer, &project(town, name)).await?;
        for (indicator, level, years) in TARGETS {
            let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
            region::set_baseline_in(
                &tx,
                &manager,
                &project,
                indicator,
                Part::Region,
                level,
                SOURCE,
            )
            .await?;
            if indicator == Indicator::Earners {
                region::set_baseline_in(
                    &tx,
                    &manager,
                    &project,
                    indicator,
                    Part::Own,
                    own_baseline(name),
                    SOURCE,
                )
                .await?;
            }
            for (year, (single_year, cumulative)) in (3..).map(FiscalYear::reiwa).zip(years) {
                let target = Target {
                    single_year,
                    cumulative,
                };
                region::set_target_in(&tx, &manager, &project, indicator, year, target, SOURCE)
                    .await?;
            }
            tx.finish(&()).await?;
        }
    }
    agreed(scene, &manager, places).await
}

/// 大町 began with nobody; of the 250 before the scheme, 塩尻 had 150.
fn own_baseline(name: &str) -> i64 {
    if name == "omachi" { 0 } else { 150 }
}

/// The officers of 大町市 and 塩尻市.
async fn officers(scene: &Scene, cast: &[Person]) -> Result<(Actor, Actor), Failure> {
    let mut officers = cast.iter().filter(|it| it.role == Role::Officer);
    let (omachi, shiojiri) = (
        officers.next().ok_or(Failure::Absent)?,
        officers.next().ok_or(Failure::Absent)?,
    );
    Ok((
        scene.actor(omachi.account).await?,
        scene.actor(shiojiri.account).await?,
    ))
}

/// Five before 令和3年度 and a sixth in it; 大町 signed in R3 and began in R4 (docs/adr/0004).
async fn adoptions(scene: &Scene, manager: &Actor, places: &Places) -> Result<(), Failure> {
    let towns = &places.towns;
    let rows = [
        (
            Some(towns.shiojiri),
            "塩尻市",
            Day::known(2010, 4, 1),
            Some(Day::known(2010, 4, 1)),
        ),
        (
            Some(towns.azumino),
            "安曇野市",
            Day::known(2019, 4, 1),
            Some(Day::known(2019, 4, 1)),
        ),
        (
            Some(towns.itoigawa),
            "糸魚川市",
            Day::known(2019, 10, 1),
            Some(Day::known(2019, 10, 1)),
        ),
        (
            None,
            "立科町",
            Day::known(2017, 4, 1),
            Some(Day::known(2017, 4, 1)),
        ),
        (
            None,
            "中津川市",
            Day::known(2020, 4, 1),
            Some(Day::known(2020, 4, 1)),
        ),
        (
            Some(towns.omachi),
            "大町市",
            Day::known(2022, 3, 1),
            Some(Day::known(2022, 4, 1)),
        ),
    ];
    for (municipality, name, on_day, began_on) in rows {
        let adoption = NewAdoption {
            municipality,
            name: name.into(),
            on_day,
            began_on,
            coworking_on: began_on,
            source: "広域連携の協定（docs/adr/0004 の仮定）".into(),
        };
        region::record_adoption(&scene.app.db, manager, &adoption).await?;
    }
    Ok(())
}

// tidy: field data
fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_owned()).collect()
}

fn project(municipality: MunicipalityId, short_name: &str) -> NewProject {
    let line = |indicator, name: &str, unit: &str| FormLineEdit {
        indicator,
        name: name.into(),
        unit: unit.into(),
        bracketed: indicator == Indicator::Orders,
        own_shown: indicator == Indicator::Earners,
    };
    let omachi = short_name == "omachi";
    NewProject {
        municipality,
        number: 2,
        short_name: short_name.into(),
        title: "地方における時短就労者を対象とした自営型テレワーク推進事業".into(),
        grant_name: "地方創生推進交付金（横展開タイプ）".into(),
        lead_body: "塩尻市".into(),
        department: if omachi {
            "商工労政課"
        } else {
            "先端産業振興室"
        }
        .into(),
        first_year: FiscalYear::reiwa(3),
        last_year: FiscalYear::reiwa(5),
        joined_year: FiscalYear::reiwa(if omachi { 4 } else { 3 }),
        operator_name: "（一財）塩尻市振興公社（KADO）".into(),
        partners: if omachi {
            vec!["安曇野市".into(), "糸魚川市".into()]
        } else {
            vec!["安曇野市".into(), "糸魚川市".into(), "大町市".into()]
        },
        overview: text("overview"),
        causes: lines(&[
            "希望者のスキル不足",
            "自営型テレワーク可能な業務不足",
            "就労環境不足",
            "マッチングする仕組みや体制が脆弱",
        ]),
        initiatives: lines(&[
            "自営型テレワーカー育成",
            "受注業務拡大",
            "環境整備",
            "仕組み・体制強化",
        ]),
        form: vec![
            line(
                Indicator::Earners,
                "自営型テレワークで収入を得た人数（年間1万円以上）",
                "人",
            ),
            line(Indicator::Orders, "クライアントからの年間受注金額", "千円"),
            line(
                Indicator::Profit,
                "本事業に係る年間当期純利益（クライアントからの受注額-自営型テレワーカーへの発注額-運用経費）",
                "千円",
            ),
            line(
                Indicator::Adopters,
                "本事業モデルを新たに採用した自治体数（コワーキングを設置した自治体数）",
                "自治体",
            ),
        ],
        source: SOURCE.into(),
    }
}

/// The agreed shares of the contract of R4, and of the work.
async fn agreed(scene: &Scene, manager: &Actor, places: &Places) -> Result<(), Failure> {
    let year = FiscalYear::reiwa(4);
    let what = "自営型テレワーカー育成プログラム展開・改善業務委託一式";
    let [shiojiri, azumino, itoigawa, omachi] = places.towns.all();
    let amounts = [
        (shiojiri, 5_005_000),
        (azumino, 3_500_000),
        (itoigawa, 2_500_000),
        (omachi, 5_995_000),
    ];
    for (municipality, amount) in amounts {
        let share = NewCostShare {
            municipality,
            fiscal_year: year,
            what: what.into(),
            contract_total: Yen::new(17_000_000),
            amount: Yen::new(amount),
            source: SOURCE.into(),
        };
        region::agree_cost_share(&scene.app.db, manager, &share).await?;
    }
    for fiscal_year in [FiscalYear::reiwa(4), FiscalYear::reiwa(8)] {
        for (municipality, permille) in [
            (shiojiri, 500),
            (azumino, 240),
            (itoigawa, 140),
            (omachi, 120),
        ] {
            let share = NewWorkShare {
                municipality,
                fiscal_year,
                permille,
                basis: "登録者数と拠点の席数による申し合わせ（デモ）".into(),
                source: "広域連携会議（デモ）".into(),
            };
            region::agree_work_share(&scene.app.db, manager, &share).await?;
        }
    }
    Ok(())
}

/// The operating cost of the first months of a year, in monthly rows, as the accounts show it: what orders leave after the
/// workers' fees.
pub async fn balanced(
    scene: &Scene,
    cast: &[Person],
    year: FiscalYear,
    months: i32,
) -> Result<(), Failure> {
    let last = year.first_day().plus_months(months - 1).last_of_month();
    scene.stand_at(last.at(17, 0));
    let manager = actor(scene, cast, Role::Manager).await?;
    let left = region::of_year(&scene.app.db, year).await?.profit()?;
    let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
    let mut rest = left;
    for month in 0..months {
        let on = year.first_day().plus_months(month).last_of_month();
        let amount = if month + 1 == months {
            rest
        } else {
            left.share(1, months.into(), Rounding::Down)?
        };
        rest = rest.minus(amount)?;
        let people = amount.share(70, 100, Rounding::Down)?;
        region::record_cost_in(
            &tx,
            &manager,
            on,
            "ディレクター等の人件費",
            people,
            "振興公社の月次決算（デモ）",
        )
        .await?;
        region::record_cost_in(
            &tx,
            &manager,
            on,
            "拠点・通信・システム",
            amount.minus(people)?,
            "振興公社の月次決算（デモ）",
        )
        .await?;
    }
    Ok(tx.finish(&()).await?)
}

/// 大町市's sheet of R4: budget, texts, remedies, grade, direction, and the committee's opinions of that year.
pub async fn evaluated(scene: &Scene, cast: &[Person], places: &Places) -> Result<(), Failure> {
    let (db, year) = (&scene.app.db, FiscalYear::reiwa(4));
    scene.stand_at(Day::known(2023, 6, 1).at(10, 0));
    let (officer, _) = officers(scene, cast).await?;
    let manager = actor(scene, cast, Role::Manager).await?;
    let project = region::project_of(db, places.towns.omachi).await?.public_id;
    let money = Yen::new(5_995_000);
    let budget = NewBudget {
        fiscal_year: year,
        total: money,
        eligible: money,
        grant_money: money.share(1, 2, Rounding::Down)?,
        source: SOURCE.into(),
    };
    region::set_budget(db, &officer, &project, &budget).await?;
    let sheet = region::open_sheet(db, &officer, &project, year).await?;
    region::write_texts(db, &officer, &sheet, &texts(), 1).await?;
    region::choose(db, &officer, &sheet, Some(Grade::C), Some(Direction::C), 2).await?;
    for (indicator, cause, measure) in REMEDIES {
        let remedy = RemedyEdit {
            cause: cause.into(),
            measure: measure.into(),
            owner: "商工労政課・KADO".into(),
            due_on: Day::known(2024, 3, 31),
            state: RemedyState::UnderWay,
            source: SOURCE.into(),
        };
        region::write_remedy(db, &officer, &project, year, indicator, &remedy).await?;
    }
    region::submit(db, &officer, &sheet, 3).await?;
    scene.stand_at(Day::known(2023, 6, 5).at(10, 0));
    let manager = manager.proved_at(scene.now());
    region::confirm(db, &manager, &sheet).await?;
    opinions(scene, &officer, &project, year).await
}

async fn opinions(
    scene: &Scene,
    officer: &Actor,
    project: &PublicId,
    fiscal_year: FiscalYear,
) -> Result<(), Failure> {
    scene.stand_at(Day::known(2023, 7, 20).at(14, 0));
    for body in text("opinions")
        .split('・')
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        let opinion = NewOpinion {
            fiscal_year,
            body: body.into(),
            given_on: Day::known(2023, 7, 20),
            given_by: "総合戦略推進委員会".into(),
            source: SOURCE.into(),
        };
        region::give_opinion(&scene.app.db, officer, project, &opinion).await?;
    }
    Ok(())
}

const REMEDIES: [(Indicator, &str, &str); 3] = [
    (
        Indicator::Earners,
        "希望者のスキル不足と、業務に対する確認作業の不足",
        "初期スキルの習得支援を続け、業務の確認を増やす",
    ),
    (
        Indicator::Orders,
        "自営型テレワーク可能な業務の不足",
        "KADOと連携を密にし、受注の開拓を広域で進める",
    ),
    (
        Indicator::Adopters,
        "新たな自治体の参加がなかった",
        "標準化したノウハウを近隣の自治体に紹介する",
    ),
];

fn texts() -> Vec<(TextField, String)> {
    vec![
        (
            TextField::ApplicationYear,
            "２年目（大町市は 2 年目より当該事業に参加）".into(),
        ),
        (TextField::Position, text("position")),
        (TextField::Initiative, "① 【自営型テレワーカー育成】".into()),
        (TextField::Content, text("content")),
        (TextField::Effect, text("effect")),
        (TextField::Issues, text("issues")),
        (TextField::NextSteps, text("next")),
    ]
}

/// One section of the published text.
fn text(section: &str) -> String {
    let begin = TEXTS
        .split("== ")
        .find_map(|part| part.strip_prefix(section)?.strip_prefix('\n'));
    begin.unwrap_or_default().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_published_text_is_there() {
        for section in [
            "overview", "position", "content", "effect", "issues", "next", "opinions",
        ] {
            assert!(!text(section).is_empty(), "{section}");
        }
    }
}
