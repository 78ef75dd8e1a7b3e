//! The document around a page: head, header, menu, main, footer.

use maud::{DOCTYPE, Markup, html};

use crate::form::{Filled, draw_summary, post_button};
use crate::shell::{self, Lasts, NavItem, Shell};
use crate::words::Lang;
use crate::{Page, assets, t, with_query};

pub(crate) fn document(page: &Page, faults: Option<&Filled>) -> Markup {
    let shell = shell::current();
    let title = match faults {
        None if !page.stale => t!("webkit-title", title = &page.title),
        _ => t!("webkit-title-error", title = &page.title),
    };
    html! {
        (DOCTYPE)
        html lang=(shell.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no";
                title { (title) }
                link rel="icon" href=(assets::href("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::href("style.css"));
                script src=(assets::href("script.js")) defer {}
            }
            body.has-bottom[shell.bottom && !shell.nav.is_empty()] {
                a.skip href="#main" { (t!("webkit-skip")) }
                @if shell.demonstration { aside.demonstration aria-label=(t!("webkit-demonstration-label")) { (t!("webkit-demonstration")) } }
                (header(&shell))
                @if let Some(lasts) = shell.lasts { (ending(lasts)) }
                div.frame.wide[page.wide] {
                    @if !shell.nav.is_empty() { (menu(&shell)) }
                    (content(page, &shell, faults))
                }
                (footer(&shell))
                div.unseen id="live" role="status" aria-live="polite" {}
            }
        }
    }
}

fn header(shell: &Shell) -> Markup {
    html! {
        header.header {
            a.service href="/" { (t!("webkit-service")) }
            @if !shell.top.is_empty() {
                nav.top aria-label=(t!("webkit-top")) { ul { @for item in &shell.top { (entry(item)) } } }
            }
            @if let Some(who) = &shell.who {
                details.who {
                    summary { span.who-name { (who.name) } span.who-role { (who.role_label) } }
                    div.who-menu {
                        a href="/account" { (t!("webkit-account")) }
                        (post_button::<&str, &str>("/sign-out", t!("webkit-sign-out"), []))
                    }
                }
            } @else if !shell.path.starts_with("/sign-in") {
                a.button.outlined href="/sign-in" { (t!("webkit-sign-in")) }
            }
        }
    }
}

/// The warning before a sign-in ends (safety §3). The script shows it in time; without script nothing typed is lost
/// either, since a form sent too late is kept through the door.
fn ending(lasts: Lasts) -> Markup {
    html! {
        aside.ending data-unused=(lasts.unused) data-at-most=(lasts.at_most) data-again="/account"
            aria-label=(t!("webkit-ending-label")) hidden {
            p data-when="soon" hidden { (t!("webkit-ending-soon")) }
            p data-when="last" hidden { (t!("webkit-ending-last")) }
            p data-when="over" hidden { (t!("webkit-ending-over")) }
            button.button.outlined type="button" hidden { (t!("webkit-ending-go-on")) }
        }
    }
}

fn menu(shell: &Shell) -> Markup {
    html! {
        nav.menu.bottom[shell.bottom] aria-label=(t!("webkit-menu")) {
            ul { @for item in &shell.nav { (entry(item)) } }
        }
    }
}

fn entry(item: &NavItem) -> Markup {
    html! {
        li { a href=(item.href) aria-current=[item.current.then_some("page")] {
            @if let Some(icon) = item.icon { (icon) }
            span { (item.label) }
        } }
    }
}

fn content(page: &Page, shell: &Shell, faults: Option<&Filled>) -> Markup {
    html! {
        main id="main" tabindex="-1" {
            @if !page.crumbs.is_empty() {
                nav.crumbs aria-label=(t!("webkit-crumbs")) {
                    ol { @for (label, href) in &page.crumbs { li { a href=(href) { (label) } } } }
                }
            }
            @if let Some(done) = &shell.flash { div.flash role="status" { (crate::Icon::Check) span { (done) } } }
            @if let Some(filled) = faults { (draw_summary(filled)) }
            @else if page.stale { (saved_first()) }
            h1 { (page.title) }
            @if let Some(lead) = &page.lead { div.lead { (lead) } }
            (page.body)
        }
    }
}

/// Somebody else saved first; both texts stand in the fields below.
fn saved_first() -> Markup {
    html! {
        div.banner.caution.summary id="error-summary" role="alert" tabindex="-1" {
            (crate::Icon::Stop)
            div { h2 { (t!("webkit-conflict")) } p { (t!("webkit-conflict-beside")) } }
        }
    }
}

fn footer(shell: &Shell) -> Markup {
    let other = match shell.lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
    html! {
        footer.footer {
            ul {
                li { a href="/about" { (t!("webkit-about")) } }
                li { a href="/accessibility" { (t!("webkit-accessibility")) } }
                li { a href=(with_query(&shell.path, "lang", other.code())) lang=(other.code()) hreflang=(other.code()) { (t!("webkit-other-language")) } }
            }
        }
    }
}
