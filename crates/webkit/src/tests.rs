//! What the parts promise to every page.

use axum::response::IntoResponse;
use base::{Day, FiscalYear, Yen};

use crate::form::day_from;
use crate::prelude::*;
use crate::shell::{self, Shell};
use crate::{Lang, Lasts, words};

fn in_english<T>(say: impl FnOnce() -> T) -> T {
    words::speaking(Lang::En, say)
}

fn drawn(markup: impl Render) -> String {
    markup.render().into_string()
}

#[test]
fn both_languages_have_the_same_keys_and_gaps() {
    assert_eq!(words::same_keys(&crate::LOCALE), Ok(()));
    assert_eq!(words::all_known(&crate::LOCALE), Ok(()));
}

#[test]
fn a_missing_key_or_a_gap_in_one_language_alone_is_reported() {
    let locale = words::Locale {
        name: "x",
        ja: "x-a = { $n }\nx-b = b\nc = c",
        en: "x-a = a\nx-d = d\nc = c",
        dir: "",
    };

    let faults = words::same_keys(&locale).unwrap_err();

    for fault in [
        "x-a has arguments",
        "x-b is missing in en",
        "x-d is missing in ja",
        "c does not begin with x-",
    ] {
        assert!(faults.contains(fault), "{faults}");
    }
}

#[test]
fn a_key_without_words_shows_itself() {
    assert_eq!(
        Words::new("webkit-nobody-wrote-this").say(),
        "⟦webkit-nobody-wrote-this⟧"
    );
}

#[test]
fn words_wait_for_their_reader() {
    let fault = words!("webkit-fault-range", from = 1, to = 12_000);

    assert_eq!(fault.say(), "1から12,000までの数字で入力してください。");
    assert_eq!(
        in_english(|| fault.say()),
        "Please enter a number from 1 to 12,000."
    );
    assert_eq!(
        in_english(|| t!("webkit-errors", count = 1)),
        "Please check one entry"
    );
    assert_eq!(
        in_english(|| t!("webkit-errors", count = 2)),
        "Please check 2 entries"
    );
}

#[test]
fn words_within_words_are_said_in_the_same_language() {
    let line = words!(
        "webkit-error-line",
        label = "a",
        fault = words!("webkit-fault-choose")
    );

    assert_eq!(line.say(), "a:一つ選んでください。");
    assert_eq!(line.say_in(Lang::En), "a: Please choose one.");
}

#[test]
fn money_and_days_read_as_people_write_them() {
    let day = Day::known(2027, 2, 12);

    assert_eq!(crate::formats::yen(Yen::new(20_064)), "20,064円");
    assert_eq!(crate::formats::day(day), "2027年2月12日(金)");
    assert_eq!(
        crate::formats::moment(day.at(9, 5)),
        "2027年2月12日(金) 09:05"
    );
    assert_eq!(
        crate::formats::fiscal_year(FiscalYear::reiwa(8)),
        "令和8年度(2026年度)"
    );
    in_english(|| {
        assert_eq!(crate::formats::yen(Yen::new(20_064)), "¥20,064");
        assert_eq!(crate::formats::day(day), "12 Feb 2027 (Fri)");
        assert_eq!(
            crate::formats::fiscal_year(FiscalYear::reiwa(8)),
            "FY2026 (Reiwa 8)"
        );
    });
}

#[test]
fn a_day_is_read_in_every_usual_form() {
    let forms = [
        "2027-02-12",
        "2027/2/12",
        "2027.2.12",
        "2027年2月12日",
        "2027年2月12日(金)",
        "20270212",
        "令和9年2月12日",
        "R9.2.12",
        "r9/2/12",
        "２０２７年２月１２日",
        "令和９年２月１２日",
        "Ｒ９．２．１２",
        "２０２７－０２－１２",
        " 2027 年 2 月 12 日 ",
    ];
    for form in forms {
        assert_eq!(day_from(form), Some(Day::known(2027, 2, 12)), "{form}");
    }
    assert_eq!(day_from("令和元年5月1日"), Some(Day::known(2019, 5, 1)));
    assert_eq!(day_from("昭和63年12月31日"), Some(Day::known(1988, 12, 31)));
    for no_day in [
        "2027-02-30",
        "27/2/12",
        "来週",
        "",
        "2027年2月",
        "R9.13.1",
        "99999999999-1-1",
    ] {
        assert_eq!(day_from(no_day), None, "{no_day}");
    }
}

