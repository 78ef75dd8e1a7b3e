//! Deciding: the file of a 総合振込 (kind 21) in the format of the 全国銀行協会: records of 120 bytes.

use crate::bank_kana::{BankName, NoBankSign};
use base::{Day, Yen};

/// Bytes of every record, without a line end.
pub const RECORD: usize = 120;

/// 預金種目.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// 普通
    Ordinary,
    /// 当座
    Current,
    /// 貯蓄
    Savings,
}

impl AccountKind {
    /// The digit in a record.
    pub fn digit(self) -> char {
        match self {
            AccountKind::Ordinary => '1',
            AccountKind::Current => '2',
            AccountKind::Savings => '4',
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            AccountKind::Ordinary => "ordinary",
            AccountKind::Current => "current",
            AccountKind::Savings => "savings",
        }
    }

    /// Reads a stored or posted name.
    pub fn parse(name: &str) -> Option<AccountKind> {
        [
            AccountKind::Ordinary,
            AccountKind::Current,
            AccountKind::Savings,
        ]
        .into_iter()
        .find(|it| it.name() == name)
    }
}

/// 口座: where money goes to or comes from. It has no printable form: accounts never stand in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Four digits.
    pub bank: String,
    pub bank_name: BankName,
    /// Three digits.
    pub branch: String,
    pub branch_name: BankName,
    pub kind: AccountKind,
    /// Seven digits.
    pub number: String,
    /// 口座名義.
    pub holder: BankName,
}

/// Why an account cannot stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountFault {
    BankCode,
    BranchCode,
    Number,
    Holder,
    /// The holder's name is longer than the field; it is never cut.
    HolderTooLong {
        bytes: usize,
    },
    HolderSign(char),
    BankName,
}

impl From<NoBankSign> for AccountFault {
    fn from(NoBankSign(sign): NoBankSign) -> AccountFault {
        AccountFault::HolderSign(sign)
    }
}

impl Account {
    /// Every fault that keeps this account out of a transfer file.
    pub fn faults(&self) -> Vec<AccountFault> {
        let digits = |text: &str, width: usize| {
            text.len() == width && text.bytes().all(|it| it.is_ascii_digit())
        };
        let mut faults = Vec::new();
        if !digits(&self.bank, 4) {
            faults.push(AccountFault::BankCode);
        }
        if !digits(&self.branch, 3) {
            faults.push(AccountFault::BranchCode);
        }
        if !digits(&self.number, 7) {
            faults.push(AccountFault::Number);
        }
        if self.bank_name.len() > 15 || self.branch_name.len() > 15 {
            faults.push(AccountFault::BankName);
        }
        match self.holder.len() {
            0 => faults.push(AccountFault::Holder),
            1..=30 => {}
            bytes => faults.push(AccountFault::HolderTooLong { bytes }),
        }
        faults
    }

    /// The last four digits, all that anybody sees.
    pub fn last4(&self) -> String {
        self.number[self.number.len().saturating_sub(4)..].to_owned()
    }
}

/// 振込依頼人: on whose behalf the bank moves money.
#[derive(Clone, PartialEq, Eq)]
pub struct Remitter {
    /// 委託者コード, at most ten digits, given by the bank.
    pub code: String,
    pub account: Account,
}

/// One payment in the file.
#[derive(Clone, PartialEq, Eq)]
pub struct Remittance {
    pub to: Account,
    pub amount: Yen,
    /// 顧客コード1: the number of the payment notice, so that the bank's answer finds its line.
    pub reference: u64,
}

/// Why no file was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    Remitter(Vec<AccountFault>),
    /// The line, counted from 0, and its faults.
    Line {
        at: usize,
        faults: Vec<AccountFault>,
    },
    /// An amount is not positive or has more than ten digits; counted from 0.
    Amount {
        at: usize,
    },
    Total,
    Empty,
}

