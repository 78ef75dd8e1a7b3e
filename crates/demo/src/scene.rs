//! Where the demonstration is told: an app whose clock stands wherever the narrator sets it.

use access::{App, Failure};
use base::{Clock, Moment};
use db::IdSource;

/// The app under the narrator's clock and the seeded ids.
pub struct Scene {
    pub app: App,
    clock: Clock,
}

impl Scene {
    /// A scene at an instant.
    pub fn at(app: &App, moment: Moment, seed: u64) -> Scene {
        let clock = Clock::standing_at(moment);
        let db = app.db.under(clock.clone(), IdSource::seeded(seed));
        Scene {
            app: App { db, ..app.clone() },
            clock,
        }
    }

    /// The instant at which the scene stands.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Moves the clock; it never goes back.
    pub fn stand_at(&self, moment: Moment) {
        if self.clock.now() < moment {
            self.clock.set(moment);
        }
    }

    /// The person of an account, with a second factor proved just now.
    pub async fn actor(&self, account: access::AccountId) -> Result<access::Actor, Failure> {
        let today = self.clock.today();
        let actor = access::accounts::actor_of(&self.app.db, account, today).await?;
        Ok(actor.proved_at(self.clock.now()))
    }
}
