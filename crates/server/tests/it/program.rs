//! The real `kado` program: run to its end, or served on a free port and spoken to over the wire.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::world::Person;

pub const KADO: &str = env!("CARGO_BIN_EXE_kado");

/// How one run ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ended {
    fn from(it: Output) -> Ended {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ended {
            code: it.status.code(),
            out: text(&it.stdout),
            err: text(&it.stderr),
        }
    }
}

/// Runs `kado` with these words to its end.
pub fn kado(words: &[&str]) -> Ended {
    Command::new(KADO)
        .args(words)
        .stdin(Stdio::null())
        .output()
        .expect("kado can be run")
        .into()
}

/// Runs `kado` with something to read on standard input.
pub fn kado_reading(words: &[&str], input: &str) -> Ended {
    let mut child = Command::new(KADO)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kado can be run");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("kado reads");
    child.wait_with_output().expect("kado ends").into()
}

/// A serving `kado`; killed when the test is done with it.
pub struct Served {
    child: Child,
    address: String,
}

impl Served {
    /// Serves the data in a folder on a free port, or tells how it ended before it could.
    pub fn start(folder: &Path) -> Result<Served, Ended> {
        Served::of(Command::new(KADO), folder)
    }

    /// The same with files of so many kilobytes at most, as on a disk that is full.
    pub fn with_small_disk(folder: &Path, kilobytes: u64) -> Result<Served, Ended> {
        let mut shell = Command::new("bash");
        shell.args([
            "-c",
            &format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\""),
            KADO,
        ]);
        Served::of(shell, folder)
    }

    /// Serves the demonstration in a PostgreSQL, as one node of several; what it complains of is not kept.
    pub fn over(database: &str, key: &Path, today: &str) -> Result<Served, Ended> {
        let mut command = Command::new(KADO);
        let key = key.display().to_string();
        command.args(["demo", "--database", database, "--key-file", &key]);
        command.args(["--today", today]).stderr(Stdio::null());
        Served::answering(command)
    }

    fn of(mut command: Command, folder: &Path) -> Result<Served, Ended> {
        let data = folder.display().to_string();
        command.args(["demo", "--data", &data]);
        command.stderr(Stdio::piped());
        Served::answering(command)
    }

    fn answering(mut command: Command) -> Result<Served, Ended> {
        let mut child = command
            .args(["--listen", "127.0.0.1:0", "--json"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("kado can be run");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut line).expect("kado tells its address");
        let Ok(told) = serde_json::from_str::<serde_json::Value>(&line) else {
            return Err(child.wait_with_output().expect("kado ends").into());
        };
        let address = told["address"]
            .as_str()
            .unwrap_or("")
            .trim_start_matches("http://")
            .to_owned();
        Ok(Served { child, address })
    }

    /// The process is killed in the middle of whatever it does.
    pub fn kill(mut self) {
        self.child.kill().expect("kado can be killed");
        self.child.wait().expect("kado is gone");
    }

    /// Holds the process still, so that its files can be looked at.
    pub fn freeze(&self) {
        let id = self.child.id().to_string();
        let held = Command::new("kill").args(["-STOP", &id]).status();
        assert!(
            held.is_ok_and(|it| it.success()),
            "a signal can be sent to kado"
        );
    }

    /// Asks kado to stop; it must do so by itself within the time.
    pub fn stop(mut self, within: Duration) -> Option<i32> {
        let id = self.child.id().to_string();
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("a signal can be sent");
        let until = std::time::Instant::now() + within;
        while std::time::Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("kado can be waited for") {
                return status.code();
            }
            std::thread::yield_now();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        None
    }

    /// Sends a request and gives the status and the text that came, or what went wrong on the way.
    pub fn ask(&self, head: &str, body: &[u8]) -> std::io::Result<(u16, String)> {
        ask(&self.address, head, body)
    }

    pub fn address(&self) -> &str {
        &self.address
    }
}

/// A test that fails leaves no process behind.
impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request over a connection of its own.
pub fn ask(address: &str, head: &str, body: &[u8]) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let head = format!("{head}\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer).into_owned();
    let code = text.split(' ').nth(1).and_then(|it| it.parse().ok());
    match (code, read) {
        (Some(code), _) => Ok((code, text)),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(std::io::Error::other("no answer")),
    }
}

/// The head of a form sent by a person.
pub fn form_head(who: &Person, path: &str, kind: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\ncookie: kado={}\r\ncontent-type: {kind}\r\ncontent-length: {length}",
        who.token
    )
}

/// The head of a page asked for by a person.
pub fn page_head(who: &Person, path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\ncookie: kado={}", who.token)
}
