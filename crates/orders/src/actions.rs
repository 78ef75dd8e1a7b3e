//! What people do with client orders: load, decide, save, note.

mod breakdown;
mod items;
mod manuals;
mod orders;

pub use breakdown::{
    Breakdown, PortionsMade, begin_portion_in, make_portions, make_portions_in, set_lots,
    set_lots_in, set_steps, set_steps_in,
};
pub(crate) use items::read_file;
pub use items::{
    Imported, NewBatch, Portions, Take, Undone, choose_columns, choose_columns_in, examine_upload,
    import_items, import_items_in, take_upload, undo_batch, undo_batch_in, upload_items,
    upload_items_in,
};
pub use manuals::{
    Published, Written, confirm_manual, confirm_manual_in, publish_manual, publish_manual_in,
    write_manual, write_manual_in,
};
pub use orders::{
    NewOrder, Opened, OrderChange, cancel_order, cancel_order_in, change_order, change_order_in,
    move_in, open_order, open_order_in,
};

use base::PublicId;
use serde::{Deserialize, Serialize};

/// What an action left behind, by its public id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub public_id: PublicId,
}
