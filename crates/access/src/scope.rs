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

    /// True when someone of this reach may give the role: the region any; a town its officers and committee members, a
    /// company its own contacts.
    pub fn may_give(
        &self,
        role: Role,
        municipality: Option<MunicipalityId>,
        client: Option<ClientId>,
    ) -> bool {
        let town = Role::OF_A_TOWN.contains(&role)
            && municipality.is_some_and(|it| self.covers_municipality(it));
        let company =
            Role::OF_A_COMPANY.contains(&role) && client.is_some_and(|it| self.covers_client(it));
        self.region || town || company
    }

    /// The roles that someone of this reach may give at all.
    pub fn roles_to_give(&self) -> Vec<Role> {
        if self.region {
            return Role::ALL.to_vec();
        }
        let towns = Role::OF_A_TOWN
            .into_iter()
            .filter(|_| !self.municipalities.is_empty());
        let companies = Role::OF_A_COMPANY
            .into_iter()
            .filter(|_| !self.clients.is_empty());
        towns.chain(companies).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_gives_its_own_roles_and_a_company_its_own_only() {
        let (here, there) = (Some(MunicipalityId(1)), Some(MunicipalityId(2)));
        let town = Scope {
            municipalities: vec![MunicipalityId(1)],
            ..Scope::default()
        };
        let company = Scope {
            clients: vec![ClientId(3)],
            ..Scope::default()
        };

        assert!(town.may_give(Role::Officer, here, None));
        assert!(town.may_give(Role::CommitteeMember, here, None));
        assert!(!town.may_give(Role::Officer, there, None));
        assert!(!town.may_give(Role::Manager, here, None));
        assert!(!town.may_give(Role::Client, here, Some(ClientId(3))));
        assert!(company.may_give(Role::Client, None, Some(ClientId(3))));
        assert!(!company.may_give(Role::Client, None, Some(ClientId(4))));
        assert!(!company.may_give(Role::Officer, here, Some(ClientId(3))));
        assert_eq!(company.roles_to_give(), [Role::Client]);
        assert_eq!(Scope::whole_region().roles_to_give().len(), Role::ALL.len());
    }
}
