//! Deciding: how far one person reaches for one act, as facts.

use crate::{AccountId, ClientId, MunicipalityId, Reach, Role, SiteId};
use base::Day;

/// One role of one person, and what it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub municipality: Option<MunicipalityId>,
    pub site: Option<SiteId>,
    pub client: Option<ClientId>,
    pub from_day: Day,
    pub until_day: Option<Day>,
}

impl Grant {
    /// True while the grant holds.
    pub fn holds_on(&self, today: Day) -> bool {
        self.from_day <= today && self.until_day.is_none_or(|until| today <= until)
    }
}

/// The rows that a person reaches for one act: the union of what each role allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub region: bool,
    pub municipalities: Vec<MunicipalityId>,
    pub sites: Vec<SiteId>,
    pub clients: Vec<ClientId>,
    pub led_by: Option<AccountId>,
    pub team_of: Option<AccountId>,
    pub own: Option<AccountId>,
}

impl Scope {
    /// The whole region; for jobs and reports that ask nobody's leave.
    pub fn whole_region() -> Scope {
        Scope {
            region: true,
            ..Scope::default()
        }
    }

    pub(crate) fn widen(&mut self, grant: &Grant, reach: Reach, account: AccountId) {
        match reach {
            Reach::Region => self.region = true,
            Reach::Municipality => self.municipalities.extend(grant.municipality),
            Reach::Site => self.sites.extend(grant.site),
            Reach::Client => self.clients.extend(grant.client),
            Reach::Led => self.led_by = Some(account),
            Reach::Team => self.team_of = Some(account),
            Reach::Own => self.own = Some(account),
        }
    }

    /// True when the municipality is within reach.
    pub fn covers_municipality(&self, id: MunicipalityId) -> bool {
        self.region || self.municipalities.contains(&id)
    }

    /// True when the client is within reach.
    pub fn covers_client(&self, id: ClientId) -> bool {
        self.region || self.clients.contains(&id)
    }

    /// True when the site is within reach.
    pub fn covers_site(&self, id: SiteId) -> bool {
        self.region || self.sites.contains(&id)
    }
}
