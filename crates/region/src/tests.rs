//! The specification: the published sheet of 大町市 for 令和4年度, and the life of a sheet on both databases.

mod form;
pub mod omachi;
mod scale;
pub mod sheets;
pub mod transactions;

use unicode_normalization::UnicodeNormalization;

/// The published sheet, as its text was read from the paper.
const PUBLISHED: &str = include_str!("tests/omachi-r4-evaluation.txt");

/// The same facts as data.
const PUBLISHED_DATA: &str = include_str!("tests/omachi-r4.json");

/// The year of the published sheet.
pub const R4: base::FiscalYear = base::FiscalYear::reiwa(4);

/// Text after NFKC and without white space: how a printed sheet is compared.
fn bare(text: &str) -> String {
    text.nfkc().filter(|it| !it.is_whitespace()).collect()
}

/// The published text without the number of its second page.
fn published() -> String {
    let mut lines: Vec<&str> = PUBLISHED.lines().collect();
    let number = lines
        .iter()
        .position(|line| line.trim() == "2")
        .expect("the second page has its number");
    lines.remove(number);
    bare(&lines.join("\n"))
}

/// The part of the published text between two labels.
fn between(from: &str, to: &str) -> String {
    let whole = published();
    let (_, rest) = whole.split_once(from).expect("the label is printed");
    let (text, _) = rest.split_once(to).expect("the next label is printed");
    text.to_owned()
}

/// The tables of everything that the figures are computed from.
pub fn migrations() -> Vec<db::Migration> {
    let crates = [
        access::testing::migrations(),
        people::migrations(),
        sites::migrations(),
        training::migrations(),
        sales::migrations(),
        orders::migrations(),
        work::migrations(),
        quality::migrations(),
        payment::migrations(),
        crate::migrations(),
    ];
    crates.concat()
}

#[test]
fn both_languages_say_the_same() {
    webkit::words::same_keys(&crate::WORDS).unwrap();
    webkit::words::all_known(&crate::WORDS).unwrap();
}
