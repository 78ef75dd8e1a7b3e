//! What happens to money by itself; safe to repeat.

use crate::actions;
use access::{Actor, App, Failure};

/// Once a day would do, once a minute does no harm: silence that has lasted long enough confirms.
pub async fn each_minute(app: &App) -> Result<(), Failure> {
    if crate::read::silence_is_over(&app.db, app.db.clock().today()).await? {
        actions::deem_due(&app.db, &Actor::service("payment")).await?;
    }
    Ok(())
}
