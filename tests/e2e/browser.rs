//! A WebDriver client: JSON over HTTP/1.1, one connection a call, no runtime.
//!
//! Every call panics with what the browser said when it fails: in a test that is the report. Elements are named by
//! CSS selectors or by their text, as a person finds them.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the page may take to come to what a test waits for, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks.
const LOOK_AGAIN: Duration = Duration::from_millis(20);
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys by the code points that WebDriver gives them.
pub mod key {
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const SHIFT: &str = "\u{e008}";
    pub const CONTROL: &str = "\u{e009}";
    pub const HOME: &str = "\u{e011}";
    pub const RIGHT: &str = "\u{e014}";
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    Firefox,
}

/// One window of a browser of its own, with a fresh profile. Both end when it is dropped.
pub struct Browser {
    pub kind: Kind,
    driver: Child,
    port: u16,
    session: String,
    pub downloads: PathBuf,
}

impl Browser {
    /// A desktop window of Chromium, or of Firefox with `BROWSER=firefox`.
    pub fn start() -> Browser {
        Browser::sized(1440, 900)
    }

    pub fn sized(width: u32, height: u32) -> Browser {
        let kind =
            if std::env::var("BROWSER").is_ok_and(|it| it == "firefox") { Kind::Firefox } else { Kind::Chromium };
        let (driver, port) = start_driver(kind);
        let downloads = std::env::temp_dir().join(format!("crossread-e2e-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&downloads).expect("a folder for downloads");
        let mut browser = Browser { kind, driver, port, session: String::new(), downloads };
        let wanted = capabilities(kind, width, height, &browser.downloads);
        let session = browser.call("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = session["sessionId"].as_str().expect("a session").to_string();
        browser
    }

    /// Opens an address and waits for it to load.
    pub fn open(&self, url: &str) {
        self.post("url", &json!({ "url": url }));
    }

    /// Opens an address and waits until filters and search answer.
    pub fn open_ready(&self, url: &str) {
        self.open(url);
        self.wait_for("[data-ready]");
    }

    /// Runs the body of a function in the page and answers what it returns.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// What a promise of the page comes to.
    pub fn run_async(&self, promise: &str) -> Value {
        let script = format!("const done = arguments[0]; ({promise}).then(done, error => done(String(error)))");
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Asks the page again until the expression is true.
    pub fn until(&self, expression: &str) {
        self.until_with(expression, json!([]));
    }

    pub fn until_with(&self, expression: &str, arguments: Value) {
        let script = format!("return !!({expression})");
        let begun = Instant::now();
        while self.run(&script, arguments.clone()) != json!(true) {
            if begun.elapsed() > PATIENCE {
                panic!("never came true: {expression} {arguments}\n{}", self.report());
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    pub fn wait_for(&self, selector: &str) {
        self.until_with("document.querySelector(arguments[0])", json!([selector]));
    }

    /// Waits until the page shows the text, as a person sees it: styles that hide text are heeded.
    pub fn wait_for_text(&self, text: &str) {
        self.until_with("document.body.innerText.includes(arguments[0])", json!([text]));
    }

    /// What the element shows.
    pub fn text(&self, selector: &str) -> String {
        self.wait_for(selector);
        let text = self.run("return document.querySelector(arguments[0]).innerText", json!([selector]));
        text.as_str().unwrap_or_default().to_string()
    }

    pub fn count(&self, selector: &str) -> u64 {
        self.run("return document.querySelectorAll(arguments[0]).length", json!([selector])).as_u64().unwrap_or(0)
    }

    pub fn address(&self) -> String {
        self.run("return location.href", json!([])).as_str().unwrap_or_default().to_string()
    }

    /// Clicks the first element that matches, scrolled into view, with a real pointer.
    pub fn click(&self, selector: &str) {
        self.wait_for(selector);
        self.click_found("return document.querySelector(arguments[0])", json!([selector]));
    }

    /// Clicks the visible link or button (or what the selector names) whose name is or begins with `text`.
    pub fn click_text(&self, selector: &str, text: &str) {
        let find = "return [...document.querySelectorAll(arguments[0])].find(e => e.checkVisibility() && \
                    ((e.getAttribute('aria-label') ?? '') + ' ' + e.innerText).trim().replace(/\\s+/g, ' ').startsWith(arguments[1])) ?? null";
        let arguments = json!([selector, text]);
        self.until_with(&format!("(function () {{ {find} }}).apply(null, arguments)"), arguments.clone());
        self.click_found(find, arguments);
    }

    fn click_found(&self, find: &str, arguments: Value) {
        // The page may redraw between finding and clicking; WebDriver then says "stale", and the next look finds the new one.
        // WebDriver scrolls no further than to the window's edge, where a bar that stays in sight may cover the element.
        let find = format!(
            "const found = (function () {{ {find} }}).apply(null, arguments); \
             found?.scrollIntoView({{ block: 'center', behavior: 'instant' }}); return found"
        );
        let begun = Instant::now();
        loop {
            let found = self.run(&find, arguments.clone());
            let element = found[ELEMENT].as_str().unwrap_or_default();
            match self.try_call("POST", &format!("/session/{}/element/{element}/click", self.session), &json!({})) {
                Ok(_) => return,
                Err(error) if begun.elapsed() > PATIENCE => {
                    panic!("cannot click {arguments}: {error}\n{}", self.report())
                }
                Err(_) => std::thread::sleep(LOOK_AGAIN),
            }
        }
    }

    /// Presses keys one after another, in whatever has the focus.
    pub fn press(&self, keys: &str) {
        let steps: Vec<Value> = keys
            .chars()
            .flat_map(|it| [json!({ "type": "keyDown", "value": it }), json!({ "type": "keyUp", "value": it })])
            .collect();
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] }));
    }

    /// Presses keys while another is held.
    pub fn press_holding(&self, held: &str, keys: &str) {
        let mut steps = vec![json!({ "type": "keyDown", "value": held })];
        for it in keys.chars() {
            steps.extend([json!({ "type": "keyDown", "value": it }), json!({ "type": "keyUp", "value": it })]);
        }
        steps.push(json!({ "type": "keyUp", "value": held }));
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] }));
    }

    /// Puts the focus on an element and types into it.
    pub fn type_into(&self, selector: &str, text: &str) {
        self.wait_for(selector);
        self.run("document.querySelector(arguments[0]).focus()", json!([selector]));
        self.press(text);
    }

    /// Chooses files as a person does in the browser's own dialog.
    pub fn choose_files(&self, selector: &str, paths: &[String]) {
        self.wait_for(selector);
        let found = self.run("return document.querySelector(arguments[0])", json!([selector]));
        let element = found[ELEMENT].as_str().unwrap_or_default();
        self.post(&format!("element/{element}/value"), &json!({ "text": paths.join("\n") }));
    }

    pub fn back(&self) {
        self.post("back", &json!({}));
    }

    pub fn reload(&self) {
        self.post("refresh", &json!({}));
    }

    /// Opens a second tab of the same profile and goes there; answers the one before and the new one.
    pub fn open_tab(&self) -> [String; 2] {
        let before = self.call("GET", &format!("/session/{}/window", self.session), &json!({}));
        let new = self.post("window/new", &json!({ "type": "tab" }));
        let names = [&before, &new["handle"]].map(|name| name.as_str().unwrap_or_default().to_string());
        self.go_to_tab(&names[1]);
        names
    }

    pub fn go_to_tab(&self, name: &str) {
        self.post("window", &json!({ "handle": name }));
    }

    /// Runs a script in every page from now on, before anything of the page's own (Chromium only).
    pub fn run_first(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// A command of the DevTools protocol (Chromium only).
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Clicks everything that matches with a real pointer, also when the page may run no scripts (Chromium only).
    pub fn click_all_without_scripts(&self, selector: &str) {
        let root = self.devtools("DOM.getDocument", json!({ "depth": 0 }))["root"]["nodeId"].clone();
        let found = self.devtools("DOM.querySelectorAll", json!({ "nodeId": root, "selector": selector }));
        let nodes = found["nodeIds"].as_array().cloned().unwrap_or_default();
        assert!(!nodes.is_empty(), "nothing matches {selector}");
        for node in nodes {
            self.devtools("DOM.scrollIntoViewIfNeeded", json!({ "nodeId": node }));
            let quad = self.devtools("DOM.getContentQuads", json!({ "nodeId": node }))["quads"][0].clone();
            let corner = |at: usize| quad[at].as_f64().unwrap_or(0.0);
            let (x, y) = (corner(0) + 8.0, (corner(1) + corner(5)) / 2.0);
            for kind in ["mousePressed", "mouseReleased"] {
                let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
                self.devtools("Input.dispatchMouseEvent", event);
            }
        }
    }

    /// What is shown when no scripts run: asked of the accessibility tree, for the page cannot answer (Chromium only).
    pub fn shown_without_scripts(&self) -> String {
        let tree = self.devtools("Accessibility.getFullAXTree", json!({}));
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let texts = nodes.iter().filter(|node| node["role"]["value"] == "StaticText");
        let words: Vec<&str> = texts.filter_map(|node| node["name"]["value"].as_str()).collect();
        words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the console complained of: errors, refusals of the policy, failed requests. Empty in Firefox, which keeps
    /// no log for drivers.
    pub fn complaints(&self) -> Vec<String> {
        if self.kind == Kind::Firefox {
            return vec![];
        }
        let log = self.post("se/log", &json!({ "type": "browser" }));
        let entries = log.as_array().cloned().unwrap_or_default();
        let is_severe = |entry: &&Value| entry["level"] == "SEVERE";
        entries.iter().filter(is_severe).map(|entry| entry["message"].to_string()).collect()
    }

    /// Every address the browser asked for on behalf of the page (Chromium only).
    pub fn network(&self) -> Vec<String> {
        let log = self.post("se/log", &json!({ "type": "performance" }));
        let entries = log.as_array().cloned().unwrap_or_default();
        let messages =
            entries.iter().filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
        messages
            .filter(|it| it["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|it| it["message"]["params"]["request"]["url"].as_str().map(str::to_string))
            .collect()
    }

    /// Waits for a finished download and answers its content, which is text.
    pub fn downloaded(&self, ending: &str) -> String {
        String::from_utf8(self.downloaded_bytes(ending)).expect("text")
    }

    /// Waits for a finished download, and takes it out of the folder.
    pub fn downloaded_bytes(&self, ending: &str) -> Vec<u8> {
        let path = self.download_path(ending);
        let content = std::fs::read(&path).expect("a finished download");
        std::fs::remove_file(&path).expect("the download can go");
        content
    }

    /// Waits for a finished download and answers where it lies.
    pub fn download_path(&self, ending: &str) -> PathBuf {
        let begun = Instant::now();
        loop {
            let files = std::fs::read_dir(&self.downloads).expect("the folder for downloads").flatten();
            let found = files.map(|it| it.path()).find(|path| path.to_string_lossy().ends_with(ending));
            if let Some(path) = found {
                return path;
            }
            assert!(begun.elapsed() < PATIENCE, "no download ending in {ending}\n{}", self.report());
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// For the message of a failed test: where it is, what it shows, what it complained of.
    fn report(&self) -> String {
        let shown = self.run("return document.body.innerText.slice(0, 1500)", json!([]));
        format!(
            "at {}\ncomplaints: {:?}\nshown: {}",
            self.address(),
            self.complaints(),
            shown.as_str().unwrap_or_default()
        )
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.call("POST", &format!("/session/{}/{path}", self.session), body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_call(method, path, body).unwrap_or_else(|error| panic!("{method} {path} {body}: {error}"))
    }

    fn try_call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let answer = exchange(self.port, method, path, body).map_err(|error| error.to_string())?;
        match answer["value"]["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", answer["value"]["message"].as_str().unwrap_or_default())),
            None => Ok(answer["value"].clone()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The test may already be failing: an error here must not hide why.
        let _ = exchange(self.port, "DELETE", &format!("/session/{}", self.session), &json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.downloads);
    }
}

/// One request, one answer, one connection.
fn exchange(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let body = if method == "POST" { body.to_string() } else { String::new() };
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n");
    write!(stream, "{head}content-length: {length}\r\nconnection: close\r\n\r\n{body}")?;
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    Ok(serde_json::from_slice(&answer)?)
}

/// Starts the driver on a port of its own choice and reads that from its first lines.
fn start_driver(kind: Kind) -> (Child, u16) {
    let (program, install) = match kind {
        Kind::Chromium => (std::env::var("CHROMEDRIVER").unwrap_or("chromedriver".into()), "script/setup"),
        Kind::Firefox => (std::env::var("GECKODRIVER").unwrap_or("geckodriver".into()), "script/setup --firefox"),
    };
    // Of several drivers started at once, two may settle on one port: the loser ends without a word, and tries again.
    for _ in 0..5 {
        if let Some(started) =
            try_driver(&program).unwrap_or_else(|error| panic!("{program}: {error}; {install} installs it"))
        {
            return started;
        }
    }
    panic!("{program} named no port, five times");
}

/// `None` where the driver ends before it names its port.
fn try_driver(program: &str) -> std::io::Result<Option<(Child, u16)>> {
    let mut driver = Command::new(program).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut lines = BufReader::new(driver.stdout.take().expect("a pipe")).lines();
    // ChromeDriver: "… was started successfully on port 1234."; geckodriver: "… Listening on 127.0.0.1:1234".
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let is_named = line.contains("successfully on port") || line.contains("Listening on");
        let digits = line.trim_end_matches('.').rsplit([' ', ':']).next()?;
        digits.parse().ok().filter(|_| is_named)
    });
    // Keep on reading, or the driver would one day wait for room in the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    if port.is_none() {
        driver.wait()?;
    }
    Ok(port.map(|port| (driver, port)))
}

fn capabilities(kind: Kind, width: u32, height: u32, downloads: &std::path::Path) -> Value {
    match kind {
        Kind::Chromium => {
            let mut options = json!({
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--force-prefers-reduced-motion", format!("--window-size={width},{height}"),
                ],
                "prefs": { "download.default_directory": downloads, "download.prompt_for_download": false },
            });
            if let Ok(binary) = std::env::var("CHROME") {
                options["binary"] = json!(binary);
            }
            let timeouts = json!({ "script": PATIENCE.as_millis() as u64 });
            json!({ "timeouts": timeouts, "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" }, "goog:chromeOptions": options })
        }
        Kind::Firefox => json!({
            "moz:firefoxOptions": {
                "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
                "prefs": { "browser.download.folderList": 2, "browser.download.dir": downloads, "ui.prefersReducedMotion": 1 },
            }
        }),
    }
}
