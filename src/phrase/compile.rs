//! Compiling phrases: expression trees to programs over one shared vocabulary.

mod needs;
mod variants;

use super::flat::{Rows, each};
use super::frequency;
use super::parts::Parts;
use super::program::{NEVER, Node, PhraseId, PhraseTable, Step, ValueName, stamp};
use super::syntax::{self, Expression, PhraseError};
use super::vocabulary::{EntryKind, Symbol, Vocabulary};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Word lists by name, each an expression of choices.
pub type WordLists = BTreeMap<String, Vec<Vec<Expression>>>;

/// The longest program; a phrase that needs more is refused, so that matching stays cheap.
const MOST_STEPS: usize = 1200;
/// How deep word lists may refer to each other.
const DEEPEST_LIST: usize = 8;
/// How many entries of word lists one phrase may stand for, each counted as often as it is reached.
const MOST_ENTRIES: usize = 50_000;

/// How many of 100,000 words begin a value of one type, roughly.
const VALUE_WEIGHT: u32 = 400;

/// One way a single word can satisfy a class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Atom {
    Word(String),
    Exact(String),
    Prefix(String),
}

/// Collects phrases and turns them into a [`PhraseTable`].
#[derive(Debug)]
pub struct Compiler<'a> {
    lists: &'a WordLists,
    classes: BTreeMap<BTreeSet<Atom>, Symbol>,
    /// A rough frequency of each symbol in privacy notices, so that a phrase is anchored at its rarest word.
    weights: Vec<u32>,
    next: Symbol,
    programs: Rows,
    /// For each phrase the groups that it needs, the rarest first.
    needs: Rows,
    parts: Parts,
    arguments: Vec<String>,
    known: HashMap<String, PhraseId>,
    used: BTreeSet<String>,
    /// Entries of word lists that the phrase in hand has reached.
    entries: usize,
}

impl<'a> Compiler<'a> {
    /// A compiler over these word lists.
    pub fn new(lists: &'a WordLists) -> Self {
        Self {
            lists,
            classes: BTreeMap::new(),
            weights: vec![VALUE_WEIGHT; ValueName::ALL.len()],
            next: ValueName::ALL.len() as Symbol,
            programs: Rows::default(),
            needs: Rows::default(),
            parts: Parts::default(),
            arguments: Vec::new(),
            known: HashMap::new(),
            used: BTreeSet::new(),
            entries: 0,
        }
    }

    /// The word lists that phrases have asked for so far.
    pub fn used_lists(&self) -> &BTreeSet<String> {
        &self.used
    }

    /// Compiles one phrase; the same text gives the same id.
    ///
    /// # Errors
    /// What is wrong with the phrase, with its place in it.
    pub fn phrase(&mut self, text: &str) -> Result<PhraseId, PhraseError> {
        if let Some(id) = self.known.get(text) {
            return Ok(*id);
        }
        let whole = 0..text.len();
        let sequence = syntax::parse(text)?;
        let mut build = Build { steps: Vec::new() };
        self.entries = 0;
        self.sequence(&sequence, &mut build, 0).map_err(|mut e| {
            if e.at == (0..0) {
                e.at = place_of(text, &e).unwrap_or(whole.clone());
            }
            e
        })?;
        let mut needs = Vec::new();
        self.needs(&sequence, &mut needs, 0);
        if needs.is_empty() {
            return Err(PhraseError::new(whole, "this phrase could match anything")
                .help("give it at least one word that must be there"));
        }
        let id = self.programs.len() as PhraseId;
        self.programs.push(Step::encode_all(&build.steps));
        let groups = self.groups(needs);
        self.needs.push(groups);
        self.known.insert(text.to_owned(), id);
        Ok(id)
    }

    /// The finished table.
    pub fn finish(mut self) -> PhraseTable {
        let [negators, breaks, harmless] = ["negator", "clause-break", "negator-harmless"].map(|name| {
            let atoms: BTreeSet<Atom> = single_atoms(self.lists.get(name)?).into_iter().collect();
            Some(self.class(atoms))
        });
        let mut words: BTreeMap<(String, EntryKind), Vec<Symbol>> = BTreeMap::new();
        for (atoms, symbol) in &self.classes {
            for atom in atoms {
                let (text, kind) = match atom {
                    Atom::Word(w) => (w.clone(), EntryKind::Word),
                    Atom::Exact(w) => (w.clone(), EntryKind::Exact),
                    Atom::Prefix(w) => (w.clone(), EntryKind::Prefix),
                };
                words.entry((text, kind)).or_default().push(*symbol);
            }
        }
        let items: Vec<_> = words.into_iter().map(|((text, kind), symbols)| (kind, text, symbols)).collect();
        let mut texts = vec![String::new(); self.programs.len()];
        for (text, id) in self.known {
            texts[id as usize] = text;
        }
        let parts = self.parts.finish(self.next);
        let groups_from = parts.kinds.number(Node::Group(0).encode());
        PhraseTable {
            texts,
            vocabulary: Vocabulary::new(items, self.next),
            programs: self.programs,
            runs: parts.runs,
            unions: parts.unions,
            groups: parts.groups,
            needs: self.needs.map(|row| each(row).map(|group| groups_from + group).collect::<Vec<u32>>()),
            kinds: parts.kinds,
            sets: parts.sets,
            guards: parts.guards,
            alls: parts.alls,
            stamp: stamp(),
            arguments: self.arguments,
            negators,
            breaks,
            harmless,
        }
    }