#[test]
fn a_form_is_read_in_full_width_and_tidied() {
    let posted = Posted::of([
        ("name", "\u{3000}宮下 さやか \r\n"),
        ("hours", "１２"),
        ("fee", "２０，０６４円"),
        ("on", "令和９年２月１２日"),
        ("town", "202126"),
        ("when", "morning"),
        ("when", "night"),
        ("when", "night"),
        ("agree", "on"),
        ("_version", "3"),
    ]);

    let mut reader = posted.reader();

    assert_eq!(reader.text("name", 20).as_deref(), Some("宮下 さやか"));
    assert_eq!(reader.integer("hours", 1..=40), Some(12));
    assert_eq!(reader.yen("fee"), Some(Yen::new(20_064)));
    assert_eq!(reader.day("on"), Some(Day::known(2027, 2, 12)));
    assert_eq!(
        reader.choice("town", &["202126"]).as_deref(),
        Some("202126")
    );
    assert_eq!(reader.many("when"), ["morning", "night"]);
    assert!(reader.checked("agree"));
    assert_eq!(reader.version("_version"), Some(3));
    assert_eq!(reader.optional_day("never"), None);
    assert_eq!(reader.finish(), Ok(()));
}

#[test]
fn every_faulty_field_is_reported_at_once_with_one_sentence_each() {
    let posted = Posted::of([
        ("hours", "50"),
        ("fee", "たくさん"),
        ("town", "x"),
        ("note", "あいうえお"),
        ("_csrf", "s"),
    ]);

    let mut reader = posted.reader();
    reader.text("name", 20);
    reader.integer("hours", 1..=40);
    reader.yen("fee");
    reader.choice("town", &["a"]);
    reader.optional_text("note", 4);
    reader.fault("fee", words!("webkit-fault-blank"));
    let filled = reader.finish().unwrap_err();

    let fields: Vec<&str> = filled
        .errors
        .iter()
        .map(|(field, _)| field.as_str())
        .collect();
    assert_eq!(fields, ["name", "hours", "fee", "town", "note"]);
    assert_eq!(filled.value("fee"), "たくさん");
    assert_eq!(filled.value("_csrf"), "", "seals are never drawn again");
}

#[test]
fn a_file_of_another_kind_is_refused_with_the_kinds_that_fit() {
    let file = crate::form::Upload {
        field: "list".into(),
        name: "list.exe".into(),
        content_type: String::new(),
        bytes: vec![1],
    };
    let posted = Posted {
        fields: vec![],
        files: vec![file],
    };

    let mut reader = posted.reader();
    assert_eq!(reader.file("list", 10, &["csv", "xlsx"]), None);

    let fault = reader.filled().fault("list").map(Words::say);
    assert_eq!(
        fault.as_deref(),
        Some("csv, xlsx のいずれかの形式のファイルを選んでください。")
    );
}

