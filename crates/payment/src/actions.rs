//! What people do with money: each act is one command, and what others may join ends in `_in`.

mod account;
mod batch;
mod closing;
mod correcting;
mod invoicing;
mod notices;
mod results;

pub use account::{
    AccountGiven, NewAccount, give_account, give_account_in, record_silence_clauses_in,
    sealed_accounts_open, set_remitter, set_remitter_in,
};
pub use batch::{
    Approved, Prepared, approve_batch, approve_batch_in, file_of, hand_out, hand_out_in,
    prepare_batch, prepare_batch_in, withdraw_batch, withdraw_batch_in,
};
pub use closing::{Closed, Collected, close, close_in, collect, collect_in};
pub use correcting::{Change, Corrected, correct, correct_in};
pub use invoicing::{
    Issued, Term, issue_invoice, issue_invoice_in, record_receipt, record_receipt_in, void_invoice,
    void_invoice_in,
};
pub use notices::{
    answer, answer_in, confirm, confirm_closing_in, confirm_in, deem_due, deem_due_in, question,
    question_in,
};
pub use results::{Results, recall, recall_in, record_results, record_results_in};

pub(crate) use account::account_seen_by_staff;
pub(crate) use batch::exception;
pub(crate) use notices::silent_too_long;
