//! Words that stay on one line: dates and periods inside a heading or a link.

use maud::{Markup, html};

/// Longer runs may break, or a narrow page would be pushed wide.
const MOST: usize = 24;

/// The signs of dates and periods besides digits.
const OF_DATES: &str = "年月日前後半火水木金土()〜"; // tidy: field data

/// A text in which 「2027年1月18日(月)」 and 「2027年1月前半(1〜15日)」 do not break inside.
pub(crate) fn kept(text: &str) -> Markup {
    match first_date(text) {
        None => html! { (text) },
        Some((from, until)) => html! {
            (text[..from]) span.kept { (text[from..until]) } (kept(&text[until..]))
        },
    }
}

/// Where the first date or period begins and ends, in bytes.
fn first_date(text: &str) -> Option<(usize, usize)> {
    let mut searched = 0;
    while let Some(at) = text[searched..].find('年').map(|at| at + searched) {
        searched = at + '年'.len_utf8();
        let digits = text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        if digits != 4 {
            continue;
        }
        let from = at - digits;
        let run = text[from..].chars().take_while(|c| belongs(*c));
        let (count, bytes) = run.fold((0, 0), |sum, c| (sum.0 + 1, sum.1 + c.len_utf8()));
        if count <= MOST && 5 < count {
            return Some((from, from + bytes));
        }
    }
    None
}

fn belongs(c: char) -> bool {
    c.is_ascii_digit() || OF_DATES.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_period_stay_whole_and_the_rest_may_break() {
        let drawn = |text: &str| kept(text).into_string();

        assert_eq!(
            drawn("次の締め: 2027年1月前半(1〜15日)"),
            "次の締め: <span class=\"kept\">2027年1月前半(1〜15日)</span>"
        );
        assert_eq!(
            drawn("2027年1月18日(月)までに<返事>"),
            "<span class=\"kept\">2027年1月18日(月)</span>までに&lt;返事&gt;"
        );
        assert_eq!(drawn("令和8年度(2026年度)"), "令和8年度(2026年度)");
    }
}
