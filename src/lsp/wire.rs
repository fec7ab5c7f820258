//! Messages on the wire: JSON-RPC with `Content-Length` headers, read in a way that outlives any mistake of the other side.
//!
//! A message that is no JSON is answered with the protocol's error, and the next header is looked for, so that one bad
//! message costs the session nothing else.

use gen_lsp_types::json_rpc::Id;
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};

/// Not JSON.
pub const PARSE_ERROR: i32 = -32700;
/// JSON, but no message, or one that cannot stand here.
pub const INVALID_REQUEST: i32 = -32600;
/// No such method.
pub const METHOD_NOT_FOUND: i32 = -32601;
/// The parameters have another shape.
pub const INVALID_PARAMS: i32 = -32602;
/// A bug.
pub const INTERNAL_ERROR: i32 = -32603;
/// Nobody said `initialize` yet.
pub const NOT_INITIALIZED: i32 = -32002;
/// The client has withdrawn the request.
pub const CANCELLED: i32 = -32800;
/// The document is another one by now.
pub const CONTENT_MODIFIED: i32 = -32801;

/// The longest message that is read, in bytes: a notice of the largest size that is checked, with every byte escaped.
const LONGEST: u64 = 256 << 20;
/// The longest header line, in bytes; rubbish between messages may be as long as a message.
const LONGEST_LINE: u64 = LONGEST;

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// A request, to be answered under its id.
    Request {
        /// Its id.
        id: Id,
        /// What is asked.
        method: String,
        /// Of what.
        params: Value,
    },
    /// A notification.
    Notification {
        /// What is said.
        method: String,
        /// Of what.
        params: Value,
    },
    /// The answer to a request of ours.
    Response {
        /// The id of our request.
        id: Id,
    },
    /// Something that is no message: what to answer.
    Wrong {
        /// The id, null where it cannot be known.
        id: Id,
        /// The protocol's code.
        code: i32,
        /// In words.
        message: String,
    },
}

/// Reads the next message; `None` at the end of the input.
///
/// # Errors
/// The input cannot be read.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    match frame(input)? {
        Frame::End => Ok(None),
        Frame::Broken(message) => Ok(Some(Incoming::Wrong { id: Id::Null, code: PARSE_ERROR, message })),
        Frame::Body(body) => Ok(Some(match serde_json::from_slice(&body) {
            Ok(value) => classify(value),
            Err(error) => {
                Incoming::Wrong { id: Id::Null, code: PARSE_ERROR, message: format!("this is not JSON: {error}") }
            }
        })),
    }
}

/// What one frame holds.
enum Frame {
    Body(Vec<u8>),
    Broken(String),
    End,
}

fn frame(input: &mut impl BufRead) -> io::Result<Frame> {
    let mut length: Option<Result<u64, String>> = None;
    let mut began = false;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Frame::End);
        }
        let line = line.trim_ascii();
        if !line.is_empty() {
            began = true;
            if let Some(found) = content_length(line) {
                length = Some(found);
            }
            continue;
        }
        match length {
            None if !began => {} // blank lines between messages harm nobody
            None => return Ok(Frame::Broken("there is no Content-Length in this header".to_owned())),
            Some(Err(found)) => return Ok(Frame::Broken(format!("`{found}` is no Content-Length"))),
            Some(Ok(length)) if length > LONGEST => {
                return Ok(Frame::Broken(format!("a message of {length} bytes is too long")));
            }
            Some(Ok(length)) => {
                // Only what really comes takes memory, whatever the header promises.
                let mut body = Vec::new();
                let read = input.by_ref().take(length).read_to_end(&mut body)?;
                return Ok(if read as u64 == length { Frame::Body(body) } else { Frame::End });
            }
        }
    }
}

/// The number behind the last `Content-Length:` of a line. What stands before it may be the rest of a message whose own
/// length was wrong.
fn content_length(line: &[u8]) -> Option<Result<u64, String>> {
    const NAME: &[u8] = b"content-length:";
    let at = line.windows(NAME.len()).rposition(|part| part.eq_ignore_ascii_case(NAME))?;
    let value = String::from_utf8_lossy(&line[at + NAME.len()..]);
    let value = value.trim();
    Some(value.parse().map_err(|_| value.chars().take(40).collect()))
}

