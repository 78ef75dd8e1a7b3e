//! The 12,000 items of the story: a real public table (banks and their branches), delivered as an Excel file in which
//! three rows are broken.

use access::Failure;
use db::StoreError;
use papers::excel::{Cell, Sheet, Table, Workbook};

/// Ordered units.
pub const ITEMS: usize = 12_000;
/// How many of them are confidential.
pub const CONFIDENTIAL: usize = 600;

const HEADER: [&str; 7] = [
    "番号",
    "金融機関コード",
    "金融機関名",
    "店番",
    "店舗名",
    "店舗名カナ",
    "機密",
];

/// Rows of the file, counted from the first item, that come broken: no number, a number twice, no branch name.
const BROKEN: [usize; 3] = [1_203, 4_711, 9_876];

/// The client's file as it first arrives.
pub fn as_delivered() -> Result<Vec<u8>, Failure> {
    let mut rows = rows()?;
    rows[BROKEN[0]][0] = Cell::text("");
    rows[BROKEN[1]][0] = rows[BROKEN[1] - 1][0].clone();
    rows[BROKEN[2]][4] = Cell::text("");
    workbook(rows)
}

/// The three rows as the client repairs them.
pub fn repaired() -> Result<Vec<u8>, Failure> {
    let rows = rows()?;
    workbook(BROKEN.iter().map(|at| rows[*at].clone()).collect())
}

fn rows() -> Result<Vec<Vec<Cell>>, Failure> {
    let banks = table("tables/banks.csv")?;
    let branches = table("tables/branches.csv")?;
    let names: std::collections::BTreeMap<&str, &str> = banks
        .iter()
        .filter_map(|it| Some((it.first()?.as_str(), it.get(1)?.as_str())))
        .collect();
    let every = branches.len() / ITEMS;
    let chosen = branches.iter().step_by(every.max(1)).take(ITEMS);
    let rows: Vec<Vec<Cell>> = chosen
        .enumerate()
        .map(|(at, branch)| {
            let bank = names.get(branch[0].as_str()).copied().unwrap_or_default();
            let secret = if at % (ITEMS / CONFIDENTIAL) == 7 {
                "1"
            } else {
                "0"
            };
            let cells = [
                format!("A{:05}", at + 1),
                branch[0].clone(),
                bank.to_owned(),
                branch[1].clone(),
                branch[2].clone(),
                branch[3].clone(),
                secret.to_owned(),
            ];
            cells.into_iter().map(Cell::Text).collect()
        })
        .collect();
    if rows.len() == ITEMS {
        Ok(rows)
    } else {
        Err(unreadable("the table of branches is too short"))
    }
}

/// The rows of one of the public tables, without their heading.
fn table(path: &str) -> Result<Vec<Vec<String>>, Failure> {
    let bytes =
        webkit::assets::asset(path).ok_or_else(|| unreadable("ui/dist is empty: run bin/setup"))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text
        .lines()
        .skip(1)
        .map(|line| {
            line.split(',')
                .map(|cell| cell.trim_matches('"').to_owned())
                .collect()
        })
        .collect())
}

fn workbook(rows: Vec<Vec<Cell>>) -> Result<Vec<u8>, Failure> {
    let table = Table::of(HEADER.map(str::to_owned).to_vec(), rows);
    Workbook::titled("店舗情報")
        .sheet(Sheet::named("店舗情報").table(table))
        .bytes()
        .map_err(|error| unreadable(&error.to_string()))
}

fn unreadable(what: &str) -> Failure {
    Failure::Store(StoreError::Unreadable(what.to_owned()))
}
