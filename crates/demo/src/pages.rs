//! The first page of the demonstration: enter as any of the cast with one click.

use access::{Act, PageError, Role, Routes, Visit, role_words};
use base::PublicId;
use db::sea_orm::FromQueryResult;
use webkit::prelude::*;

/// The pages of this crate; mounted for demonstration data only.
pub fn routes() -> Routes {
    Routes::new().get("/cast", Act::Public, cast)
}

#[derive(FromQueryResult)]
struct Part {
    public_id: PublicId,
    name: String,
    role: String,
}

async fn cast(visit: Visit) -> Result<Page, PageError> {
    let sign_ins = crate::sign_ins(visit.db()).await?;
    let logins: Vec<_> = sign_ins.iter().map(|it| it.login.as_str().into()).collect();
    let places: Vec<String> = (1..=logins.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "select a.public_id, a.name, min(g.role) as role from account a join role_grant g on g.account = a.id \
         where a.login in ({}) group by a.id, a.public_id, a.name order by a.id",
        places.join(", ")
    );
    let parts: Vec<Part> = if places.is_empty() {
        Vec::new()
    } else {
        db::all(visit.db(), &sql, logins).await?
    };
    Ok(Page::titled(t!("demo-cast-title"))
        .lead(t!("demo-cast-lead"))
        .body(html! {
            (cards(parts.iter().map(part)))
            p { (link("/about", t!("demo-about"))) }
            p { (link("/sign-in", t!("demo-sign-in"))) }
        }))
}

fn part(it: &Part) -> Markup {
    let role = Role::named(&it.role);
    card(
        &it.name,
        html! {
            @if let Some(role) = role {
                p { (role_words(role)) }
                p { (worth_seeing(role)) }
            }
            (post_button::<&str, &str>(format!("/enter/{}", it.public_id), t!("demo-enter"), []))
        },
    )
}

/// What there is to see in a part.
fn worth_seeing(role: Role) -> String {
    match role {
        Role::Worker => t!("demo-see-worker"),
        Role::Leader => t!("demo-see-leader"),
        Role::Director => t!("demo-see-director"),
        Role::Coordinator => t!("demo-see-coordinator"),
        Role::Sales => t!("demo-see-sales"),
        Role::PaymentPreparer => t!("demo-see-payment-preparer"),
        Role::PaymentApprover => t!("demo-see-payment-approver"),
        Role::Manager => t!("demo-see-manager"),
        Role::Client => t!("demo-see-client"),
        Role::Officer => t!("demo-see-officer"),
        Role::CommitteeMember => t!("demo-see-committee-member"),
        Role::SiteStaff => t!("demo-see-site-staff"),
        Role::Auditor => t!("demo-see-auditor"),
        Role::Administrator => t!("demo-see-administrator"),
    }
}
