//! The fields in which a role and what it is bound to are chosen.

use webkit::prelude::*;

use crate::grants::Bound;
use crate::places::{self, Client, Municipality, Site};
use crate::{Failure, Role, Scope, Visit, role_words};

/// Everything a role may be bound to.
pub(crate) struct Offered {
    towns: Vec<Municipality>,
    sites: Vec<Site>,
    clients: Vec<Client>,
}

impl Offered {
    pub(crate) async fn load(visit: &Visit) -> Result<Offered, Failure> {
        let db = visit.db();
        Ok(Offered {
            towns: places::municipalities(db).await?,
            sites: places::sites(db).await?,
            clients: places::clients(db, &Scope::whole_region()).await?,
        })
    }

    pub(crate) fn fields(&self, filled: &Filled) -> Markup {
        let none = || ("".to_owned(), t!("access-bound-nothing"));
        let roles = Role::ALL.map(|it| (it.name(), role_words(it)));
        let towns = self
            .towns
            .iter()
            .map(|it| (it.public_id.to_string(), it.name.clone()));
        let sites = self
            .sites
            .iter()
            .map(|it| (it.public_id.to_string(), it.name.clone()));
        let clients = self
            .clients
            .iter()
            .map(|it| (it.public_id.to_string(), it.name.clone()));
        html! {
            (field_select("role", t!("access-role")).required().options(roles).filled(filled))
            (field_select("municipality", t!("access-bound-municipality")).support(t!("access-bound-municipality-support"))
                .options([none()].into_iter().chain(towns)).filled(filled))
            (field_select("site", t!("access-bound-site")).support(t!("access-bound-site-support"))
                .options([none()].into_iter().chain(sites)).filled(filled))
            (field_select("client", t!("access-bound-client")).support(t!("access-bound-client-support"))
                .options([none()].into_iter().chain(clients)).filled(filled))
            (field_date("until", t!("access-until")).optional().support(t!("access-until-support")).filled(filled))
        }
    }

    /// Reads them back; the faults stay in the reader.
    pub(crate) fn read(&self, reader: &mut Reader<'_>) -> (Option<Role>, Bound) {
        let role = reader.choice("role", &Role::ALL.map(Role::name));
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
