//! The desk of the administrator: accounts and what was done with them.

use access::{PageError, Visit};
use webkit::prelude::*;

use super::{Desk, ways};

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let places = ways(
        visit,
        &[
            (
                t!("desks-menu-accounts"),
                "/accounts",
                t!("desks-way-accounts-admin"),
            ),
            (
                t!("desks-new-account"),
                "/accounts/new",
                t!("desks-way-new-account"),
            ),
        ],
    );
    Ok(Desk::titled(t!("desks-administration"), places).lead(t!("desks-administration-lead")))
}
