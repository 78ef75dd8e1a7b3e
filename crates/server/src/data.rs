//! Opening the data: the folder or the server, the key, the clock of a demonstration.

use access::{App, Settings, Vault};
use base::Clock;
use db::{Db, IdSource, Target};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assemble;
use crate::cli::Store;
use crate::outcome::{Outcome, misused, refused};

/// What one installation keeps in its settings table.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub demonstration: bool,
    pub clock_offset_micros: i64,
}

/// The target of a command; the folder is made when it is missing.
pub fn target(store: &Store) -> Outcome<Target> {
    match (&store.data, &store.database) {
        (Some(folder), _) => {
            private_folder(folder)
                .map_err(|error| refused(format!("{}: {error}", folder.display())))?;
            Ok(Target::Folder(folder.clone()))
        }
        (None, Some(url)) => Ok(Target::Postgres(url.clone())),
        (None, None) => Err(misused(
            "say where the data lies: --data DIR or --database postgres://…",
        )),
    }
}

/// Makes a folder that only the account of the service reads; one that is there already stays as it is.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut folders = std::fs::DirBuilder::new();
    folders.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.create(folder)
}

/// The file of the master key.
pub fn key_file(store: &Store) -> PathBuf {
    let beside = || store.data.clone().unwrap_or_else(|| PathBuf::from("."));
    store
        .key_file
        .clone()
        .unwrap_or_else(|| beside().join("kado.key"))
}

/// Opens and migrates the database of a command that needs one already there.
pub async fn open_existing(store: &Store) -> Outcome<(Db, Kept)> {
    if let Some(folder) = &store.data
        && !Target::sqlite_file(folder).exists()
    {
        return Err(refused(format!(
            "{} holds no data yet; `kado demo` or `kado serve` makes some",
            folder.display()
        )));
    }
    open(store).await
}

/// Opens and migrates the database, with the clock it keeps.
pub async fn open(store: &Store) -> Outcome<(Db, Kept)> {
    let target = target(store)?;
    let db = Db::open(&target, Clock::real(), IdSource::random()).await?;
    db::migrate(&db, assemble::migrations()).await?;
    let kept = kept(&db).await?;
    let db = db.under(
        Clock::moved_by(kept.clock_offset_micros),
        IdSource::random(),
    );
    Ok((db, kept))
}

/// The settings kept in the database.
pub async fn kept(db: &Db) -> Outcome<Kept> {
    let setting = async |name: &str| {
        db::scalar::<String>(
            db,
            "select value from setting where name = $1",
            vec![name.into()],
        )
        .await
    };
    Ok(Kept {
        demonstration: setting("demonstration").await?.as_deref() == Some("true"),
        clock_offset_micros: setting("clock_offset_micros")
            .await?
            .and_then(|it| it.parse().ok())
            .unwrap_or(0),
    })
}

/// The app over an open database.
pub fn app(db: Db, store: &Store, kept: &Kept, address: String) -> Outcome<App> {
    let file = key_file(store);
    let vault = Vault::from_file(&file)
        .map_err(|error| refused(format!("the key file {}: {error}", file.display())))?;
    assemble::ready().map_err(refused)?;
    let settings = Settings {
        demonstration: kept.demonstration,
        secure_cookies: !kept.demonstration || address.starts_with("https://"),
        folder: store.data.clone(),
        menu: assemble::menu,
        address,
        holidays: assemble::holidays(),
    };
    Ok(App {
        db,
        vault,
        settings: Arc::new(settings),
    })
}
