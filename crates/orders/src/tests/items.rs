use super::*;
use papers::excel::{Cell, Sheet, Table, Workbook};
use papers::intake::Intake;

const HEADER: [&str; 5] = ["番号", "店名", "電話", "住所", "機密"];

/// A client's file: every twentieth shop is confidential.
pub(super) fn shop_file(rows: impl Iterator<Item = Vec<Cell>>) -> Vec<u8> {
    let header = HEADER.map(str::to_owned).to_vec();
    Workbook::titled("店舗")
        .sheet(Sheet::named("店舗").table(Table::of(header, rows.collect())))
        .bytes()
        .unwrap()
}

pub(super) fn shop(no: usize) -> Vec<Cell> {
    let secret = if no.is_multiple_of(20) { "1" } else { "0" };
    [
        format!("S{no:05}"),
        format!("店{no}"),
        format!("026122{:04}", no % 10_000),
        "長野県大町市".into(),
        secret.into(),
    ]
    .map(Cell::text)
    .to_vec()
}

fn read_file(bytes: &[u8]) -> Intake {
    crate::actions::read_file("shops.xlsx", bytes, &["直すところ".to_owned()]).unwrap()
}

async fn upload(it: &Region, bytes: &[u8]) -> (PublicId, Intake) {
    let intake = read_file(bytes);
    let columns = Columns::proposed(&intake.header);
    let hash = format!("{}", bytes.len());
    let kept = upload_items(
        &it.db,
        it.director(),
        &it.order,
        ("shops.xlsx", &hash, bytes),
        &columns,
    )
    .await
    .unwrap();
    (kept.public_id, intake)
}

#[tokio::test]
async fn twelve_thousand_items_go_in_within_seconds_and_six_hundred_stay_confidential() {
    let bytes = shop_file((1..=12_000).map(shop));
    db::testing::each(all_migrations(), |db| {
        let bytes = bytes.clone();
        async move {
            let it = Region::new(db).await;
            it.split().await;
            let begun = std::time::Instant::now();

            let (file, intake) = upload(&it, &bytes).await;
            let imported = take_upload(
                &it.db,
                it.director(),
                &file,
                &intake,
                Take::AllOrNothing,
                Portions::Keep,
            )
            .await
            .unwrap();
            let took = begun.elapsed();
            it.portions().await.unwrap();

            assert_eq!(
                (imported.taken, imported.confidential, imported.faulty),
                (12_000, 600, 0)
            );
            assert!(took.as_secs() < 15, "took {took:?}");
            let portions = read::portions_of(&it.db, it.id).await.unwrap();
            let counts = read::item_counts_of_portions(&it.db, it.id).await.unwrap();
            for portion in portions.iter().filter(|it| it.step_no == 1) {
                let items = counts.iter().find(|(id, _)| *id == portion.id).unwrap().1;
                assert_eq!(
                    items, portion.units,
                    "lot {} {:?}",
                    portion.lot_no, portion.group
                );
            }
            let secret = portions
                .iter()
                .find(|it| it.group == Group::Confidential)
                .unwrap();
            let first = read::items_of_portion(&it.db, secret.id, 0, 2)
                .await
                .unwrap();
            assert_eq!(
                (first[0].number.as_str(), first[1].number.as_str()),
                ("S00020", "S00040")
            );
            assert_eq!(first[0].fields[0], ("店名".to_owned(), "店20".to_owned()));
        }
    })
    .await;
}

