use super::*;

fn text(it: &str) -> CellIn {
    if it.is_empty() {
        CellIn::Empty
    } else {
        CellIn::Text(it.into())
    }
}

fn file(header: &str, rows: &[&[CellIn]]) -> Intake {
    let header = header.split(',').map(str::to_owned).collect();
    let rows = rows
        .iter()
        .enumerate()
        .map(|(at, cells)| Row {
            number: at + 2,
            cells: cells.to_vec(),
        })
        .collect();
    Intake { header, rows }
}

fn look(intake: &Intake) -> Examined {
    examine(
        intake,
        &Columns::proposed(&intake.header),
        &HashSet::new(),
        &[1, 2, 3],
    )
}

#[test]
fn a_row_becomes_an_item_with_its_fields_in_order() {
    let intake = file(
        "番号,店名,電話,機密",
        &[&[
            text("A-1"),
            text("駅前店"),
            text("0261-22-0420"),
            text("１"),
        ]],
    );

    let examined = look(&intake);

    let fields = vec![
        ("店名".to_owned(), "駅前店".to_owned()),
        ("電話".to_owned(), "0261-22-0420".to_owned()),
    ];
    let item = NewItem {
        number: "A-1".into(),
        fields,
        confidential: true,
        wanted_lot: None,
    };
    assert_eq!((examined.items, examined.faulty_rows), (vec![item], 0));
}

#[test]
fn each_kind_of_fault_is_found_at_its_row() {
    let intake = file(
        "番号,店名,電話,郵便番号,機密,ロット",
        &[
            &[
                text("1"),
                text("あ"),
                text(""),
                text(""),
                text("0"),
                text("1"),
            ],
            &[text(""), text("い"), text(""), text(""), text(""), text("")],
            &[
                text("1"),
                text("う"),
                text(""),
                text(""),
                text(""),
                text(""),
            ],
            &[
                text("2"),
                CellIn::Formula {
                    shown: "え".into()
                },
                text(""),
                text(""),
                text(""),
                text(""),
            ],
            &[
                text("3"),
                text(&"長".repeat(1_001)),
                text(""),
                text(""),
                text(""),
                text(""),
            ],
            &[
                text("4"),
                text("お"),
                CellIn::Number("261220420".into()),
                text(""),
                text(""),
                text(""),
            ],
            &[
                text("5"),
                text("か"),
                text(""),
                text("398-00"),
                text(""),
                text(""),
            ],
            &[
                text("6"),
                text("き"),
                text(""),
                text(""),
                text("秘"),
                text(""),
            ],
            &[
                text("7"),
                text("く"),
                text(""),
                text(""),
                text(""),
                text("9"),
            ],
        ],
    );

    let examined = look(&intake);

    let column = |it: &str| it.to_owned();
    assert_eq!(examined.items.len(), 1);
    assert_eq!(
        examined.faults,
        vec![
            (3, RowFault::NoNumber),
            (
                4,
                RowFault::Twice {
                    number: "1".into(),
                    row: 2
                }
            ),
            (
                5,
                RowFault::Formula {
                    column: column("店名")
                }
            ),
            (
                6,
                RowFault::TooLong {
                    column: column("店名"),
                    limit: 1_000
                }
            ),
            (
                7,
                RowFault::BrokenPhone {
                    column: column("電話")
                }
            ),
            (
                8,
                RowFault::BrokenPostal {
                    column: column("郵便番号")
                }
            ),
            (
                9,
                RowFault::UnclearMark {
                    column: column("機密"),
                    text: "秘".into()
                }
            ),
            (10, RowFault::UnknownLot { text: "9".into() }),
        ]
    );
    assert_eq!(examined.faulty_rows, 8);
}

#[test]
fn a_number_that_is_already_in_the_order_is_not_taken_twice() {
    let intake = file("番号,店名", &[&[text("A-1"), text("駅前店")]]);
    let known = HashSet::from(["A-1".to_owned()]);

    let examined = examine(&intake, &Columns::proposed(&intake.header), &known, &[]);

    assert_eq!(
        examined.faults,
        vec![(
            2,
            RowFault::Known {
                number: "A-1".into()
            }
        )]
    );
}

#[test]
fn a_repaired_file_comes_back_without_its_column_of_reasons() {
    let intake = file(
        "番号,店名,直すところ",
        &[&[text("A-1"), text("駅前店"), text("番号がありません。")]],
    );

    let cleaned = without_reasons(intake, &["直すところ".to_owned()]);

    assert_eq!(cleaned.header, ["番号", "店名"]);
    assert_eq!(look(&cleaned).items.len(), 1);
}

#[test]
fn telephone_numbers_are_taken_in_every_usual_writing() {
    for good in [
        "0261-22-0420",
        "０２６１－２２－０４２０",
        "(0261)22-0420",
        "09012345678",
    ] {
        assert!(is_phone(good), "{good}");
    }
    for broken in ["261220420", "0261-22", "なし", "0261-22-04200-1"] {
        assert!(!is_phone(broken), "{broken}");
    }
}
