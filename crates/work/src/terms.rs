//! Deciding: the twelve items of a contract document (自営型テレワークのガイドライン 第3(2)イ), which are also the notice of
//! the Freelance Act, article 3; and the one date on which the fee is paid.

use crate::Refusal;
use base::{Day, Weekday};
use serde::{Deserialize, Serialize};

/// 明示事項: one of the twelve items, in the order of the guideline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermItem {
    /// 1 注文者の氏名・住所・連絡先と、ワーカーの氏名
    Parties,
    /// 2 注文年月日
    OrderedOn,
    /// 3 仕事の内容
    Scope,
    /// 4 報酬額、支払期日、支払方法
    Fee,
    /// 5 諸経費の取扱い
    Expenses,
    /// 6 納期
    Due,
    /// 7 納品先・納品方法
    DeliveryTo,
    /// 8 検査を完了する期日
    InspectBy,
    /// 9 契約条件を変更する場合の取扱い
    Changes,
    /// 10 不適合・納品遅れの場合の取扱い
    Defects,
    /// 11 知的財産権の取扱い
    Rights,
    /// 12 個人情報・注文者の情報の取扱い
    Confidentiality,
}

impl TermItem {
    /// The twelve.
    pub const ALL: [TermItem; 12] = [
        TermItem::Parties,
        TermItem::OrderedOn,
        TermItem::Scope,
        TermItem::Fee,
        TermItem::Expenses,
        TermItem::Due,
        TermItem::DeliveryTo,
        TermItem::InspectBy,
        TermItem::Changes,
        TermItem::Defects,
        TermItem::Rights,
        TermItem::Confidentiality,
    ];

    /// The number under which the guideline lists it.
    pub fn number(self) -> usize {
        TermItem::ALL
            .iter()
            .position(|it| *it == self)
            .map_or(0, |at| at + 1)
    }

    /// Its name in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            TermItem::Parties => "work-term-parties",
            TermItem::OrderedOn => "work-term-ordered-on",
            TermItem::Scope => "work-term-scope",
            TermItem::Fee => "work-term-fee",
            TermItem::Expenses => "work-term-expenses",
            TermItem::Due => "work-term-due",
            TermItem::DeliveryTo => "work-term-delivery-to",
            TermItem::InspectBy => "work-term-inspect-by",
            TermItem::Changes => "work-term-changes",
            TermItem::Defects => "work-term-defects",
            TermItem::Rights => "work-term-rights",
            TermItem::Confidentiality => "work-term-confidentiality",
        }
    }
}

/// What is said about one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// Fixed.
    Said(String),
    /// 未定事項: open for a just reason, fixed by a day.
    Open { why: String, by: Day },
}

/// 取引条件: what both sides know before they agree, frozen when the offer is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub items: Vec<(TermItem, Stated)>,
}

impl Terms {
    /// One more item; an item said again is replaced.
    pub fn with(mut self, item: TermItem, stated: Stated) -> Terms {
        self.items.retain(|(it, _)| *it != item);
        self.items.push((item, stated));
        self.items.sort_by_key(|(it, _)| *it);
        self
    }

    /// What is said about an item, if anything.
    pub fn of(&self, item: TermItem) -> Option<&Stated> {
        self.items
            .iter()
            .find(|(it, _)| *it == item)
            .map(|(_, stated)| stated)
    }

    /// The items that are neither filled nor open with a reason.
    pub fn missing(&self) -> Vec<TermItem> {
        TermItem::ALL
            .into_iter()
            .filter(|it| !self.of(*it).is_some_and(is_stated))
            .collect()
    }

    /// No offer leaves the draft while an item is missing.
    pub fn complete(&self) -> Result<(), Refusal> {
        let missing = self.missing();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Refusal::TermsMissing(missing))
        }
    }
}

fn is_stated(stated: &Stated) -> bool {
    match stated {
        Stated::Said(text) => !text.trim().is_empty(),
        Stated::Open { why, .. } => !why.trim().is_empty(),
    }
}

/// The Freelance Act's limit, counting the day of receipt as day 1 (第4条1項).
const LATEST_DAY: i32 = 60;
/// The guideline's term, which is our rule unless a reason speaks against it.
const USUAL_DAYS: i32 = 30;
/// Days from the end of a half-month closing to its transfer.
const DAYS_AFTER_CLOSING: i32 = 14;

/// The last day on which work received on this day may be paid for: 22 November gives 20 January.
pub fn latest_pay_on(received_on: Day) -> Day {
    received_on.plus_days(LATEST_DAY - 1)
}

/// The last day that the guideline's 30 days allow.
pub fn usual_limit(received_on: Day) -> Day {
    received_on.plus_days(USUAL_DAYS - 1)
}

