//! What people do with enquiries and quotes: load, decide, save, note.

mod enquiries;
mod quotes;

pub use enquiries::{
    NewEnquiry, decline_enquiry, decline_enquiry_in, enquire, enquire_in, plan_next, plan_next_in,
};
pub use quotes::{
    ClientChoice, Drafted, NewQuote, accept_quote, accept_quote_in, draft_quote, draft_quote_in,
    keep_line, keep_line_in, lose_quote, lose_quote_in, opened_in, revise_quote, revise_quote_in,
    send_quote, send_quote_in,
};

use base::PublicId;
use serde::{Deserialize, Serialize};

/// What an action left behind, by its public id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub public_id: PublicId,
}
