//! 証跡: where to look, from a figure to the payment behind it, and back.

use access::{PageError, Visit};
use webkit::prelude::*;

use super::{Desk, ways};

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let body = html! {
        (section(t!("desks-evidence-how"), html! {
            ol.list {
                li { (t!("desks-evidence-1")) }
                li { (t!("desks-evidence-2")) }
                li { (t!("desks-evidence-3")) }
                li { (t!("desks-evidence-4")) }
            }
        }))
        (section(t!("desks-evidence-where"), ways(visit, &[
            (t!("desks-menu-indicator-evidence"), "/indicators", t!("desks-way-indicator-evidence")),
            (t!("desks-menu-payments"), "/payments", t!("desks-way-payments")),
            (t!("desks-menu-work-orders"), "/work-orders", t!("desks-way-work-orders")),
            (t!("desks-menu-invoices"), "/invoices", t!("desks-way-invoices")),
            (t!("desks-menu-audit"), "/audit", t!("desks-way-audit")),
            (t!("desks-menu-accounts"), "/accounts", t!("desks-way-accounts")),
        ])))
    };
    Ok(Desk::titled(t!("desks-evidence"), body).lead(t!("desks-evidence-lead")))
}
