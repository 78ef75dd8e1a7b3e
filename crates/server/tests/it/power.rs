//! The power is cut: what had not reached the disk is lost in part, torn or garbled. What was answered is there again,
//! everything else is whole or absent, and all accounts agree.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::cluster::{Cluster, TEMPLATE, until};
use crate::crash::{again, entered, holds, number, posted, with_an_upload};
use crate::failover::{Load, holds_in, is_there};
use crate::figures::{Dice, rounds, tell};
use crate::program::Served;
use crate::world::fresh_folder;

/// A page of the embedded database, and the header of its log with the two numbers that name one run of it.
const PAGE: usize = 4_096;
const HEADER: usize = 32;
const SALT: std::ops::Range<usize> = 16..24;

/// The files of the embedded database at one moment.
struct Files {
    pages: Vec<u8>,
    log: Vec<u8>,
}

impl Files {
    fn of(folder: &Path) -> Files {
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap_or_default();
        // The log first: its pages reach the database only after it has reached the disk.
        let log = read("kado.sqlite-wal");
        Files {
            pages: read("kado.sqlite"),
            log,
        }
    }

    fn goes_on_from(&self, earlier: &Files) -> bool {
        let whole = HEADER <= earlier.log.len() && earlier.log.len() <= self.log.len();
        whole && self.log[SALT] == earlier.log[SALT]
    }

    /// What a disk may hold after the power went, when all of `synced` had reached it.
    fn without_power(&self, synced: &Files, dice: &mut Dice) -> Files {
        let (mut pages, mut log) = (self.pages.clone(), self.log.clone());
        if pages == synced.pages {
            damage(&mut log, synced.log.len(), dice);
        } else {
            // The log had reached the disk before the first of its pages was copied out of it; any of these may be old.
            for (at, page) in pages.chunks_mut(PAGE).enumerate() {
                let old = synced.pages.get(at * PAGE..(at + 1) * PAGE);
                if let Some(old) = old.filter(|_| dice.below(2) == 0) {
                    page.copy_from_slice(old);
                }
            }
            if dice.below(2) == 0 {
                pages.truncate(synced.pages.len());
            }
        }
        Files { pages, log }
    }

    fn put(&self, key: &Path) -> PathBuf {
        let folder = fresh_folder();
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes);
        write("kado.sqlite", &self.pages).expect("temporary files can be written");
        write("kado.sqlite-wal", &self.log).expect("temporary files can be written");
        std::fs::copy(key, folder.join("kado.key")).expect("the key");
        folder
    }
}

/// Cuts the log short, drops sectors from it or turns bits in it, behind what had reached the disk.
fn damage(log: &mut Vec<u8>, synced: usize, dice: &mut Dice) {
    let loose = (log.len() - synced) as u64;
    match dice.below(3) {
        0 => log.truncate(synced + dice.below(loose + 1) as usize),
        1 => {
            let sectors = log[synced..].chunks_mut(512);
            sectors
                .filter(|_| dice.below(4) == 0)
                .for_each(|it| it.fill(0));
        }
        _ if loose > 0 => {
            for _ in 0..8 {
                let at = synced + dice.below(loose) as usize;
                log[at] ^= 1 << dice.below(8);
            }
        }
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_database_survives_lost_and_torn_writes() {
    const ROWS: i64 = 4_000;
    let (prepared, order, taking) = with_an_upload(ROWS as usize).await;
    let items = format!(
        "select count(*) from item i join client_order o on o.id = i.client_order where o.public_id = '{order}'"
    );
    let mut dice = Dice::new();
    let (mut disks, mut whole) = (0, 0);
    for cut in 0..rounds(1, 10) {
        let folder = again(&prepared);
        let director = entered(&folder, "maruyama@kado.example").await;
        let served = Served::start(&folder).expect("kado serves");
        let load = Load::begin(served.address(), &format!("before cut {cut}"));
        until(Duration::from_secs(60), "answers come", || {
            load.answered() > 4
        });
        let answered = load.end().answered;
        let synced = Files::of(&folder);

        let (address, path) = (served.address().to_owned(), taking.clone());
        let asking =
            std::thread::spawn(move || posted(&address, &director, &path, &[("take", "all")]));
        let (moment, began) = (Duration::from_millis(dice.below(2_500)), Instant::now());
        while began.elapsed() < moment && !asking.is_finished() {
            std::thread::yield_now();
        }
        served.freeze();
        let left = Files::of(&folder);
        let came = asking.is_finished();
        served.kill();
        let said = asking.join().expect("the browser lives on");
        let done = came && matches!(said, Ok((303, _)));

        for _ in 0..rounds(3, 8) {
            let damaged = !done && left.goes_on_from(&synced);
            let disk = match damaged {
                true => left.without_power(&synced, &mut dice),
                false => left.without_power(&left, &mut dice),
            };
            let disk = disk.put(&prepared.join("kado.key"));
            let taken = number(&disk, &items).await;
            assert!(taken == 0 || taken == ROWS, "{taken} of {ROWS} items");
            assert!(!done || taken == ROWS, "what was answered is kept");
            for wish in &answered {
                assert_eq!(number(&disk, &is_there(wish)).await, 1, "{wish}");
            }
            holds(&disk);
            (disks, whole) = (disks + 1, whole + i64::from(taken == ROWS));
            let _ = std::fs::remove_dir_all(&disk);
        }
        let _ = std::fs::remove_dir_all(&folder);
    }
    tell(&format!(
        "power cut, embedded database: {disks} disks with lost, torn or garbled writes: every one opened, {whole} with the \
         import whole, {} without it, nothing answered was lost",
        disks - whole
    ));
    let _ = std::fs::remove_dir_all(&prepared);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_survives_a_cut_in_the_middle_of_commands() {
    let Some(cluster) = Cluster::started() else {
        return;
    };
    let folder = cluster.filled().await;
    let (address, key) = (cluster.address(TEMPLATE), folder.join("kado.key"));
    let served = Served::over(&address, &key, "2027-01-18").expect("kado serves");
    let mut dice = Dice::new();
    let (mut answered, mut cut_off, mut longest) = (0, 0, Duration::ZERO);
    let cuts = rounds(2, 15);
    for cut in 0..cuts {
        let load = Load::begin(served.address(), &format!("cut {cut}"));
        let enough = 3 + dice.below(20) as usize;
        until(Duration::from_secs(60), "answers come", || {
            enough < load.answered()
        });
        cluster.cut();
        let began = Instant::now();
        cluster.start();
        let sent = load.end();
        sent.are_kept(&cluster, TEMPLATE);
        sent.come_once(served.address(), &cluster, TEMPLATE);
        longest = longest.max(began.elapsed());
        answered += sent.answered.len();
        cut_off += sent.open.len();
    }
    served.stop(Duration::from_secs(5));
    holds_in(&address, &key);
    tell(&format!(
        "power cut, PostgreSQL: {cuts} cuts under load: {answered} answered and all there, {cut_off} cut off and sent again \
         once each, at most {} ms until all was answered",
        longest.as_millis()
    ));
    let _ = std::fs::remove_dir_all(&folder);
}
