//! The process is killed, the disk is full, a signal comes: what was answered is kept, the rest is whole or absent.

use base::{Clock, PublicId};
use db::{Db, IdSource, Target};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::figures::{Dice, rounds, tell};
use crate::program::{self, Served, form_head, kado, page_head};
use crate::twice::form_on;
use crate::world::{Person, World, encoded, enter, fresh_folder, multipart, new_key};

async fn open(folder: &Path) -> Db {
    let target = Target::Folder(folder.to_owned());
    Db::open(&target, Clock::real(), IdSource::random())
        .await
        .expect("the data opens after a cut")
}

/// A person signed in at the program's own time.
pub async fn entered(folder: &Path, login: &str) -> Person {
    let db = open(folder).await;
    let person = enter(&db, login, Clock::real().now()).await;
    db.close().await.expect("the database closes");
    person
}

pub async fn number(folder: &Path, sql: &str) -> i64 {
    let db = open(folder).await;
    let count = db::count(&db, sql, vec![]).await.expect("a count");
    db.close().await.expect("the database closes");
    count
}

pub fn holds(folder: &Path) {
    let ended = kado(&["verify", "--data", &folder.display().to_string()]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.out, ended.err);
}

/// A copy of the demonstration that an own test has prepared, kept after its world is closed.
async fn kept(world: World) -> PathBuf {
    let folder = fresh_folder();
    world.db().close().await.expect("the database closes");
    for name in ["kado.sqlite", "kado.key"] {
        std::fs::copy(world.folder.join(name), folder.join(name)).expect("a copy");
    }
    world.remove().await;
    folder
}

pub fn posted(
    address: &str,
    who: &Person,
    path: &str,
    fields: &[(&str, &str)],
) -> std::io::Result<(u16, String)> {
    let key = new_key();
    let mut all = vec![("_csrf", who.csrf.as_str()), ("_key", key.as_str())];
    all.extend_from_slice(fields);
    let body = encoded(&all);
    let head = form_head(who, path, "application/x-www-form-urlencoded", body.len());
    program::ask(address, &head, body.as_bytes())
}

/// Sends a form and kills the process so long after; tells whether an answer had come that says it was done.
fn cut_during(
    served: Served,
    who: &Person,
    path: &str,
    fields: &[(&str, &str)],
    after: Duration,
) -> bool {
    let (address, who, path) = (served.address().to_owned(), who.clone(), path.to_owned());
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let asking = std::thread::spawn(move || {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        posted(&address, &who, &path, &fields)
    });
    let began = Instant::now();
    while began.elapsed() < after && !asking.is_finished() {
        std::thread::yield_now();
    }
    served.kill();
    matches!(asking.join().expect("the browser lives on"), Ok((303, _)))
}

/// A loop of cuts at moments by chance, up to the time that the command takes on a slow machine, and how they came out.
struct Cuts {
    what: &'static str,
    /// Milliseconds.
    longest: u64,
    dice: Dice,
    done: u64,
    answered: u64,
    whole: u64,
}

impl Cuts {
    fn of(what: &'static str, longest: u64) -> Cuts {
        Cuts {
            what,
            longest,
            dice: Dice::new(),
            done: 0,
            answered: 0,
            whole: 0,
        }
    }

    fn go_on(&self) -> bool {
        self.done < rounds(3, 25)
    }

    fn moment(&mut self) -> Duration {
        // Early moments are the more interesting ones.
        let until = self.dice.below(self.longest) + 1;
        Duration::from_millis(self.dice.below(until))
    }

    fn came_out(&mut self, answered: bool, whole: bool) {
        self.done += 1;
        self.answered += u64::from(answered);
        self.whole += u64::from(whole);
    }

    fn tell(&self) {
        let Cuts {
            what,
            done,
            answered,
            whole,
            ..
        } = self;
        let absent = done - whole;
        tell(&format!(
            "{what} killed {done} times: {whole} whole ({answered} answered before), {absent} absent, 0 halves"
        ));
    }
}

/// The prepared folder once more, untouched.
pub fn again(prepared: &Path) -> PathBuf {
    let folder = fresh_folder();
    for name in ["kado.sqlite", "kado.key"] {
        std::fs::copy(prepared.join(name), folder.join(name)).expect("a copy");
    }
    folder
}

