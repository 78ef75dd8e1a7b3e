//! 取引条件の明示: facts become the twelve items, and these the paper that both sides keep. In Japanese, whatever the
//! reader's language: this is the contract.

use crate::WorkCard;
use crate::terms::{Stated, TermItem, Terms};
use access::places::Operator;
use base::{Day, Moment, OutOfRange};
use papers::pdf::{Block, Column, Paper};
use serde::{Deserialize, Serialize};
use webkit::{Lang, Words, words};

/// 条件明示書: the frozen content of a terms notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub number: i64,
    pub terms: Terms,
    pub paper: Paper,
}

/// Inspection ends this many days after the due date.
const INSPECTION_DAYS: i32 = 10;

fn ja(words: Words) -> String {
    words.say_in(Lang::Ja)
}

fn said(words: Words) -> Stated {
    Stated::Said(ja(words))
}

/// The twelve items of one offer. The order date is open until both sides agree; it has a reason and a day.
pub fn terms_of(card: &WorkCard, orderer: &Operator) -> Result<Terms, OutOfRange> {
    let total = card.fee()?;
    let delivery = match (card.by_items, card.is_secure()) {
        (_, true) => words!(
            "work-notice-delivery-secure",
            place = &card.delivery_place,
            method = &card.delivery_method
        ),
        (true, false) => words!(
            "work-notice-delivery-items",
            place = &card.delivery_place,
            method = &card.delivery_method
        ),
        (false, false) => words!(
            "work-notice-delivery-reports",
            place = &card.delivery_place,
            method = &card.delivery_method
        ),
    };
    let scope = words!(
        "work-notice-scope",
        title = &card.title,
        step = &card.step_name,
        content = &card.work_content,
        lot = card.lot_no,
        units = card.wanted(),
        order = &card.order_number
    );
    let parties = words!(
        "work-notice-parties",
        orderer = &orderer.name,
        address = &orderer.address,
        phone = &orderer.phone,
        contact = card.director_name.as_deref().unwrap_or_default(),
        worker = &card.worker_name,
        number = &card.worker_number
    );
    let fee = words!(
        "work-notice-fee",
        unit = card.unit_pay,
        units = card.wanted(),
        total = total,
        day = card.pay_on
    );
    let ordered = Stated::Open {
        why: ja(words!("work-notice-ordered-open")),
        by: card.answer_by,
    };
    Ok(Terms::default()
        .with(TermItem::Parties, said(parties))
        .with(TermItem::OrderedOn, ordered)
        .with(TermItem::Scope, said(scope))
        .with(TermItem::Fee, said(fee))
        .with(TermItem::Expenses, said(words!("work-notice-expenses")))
        .with(
            TermItem::Due,
            said(words!("work-notice-due", day = card.due_on)),
        )
        .with(TermItem::DeliveryTo, said(delivery))
        .with(
            TermItem::InspectBy,
            said(words!(
                "work-notice-inspect-by",
                day = card.due_on.plus_days(INSPECTION_DAYS)
            )),
        )
        .with(TermItem::Changes, said(words!("work-notice-changes")))
        .with(TermItem::Defects, said(words!("work-notice-defects")))
        .with(TermItem::Rights, said(words!("work-notice-rights")))
        .with(
            TermItem::Confidentiality,
            said(words!(
                "work-notice-confidentiality",
                devices = &card.devices
            )),
        ))
}

/// The terms once both sides have agreed: the order date is fixed.
pub fn agreed_terms(terms: Terms, agreed_on: Day) -> Terms {
    terms.with(
        TermItem::OrderedOn,
        said(words!("work-notice-day", day = agreed_on)),
    )
}

/// What one item says, in a sentence.
pub fn sentence(stated: &Stated) -> String {
    match stated {
        Stated::Said(text) => text.clone(),
        Stated::Open { why, by } => ja(words!("work-notice-open", why = why, by = *by)),
    }
}

/// The notice of an agreed work order, frozen.
pub fn notice(card: &WorkCard, terms: Terms, number: i64, agreed_at: Moment) -> Notice {
    let rows = terms
        .items
        .iter()
        .map(|(item, stated)| {
            vec![
                item.number().to_string(),
                ja(Words::new(item.key())),
                sentence(stated),
            ]
        })
        .collect();
    let columns = vec![
        Column::number(ja(words!("work-notice-column-no")), 1.5),
        Column::text(ja(words!("work-notice-column-item")), 4.5),
        Column::text(ja(words!("work-notice-column-text")), 13.0),
    ];
    let agreed = words!(
        "work-notice-agreed",
        worker = &card.worker_name,
        number = &card.worker_number,
        at = agreed_at,
        version = card.version.to_string()
    );
    let paper = Paper {
        title: ja(words!("work-notice-title")),
        subject: Some(ja(words!(
            "work-notice-subject",
            number = number.to_string(),
            order = &card.number
        ))),
        lang: Lang::Ja.code().to_owned(),
        blocks: vec![
            Block::Address(vec![ja(words!(
                "work-notice-to",
                worker = &card.worker_name
            ))]),
            Block::Paragraph(ja(words!("work-notice-opening"))),
            Block::Table {
                columns,
                rows,
                total: None,
            },
            Block::Paragraph(ja(agreed)),
            Block::Note(ja(words!("work-notice-closing"))),
        ],
        footer: Some(ja(words!(
            "work-notice-footer",
            number = number.to_string()
        ))),
        issued_on: Some(agreed_at.day().to_string()),
        ..Paper::default()
    };
    Notice {
        number,
        terms,
        paper,
    }
}
