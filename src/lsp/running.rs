//! The conversation between `initialize` and `shutdown`: documents come and change, questions are asked and answered.

use super::analysis::Analysis;
use super::client::Client;
use super::documents::Documents;
use super::requests::{Ask, Refusal, shape};
use super::schema::complete;
use super::survey::{FileReport, Survey};
use super::uri::Key;
use super::wire::{self, CANCELLED, METHOD_NOT_FOUND};
use super::worker::{Job, Outcome, Worker};
use super::workspace::Workspace;
use crate::embedded;
use crate::guard::guarded;
use crossbeam_channel::{Receiver, Sender};
use gen_lsp_types::json_rpc::Id;
use gen_lsp_types::{Uri, WorkspaceDiagnosticParams};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A document is checked when nothing was typed for this long,
const QUIET: Duration = Duration::from_millis(40);
/// or, while typing goes on, this long after the first change.
const LONGEST: Duration = Duration::from_millis(250);

/// A question that waits for the check of the document as it is now.
pub(super) struct Parked {
    pub(super) id: Id,
    ask: Ask,
    pub(super) key: Key,
    version: i32,
}

/// A question about all notices.
pub(super) struct ParkedSurvey {
    pub(super) id: Id,
    previous: HashMap<Key, String>,
}

/// What a survey should do beside looking at what has changed.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Wanted {
    /// Read configurations and rules anew.
    reload: bool,
    /// Look which files there are.
    list: bool,
    /// The folders are others.
    folders: bool,
}

/// What is known between `initialize` and `shutdown`.
pub struct Running {
    pub(super) client: Client,
    pub(super) out: Sender<Value>,
    pub(super) worker: Worker,
    pub(super) documents: Documents,
    pub(super) analyses: HashMap<Key, Arc<Analysis>>,
    pub(super) closed: Vec<Arc<FileReport>>,
    pub(super) parked: Vec<Parked>,
    pub(super) surveys: Vec<ParkedSurvey>,
    pub(super) folders: Vec<PathBuf>,
    /// Documents that have changed since they were last sent to be checked, and since when.
    pub(super) changed: BTreeSet<Key>,
    pub(super) since: Option<(Instant, Instant)>,
    pub(super) gone: Vec<Key>,
    /// The worker has documents to check.
    pub(super) busy: bool,
    /// The worker is looking at all notices.
    pub(super) surveying: bool,
    /// It should do so once it has ended.
    pub(super) wanted: Option<Wanted>,
    pub(super) told: Vec<String>,
    pub(super) requests: i64,
}

impl Running {
    /// Starts the thread that checks.
    pub fn start(client: Client, out: Sender<Value>) -> std::io::Result<Self> {
        let rules = embedded::rule_set().map_err(std::io::Error::other)?;
        let worker = Worker::start(Workspace::new(Arc::new(rules), client.encoding))?;
        let folders = client.folders.clone();
        let wanted = Some(Wanted { reload: true, list: true, folders: true });
        Ok(Self {
            client,
            out,
            worker,
            documents: Documents::default(),
            analyses: HashMap::new(),
            closed: Vec::new(),
            parked: Vec::new(),
            surveys: Vec::new(),
            folders,
            changed: BTreeSet::new(),
            since: None,
            gone: Vec::new(),
            busy: false,
            surveying: false,
            wanted,
            told: Vec::new(),
            requests: 0,
        })
    }

    /// Where outcomes come out.
    pub fn outcomes(&self) -> Receiver<Outcome> {
        self.worker.outcomes.clone()
    }

    /// When [`Self::work`] should be called at the latest.
    pub fn due(&self) -> Option<Instant> {
        let (first, last) = self.since.filter(|_| !self.busy)?;
        Some((last + QUIET).min(first + LONGEST))
    }

    fn say(&self, message: Value) {
        let _ = self.out.send(message);
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.say(wire::notification(method, params));
    }

    pub(super) fn request(&mut self, method: &str, params: Value) {
        self.requests += 1;
        self.say(wire::request(self.requests, method, params));
    }

