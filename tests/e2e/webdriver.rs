//! A small W3C WebDriver client: JSON over plain HTTP to a driver on this computer.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

/// The name under which the protocol hides an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Why the driver refused.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) error: String,
    pub(crate) message: String,
}

/// An element in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element(pub(crate) String);

impl Element {
    /// As an argument for a script.
    pub(crate) fn as_argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }

    /// From what a script gave back.
    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        Some(Self(value[ELEMENT].as_str()?.to_owned()))
    }
}

/// A session with one page.
#[derive(Debug)]
pub(crate) struct Session {
    port: u16,
    id: String,
}

impl Session {
    /// Attaches to the program that the driver was pointed at.
    pub(crate) fn attach(port: u16) -> Result<Self, Refused> {
        let value = send(port, "POST", "/session", &json!({"capabilities": {"alwaysMatch": {}}}))?;
        let id = value["sessionId"].as_str().unwrap_or_default().to_owned();
        let session = Self { port, id };
        session.post("timeouts", &json!({"script": 30_000, "pageLoad": 30_000, "implicit": 0}))?;
        Ok(session)
    }

    /// Runs a script in the page and gives back what it returns.
    pub(crate) fn script(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        self.post("execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Runs a script that answers later, through its last argument.
    pub(crate) fn later(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        self.post("execute/async", &json!({"script": script, "args": arguments}))
    }

    /// Every element of a CSS selector.
    pub(crate) fn all(&self, css: &str) -> Result<Vec<Element>, Refused> {
        let found = self.post("elements", &json!({"using": "css selector", "value": css}))?;
        Ok(found.as_array().into_iter().flatten().filter_map(Element::from_value).collect())
    }

    /// Clicks in the middle of an element, scrolled into view.
    pub(crate) fn click(&self, element: &Element) -> Result<(), Refused> {
        self.post(&format!("element/{}/click", element.0), &json!({})).map(|_| ())
    }

    /// Types into an element. A new line is the key that makes one.
    pub(crate) fn type_into(&self, element: &Element, text: &str) -> Result<(), Refused> {
        let text = text.replace('\n', "\u{E007}");
        self.post(&format!("element/{}/value", element.0), &json!({"text": text})).map(|_| ())
    }

    /// Writes in place of what stands in a field, as a person does: everything is selected, deleted and typed over. The
    /// protocol's own way of emptying changes what is shown and not what the page holds.
    pub(crate) fn replace(&self, element: &Element, text: &str) -> Result<(), Refused> {
        let select =
            "arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus(); arguments[0].select()";
        self.script(select, &[element.as_argument()])?;
        self.type_into(element, &format!("\u{E017}{text}"))
    }

    /// What an element shows.
    pub(crate) fn text(&self, element: &Element) -> Result<String, Refused> {
        let text = self.get(&format!("element/{}/text", element.0))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The name that a screen reader says.
    pub(crate) fn label(&self, element: &Element) -> Result<String, Refused> {
        let text = self.get(&format!("element/{}/computedlabel", element.0))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Presses keys one after the other; modifiers stay down until the last of them.
    pub(crate) fn chord(&self, keys: &[&str]) -> Result<(), Refused> {
        let down = keys.iter().map(|key| json!({"type": "keyDown", "value": key}));
        let up = keys.iter().rev().map(|key| json!({"type": "keyUp", "value": key}));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}))?;
        Ok(())
    }

    /// Types one key after the other, wherever the focus is and goes.
    pub(crate) fn keys(&self, text: &str) -> Result<(), Refused> {
        let press = |key: char| {
            ["keyDown", "keyUp"].map(|what| json!({"type": what, "value": key.encode_utf8(&mut [0; 4])}))
        };
        let actions: Vec<Value> = text.chars().flat_map(press).collect();
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}))?;
        Ok(())
    }

    /// A picture of the window, as PNG.
    pub(crate) fn screenshot(&self) -> Result<Vec<u8>, Refused> {
        let picture = self.get("screenshot")?;
        Ok(base64(picture.as_str().unwrap_or_default()))
    }

    /// Every window of the program.
    pub(crate) fn windows(&self) -> Result<Vec<String>, Refused> {
        let handles = self.get("window/handles")?;
        Ok(handles
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|handle| handle.as_str().map(str::to_owned))
            .collect())
    }

    /// Changes the window's size.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<(), Refused> {
        self.post("window/rect", &json!({"width": width, "height": height})).map(|_| ())
    }

    /// Ends the session; the program stays.
    pub(crate) fn detach(&self) {
        let _ = send(self.port, "DELETE", &format!("/session/{}", self.id), &Value::Null);
    }

    fn get(&self, what: &str) -> Result<Value, Refused> {
        send(self.port, "GET", &format!("/session/{}/{what}", self.id), &Value::Null)
    }

    fn post(&self, what: &str, body: &Value) -> Result<Value, Refused> {
        send(self.port, "POST", &format!("/session/{}/{what}", self.id), body)
    }
}

fn send(port: u16, method: &str, path: &str, body: &Value) -> Result<Value, Refused> {
    let (is_well, answer) = exchange(port, method, path, body)
        .map_err(|error| Refused { error: "no connection".to_owned(), message: error.to_string() })?;
    let value = &answer["value"];
    if is_well {
        return Ok(value.clone());
    }
    let said = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(Refused { error: said("error"), message: said("message") })
}

fn exchange(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<(bool, Value)> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let (mut answer, mut part) = (Vec::new(), [0_u8; 65_536]);
    loop {
        if let Some(value) = complete(&answer) {
            return Ok(value);
        }
        match stream.read(&mut part) {
            Ok(0) => return Err(std::io::Error::other("the driver hung up")),
            Ok(read) => answer.extend_from_slice(&part[..read]),
            // A process that a test started ended meanwhile.
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether the driver agreed, and its answer, once it is all there: the driver keeps the line open afterwards.
fn complete(answer: &[u8]) -> Option<(bool, Value)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let length: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()?;
    let body = answer.get(end + 4..end + 4 + length)?;
    Some((head.split_whitespace().nth(1) == Some("200"), serde_json::from_slice(body).ok()?))
}

fn base64(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(text.len() * 3 / 4), 0_u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(six)) & 0x00ff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

#[test]
fn the_driver_s_answers_are_read_whole() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n";
    let whole = [&head[..], b"{\"value\":\"abc\"}"].concat();
    assert_eq!(complete(&whole), Some((true, json!({"value": "abc"}))));
    assert_eq!(complete(&whole[..whole.len() - 1]), None);
    assert_eq!(base64("aGVsbG8h"), b"hello!");
    assert_eq!(base64("aGk="), b"hi");
}
