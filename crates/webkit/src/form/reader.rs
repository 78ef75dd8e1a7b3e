//! Reading a form into values, gathering one fault for each field.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use base::{Day, FiscalYear, Yen};

use super::{Filled, Posted, Upload, day_from};
use crate::formats;
use crate::words;
use crate::words::Words;

/// Reads the fields of one posted form. A getter returns `None` for a fault and for a blank
/// optional field; [`Reader::finish`] tells the two apart.
#[derive(Debug)]
pub struct Reader<'a> {
    posted: &'a Posted,
    errors: Vec<(String, Words)>,
    faulty: HashSet<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(posted: &'a Posted) -> Reader<'a> {
        Reader {
            posted,
            errors: Vec::new(),
            faulty: HashSet::new(),
        }
    }

    /// A text of one or more lines, at most `max` characters, with blanks around it removed.
    pub fn text(&mut self, name: &str, max: usize) -> Option<String> {
        self.required(name)?;
        self.optional_text(name, max)
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, name: &str, max: usize) -> Option<String> {
        let text = tidy(self.raw(name)?);
        let length = text.chars().count();
        if length > max {
            return self.faulted(
                name,
                words!("webkit-fault-long", max = max, length = length),
            );
        }
        (!text.is_empty()).then_some(text)
    }

    /// A whole number within limits; full-width digits and commas are welcome.
    pub fn integer(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        self.required(name)?;
        self.optional_integer(name, range)
    }

    /// A whole number that may be left out.
    pub fn optional_integer(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let text = self.given(name)?;
        match number(&text) {
            Some(number) if range.contains(&number) => Some(number),
            Some(_) => {
                let (from, to) = (*range.start(), *range.end());
                self.faulted(name, words!("webkit-fault-range", from = from, to = to))
            }
            None => self.faulted(name, words!("webkit-fault-number")),
        }
    }

    /// An amount of yen, zero or more: 「20,064」, 「２００６４円」, 「¥20064」.
    pub fn yen(&mut self, name: &str) -> Option<Yen> {
        self.required(name)?;
        self.optional_yen(name)
    }

    /// An amount that may be left out.
    pub fn optional_yen(&mut self, name: &str) -> Option<Yen> {
        let text = self.given(name)?;
        let bare = base::narrow_digits(&text).replace(['円', '¥', '￥'], "");
        match number(&bare) {
            Some(amount) if (0..=1_000_000_000_000).contains(&amount) => Some(Yen::new(amount)),
            _ => self.faulted(name, words!("webkit-fault-yen")),
        }
    }

    /// A day in any usual form, Western or era years.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        self.required(name)?;
        self.optional_day(name)
    }

    /// A day that may be left out.
    pub fn optional_day(&mut self, name: &str) -> Option<Day> {
        let text = self.given(name)?;
        match day_from(&text) {
            Some(day) => Some(day),
            None => self.faulted(name, words!("webkit-fault-day")),
        }
    }

    /// A fiscal year: 「令和8年度」, 「R8」 or 「2026」.
    pub fn fiscal_year(&mut self, name: &str) -> Option<FiscalYear> {
        self.required(name)?;
        let text = self.given(name)?;
        match FiscalYear::parse(&text) {
            Some(year) => Some(year),
            None => self.faulted(name, words!("webkit-fault-fiscal-year")),
        }
    }

    /// One of the offered values, exactly as offered.
    pub fn choice(&mut self, name: &str, offered: &[&str]) -> Option<String> {
        if self.given(name).is_none() {
            return self.faulted(name, words!("webkit-fault-choose"));
        }
        self.optional_choice(name, offered)
    }

    /// One of the offered values, or none.
    pub fn optional_choice(&mut self, name: &str, offered: &[&str]) -> Option<String> {
        let value = self.given(name)?;
        if offered.contains(&value.as_str()) {
            return Some(value);
        }
        self.faulted(name, words!("webkit-fault-choose"))
    }

    /// Every value of a field with several choices, without repetitions.
    pub fn many(&mut self, name: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        let of_field = self
            .posted
            .fields
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty());
        of_field
            .filter(|(_, value)| seen.insert(value))
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// Whether a box is ticked.
    pub fn checked(&mut self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// A file of at most `max_bytes`, with one of these extensions (lower case, without dot).
    pub fn file(&mut self, name: &str, max_bytes: usize, extensions: &[&str]) -> Option<Upload> {
        match self.optional_file(name, max_bytes, extensions) {
            Some(file) => Some(file),
            None => self.faulted(name, words!("webkit-fault-file")),
        }
    }

    /// A file that may be left out.
    pub fn optional_file(
        &mut self,
        name: &str,
        max_bytes: usize,
        extensions: &[&str],
    ) -> Option<Upload> {
        let file = self.posted.files.iter().find(|it| it.field == name)?;
        let extension = file
            .name
            .rsplit_once('.')
            .map(|(_, it)| it.to_ascii_lowercase())
            .unwrap_or_default();
        if !extensions.contains(&extension.as_str()) {
            return self.faulted(
                name,
                words!("webkit-fault-file-kind", kinds = extensions.join(", ")),
            );
        }
        if file.bytes.is_empty() {
            return self.faulted(name, words!("webkit-fault-file-empty"));
        }
        if file.bytes.len() > max_bytes {
            let size = formats::number(i64::try_from(max_bytes / 1024).unwrap_or(i64::MAX));
            return self.faulted(name, words!("webkit-fault-file-large", size = size));
        }
        Some(file.clone())
    }

    /// The version of the record that the form was drawn from; `None` when it was lost on the way.
    pub fn version(&mut self, name: &str) -> Option<i64> {
        let version = self.raw(name).and_then(|text| text.trim().parse().ok());
        version.or_else(|| self.faulted("", words!("webkit-fault-version")))
    }

    /// Reports a fault that only the caller can see. The first fault of a field is the one shown.
    pub fn fault(&mut self, field: &str, fault: Words) {
        if self.faulty.insert(field.to_owned()) {
            self.errors.push((field.to_owned(), fault));
        }
    }

    /// Whether nothing has been found so far.
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// The form as it was sent, with the faults found, to be drawn again.
    pub fn filled(&self) -> Filled {
        let kept = self
            .posted
            .fields
            .iter()
            .filter(|(name, _)| !name.starts_with('_'));
        Filled {
            values: kept.cloned().collect(),
            errors: self.errors.clone(),
            ..Filled::default()
        }
    }

    /// All is well, or the form to be drawn again.
    pub fn finish(self) -> Result<(), Filled> {
        if self.is_clean() {
            Ok(())
        } else {
            Err(self.filled())
        }
    }

    fn raw(&self, name: &str) -> Option<&'a str> {
        self.posted.first(name)
    }

    /// The field's text without blanks around it, `None` when nothing is left.
    fn given(&self, name: &str) -> Option<String> {
        self.raw(name).map(tidy).filter(|text| !text.is_empty())
    }

    fn required(&mut self, name: &str) -> Option<()> {
        match self.given(name) {
            Some(_) => Some(()),
            None => self.faulted(name, words!("webkit-fault-blank")),
        }
    }

    fn faulted<T>(&mut self, name: &str, fault: Words) -> Option<T> {
        self.fault(name, fault);
        None
    }
}

/// Line ends as one character, no control characters, no blanks (of either width) around.
fn tidy(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines
        .chars()
        .filter(|it| !it.is_control() || matches!(it, '\n' | '\t'))
        .collect();
    kept.trim().to_owned()
}

fn number(text: &str) -> Option<i64> {
    let bare: String = base::narrow_digits(text)
        .chars()
        .filter(|it| !matches!(it, ',' | ' ' | '、'))
        .collect();
    bare.parse().ok()
}