    fn class(&mut self, atoms: BTreeSet<Atom>) -> Symbol {
        let next = self.next;
        let weight = atoms.iter().map(atom_weight).sum();
        let symbol = *self.classes.entry(atoms).or_insert(next);
        if symbol == next {
            self.next += 1;
            self.weights.push(weight);
        }
        symbol
    }

    fn weight(&self, symbol: Symbol) -> u32 {
        self.weights.get(symbol as usize).copied().unwrap_or(VALUE_WEIGHT)
    }

    fn list(&mut self, name: &str, depth: usize) -> Result<Vec<Vec<Expression>>, PhraseError> {
        let Some(list) = self.lists.get(name) else {
            let known = ValueName::ALL.iter().map(|v| v.name()).chain(["list", "start", "end"]);
            let near = known
                .chain(self.lists.keys().map(String::as_str))
                .map(|k| (strsim::damerau_levenshtein(k, name), k))
                .min()
                .filter(|(distance, k)| *distance <= k.len() / 2);
            let error = PhraseError::new(0..0, format!("`<{name}>` is neither a type nor a word list"));
            return Err(match near {
                Some((_, k)) => error.help(format!("did you mean `<{k}>`?")),
                None => error,
            });
        };
        if depth > DEEPEST_LIST {
            return Err(PhraseError::new(0..0, format!("the word list `<{name}>` refers to itself")));
        }
        self.entries += list.len();
        if self.entries > MOST_ENTRIES {
            return Err(too_large());
        }
        self.used.insert(name.to_owned());
        Ok(list.clone())
    }

    fn sequence(&mut self, sequence: &[Expression], build: &mut Build, depth: usize) -> Result<(), PhraseError> {
        for part in sequence {
            if build.steps.len() > MOST_STEPS {
                return Err(too_large());
            }
            match part {
                Expression::Word(w) => self.atom(Atom::Word(w.clone()), build),
                Expression::Exact(w) => self.atom(Atom::Exact(w.clone()), build),
                Expression::Prefix(w) => self.atom(Atom::Prefix(w.clone()), build),
                Expression::Gap(n) => build.steps.push(Step::Gap(u32::from(*n))),
                Expression::Name { name, argument } => self.name(name, argument.as_deref(), build, depth)?,
                Expression::Either(choices) => self.either(choices, build, depth)?,
                Expression::Maybe(inner) => {
                    let split = build.hole();
                    self.sequence(inner, build, depth)?;
                    build.steps[split] = Step::Split(build.steps.len() as u32);
                }
            }
        }
        Ok(())
    }

    fn atom(&mut self, atom: Atom, build: &mut Build) {
        let symbol = self.class(BTreeSet::from([atom]));
        build.steps.push(Step::Word(symbol));
    }

    fn name(&mut self, name: &str, argument: Option<&str>, build: &mut Build, depth: usize) -> Result<(), PhraseError> {
        if let Some(value) = ValueName::ALL.iter().find(|v| v.name() == name) {
            let argument = argument.map_or(0, |argument| self.argument(argument));
            build.steps.push(Step::Value(*value, argument));
            return Ok(());
        }
        if argument.is_some() {
            return Err(PhraseError::new(0..0, format!("`<{name}>` takes nothing after a colon")));
        }
        match name {
            "list" => build.steps.push(Step::List),
            "start" => build.steps.push(Step::Start),
            "end" => build.steps.push(Step::End),
            _ => {
                let choices = self.list(name, depth)?;
                self.either(&choices, build, depth + 1)?;
            }
        }
        Ok(())
    }

    /// The number of what narrows a value: 1 is the first.
    fn argument(&mut self, text: &str) -> u32 {
        let known = self.arguments.iter().position(|a| a == text);
        let index = known.unwrap_or_else(|| {
            self.arguments.push(text.to_owned());
            self.arguments.len() - 1
        });
        index as u32 + 1
    }

