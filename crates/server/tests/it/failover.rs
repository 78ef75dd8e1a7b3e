//! Several nodes and a standby: one is lost under load. What was answered stays, what was cut off is sent again under its
//! own key and happens once, and what happens by itself is taken over by whoever is left.

use std::collections::BTreeSet;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::cluster::{Cluster, TEMPLATE, until};
use crate::figures::{Dice, rounds, tell};
use crate::program::{self, Served, kado};
use crate::world::new_key;

/// An enquiry with a mark of its own, sent under a key of its own.
#[derive(Clone, Debug)]
pub struct Wish {
    key: String,
    mark: String,
}

impl Wish {
    fn new(of: &str) -> Wish {
        let key = new_key();
        Wish {
            mark: format!("{of} {key}"),
            key,
        }
    }

    /// The status of the answer; nothing when none came.
    fn send(&self, address: &str) -> Option<u16> {
        let body = serde_json::json!({
            "what": self.mark, "quantity": 100, "company": "Alps", "contact": "Katagiri", "email": "order@example.jp",
        })
        .to_string();
        let head = format!(
            "POST /api/enquiries HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {}\r\ncontent-length: {}",
            self.key,
            body.len()
        );
        let answer = program::ask(address, &head, body.as_bytes());
        answer.ok().map(|it| it.0)
    }
}

/// The count of one mark: 1 when the enquiry is there.
pub fn is_there(mark: &str) -> String {
    format!("select count(*) from enquiry where what = '{mark}'")
}

/// Enquiries sent side by side without a pause.
pub struct Load {
    over: Arc<AtomicBool>,
    answered: Arc<AtomicUsize>,
    sent: Arc<Mutex<Sent>>,
    senders: Vec<JoinHandle<()>>,
}

/// What came of a load.
#[derive(Default)]
pub struct Sent {
    pub answered: BTreeSet<String>,
    pub open: Vec<Wish>,
}

impl Load {
    pub fn begin(address: &str, of: &str) -> Load {
        let mut it = Load {
            over: Arc::default(),
            answered: Arc::default(),
            sent: Arc::default(),
            senders: Vec::new(),
        };
        for _ in 0..4 {
            let (over, answered, sent) = (it.over.clone(), it.answered.clone(), it.sent.clone());
            let (address, of) = (address.to_owned(), of.to_owned());
            it.senders.push(std::thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let wish = Wish::new(&of);
                    let code = wish.send(&address);
                    let mut sent = sent.lock().expect("no sender fails");
                    if code == Some(201) {
                        sent.answered.insert(wish.mark);
                        answered.fetch_add(1, Ordering::Relaxed);
                    } else {
                        assert!(code.is_none_or(|it| 500 <= it), "{code:?} is no outage");
                        sent.open.push(wish);
                    }
                }
            }));
        }
        it
    }

    /// How many were answered so far.
    pub fn answered(&self) -> usize {
        self.answered.load(Ordering::Relaxed)
    }

    pub fn end(self) -> Sent {
        self.over.store(true, Ordering::Relaxed);
        for sender in self.senders {
            sender.join().expect("no sender fails");
        }
        std::mem::take(&mut *self.sent.lock().expect("no sender fails"))
    }
}

impl Sent {
    /// Everything answered is in the database.
    pub fn are_kept(&self, cluster: &Cluster, database: &str) {
        let there = cluster.ask(database, "select what from enquiry");
        let there: BTreeSet<&str> = there.lines().collect();
        let lost: Vec<&String> = self
            .answered
            .iter()
            .filter(|it| !there.contains(it.as_str()))
            .collect();
        assert!(lost.is_empty(), "answered and lost: {lost:?}");
    }

    /// What was cut off is sent again until it is answered; then each is there once.
    pub fn come_once(&self, address: &str, cluster: &Cluster, database: &str) {
        for wish in &self.open {
            until(
                Duration::from_secs(60),
                "an answer to what was cut off",
                || wish.send(address) == Some(201),
            );
        }
        let marks = self
            .answered
            .iter()
            .chain(self.open.iter().map(|it| &it.mark));
        let list: Vec<String> = marks.map(|it| format!("'{it}'")).collect();
        let there = format!(
            "select count(*) || ' ' || count(distinct what) from enquiry where what in ('', {})",
            list.join(", ")
        );
        let once = format!("{0} {0}", list.len());
        assert_eq!(cluster.ask(database, &there), once, "each is there once");
    }
}

/// The accounts of a PostgreSQL agree.
pub fn holds_in(address: &str, key: &Path) {
    let key = key.display().to_string();
    let ended = kado(&["verify", "--database", address, "--key-file", &key]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.out, ended.err);
}

/// One address for whichever server leads, as a proxy keeps it in earnest.
struct Door {
    port: u16,
    leads_to: Arc<AtomicU16>,
    closed: Arc<AtomicBool>,
}

impl Door {
    fn to(port: u16) -> Door {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let door = Door {
            port: listener.local_addr().expect("an address").port(),
            leads_to: Arc::new(AtomicU16::new(port)),
            closed: Arc::default(),
        };
        let (leads_to, closed) = (door.leads_to.clone(), door.closed.clone());
        std::thread::spawn(move || {
            for from in listener.incoming().flatten() {
                if closed.load(Ordering::Relaxed) {
                    return;
                }
                // Who finds nobody behind the door is shut out.
                if let Ok(to) = TcpStream::connect(("127.0.0.1", leads_to.load(Ordering::Relaxed)))
                {
                    joined(from, to);
                }
            }
        });
        door
    }

