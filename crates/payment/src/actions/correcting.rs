//! 訂正: nothing sent is edited. An unpaid notice is reversed and replaced; a paid one gets a further notice.

use crate::actions::closing::ask;
use crate::ledger::{Cause, notice_entry};
use crate::notice::{Line, LineKind, Payee, Sums, sums};
use crate::rules::{Correction, correction};
use crate::store::drafts::{self, CorrectedLine, NewCorrection};
use crate::store::ledger::{Subject, post};
use crate::store::notices::{self, LineRow, NoticeRow};
use crate::store::{self, closings};
use crate::{Holidays, Period, Refusal};
use access::{Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx};
use serde::{Deserialize, Serialize};

/// What a line should have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub line: PublicId,
    pub units: i64,
    pub unit_pay: Yen,
}

/// A corrected notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    pub notice: PublicId,
    pub total: Yen,
}

/// Corrects a sent notice by a new one that refers to it.
pub async fn correct(
    db: &Db,
    actor: &Actor,
    holidays: &Holidays,
    notice: &PublicId,
    changes: &[Change],
    reason: &str,
) -> Result<Corrected, Failure> {
    db::command!(db, actor.author(), |tx| correct_in(
        &tx, actor, holidays, notice, changes, reason
    )
    .await)
}

/// Joins a command; see [`correct`].
pub async fn correct_in(
    tx: &Tx,
    actor: &Actor,
    holidays: &Holidays,
    notice: &PublicId,
    changes: &[Change],
    reason: &str,
) -> Result<Corrected, Failure> {
    let scope = actor.may(Act::Write(Resource::PaymentNotices))?;
    let row = notices::by_public_id(tx, &scope, notice).await?;
    let how =
        correction(row.state(), row.reversed_on.is_some(), row.transfer()).map_err(refused)?;
    let old = notices::lines(tx, row.id).await?;
    let pairs = paired(&old, changes).map_err(refused)?;
    let new = match how {
        Correction::Replace => replacement(tx, &row, &old, &pairs).await?,
        Correction::Supplement => supplement(tx, &row, &old, &pairs).await?,
    };
    let (closing, pay_on) = open_period(tx, holidays, row.pay_on).await?;
    let kept = NewCorrection {
        of: &row,
        closing,
        pay_on,
        reason,
        sums: &new.sums,
        lines: new.lines,
    };
    let id = drafts::insert_correction(tx, kept).await?;
    let fresh = notices::by_id(tx, id).await?;
    let operator = access::places::operator(tx).await?;
    let lines = notices::lines(tx, id).await?;
    let mut entries = vec![ask(tx, &operator, &fresh, &new.sums, &lines).await?];
    if how == Correction::Replace {
        notices::reverse(tx, row.id).await?;
        let entry = notice_entry(
            Cause::NoticeIssued,
            row.gross()?,
            row.deductible,
            row.withholding,
            row.total,
        )
        .map_err(refused)?;
        entries.insert(
            0,
            (
                entry.reversed(Cause::NoticeReversed).map_err(refused)?,
                Subject::Notice(row.id, row.worker),
            ),
        );
    }
    post(tx, tx.today(), &entries).await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "notice.correct",
            format!("payment_notice/{notice}"),
        )
        .because(reason),
    );
    Ok(Corrected {
        notice: fresh.public_id,
        total: new.sums.total,
    })
}

struct New {
    sums: Sums,
    lines: Vec<CorrectedLine>,
}

/// Each old line with what it should have said, if it changes.
fn paired<'a>(
    old: &'a [LineRow],
    changes: &'a [Change],
) -> Result<Vec<(&'a LineRow, Option<&'a Change>)>, Refusal> {
    if changes.iter().any(|it| {
        old.iter()
            .all(|line| line.public_id != it.line || line.kind() == LineKind::Reversal)
    }) {
        return Err(Refusal::NoSuchLine);
    }
    let change = |line: &LineRow| {
        changes.iter().find(|it| {
            it.line == line.public_id && (it.units, it.unit_pay) != (line.units, line.unit_pay)
        })
    };
    let pairs: Vec<_> = old.iter().map(|line| (line, change(line))).collect();
    if pairs.iter().all(|(_, change)| change.is_none()) {
        Err(Refusal::NothingChanged)
    } else {
        Ok(pairs)
    }
}

