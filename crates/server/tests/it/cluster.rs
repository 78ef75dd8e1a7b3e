//! A PostgreSQL server of a test's own, whose power is cut: made, copied, promoted, stopped and removed here. It writes
//! to the disk as in earnest, unlike the throw-away server of the other tests.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::world::{World, fresh_folder};

/// The database that every test of this kind copies.
pub const TEMPLATE: &str = "kado";

pub struct Cluster {
    programs: PathBuf,
    home: PathBuf,
    port: u16,
}

impl Cluster {
    /// An empty server that runs; nothing where no PostgreSQL is installed.
    pub fn started() -> Option<Cluster> {
        let it = Cluster::placed()?;
        let rows = it.rows();
        let words = ["-D", rows.as_str(), "-U", "postgres", "--auth=trust"];
        let made = it.run(
            "initdb",
            &[&words[..], &["--encoding=UTF8", "--locale=C"]].concat(),
        );
        succeeded("initdb", &made);
        it.start();
        Some(it)
    }

    /// A standby that follows this server, and from now on every commit waits for it.
    pub fn with_standby(&self) -> Cluster {
        let it = Cluster::placed().expect("the programs are there");
        let (rows, port) = (it.rows(), self.port.to_string());
        let from = ["-h", "127.0.0.1", "-p", &port, "-U", "postgres"];
        let copy = ["-D", rows.as_str(), "-R", "-X", "stream", "-c", "fast"];
        let made = it.run("pg_basebackup", &[&from[..], &copy[..]].concat());
        succeeded("pg_basebackup", &made);
        it.start();
        for sql in [
            "alter system set synchronous_standby_names = '*'",
            "select pg_reload_conf()",
        ] {
            self.ask("postgres", sql);
        }
        let following = "select count(*) from pg_stat_replication where sync_state = 'sync'";
        until(Duration::from_secs(30), "the standby follows", || {
            self.ask("postgres", following) == "1"
        });
        it
    }

    /// Starts the server, after a cut as well.
    pub fn start(&self) {
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={} -c max_connections=60",
            self.port,
            self.home.display()
        );
        let (rows, log) = (self.rows(), self.home.join("log").display().to_string());
        let words = [
            "-D",
            rows.as_str(),
            "-s",
            "-w",
            "-t",
            "60",
            "-l",
            &log,
            "-o",
            &options,
        ];
        succeeded(
            "pg_ctl start",
            &self.run("pg_ctl", &[&words[..], &["start"]].concat()),
        );
    }

    /// The power is cut: nothing is finished and nothing is flushed.
    pub fn cut(&self) {
        let rows = self.rows();
        let words = ["-D", rows.as_str(), "-s", "-m", "immediate", "stop"];
        succeeded("pg_ctl stop", &self.run("pg_ctl", &words));
    }

    /// A standby becomes the server.
    pub fn promote(&self) {
        let rows = self.rows();
        let words = ["-D", rows.as_str(), "-s", "-w", "promote"];
        succeeded("pg_ctl promote", &self.run("pg_ctl", &words));
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of one of its databases.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// The first column of the first row, as text.
    pub fn ask(&self, database: &str, sql: &str) -> String {
        let address = self.address(database);
        let told = self.run("psql", &["-X", "-A", "-t", "-q", "-c", sql, &address]);
        succeeded(sql, &told);
        String::from_utf8_lossy(&told.stdout).trim().to_owned()
    }

    /// Pours the demonstration into [`TEMPLATE`]; gives the folder of its key.
    pub async fn filled(&self) -> PathBuf {
        let world = World::on_postgres().await.expect("a server to copy from");
        let folder = fresh_folder();
        std::fs::copy(world.folder.join("kado.key"), folder.join("kado.key")).expect("the key");
        self.ask("postgres", &format!("create database {TEMPLATE}"));
        let (from, to) = (world.address().expect("an address"), self.address(TEMPLATE));
        let file = folder.join("dump");
        let name = file.display().to_string();
        let dumped = Command::new(self.programs.join("pg_dump"))
            .args(["--format=custom", "--file", &name, &from])
            .output();
        succeeded("pg_dump", &dumped.expect("pg_dump runs"));
        let poured = Command::new(self.programs.join("pg_restore"))
            .args(["--exit-on-error", "--no-owner", "--dbname", &to, &name])
            .output();
        succeeded("pg_restore", &poured.expect("pg_restore runs"));
        world.remove().await;
        folder
    }

    /// A copy of the demonstration under a name of its own.
    pub fn copied(&self, name: &str) -> String {
        self.ask(
            "postgres",
            &format!("create database {name} template {TEMPLATE}"),
        );
        self.address(name)
    }

    fn placed() -> Option<Cluster> {
        let programs = programs()?;
        let home = fresh_folder();
        if is_root() {
            let given = Command::new("chown").arg("postgres:").arg(&home).status();
            assert!(
                given.is_ok_and(|it| it.success()),
                "the folder is given away"
            );
        }
        Some(Cluster {
            programs,
            home,
            port: free_port(),
        })
    }

    fn rows(&self) -> String {
        self.home.join("rows").display().to_string()
    }

    /// Root may not run a server; everybody else runs it as themselves.
    fn run(&self, program: &str, words: &[&str]) -> Output {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut it = Command::new("runuser");
            it.args(["-u", "postgres", "--"]).arg(program);
            it
        } else {
            Command::new(program)
        };
        // A server inherits where its starter speaks: a pipe would stay open as long as it runs.
        let (out, err) = (self.home.join("out"), self.home.join("err"));
        let file =
            |path: &Path| std::fs::File::create(path).expect("temporary files can be written");
        let status = command
            .args(words)
            .current_dir(&self.home)
            .stdin(std::process::Stdio::null())
            .stdout(file(&out))
            .stderr(file(&err))
            .status()
            .expect("a program of PostgreSQL runs");
        let read = |path: &Path| std::fs::read(path).unwrap_or_default();
        Output {
            status,
            stdout: read(&out),
            stderr: read(&err),
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let rows = self.rows();
        if Path::new(&rows).join("postmaster.pid").exists() {
            let _ = self.run("pg_ctl", &["-D", &rows, "-s", "-m", "immediate", "stop"]);
        }
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

/// Waits until something holds; fails with what was waited for.
pub fn until(within: Duration, what: &str, mut holds: impl FnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < within, "{what}: not within {within:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    began.elapsed()
}

fn succeeded(what: &str, it: &Output) {
    let said = String::from_utf8_lossy(&it.stderr);
    assert!(it.status.success(), "{what}: {said}");
}

/// The newest installed programs.
fn programs() -> Option<PathBuf> {
    let all = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let mut found: Vec<(u32, PathBuf)> = all
        .filter_map(|it| {
            Some((
                it.file_name().to_str()?.parse().ok()?,
                it.path().join("bin"),
            ))
        })
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().map(|it| it.1)
}

fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output();
    told.is_ok_and(|it| it.stdout.starts_with(b"0\n"))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}