/// The file, its records parted by CR LF, for payment on a bank day.
pub fn bulk_transfer(from: &Remitter, on: Day, lines: &[Remittance]) -> Result<Vec<u8>, FileFault> {
    let faults = from.account.faults();
    if !faults.is_empty()
        || from.code.len() > 10
        || !from.code.bytes().all(|it| it.is_ascii_digit())
    {
        return Err(FileFault::Remitter(faults));
    }
    if lines.is_empty() {
        return Err(FileFault::Empty);
    }
    let mut records = vec![header(from, on)];
    for (at, line) in lines.iter().enumerate() {
        let faults = line.to.faults();
        if !faults.is_empty() {
            return Err(FileFault::Line { at, faults });
        }
        if !(1..10_000_000_000).contains(&line.amount.amount()) {
            return Err(FileFault::Amount { at });
        }
        records.push(data(line));
    }
    let total = Yen::sum(lines.iter().map(|it| it.amount)).map_err(|_| FileFault::Total)?;
    if total.amount() >= 1_000_000_000_000 || lines.len() >= 1_000_000 {
        return Err(FileFault::Total);
    }
    records.push(
        Record::of('8')
            .number(lines.len() as u64, 6)
            .number(total.amount() as u64, 12)
            .blank(101),
    );
    records.push(Record::of('9').blank(119));
    Ok(records
        .into_iter()
        .flat_map(Record::with_line_end)
        .collect())
}

/// What the trailer of a file says: how many lines and how much.
pub fn trailer(file: &[u8]) -> Option<(i64, Yen)> {
    let record = file
        .chunks(RECORD + 2)
        .find(|it| it.first() == Some(&b'8'))?;
    let text = std::str::from_utf8(record.get(1..19)?).ok()?;
    Some((text[..6].parse().ok()?, Yen::new(text[6..].parse().ok()?)))
}

fn header(from: &Remitter, on: Day) -> Record {
    let account = &from.account;
    Record::of('1')
        .text("21")
        .text("0")
        .digits(&from.code, 10)
        .name(&account.holder, 40)
        .number(on.month() as u64 * 100 + on.day() as u64, 4)
        .digits(&account.bank, 4)
        .name(&account.bank_name, 15)
        .digits(&account.branch, 3)
        .name(&account.branch_name, 15)
        .text(&account.kind.digit().to_string())
        .digits(&account.number, 7)
        .blank(17)
}

fn data(line: &Remittance) -> Record {
    let account = &line.to;
    Record::of('2')
        .digits(&account.bank, 4)
        .name(&account.bank_name, 15)
        .digits(&account.branch, 3)
        .name(&account.branch_name, 15)
        .text("0000")
        .text(&account.kind.digit().to_string())
        .digits(&account.number, 7)
        .name(&account.holder, 30)
        .number(line.amount.amount() as u64, 10)
        .text("0")
        .number(line.reference % 10_000_000_000, 10)
        .number(0, 10)
        .text("7")
        .blank(8)
}

/// One record in the making: numbers stand at the right among zeros, names at the left among blanks.
struct Record(Vec<u8>);

impl Record {
    fn of(kind: char) -> Record {
        Record(vec![kind as u8])
    }

    fn text(mut self, text: &str) -> Record {
        self.0.extend(text.bytes());
        self
    }

    fn digits(mut self, digits: &str, width: usize) -> Record {
        self.0
            .extend(std::iter::repeat_n(b'0', width - digits.len()));
        self.text(digits)
    }

    fn number(self, number: u64, width: usize) -> Record {
        self.digits(&number.to_string(), width)
    }

    fn name(mut self, name: &BankName, width: usize) -> Record {
        self.0.extend(name.bytes());
        self.blank(width - name.len())
    }

    fn blank(mut self, count: usize) -> Record {
        self.0.extend(std::iter::repeat_n(b' ', count));
        self
    }

