//! Tables: a caption with the count, a sticky head, a row header; on phones a list of labelled
//! lines. The roles are written out because browsers forget them when the lines are laid out anew.

use maud::{Markup, Render, html};

use crate::{t, with_query};

/// How a column that can be sorted is sorted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    Ascending,
    Descending,
    Not,
}

/// One column: its heading and how a row fills it.
pub struct Column<'a, T> {
    head: String,
    cell: Box<dyn Fn(&T) -> Markup + 'a>,
    number: bool,
    sort: Option<(String, Sorted)>,
}

/// A column of text, links or chips.
pub fn column<'a, T, M: Render>(
    head: impl Into<String>,
    cell: impl Fn(&T) -> M + 'a,
) -> Column<'a, T> {
    Column {
        head: head.into(),
        cell: Box::new(move |row| cell(row).render()),
        number: false,
        sort: None,
    }
}

/// A column of figures, to the right.
pub fn number_column<'a, T, M: Render>(
    head: impl Into<String>,
    cell: impl Fn(&T) -> M + 'a,
) -> Column<'a, T> {
    Column {
        number: true,
        ..column(head, cell)
    }
}

impl<T> Column<'_, T> {
    /// A heading that leads to the same list in this column's order.
    pub fn sorted(mut self, href: impl Into<String>, now: Sorted) -> Self {
        self.sort = Some((href.into(), now));
        self
    }
}

/// A table under construction; it is drawn where it stands in `html!`.
pub struct Table<'a, T> {
    caption: String,
    rows: &'a [T],
    columns: Vec<Column<'a, T>>,
    /// The first row's place in the whole list, counted from 1, where the rows are one page of it.
    first: Option<usize>,
    /// The count of all rows; none where it is not known.
    total: Option<usize>,
    dense: bool,
    foot: Vec<(String, Markup)>,
}

/// A table of `rows`; its caption is followed by their count. The first column names the row.
pub fn table<'a, T>(
    caption: impl Into<String>,
    rows: &'a [T],
    columns: impl IntoIterator<Item = Column<'a, T>>,
) -> Table<'a, T> {
    let columns = columns.into_iter().collect();
    Table {
        caption: caption.into(),
        rows,
        columns,
        first: None,
        total: Some(rows.len()),
        dense: false,
        foot: Vec::new(),
    }
}

impl<T> Table<'_, T> {
    /// The count of all rows, where this is one page of them.
    pub fn total(mut self, rows: usize) -> Self {
        self.total = Some(rows);
        self
    }

    /// This is one page of a longer list; its caption says which rows, and of how many where that is known or where no
    /// further page follows.
    pub fn paged(mut self, page: u64, size: u64, more: bool, total: Option<usize>) -> Self {
        let before =
            usize::try_from(page.max(1) - 1).unwrap_or(0) * usize::try_from(size).unwrap_or(0);
        self.first = Some(before + 1);
        self.total = total.or((!more).then_some(before + self.rows.len()));
        self
    }

    fn caption(&self) -> String {
        let (caption, rows) = (&self.caption, self.rows.len());
        let first = self.first.filter(|_| 0 < rows && self.total != Some(rows));
        match (first, self.total) {
            (Some(from), Some(count)) => t!(
                "webkit-table-caption-of",
                caption = caption,
                count = count,
                from = from,
                to = from + rows - 1
            ),
            (Some(from), None) => t!(
                "webkit-table-caption-range",
                caption = caption,
                from = from,
                to = from + rows - 1
            ),
            (None, count) => t!(
                "webkit-table-caption",
                caption = caption,
                count = count.unwrap_or(rows)
            ),
        }
    }

    /// Forty lines at a glance, for staff.
    pub fn dense(mut self) -> Self {
        self.dense = true;
        self
    }

    /// A line of sums below: the words, and a figure for the last column.
    pub fn sum(mut self, label: impl Into<String>, value: impl Render) -> Self {
        self.foot.push((label.into(), value.render()));
        self
    }

    /// The table as markup, where a value is wanted rather than something to render.
    pub fn markup(&self) -> Markup {
        self.render()
    }

    fn head(&self) -> Markup {
        html! {
            thead role="rowgroup" { tr role="row" {
                @for column in &self.columns {
                    th.number[column.number] scope="col" role="columnheader" aria-sort=[column.sort.as_ref().and_then(|(_, now)| aria(*now))] {
                        @if let Some((href, now)) = &column.sort {
                            a href=(href) { (column.head) span.order aria-hidden="true" { (arrow(*now)) } }
                        } @else { (column.head) }
                    }
                }
            } }
        }
    }

    fn row(&self, row: &T) -> Markup {
        html! {
            tr role="row" {
                @for (at, column) in self.columns.iter().enumerate() {
                    @if at == 0 { th scope="row" role="rowheader" data-label=(column.head) { (cell(column, row)) } }
                    @else { td.number[column.number] role="cell" data-label=(column.head) { (cell(column, row)) } }
                }
            }
        }
    }
}

