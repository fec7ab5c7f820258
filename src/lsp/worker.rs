//! The thread that checks, so that the one that talks to the editor never waits.
//!
//! Documents that were edited go first; the notices of the folders are checked in slices between them.

use super::analysis::Analysis;
use super::documents::Snapshot;
use super::survey::Survey;
use super::uri::Key;
use super::workspace::Workspace;
use crate::guard::guarded;
use crossbeam_channel::{Receiver, Sender, TryRecvError, unbounded};
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be done.
#[derive(Debug)]
pub enum Job {
    /// Documents have changed, or were closed.
    Documents {
        /// As they are now.
        changed: Vec<Snapshot>,
        /// No longer open.
        closed: Vec<Key>,
    },
    /// Look at the notices of all folders again, and compare them.
    Survey {
        /// Other folders than before.
        folders: Option<Vec<PathBuf>>,
        /// Read configurations and rules anew.
        reload: bool,
        /// Files may have come or gone.
        list: bool,
    },
}

/// What was found.
#[derive(Debug)]
pub enum Outcome {
    /// Documents that were checked by themselves.
    Documents(Vec<Arc<Analysis>>),
    /// All notices of the folders, compared.
    Survey(Box<Survey>),
    /// A bug: in words.
    Failed(String),
}

/// The door to the thread. It ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    /// Where jobs go in.
    pub jobs: Sender<Job>,
    /// Where outcomes come out.
    pub outcomes: Receiver<Outcome>,
}

impl Worker {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(workspace: Workspace) -> std::io::Result<Self> {
        let (jobs, inbox) = unbounded();
        let (outbox, outcomes) = unbounded();
        std::thread::Builder::new()
            .name("notice-lint checks".to_owned())
            .spawn(move || work(workspace, &inbox, &outbox))?;
        Ok(Self { jobs, outcomes })
    }
}

fn work(mut workspace: Workspace, inbox: &Receiver<Job>, outbox: &Sender<Outcome>) {
    loop {
        let job = if workspace.is_surveying() {
            match inbox.try_recv() {
                Ok(job) => Some(job),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            }
        } else {
            match inbox.recv() {
                Ok(job) => Some(job),
                Err(_) => return,
            }
        };
        let outcome = guarded(|| step(&mut workspace, job));
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(said) => {
                workspace.give_up();
                Some(Outcome::Failed(said))
            }
        };
        if let Some(outcome) = outcome
            && outbox.send(outcome).is_err()
        {
            return;
        }
    }
}

fn step(workspace: &mut Workspace, job: Option<Job>) -> Option<Outcome> {
    match job {
        Some(Job::Documents { changed, closed }) => {
            for key in &closed {
                workspace.close(key);
            }
            Some(Outcome::Documents(changed.into_iter().map(|document| workspace.check(document)).collect()))
        }
        Some(Job::Survey { folders, reload, list }) => {
            if let Some(folders) = folders {
                workspace.set_folders(folders);
            }
            workspace.survey(reload, list);
            None
        }
        None => workspace.slice().map(|survey| Outcome::Survey(Box::new(survey))),
    }
}
