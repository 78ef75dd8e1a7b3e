//! The fields in which a role and what it is bound to are chosen.

use base::PublicId;
use webkit::prelude::*;

use crate::grants::Bound;
use crate::places::{self, Client, Municipality, Site};
use crate::policy::{Act, Resource};
use crate::{Failure, Role, Visit, role_words};

/// The roles this person may give, and everything they may be bound to.
pub(crate) struct Offered {
    roles: Vec<Role>,
    towns: Vec<Municipality>,
    sites: Vec<Site>,
    clients: Vec<Client>,
}

impl Offered {
    pub(crate) async fn load(visit: &Visit) -> Result<Offered, Failure> {
        let db = visit.db();
        // Who may only look is offered nothing.
        let scope = visit
            .may(Act::Write(Resource::Accounts))
            .unwrap_or_default();
        let towns = places::municipalities(db).await?;
        let sites = places::sites(db).await?;
        Ok(Offered {
            roles: scope.roles_to_give(),
            towns: towns
                .into_iter()
                .filter(|it| scope.covers_municipality(it.id))
                .collect(),
            sites: sites
                .into_iter()
                .filter(|it| scope.covers_site(it.id))
                .collect(),
            clients: places::clients(db, &scope).await?,
        })
    }

    pub(crate) fn fields(&self, filled: &Filled) -> Markup {
        let roles = self.roles.iter().map(|it| (it.name(), role_words(*it)));
        let towns = self.towns.iter().map(|it| (&it.public_id, &it.name));
        let sites = self.sites.iter().map(|it| (&it.public_id, &it.name));
        let clients = self.clients.iter().map(|it| (&it.public_id, &it.name));
        html! {
            (field_select("role", t!("access-role")).required().options(roles).filled(filled))
            (self.binding("municipality", t!("access-bound-municipality"), towns, filled, t!("access-bound-municipality-support")))
            (self.binding("site", t!("access-bound-site"), sites, filled, t!("access-bound-site-support")))
            (self.binding("client", t!("access-bound-client"), clients, filled, t!("access-bound-client-support")))
            (field_date("until", t!("access-until")).optional().support(t!("access-until-support")).filled(filled))
        }
    }

    /// One kind of what a role may be bound to. Where this person has none of it, nothing is asked; where the own town or
    /// company is the only one, it is chosen already.
    fn binding<'a>(
        &self,
        name: &str,
        label: String,
        offered: impl ExactSizeIterator<Item = (&'a PublicId, &'a String)>,
        filled: &Filled,
        support: String,
    ) -> Markup {
        if offered.len() == 0 {
            return Markup::default();
        }
        let whole_region = self.roles.len() == Role::ALL.len();
        let mut options = vec![(String::new(), t!("access-bound-nothing"))];
        options.extend(offered.map(|(id, name)| (id.to_string(), name.clone())));
        let only = match &options[..] {
            [_, (id, _)] if !whole_region => id.clone(),
            _ => String::new(),
        };
        field_select(name, label)
            .support(support)
            .options(options)
            .filled(filled)
            .value(only)
            .markup()
    }

    /// Reads them back; the faults stay in the reader.
    pub(crate) fn read(&self, reader: &mut Reader<'_>) -> (Option<Role>, Bound) {
        let roles: Vec<&str> = self.roles.iter().map(|it| it.name()).collect();
        let role = reader.choice("role", &roles);
        let mut chosen = |name: &str| reader.optional_text(name, 32).unwrap_or_default();
        let (town, site, client) = (chosen("municipality"), chosen("site"), chosen("client"));
        let town = self.towns.iter().find(|it| it.public_id.as_str() == town);
        let site = self.sites.iter().find(|it| it.public_id.as_str() == site);
        let client = self
            .clients
            .iter()
            .find(|it| it.public_id.as_str() == client);
        let bound = Bound {
            municipality: town.map(|it| it.id),
            site: site.map(|it| it.id),
            client: client.map(|it| it.id),
            until: reader.optional_day("until"),
        };
        (role.and_then(|it| Role::named(&it)), bound)
    }
}
