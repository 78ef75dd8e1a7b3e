//! Deciding: what a client ordered, and what must stand before the order does.

use crate::rules::Refusal;
use base::{Day, Yen};
use serde::{Deserialize, Serialize};

/// Where information of a class may be worked on (情報の区分), from open to closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 在宅可.
    Home,
    /// 拠点のみ: at a coworking site.
    Site,
    /// 機密: only in a secure room.
    Secure,
}

impl Class {
    pub const ALL: [Class; 3] = [Class::Home, Class::Site, Class::Secure];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Class::Home => "home",
            Class::Site => "site",
            Class::Secure => "secure",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What the client agreed to about their information (再委託の承諾と情報の取り扱い).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// 再委託の承諾: the day, for what, and by whom at the client.
    pub consent_on: Option<Day>,
    pub consent_scope: String,
    pub consent_by: String,
    /// The most open place that the client permits.
    pub permitted_places: Option<Class>,
    /// 使用できる機器.
    pub devices: String,
    /// 保管日数 after acceptance.
    pub retention_days: Option<i64>,
    /// 消去の方法 and its proof.
    pub deletion: String,
}

/// [`Terms`] of which nothing is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    pub consent_on: Day,
    pub consent_scope: String,
    pub consent_by: String,
    pub permitted_places: Class,
    pub devices: String,
    pub retention_days: i64,
    pub deletion: String,
}

/// A term that an order cannot stand without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Consent,
    ConsentScope,
    ConsentBy,
    Places,
    Devices,
    Retention,
    Deletion,
}

impl Missing {
    /// The form field in which it is given.
    pub fn field(self) -> &'static str {
        match self {
            Missing::Consent => "consent_on",
            Missing::ConsentScope => "consent_scope",
            Missing::ConsentBy => "consent_by",
            Missing::Places => "permitted_places",
            Missing::Devices => "devices",
            Missing::Retention => "retention_days",
            Missing::Deletion => "deletion",
        }
    }
}

impl Terms {
    /// Every term, or all that are missing at once.
    pub fn agreed(&self) -> Result<Agreed, Vec<Missing>> {
        let mut missing = Vec::new();
        let mut wanted = |given: bool, what| {
            if !given {
                missing.push(what)
            }
        };
        wanted(self.consent_on.is_some(), Missing::Consent);
        wanted(!self.consent_scope.trim().is_empty(), Missing::ConsentScope);
        wanted(!self.consent_by.trim().is_empty(), Missing::ConsentBy);
        wanted(self.permitted_places.is_some(), Missing::Places);
        wanted(!self.devices.trim().is_empty(), Missing::Devices);
        wanted(self.retention_days.is_some(), Missing::Retention);
        wanted(!self.deletion.trim().is_empty(), Missing::Deletion);
        let (Some(consent_on), Some(permitted_places), Some(retention_days), true) = (
            self.consent_on,
            self.permitted_places,
            self.retention_days,
            missing.is_empty(),
        ) else {
            return Err(missing);
        };
        Ok(Agreed {
            consent_on,
            consent_scope: self.consent_scope.clone(),
            consent_by: self.consent_by.clone(),
            permitted_places,
            devices: self.devices.clone(),
            retention_days,
            deletion: self.deletion.clone(),
        })
    }
}

/// 受注金額, without consumption tax.
pub fn order_value(quantity: i64, unit_price: Yen) -> Result<Yen, Refusal> {
    unit_price.times(quantity).map_err(|_| Refusal::TooLarge)
}

/// An order is due on or after the day it was given.
pub fn check_dates(ordered_on: Day, due_on: Day) -> Result<(), Refusal> {
    if due_on < ordered_on {
        Err(Refusal::DueBeforeOrder)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Terms {
        Terms {
            consent_on: Some(Day::known(2026, 12, 7)),
            consent_scope: "確認作業の全部".into(),
            consent_by: "片桐".into(),
            permitted_places: Some(Class::Home),
            devices: "貸与PC".into(),
            retention_days: Some(30),
            deletion: "検収後に消去し、証明書を渡す".into(),
        }
    }

    #[test]
    fn an_order_stands_when_the_client_agreed_to_everything() {
        let agreed = complete().agreed().unwrap();

        assert_eq!(
            (agreed.permitted_places, agreed.retention_days),
            (Class::Home, 30)
        );
    }

    #[test]
    fn every_missing_term_is_named_at_once() {
        let missing = Terms::default().agreed().unwrap_err();

        assert_eq!(missing.len(), 7);
        assert_eq!(
            (missing[0].field(), missing[3].field(), missing[5].field()),
            ("consent_on", "permitted_places", "retention_days")
        );
    }

    #[test]
    fn blank_words_are_no_consent() {
        let terms = Terms {
            consent_by: "　 ".into(),
            ..complete()
        };

        assert_eq!(terms.agreed(), Err(vec![Missing::ConsentBy]));
    }

    #[test]
    fn nothing_is_due_before_it_was_ordered() {
        let (earlier, later) = (Day::known(2026, 12, 7), Day::known(2027, 2, 26));

        assert_eq!(check_dates(earlier, later), Ok(()));
        assert_eq!(check_dates(later, earlier), Err(Refusal::DueBeforeOrder));
    }
}