    fn leads_to(&self, port: u16) {
        self.leads_to.store(port, Ordering::Relaxed);
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Carries both ways until one side ends.
fn joined(one: TcpStream, other: TcpStream) {
    let (Ok(one_too), Ok(other_too)) = (one.try_clone(), other.try_clone()) else {
        return;
    };
    for (mut from, mut to) in [(one, other_too), (other, one_too)] {
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
            let _ = from.shutdown(Shutdown::Both);
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standby_takes_over_under_load_and_nothing_answered_is_lost() {
    let Some(mut primary) = Cluster::started() else {
        return;
    };
    let folder = primary.filled().await;
    let door = Door::to(primary.port());
    let (address, key) = (door.address(TEMPLATE), folder.join("kado.key"));
    let served = Served::over(&address, &key, "2027-01-18").expect("kado serves");
    let mut dice = Dice::new();
    let (mut answered, mut cut_off, mut gaps) = (0, 0, Vec::new());
    let losses = rounds(1, 6);
    for loss in 0..losses {
        let standby = primary.with_standby();
        let load = Load::begin(served.address(), &format!("loss {loss}"));
        let enough = 5 + dice.below(20) as usize;
        until(Duration::from_secs(60), "answers come", || {
            enough < load.answered()
        });

        primary.cut();
        let began = Instant::now();
        standby.promote();
        door.leads_to(standby.port());
        let probe = Wish::new("probe");
        until(Duration::from_secs(30), "the standby answers", || {
            probe.send(served.address()) == Some(201)
        });
        gaps.push(began.elapsed());

        let sent = load.end();
        sent.are_kept(&standby, TEMPLATE);
        sent.come_once(served.address(), &standby, TEMPLATE);
        answered += sent.answered.len();
        cut_off += sent.open.len();
        primary = standby;
    }
    served.stop(Duration::from_secs(5));
    holds_in(&primary.address(TEMPLATE), &key);
    let longest = gaps.iter().max().map_or(0, Duration::as_millis);
    tell(&format!(
        "fail-over to a synchronous standby: {losses} losses under load: {answered} answered and all there, {cut_off} cut \
         off and sent again once each, at most {longest} ms without an answer"
    ));
    let _ = std::fs::remove_dir_all(&folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_share_a_database_and_the_one_left_takes_over() {
    let Some(cluster) = Cluster::started() else {
        return;
    };
    let folder = cluster.filled().await;
    let key = folder.join("kado.key");
    let mut dice = Dice::new();
    let (mut expired, mut twice) = (0, 0);
    let losses = rounds(1, 8);
    for loss in 0..losses {
        let name = format!("nodes_{loss}");
        let address = cluster.copied(&name);
        let due: i64 = number(
            &cluster,
            &name,
            "select count(*) from work_order where stage = 'offered'",
        );
        // Both begin on a day on which every open offer is overdue, at the same time.
        let start = |address: String, key: std::path::PathBuf| {
            std::thread::spawn(move || Served::over(&address, &key, "2027-03-31"))
        };
        let nodes = [0, 1].map(|_| start(address.clone(), key.clone()));
        let [one, other] = nodes.map(|it| it.join().expect("a start").expect("kado serves"));
        // The same forms arrive at both; one node is lost in the middle.
        let wishes: Vec<Wish> = (0..20).map(|_| Wish::new("both")).collect();
        let lost_after = dice.below(wishes.len() as u64) as usize;
        let mut one = Some(one);
        for (at, wish) in wishes.iter().enumerate() {
            let (here, there) = (one.as_ref().map(|it| it.address().to_owned()), wish.clone());
            let beside = here.map(|it| std::thread::spawn(move || there.send(&it)));
            wish.send(other.address());
            if at == lost_after {
                one.take().into_iter().for_each(Served::kill);
            }
            beside.map(|it| it.join().expect("a sender"));
        }
        let overdue = "select count(*) from work_order where stage = 'offered'";
        until(Duration::from_secs(90), "overdue offers end", || {
            cluster.ask(&name, overdue) == "0"
        });
        let sent = Sent {
            answered: BTreeSet::new(),
            open: wishes,
        };
        sent.come_once(other.address(), &cluster, &name);
        let ended = "from audit_log where action = 'offer.expire' and outcome = 'done'";
        let all = number(&cluster, &name, &format!("select count(*) {ended}"));
        let each = number(
            &cluster,
            &name,
            &format!("select count(distinct object) {ended}"),
        );
        assert_eq!(all, each, "an offer ends once");
        assert!(due <= each, "{each} of {due} offers ended");
        other.stop(Duration::from_secs(5));
        holds_in(&address, &key);
        (expired, twice) = (expired + due, twice + sent.open.len());
    }
    tell(&format!(
        "two nodes on one PostgreSQL, one killed {losses} times: {expired} overdue offers ended once each, {twice} forms sent \
         to both nodes came once each"
    ));
    let _ = std::fs::remove_dir_all(&folder);
}

fn number(cluster: &Cluster, database: &str, sql: &str) -> i64 {
    cluster.ask(database, sql).parse().expect("a number")
}
