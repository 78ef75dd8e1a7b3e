//! The `kado` command as an administrator types it.

use std::path::Path;

use crate::program::{kado, kado_reading};
use crate::world::{World, copied_folder, fresh_folder};

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn gone(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn the_help_of_every_command_shows_an_example() {
    for command in [
        "demo", "serve", "report", "verify", "backup", "restore", "import", "match", "user",
    ] {
        let help = kado(&[command, "--help"]);

        assert_eq!(help.code, Some(0), "{command}: {}", help.err);
        assert!(
            help.out.contains(&format!("Example: kado {command}")),
            "{command}: {}",
            help.out
        );
    }
}

#[test]
fn words_that_are_off_end_with_two_and_a_sentence() {
    let empty = fresh_folder();
    let data = text(&empty);
    let calls: [&[&str]; 6] = [
        &["no-such-command"],
        &["verify", "--no-such-flag"],
        &["verify"],
        &[
            "demo",
            "--data",
            &data,
            "--today",
            "yesterday",
            "--no-serve",
        ],
        &[
            "demo",
            "--data",
            &data,
            "--today",
            "2020-01-01",
            "--no-serve",
        ],
        &[
            "report",
            "sheet",
            "--data",
            &data,
            "--municipality",
            "大町市",
            "--fiscal-year",
            "soon",
        ],
    ];
    for call in calls {
        let ended = kado(call);

        assert_eq!(ended.code, Some(2), "{call:?}: {}", ended.err);
        assert!(!ended.err.trim().is_empty(), "{call:?}");
    }
    gone(&empty);
}

#[test]
fn what_cannot_be_done_ends_with_one_and_a_sentence() {
    let empty = fresh_folder();
    let data = text(&empty);
    let calls: [&[&str]; 4] = [
        &["verify", "--data", &data],
        &["backup", "--data", &data, "nowhere.backup"],
        &["restore", "--data", &data, "nowhere.backup"],
        &["user", "--data", &data, "list"],
    ];
    for call in calls {
        let ended = kado(call);

        assert_eq!(ended.code, Some(1), "{call:?}: {}", ended.err);
        assert!(ended.err.starts_with("kado: "), "{call:?}: {}", ended.err);
    }
    gone(&empty);
}

#[tokio::test]
async fn the_demonstration_prints_its_sign_ins_as_json_and_is_filled_only_once() {
    let folder = copied_folder().await;

    let told = kado(&["demo", "--data", &text(&folder), "--no-serve", "--json"]);

    assert_eq!(told.code, Some(0), "{}", told.err);
    let json: serde_json::Value = serde_json::from_str(&told.out).expect("one line of JSON");
    let roles: Vec<&str> = json["sign_ins"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["role"].as_str())
        .collect();
    for role in access::Role::ALL {
        assert!(
            roles.contains(&role.name()),
            "nobody of the cast is {}",
            role.name()
        );
    }
    assert!(!told.err.contains("filling"), "{}", told.err);
    gone(&folder);
}

/// Every field of the published sheet is in ours, with the same value.
fn same_fields(
    expected: &serde_json::Value,
    ours: &serde_json::Value,
    place: &str,
    missing: &mut Vec<String>,
) {
    match expected {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                same_fields(value, &ours[name], &format!("{place}/{name}"), missing);
            }
        }
        serde_json::Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                same_fields(value, &ours[at], &format!("{place}/{at}"), missing);
            }
        }
        value if value == ours => {}
        value => missing.push(format!("{place}: {value} was published, ours is {ours}")),
    }
}

