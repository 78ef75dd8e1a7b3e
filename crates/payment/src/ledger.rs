//! Deciding: 仕訳: every entry sums to zero, and a correction is a reversal with a new entry.

use crate::notice::Sums;
use crate::refusal::Refusal;
use base::Yen;

/// 勘定科目. Debits are positive, credits negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// 外注費
    Outsourcing,
    /// 仮払消費税等
    InputTax,
    /// 未払金, kept per worker.
    Payable,
    /// 預り金(源泉所得税)
    Withheld,
    /// 振込中
    InTransit,
    /// 普通預金
    Bank,
    /// 売掛金, kept per client.
    Receivable,
    /// 売上高
    Sales,
    /// 仮受消費税等
    OutputTax,
}

impl Book {
    pub const ALL: [Book; 9] = [
        Book::Outsourcing,
        Book::InputTax,
        Book::Payable,
        Book::Withheld,
        Book::InTransit,
        Book::Bank,
        Book::Receivable,
        Book::Sales,
        Book::OutputTax,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Book::Outsourcing => "outsourcing",
            Book::InputTax => "input_tax",
            Book::Payable => "payable",
            Book::Withheld => "withheld",
            Book::InTransit => "in_transit",
            Book::Bank => "bank",
            Book::Receivable => "receivable",
            Book::Sales => "sales",
            Book::OutputTax => "output_tax",
        }
    }
}

/// Why an entry was made; each cause happens once to one notice, transfer or invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A notice was sent: the debt to the worker.
    NoticeIssued,
    /// A notice was replaced by a corrected one.
    NoticeReversed,
    /// A transfer was approved: the money is on its way.
    TransferApproved,
    TransferSettled,
    TransferFailed,
    TransferRecalled,
    InvoiceIssued,
    InvoicePaid,
    /// An invoice was void; it keeps its number.
    InvoiceVoided,
}

impl Cause {
    pub const fn as_str(self) -> &'static str {
        match self {
            Cause::NoticeIssued => "notice_issued",
            Cause::NoticeReversed => "notice_reversed",
            Cause::TransferApproved => "transfer_approved",
            Cause::TransferSettled => "transfer_settled",
            Cause::TransferFailed => "transfer_failed",
            Cause::TransferRecalled => "transfer_recalled",
            Cause::InvoiceIssued => "invoice_issued",
            Cause::InvoicePaid => "invoice_paid",
            Cause::InvoiceVoided => "invoice_voided",
        }
    }
}

/// 仕訳一件: its postings sum to zero and none of them is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub cause: Cause,
    postings: Vec<(Book, Yen)>,
}

impl Entry {
    /// Leaves out empty postings and refuses an entry that does not balance.
    pub fn of(
        cause: Cause,
        postings: impl IntoIterator<Item = (Book, Yen)>,
    ) -> Result<Entry, Refusal> {
        let postings: Vec<(Book, Yen)> = postings
            .into_iter()
            .filter(|(_, amount)| !amount.is_zero())
            .collect();
        let rest = Yen::sum(postings.iter().map(|(_, amount)| *amount))?;
        if rest.is_zero() {
            Ok(Entry { cause, postings })
        } else {
            Err(Refusal::Unbalanced { by: rest })
        }
    }

    pub fn postings(&self) -> &[(Book, Yen)] {
        &self.postings
    }

    /// The same postings with the opposite sign.
    pub fn reversed(&self, cause: Cause) -> Result<Entry, Refusal> {
        let postings = self
            .postings
            .iter()
            .map(|(book, amount)| Ok((*book, minus(*amount)?)));
        Entry::of(cause, postings.collect::<Result<Vec<_>, Refusal>>()?)
    }
}

/// The debt to a worker arises, with the tax withheld and the tax that may be deducted.
pub fn notice_issued(sums: &Sums) -> Result<Entry, Refusal> {
    notice_entry(
        Cause::NoticeIssued,
        sums.fee.plus(sums.adjustments)?,
        sums.deductible,
        sums.withholding,
        sums.total,
    )
}

/// The entry of a notice from its stored sums.
pub fn notice_entry(
    cause: Cause,
    gross: Yen,
    deductible: Yen,
    withholding: Yen,
    total: Yen,
) -> Result<Entry, Refusal> {
    Entry::of(
        cause,
        [
            (Book::Outsourcing, gross.minus(deductible)?),
            (Book::InputTax, deductible),
            (Book::Withheld, minus(withholding)?),
            (Book::Payable, minus(total)?),
        ],
    )
}

