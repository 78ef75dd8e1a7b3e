//! Deciding: how far one person reaches for one act, as values for a query.

use crate::{AccountId, ClientId, MunicipalityId, Reach, Role, SiteId};
use base::Day;
use sea_orm::Value;

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

/// The columns by which a query's rows belong to someone; `None` where the rows have no such owner.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns<'a> {
    pub municipality: Option<&'a str>,
    pub site: Option<&'a str>,
    pub client: Option<&'a str>,
    pub led_by: Option<&'a str>,
    pub team_of: Option<&'a str>,
    pub own: Option<&'a str>,
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

    /// The condition of a query, in brackets; pushes its values behind those already there.
    pub fn sql(&self, columns: &Columns<'_>, values: &mut Vec<Value>) -> String {
        if self.region {
            return "(1 = 1)".to_owned();
        }
        let mut either = Vec::new();
        let mut list = |column: Option<&str>, ids: Vec<i64>| {
            if let Some(column) = column.filter(|_| !ids.is_empty()) {
                let places: Vec<String> = ids
                    .into_iter()
                    .map(|id| {
                        values.push(id.into());
                        format!("${}", values.len())
                    })
                    .collect();
                either.push(format!("{column} in ({})", places.join(", ")));
            }
        };
        list(
            columns.municipality,
            self.municipalities.iter().map(|it| it.0).collect(),
        );
        list(columns.site, self.sites.iter().map(|it| it.0).collect());
        list(columns.client, self.clients.iter().map(|it| it.0).collect());
        list(columns.led_by, self.led_by.iter().map(|it| it.0).collect());
        list(
            columns.team_of,
            self.team_of.iter().map(|it| it.0).collect(),
        );
        list(columns.own, self.own.iter().map(|it| it.0).collect());
        if either.is_empty() {
            "(1 = 0)".to_owned()
        } else {
            format!("({})", either.join(" or "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_reaches_nothing_sees_no_row() {
        let columns = Columns {
            municipality: Some("w.municipality"),
            ..Columns::default()
        };

        assert_eq!(Scope::default().sql(&columns, &mut vec![]), "(1 = 0)");
    }

    #[test]
    fn a_scope_reaches_only_through_columns_that_the_rows_have() {
        let scope = Scope {
            municipalities: vec![MunicipalityId(7)],
            own: Some(AccountId(3)),
            ..Scope::default()
        };
        let mut values = vec![Value::from(1i64)];

        let sql = scope.sql(
            &Columns {
                own: Some("w.account"),
                ..Columns::default()
            },
            &mut values,
        );

        assert_eq!(sql, "(w.account in ($2))");
        assert_eq!(values.len(), 2);
    }
}
