//! Messages that are malformed, out of order, or taken back.

use crate::client::Client;
use serde_json::{Value, json};

const NOTICE: &str = "# Privacy notice\n\nWe keep your data for as long as necessary.\n";

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

#[test]
fn a_proper_end_is_status_0_and_any_other_1() {
    assert_eq!(Client::plain().end(), Some(0));
    assert_eq!(Client::plain().hang_up(), Some(1));
    let mut client = Client::plain();
    client.notify("exit", Value::Null);
    assert_eq!(client.status(), Some(1));
    let mut early = Client::spawn();
    early.notify("exit", Value::Null);
    assert_eq!(early.status(), Some(1));
    let mut hung = Client::plain();
    hung.ask("shutdown", Value::Null);
    assert_eq!(hung.hang_up(), Some(0));
}

#[test]
fn nothing_goes_before_initialize_and_nothing_twice() {
    let mut client = Client::spawn();
    assert_eq!(code(&client.ask("textDocument/hover", json!({}))), -32002);
    assert_eq!(code(&client.ask("shutdown", Value::Null)), -32002);
    client.open("untitled:a", "markdown", NOTICE); // a notification is dropped
    let answer = client.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(answer["result"]["serverInfo"]["name"], "notice-lint");
    assert_eq!(code(&client.ask("initialize", json!({"capabilities": {}}))), -32600);
    client.notify("initialized", json!({}));
    client.open("untitled:a", "markdown", NOTICE);
    assert!(!client.diagnostics("untitled:a", 1).is_empty());
    assert_eq!(client.end(), Some(0));
}

#[test]
fn after_shutdown_there_is_only_exit() {
    let mut client = Client::plain();
    client.ask("shutdown", Value::Null);
    assert_eq!(code(&client.ask("textDocument/codeAction", json!({}))), -32600);
    assert_eq!(code(&client.ask("shutdown", Value::Null)), -32600);
    client.open("untitled:a", "markdown", NOTICE);
    client.notify("exit", Value::Null);
    assert_eq!(client.status(), Some(0));
}

#[test]
fn what_is_no_message_gets_the_error_of_the_protocol_and_the_session_goes_on() {
    let mut client = Client::plain();
    for (bytes, wanted) in [
        ("Content-Length: 1\r\n\r\n{", -32700),
        ("Content-Length: 12\r\n\r\nnot json yet", -32700),
        ("Content-Length: twelve\r\n\r\n", -32700),
        ("Content-Type: application/json\r\n\r\n", -32700),
        ("Content-Length: 999999999999\r\n\r\n", -32700),
        ("Content-Length: 2\r\n\r\n[]", -32600),
        ("Content-Length: 2\r\n\r\n{}", -32600),
        ("Content-Length: 4\r\n\r\nnull", -32600),
    ] {
        client.send_bytes(bytes.as_bytes());
        let answer = client.wait(|message| message.get("error").is_some());
        assert_eq!((code(&answer), &answer["id"]), (wanted, &Value::Null), "{bytes}");
    }
    // A length that is too short cuts a message in two; the next one is found all the same.
    let body = r#"{"jsonrpc":"2.0","id":700,"method":"shutdown"}"#;
    client.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len() - 5).as_bytes());
    assert_eq!(code(&client.wait(|message| message.get("error").is_some())), -32700);
    client.send_bytes(b"\xff\xfe rubbish between messages ");
    assert_eq!(code(&client.ask("no/such/method", json!({}))), -32601);
    assert_eq!(code(&client.ask("$/noSuchRequest", json!({}))), -32601);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn parameters_of_another_shape_are_refused() {
    let mut client = Client::plain();
    for method in ["textDocument/codeAction", "textDocument/diagnostic", "workspace/diagnostic"] {
        for params in [json!({}), json!([]), json!({"textDocument": {"uri": 7}}), Value::Null] {
            assert_eq!(code(&client.ask(method, params)), -32602, "{method}");
        }
    }
    client.notify("textDocument/didOpen", json!({"textDocument": 1}));
    assert!(client.told("window/logMessage")["message"].as_str().unwrap().contains("didOpen"));
    client.replace("untitled:never-opened", 2, "x");
    assert!(client.told("window/logMessage")["message"].as_str().unwrap().contains("never opened"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "untitled:never-opened"}}));
    client.notify("$/cancelRequest", json!({"id": {"odd": true}}));
    client.notify("$/setTrace", json!({"value": "off"}));
    client.send(json!({"jsonrpc": "2.0", "id": "notice-lint-99", "result": null})); // an answer to nothing
    assert_eq!(client.end(), Some(0));
}

#[test]
fn a_request_that_is_cancelled_is_answered_as_cancelled() {
    let mut client = Client::plain();
    let long = format!("{NOTICE}\n{}", "We share your data with our partners and other companies. ".repeat(2000));
    // All in one write: the cancellation is there before the check can be done.
    let document = json!({"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": long});
    let ask = json!({"textDocument": {"uri": "untitled:a"}});
    let messages = [
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
        json!({"jsonrpc": "2.0", "id": 501, "method": "textDocument/diagnostic", "params": ask}),
        json!({"jsonrpc": "2.0", "id": "five", "method": "textDocument/diagnostic", "params": ask}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 501}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 777}}),
    ];
    let all: String =
        messages.iter().map(|m| m.to_string()).map(|m| format!("Content-Length: {}\r\n\r\n{m}", m.len())).collect();
    client.send_bytes(all.as_bytes());
    assert_eq!(code(&client.answer(501)), -32800);
    let answer = client.wait(|message| message["id"] == "five");
    assert_eq!(answer["result"]["kind"], "full");
    // A question about a document that is closed before the answer.
    client.replace("untitled:a", 2, &format!("{long}."));
    let id = client.request("textDocument/diagnostic", ask);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "untitled:a"}}));
    let answer = client.answer(id);
    assert!(code(&answer) == -32801 || answer["result"]["kind"] == "full", "{answer}");
    assert_eq!(client.end(), Some(0));
}

#[test]
fn shutdown_leaves_no_question_open() {
    let mut client = Client::plain();
    let long = "We keep your data. ".repeat(5000);
    client.open("untitled:a", "markdown", &long);
    let id = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": "untitled:a"}}));
    let shutdown = client.request("shutdown", Value::Null);
    client.answer(id);
    assert_eq!(client.answer(shutdown)["result"], Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.status(), Some(0));
}
