use super::{draw, migrations};
use crate::{
    AuditFilter, AuditNote, Author, Conn, Db, Dialect, Stream, audit_heads, audit_page,
    verify_chain,
};
use sea_orm::ConnectionTrait;

async fn three_acts(db: &Db) {
    for _ in 0..3 {
        draw(db, &Author::system("test")).await.expect("an act");
    }
}

/// What only someone with the database in hands can do: switch the guard off.
async fn without_guard(db: &Db, sql: &str) {
    let off = match db.dialect() {
        Dialect::Sqlite => [
            "drop trigger audit_log_no_update",
            "drop trigger audit_log_no_delete",
        ]
        .to_vec(),
        Dialect::Postgres => vec!["drop trigger audit_log_append_only on audit_log"],
    };
    for statement in off.into_iter().chain([sql]) {
        db.writer()
            .execute_unprepared(statement)
            .await
            .expect("the statement runs");
    }
}

#[tokio::test]
async fn an_untouched_chain_verifies() {
    crate::testing::each(migrations(), |db| async move {
        three_acts(&db).await;

        assert_eq!(verify_chain(&db).await.unwrap(), []);
        let head = audit_heads(&db)
            .await
            .unwrap()
            .into_iter()
            .find(|it| it.stream == "work");
        assert_eq!(head.map(|it| it.seq), Some(3));
    })
    .await;
}

#[tokio::test]
async fn the_log_refuses_to_be_changed_or_shortened() {
    crate::testing::each(migrations(), |db| async move {
        three_acts(&db).await;
        let writer = Conn::pool(db.writer().clone());

        for sql in [
            "update audit_log set reason = 'x'",
            "delete from audit_log where seq = 3",
        ] {
            let refused = crate::execute(&writer, sql, vec![])
                .await
                .unwrap_err()
                .to_string();
            assert!(refused.contains("append-only"), "{refused}");
        }
        assert_eq!(verify_chain(&db).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_changed_row_is_found() {
    crate::testing::each(migrations(), |db| async move {
        three_acts(&db).await;

        without_guard(&db, "update audit_log set account = 99 where seq = 2").await;

        let found = verify_chain(&db).await.unwrap();
        assert_eq!(
            found
                .iter()
                .map(|it| (it.stream, it.seq, it.what))
                .collect::<Vec<_>>(),
            [("work", 2, "the row was changed")]
        );
    })
    .await;
}

#[tokio::test]
async fn a_missing_row_is_found() {
    crate::testing::each(migrations(), |db| async move {
        three_acts(&db).await;

        without_guard(&db, "delete from audit_log where seq = 2").await;

        let found = verify_chain(&db).await.unwrap();
        assert!(
            found
                .iter()
                .any(|it| it.seq == 3 && it.what == "a row is missing before this one")
        );
    })
    .await;
}

#[tokio::test]
async fn a_cut_tail_is_found() {
    crate::testing::each(migrations(), |db| async move {
        three_acts(&db).await;

        without_guard(&db, "delete from audit_log where seq = 3").await;

        let found = verify_chain(&db).await.unwrap();
        assert_eq!(
            found.iter().map(|it| it.what).collect::<Vec<_>>(),
            ["the end of the chain was cut"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_person_finds_who_looked_at_their_data() {
    crate::testing::each(migrations(), |db| async move {
        for reader in [7, 8] {
            let by = Author {
                account: Some(reader),
                role: "coordinator".into(),
                ..Author::default()
            };
            let tx = db.begin(&by).await.unwrap();
            tx.note(AuditNote::done(Stream::People, "worker.read", "worker/a").about(7));
            tx.note(AuditNote::done(Stream::People, "worker.read", "worker/b").about(9));
            tx.finish(&()).await.unwrap();
        }

        let filter = AuditFilter {
            about: Some(7),
            ..AuditFilter::default()
        };
        let rows = audit_page(&db, &filter, 1, 50).await.unwrap();

        assert_eq!(
            rows.iter()
                .map(|it| (it.account, it.object.as_str()))
                .collect::<Vec<_>>(),
            [(Some(8), "worker/a")]
        );
    })
    .await;
}

#[tokio::test]
async fn the_log_is_searched_by_day_stream_person_and_object() {
    crate::testing::each(migrations(), |db| async move {
        three_acts(&db).await;
        let now = db.clock().now();
        let all = AuditFilter {
            from: Some(now),
            until: Some(now.plus_seconds(1)),
            stream: Some(Stream::Work),
            object: "series/".into(),
            ..AuditFilter::default()
        };

        assert_eq!(audit_page(&db, &all, 1, 2).await.unwrap().len(), 3);
        assert_eq!(audit_page(&db, &all, 2, 2).await.unwrap().len(), 1);
        let others = AuditFilter {
            accounts: Some(vec![7]),
            ..all.clone()
        };
        assert_eq!(audit_page(&db, &others, 1, 2).await.unwrap().len(), 0);
        let nobody = AuditFilter {
            accounts: Some(vec![]),
            ..all
        };
        assert_eq!(audit_page(&db, &nobody, 1, 2).await.unwrap().len(), 0);
    })
    .await;
}