fn changed(line: &LineRow, change: &Change) -> Result<Line, Refusal> {
    Ok(Line {
        units: change.units,
        unit_pay: change.unit_pay,
        amount: change.unit_pay.times(change.units)?,
        ..line.line()
    })
}

/// The whole notice again, as it should have been.
async fn replacement(
    tx: &Tx,
    row: &NoticeRow,
    old: &[LineRow],
    pairs: &[(&LineRow, Option<&Change>)],
) -> Result<New, Failure> {
    let mut lines = Vec::new();
    for (line, change) in pairs {
        let said = match change {
            Some(change) => changed(line, change).map_err(refused)?,
            None => line.line(),
        };
        let reverses = (line.kind() == LineKind::Reversal).then_some(line.id);
        lines.push(CorrectedLine {
            line: said,
            round: line.round + 1,
            reverses,
        });
    }
    debug_assert_eq!(lines.len(), old.len());
    let said: Vec<Line> = lines.iter().map(|it| it.line.clone()).collect();
    Ok(New {
        sums: summed(tx, row, &said).await?,
        lines,
    })
}

/// The difference to what was paid: each changed line taken back and said again.
async fn supplement(
    tx: &Tx,
    row: &NoticeRow,
    old: &[LineRow],
    pairs: &[(&LineRow, Option<&Change>)],
) -> Result<New, Failure> {
    let mut lines = Vec::new();
    let mut whole = Vec::new();
    for (line, change) in pairs {
        let Some(change) = change else {
            whole.push(line.line());
            continue;
        };
        let said = changed(line, change).map_err(refused)?;
        let taken_back = Line {
            kind: LineKind::Reversal,
            units: -line.units,
            amount: Yen::ZERO.minus(line.amount)?,
            ..line.line()
        };
        lines.push(CorrectedLine {
            line: taken_back,
            round: line.round,
            reverses: Some(line.id),
        });
        lines.push(CorrectedLine {
            line: said.clone(),
            round: line.round + 1,
            reverses: None,
        });
        whole.push(said);
    }
    let before: Vec<Line> = old.iter().map(LineRow::line).collect();
    let sums = difference(
        &summed(tx, row, &before).await?,
        &summed(tx, row, &whole).await?,
    )
    .map_err(refused)?;
    Ok(New { sums, lines })
}

async fn summed(tx: &Tx, row: &NoticeRow, lines: &[Line]) -> Result<Sums, Failure> {
    let rates = store::rates(tx).await?;
    sums(
        lines,
        &Payee {
            reg_no: row.reg_no.clone(),
        },
        row.pay_on,
        &rates,
    )
    .map_err(refused)
}

/// What a further notice pays. Too much paid is never taken back by a notice: that needs the worker's agreement.
fn difference(before: &Sums, after: &Sums) -> Result<Sums, Refusal> {
    let total = after.total.minus(before.total)?;
    let withholding = after.withholding.minus(before.withholding)?;
    let (tax, deductible) = (
        after.tax.minus(before.tax)?,
        after.deductible.minus(before.deductible)?,
    );
    if total.is_negative()
        || withholding.is_negative()
        || tax.is_negative()
        || deductible.is_negative()
    {
        return Err(Refusal::BelowZero { total });
    }
    let parts = after.parts.clone();
    Ok(Sums {
        fee: after.fee.minus(before.fee)?,
        adjustments: after.adjustments.minus(before.adjustments)?,
        parts,
        tax,
        deductible,
        withholding,
        total,
    })
}

/// The closing of the period that is open now, and the day to pay: the day first promised, if it can still be kept.
async fn open_period(
    tx: &Tx,
    holidays: &Holidays,
    promised: Day,
) -> Result<(crate::ClosingId, Day), Failure> {
    let mut period = Period::containing(tx.today());
    loop {
        let closing = closings::open(tx, period, period.pay_on(holidays).map_err(refused)?).await?;
        if !closing.is_closed() {
            let pay_on = if tx.today() <= promised {
                promised
            } else {
                closing.pay_on
            };
            return Ok((closing.id, pay_on));
        }
        period = period.next();
    }
}
