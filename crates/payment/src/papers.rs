//! 支払通知書 and 請求書: facts become the paper that both sides keep. In Japanese, whatever the reader's language.

use crate::invoice::InvoiceSums;
use crate::notice::Sums;
use crate::store::notices::{LineRow, NoticeRow};
use access::places::{Client, Operator};
use base::{Day, Yen};
use papers::pdf::{Block, Column, Paper};
use webkit::{Lang, Words, words};

fn ja(words: Words) -> String {
    words.say_in(Lang::Ja)
}

fn yen(amount: Yen) -> String {
    ja(words!("payment-paper-yen", amount = amount))
}

fn day(day: Day) -> String {
    ja(words!("payment-paper-day", day = day))
}

/// What stands on a 支払通知書.
pub struct NoticeFacts<'a> {
    pub number: i64,
    pub on: Day,
    pub row: &'a NoticeRow,
    pub sums: &'a Sums,
    pub lines: &'a [LineRow],
    pub operator: &'a Operator,
}

/// 支払通知書 (also 仕入明細書): maker, supplier with registration number, date, content, totals and tax per rate.
pub fn notice(it: &NoticeFacts<'_>) -> Paper {
    let number = it.number.to_string();
    let kind = if it.row.original.is_some() {
        "payment-paper-notice-corrected"
    } else {
        "payment-paper-notice"
    };
    let mut blocks = vec![
        Block::Address(vec![ja(words!(
            "payment-paper-to-worker",
            name = &it.row.worker_name,
            number = &it.row.worker_number
        ))]),
        Block::Signature(signature(it.operator)),
        Block::Title,
        Block::Paragraph(ja(words!(
            "payment-paper-notice-opening",
            from = it.row.from_day,
            to = it.row.to_day
        ))),
        Block::Facts(notice_facts(it)),
        Block::Table {
            columns: notice_columns(),
            rows: it.lines.iter().map(notice_line).collect(),
            total: Some(notice_total(it.sums)),
        },
        Block::Facts(tax_facts(it)),
    ];
    if !it.row.reason.is_empty() {
        blocks.push(Block::Paragraph(ja(words!(
            "payment-paper-reason",
            reason = &it.row.reason
        ))));
    }
    blocks.push(Block::Note(ja(words!("payment-paper-notice-closing"))));
    Paper {
        title: ja(words!(kind)),
        subject: Some(ja(words!("payment-paper-number", number = &number))),
        lang: Lang::Ja.code().to_owned(),
        blocks,
        footer: Some(ja(words!("payment-paper-number", number = &number))),
        issued_on: Some(it.on.to_string()),
        ..Paper::default()
    }
}

fn signature(operator: &Operator) -> Vec<String> {
    let mut lines = vec![
        operator.name.clone(),
        operator.address.clone(),
        operator.phone.clone(),
    ];
    if let Some(reg_no) = &operator.invoice_reg_no {
        lines.push(ja(words!("payment-paper-reg-no", number = reg_no)));
    }
    lines
}

fn fact(label: &'static str, text: String) -> (String, String) {
    (ja(Words::new(label)), text)
}

fn notice_facts(it: &NoticeFacts<'_>) -> Vec<(String, String)> {
    let mut facts = vec![
        fact("payment-paper-issued-on", day(it.on)),
        fact("payment-paper-pay-on", day(it.row.pay_on)),
        fact("payment-paper-total", yen(it.sums.total)),
        fact(
            "payment-paper-method",
            ja(words!("payment-paper-by-transfer")),
        ),
    ];
    if let Some(reg_no) = &it.row.reg_no {
        facts.push(fact("payment-paper-supplier-no", reg_no.clone()));
    }
    facts
}

fn notice_columns() -> Vec<Column> {
    vec![
        Column::text(ja(words!("payment-paper-what")), 4.4),
        Column::text(ja(words!("payment-paper-received-on")), 3.2),
        Column::number(ja(words!("payment-paper-units")), 1.3),
        Column::number(ja(words!("payment-paper-unit-pay")), 1.5),
        Column::number(ja(words!("payment-paper-amount")), 1.8),
    ]
}

fn notice_line(line: &LineRow) -> Vec<String> {
    let what = match line.kind() {
        crate::notice::LineKind::Reversal => {
            ja(words!("payment-paper-reversal", what = &line.what))
        }
        _ => line.what.clone(),
    };
    vec![
        what,
        day(line.supplied_on),
        Yen::new(line.units).grouped(),
        line.unit_pay.grouped(),
        line.amount.grouped(),
    ]
}

