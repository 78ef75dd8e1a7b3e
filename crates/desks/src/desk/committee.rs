//! 会議資料: what a member of the committee reads before a meeting.

use access::{PageError, Visit};
use webkit::prelude::*;

use super::{Desk, ways};

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let places = ways(
        visit,
        &[
            (t!("desks-menu-sheets"), "/sheets", t!("desks-way-papers")),
            (
                t!("desks-menu-indicators"),
                "/indicators",
                t!("desks-way-indicators"),
            ),
            (
                t!("desks-menu-opinions"),
                "/opinions",
                t!("desks-way-opinions-committee"),
            ),
        ],
    );
    Ok(Desk::titled(t!("desks-papers"), places).lead(t!("desks-papers-lead")))
}