    /// Runs of words become sets; each other choice is a branch of its own.
    fn either(&mut self, choices: &[Vec<Expression>], build: &mut Build, depth: usize) -> Result<(), PhraseError> {
        let mut atoms = BTreeSet::new();
        let mut rest = Vec::new();
        self.split(choices, &mut atoms, &mut rest, depth)?;
        let class = (!atoms.is_empty()).then(|| (1, Node::Word(self.class(atoms))));
        // Longer choices first: "data protection officer" before "data".
        rest.sort_by_key(|choice| std::cmp::Reverse(choice.len()));
        let mut ends = Vec::new();
        let mut rest = rest.iter().peekable();
        let last = loop {
            let mut set = Vec::new();
            while let Some(runs) = rest.peek().and_then(|choice| self.runs(choice, depth)) {
                set.extend(runs);
                rest.next();
            }
            let Some(choice) = rest.peek() else {
                set.extend(class);
                break set;
            };
            let split = build.hole();
            if set.is_empty() {
                self.sequence(choice, build, depth)?;
                let mut needs = Vec::new();
                self.needs(choice, &mut needs, depth);
                if !needs.is_empty() {
                    let groups = self.groups(needs);
                    let all = self.parts.all(&groups);
                    build.steps.push(Step::Guard(self.parts.guard(split + 1, all)));
                }
                rest.next();
            } else {
                build.steps.push(Step::Set(self.parts.set(&set)));
            }
            ends.push(build.hole());
            build.steps[split] = Step::Split(build.steps.len() as u32);
        };
        build.steps.push(match last[..] {
            // Nothing is left to try: an empty word list matches nothing.
            [] => Step::Word(NEVER),
            [(1, Node::Word(symbol))] => Step::Word(symbol),
            _ => Step::Set(self.parts.set(&last)),
        });
        let here = build.steps.len() as u32;
        for end in ends {
            build.steps[end] = Step::Jump(here);
        }
        Ok(())
    }

    fn split(
        &mut self,
        choices: &[Vec<Expression>],
        atoms: &mut BTreeSet<Atom>,
        rest: &mut Vec<Vec<Expression>>,
        depth: usize,
    ) -> Result<(), PhraseError> {
        for choice in choices {
            match choice.as_slice() {
                [Expression::Word(w)] => {
                    atoms.insert(Atom::Word(w.clone()));
                }
                [Expression::Exact(w)] => {
                    atoms.insert(Atom::Exact(w.clone()));
                }
                [Expression::Prefix(w)] => {
                    atoms.insert(Atom::Prefix(w.clone()));
                }
                [Expression::Either(inner)] => self.split(inner, atoms, rest, depth)?,
                [Expression::Name { name, argument: None }] if is_list(name) => {
                    let inner = self.list(name, depth)?;
                    if depth > DEEPEST_LIST {
                        return Err(PhraseError::new(0..0, format!("the word list `<{name}>` refers to itself")));
                    }
                    self.split(&inner, atoms, rest, depth + 1)?;
                }
                other => rest.push(other.to_vec()),
            }
        }
        Ok(())
    }
}

fn too_large() -> PhraseError {
    PhraseError::new(0..0, "this phrase is too large").help("split it into several phrases")
}

struct Build {
    steps: Vec<Step>,
}

impl Build {
    fn hole(&mut self) -> usize {
        self.steps.push(Step::Jump(0));
        self.steps.len() - 1
    }
}

/// Whether a name is that of a word list, if it is any: neither a type of value nor a place.
fn is_list(name: &str) -> bool {
    ValueName::ALL.iter().all(|value| value.name() != name) && !matches!(name, "list" | "start" | "end")
}

fn single_atoms(list: &[Vec<Expression>]) -> Vec<Atom> {
    list.iter()
        .flat_map(|choice| match choice.as_slice() {
            [Expression::Word(w)] => vec![Atom::Word(w.clone())],
            [Expression::Exact(w)] => vec![Atom::Exact(w.clone())],
            [Expression::Prefix(w)] => vec![Atom::Prefix(w.clone())],
            [Expression::Either(inner)] => single_atoms(inner),
            _ => Vec::new(),
        })
        .collect()
}

fn place_of(text: &str, error: &PhraseError) -> Option<std::ops::Range<usize>> {
    let name = error.message.split('`').nth(1)?;
    let start = text.find(name)?;
    Some(start..start + name.len())
}

fn atom_weight(atom: &Atom) -> u32 {
    match atom {
        Atom::Word(w) => frequency::of_word(w),
        Atom::Exact(w) => frequency::of_word(&w.to_lowercase()) / 2,
        Atom::Prefix(p) => frequency::of_beginning(p),
    }
}