fn notice_total(sums: &Sums) -> Vec<String> {
    let gross = sums.fee.plus(sums.adjustments).unwrap_or(sums.fee);
    vec![
        ja(words!("payment-paper-gross")),
        String::new(),
        String::new(),
        String::new(),
        gross.grouped(),
    ]
}

fn tax_facts(it: &NoticeFacts<'_>) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for part in &it.sums.parts {
        let sentence = if it.row.reg_no.is_some() {
            words!(
                "payment-paper-rate-registered",
                amount = part.including,
                tax = part.tax
            )
        } else {
            words!("payment-paper-rate", amount = part.including)
        };
        facts.push((
            ja(words!("payment-paper-percent", percent = part.percent)),
            ja(sentence),
        ));
    }
    facts.push(fact("payment-paper-withholding", yen(it.sums.withholding)));
    facts.push(fact(
        "payment-paper-transfer-fee",
        ja(words!("payment-paper-fee-is-ours")),
    ));
    facts.push(fact("payment-paper-total", yen(it.sums.total)));
    facts
}

/// What stands on a 請求書.
pub struct InvoiceFacts<'a> {
    pub number: i64,
    pub on: Day,
    pub due_on: Day,
    pub order_number: &'a str,
    pub client: &'a Client,
    pub operator: &'a Operator,
    pub sums: &'a InvoiceSums,
    pub lines: &'a [crate::invoice::Billed],
}

/// 適格請求書: issuer with registration number, date, content, totals per rate, tax per rate, recipient.
pub fn invoice(it: &InvoiceFacts<'_>) -> Paper {
    let number = it.number.to_string();
    let line = |line: &crate::invoice::Billed| {
        let amount = line.unit_price.times(line.units).unwrap_or(Yen::ZERO);
        vec![
            line.what.clone(),
            day(line.supplied_on),
            Yen::new(line.units).grouped(),
            line.unit_price.grouped(),
            amount.grouped(),
        ]
    };
    let mut sums: Vec<(String, String)> = Vec::new();
    for part in &it.sums.parts {
        let sentence = words!(
            "payment-paper-invoice-rate",
            amount = part.subtotal,
            tax = part.tax
        );
        sums.push((
            ja(words!("payment-paper-percent", percent = part.percent)),
            ja(sentence),
        ));
    }
    sums.push(fact("payment-paper-invoice-total", yen(it.sums.total)));
    let facts = vec![
        fact("payment-paper-issued-on", day(it.on)),
        fact("payment-paper-due-on", day(it.due_on)),
        fact("payment-paper-order", it.order_number.to_owned()),
        fact("payment-paper-invoice-total", yen(it.sums.total)),
    ];
    let total = vec![
        ja(words!("payment-paper-subtotal")),
        String::new(),
        String::new(),
        String::new(),
        it.sums.subtotal.grouped(),
    ];
    Paper {
        title: ja(words!("payment-paper-invoice")),
        subject: Some(ja(words!("payment-paper-number", number = &number))),
        lang: Lang::Ja.code().to_owned(),
        blocks: vec![
            Block::Address(vec![
                ja(words!("payment-paper-to-client", name = &it.client.name)),
                it.client.address.clone(),
            ]),
            Block::Signature(signature(it.operator)),
            Block::Title,
            Block::Paragraph(ja(words!("payment-paper-invoice-opening"))),
            Block::Facts(facts),
            Block::Table {
                columns: invoice_columns(),
                rows: it.lines.iter().map(line).collect(),
                total: Some(total),
            },
            Block::Facts(sums),
            Block::Note(ja(words!("payment-paper-invoice-closing"))),
        ],
        footer: Some(ja(words!("payment-paper-number", number = &number))),
        issued_on: Some(it.on.to_string()),
        ..Paper::default()
    }
}

fn invoice_columns() -> Vec<Column> {
    vec![
        Column::text(ja(words!("payment-paper-what")), 4.4),
        Column::text(ja(words!("payment-paper-supplied-on")), 3.2),
        Column::number(ja(words!("payment-paper-units")), 1.3),
        Column::number(ja(words!("payment-paper-unit-price")), 1.5),
        Column::number(ja(words!("payment-paper-amount")), 1.8),
    ]
}