#[tokio::test]
async fn the_sheet_has_every_field_of_the_published_one_in_all_three_formats() {
    let folder = copied_folder().await;
    let data = text(&folder);
    let sheet = |format: &str, out: &str| {
        let words = [
            "report",
            "sheet",
            "--data",
            &data,
            "--municipality",
            "大町市",
            "--fiscal-year",
            "R4",
        ];
        kado(&[&words[..], &["--format", format, "--out", out]].concat())
    };

    let json = sheet("json", "-");
    let (pdf, xlsx) = (folder.join("sheet.pdf"), folder.join("sheet.xlsx"));
    let written = [sheet("pdf", &text(&pdf)), sheet("xlsx", &text(&xlsx))];

    assert_eq!(json.code, Some(0), "{}", json.err);
    let published: serde_json::Value =
        serde_json::from_str(include_str!("omachi-r4.json")).expect("the fixture");
    let ours: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let mut missing = Vec::new();
    for part in [
        "document",
        "structural_causes",
        "initiatives",
        "budget_yen",
        "kpis",
        "evaluation",
        "direction",
    ] {
        same_fields(&published[part], &ours[part], part, &mut missing);
    }
    // The other two heads are round numbers out of the text; ours are counted.
    let of_the_town = "registered_workers_omachi_year_end";
    assert_eq!(
        published["figures"][of_the_town],
        ours["figures"][of_the_town]
    );
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    for it in written {
        assert_eq!(it.code, Some(0), "{}", it.err);
    }
    assert!(std::fs::read(&pdf).expect("a file").starts_with(b"%PDF-"));
    assert!(std::fs::read(&xlsx).expect("a file").starts_with(b"PK"));
    let nowhere = kado(&[
        "report",
        "sheet",
        "--data",
        &data,
        "--municipality",
        "東京都",
        "--fiscal-year",
        "R4",
    ]);
    assert_eq!(nowhere.code, Some(1), "{}", nowhere.err);
    gone(&folder);
}

#[tokio::test]
async fn a_backup_restores_into_a_fresh_place_and_holds() {
    let folder = copied_folder().await;
    let fresh = fresh_folder();
    let (data, copy, key) = (
        text(&folder),
        text(&folder.join("copy.backup")),
        text(&folder.join("kado.key")),
    );

    let backup = kado(&["backup", "--data", &data, &copy]);
    let again = kado(&["backup", "--data", &data, &copy]);
    let keyless = kado(&["restore", "--data", &text(&fresh), &copy]);
    let restored = kado(&[
        "restore",
        "--data",
        &text(&fresh),
        "--key-file",
        &key,
        &copy,
    ]);
    let over = kado(&[
        "restore",
        "--data",
        &text(&fresh),
        "--key-file",
        &key,
        &copy,
    ]);
    let verified = kado(&["verify", "--data", &text(&fresh)]);

    assert_eq!(backup.code, Some(0), "{}", backup.err);
    assert_eq!(again.code, Some(1), "a backup is never written over");
    assert_eq!(keyless.code, Some(1), "{}", keyless.err);
    assert!(
        keyless.err.contains("key file") && keyless.err.contains("--key-file"),
        "{}",
        keyless.err
    );
    assert_eq!(restored.code, Some(0), "{}", restored.err);
    assert_eq!(over.code, Some(1), "data is never written over");
    assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
    gone(&folder);
    gone(&fresh);
}

#[tokio::test]
async fn a_backup_of_postgresql_restores_into_an_empty_database_and_holds() {
    let Some(world) = World::on_postgres().await else {
        return;
    };
    let (full, empty) = world.empty_beside().await;
    let (copy, key) = (
        text(&world.folder.join("copy.backup")),
        text(&world.folder.join("kado.key")),
    );
    let of = |command: &str, url: &str, more: &[&str]| {
        kado(&[&[command, "--database", url, "--key-file", &key], more].concat())
    };
    let figures = |url: &str| {
        let words = [
            "report",
            "sheet",
            "--database",
            url,
            "--key-file",
            &key,
            "--municipality",
            "大町市",
            "--fiscal-year",
            "R4",
            "--format",
            "json",
        ];
        kado(&words)
    };

    let backup = of("backup", &full, &[&copy]);
    let again = of("backup", &full, &[&copy]);
    let over = of("restore", &full, &[&copy]);
    let restored = of("restore", &empty, &[&copy]);
    let verified = of("verify", &empty, &[]);

    assert_eq!(backup.code, Some(0), "{}", backup.err);
    assert_eq!(again.code, Some(1), "a backup is never written over");
    assert_eq!(over.code, Some(1), "data is never written over");
    assert!(over.err.contains("holds data"), "{}", over.err);
    assert_eq!(restored.code, Some(0), "{}", restored.err);
    assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
    let (before, after) = (figures(&full), figures(&empty));
    assert_eq!(before.code, Some(0), "{}", before.err);
    assert_eq!(before.out, after.out);
    world.remove().await;
}

