//! One account as its administrators see it: roles given and ended, disabled, helped back in.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

use crate::account_page::redrawn;
use crate::accounts::{self, AccountRow};
use crate::accounts_page::{factor_words, link_page, state_chip};
use crate::binding_fields::Offered;
use crate::grants::{self, GrantRow};
use crate::invitations::{self, Wish};
use crate::policy::{Act, Resource};
use crate::{Done, Failure, Form, PageError, Role, Routes, Visit, role_words};

const WRITE: Act = Act::Write(Resource::Accounts);
const APPROVE: Act = Act::Approve(Resource::Accounts);
const NOTHING: [(&str, &str); 0] = [];

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts/{id}", Act::Read(Resource::Accounts), account)
        .post("/accounts/{id}/roles", WRITE, give)
        .post("/accounts/{id}/roles/{grant}/end", WRITE, end)
        .post("/accounts/{id}/roles/{grant}/approval", APPROVE, approve)
        .post("/accounts/{id}/roles/{grant}/refusal", APPROVE, turn_down)
        .post("/accounts/{id}/disabling", WRITE, disable)
        .post("/accounts/{id}/invitation", WRITE, invite_again)
        .post("/accounts/{id}/recovery", WRITE, vouch)
        .post("/accounts/{id}/recovery/approval", APPROVE, agree)
}

/// What the page of one account shows.
struct Member {
    row: AccountRow,
    grants: Vec<GrantRow>,
    wish: Option<Wish>,
    offered: Offered,
}

async fn member(visit: &Visit, id: &str) -> Result<Member, PageError> {
    let id = PublicId::parse(id).ok_or(Failure::Absent)?;
    let scope = visit.may(Act::Read(Resource::Accounts))?;
    let row = accounts::within(visit.db(), &scope, &id).await?;
    Ok(Member {
        grants: grants::rows(visit.db(), row.id).await?,
        wish: invitations::wish_of(visit.db(), row.id).await?,
        offered: Offered::load(visit).await?,
        row,
    })
}

async fn account(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let member = member(&visit, &id).await?;
    Ok(member_page(&visit, &member, &Filled::default()))
}

fn member_page(visit: &Visit, it: &Member, filled: &Filled) -> Page {
    let (writes, approves) = (visit.may(WRITE).is_ok(), visit.may(APPROVE).is_ok());
    let own = it.row.id == visit.actor.account;
    let path = format!("/accounts/{}", it.row.public_id);
    let live = it.row.state != "disabled";
    Page::titled(&it.row.name)
        .crumbs(&[(t!("access-accounts"), "/accounts")])
        .errors(filled)
        .body(html! {
            (facts(&[
                (t!("access-kana"), text(&it.row.kana)),
                (t!("access-login"), text(&it.row.login)),
                (t!("access-state"), state_chip(&it.row.state)),
                (t!("access-factor"), text(factor_words(&it.row))),
            ]))
            (section(t!("access-roles"), html! {
                @if it.grants.is_empty() { (empty(t!("access-roles-none"), t!("access-roles-none-next"))) }
                @else { (grant_table(visit, it, &path)) }
            }))
            @if writes && live && !own {
                (section(t!("access-role-give"), form(format!("{path}/roles")).body(it.offered.fields(filled)).submit(t!("access-role-give"))))
            }
            @if live && !own { (help(it, &path, writes, approves, visit)) }
            @if writes && live && !own { (section(t!("access-disable"), disabling(&path, filled))) }
        })
}

fn disabling(path: &str, filled: &Filled) -> Markup {
    html! {
        p { (t!("access-disable-lead")) }
        (form(format!("{path}/disabling"))
            .body(field_text("reason", t!("access-disable-reason")).required().max(200).filled(filled))
            .submit_danger(t!("access-disable")))
    }
}

/// The ways back in for someone without a password.
fn help(it: &Member, path: &str, writes: bool, approves: bool, visit: &Visit) -> Markup {
    if it.row.state == "invited" {
        return html! { @if writes { (section(t!("access-link-again"), html! {
            p { (t!("access-link-again-lead")) }
            (post_button(format!("{path}/invitation"), t!("access-link-again"), NOTHING))
        })) } };
    }
    let vouched = it.wish.as_ref().and_then(|wish| wish.asked_by);
    html! { (section(t!("access-recovery"), html! {
        @match (&it.wish, vouched) {
            (Some(wish), None) => p { (t!("access-recovery-wished", at = wish.asked_at)) }
            (Some(wish), Some(_)) => p { (t!("access-recovery-vouched", at = wish.asked_at)) }
            (None, _) => p { (t!("access-recovery-lead")) }
        }
        @if approves && vouched.is_some_and(|first| first != visit.actor.account) {
            (post_button(format!("{path}/recovery/approval"), t!("access-recovery-agree"), NOTHING))
        } @else if writes && vouched.is_none() {
            (post_button(format!("{path}/recovery"), t!("access-recovery-vouch"), NOTHING))
        }
    })) }
}

