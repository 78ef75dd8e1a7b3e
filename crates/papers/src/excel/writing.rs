//! From a workbook to the bytes of an XLSX file.

use jiff::civil::{Date, date};
use rust_xlsxwriter as xlsx;
use xlsx::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::{Cell, Part, Sheet, Table, Workbook};
use crate::PaperError;
use crate::grid::{self, Align, Grid};
use crate::pdf::Page;

const FONT: &str = "BIZ UDPGothic";
const SHADE: u32 = 0xEC_EC_EC;
/// Without a day of making, the properties name this one, so that bytes repeat.
const NO_DAY: Date = date(2000, 1, 1);
/// The width of a form on upright A4, in half-width characters.
const FORM_WIDTH: f64 = 92.0;
/// The height of one line of text, in points.
const LINE: f64 = 15.0;

pub(super) fn bytes(workbook: &Workbook) -> Result<Vec<u8>, PaperError> {
    let mut book = xlsx::Workbook::new();
    let made_on = moment(workbook.made_on.unwrap_or(NO_DAY)).map_err(refused)?;
    let properties = DocProperties::new()
        .set_title(&workbook.title)
        .set_creation_datetime(&made_on);
    book.set_properties(&properties);
    let mut names = Vec::new();
    for sheet in &workbook.sheets {
        let name = name_for(&sheet.name, &names);
        write_sheet(book.add_worksheet(), sheet, &name)?;
        names.push(name);
    }
    book.save_to_buffer().map_err(refused)
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, name: &str) -> Result<(), PaperError> {
    page.set_name(name).map_err(refused)?;
    // Paper 9 is A4.
    page.set_paper_size(9).set_print_fit_to_pages(1, 0);
    if sheet.page == Page::A4Landscape {
        page.set_landscape();
    }
    page.set_footer("&R&P / &N");
    let widths = widths(sheet);
    for (column, width) in widths.iter().enumerate() {
        page.set_column_width(column_number(column)?, *width)
            .map_err(refused)?;
    }

    let only_table = 1 == sheet.parts.iter().filter(|it| is_block(it)).count();
    let mut row = 0;
    for part in &sheet.parts {
        match part {
            Part::Line { text, bold } => {
                let format = if *bold { base().set_bold() } else { base() };
                page.write_string_with_format(row, 0, text, &format)
                    .map_err(refused)?;
                row += 1;
            }
            Part::Table(table) => row = write_table(page, table, row, only_table)? + 1,
            Part::Grid(grid) => row = write_grid(page, grid, &widths, row)? + 1,
        }
    }
    Ok(())
}

fn is_block(part: &Part) -> bool {
    !matches!(part, Part::Line { .. })
}

/// Writes the table from this row on and returns the row below it.
fn write_table(
    page: &mut Worksheet,
    table: &Table,
    mut row: u32,
    only_table: bool,
) -> Result<u32, PaperError> {
    if let Some(caption) = &table.caption {
        let format = base().set_bold();
        page.write_string_with_format(row, 0, caption, &format)
            .map_err(refused)?;
        row += 1;
    }
    let head = boxed()
        .set_bold()
        .set_background_color(SHADE)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    for (column, label) in table.header.iter().enumerate() {
        page.write_string_with_format(row, column_number(column)?, label, &head)
            .map_err(refused)?;
    }
    if only_table {
        page.set_repeat_rows(row, row).map_err(refused)?;
        page.set_freeze_panes(row + 1, 0).map_err(refused)?;
    }
    row += 1;
    for cells in &table.rows {
        write_row(page, cells, row, &boxed())?;
        row += 1;
    }
    if let Some(cells) = &table.total {
        let sum = boxed().set_bold().set_border_top(FormatBorder::Double);
        write_row(page, cells, row, &sum)?;
        row += 1;
    }
    Ok(row)
}

fn write_row(
    page: &mut Worksheet,
    cells: &[Cell],
    row: u32,
    look: &Format,
) -> Result<(), PaperError> {
    let figures = |pattern: &str| {
        look.clone()
            .set_num_format(pattern)
            .set_align(FormatAlign::Right)
    };
    for (column, cell) in cells.iter().enumerate() {
        let column = column_number(column)?;
        let written = match cell {
            Cell::Text(text) => {
                page.write_string_with_format(row, column, text, &look.clone().set_text_wrap())
            }
            Cell::Int(count) => {
                page.write_number_with_format(row, column, *count as f64, &figures("#,##0"))
            }
            Cell::Yen(yen) => {
                page.write_number_with_format(row, column, *yen as f64, &figures("#,##0"))
            }
            Cell::Tenths(tenths) => page.write_number_with_format(
                row,
                column,
                *tenths as f64 / 10.0,
                &figures("#,##0.0"),
            ),
            Cell::Day(day) => {
                let day = moment(*day).map_err(refused)?;
                let format = look.clone().set_num_format("yyyy-mm-dd");
                page.write_datetime_with_format(row, column, &day, &format)
            }
            Cell::Empty => page.write_blank(row, column, look),
        };
        written.map_err(refused)?;
    }
    Ok(())
}