#[tokio::test]
async fn a_broken_backup_of_postgresql_leaves_the_database_empty() {
    let Some(world) = World::on_postgres().await else {
        return;
    };
    let (full, empty) = world.empty_beside().await;
    let (copy, broken) = (
        text(&world.folder.join("copy.backup")),
        text(&world.folder.join("broken.backup")),
    );
    let key = text(&world.folder.join("kado.key"));
    let of = |command: &str, url: &str, file: &str| {
        kado(&[command, "--database", url, "--key-file", &key, file])
    };
    assert_eq!(of("backup", &full, &copy).code, Some(0));
    let bytes = std::fs::read(&copy).expect("a backup");
    std::fs::write(&broken, &bytes[..bytes.len() / 2]).expect("a file");

    let refused = of("restore", &empty, &broken);
    let whole = of("restore", &empty, &copy);

    assert_eq!(refused.code, Some(1), "{}", refused.err);
    assert_eq!(
        whole.code,
        Some(0),
        "nothing was left behind: {}",
        whole.err
    );
    world.remove().await;
}

#[tokio::test]
async fn a_backup_under_another_key_and_a_broken_file_are_refused() {
    let folder = copied_folder().await;
    let (fresh, other) = (fresh_folder(), fresh_folder());
    let copy = text(&folder.join("copy.backup"));
    assert_eq!(
        kado(&["backup", "--data", &text(&folder), &copy]).code,
        Some(0)
    );
    let wrong = other.join("kado.key");
    std::fs::write(&wrong, "11".repeat(32)).expect("a file");
    let broken = other.join("broken.backup");
    std::fs::write(&broken, b"SQLite format 3\0 and then nothing").expect("a file");

    let keyed_wrong = kado(&[
        "restore",
        "--data",
        &text(&fresh),
        "--key-file",
        &text(&wrong),
        &copy,
    ]);
    let of_nothing = kado(&[
        "restore",
        "--data",
        &text(&other),
        "--key-file",
        &text(&wrong),
        &text(&broken),
    ]);

    assert_eq!(keyed_wrong.code, Some(1), "{}", keyed_wrong.out);
    assert_eq!(of_nothing.code, Some(1), "{}", of_nothing.out);
    for folder in [folder, fresh, other] {
        gone(&folder);
    }
}

#[tokio::test]
async fn accounts_are_added_listed_disabled_and_their_codes_told_in_a_demonstration_only() {
    let folder = copied_folder().await;
    let data = text(&folder);
    let add = |login: &str, role: &str, password: &str| {
        let words = [
            "user",
            "--data",
            &data,
            "add",
            login,
            "--name",
            "新 人",
            "--kana",
            "シン ジン",
            "--role",
            role,
        ];
        kado_reading(&words, password)
    };

    let added = add("new@kado.example", "manager", "yuki-no-asa-hayaku\n");
    let taken = add("new@kado.example", "manager", "yuki-no-asa-hayaku\n");
    let weak = add("weak@kado.example", "manager", "123\n");
    let no_role = add("role@kado.example", "emperor", "yuki-no-asa-hayaku\n");
    let listed = kado(&["user", "--data", &data, "list"]);
    let disabled = kado(&[
        "user",
        "--data",
        &data,
        "disable",
        "new@kado.example",
        "--reason",
        "退職",
    ]);
    let nobody = kado(&[
        "user",
        "--data",
        &data,
        "disable",
        "nobody@kado.example",
        "--reason",
        "退職",
    ]);
    let after = kado(&["user", "--data", &data, "list"]);
    let code = kado(&["user", "--data", &data, "code", "塩原"]);

    assert_eq!(added.code, Some(0), "{}", added.err);
    assert_eq!(taken.code, Some(1), "{}", taken.err);
    assert_eq!(weak.code, Some(1), "{}", weak.err);
    assert_eq!(no_role.code, Some(2), "{}", no_role.err);
    assert!(
        listed
            .out
            .contains("new@kado.example\t新 人\tconfirmed\tmanager"),
        "{}",
        listed.out
    );
    assert_eq!(disabled.code, Some(0), "{}", disabled.err);
    assert_eq!(nobody.code, Some(1), "{}", nobody.err);
    assert!(
        after.out.contains("new@kado.example\t新 人\tdisabled"),
        "{}",
        after.out
    );
    assert_eq!(code.out.trim().len(), 6, "{}{}", code.out, code.err);
    gone(&folder);
}

