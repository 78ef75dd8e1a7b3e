//! Deciding: 適格請求書: one rounding per rate and document, and the day on which a client pays.

use crate::calendar::Holidays;
use crate::rates::Rates;
use crate::refusal::Refusal;
use base::{Day, Yen};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One line to be invoiced; prices are without tax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    pub what: String,
    pub units: i64,
    pub unit_price: Yen,
    /// The day of supply, which chooses the rate.
    pub supplied_on: Day,
}

/// 税率ごとの合計.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatePart {
    pub percent: i64,
    /// 税抜
    pub subtotal: Yen,
    pub tax: Yen,
}

/// The sums of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceSums {
    pub parts: Vec<RatePart>,
    pub subtotal: Yen,
    pub tax: Yen,
    pub total: Yen,
}

/// 支払条件 of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientTerm {
    /// A date was agreed with the order.
    Agreed(Day),
    /// A municipality with a written contract: 30 days after a valid invoice (支払遅延防止法6条).
    Municipal,
    /// A municipality without one: 15 days (同10条).
    MunicipalUnwritten,
    /// The end of the next month.
    EndOfNextMonth,
}

/// The sums of an invoice over its lines.
pub fn sums(lines: &[Billed], rates: &Rates) -> Result<InvoiceSums, Refusal> {
    if lines.is_empty() {
        return Err(Refusal::NothingToInvoice);
    }
    let mut by_rate: BTreeMap<i64, Yen> = BTreeMap::new();
    for line in lines {
        let sum = by_rate
            .entry(rates.consumption_on(line.supplied_on)?)
            .or_default();
        *sum = sum.plus(line.unit_price.times(line.units)?)?;
    }
    let parts = by_rate.into_iter().map(|(percent, subtotal)| {
        Ok(RatePart {
            percent,
            subtotal,
            tax: Rates::tax_upon(subtotal, percent)?,
        })
    });
    let parts = parts.collect::<Result<Vec<_>, Refusal>>()?;
    let subtotal = Yen::sum(parts.iter().map(|it| it.subtotal))?;
    let tax = Yen::sum(parts.iter().map(|it| it.tax))?;
    Ok(InvoiceSums {
        parts,
        subtotal,
        tax,
        total: subtotal.plus(tax)?,
    })
}

/// 支払期限 of an invoice, on a bank day on or before the term's end.
pub fn due_on(issued_on: Day, term: ClientTerm, holidays: &Holidays) -> Result<Day, Refusal> {
    let end = match term {
        ClientTerm::Agreed(day) => return Ok(day.max(issued_on)),
        ClientTerm::Municipal => issued_on.plus_days(30),
        ClientTerm::MunicipalUnwritten => issued_on.plus_days(15),
        ClientTerm::EndOfNextMonth => issued_on.first_of_month().plus_months(1).last_of_month(),
    };
    holidays.covers(end)?;
    Ok(holidays.on_or_before(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::holidays_of_2026_and_2027;
    use crate::rates::published;

    fn billed(units: i64, unit_price: i64) -> Billed {
        Billed {
            what: "lot".into(),
            units,
            unit_price: Yen::new(unit_price),
            supplied_on: Day::known(2027, 2, 20),
        }
    }

    #[test]
    fn twelve_thousand_items_at_eighty_five_yen_come_to_one_million_with_tax() {
        let sums = sums(
            &[billed(4_000, 85), billed(4_000, 85), billed(4_000, 85)],
            &published(),
        )
        .unwrap();

        assert_eq!(
            (sums.subtotal, sums.tax, sums.total),
            (Yen::new(1_020_000), Yen::new(102_000), Yen::new(1_122_000))
        );
    }

    #[test]
    fn an_invoice_rounds_once_per_rate_and_never_per_line() {
        let sums = sums(&[billed(1, 99), billed(1, 99), billed(1, 99)], &published()).unwrap();

        assert_eq!(
            sums.parts,
            vec![RatePart {
                percent: 10,
                subtotal: Yen::new(297),
                tax: Yen::new(29)
            }]
        );
    }

    #[test]
    fn a_municipality_pays_within_thirty_days_and_others_by_the_end_of_the_next_month() {
        let holidays = holidays_of_2026_and_2027();
        let issued_on = Day::known(2027, 2, 25);
        let due = |term| due_on(issued_on, term, &holidays).unwrap();

        assert_eq!(due(ClientTerm::Municipal), Day::known(2027, 3, 26));
        assert_eq!(due(ClientTerm::MunicipalUnwritten), Day::known(2027, 3, 12));
        assert_eq!(due(ClientTerm::EndOfNextMonth), Day::known(2027, 3, 31));
        assert_eq!(
            due(ClientTerm::Agreed(Day::known(2027, 3, 20))),
            Day::known(2027, 3, 20)
        );
    }

    #[test]
    fn an_invoice_about_nothing_is_refused() {
        assert_eq!(sums(&[], &published()), Err(Refusal::NothingToInvoice));
    }
}
