//! The `kado` binary itself: filling the demonstration, starting, memory; and the PDF of a sheet of the demonstration.

use crate::Outcome;
use crate::browser::Reader;
use crate::measure::{Figure, Whose, cpu_ms, median, spent};
use crate::sheet::{YEAR, said};
use base::Clock;
use db::{Db, IdSource, Target};
use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Instant;

const STARTS: usize = 5;
const PAGES: usize = 100;
// tidy: field data
const TOWN: &str = "大町市";

/// The figures of the binary that lies beside this program.
pub async fn measure(folder: &Path) -> Outcome<Vec<Figure>> {
    let kado = kado()?;
    let filling = fill(&kado, folder)?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let served = Served::start(&kado, folder)?;
        served.get("/sign-in", "")?;
        starts.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    let target = Target::Folder(folder.to_owned());
    let db = Db::open(&target, Clock::real(), IdSource::random()).await?;
    let reader = Reader::enter(&db, manager(&db).await?).await?;
    let served = Served::start(&kado, folder)?;
    let kinds = read_pages(&served, &reader.cookie)?;
    let memory = served.resident_mb()?;
    drop(served);
    let mut sheet = region::report::sheet(&db, TOWN, YEAR).await.map_err(said)?;
    // Each drawing is of other text, or the layout of the one before would be taken up again.
    let pdf = cpu_ms(3, async || {
        sheet.document.number += 1;
        sheet.document.overview.push('.');
        region::report::to_pdf(&sheet).expect("a sheet can be drawn");
    })
    .await;
    db.close().await?;
    Ok(vec![
        Figure::new(
            "`kado serve`, start to first page",
            "ms",
            1_000.0,
            median(starts),
        ),
        Figure::new(
            format!("memory after {PAGES} pages ({kinds} different)"),
            "MB",
            120.0,
            memory,
        ),
        Figure::new("PDF of an evaluation sheet", "ms CPU", 300.0, pdf),
        filling,
    ])
}

fn kado() -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let file = own.ancestors().nth(2).map(|it| it.join("kado"));
    let built = file.filter(|it| it.exists());
    built.ok_or_else(|| {
        "the kado binary is not built in the same profile; bin/bench builds it".into()
    })
}

fn fill(kado: &Path, folder: &Path) -> Outcome<Figure> {
    let before = spent(Whose::Children);
    let ended = Command::new(kado)
        .args(["demo", "--no-serve", "--data"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !ended.success() {
        return Err("`kado demo --no-serve` was refused".into());
    }
    let seconds = (spent(Whose::Children) - before) / 1_000.0;
    Ok(Figure::new(
        "`kado demo --no-serve`, filling",
        "s CPU",
        60.0,
        seconds,
    ))
}

/// The account of the first manager of the demonstration.
async fn manager(db: &Db) -> Outcome<i64> {
    let sql = "select account from role_grant where role = 'manager' and ended_at is null order by id limit 1";
    Ok(db::count(db, sql, vec![]).await?)
}

/// Follows the links from the first page until a hundred pages are read; tells how many were different.
fn read_pages(served: &Served, cookie: &str) -> Outcome<usize> {
    let mut known = BTreeSet::from(["/".to_owned()]);
    let mut next = VecDeque::from(["/".to_owned()]);
    let mut read = Vec::new();
    while let Some(path) = next.pop_front()
        && read.len() < PAGES
    {
        let answer = served.get(&path, cookie)?;
        for link in links(&answer) {
            if known.insert(link.clone()) {
                next.push_back(link);
            }
        }
        read.push(path);
    }
    for at in read.len()..PAGES {
        served.get(&read[at % read.len()], cookie)?;
    }
    Ok(read.len())
}

/// The links of a page that lead to pages, not to files or out of the service.
fn links(page: &str) -> Vec<String> {
    let found = page
        .split("href=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next());
    let is_page = |it: &&str| {
        let file = it.rsplit('/').next().is_some_and(|name| name.contains('.'));
        it.starts_with('/') && !file && !it.starts_with("/assets") && !it.contains("lang=")
    };
    found
        .filter(is_page)
        .map(|it| it.replace("&amp;", "&"))
        .collect()
}

/// A `kado serve` that ends with this value.
struct Served {
    child: Child,
    address: String,
    /// Kept open: a server without anyone to tell its words to would end.
    told: BufReader<ChildStderr>,
}

impl Served {
    fn start(kado: &Path, folder: &Path) -> Outcome<Served> {
        let mut child = Command::new(kado)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .stderr(Stdio::piped())
            .spawn()?;
        let told = child.stderr.take().ok_or("no words of the server")?;
        let mut served = Served {
            child,
            address: String::new(),
            told: BufReader::new(told),
        };
        let mut line = String::new();
        while 0 < served.told.read_line(&mut line)? {
            if let Some((_, address)) = line.split_once("http://") {
                served.address = address.trim().to_owned();
                return Ok(served);
            }
            line.clear();
        }
        Err("`kado serve` ended before it served".into())
    }

    /// The whole answer, head and body.
    fn get(&self, path: &str, cookie: &str) -> Outcome<String> {
        let mut line = TcpStream::connect(&self.address)?;
        let host = &self.address;
        write!(
            line,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        line.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        match answer.starts_with("HTTP/1.1 5") {
            true => Err(format!("{path}: {}", answer.lines().next().unwrap_or_default()).into()),
            false => Ok(answer),
        }
    }

    /// Megabytes that the process holds in memory now.
    fn resident_mb(&self) -> Outcome<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = text
            .lines()
            .find_map(|it| it.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes / 1_024.0)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
