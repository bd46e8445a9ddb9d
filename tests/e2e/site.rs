//! A static file server for the built page, as plain as a host can be, which remembers what it was asked for.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// The built page behind an address of its own. The thread ends with the process.
pub struct Site {
    /// With the closing slash.
    pub url: String,
    log: Arc<Mutex<Vec<String>>>,
    is_down: Arc<AtomicBool>,
    is_newer: Arc<AtomicBool>,
}

impl Site {
    /// Serves the folder that `DIST` names, or `dist`.
    pub fn start() -> Site {
        Site::without(&[])
    }

    /// Answers 404 to each path that contains one of `lost`: a host that lost files.
    pub fn without(lost: &'static [&'static str]) -> Site {
        Site::with(lost, |page| page)
    }

    /// Serves the page as `edit` leaves it: something between host and browser changed it.
    pub fn edited(edit: fn(String) -> String) -> Site {
        Site::with(&[], edit)
    }

    fn with(lost: &'static [&'static str], edit: fn(String) -> String) -> Site {
        let root = std::env::var_os("DIST").map_or(Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from);
        assert!(root.join("index.html").exists(), "{} holds no page; run: trunk build --release", root.display());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let log = Arc::new(Mutex::new(vec![]));
        let site = Site { url, log, is_down: Arc::default(), is_newer: Arc::default() };
        let (log, is_down, is_newer) = (Arc::clone(&site.log), Arc::clone(&site.is_down), Arc::clone(&site.is_newer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if is_down.load(Ordering::Relaxed) {
                    return;
                }
                let (root, log) = (root.clone(), Arc::clone(&log));
                let is_newer = is_newer.load(Ordering::Relaxed);
                let edit = move |name: &str, text: String| match name {
                    "index.html" if is_newer => edit(text).replace("<html ", "<html data-newer "),
                    "index.html" => edit(text),
                    "sw.js" if is_newer => text.replace("const VERSION = '", "const VERSION = 'newer-"),
                    _ => text,
                };
                // A browser that goes away in mid-answer is no concern of the test.
                std::thread::spawn(move || drop(answer(stream, &root, lost, edit, &log)));
            }
        });
        site
    }

    /// Takes the host off the net: from now on nobody answers.
    pub fn stop(&self) {
        self.is_down.store(true, Ordering::Relaxed);
        // The loop looks when somebody comes.
        let _ = TcpStream::connect(self.url.trim_start_matches("http://").trim_end_matches('/'));
    }

    /// Puts a newer version up: its root element has the attribute `data-newer`.
    pub fn put_up_newer(&self) {
        self.is_newer.store(true, Ordering::Relaxed);
    }

    /// The paths asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.log.lock().expect("no answer panics").clone()
    }
}

fn answer(
    mut stream: TcpStream,
    root: &Path,
    lost: &[&str],
    edit: impl Fn(&str, String) -> String,
    log: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or("/");
    let path = path.split(['?', '#']).next().unwrap_or("/").to_string();
    log.lock().expect("no answer panics").push(path.clone());
    let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
    let is_lost = name.contains("..") || lost.iter().any(|part| path.contains(part));
    match std::fs::read(root.join(name)) {
        Ok(body) if !is_lost => {
            let is_text = ["index.html", "sw.js"].contains(&name);
            let body =
                if is_text { edit(name, String::from_utf8_lossy(&body).into_owned()).into_bytes() } else { body };
            let (kind, length) = (content_type(name), body.len());
            let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n");
            stream.write_all(head.as_bytes())?;
            stream.write_all(b"cache-control: no-store\r\nconnection: close\r\n\r\n")?;
            stream.write_all(&body)
        }
        _ => stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