/// Writes the form from this row on and returns the row below it.
fn write_grid(
    page: &mut Worksheet,
    grid: &Grid,
    widths: &[f64],
    top: u32,
) -> Result<u32, PaperError> {
    let placed = grid.placed()?;
    let mut heights = vec![LINE * 1.3; grid.rows()?];
    for it in &placed {
        let row = top + row_number(it.row)?;
        let column = column_number(it.column)?;
        let last_row = row + row_number(it.cell.rowspan)? - 1;
        let last_column = column + column_number(it.cell.colspan)? - 1;
        let format = look_of(it.cell);
        if (row, column) == (last_row, last_column) {
            page.write_string_with_format(row, column, &it.cell.text, &format)
                .map_err(refused)?;
        } else {
            page.merge_range(row, column, last_row, last_column, &it.cell.text, &format)
                .map_err(refused)?;
        }
    }
    // Excel does not fit the height of merged cells to their text, so each is measured here;
    // cells of one row come first, and a tall cell adds what is still missing to its last row.
    let mut by_height: Vec<_> = placed.iter().collect();
    by_height.sort_by_key(|it| it.cell.rowspan);
    for it in by_height {
        let across: f64 = widths.iter().skip(it.column).take(it.cell.colspan).sum();
        let needed = lines_of(&it.cell.text, across) as f64 * LINE + LINE * 0.4;
        let rows = &mut heights[it.row..it.row + it.cell.rowspan];
        let missing = needed - rows.iter().sum::<f64>();
        if let Some(last) = rows.last_mut()
            && 0.0 < missing
        {
            *last += missing;
        }
    }
    for (row, height) in heights.iter().enumerate() {
        // 409 points is the tallest row that Excel knows.
        page.set_row_height(top + row_number(row)?, height.min(409.0))
            .map_err(refused)?;
    }
    Ok(top + row_number(heights.len())?)
}

fn look_of(cell: &grid::Cell) -> Format {
    let mut format = boxed().set_text_wrap().set_align(match cell.align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    });
    if cell.bold {
        format = format.set_bold();
    }
    if cell.fill {
        format = format.set_background_color(SHADE);
    }
    if cell.small {
        format = format.set_font_size(8);
    }
    format
}

fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_align(FormatAlign::VerticalCenter)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin)
}

/// Given widths; else those of the sheet's form, spread over the page; else those that the tables need.
fn widths(sheet: &Sheet) -> Vec<f64> {
    if !sheet.widths.is_empty() {
        return sheet.widths.clone();
    }
    let form = sheet.parts.iter().find_map(|part| match part {
        Part::Grid(grid) => Some(grid),
        _ => None,
    });
    if let Some(grid) = form {
        let whole: f64 = grid.widths.iter().sum();
        let share =
            |width: &f64| (FORM_WIDTH * width / whole.max(f64::MIN_POSITIVE)).clamp(2.0, 200.0);
        return grid.widths.iter().map(share).collect();
    }
    let mut widths: Vec<f64> = Vec::new();
    for part in &sheet.parts {
        let Part::Table(table) = part else { continue };
        let texts = table.header.iter().cloned().enumerate();
        let rows = table.rows.iter().chain(&table.total);
        let cells = rows.flat_map(|row| row.iter().map(shown).enumerate());
        for (column, text) in texts.chain(cells) {
            if widths.len() <= column {
                widths.resize(column + 1, 8.0);
            }
            let longest = text.lines().map(breadth).max().unwrap_or(0) as f64;
            widths[column] = widths[column].max(longest + 2.0).min(48.0);
        }
    }
    widths
}

/// As [`Cell::plain`], with the room that separators of thousands take.
fn shown(cell: &Cell) -> String {
    let plain = cell.plain();
    match cell {
        Cell::Int(_) | Cell::Yen(_) | Cell::Tenths(_) => {
            format!("{plain}{}", ",".repeat(plain.len() / 3))
        }
        _ => plain,
    }
}

/// The breadth of a text in half-width characters; a Japanese letter takes two.
fn breadth(text: &str) -> usize {
    text.chars()
        .map(|sign| match sign {
            '\u{ff61}'..='\u{ff9f}' => 1,
            _ if sign.is_ascii() => 1,
            _ => 2,
        })
        .sum()
}

fn lines_of(text: &str, across: f64) -> usize {
    // Borders and padding take about two characters.
    let room = (across - 2.0).max(2.0) as usize;
    text.split('\n')
        .map(|line| breadth(line).div_ceil(room).max(1))
        .sum()
}

/// Excel allows 31 characters, some signs not at all, and each name once.
fn name_for(wanted: &str, taken: &[String]) -> String {
    let allowed = |sign: char| match sign {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => '-',
        _ if sign.is_control() => '-',
        _ => sign,
    };
    let clean: Vec<char> = wanted.chars().map(allowed).collect();
    let cut = |room: usize| {
        // Excel counts in UTF-16, where a rare letter takes two.
        let mut used = 0;
        let fits = clean.iter().take_while(|sign| {
            used += sign.len_utf16();
            used <= room
        });
        fits.collect::<String>()
    };
    let mut name = cut(31);
    if name.is_empty() {
        name = "1".to_owned();
    }
    let mut again = 2;
    while taken
        .iter()
        .any(|it| it.to_lowercase() == name.to_lowercase())
    {
        name = format!("{} {again}", cut(27));
        again += 1;
    }
    name
}

fn moment(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )
}

fn column_number(column: usize) -> Result<u16, PaperError> {
    u16::try_from(column).map_err(|_| PaperError::Drawing("too many columns".to_owned()))
}

fn row_number(row: usize) -> Result<u32, PaperError> {
    u32::try_from(row).map_err(|_| PaperError::Drawing("too many rows".to_owned()))
}

fn refused(fault: XlsxError) -> PaperError {
    PaperError::Drawing(fault.to_string())
}
