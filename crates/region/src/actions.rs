//! The acts on projects, figures and sheets; each notes itself in the audit log.

mod entered;
mod sheets;

pub use entered::*;
pub use sheets::*;
