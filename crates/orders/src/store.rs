//! Every statement of this capability.

mod breakdown;
mod items;
mod manuals;
mod orders;

pub use breakdown::{
    begin_portion, clear_lots, clear_portions, clear_steps, has_begun, lot_plan, lots, place_items,
    portion_keys, step_plan, steps,
};
pub use items::{
    ItemCounts, ItemFilter, ItemRow, add_items, batch, batch_of_hash, batches, drop_uploads,
    item_counts, item_numbers, item_page, remove_items, upload, wished_lots,
};
pub use manuals::{
    add_lines, clear_lines, confirm, last_manual_no, lines, manual_current, manual_draft,
    manual_version, manual_versions,
};
pub use orders::{OrderFilter, is_quote_used, note_stage, order, order_by_key, orders, stage_days};

use access::{Columns, Scope};
use db::StoreError;
use sea_orm::Value;
use serde::{Serialize, de::DeserializeOwned};

/// Rows on one page of a list.
pub const PAGE: u64 = 50;

/// A value as it lies in a text column.
pub fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// A value from a text column.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// The orders `o` that a person reaches: the region's, a client's own, or those one leads.
fn reach(scope: &Scope, values: &mut Vec<Value>) -> String {
    let columns = Columns {
        client: Some("o.client"),
        led_by: Some("o.director"),
        ..Columns::default()
    };
    scope.sql(&columns, values)
}

fn wanted(value: Option<Value>, column: &str, values: &mut Vec<Value>) -> String {
    let Some(value) = value else {
        return "1 = 1".to_owned();
    };
    values.push(value);
    format!("{column} = ${}", values.len())
}

fn limits(page: u64, values: &mut Vec<Value>) -> String {
    let (limit, offset) = db::page_of(page, PAGE);
    values.extend([Value::from(limit), Value::from(offset)]);
    format!("limit ${} offset ${}", values.len() - 1, values.len())
}