#[tokio::test]
async fn good_rows_go_in_alone_and_the_repaired_ones_follow() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let broken = [
            vec![
                Cell::text("S00001"),
                Cell::text("同じ番号"),
                Cell::text(""),
                Cell::text(""),
                Cell::text("0"),
            ],
            vec![
                Cell::text(""),
                Cell::text("番号なし"),
                Cell::text(""),
                Cell::text(""),
                Cell::text("0"),
            ],
            vec![
                Cell::text("S00103"),
                Cell::text("電話"),
                Cell::text("26122"),
                Cell::text(""),
                Cell::text("0"),
            ],
        ];
        let bytes = shop_file((1..=100).map(shop).chain(broken));
        let (file, intake) = upload(&it, &bytes).await;

        let whole = take_upload(
            &it.db,
            it.director(),
            &file,
            &intake,
            Take::AllOrNothing,
            Portions::Keep,
        )
        .await;
        let good = take_upload(
            &it.db,
            it.director(),
            &file,
            &intake,
            Take::GoodRows,
            Portions::Keep,
        )
        .await
        .unwrap();

        assert_eq!(refusal(whole), "orders-refusal-faulty-rows");
        assert_eq!((good.taken, good.faulty), (100, 3));
        let columns = Columns::proposed(&intake.header);
        let examined = examine(&intake, &columns, &Default::default(), &[]);
        let faults: Vec<(usize, String)> = examined
            .faults
            .iter()
            .map(|(row, _)| (*row, "直してください".into()))
            .collect();
        let back = papers::intake::errors_back(&intake, &faults, "直す行", "直すところ").unwrap();
        let mut returned = read_file(&back);
        assert_eq!((returned.rows.len(), returned.header.len()), (3, 5));
        for (row, number) in returned.rows.iter_mut().zip(["S00101", "S00102", "S00103"]) {
            row.cells[0] = papers::intake::CellIn::Text(number.into());
            row.cells[2] = papers::intake::CellIn::Empty;
        }
        let repaired = examine(&returned, &columns, &Default::default(), &[]);
        let batch = NewBatch {
            file_name: "直し.xlsx".into(),
            hash: String::new(),
            items: repaired.items,
            faulty: 0,
        };
        assert_eq!(
            import_items(&it.db, it.director(), &it.order, &batch)
                .await
                .unwrap()
                .taken,
            3
        );
    })
    .await;
}

fn items(range: std::ops::RangeInclusive<i64>) -> NewBatch {
    let item = |no: i64| NewItem {
        number: no.to_string(),
        fields: vec![],
        confidential: false,
        wanted_lot: None,
    };
    NewBatch {
        file_name: "items.csv".into(),
        hash: format!("{range:?}"),
        items: range.map(item).collect(),
        faulty: 0,
    }
}

#[tokio::test]
async fn a_batch_is_taken_back_whole_as_long_as_nobody_works_on_it() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        it.split().await;
        let first = import_items(&it.db, it.director(), &it.order, &items(1..=11_000))
            .await
            .unwrap();
        let same = import_items(&it.db, it.director(), &it.order, &items(1..=11_000)).await;
        let second = import_items(&it.db, it.director(), &it.order, &items(11_001..=12_000))
            .await
            .unwrap();

        let undone = undo_batch(&it.db, it.director(), &second.batch)
            .await
            .unwrap();
        let twice = undo_batch(&it.db, it.director(), &second.batch).await;
        let short = it.portions().await;
        import_items(&it.db, it.director(), &it.order, &items(11_001..=12_000))
            .await
            .unwrap();
        let made = it.portions().await.unwrap();
        let tx = it.db.begin(&db::Author::system("test")).await.unwrap();
        begin_portion_in(&tx, made.portions[0]).await.unwrap();
        tx.finish(&()).await.unwrap();
        let begun = undo_batch(&it.db, it.director(), &first.batch).await;

        assert_eq!(refusal(same), "orders-refusal-too-many-items");
        assert_eq!(undone.items, 1_000);
        assert_eq!(refusal(twice), "orders-refusal-already-undone");
        assert_eq!(refusal(short), "orders-refusal-items-differ");
        assert_eq!(refusal(begun), "orders-refusal-begun");
    })
    .await;
}

#[tokio::test]
async fn there_are_never_more_items_than_ordered() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;

        let answer = import_items(&it.db, it.director(), &it.order, &items(1..=12_001)).await;

        assert_eq!(refusal(answer), "orders-refusal-too-many-items");
    })
    .await;
}

#[tokio::test]
async fn items_that_would_remove_portions_come_in_only_when_somebody_has_said_that_they_may() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        it.split().await;
        it.portions().await.unwrap();
        let (file, intake) = upload(&it, &shop_file((1..=10).map(shop))).await;
        let take = async |portions| {
            let taken = take_upload(
                &it.db,
                it.director(),
                &file,
                &intake,
                Take::GoodRows,
                portions,
            );
            taken.await
        };

        let unasked = take(Portions::Keep).await;
        let kept = read::portions_of(&it.db, it.id).await.unwrap().len();
        let agreed = take(Portions::Remove).await;

        assert_eq!(refusal(unasked), "orders-refusal-portions");
        assert!(0 < kept);
        assert_eq!(agreed.unwrap().taken, 10);
        assert_eq!(read::portions_of(&it.db, it.id).await.unwrap(), vec![]);
    })
    .await;
}
