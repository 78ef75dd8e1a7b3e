//! Deciding: 支払通知書: what one worker is paid for one period, from 検収 to the sum transferred.
//!
//! An agreed unit price includes consumption tax (内税), so what was agreed is what is paid, whatever a rate or a
//! worker's registration does. The tax within is told to registered workers, once per document and rate.
//! A transfer fee is never deducted (フリーランス法5条): there is no place for one here.

use crate::rates::Rates;
use crate::refusal::Refusal;
use base::{Day, Rounding, Yen};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was accepted of one 発注 (検収), as the notice needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Key of the acceptance.
    pub acceptance: i64,
    /// Key of the work order.
    pub work_order: i64,
    /// What the line is called: the order's title and step.
    pub what: String,
    pub units: i64,
    /// 単価 as agreed, tax included.
    pub unit_pay: Yen,
    /// 受領日: the day of supply, from which the rates and day 60 count.
    pub received_on: Day,
    /// The job type is subject to 源泉徴収.
    pub withheld: bool,
    /// Key of the account that accepted (検収した人).
    pub accepted_by: i64,
    /// Listed adjustments, each with its ground; tax included.
    pub adjustments: Vec<(String, Yen)>,
}

/// 支払先 as far as taxes care.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payee {
    /// 登録番号, if the worker is a qualified issuer.
    pub reg_no: Option<String>,
}

/// 明細の種類.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// 報酬
    Fee,
    /// 調整
    Adjustment,
    /// 訂正前の取消
    Reversal,
}

impl LineKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            LineKind::Fee => "fee",
            LineKind::Adjustment => "adjustment",
            LineKind::Reversal => "reversal",
        }
    }

    pub fn parse(name: &str) -> Option<LineKind> {
        [LineKind::Fee, LineKind::Adjustment, LineKind::Reversal]
            .into_iter()
            .find(|it| it.as_str() == name)
    }
}

/// One line of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub kind: LineKind,
    pub acceptance: i64,
    pub work_order: i64,
    pub what: String,
    pub units: i64,
    pub unit_pay: Yen,
    /// Tax included.
    pub amount: Yen,
    pub supplied_on: Day,
    pub withheld: bool,
    pub accepted_by: i64,
}

/// The amounts of one rate on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxPart {
    pub percent: i64,
    /// 税込金額
    pub including: Yen,
    /// The tax within, rounded once.
    pub tax: Yen,
}

/// The sums of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Fees, tax included.
    pub fee: Yen,
    /// Adjustments, tax included.
    pub adjustments: Yen,
    pub parts: Vec<TaxPart>,
    /// Told to a registered worker; zero for others, whose fee bears no tax to show.
    pub tax: Yen,
    /// 控除対象の仕入税額, for the payer's books only.
    pub deductible: Yen,
    /// 源泉徴収税額
    pub withholding: Yen,
    /// 差引支払額
    pub total: Yen,
}

/// The lines of everything accepted, in its order.
pub fn lines(accepted: &[Accepted]) -> Result<Vec<Line>, Refusal> {
    let mut lines = Vec::new();
    for it in accepted {
        let line = |kind, what: &str, units, unit_pay, amount| Line {
            kind,
            acceptance: it.acceptance,
            work_order: it.work_order,
            what: what.to_owned(),
            units,
            unit_pay,
            amount,
            supplied_on: it.received_on,
            withheld: it.withheld,
            accepted_by: it.accepted_by,
        };
        lines.push(line(
            LineKind::Fee,
            &it.what,
            it.units,
            it.unit_pay,
            it.unit_pay.times(it.units)?,
        ));
        for (what, amount) in &it.adjustments {
            lines.push(line(LineKind::Adjustment, what, 1, *amount, *amount));
        }
    }
    Ok(lines)
}