fn cell<T>(column: &Column<T>, row: &T) -> Markup {
    html! { div.cell { ((column.cell)(row)) } }
}

impl<T> Render for Table<'_, T> {
    fn render(&self) -> Markup {
        let caption = self.caption();
        html! {
            div.table.dense[self.dense] role="region" aria-label=(caption) tabindex="0" {
                table role="table" {
                    caption { (caption) }
                    (self.head())
                    tbody role="rowgroup" { @for row in self.rows { (self.row(row)) } }
                    @if !self.foot.is_empty() {
                        tfoot role="rowgroup" { @for (label, value) in &self.foot { tr role="row" {
                            th scope="row" role="rowheader" colspan=(self.columns.len().saturating_sub(1).max(1)) { (label) }
                            td.number role="cell" { (value) }
                        } } }
                    }
                }
            }
        }
    }
}

fn aria(now: Sorted) -> Option<&'static str> {
    match now {
        Sorted::Ascending => Some("ascending"),
        Sorted::Descending => Some("descending"),
        Sorted::Not => None,
    }
}

fn arrow(now: Sorted) -> &'static str {
    match now {
        Sorted::Ascending => "▲",
        Sorted::Descending => "▼",
        Sorted::Not => "↕",
    }
}

/// Links to the pages of a list; `base` is its address with all filters, pages count from 1.
pub fn pagination(page: usize, pages: usize, base: &str) -> Markup {
    if pages <= 1 {
        return Markup::default();
    }
    turning(
        page,
        page < pages,
        base,
        t!("webkit-page-of", page = page, pages = pages),
    )
}

/// As [`pagination`], where only the existence of a next page is known.
pub fn pagination_open(page: usize, has_next: bool, base: &str) -> Markup {
    if page <= 1 && !has_next {
        return Markup::default();
    }
    turning(page, has_next, base, t!("webkit-page", page = page))
}

fn turning(page: usize, has_next: bool, base: &str, here: String) -> Markup {
    let to = |page: usize| with_query(base, "page", &page.to_string());
    html! {
        nav.pagination aria-label=(t!("webkit-pagination")) {
            @if page > 1 { a.button.outlined rel="prev" href=(to(page - 1)) { (t!("webkit-previous")) } }
            span.figure aria-current="page" { (here) }
            @if has_next { a.button.outlined rel="next" href=(to(page + 1)) { (t!("webkit-next")) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::text;
    use crate::words::{self, Lang};

    #[test]
    fn the_caption_of_a_page_says_which_rows_and_of_how_many_where_that_is_known() {
        let rows = ["a", "b", "c"];
        let caption = |page, more, total| {
            let drawn = table("受注", &rows, [column("x", |it: &&str| text(it))])
                .paged(page, 3, more, total);
            words::speaking(Lang::Ja, || drawn.caption())
        };

        assert_eq!(caption(1, false, None), "受注(3件)");
        assert_eq!(caption(1, true, None), "受注(1–3件)");
        assert_eq!(caption(2, true, Some(1_234)), "受注(全1,234件のうち 4–6件)");
        assert_eq!(caption(2, false, None), "受注(全6件のうち 4–6件)");
    }
}