/// 支払期日: work received by the closing (15th, end of month) is paid 14 days later, on the working day before if that
/// is a weekend.
pub fn pay_on(received_on: Day) -> Day {
    let closing = if received_on.day() <= 15 {
        received_on.first_of_month().plus_days(14)
    } else {
        received_on.last_of_month()
    };
    let day = closing.plus_days(DAYS_AFTER_CLOSING);
    match day.weekday() {
        Weekday::Saturday => day.plus_days(-1),
        Weekday::Sunday => day.plus_days(-2),
        _ => day,
    }
}

/// 再委託の例外 (第4条3項): a later date counts from the client's own payment, and only when the notice says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reentrustment {
    /// The client's name or a mark by which it is known.
    pub client_mark: String,
    /// The day on which the client pays us.
    pub client_pays_on: Day,
}

/// Refuses a pay date beyond the limit, and names the limit.
pub fn may_pay_on(
    received_on: Day,
    pay_on: Day,
    exception: Option<&Reentrustment>,
) -> Result<(), Refusal> {
    let exception = exception.filter(|it| !it.client_mark.trim().is_empty());
    let latest = match exception {
        Some(it) => latest_pay_on(received_on).max(it.client_pays_on.plus_days(USUAL_DAYS - 1)),
        None => latest_pay_on(received_on),
    };
    if received_on <= pay_on && pay_on <= latest {
        Ok(())
    } else {
        Err(Refusal::PaidTooLate { latest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Stated {
        Stated::Said(text.to_owned())
    }

    fn full() -> Terms {
        TermItem::ALL
            .into_iter()
            .fold(Terms::default(), |terms, item| terms.with(item, said("x")))
    }

    #[test]
    fn an_offer_with_all_twelve_items_is_complete() {
        assert_eq!(full().complete(), Ok(()));
        assert_eq!(TermItem::Confidentiality.number(), 12);
    }

    #[test]
    fn a_blank_item_is_named() {
        let terms = full().with(TermItem::Expenses, said(" ")).with(
            TermItem::Due,
            Stated::Open {
                why: String::new(),
                by: Day::known(2027, 1, 1),
            },
        );

        assert_eq!(
            terms.complete(),
            Err(Refusal::TermsMissing(vec![
                TermItem::Expenses,
                TermItem::Due
            ]))
        );
    }

    #[test]
    fn an_open_item_with_a_reason_and_a_day_counts_as_stated() {
        let open = Stated::Open {
            why: "the client decides on the layout".into(),
            by: Day::known(2027, 1, 10),
        };

        assert!(full().with(TermItem::Scope, open).missing().is_empty());
    }

    #[test]
    fn work_received_on_22_november_is_paid_by_20_january_at_the_latest() {
        let received = Day::known(2026, 11, 22);

        assert_eq!(latest_pay_on(received), Day::known(2027, 1, 20));
        assert_eq!(may_pay_on(received, Day::known(2027, 1, 20), None), Ok(()));
        assert_eq!(
            may_pay_on(received, Day::known(2027, 1, 21), None),
            Err(Refusal::PaidTooLate {
                latest: Day::known(2027, 1, 20)
            })
        );
    }

    #[test]
    fn a_pay_date_before_receipt_is_no_pay_date() {
        let received = Day::known(2026, 11, 22);

        assert!(may_pay_on(received, Day::known(2026, 11, 21), None).is_err());
    }

    #[test]
    fn the_second_half_of_january_is_paid_on_friday_12_february() {
        assert_eq!(pay_on(Day::known(2027, 1, 28)), Day::known(2027, 2, 12));
        assert_eq!(pay_on(Day::known(2027, 1, 15)), Day::known(2027, 1, 29));
    }

    #[test]
    fn the_usual_date_keeps_the_guidelines_thirty_days_on_every_day_of_five_years() {
        let mut received = Day::known(2026, 4, 1);
        while received < Day::known(2031, 4, 1) {
            assert!(
                received <= pay_on(received) && pay_on(received) <= usual_limit(received),
                "{received}"
            );
            received = received.plus_days(1);
        }
    }

    #[test]
    fn the_reentrustment_exception_needs_the_clients_mark() {
        let received = Day::known(2026, 11, 1);
        let paid = Reentrustment {
            client_mark: "A".into(),
            client_pays_on: Day::known(2026, 12, 31),
        };
        let late = Day::known(2027, 1, 29);

        assert_eq!(may_pay_on(received, late, Some(&paid)), Ok(()));
        assert!(
            may_pay_on(
                received,
                late,
                Some(&Reentrustment {
                    client_mark: String::new(),
                    ..paid
                })
            )
            .is_err()
        );
    }
}