#[tokio::test]
async fn registrants_and_items_come_from_files_and_faulty_rows_go_back() {
    let folder = copied_folder().await;
    let data = text(&folder);
    let (people, faults) = (folder.join("people.csv"), folder.join("faults.xlsx"));
    let rows = "氏名,フリガナ,市町村,メールアドレス\n新田 花,ニッタ ハナ,塩尻市,hana@new.example\n新田 葉,ニッタ ヨウ,どこにもない市,yo@new.example\n";
    std::fs::write(&people, rows).expect("a file");
    let import = |more: &[&str]| {
        let words = [
            "import",
            "--data",
            &data,
            "--as",
            "kitazawa@kado.example",
            "workers",
            &text(&people),
            "--faults",
            &text(&faults),
        ]
        .map(str::to_owned);
        let words: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .chain(more.iter().copied())
            .collect();
        kado(&words)
    };

    let whole = import(&[]);
    let good = import(&["--good-rows"]);
    let stranger = kado(&[
        "import",
        "--data",
        &data,
        "--as",
        "nobody@kado.example",
        "workers",
        &text(&people),
    ]);
    let items = folder.join("items.csv");
    std::fs::write(&items, "番号,店名\nA-1,あさひ堂\n").expect("a file");
    let late = kado(&[
        "import",
        "--data",
        &data,
        "--as",
        "maruyama@kado.example",
        "items",
        "--order",
        "J-R8-0001",
        &text(&items),
    ]);

    assert_eq!(whole.code, Some(1), "{}{}", whole.out, whole.err);
    assert!(
        std::fs::read(&faults)
            .expect("the faulty rows")
            .starts_with(b"PK")
    );
    assert_eq!(good.code, Some(0), "{}{}", good.out, good.err);
    assert!(good.out.contains("taken: 1, faulty: 1"), "{}", good.out);
    assert_eq!(stranger.code, Some(1), "{}", stranger.err);
    assert_eq!(
        late.code,
        Some(1),
        "items come before the work begins: {}{}",
        late.out,
        late.err
    );
    gone(&folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_items_of_an_order_in_preparation_come_from_a_file() {
    let world = World::new().await;
    let order = world.open_order().await;
    let number = world
        .text(&format!(
            "select number from client_order where public_id = '{order}'"
        ))
        .await;
    let file = world.folder.join("items.csv");
    std::fs::write(&file, "番号,店名\nA-1,あさひ堂\nA-2,みなと屋\n").expect("a file");
    let words = [
        "import",
        "--data",
        &text(&world.folder),
        "--as",
        "maruyama@kado.example",
        "items",
        "--order",
        &number,
        &text(&file),
    ]
    .map(str::to_owned);

    let taken = kado(&words.each_ref().map(String::as_str));

    assert_eq!(taken.code, Some(0), "{}{}", taken.out, taken.err);
    assert!(
        taken.out.contains("taken: 2") && taken.out.contains("faulty: 0"),
        "{}",
        taken.out
    );
    let sql = format!(
        "select count(*) from item i join client_order o on o.id = i.client_order where o.public_id = '{order}'"
    );
    assert_eq!(world.number(&sql).await, 2);
    world.remove().await;
}