fn grant_table(visit: &Visit, it: &Member, path: &str) -> Markup {
    let (me, path) = (visit.actor.account, path.to_owned());
    let (writes, approves) = (visit.may(WRITE).is_ok(), visit.may(APPROVE).is_ok());
    let own = it.row.id == me;
    let columns = [
        column(t!("access-role"), |it: &GrantRow| {
            text(Role::named(&it.role).map_or_else(String::new, role_words))
        }),
        column(t!("access-bound"), |it: &GrantRow| {
            let names = [&it.municipality, &it.site, &it.client];
            text(
                names
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("・"),
            )
        }),
        column(t!("access-from"), |it: &GrantRow| day(it.from_day)),
        column(t!("access-until"), |it: &GrantRow| {
            day_or_dash(it.until_day)
        }),
        column(t!("access-state"), |it: &GrantRow| {
            match (it.ended, it.waiting) {
                (true, _) => chip(Tone::Plain, t!("access-grant-ended")),
                (_, true) => chip(Tone::Caution, t!("access-grant-waiting")),
                _ => chip(Tone::Good, t!("access-grant-held")),
            }
        }),
        column(t!("access-next"), move |it: &GrantRow| {
            let path = format!("{path}/roles/{}", it.public_id);
            let second = it.waiting && approves && !own && it.granted_by != Some(me);
            html! {
                @if !it.ended && second {
                    (post_button(format!("{path}/approval"), t!("access-grant-approve"), NOTHING))
                    (post_button(format!("{path}/refusal"), t!("access-grant-turn-down"), NOTHING))
                }
                @if !it.ended && writes && !own { (post_button(format!("{path}/end"), t!("access-grant-end"), NOTHING)) }
            }
        }),
    ];
    table(t!("access-roles"), &it.grants, columns).markup()
}

fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

async fn give(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let member = member(&visit, &id).await?;
    let mut reader = posted.reader();
    let (role, bound) = member.offered.read(&mut reader);
    let filled = reader.filled();
    let Some(role) = role.filter(|_| !filled.is_faulty()) else {
        return Ok(redrawn(member_page(&visit, &member, &filled)));
    };
    match grants::give(visit.db(), &visit.actor, &member.row.public_id, role, bound).await {
        Ok(()) if role.wants_second_person() => Ok(Done::to(format!("/accounts/{id}"))
            .saying(words!("access-role-waits"))
            .into_response()),
        Ok(()) => Ok(Done::to(format!("/accounts/{id}"))
            .saying(words!("access-role-given"))
            .into_response()),
        Err(Failure::Faulty(errors)) => Ok(redrawn(member_page(
            &visit,
            &member,
            &Filled { errors, ..filled },
        ))),
        Err(failure) => Err(failure.into()),
    }
}

async fn end(visit: Visit, Path((id, grant)): Path<(String, String)>) -> Result<Done, PageError> {
    grants::end(visit.db(), &visit.actor, &id_of(&id)?, &id_of(&grant)?).await?;
    Ok(Done::to(format!("/accounts/{id}")).saying(words!("access-role-ended")))
}

async fn approve(
    visit: Visit,
    Path((id, grant)): Path<(String, String)>,
) -> Result<Done, PageError> {
    grants::approve(visit.db(), &visit.actor, &id_of(&id)?, &id_of(&grant)?).await?;
    Ok(Done::to(format!("/accounts/{id}")).saying(words!("access-role-given")))
}

async fn turn_down(
    visit: Visit,
    Path((id, grant)): Path<(String, String)>,
) -> Result<Done, PageError> {
    grants::turn_down(visit.db(), &visit.actor, &id_of(&id)?, &id_of(&grant)?).await?;
    Ok(Done::to("/accounts/waiting").saying(words!("access-proposed-turned-down")))
}

async fn disable(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let Some(reason) = reader.text("reason", 200) else {
        let member = member(&visit, &id).await?;
        return Ok(redrawn(member_page(&visit, &member, &reader.filled())));
    };
    accounts::disable(visit.db(), &visit.actor, &id_of(&id)?, &reason).await?;
    Ok(Done::to(format!("/accounts/{id}"))
        .saying(words!("access-disabled"))
        .into_response())
}

async fn invite_again(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let id = id_of(&id)?;
    let link = invitations::link_again(&visit.app, &visit.actor, &id).await?;
    Ok(link_page(&visit.app, &id, &link, t!("access-link-invited")))
}

async fn vouch(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    invitations::vouch(&visit.app, &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/accounts/{id}")).saying(words!("access-recovery-passed")))
}

async fn agree(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let id = id_of(&id)?;
    let link = invitations::agree(&visit.app, &visit.actor, &id).await?;
    Ok(link_page(&visit.app, &id, &link, t!("access-link-recover")))
}
