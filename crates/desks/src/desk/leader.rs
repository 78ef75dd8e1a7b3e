//! A leader's part of the home page: the team today, and what waits to be looked at.

use access::{PageError, Visit};

use super::Desk;
use crate::team;
use webkit::prelude::*;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    Ok(Desk::titled(
        t!("desks-team-today"),
        team::today(visit).await?,
    ))
}
