//! 役割の確認: the roles that one person has proposed and another confirms or turns down.

use webkit::prelude::*;

use crate::grants::{self, Proposed};
use crate::policy::{Act, Resource};
use crate::{PageError, Role, Routes, Visit, role_words};

const APPROVE: Act = Act::Approve(Resource::Accounts);
const NOTHING: [(&str, &str); 0] = [];

pub(crate) fn routes() -> Routes {
    Routes::new().get("/accounts/waiting", APPROVE, waiting)
}

async fn waiting(visit: Visit) -> Result<Page, PageError> {
    let rows = grants::proposed(visit.db()).await?;
    Ok(Page::titled(t!("access-proposed"))
        .crumbs(&[(t!("access-accounts"), "/accounts")])
        .lead(t!("access-proposed-lead"))
        .body(html! {
            @if rows.is_empty() { (empty(t!("access-proposed-none"), t!("access-proposed-none-next"))) }
            @else { (proposed_table(&visit, &rows)) }
        }))
}

fn proposed_table(visit: &Visit, rows: &[Proposed]) -> Markup {
    let me = visit.actor.account;
    let columns = [
        column(t!("access-name"), |it: &Proposed| {
            link(format!("/accounts/{}", it.account_id), &it.name)
        }),
        column(t!("access-role"), |it: &Proposed| {
            text(Role::named(&it.role).map_or_else(String::new, role_words))
        }),
        column(t!("access-proposed-by"), |it: &Proposed| {
            it.proposed_by_name.as_ref().map_or_else(dash, text)
        }),
        column(t!("access-from"), |it: &Proposed| day(it.from_day)),
        column(t!("access-next"), move |it: &Proposed| {
            if it.account == me || it.proposed_by == Some(me) {
                return text(t!("access-proposed-other"));
            }
            let path = format!("/accounts/{}/roles/{}", it.account_id, it.public_id);
            html! {
                (post_button(format!("{path}/approval"), t!("access-grant-approve"), NOTHING))
                (post_button(format!("{path}/refusal"), t!("access-grant-turn-down"), NOTHING))
            }
        }),
    ];
    table(t!("access-proposed"), rows, columns).markup()
}
