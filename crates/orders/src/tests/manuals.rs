use super::*;

fn lines(text: &str) -> Vec<Line> {
    parse_manual(text).unwrap()
}

#[tokio::test]
async fn a_worker_confirms_the_whole_manual_once_and_later_only_what_changed() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let worker = it.cast.actor(Role::Worker);
        let first = lines("1 店名を確かめる\n3.1 階を書く\n3.2 ビル名を書く");
        let written = write_manual(&it.db, it.director(), &it.order, &first, "初版", 0)
            .await
            .unwrap();
        publish_manual(&it.db, it.director(), &it.order, written.version)
            .await
            .unwrap();

        let whole = read::manual_to_confirm(&it.db, it.id, worker.account)
            .await
            .unwrap();
        confirm_manual(&it.db, worker, it.id).await.unwrap();
        confirm_manual(&it.db, worker, it.id).await.unwrap();
        let nothing = read::manual_to_confirm(&it.db, it.id, worker.account)
            .await
            .unwrap();
        let second = lines("1 店名を確かめる\n3.1 階を書く\n3.2 同じビルに2店あるときは階も書く");
        let written = write_manual(&it.db, it.director(), &it.order, &second, "3.2", 0)
            .await
            .unwrap();
        let published = publish_manual(&it.db, it.director(), &it.order, written.version)
            .await
            .unwrap();
        let changed = read::manual_to_confirm(&it.db, it.id, worker.account)
            .await
            .unwrap();

        assert_eq!((whole.len(), nothing.len()), (3, 0));
        assert_eq!((published.no, published.changed), (2, 1));
        assert_eq!(
            changed
                .iter()
                .map(|it| it.line().no.as_str())
                .collect::<Vec<_>>(),
            ["3.2"]
        );
        assert_eq!(
            read::manual_current(&it.db, it.id)
                .await
                .unwrap()
                .unwrap()
                .no,
            2
        );
        assert_eq!(
            read::manual_at(&it.db, it.id, 1)
                .await
                .unwrap()
                .unwrap()
                .lines,
            first
        );
    })
    .await;
}

#[tokio::test]
async fn two_people_do_not_overwrite_each_others_draft() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let text = lines("1 店名を確かめる");
        write_manual(&it.db, it.director(), &it.order, &text, "", 0)
            .await
            .unwrap();

        let other = write_manual(&it.db, it.director(), &it.order, &lines("1 別の文"), "", 0).await;
        let foreign = write_manual(&it.db, &it.cast.other_director, &it.order, &text, "", 0).await;

        assert!(matches!(other, Err(Failure::Stale)));
        assert!(matches!(foreign, Err(Failure::Absent)));
    })
    .await;
}

#[tokio::test]
async fn a_version_that_changes_nothing_is_not_published() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let text = lines("1 店名を確かめる");
        let none = publish_manual(&it.db, it.director(), &it.order, 1).await;
        write_manual(&it.db, it.director(), &it.order, &text, "", 0)
            .await
            .unwrap();
        publish_manual(&it.db, it.director(), &it.order, 1)
            .await
            .unwrap();
        write_manual(&it.db, it.director(), &it.order, &text, "", 0)
            .await
            .unwrap();

        let same = publish_manual(&it.db, it.director(), &it.order, 1).await;

        assert_eq!(refusal(none), "orders-refusal-no-manual-lines");
        assert_eq!(refusal(same), "orders-refusal-nothing-changed");
    })
    .await;
}