    fn with_line_end(mut self) -> Vec<u8> {
        assert_eq!(self.0.len(), RECORD, "every record has 120 bytes");
        self.0.extend(*b"\r\n");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(number: &str, holder: &str) -> Account {
        Account {
            bank: "0143".into(),
            bank_name: BankName::of("ハチジユウニ").unwrap(),
            branch: "421".into(),
            branch_name: BankName::of("オオマチ").unwrap(),
            kind: AccountKind::Ordinary,
            number: number.into(),
            holder: BankName::of(holder).unwrap(),
        }
    }

    fn remitter() -> Remitter {
        Remitter {
            code: "12345".into(),
            account: account("7654321", "サイ)シオジリシシンコウコウシヤ"),
        }
    }

    fn pays(amount: i64, holder: &str) -> Remittance {
        Remittance {
            to: account("1234567", holder),
            amount: Yen::new(amount),
            reference: 42,
        }
    }

    fn records(file: &[u8]) -> Vec<String> {
        file.split(|it| *it == b'\n')
            .filter(|it| !it.is_empty())
            .map(|it| {
                it.iter()
                    .map(|byte| match byte {
                        0xa1..=0xdf => char::from_u32(u32::from(*byte) - 0xa1 + 0xff61).unwrap(),
                        _ => *byte as char,
                    })
                    .filter(|it| *it != '\r')
                    .collect()
            })
            .collect()
    }

    #[test]
    fn every_record_has_one_hundred_and_twenty_bytes() {
        let file = bulk_transfer(
            &remitter(),
            Day::known(2027, 2, 12),
            &[
                pays(20_064, "ミヤシタ サヤカ"),
                pays(9_999_999_999, "グエン"),
            ],
        )
        .unwrap();

        assert_eq!(file.len(), 5 * 122);
        for record in file.chunks(122) {
            assert_eq!(&record[120..], b"\r\n");
        }
    }

    #[test]
    fn the_fields_stand_where_the_banks_expect_them() {
        let file = bulk_transfer(
            &remitter(),
            Day::known(2027, 2, 12),
            &[pays(20_064, "ミヤシタ サヤカ")],
        )
        .unwrap();

        let lines = records(&file);

        let blanks = |count: usize| " ".repeat(count);
        let holder = "ｻｲ)ｼｵｼﾞﾘｼｼﾝｺｳｺｳｼﾔ";
        assert_eq!(
            lines[0],
            format!(
                "12100000012345{holder}{}02120143ﾊﾁｼﾞﾕｳﾆ{}421ｵｵﾏﾁ{}17654321{}",
                blanks(40 - 17),
                blanks(8),
                blanks(11),
                blanks(17)
            )
        );
        assert_eq!(
            lines[1],
            format!(
                "20143ﾊﾁｼﾞﾕｳﾆ{}421ｵｵﾏﾁ{}000011234567ﾐﾔｼﾀ ｻﾔｶ{}0000020064{}00000000420000000000{}{}",
                blanks(8),
                blanks(11),
                blanks(22),
                "0",
                "7",
                blanks(8)
            )
        );
        assert_eq!(lines[2], format!("8000001000000020064{}", blanks(101)));
        assert_eq!(lines[3], format!("9{}", blanks(119)));
    }

    #[test]
    fn the_trailer_repeats_count_and_total_of_the_lines() {
        let lines: Vec<Remittance> = (1..=300)
            .map(|amount| pays(amount * 1_000, "ワーカー"))
            .collect();

        let file = bulk_transfer(&remitter(), Day::known(2027, 2, 12), &lines).unwrap();

        assert_eq!(trailer(&file), Some((300, Yen::new(45_150_000))));
    }

    #[test]
    fn a_name_too_long_for_the_field_is_refused_and_never_cut() {
        let long = pays(1_000, &"ガ".repeat(16));

        let refused = bulk_transfer(&remitter(), Day::known(2027, 2, 12), &[pays(1, "ア"), long]);

        assert_eq!(
            refused,
            Err(FileFault::Line {
                at: 1,
                faults: vec![AccountFault::HolderTooLong { bytes: 32 }]
            })
        );
    }

    #[test]
    fn an_amount_that_is_not_positive_makes_no_file() {
        for amount in [0, -1, 10_000_000_000] {
            let refused =
                bulk_transfer(&remitter(), Day::known(2027, 2, 12), &[pays(amount, "ア")]);
            assert_eq!(refused, Err(FileFault::Amount { at: 0 }), "{amount}");
        }
        assert_eq!(
            bulk_transfer(&remitter(), Day::known(2027, 2, 12), &[]),
            Err(FileFault::Empty)
        );
    }
}
