//! The pages of client orders.

use access::Routes;

/// Every route of this crate.
pub fn routes() -> Routes {
    Routes::new()
}
