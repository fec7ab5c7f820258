//! One conversation with an editor, from `initialize` to `exit`.

use super::capabilities;
use super::client::Client;
use super::running::Running;
use super::wire::{self, INVALID_REQUEST, Incoming, NOT_INITIALIZED};
use super::worker::Outcome;
use crossbeam_channel::{Receiver, Sender, after, bounded, never, select, unbounded};
use serde_json::Value;
use std::io::{BufReader, Read, Write};
use std::time::Instant;

/// How a conversation ended: the exit status of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The client said `shutdown`, then `exit`.
    Properly,
    /// It went away without a word.
    Abruptly,
}

/// Where the conversation is.
enum Phase {
    /// Before `initialize`.
    Waiting,
    /// Between `initialize` and `shutdown`.
    Running(Box<Running>),
    /// After `shutdown`.
    Over,
}

/// Messages that are read before the first is answered: enough for a burst, and too few to fill the memory.
const MOST_WAITING: usize = 256;

/// Talks with an editor until it has had enough.
///
/// # Errors
/// There are no threads to be had, or the rules built in cannot be read.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> std::io::Result<Ended> {
    let (to_us, incoming) = bounded(MOST_WAITING);
    let (out, to_client) = unbounded();
    let spawn = |name: &str| std::thread::Builder::new().name(name.to_owned());
    spawn("notice-lint reads").spawn(move || listen(input, &to_us))?;
    let writer = spawn("notice-lint writes").spawn(move || speak(output, &to_client))?;
    let mut session = Session { phase: Phase::Waiting, out };
    let ended = session.talk(&incoming)?;
    drop(session);
    // All that was said is written before the process ends.
    let _ = writer.join();
    Ok(ended)
}

fn listen(input: impl Read, to_us: &Sender<Incoming>) {
    let mut input = BufReader::new(input);
    while let Ok(Some(message)) = wire::read(&mut input) {
        if to_us.send(message).is_err() {
            return;
        }
    }
}

fn speak(mut output: impl Write, messages: &Receiver<Value>) {
    for message in messages {
        if wire::write(&mut output, &message).is_err() {
            return; // nobody listens any more; the end of the input will end the session
        }
    }
}

struct Session {
    phase: Phase,
    out: Sender<Value>,
}

impl Session {
    fn talk(&mut self, incoming: &Receiver<Incoming>) -> std::io::Result<Ended> {
        let silent = never::<Outcome>();
        loop {
            let (outcomes, due) = match &self.phase {
                Phase::Running(running) => (running.outcomes(), running.due()),
                _ => (silent.clone(), None),
            };
            let alarm = due.map_or_else(never, |at| after(at.saturating_duration_since(Instant::now())));
            select! {
                recv(incoming) -> message => match message {
                    Err(_) => return Ok(self.ended()),
                    Ok(message) => {
                        // Whatever has come in by now is heard before work begins: a request may be cancelled in it.
                        for message in std::iter::once(message).chain(incoming.try_iter()) {
                            if let Some(ended) = self.hear(message)? {
                                return Ok(ended);
                            }
                        }
                    }
                },
                recv(outcomes) -> outcome => if let (Ok(outcome), Phase::Running(running)) = (outcome, &mut self.phase) {
                    running.learn(outcome);
                },
                recv(alarm) -> _ => {}
            }
            if let Phase::Running(running) = &mut self.phase {
                running.work();
            }
        }
    }

    fn ended(&self) -> Ended {
        if matches!(self.phase, Phase::Over) { Ended::Properly } else { Ended::Abruptly }
    }

    fn say(&self, message: Value) {
        let _ = self.out.send(message);
    }

    fn hear(&mut self, message: Incoming) -> std::io::Result<Option<Ended>> {
        match message {
            Incoming::Wrong { id, code, message } => self.say(wire::error(&id, code, &message)),
            Incoming::Notification { method, .. } if method == "exit" => return Ok(Some(self.ended())),
            Incoming::Notification { method, params } => {
                if let Phase::Running(running) = &mut self.phase {
                    running.notified(&method, &params);
                }
            }
            Incoming::Response { .. } => {}
            Incoming::Request { id, method, params } => match (&mut self.phase, method.as_str()) {
                (Phase::Waiting, "initialize") => {
                    let client = Client::new(&params);
                    let answer = capabilities::initialize(&client);
                    self.say(wire::response(&id, answer));
                    let running = Running::start(client, self.out.clone())?;
                    self.phase = Phase::Running(Box::new(running));
                }
                (Phase::Waiting, _) => {
                    self.say(wire::error(&id, NOT_INITIALIZED, "the first request is `initialize`"));
                }
                (Phase::Running(_), "initialize") => {
                    self.say(wire::error(&id, INVALID_REQUEST, "`initialize` was said before"));
                }
                (Phase::Running(running), "shutdown") => {
                    running.end();
                    self.say(wire::response(&id, Value::Null));
                    self.phase = Phase::Over;
                }
                (Phase::Running(running), method) => running.asked(id, method, &params),
                (Phase::Over, _) => {
                    self.say(wire::error(&id, INVALID_REQUEST, "after `shutdown` there is only `exit`"))
                }
            },
        }
        Ok(None)
    }
}