/// What a step of a transfer does to the books. A recall of settled money comes back from the bank.
pub fn transfer_moved(cause: Cause, amount: Yen, was_settled: bool) -> Result<Entry, Refusal> {
    let (to, from) = match (cause, was_settled) {
        (Cause::TransferApproved, _) => (Book::Payable, Book::InTransit),
        (Cause::TransferSettled, _) => (Book::InTransit, Book::Bank),
        (Cause::TransferRecalled, true) => (Book::Bank, Book::Payable),
        _ => (Book::InTransit, Book::Payable),
    };
    Entry::of(cause, [(to, amount), (from, minus(amount)?)])
}

/// A client owes an invoice.
pub fn invoice_issued(subtotal: Yen, tax: Yen) -> Result<Entry, Refusal> {
    let sales = [
        (Book::Receivable, subtotal.plus(tax)?),
        (Book::Sales, minus(subtotal)?),
        (Book::OutputTax, minus(tax)?),
    ];
    Entry::of(Cause::InvoiceIssued, sales)
}

/// A client has paid.
pub fn invoice_paid(total: Yen) -> Result<Entry, Refusal> {
    Entry::of(
        Cause::InvoicePaid,
        [(Book::Bank, total), (Book::Receivable, minus(total)?)],
    )
}

fn minus(amount: Yen) -> Result<Yen, Refusal> {
    Ok(Yen::ZERO.minus(amount)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(entries: &[Entry], book: Book) -> i64 {
        entries
            .iter()
            .flat_map(|it| it.postings())
            .filter(|(it, _)| *it == book)
            .map(|(_, amount)| amount.amount())
            .sum()
    }

    fn issued() -> Entry {
        notice_entry(
            Cause::NoticeIssued,
            Yen::new(110_000),
            Yen::new(7_000),
            Yen::new(11_231),
            Yen::new(98_769),
        )
        .unwrap()
    }

    #[test]
    fn the_debt_is_gone_once_the_transfer_has_settled() {
        let amount = Yen::new(98_769);
        let entries = [
            issued(),
            transfer_moved(Cause::TransferApproved, amount, false).unwrap(),
            transfer_moved(Cause::TransferSettled, amount, false).unwrap(),
        ];

        assert_eq!(amounts(&entries, Book::Payable), 0);
        assert_eq!(amounts(&entries, Book::InTransit), 0);
        assert_eq!(amounts(&entries, Book::Bank), -98_769);
        assert_eq!(amounts(&entries, Book::Withheld), -11_231);
    }

    #[test]
    fn a_transfer_that_fails_or_is_recalled_reopens_the_debt_once() {
        let amount = Yen::new(98_769);
        let approved = transfer_moved(Cause::TransferApproved, amount, false).unwrap();
        let settled = transfer_moved(Cause::TransferSettled, amount, false).unwrap();

        let failed = [
            issued(),
            approved.clone(),
            transfer_moved(Cause::TransferFailed, amount, false).unwrap(),
        ];
        let recalled = [
            issued(),
            approved.clone(),
            transfer_moved(Cause::TransferRecalled, amount, false).unwrap(),
        ];
        let returned = [
            issued(),
            approved,
            settled,
            transfer_moved(Cause::TransferRecalled, amount, true).unwrap(),
        ];

        for entries in [&failed[..], &recalled, &returned] {
            assert_eq!(amounts(entries, Book::Payable), -98_769);
            assert_eq!(
                amounts(entries, Book::InTransit) + amounts(entries, Book::Bank),
                0
            );
        }
    }

    #[test]
    fn a_reversal_takes_back_every_posting() {
        let entries = [issued(), issued().reversed(Cause::NoticeReversed).unwrap()];

        assert!(
            Book::ALL
                .into_iter()
                .all(|book| amounts(&entries, book) == 0)
        );
    }

    #[test]
    fn an_entry_that_does_not_balance_is_refused() {
        let refused = Entry::of(
            Cause::InvoicePaid,
            [(Book::Bank, Yen::new(10)), (Book::Receivable, Yen::new(-9))],
        );

        assert_eq!(refused, Err(Refusal::Unbalanced { by: Yen::new(1) }));
    }

    #[test]
    fn the_clients_invoice_splits_into_sales_and_tax() {
        let entries = [
            invoice_issued(Yen::new(1_020_000), Yen::new(102_000)).unwrap(),
            invoice_paid(Yen::new(1_122_000)).unwrap(),
        ];

        assert_eq!(amounts(&entries, Book::Receivable), 0);
        assert_eq!(amounts(&entries, Book::Sales), -1_020_000);
    }
}
