//! How a scope reads in the condition of a query.

use crate::Scope;
use sea_orm::Value;

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
    use crate::{AccountId, MunicipalityId};

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