#[tokio::test]
async fn every_posting_form_carries_the_token_and_a_fresh_key() {
    let shell = Shell {
        csrf: "secret-token".into(),
        ..Shell::default()
    };
    shell::scope(shell, async {
        let (first, second) = (
            drawn(form("/x").version(3)),
            drawn(post_button("/x", "y", [("a", "b")])),
        );

        for form in [&first, &second] {
            assert!(
                form.contains(r#"name="_csrf" value="secret-token""#),
                "{form}"
            );
        }
        assert!(first.contains(r#"name="_version" value="3""#));
        let key = |form: &str| {
            form.split(r#"name="_key" value=""#)
                .nth(1)
                .map(|it| it[..32].to_owned())
        };
        assert!(key(&first).is_some());
        assert_ne!(key(&first), key(&second));
        assert!(
            !drawn(form("/x").get()).contains("_csrf"),
            "a search carries no token"
        );
    })
    .await;
}

#[tokio::test]
async fn a_faulty_form_leads_the_page_with_labels_and_links() {
    let filled = Filled::of([("number", "12")]).with_fault("number", words!("webkit-fault-number"));
    let (status, document) = shell::scope(Shell::default(), async {
        let page = Page::titled("口座").body(html! {
            (error_summary(&filled))
            (field_text("number", "口座番号").required().filled(&filled))
        });
        let response = page.into_response();
        (response.status(), text_of(response).await)
    })
    .await;

    assert_eq!(status.as_u16(), 422);
    assert!(
        document.contains("<title>エラー:口座 | Kado</title>"),
        "{document}"
    );
    assert!(
        document.contains(r##"<a href="#number">口座番号:数字で入力してください(例:12)。</a>"##),
        "{document}"
    );
    assert!(document.contains(r#"aria-describedby="number-fault""#));
    assert_eq!(document.matches("error-summary").count(), 1);
    assert_eq!(document.matches("<h1>").count(), 1);
}

#[test]
fn what_people_typed_is_never_markup() {
    let rows = ["<script>alert(1)</script>"];

    let table = drawn(table("a<b", &rows, [column("x", |it: &&str| text(it))]));

    assert!(table.contains("&lt;script&gt;"), "{table}");
    assert!(table.contains("a&lt;b(1件)"), "{table}");
    assert!(!table.contains("<script>"));
}

#[tokio::test]
async fn no_page_carries_styles_or_script_of_its_own() {
    for lang in [Lang::Ja, Lang::En] {
        let shell = crate::design::design_shell(lang, "/design?tab=people");
        let document = shell::scope(shell, async {
            text_of(crate::design::design_page().into_response()).await
        })
        .await;

        assert!(!document.contains("⟦"), "{document}");
        assert!(
            !document.contains(" style=")
                && !document.contains("<style")
                && !document.contains(" onclick=")
        );
        assert!(
            document.contains("/design?tab=people&amp;lang="),
            "the language switch keeps the query"
        );
    }
}

#[tokio::test]
async fn a_conflict_shows_both_texts_in_the_words_of_the_form() {
    let typed = Filled::of([("memo", "私の<文>"), ("place", "home"), ("days", "３０")]);
    let filled = typed.against(vec![
        ("memo".into(), "先の文".into()),
        ("place".into(), "site".into()),
        ("days".into(), "30".into()),
    ]);
    let places = [("home", "自宅"), ("site", "拠点")];
    let answer = shell::scope(Shell::default(), async {
        Page::titled("受注")
            .errors(&filled)
            .body(html! {
                (field_area("memo", "メモ").filled(&filled))
                (field_radios("place", "場所").options(places).filled(&filled))
                (field_number("days", "日数").filled(&filled))
            })
            .into_response()
    });

    let response = answer.await;

    assert_eq!(response.status().as_u16(), 409);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let document = text_of(response).await;
    assert!(
        document.contains("私の&lt;文&gt;") && document.contains("<p class=\"lines\">先の文</p>"),
        "{document}"
    );
    assert!(
        document.contains("<p class=\"lines\">拠点</p>"),
        "{document}"
    );
    assert!(!document.contains("days-stored"), "{document}");
}

#[tokio::test]
async fn a_conflict_without_its_form_shows_what_was_typed_and_no_names_of_fields() {
    let typed = [
        ("reason", "発注元の<都合>"),
        ("kind", "up_to_100"),
        ("_version", "3"),
    ];
    let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));

    let response = crate::conflict(&typed).into_response();

    assert_eq!(response.status().as_u16(), 409);
    let document = text_of(response).await;
    assert!(document.contains("発注元の&lt;都合&gt;"), "{document}");
    assert!(
        !document.contains("reason") && !document.contains("up_to_100"),
        "{document}"
    );
}

#[tokio::test]
async fn a_page_of_someone_signed_in_carries_the_warning_before_the_end_unseen() {
    let of = async |lasts| {
        let shell = Shell {
            lasts,
            ..Shell::default()
        };
        shell::scope(shell, async { Page::titled("受注").draw() }).await
    };

    let signed_in = of(Some(Lasts {
        unused: 1_740,
        at_most: 43_200,
    }))
    .await;
    let visitor = of(None).await;

    let marks = "data-unused=\"1740\" data-at-most=\"43200\"";
    assert!(signed_in.contains(marks), "{signed_in}");
    assert!(!visitor.contains("data-unused"), "{visitor}");
}

#[test]
fn turning_a_page_keeps_the_filters() {
    let links = drawn(pagination(2, 3, "/people?town=202126&page=2"));

    assert!(
        links.contains("/people?town=202126&amp;page=1")
            && links.contains("/people?town=202126&amp;page=3"),
        "{links}"
    );
    assert_eq!(drawn(pagination(1, 1, "/people")), "");
}

#[test]
fn built_assets_are_found_under_their_hashed_names() {
    crate::assets::ready().expect("run bin/setup first");

    let href = crate::assets::href("style.css");

    assert!(
        crate::assets::asset(href.trim_start_matches("/assets/")).is_some(),
        "{href}"
    );
    assert!(crate::assets::asset("tables/holidays.csv").is_some());
    assert!(crate::assets::asset("fonts/BIZUDPGothic-Regular.ttf").is_some());
}

async fn text_of(response: axum::response::Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("a page is whole");
    String::from_utf8(bytes.to_vec()).expect("a page is text")
}
