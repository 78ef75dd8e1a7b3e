//! 大町市's project as it was published, for the tests of form and figures.

use super::between;
use crate::{FormLineEdit, Indicator, NewProject, TextField};
use access::MunicipalityId;
use base::FiscalYear;

pub const SOURCE: &str = "大町市 令和4年度 事業評価(公表)";

/// The text of a field of the published sheet.
pub fn text(field: TextField) -> String {
    match field {
        TextField::ApplicationYear => between("申請年", "本年度の位置付け"),
        TextField::Position => between("本年度の位置付け", "本年度の事業内容"),
        TextField::Initiative => between("本年度の事業内容", "対象経費計"),
        TextField::Content => between("対象経費計5,995,000円", "全体事業費:"),
        TextField::Effect => between(
            "D地方創生に対して効果がなかった効果",
            "前年度委員会意見への対応",
        ),
        TextField::Issues => between(
            "E事業の終了(当初予定通り事業を終了する)課題",
            "今後の取組み",
        ),
        TextField::NextSteps => between("今後の取組み", "(6)総合戦略"),
    }
}

/// The three opinions of the committee.
pub fn opinions() -> Vec<String> {
    let whole = super::published();
    let (_, all) = whole
        .split_once("からの意見意見・")
        .expect("the sheet ends in opinions");
    all.split('・').map(str::to_owned).collect()
}

/// 事業の全体概要.
pub fn overview() -> String {
    between("事業の全体概要", "大町市累計事業費")
}

/// What the overview names one by one, as the data of the founding document lists it.
pub const CAUSES: [&str; 4] = [
    "希望者のスキル不足",
    "自営型テレワーク可能な業務不足",
    "就労環境不足",
    "マッチングする仕組みや体制が脆弱",
];
pub const INITIATIVES: [&str; 4] = [
    "自営型テレワーカー育成",
    "受注業務拡大",
    "環境整備",
    "仕組み・体制強化",
];

/// The project with its form: the second row in brackets, the town's own part shown in the first.
pub fn project(municipality: MunicipalityId) -> NewProject {
    let line = |indicator, name: &str, unit: &str| FormLineEdit {
        indicator,
        name: name.into(),
        unit: unit.into(),
        bracketed: indicator == Indicator::Orders,
        own_shown: indicator == Indicator::Earners,
    };
    NewProject {
        municipality,
        number: 2,
        short_name: "omachi".into(),
        title: "地方における時短就労者を対象とした自営型テレワーク推進事業".into(),
        grant_name: "地方創生推進交付金（横展開タイプ）".into(),
        lead_body: "塩尻市".into(),
        department: "商工労政課".into(),
        first_year: FiscalYear::reiwa(3),
        last_year: FiscalYear::reiwa(5),
        joined_year: FiscalYear::reiwa(4),
        operator_name: "（一財）塩尻市振興公社（KADO）".into(),
        partners: vec!["安曇野市".into(), "糸魚川市".into()],
        overview: overview(),
        causes: CAUSES.map(str::to_owned).to_vec(),
        initiatives: INITIATIVES.map(str::to_owned).to_vec(),
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

/// Baselines, and the targets of R3, R4 and R5: single year and cumulative, as they follow from the published sheet.
pub const TARGETS: [(Indicator, i64, [(i64, i64); 3]); 4] = [
    (Indicator::Earners, 250, [(50, 50), (90, 140), (130, 270)]),
    (
        Indicator::Orders,
        250_000,
        [(50_000, 50_000), (86_000, 136_000), (126_000, 262_000)],
    ),
    (Indicator::Profit, 0, [(0, 0), (0, 0), (10_000, 10_000)]),
    (Indicator::Adopters, 5, [(1, 1), (1, 2), (3, 5)]),
];
