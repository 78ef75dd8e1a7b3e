//! Deciding: a spreadsheet of registrants, row by row (登録者の取込). Faulty rows go back; good ones may go in alone.

use crate::{NewWorker, Refusal, Stage};
use access::MunicipalityId;
use base::{Day, fold_for_search, narrow_digits};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use webkit::Words;

/// A column that the file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Name,
    Kana,
    Town,
    Email,
    Phone,
    RegisteredOn,
    WeeklyHours,
    Note,
}

impl Column {
    /// Every column, in the order of the template.
    pub const ALL: [Column; 8] = [
        Column::Name,
        Column::Kana,
        Column::Town,
        Column::Email,
        Column::Phone,
        Column::RegisteredOn,
        Column::WeeklyHours,
        Column::Note,
    ];

    /// Without these a file makes no registrations.
    pub const NEEDED: [Column; 3] = [Column::Name, Column::Kana, Column::Town];

    /// The label of the column in the template.
    pub fn words(self) -> Words {
        Words::new(match self {
            Column::Name => "people-column-name",
            Column::Kana => "people-column-kana",
            Column::Town => "people-column-town",
            Column::Email => "people-column-email",
            Column::Phone => "people-column-phone",
            Column::RegisteredOn => "people-column-registered-on",
            Column::WeeklyHours => "people-column-weekly-hours",
            Column::Note => "people-column-note",
        })
    }
}

/// One row as it came: its number in the spreadsheet and what its cells show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    pub number: usize,
    pub cells: Vec<String>,
    /// A cell holds a formula; what it shows may change, so the row is not taken.
    pub formula: bool,
}

/// The spreadsheet as it came (取込ファイル).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub header: Vec<String>,
    pub rows: Vec<SheetRow>,
}

/// What the rows are compared with.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub towns: Vec<(String, MunicipalityId)>,
    /// Marks of those registered (see [`marks`]) with their numbers.
    pub people: HashMap<String, String>,
    pub today: Option<Day>,
}

/// The rows that may go in, and the others with what to repair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sorted {
    pub good: Vec<(usize, NewWorker)>,
    pub faults: Vec<(usize, Refusal)>,
}

/// Which column stands where; a missing one that is needed is refused. `labels` are the labels in every language.
pub fn layout(
    header: &[String],
    labels: &[(Column, String)],
) -> Result<HashMap<Column, usize>, Refusal> {
    let mut places = HashMap::new();
    for (column, label) in labels {
        let wanted = fold_for_search(label);
        if let Some(at) = header.iter().position(|it| fold_for_search(it) == wanted) {
            places.entry(*column).or_insert(at);
        }
    }
    let missing = Column::NEEDED
        .into_iter()
        .find(|it| !places.contains_key(it));
    match missing.and_then(|it| labels.iter().find(|label| label.0 == it)) {
        Some((_, label)) => Err(Refusal::ColumnMissing {
            label: label.clone(),
        }),
        None => Ok(places),
    }
}

/// Sorts the rows into those that may go in and those that go back.
pub fn sorted(sheet: &Sheet, places: &HashMap<Column, usize>, known: &Known) -> Sorted {
    let mut out = Sorted::default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in &sheet.rows {
        let (new, mut faults) = read(row, places, known);
        let marks = marks(
            &new.profile.kana,
            new.profile.email.as_deref(),
            new.profile.phone.as_deref(),
        );
        if let Some(number) = marks.iter().find_map(|it| known.people.get(it)) {
            faults.push(Refusal::Registered {
                number: number.clone(),
            });
        }
        if let Some(earlier) = marks.iter().find_map(|it| seen.get(it)) {
            faults.push(Refusal::TwiceInFile { row: *earlier });
        }
        seen.extend(marks.into_iter().map(|it| (it, row.number)));
        if faults.is_empty() {
            out.good.push((row.number, new));
        } else {
            out.faults
                .extend(faults.into_iter().map(|it| (row.number, it)));
        }
    }
    out
}

/// By what a person is known again: the reading of the name together with mail address or telephone number.
pub fn marks(kana: &str, email: Option<&str>, phone: Option<&str>) -> Vec<String> {
    let kana = fold_for_search(kana);
    let mail = email.map(|it| format!("{kana}/{}", it.trim().to_lowercase()));
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
    let phone = phone.map(|it| format!("{kana}/{}", digits(it)));
    mail.into_iter().chain(phone).collect()
}

