//! Chromium without a window, driven over its DevTools pipe: one JSON message after the other, each ended by a zero.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::scratch::Scratch;

/// What Chromium is called, in Debian first.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
/// An answer that takes longer than this does not come.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one page open.
pub struct Chromium {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    session: Option<String>,
    asked: u64,
    /// What has happened since it was last asked for.
    events: Vec<Value>,
    folder: Scratch,
}

impl Chromium {
    /// Starts a browser. `name` is that of its folder.
    pub fn start(name: &str) -> Self {
        let folder = Scratch::new(name);
        let program = NAMES.iter().find(|name| {
            let version = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
            version.is_ok_and(|status| status.success())
        });
        let program = program.unwrap_or_else(|| {
            panic!("none of {NAMES:?} is installed, and the council's page cannot be tried: apt-get install chromium (see README.md)")
        });
        let errors = fs::File::create(folder.path("stderr")).unwrap();
        // A shell moves the two ends of the pipe to where Chromium looks for them: 3 to read and 4 to write.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null", "sh", program, "--remote-debugging-pipe"])
            .args([
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
            ])
            // As root Chromium has no sandbox to offer. It opens nothing but pages that the tests have written.
            .arg("--no-sandbox")
            .arg(format!("--user-data-dir={}", folder.path("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .unwrap();
        let (to, out) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, from) = channel();
        thread::spawn(move || {
            let mut out = BufReader::new(out);
            let mut message = Vec::new();
            while out.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let read = serde_json::from_slice(&message).unwrap();
                message.clear();
                if sender.send(read).is_err() {
                    break;
                }
            }
        });
        let mut browser = Self { child, to, from, session: None, asked: 0, events: Vec::new(), folder };
        let target = browser.ask("Target.createTarget", json!({"url": "about:blank"}));
        let attached = browser.ask("Target.attachToTarget", json!({"targetId": target["targetId"], "flatten": true}));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Network", "Runtime", "Log"] {
            browser.ask(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// One command and its answer.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.asked += 1;
        let mut message = json!({"id": self.asked, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.as_mut().unwrap().write_all(&bytes).unwrap_or_else(|e| panic!("{method}: {e}: {}", self.said()));
        loop {
            let mut answer = self.next(method);
            if answer["id"] == json!(self.asked) {
                assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            self.events.push(answer);
        }
    }

    fn next(&mut self, awaited: &str) -> Value {
        self.from.recv_timeout(PATIENCE).unwrap_or_else(|e| panic!("{awaited}: {e}: {}", self.said()))
    }

    /// What the browser said of itself, for those who look for why it does not answer.
    fn said(&self) -> String {
        fs::read_to_string(self.folder.path("stderr")).unwrap_or_default()
    }

    /// Waits for an event and keeps those before it.
    fn wait(&mut self, method: &str) {
        while !self.events.iter().any(|event| event["method"] == method) {
            let event = self.next(method);
            self.events.push(event);
        }
    }

    /// Opens a page that is given as text, and gives all that happened up to when it was loaded.
    pub fn open(&mut self, page: &str) -> Vec<Value> {
        let file = self.folder.path("page.html");
        fs::write(&file, page).unwrap();
        self.events.clear();
        self.ask("Page.navigate", json!({"url": format!("file://{}", file.display())}));
        self.wait("Page.loadEventFired");
        self.happened()
    }

    /// All that has happened since this was last asked.
    pub fn happened(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.events)
    }

    /// What an expression in the page comes to; a promise is waited for.
    pub fn run(&mut self, script: &str) -> Value {
        let parameters = json!({"expression": script, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.ask("Runtime.evaluate", parameters);
        assert!(answer.get("exceptionDetails").is_none(), "{}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// Presses and lets go of a key; `text` is what it writes.
    pub fn press(&mut self, key: &str, code: u32, text: &str) {
        let key = json!({"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
        let mut up = key.clone();
        up["type"] = json!("keyUp");
        self.ask("Input.dispatchKeyEvent", key);
        self.ask("Input.dispatchKeyEvent", up);
    }

    /// How wide the window is, in CSS pixels, and which colours are asked for.
    pub fn look(&mut self, width: u32, scheme: &str) {
        // Not as a telephone, which would make room for what is too wide by making everything smaller.
        let metrics = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.ask("Emulation.setEmulatedMedia", scheme);
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Without its pipe the browser ends; it writes to its folder until then.
        self.to = None;
        let _ = self.child.wait();
    }
}