    pub(super) fn refuse(&self, id: &Id, (code, message): Refusal) {
        self.say(wire::error(id, code, &message));
    }

    /// Sends to the worker what is due. What was typed while it worked is sent once, as it is then.
    pub fn work(&mut self) {
        if self.busy {
            return;
        }
        let wanted = self.wanted.filter(|_| !self.surveying);
        let asked = self.parked.iter().any(|parked| self.changed.contains(&parked.key));
        let urgent = wanted.is_some() || asked || !self.gone.is_empty();
        if urgent || self.due().is_some_and(|due| due <= Instant::now()) {
            self.send_documents();
        }
        if let Some(Wanted { reload, list, folders }) = wanted {
            let folders = folders.then(|| self.folders.clone());
            self.surveying = self.worker.jobs.send(Job::Survey { folders, reload, list }).is_ok();
            self.wanted = None;
        }
    }

    fn send_documents(&mut self) {
        self.since = None;
        if self.changed.is_empty() && self.gone.is_empty() {
            return;
        }
        let keys = std::mem::take(&mut self.changed);
        let changed: Vec<_> = keys.iter().filter_map(|key| self.documents.get(key).cloned()).collect();
        let closed = std::mem::take(&mut self.gone);
        self.busy = self.worker.jobs.send(Job::Documents { changed, closed }).is_ok();
    }

    pub(super) fn touch(&mut self, key: Key) {
        let now = Instant::now();
        self.since = Some((self.since.map_or(now, |(first, _)| first), now));
        self.changed.insert(key);
    }

    /// All notices should be looked at again, as soon as the worker has ended what it does.
    pub(super) fn survey(&mut self, reload: bool, list: bool, folders: bool) {
        let so_far = self.wanted.unwrap_or_default();
        self.wanted = Some(Wanted {
            reload: reload || so_far.reload,
            list: list || so_far.list,
            folders: folders || so_far.folders,
        });
    }

    /// A request.
    pub fn asked(&mut self, id: Id, method: &str, params: &Value) {
        if method == "workspace/diagnostic" {
            return match shape::<WorkspaceDiagnosticParams>(params) {
                Ok(params) => {
                    let previous = params.previous_result_ids.into_iter();
                    let previous = previous.map(|one| (Key::of(&one.uri), one.value)).collect();
                    self.surveys.push(ParkedSurvey { id, previous });
                    self.answer_surveys();
                }
                Err(refusal) => self.refuse(&id, refusal),
            };
        }
        match Ask::new(method, params) {
            None => self.refuse(&id, (METHOD_NOT_FOUND, format!("there is no method `{method}` here"))),
            Some(Err(refusal)) => self.refuse(&id, refusal),
            Some(Ok(ask)) => {
                let key = Key::of(ask.uri());
                match self.documents.get(&key).map(|document| document.version) {
                    None => self.say(wire::response(&id, ask.nothing())),
                    Some(_) if self.complete(&id, &ask, &key) => {}
                    Some(version) => {
                        self.parked.push(Parked { id, ask, key, version });
                        self.answer();
                    }
                }
            }
        }
    }

    /// Completes at once, in the text as it is: which names there are was known before the last letter. Says whether the
    /// question was such a one.
    fn complete(&self, id: &Id, ask: &Ask, key: &Key) -> bool {
        let (Ask::Complete(params), Some(document), Some(known)) =
            (ask, self.documents.get(key), self.analyses.get(key))
        else {
            return false;
        };
        match guarded(|| complete(document, known, params.position)) {
            Ok(answer) => self.say(wire::response(id, answer)),
            Err(said) => self.refuse(id, (wire::INTERNAL_ERROR, said)),
        }
        true
    }

    /// Answers what can be answered.
    fn answer(&mut self) {
        for parked in std::mem::take(&mut self.parked) {
            match self.analyses.get(&parked.key).filter(|known| known.document.version >= parked.version) {
                None => self.parked.push(parked),
                Some(analysis) => match parked.ask.answer(analysis, &self.client) {
                    Ok(answer) => self.say(wire::response(&parked.id, answer)),
                    Err(refusal) => self.refuse(&parked.id, refusal),
                },
            }
        }
    }