fn read(
    row: &SheetRow,
    places: &HashMap<Column, usize>,
    known: &Known,
) -> (NewWorker, Vec<Refusal>) {
    let cell = |column: Column| {
        places
            .get(&column)
            .and_then(|at| row.cells.get(*at))
            .map_or("", |it| it.trim())
    };
    let given = |column: Column| Some(cell(column).to_owned()).filter(|it| !it.is_empty());
    let mut faults = Vec::new();
    let today = known.today.unwrap_or_else(|| Day::known(1970, 1, 1));
    let town = known
        .towns
        .iter()
        .find(|(name, _)| name == cell(Column::Town))
        .map(|it| it.1);
    if town.is_none() {
        faults.push(Refusal::TownUnknown {
            name: cell(Column::Town).to_owned(),
        });
    }
    let mut on = today;
    if let Some(text) = given(Column::RegisteredOn) {
        match webkit::form::day_from(&text) {
            Some(day) => on = day,
            None => faults.push(Refusal::DayUnclear),
        }
    }
    let mut new = NewWorker::named(
        cell(Column::Name),
        cell(Column::Kana),
        town.unwrap_or(MunicipalityId(0)),
        on,
    );
    new.stage = Stage::Applied;
    if let Some(text) = given(Column::WeeklyHours) {
        match narrow_digits(&text).parse::<i64>() {
            Ok(hours) => new.weekly_minutes = hours.saturating_mul(60),
            Err(_) => faults.push(Refusal::HoursUnclear),
        }
    }
    new.profile.email = given(Column::Email);
    new.profile.phone = given(Column::Phone);
    new.profile.note_for_directors = cell(Column::Note).to_owned();
    new.profile = new.profile.tidied();
    if row.formula {
        faults.push(Refusal::FormulaInRow);
    }
    faults.extend(new.faults(today).into_iter().map(|it| it.1));
    (new, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Vec<(Column, String)> {
        let ja = [
            "氏名",
            "フリガナ",
            "市町村",
            "メール",
            "電話",
            "登録日",
            "週の時間",
            "連絡事項",
        ];
        Column::ALL.into_iter().zip(ja.map(str::to_owned)).collect()
    }

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let header = ["市町村", "氏名", "フリガナ", "電話", "週の時間"]
            .map(str::to_owned)
            .to_vec();
        let row = |(at, cells): (usize, &&[&str])| SheetRow {
            number: at + 2,
            cells: cells.iter().map(|it| (*it).to_owned()).collect(),
            formula: false,
        };
        Sheet {
            header,
            rows: rows.iter().enumerate().map(row).collect(),
        }
    }

    fn known() -> Known {
        Known {
            towns: vec![("大町市".into(), MunicipalityId(4))],
            people: HashMap::from([("タナカケン/0261220420".into(), "W0007".into())]),
            today: Some(Day::known(2027, 1, 18)),
        }
    }

    #[test]
    fn good_rows_go_in_alone_and_faulty_ones_go_back_with_every_fault() {
        let sheet = sheet(&[
            &[
                "大町市",
                "宮下さやか",
                "みやした さやか",
                "0261-22-0001",
                "８",
            ],
            &["大阪市", "", "ヤマダ", "1", "たくさん"],
        ]);
        let places = layout(&sheet.header, &labels()).unwrap();

        let sorted = sorted(&sheet, &places, &known());

        assert_eq!(sorted.good.len(), 1);
        assert_eq!(sorted.good[0].1.weekly_minutes, 480);
        let expected = vec![
            (
                3,
                Refusal::TownUnknown {
                    name: "大阪市".into(),
                },
            ),
            (3, Refusal::HoursUnclear),
            (3, Refusal::NameMissing),
            (3, Refusal::PhoneShape),
        ];
        assert_eq!(sorted.faults, expected);
    }

    #[test]
    fn who_is_registered_or_stands_twice_in_the_file_is_not_registered_again() {
        let sheet = sheet(&[
            &["大町市", "田中健", "タナカ ケン", "0261-22-0420", ""],
            &["大町市", "小口実", "オグチミノル", "0261-22-0002", ""],
            &[
                "大町市",
                "小口 実",
                "おぐち みのる",
                "０２６１２２０００２",
                "",
            ],
        ]);
        let places = layout(&sheet.header, &labels()).unwrap();

        let sorted = sorted(&sheet, &places, &known());

        let expected = vec![
            (
                2,
                Refusal::Registered {
                    number: "W0007".into(),
                },
            ),
            (4, Refusal::TwiceInFile { row: 3 }),
        ];
        assert_eq!(sorted.faults, expected);
    }

    #[test]
    fn a_file_without_a_needed_column_is_refused_by_its_label() {
        let header = vec!["氏名".to_owned(), "フリガナ".to_owned()];

        let refused = layout(&header, &labels());

        assert_eq!(
            refused,
            Err(Refusal::ColumnMissing {
                label: "市町村".into()
            })
        );
    }
}