fn classify(value: Value) -> Incoming {
    let Value::Object(mut object) = value else {
        return wrong(Id::Null, "a message is a JSON object");
    };
    let given = object.remove("id");
    let id = match &given {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(Id::String(text.clone())),
        Some(Value::Number(number)) if number.is_i64() => number.as_i64().map(Id::Number),
        Some(_) => return wrong(Id::Null, "an id is a whole number or a text"),
    };
    let named = id.clone().unwrap_or(Id::Null);
    if object.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return wrong(named, "`jsonrpc` must be \"2.0\"");
    }
    let params = object.remove("params").unwrap_or(Value::Null);
    if !matches!(params, Value::Null | Value::Object(_) | Value::Array(_)) {
        return wrong(named, "`params` is an object or a list");
    }
    match (object.remove("method"), id) {
        (Some(Value::String(method)), Some(id)) => Incoming::Request { id, method, params },
        (Some(Value::String(method)), None) if given.is_none() => Incoming::Notification { method, params },
        (Some(_), _) => wrong(named, "`method` is a text, and the id of a request is not null"),
        (None, Some(id)) if object.contains_key("result") || object.contains_key("error") => Incoming::Response { id },
        // A client that could not read a message of ours says so under a null id.
        (None, None) if object.contains_key("error") => Incoming::Response { id: Id::Null },
        (None, _) => wrong(named, "there is no `method`"),
    }
}

fn wrong(id: Id, message: &str) -> Incoming {
    Incoming::Wrong { id, code: INVALID_REQUEST, message: message.to_owned() }
}

/// Writes a message.
///
/// # Errors
/// The output cannot be written.
pub fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

/// The answer to a request.
pub fn response(id: &Id, result: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "result": result})
}

/// The answer that there is no answer.
pub fn error(id: &Id, code: i32, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

/// A notification of ours.
pub fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

/// A request of ours.
pub fn request(id: i64, method: &str, params: Value) -> Value {
    let id = format!("notice-lint-{id}");
    match params {
        Value::Null => json!({"jsonrpc": "2.0", "id": id, "method": method}),
        params => json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8]) -> Vec<Incoming> {
        let mut input = bytes;
        std::iter::from_fn(|| read(&mut input).ok().flatten()).collect()
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    fn is_exit(message: &Incoming) -> bool {
        matches!(message, Incoming::Notification { method, .. } if method == "exit")
    }

    fn code(message: &Incoming) -> Option<i32> {
        match message {
            Incoming::Wrong { code, .. } => Some(*code),
            _ => None,
        }
    }

    #[test]
    fn the_next_message_is_found_after_each_mistake() {
        let bad = [
            framed("{"),
            framed("nonsense"),
            format!("Content-Length: ten\r\n\r\n{EXIT}"),
            format!("Content-Type: text\r\n\r\n{EXIT}"),
            format!("Content-Length: {}\r\n\r\n{EXIT}", EXIT.len() - 3),
            format!("Content-Length: 99999999999\r\n\r\n{EXIT}"),
            "\u{fffd}\r\n\r\n".to_owned(),
        ];
        for bad in bad {
            let messages = all(format!("{bad}{}", framed(EXIT)).as_bytes());
            assert_eq!(code(&messages[0]), Some(PARSE_ERROR), "{bad}");
            assert!(messages.last().is_some_and(is_exit), "{bad}: {messages:?}");
        }
    }

    #[test]
    fn what_is_json_but_no_message_is_refused_under_its_id() {
        let of = |body: &str| all(framed(body).as_bytes()).remove(0);
        assert!(matches!(of("[]"), Incoming::Wrong { id: Id::Null, code: INVALID_REQUEST, .. }));
        assert!(matches!(of(r#"{"id":1,"method":"m"}"#), Incoming::Wrong { id: Id::Number(1), .. }));
        assert!(matches!(of(r#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#), Incoming::Wrong { id: Id::Null, .. }));
        assert!(matches!(of(r#"{"jsonrpc":"2.0","id":"a"}"#), Incoming::Wrong { id: Id::String(_), .. }));
        assert!(matches!(of(r#"{"jsonrpc":"2.0","id":1,"method":7}"#), Incoming::Wrong { .. }));
        assert!(matches!(of(r#"{"jsonrpc":"2.0","id":1,"method":"m","params":7}"#), Incoming::Wrong { .. }));
        assert!(matches!(of(r#"{"jsonrpc":"2.0","id":1,"result":null}"#), Incoming::Response { .. }));
        assert!(matches!(of(r#"{"jsonrpc":"2.0","id":"x","method":"m"}"#), Incoming::Request { .. }));
    }

    #[test]
    fn a_header_may_have_other_lines_and_any_case() {
        let text = format!("content-type: x\r\ncontent-length:{}\r\n\r\n{EXIT}", EXIT.len());
        assert!(is_exit(&all(text.as_bytes())[0]));
    }

    proptest! {
        #[test]
        fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            all(&bytes);
        }
    }
}
