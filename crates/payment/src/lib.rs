//! 支払: from what was accepted to money in an account, and the client's invoice.
mod bank_kana;
mod calendar;
mod invoice;
mod ledger;
mod notice;
mod rates;
mod refusal;
mod reg_no;
mod rules;
mod stage;
mod zengin;
