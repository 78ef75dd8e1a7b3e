//! What is wrong with a file, and where.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// 読み込みの誤り: the place in the file, as `packages[3].kind`, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub place: String,
    pub problem: Problem,
}

/// What can be wrong with one place of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Not JSON, or not of the type asked for; the reader's own words.
    Unreadable {
        detail: String,
    },
    WrongFormat {
        found: String,
    },
    UnknownId {
        id: String,
    },
    RepeatedId {
        id: String,
    },
    OutOfRange {
        found: i64,
        least: i64,
        most: i64,
    },
    WrongLength {
        found: usize,
        expected: usize,
    },
}

impl Fault {
    /// A fault at one place.
    pub fn at(place: impl Into<String>, problem: Problem) -> Fault {
        Fault {
            place: place.into(),
            problem,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.problem {
            Problem::Unreadable { detail } => write!(f, "{detail}"),
            Problem::WrongFormat { found } => write!(f, "unknown format {found:?}"),
            Problem::UnknownId { id } => write!(f, "unknown id {id:?}"),
            Problem::RepeatedId { id } => write!(f, "repeated id {id:?}"),
            Problem::OutOfRange { found, least, most } => {
                write!(f, "{found} is not in {least}..={most}")
            }
            Problem::WrongLength { found, expected } => {
                write!(f, "{found} entries instead of {expected}")
            }
        }
    }
}

impl std::error::Error for Fault {}

/// Reads one record, naming the field that is at fault where the reader can tell.
pub fn record<T: DeserializeOwned>(value: Value, place: &str) -> Result<T, Fault> {
    let Some(fields) = value.as_object().cloned() else {
        return Err(unreadable(place, "an object is expected"));
    };
    serde_json::from_value(value).map_err(|error| {
        let detail = error.to_string();
        match guilty_field::<T>(&fields, &detail) {
            Some(field) => unreadable(&joined(place, &field), &detail),
            None => unreadable(place, &detail),
        }
    })
}

/// The field without which the reader no longer makes the same complaint.
fn guilty_field<T: DeserializeOwned>(
    fields: &serde_json::Map<String, Value>,
    detail: &str,
) -> Option<String> {
    fields.keys().find_map(|field| {
        let mut rest = fields.clone();
        rest.remove(field);
        match serde_json::from_value::<T>(Value::Object(rest)) {
            Err(error) if error.to_string() == detail => None,
            _ => Some(field.clone()),
        }
    })
}

/// Takes a list out of the root and reads each of its entries.
pub fn list<T: DeserializeOwned>(value: Option<Value>, name: &str) -> Result<Vec<T>, Fault> {
    match value {
        Some(Value::Array(entries)) => entries
            .into_iter()
            .enumerate()
            .map(|(at, entry)| record(entry, &format!("{name}[{at}]")))
            .collect(),
        Some(_) => Err(unreadable(name, "a list is expected")),
        None => Err(unreadable(name, "missing")),
    }
}

/// A fault worded by whoever found it.
pub fn unreadable(place: &str, detail: &str) -> Fault {
    Fault::at(
        place,
        Problem::Unreadable {
            detail: detail.to_owned(),
        },
    )
}

fn joined(place: &str, field: &str) -> String {
    if place.is_empty() {
        field.to_owned()
    } else {
        format!("{place}.{field}")
    }
}