/// The sums over lines that are paid on one day. Reversed lines count with their negative amount.
pub fn sums(lines: &[Line], payee: &Payee, pay_on: Day, rates: &Rates) -> Result<Sums, Refusal> {
    let fee = Yen::sum(
        lines
            .iter()
            .filter(|it| it.kind != LineKind::Adjustment)
            .map(|it| it.amount),
    )?;
    let adjustments = Yen::sum(
        lines
            .iter()
            .filter(|it| it.kind == LineKind::Adjustment)
            .map(|it| it.amount),
    )?;
    let registered = payee.reg_no.is_some();
    let (parts, deductible) = taxes(lines, registered, rates)?;
    let tax = if registered {
        Yen::sum(parts.iter().map(|it| it.tax))?
    } else {
        Yen::ZERO
    };
    let withholding = rates.withheld_from(withholding_base(lines, registered, rates)?, pay_on)?;
    let gross = fee.plus(adjustments)?;
    let total = gross.minus(withholding)?;
    if total.is_negative() {
        return Err(Refusal::BelowZero { total });
    }
    Ok(Sums {
        fee,
        adjustments,
        parts,
        tax,
        deductible,
        withholding,
        total,
    })
}

/// Tax per rate, and what of it the payer may deduct, by day of supply.
fn taxes(lines: &[Line], registered: bool, rates: &Rates) -> Result<(Vec<TaxPart>, Yen), Refusal> {
    let mut by_rate: BTreeMap<i64, Yen> = BTreeMap::new();
    let mut by_share: BTreeMap<(i64, i64), Yen> = BTreeMap::new();
    for line in lines {
        let percent = rates.consumption_on(line.supplied_on)?;
        let share = rates.deductible_on(line.supplied_on, registered);
        add(by_rate.entry(percent).or_default(), line.amount)?;
        add(by_share.entry((percent, share)).or_default(), line.amount)?;
    }
    let parts = by_rate.into_iter().map(|(percent, including)| {
        Ok(TaxPart {
            percent,
            including,
            tax: Rates::tax_within(including, percent)?,
        })
    });
    let parts = parts.collect::<Result<Vec<_>, Refusal>>()?;
    let mut deductible = Yen::ZERO;
    for ((percent, share), including) in by_share {
        deductible = deductible.plus(including.share(
            percent * share,
            (100 + percent) * 100,
            Rounding::Down,
        )?)?;
    }
    Ok((parts, deductible))
}

/// A of 源泉徴収: the lines subject to it, without the tax where the document shows it apart (国税庁 No.6929).
fn withholding_base(lines: &[Line], tax_is_shown: bool, rates: &Rates) -> Result<Yen, Refusal> {
    let mut by_rate: BTreeMap<i64, Yen> = BTreeMap::new();
    for line in lines.iter().filter(|it| it.withheld) {
        add(
            by_rate
                .entry(rates.consumption_on(line.supplied_on)?)
                .or_default(),
            line.amount,
        )?;
    }
    let mut base = Yen::ZERO;
    for (percent, including) in by_rate {
        let tax = if tax_is_shown {
            Rates::tax_within(including, percent)?
        } else {
            Yen::ZERO
        };
        base = base.plus(including)?.minus(tax)?;
    }
    if base.is_negative() {
        Ok(Yen::ZERO)
    } else {
        Ok(base)
    }
}

