//! Each page rendered for each person in both languages, and what every answer carries.

use server::assemble;

use crate::rows::{Known, of_path};
use crate::world::{Answer, World};

/// What is wrong with a page, in sentences.
fn faults_of(answer: &Answer, place: &str) -> Vec<String> {
    let text = answer.text();
    let mut faults = Vec::new();
    let mut wants = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{place}: {what}"));
        }
    };
    wants(
        !text.contains('⟦'),
        &format!("words are missing: {}", missing(&text)),
    );
    wants(
        text.matches("<h1").count() == 1,
        "there is not exactly one h1",
    );
    wants(
        text.contains("<title>") && !text.contains("<title></title>"),
        "there is no title",
    );
    wants(!text.contains(" style="), "a style stands in an attribute");
    wants(!text.contains("<style"), "a style stands in the page");
    wants(!inline_script(&text), "a script stands in the page");
    let policy = answer.header("content-security-policy");
    wants(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "the content policy is loose",
    );
    wants(
        answer.header("x-content-type-options") == "nosniff",
        "the type may be guessed",
    );
    faults
}

fn missing(text: &str) -> String {
    text.split('⟦')
        .nth(1)
        .and_then(|it| it.split('⟧').next())
        .unwrap_or("")
        .to_owned()
}

/// A script with a body, or an attribute that is one.
fn inline_script(text: &str) -> bool {
    let with_body = text.split("<script").skip(1).any(|it| {
        let (head, rest) = it.split_once('>').unwrap_or((it, ""));
        !head.contains("src=") || !rest.starts_with("</script>")
    });
    with_body
        || [
            " onclick=",
            " onsubmit=",
            " onchange=",
            " onload=",
            "javascript:",
        ]
        .iter()
        .any(|it| text.contains(it))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_reads_well_in_both_languages() {
    let world = World::new().await;
    let routes = assemble::routes(&world.app).rows();
    let sign_ins = demo::sign_ins(world.db()).await.expect("the cast");
    let mut faults = Vec::new();

    for login in sign_ins.into_iter().map(|it| it.login) {
        let person = world.enter(&login).await;
        let who = Known::of(&world, person.account).await;
        for row in routes
            .iter()
            .filter(|it| it.method == "GET" && !it.path.starts_with("/api/") && who.may(it.act))
        {
            let addresses = match of_path(row.path) {
                Some(rows) => rows.within(&world, &who, row.act, row.path).await,
                None => vec![row.path.to_owned()],
            };
            for address in addresses.iter().take(1) {
                for lang in ["ja", "en"] {
                    let answer = world
                        .get(Some(&person), &format!("{address}?lang={lang}"))
                        .await;
                    if answer.is_page() && answer.code() != 404 {
                        faults.extend(faults_of(
                            &answer,
                            &format!("{} in {lang} for {login}", row.path),
                        ));
                    }
                }
            }
        }
    }

    faults.sort();
    faults.dedup();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
    world.remove().await;
}
