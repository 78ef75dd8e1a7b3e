//! Deciding: what the columns of a client's file mean (列の意味), proposed from their labels, chosen by the director.

use base::narrow_digits;
use serde::{Deserialize, Serialize};

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The client's own number of the item; exactly one column is.
    Number,
    /// Shown to the worker as it is.
    Text,
    /// A telephone number: 10 or 11 digits that begin with 0.
    Phone,
    /// A postal code: 7 digits.
    Postal,
    /// Tells whether the item is confidential (機密).
    Confidential,
    /// The number of the lot in which the client wants the item.
    Lot,
    /// Not taken in.
    Skip,
}

/// One column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub label: String,
    pub meaning: Meaning,
    /// Every row must fill it.
    pub required: bool,
}

/// All columns of a file, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    pub columns: Vec<Column>,
    /// The text that marks a confidential item, such as `1`.
    pub confidential_mark: String,
    /// The most characters of one cell.
    pub max_chars: usize,
}

/// Why columns cannot be used as chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnsFault {
    NoNumber,
    TwoNumbers,
    TwoConfidential,
    TwoLots,
    NoConfidentialMark,
    /// The file has other columns than those chosen for.
    OtherColumns,
}

impl Meaning {
    pub const ALL: [Meaning; 7] = [
        Meaning::Number,
        Meaning::Text,
        Meaning::Phone,
        Meaning::Postal,
        Meaning::Confidential,
        Meaning::Lot,
        Meaning::Skip,
    ];

    /// The name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Meaning::Number => "number",
            Meaning::Text => "text",
            Meaning::Phone => "phone",
            Meaning::Postal => "postal",
            Meaning::Confidential => "confidential",
            Meaning::Lot => "lot",
            Meaning::Skip => "skip",
        }
    }

    /// Reads a name from a form.
    pub fn named(name: &str) -> Option<Meaning> {
        Meaning::ALL.into_iter().find(|it| it.name() == name)
    }

    /// True for what a worker sees of the item.
    pub fn is_shown(self) -> bool {
        matches!(self, Meaning::Text | Meaning::Phone | Meaning::Postal)
    }
}

const PHONE: &[&str] = &["電話", "tel", "phone", "fax"]; // tidy: field data
const POSTAL: &[&str] = &["郵便", "〒", "zip", "postal"]; // tidy: field data
const SECRET: &[&str] = &["機密", "秘密", "非公開", "confidential"]; // tidy: field data
const LOT: &[&str] = &["ロット", "lot"]; // tidy: field data
const NUMBER: &[&str] = &["番号", "コード", "管理", "id", "no", "no.", "code"]; // tidy: field data

/// Words in the labels of clients' files, and what such a column usually means.
const USUAL: [(&[&str], Meaning); 5] = [
    (PHONE, Meaning::Phone),
    (POSTAL, Meaning::Postal),
    (SECRET, Meaning::Confidential),
    (LOT, Meaning::Lot),
    (NUMBER, Meaning::Number),
];

impl Columns {
    /// What the labels suggest. The first column that looks like a number is the number, else the first of all.
    pub fn proposed(labels: &[String]) -> Columns {
        let mut columns: Vec<Column> = Vec::new();
        for label in labels {
            let meaning = usual(label);
            let once = matches!(
                meaning,
                Meaning::Number | Meaning::Confidential | Meaning::Lot
            );
            let taken = columns.iter().any(|it| it.meaning == meaning);
            let meaning = if once && taken {
                Meaning::Text
            } else {
                meaning
            };
            columns.push(Column {
                label: label.clone(),
                meaning,
                required: meaning == Meaning::Number,
            });
        }
        if let Some(first) = columns
            .first_mut()
            .filter(|_| !labels.iter().any(|it| usual(it) == Meaning::Number))
        {
            (first.meaning, first.required) = (Meaning::Number, true);
        }
        Columns {
            columns,
            confidential_mark: "1".to_owned(),
            max_chars: 1_000,
        }
    }

    /// The columns as chosen, for a file with these labels, or everything that is wrong with the choice.
    pub fn check(&self, labels: &[String]) -> Result<(), Vec<ColumnsFault>> {
        let count = |meaning| {
            self.columns
                .iter()
                .filter(|it| it.meaning == meaning)
                .count()
        };
        let mut faults = Vec::new();
        let mut wrong = |is: bool, fault| {
            if is {
                faults.push(fault)
            }
        };
        wrong(
            !self.columns.iter().map(|it| &it.label).eq(labels),
            ColumnsFault::OtherColumns,
        );
        wrong(count(Meaning::Number) == 0, ColumnsFault::NoNumber);
        wrong(count(Meaning::Number) > 1, ColumnsFault::TwoNumbers);
        wrong(
            count(Meaning::Confidential) > 1,
            ColumnsFault::TwoConfidential,
        );
        wrong(count(Meaning::Lot) > 1, ColumnsFault::TwoLots);
        let unmarked =
            count(Meaning::Confidential) == 1 && self.confidential_mark.trim().is_empty();
        wrong(unmarked, ColumnsFault::NoConfidentialMark);
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

fn usual(label: &str) -> Meaning {
    let label = narrow_digits(label).to_lowercase();
    let words: Vec<&str> = label
        .split(|it: char| it.is_whitespace() || it == '_' || it == '-')
        .collect();
    // A short Latin word counts only by itself: "note" is no number.
    let fits = |it: &&str| {
        if it.is_ascii() {
            words.contains(it)
        } else {
            label.contains(*it)
        }
    };
    let found = USUAL
        .iter()
        .find(|(signs, _)| signs.iter().any(|it| fits(it)));
    found.map_or(Meaning::Text, |(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    fn meanings(text: &str) -> Vec<Meaning> {
        Columns::proposed(&labels(text))
            .columns
            .into_iter()
            .map(|it| it.meaning)
            .collect()
    }

    #[test]
    fn the_usual_labels_of_a_shop_list_are_understood() {
        use Meaning::*;

        assert_eq!(
            meanings("店舗番号,店名,郵便番号,住所,電話番号,機密,ロット"),
            [Number, Text, Postal, Text, Phone, Confidential, Lot]
        );
        assert_eq!(meanings("id,name,tel,note"), [Number, Text, Phone, Text]);
    }

    #[test]
    fn without_a_number_among_the_labels_the_first_column_is_the_number() {
        assert_eq!(meanings("店名,住所"), [Meaning::Number, Meaning::Text]);
    }

    #[test]
    fn only_one_column_numbers_the_items() {
        assert_eq!(
            meanings("店舗番号,管理番号"),
            [Meaning::Number, Meaning::Text]
        );
    }

    #[test]
    fn a_choice_is_checked_as_a_whole() {
        let labels = labels("店名,機密");
        let mut columns = Columns::proposed(&labels);
        columns.columns[0].meaning = Meaning::Text;
        columns.confidential_mark = " ".into();

        assert_eq!(
            columns.check(&labels),
            Err(vec![
                ColumnsFault::NoNumber,
                ColumnsFault::NoConfidentialMark
            ])
        );
        assert_eq!(Columns::proposed(&labels).check(&labels), Ok(()));
        assert_eq!(
            Columns::proposed(&labels).check(&labels[..1]),
            Err(vec![ColumnsFault::OtherColumns])
        );
    }
}
