use super::{draw, last_number, migrations};
use crate::testing::{Engine, Fresh};
use crate::{Author, Conn, Db, IdSource, Target, backup_sqlite, checked_sqlite, verify_chain};
use base::Clock;
use std::path::PathBuf;

async fn pragma(db: &Conn, name: &str) -> i64 {
    let sql = format!("pragma {name}");
    crate::count(db, &sql, vec![]).await.expect("a setting")
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("kado_{name}_{:032x}", rand::random::<u128>()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

#[tokio::test]
async fn the_embedded_database_keeps_what_it_acknowledged_and_reads_without_writing() {
    let fresh = Fresh::of(Engine::Sqlite, &migrations()).await.unwrap();
    let writer = Conn::pool(fresh.db.writer().clone());

    let journal: Option<String> = crate::scalar(&writer, "pragma journal_mode", vec![])
        .await
        .unwrap();

    assert_eq!(journal.as_deref(), Some("wal"));
    assert_eq!(pragma(&writer, "synchronous").await, 2);
    assert_eq!(pragma(&writer, "foreign_keys").await, 1);
    assert_eq!(pragma(&writer, "query_only").await, 0);
    assert_eq!(pragma(&fresh.db, "query_only").await, 1);
    assert_eq!(pragma(&fresh.db, "mmap_size").await, 0);
    let refused = crate::execute(&fresh.db, "delete from counter", vec![]).await;
    assert!(refused.is_err());
    fresh.remove().await;
}

#[tokio::test]
async fn a_copy_made_while_serving_opens_and_verifies() {
    let fresh = Fresh::of(Engine::Sqlite, &migrations()).await.unwrap();
    draw(&fresh.db, &Author::system("test")).await.unwrap();
    let folder = folder("copy");
    let file = Target::sqlite_file(&folder);

    backup_sqlite(&fresh.db, &file).await.unwrap();
    draw(&fresh.db, &Author::system("test")).await.unwrap();

    let target = Target::Folder(folder.clone());
    let copy = Db::open(&target, Clock::real(), IdSource::random())
        .await
        .unwrap();
    assert_eq!(last_number(&copy).await, 1);
    assert_eq!(verify_chain(&copy).await.unwrap(), []);
    copy.close().await.unwrap();
    fresh.remove().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_damaged_copy_is_refused() {
    let fresh = Fresh::of(Engine::Sqlite, &migrations()).await.unwrap();
    for _ in 0..50 {
        draw(&fresh.db, &Author::system("test")).await.unwrap();
    }
    let folder = folder("damaged");
    let file = Target::sqlite_file(&folder);
    backup_sqlite(&fresh.db, &file).await.unwrap();

    let mut bytes = std::fs::read(&file).unwrap();
    let from = bytes.len() / 2;
    bytes[from..from + 8_192].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();

    assert!(checked_sqlite(&file).await.is_err());
    fresh.remove().await;
    std::fs::remove_dir_all(folder).unwrap();
}