    fn answer_surveys(&mut self) {
        if self.surveying || self.wanted.is_some() || self.busy || !self.changed.is_empty() {
            return;
        }
        for parked in std::mem::take(&mut self.surveys) {
            let item = |uri: &Uri, version: Option<i32>, id: String, items: &[gen_lsp_types::Diagnostic]| {
                if parked.previous.get(&Key::of(uri)) == Some(&id) {
                    json!({"kind": "unchanged", "uri": uri, "version": version, "resultId": id})
                } else {
                    json!({"kind": "full", "uri": uri, "version": version, "resultId": id, "items": items})
                }
            };
            let open = self.analyses.values().map(|known| {
                let document = &known.document;
                item(&document.uri, Some(document.version), known.result_id(), &known.diagnostics)
            });
            let closed =
                self.closed.iter().map(|file| item(&file.uri, None, file.result_id.clone(), &file.diagnostics));
            let items: Vec<Value> = open.chain(closed).collect();
            self.say(wire::response(&parked.id, json!({ "items": items })));
        }
    }

    /// Takes what the worker found.
    pub fn learn(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Documents(analyses) => {
                self.busy = false;
                for analysis in analyses {
                    self.take(analysis);
                }
                self.answer();
                self.answer_surveys();
            }
            Outcome::Survey(survey) => self.surveyed(*survey),
            Outcome::Failed(said) => {
                self.busy = false;
                self.surveying = false;
                let message = format!("notice-lint: an internal error; please report it with the file: {said}");
                self.notify("window/showMessage", json!({"type": 1, "message": message}));
                for parked in std::mem::take(&mut self.parked) {
                    self.refuse(&parked.id, (wire::INTERNAL_ERROR, message.clone()));
                }
                self.answer_surveys();
            }
        }
    }

    fn surveyed(&mut self, survey: Survey) {
        self.surveying = false;
        let mut changed = false;
        for analysis in survey.open {
            changed |= self.take(analysis);
        }
        self.closed = survey.closed;
        let open: Vec<&Key> = self.documents.keys().collect();
        self.closed.retain(|file| !open.contains(&&Key::of(&file.uri)));
        for trouble in survey.troubles.iter().filter(|trouble| !self.told.contains(trouble)) {
            self.notify("window/showMessage", json!({"type": 2, "message": trouble}));
        }
        self.told = survey.troubles;
        if changed && self.client.pulls && self.client.refreshes {
            self.request("workspace/diagnostic/refresh", Value::Null);
        }
        self.answer();
        self.answer_surveys();
    }

    /// Takes the check of a document, unless the document is another one by now. Says whether its diagnostics are others
    /// than before.
    fn take(&mut self, analysis: Arc<Analysis>) -> bool {
        let key = analysis.document.key();
        let current = self.documents.get(&key).map(|document| document.version);
        if current != Some(analysis.document.version) {
            return false;
        }
        let known = self.analyses.get(&key);
        let same = known.is_some_and(|known| {
            known.document.version == analysis.document.version && known.diagnostics == analysis.diagnostics
        });
        if !same && !self.client.pulls {
            let document = &analysis.document;
            let params = json!({"uri": document.uri, "version": document.version, "diagnostics": analysis.diagnostics});
            self.notify("textDocument/publishDiagnostics", params);
        }
        self.analyses.insert(key, analysis);
        !same
    }

    /// Nothing more will be answered.
    pub fn end(&mut self) {
        for parked in std::mem::take(&mut self.parked) {
            self.refuse(&parked.id, (CANCELLED, "the server is shutting down".to_owned()));
        }
        for parked in std::mem::take(&mut self.surveys) {
            self.refuse(&parked.id, (CANCELLED, "the server is shutting down".to_owned()));
        }
    }
}
