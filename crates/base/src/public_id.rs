//! The name of a row outside the database: random, 128 bits, never its key.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A random 128-bit id as 32 lower-case hexadecimal digits, for addresses, files and the API.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicId(pub(crate) String);

impl PublicId {
    pub fn from_bits(bits: u128) -> PublicId {
        PublicId(format!("{bits:032x}"))
    }

    /// Reads one from an address; anything else is no id.
    pub fn parse(text: &str) -> Option<PublicId> {
        let hex = text.len() == 32
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex.then(|| PublicId(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
