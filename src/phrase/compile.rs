//! Compiling phrases: expression trees to programs over one shared vocabulary.

use super::flat::{Numbers, Rows};
use super::frequency;
use super::program::{NEVER, PhraseId, PhraseTable, Step, ValueName};
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
    groups: Rows,
    group_starts: Vec<u32>,
    /// For each phrase which of its groups is the rarest.
    rarest: Vec<u32>,
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
            groups: Rows::default(),
            group_starts: vec![0],
            rarest: Vec::new(),
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
        let rarest = (0..needs.len()).min_by_key(|group| needs[*group].iter().map(|s| self.weight(*s)).sum::<u32>());
        self.rarest.push(rarest.unwrap_or_default() as u32);
        let id = self.programs.len() as PhraseId;
        self.programs.push(build.steps.iter().map(|step| step.encode()));
        needs.into_iter().for_each(|group| self.groups.push(group));
        self.group_starts.push(self.groups.len() as u32);
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
        let mut by_symbol: Vec<Vec<PhraseId>> = vec![Vec::new(); self.next as usize];
        for (id, (first, rarest)) in self.group_starts.iter().zip(&self.rarest).enumerate() {
            for symbol in self.groups.row((first + rarest) as usize) {
                by_symbol[*symbol as usize].push(id as PhraseId);
            }
        }
        let mut anchors = Rows::default();
        by_symbol.into_iter().for_each(|phrases| anchors.push(phrases));
        let mut texts = vec![String::new(); self.programs.len()];
        for (text, id) in self.known {
            texts[id as usize] = text;
        }
        PhraseTable {
            texts,
            vocabulary: Vocabulary::new(items, self.next),
            programs: self.programs,
            groups: self.groups,
            group_starts: Numbers(self.group_starts),
            anchors,
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

    /// Single words become one class; each choice of several words a branch of its own.
    fn either(&mut self, choices: &[Vec<Expression>], build: &mut Build, depth: usize) -> Result<(), PhraseError> {
        let mut atoms = BTreeSet::new();
        let mut rest = Vec::new();
        self.split(choices, &mut atoms, &mut rest, depth)?;
        let mut ends = Vec::new();
        // Longer choices first: "data protection officer" before "data".
        rest.sort_by_key(|choice| std::cmp::Reverse(choice.len()));
        for choice in &rest {
            let split = build.hole();
            self.sequence(choice, build, depth)?;
            ends.push(build.hole());
            build.steps[split] = Step::Split(build.steps.len() as u32);
        }
        if atoms.is_empty() && rest.is_empty() {
            // An empty word list: nothing matches it.
            build.steps.push(Step::Word(NEVER));
        } else if atoms.is_empty() {
            // The last branch needs no split: drop the hole in front of it by making it fail through.
            if let Some(end) = ends.last() {
                let last = *end;
                // A split to a step that can never match: nothing is left to try.
                build.steps.push(Step::Word(NEVER));
                build.steps[last] = Step::Jump(build.steps.len() as u32);
                ends.pop();
            }
        } else {
            let symbol = self.class(atoms);
            build.steps.push(Step::Word(symbol));
        }
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
                [Expression::Name { name, argument: None }]
                    if ValueName::ALL.iter().all(|v| v.name() != name) && !is_place(name) =>
                {
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

    /// The groups of symbols of which each must occur.
    fn needs(&mut self, sequence: &[Expression], out: &mut Vec<Vec<Symbol>>, depth: usize) {
        for part in sequence {
            match part {
                Expression::Word(w) => out.push(vec![self.class(BTreeSet::from([Atom::Word(w.clone())]))]),
                Expression::Exact(w) => out.push(vec![self.class(BTreeSet::from([Atom::Exact(w.clone())]))]),
                Expression::Prefix(w) => out.push(vec![self.class(BTreeSet::from([Atom::Prefix(w.clone())]))]),
                Expression::Name { name, .. } => {
                    if let Some(value) = ValueName::ALL.iter().find(|v| v.name() == name) {
                        out.push(vec![value.symbol()]);
                    } else if let Some(list) = self.lists.get(name).cloned() {
                        self.need_one_of(&list, out, depth + 1);
                    }
                }
                Expression::Either(choices) => self.need_one_of(choices, out, depth),
                Expression::Gap(_) | Expression::Maybe(_) => {}
            }
        }
    }

    fn need_one_of(&mut self, choices: &[Vec<Expression>], out: &mut Vec<Vec<Symbol>>, depth: usize) {
        if depth > DEEPEST_LIST {
            return;
        }
        let (mut atoms, mut rest) = (BTreeSet::new(), Vec::new());
        if self.split(choices, &mut atoms, &mut rest, depth).is_err() {
            return;
        }
        let mut group = Vec::new();
        if !atoms.is_empty() {
            group.push(self.class(atoms));
        }
        for choice in &rest {
            let mut inner = Vec::new();
            self.needs(choice, &mut inner, depth);
            let Some(best) = inner.into_iter().min_by_key(|g| g.iter().map(|s| self.weight(*s)).sum::<u32>()) else {
                return; // this choice needs nothing in particular, so neither does the whole
            };
            group.extend(best);
        }
        group.sort_unstable();
        group.dedup();
        out.push(group);
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

fn is_place(name: &str) -> bool {
    matches!(name, "list" | "start" | "end")
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
