//! Days as people type them.

use base::Day;
use unicode_normalization::UnicodeNormalization;

// tidy: field data, the eras of the calendar
/// The eras in which living people write dates, with the year before their first.
const ERAS: [(&[&str], i16); 4] = [
    (&["令和", "R"], 2018),
    (&["平成", "H"], 1988),
    (&["昭和", "S"], 1925),
    (&["大正", "T"], 1911),
];

/// Reads `2027-02-12`, `2027/2/12`, `2027年2月12日(金)`, `令和9年2月12日`, `R9.2.12` or `20270212`, in
/// full or half width. `None` when it is no day of the calendar.
pub fn day_from(text: &str) -> Option<Day> {
    let text: String = text
        .nfkc()
        .filter(|it| !it.is_whitespace())
        .collect::<String>()
        .to_uppercase();
    let text = text.split('(').next().unwrap_or_default();
    let (before, rest) = era(text);
    let rest = rest.replacen('元', "1", 1);
    if before == 0 && rest.len() == 8 && rest.bytes().all(|it| it.is_ascii_digit()) {
        return Day::of(
            rest[..4].parse().ok()?,
            rest[4..6].parse().ok()?,
            rest[6..].parse().ok()?,
        );
    }
    let numbers: Vec<&str> = rest
        .strip_suffix('日')
        .unwrap_or(&rest)
        .split(separator)
        .collect();
    let [year, month, day] = numbers[..] else {
        return None;
    };
    if before == 0 && year.len() != 4 {
        return None;
    }
    Day::of(
        before.checked_add(year.parse().ok()?)?,
        month.parse().ok()?,
        day.parse().ok()?,
    )
}

fn era(text: &str) -> (i16, &str) {
    for (names, before) in ERAS {
        for name in names {
            if let Some(rest) = text.strip_prefix(name) {
                return (before, rest);
            }
        }
    }
    (0, text)
}

fn separator(it: char) -> bool {
    matches!(it, '-' | '/' | '.' | '年' | '月' | '‐' | '−' | '–' | '・')
}
