//! What the pages of every capability read from an address and a form, and how a refusal comes back on it.

use base::PublicId;
use webkit::{Filled, Reader};

use crate::Failure;

/// An id from an address; anything else is not there.
pub fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

/// A failure that a form can show; any other goes on.
pub fn shown(failure: Failure, filled: Filled) -> Result<Filled, Failure> {
    match failure {
        Failure::Faulty(faults) => Ok(faults
            .into_iter()
            .fold(filled, |it, (field, words)| it.with_fault(&field, words))),
        Failure::Refused(words) => Ok(filled.with_fault("", words)),
        other => Err(other),
    }
}

/// The version from which a form was drawn; none, when it was lost on the way, is no version of anything.
pub fn version_of(reader: &mut Reader<'_>) -> i32 {
    let version = reader.version("_version");
    version.and_then(|it| i32::try_from(it).ok()).unwrap_or(-1)
}