fn add(sum: &mut Yen, amount: Yen) -> Result<(), Refusal> {
    *sum = sum.plus(amount)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::published;

    fn accepted(units: i64, unit_pay: i64) -> Accepted {
        Accepted {
            acceptance: 1,
            work_order: 1,
            what: "shops checked".into(),
            units,
            unit_pay: Yen::new(unit_pay),
            received_on: Day::known(2027, 1, 20),
            withheld: false,
            accepted_by: 7,
            adjustments: vec![],
        }
    }

    fn sums_of(accepted: &[Accepted], payee: &Payee) -> Sums {
        sums(
            &lines(accepted).unwrap(),
            payee,
            Day::known(2027, 2, 12),
            &published(),
        )
        .unwrap()
    }

    fn registered() -> Payee {
        Payee {
            reg_no: Some("T8123456789012".into()),
        }
    }

    #[test]
    fn four_hundred_eighteen_units_at_forty_eight_yen_are_paid_as_they_were_agreed() {
        let sums = sums_of(&[accepted(418, 48)], &Payee::default());

        assert_eq!(
            (sums.fee, sums.tax, sums.withholding, sums.total),
            (Yen::new(20_064), Yen::ZERO, Yen::ZERO, Yen::new(20_064))
        );
    }

    #[test]
    fn registered_or_not_the_agreed_fee_is_the_same() {
        let with_number = sums_of(&[accepted(418, 48)], &registered());

        assert_eq!(with_number.total, Yen::new(20_064));
        assert_eq!(with_number.tax, Yen::new(1_824));
        assert_eq!(with_number.deductible, Yen::new(1_824));
    }

    #[test]
    fn a_step_of_the_transitional_share_changes_the_books_and_not_the_fee() {
        let supplied = |year, month, day| Accepted {
            received_on: Day::known(year, month, day),
            ..accepted(1_000, 110)
        };

        let before = sums_of(&[supplied(2026, 9, 30)], &Payee::default());
        let after = sums_of(&[supplied(2026, 10, 1)], &Payee::default());

        assert_eq!(
            (before.total, before.deductible),
            (Yen::new(110_000), Yen::new(8_000))
        );
        assert_eq!(
            (after.total, after.deductible),
            (Yen::new(110_000), Yen::new(7_000))
        );
    }

    #[test]
    fn tax_is_rounded_once_per_document_and_rate_and_never_per_line() {
        let three_small = [accepted(1, 109), accepted(1, 109), accepted(1, 109)];

        let sums = sums_of(&three_small, &registered());

        assert_eq!(
            sums.parts,
            vec![TaxPart {
                percent: 10,
                including: Yen::new(327),
                tax: Yen::new(29)
            }]
        );
    }

    #[test]
    fn two_rates_on_one_document_are_told_apart_by_day_of_supply() {
        let old = Accepted {
            received_on: Day::known(2019, 9, 30),
            ..accepted(1, 10_800)
        };
        let new = Accepted {
            received_on: Day::known(2019, 10, 1),
            ..accepted(1, 11_000)
        };

        let sums = sums_of(&[new, old], &registered());

        assert_eq!(
            sums.parts
                .iter()
                .map(|it| (it.percent, it.tax.amount()))
                .collect::<Vec<_>>(),
            [(8, 800), (10, 1_000)]
        );
    }

    #[test]
    fn withholding_takes_only_the_lines_subject_to_it() {
        let design = Accepted {
            withheld: true,
            ..accepted(1, 110_000)
        };

        let unregistered = sums_of(&[design.clone(), accepted(100, 48)], &Payee::default());
        let registered = sums_of(&[design, accepted(100, 48)], &registered());

        assert_eq!(
            (unregistered.withholding, unregistered.total),
            (Yen::new(11_231), Yen::new(103_569))
        );
        assert_eq!(
            (registered.withholding, registered.total),
            (Yen::new(10_210), Yen::new(104_590))
        );
    }

    #[test]
    fn a_fault_of_the_instruction_is_paid_as_a_listed_adjustment() {
        let work = Accepted {
            adjustments: vec![("error in the instructions: 2".into(), Yen::new(96))],
            ..accepted(416, 48)
        };

        let sums = sums_of(&[work], &Payee::default());

        assert_eq!(
            (sums.fee, sums.adjustments, sums.total),
            (Yen::new(19_968), Yen::new(96), Yen::new(20_064))
        );
    }

    #[test]
    fn nobody_is_ever_asked_to_pay_back_by_a_notice() {
        let work = Accepted {
            adjustments: vec![("too much".into(), Yen::new(-5_000))],
            ..accepted(10, 48)
        };

        let refused = sums(
            &lines(&[work]).unwrap(),
            &Payee::default(),
            Day::known(2027, 2, 12),
            &published(),
        );

        assert_eq!(
            refused,
            Err(Refusal::BelowZero {
                total: Yen::new(-4_520)
            })
        );
    }
}
