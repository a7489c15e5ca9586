//! nginx giving the reply's body as a static file, where nginx is installed.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::http::{self, shape};
use crate::process::{Place, Process, free_address};

/// How nginx hands out the file; `bench/run --only tune` compares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) sendfile: bool,
    pub(crate) nopush: bool,
}

impl Way {
    /// For a file as small as a room, reading and writing it costs less than sendfile.
    pub(crate) const FASTEST: Self = Self {
        sendfile: false,
        nopush: false,
    };

    pub(crate) fn name(self) -> &'static str {
        match (self.sendfile, self.nopush) {
            (true, true) => "sendfile-nopush",
            (true, false) => "sendfile",
            (false, _) => "no-sendfile",
        }
    }
}

pub(crate) struct Nginx {
    /// Held for its end: it is stopped with this value.
    _process: Process,
    pub(crate) address: SocketAddr,
    /// Master and worker.
    pub(crate) pids: Vec<i32>,
}

/// The program, if it is installed.
pub(crate) fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|directory| directory.join("nginx"))
        .find(|program| program.is_file())
}

pub(crate) fn version(program: &Path) -> String {
    // It says so on standard error: "nginx version: nginx/1.2.3".
    let output = Command::new(program).arg("-v").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stderr).into_owned());
    text.unwrap_or_default()
        .trim()
        .trim_start_matches("nginx version: ")
        .to_owned()
}

impl Nginx {
    /// `reply` is the file with the whole reply that all servers give.
    pub(crate) fn start(
        program: &Path,
        work: &Path,
        reply: &Path,
        way: Way,
        place: Place,
    ) -> Result<Self> {
        let reply = fs::read(reply)?;
        let shape = shape(&reply)?.context("the reply is not whole")?;
        let address = free_address()?;
        let directory = work.join(format!("nginx-{}", way.name()));
        fs::create_dir_all(&directory)?;
        let directory = directory.canonicalize()?;
        fs::write(directory.join("room.json"), &reply[shape.head..])?;
        let head = String::from_utf8_lossy(&reply[..shape.head]);
        let configuration = directory.join("nginx.conf");
        fs::write(
            &configuration,
            self::configuration(&directory, address, &head, way)?,
        )?;

        let mut command = Command::new(program);
        command
            .arg("-p")
            .arg(&directory)
            .arg("-c")
            .arg(&configuration);
        let log = directory.join("output.log");
        let mut process = Process::pinned("nginx", place, &command, File::create(&log)?)?;
        let request = http::read_request(address, "room", "operator", "token");
        http::first_ok(address, &request, Duration::from_secs(10), || {
            process.check_alive()
        })
        .with_context(|| fs::read_to_string(&log).unwrap_or_default())?;
        let mut pids = vec![process.pid()];
        pids.extend(workers(process.pid())?);
        Ok(Self {
            _process: process,
            address,
            pids,
        })
    }
}

fn workers(master: i32) -> Result<Vec<i32>> {
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline {
        let children = fs::read_to_string(format!("/proc/{master}/task/{master}/children"))?;
        let pids: Vec<i32> = children
            .split_whitespace()
            .filter_map(|pid| pid.parse().ok())
            .collect();
        if !pids.is_empty() {
            return Ok(pids);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    bail!("nginx has no worker")
}

fn configuration(directory: &Path, address: SocketAddr, head: &str, way: Way) -> Result<String> {
    let at = directory.display();
    let on = |switch: bool| if switch { "on" } else { "off" };
    let mut text = String::new();
    if nix::unistd::geteuid().is_root() {
        // Workers stay who started them, so that they may read the file wherever it lies.
        text.push_str("user root;\n");
    }
    write!(
        text,
        "daemon off;\n\
         worker_processes 1;\n\
         pid \"{at}/nginx.pid\";\n\
         error_log \"{at}/error.log\" warn;\n\
         events {{ worker_connections 4096; }}\n\
         http {{\n\
         access_log off;\n\
         server_tokens off;\n\
         etag off;\n\
         sendfile {};\n\
         tcp_nopush {};\n\
         tcp_nodelay on;\n\
         keepalive_timeout 1h;\n\
         keepalive_requests 1000000000;\n\
         open_file_cache max=16 inactive=1h;\n\
         open_file_cache_valid 1h;\n\
         types {{ }}\n",
        on(way.sendfile),
        on(way.nopush),
    )?;
    for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        writeln!(text, "{name}_temp_path \"{at}/{name}\";")?;
    }
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        match name.to_ascii_lowercase().as_str() {
            "content-type" => writeln!(text, "default_type \"{value}\";")?,
            // What nginx says itself.
            "date" | "content-length" | "connection" | "keep-alive" => {}
            _ => writeln!(text, "add_header {name} \"{value}\";")?,
        }
    }
    // The one file for every path; an alias by regular expression costs more.
    write!(
        text,
        "server {{\n\
         listen {address} backlog=1024;\n\
         location / {{ root \"{at}\"; try_files /room.json =404; }}\n\
         }}\n}}\n"
    )?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_carries_the_headers_of_the_reply() {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: a/b;charset=utf-8\r\nx-id: 7\r\ndate: d\r\n";
        let address = ([127, 0, 0, 1], 8_080).into();
        let text = configuration(Path::new("/x y"), address, head, Way::FASTEST).expect("written");
        assert!(text.contains("default_type \"a/b;charset=utf-8\";\n"));
        assert!(text.contains("add_header x-id \"7\";\n"));
        assert!(!text.contains("add_header date"));
        assert!(text.contains("listen 127.0.0.1:8080 "));
    }
}