/// Rows of a client's file, enough to be cut in the middle.
fn many_items(count: usize) -> String {
    let mut text = String::from("番号,店名,住所\n");
    for at in 1..=count {
        text.push_str(&format!("A-{at},第{at}店,長野県大町市大町{at}番地\n"));
    }
    text
}

pub async fn with_an_upload(count: usize) -> (PathBuf, PublicId, String) {
    let world = World::new().await;
    let order = world.open_order().await;
    let director = world.enter("maruyama@kado.example").await;
    let path = format!("/orders/{order}/import");
    let sent = world
        .upload(&director, &path, "items.csv", many_items(count).as_bytes())
        .await;
    assert_eq!(sent.code(), 303, "{}", sent.main());
    let taking = format!("{}/taking", sent.header("location"));
    (kept(world).await, order, taking)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_cut_off_is_whole_or_absent() {
    const ROWS: usize = 4_000;
    let (prepared, order, taking) = with_an_upload(ROWS).await;
    let sql = format!(
        "select count(*) from item i join client_order o on o.id = i.client_order where o.public_id = '{order}'"
    );

    let mut cuts = Cuts::of("an import of 4,000 items", 15_000);
    while cuts.go_on() {
        let folder = again(&prepared);
        let director = entered(&folder, "maruyama@kado.example").await;
        let served = Served::start(&folder).expect("kado serves");
        let answered = cut_during(
            served,
            &director,
            &taking,
            &[("take", "all")],
            cuts.moment(),
        );

        let taken = number(&folder, &sql).await;
        assert!(
            taken == 0 || taken == ROWS as i64,
            "{taken} of {ROWS} items were left by a cut"
        );
        assert!(
            !answered || taken == ROWS as i64,
            "what was answered is kept"
        );
        holds(&folder);
        cuts.came_out(answered, taken > 0);
        let _ = std::fs::remove_dir_all(&folder);
    }
    cuts.tell();
    let _ = std::fs::remove_dir_all(&prepared);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closing_cut_off_is_whole_or_absent() {
    let world = World::new().await;
    let preparer = world.enter("shiohara@kado.example").await;
    let form = form_on(
        &world.get(Some(&preparer), "/payments").await,
        "/payments/closings",
    );
    let from = form
        .iter()
        .find(|it| it.0 == "from")
        .expect("a period to close")
        .1
        .clone();
    let prepared = kept(world).await;
    let before = number(&prepared, "select count(*) from payment_line").await;
    let earlier = number(
        &prepared,
        "select count(*) from closing where state = 'closed'",
    )
    .await;
    let waiting = "select count(*) from acceptance a where not exists (select 1 from payment_line l where l.acceptance = a.id)";
    let unpaid = number(&prepared, waiting).await;

    let mut cuts = Cuts::of("a closing", 1_000);
    while cuts.go_on() {
        let folder = again(&prepared);
        let preparer = entered(&folder, "shiohara@kado.example").await;
        let served = Served::start(&folder).expect("kado serves");
        let answered = cut_during(
            served,
            &preparer,
            "/payments/closings",
            &[("from", &from)],
            cuts.moment(),
        );

        let lines = number(&folder, "select count(*) from payment_line").await - before;
        let closed = number(
            &folder,
            "select count(*) from closing where state = 'closed'",
        )
        .await;
        assert!(
            !answered || closed == earlier + 1,
            "what was answered is kept"
        );
        assert!(
            (closed == earlier && lines == 0) || (closed == earlier + 1 && lines <= unpaid),
            "{closed} closings, {lines} new lines"
        );
        holds(&folder);
        cuts.came_out(answered, closed > earlier);
        let _ = std::fs::remove_dir_all(&folder);
    }
    cuts.tell();
    let _ = std::fs::remove_dir_all(&prepared);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_file_cut_off_is_whole_or_absent() {
    let world = World::new().await;
    let batch = crate::twice::prepared_batch(&world).await;
    let page = format!("/payments/batches/{batch}");
    let approver = world.enter("akahane@kado.example").await;
    let form = form_on(
        &world.get(Some(&approver), &page).await,
        &format!("{page}/approval"),
    );
    let prepared = kept(world).await;
    let half = format!(
        "select count(*) from transfer_batch where public_id = '{batch}' and (state = 'approved') <> (file is not null and sha256 is not null)"
    );

    let whole = format!(
        "select count(*) from transfer_batch where public_id = '{batch}' and state = 'approved'"
    );

    let mut cuts = Cuts::of("a transfer file", 600);
    while cuts.go_on() {
        let folder = again(&prepared);
        let approver = entered(&folder, "akahane@kado.example").await;
        let served = Served::start(&folder).expect("kado serves");
        let fields: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let path = format!("{page}/approval");
        let answered = cut_during(served, &approver, &path, &fields, cuts.moment());

        assert_eq!(
            number(&folder, &half).await,
            0,
            "an approved batch has its file, another has none"
        );
        let approved = number(&folder, &whole).await == 1;
        assert!(!answered || approved, "what was answered is kept");
        holds(&folder);
        cuts.came_out(answered, approved);
        let _ = std::fs::remove_dir_all(&folder);
    }
    cuts.tell();
    let _ = std::fs::remove_dir_all(&prepared);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_to_stop_ends_within_five_seconds() {
    let folder = crate::world::copied_folder().await;
    let director = entered(&folder, "maruyama@kado.example").await;
    let served = Served::start(&folder).expect("kado serves");
    let (code, _) = served
        .ask(&page_head(&director, "/orders"), b"")
        .expect("an answer");
    assert_eq!(code, 200);

    let ended = served.stop(Duration::from_secs(5));

    assert_eq!(ended, Some(0), "kado stops by itself");
    holds(&folder);
    let _ = std::fs::remove_dir_all(&folder);
}

/// A place with little room: a small file system where we may mount one, otherwise a limit on the size of files.
struct Small {
    folder: PathBuf,
    mounted: bool,
}

impl Small {
    fn of(full: &Path) -> Small {
        let folder = fresh_folder();
        let size = std::fs::metadata(full.join("kado.sqlite"))
            .expect("a file")
            .len()
            + (3 << 20);
        let target = folder.display().to_string();
        let option = format!("size={size}");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &option, "tmpfs", &target])
            .output();
        let mounted = mount.is_ok_and(|it| it.status.success());
        for name in ["kado.sqlite", "kado.key"] {
            std::fs::copy(full.join(name), folder.join(name)).expect("a copy");
        }
        Small { folder, mounted }
    }

    fn serve(&self) -> Served {
        let served = if self.mounted {
            Served::start(&self.folder)
        } else {
            Served::with_small_disk(&self.folder, 2_048)
        };
        served.expect("kado serves")
    }

    /// The data on a disk with room again.
    fn rescued(self) -> PathBuf {
        let roomy = fresh_folder();
        for name in ["kado.sqlite", "kado.sqlite-wal", "kado.key"] {
            let _ = std::fs::copy(self.folder.join(name), roomy.join(name));
        }
        if self.mounted {
            let _ = Command::new("umount").arg(&self.folder).status();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
        roomy
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_what_it_cannot_keep_and_reads_on() {
    let world = World::new().await;
    let order = world.open_order().await;
    let full = kept(world).await;
    let small = Small::of(&full);
    let director = entered(&small.folder, "maruyama@kado.example").await;
    let served = small.serve();
    let mut refused = None;
    for _ in 0..4 {
        let (kind, body) = multipart(&director.csrf, "items.csv", many_items(60_000).as_bytes());
        let path = format!("/orders/{order}/import");
        let head = form_head(&director, &path, &kind, body.len());
        let (code, text) = served.ask(&head, &body).expect("an answer");
        if code != 303 {
            refused = Some((code, text));
            break;
        }
    }

    let (code, text) = refused.expect("a file larger than the room is refused");
    assert!(code == 507 || code == 503, "{code} {text}");
    assert!(text.contains("<h1"), "with a sentence: {text}");
    let (reading, _) = served
        .ask(&page_head(&director, "/orders"), b"")
        .expect("an answer");
    assert_eq!(reading, 200, "reading works");
    assert_eq!(served.stop(Duration::from_secs(5)), Some(0));

    let roomy = small.rescued();
    holds(&roomy);
    let served = Served::start(&roomy).expect("kado serves without repair");
    let director = entered(&roomy, "maruyama@kado.example").await;
    let (code, _) = served
        .ask(&page_head(&director, &format!("/orders/{order}")), b"")
        .expect("an answer");
    assert_eq!(code, 200);
    served.kill();
    for folder in [full, roomy] {
        let _ = std::fs::remove_dir_all(folder);
    }
}
