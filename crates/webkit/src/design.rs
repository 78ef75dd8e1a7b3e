//! One page with every part in every state, for those who compose pages and those who check them.

use crate::Page;

/// The page at `/design`, in development and demonstration only.
pub fn design_page() -> Page {
    Page::titled("Design")
}
