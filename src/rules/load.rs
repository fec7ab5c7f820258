//! Reading the files of a pack, from a folder or from the binary.

use super::file::{
    BodyFile, ChangeFile, DraftSectionFile, FactFile, LawFile, PackFile, Phrases, ProvisionFile, RuleFile, TopicFile,
    ValueFile,
};
use super::yaml;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Something wrong in a file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The bytes at fault.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// It does not stop the pack from working.
    pub warning: bool,
}

impl Problem {
    pub(crate) fn new(file: &FileText, at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            text: file.text.clone(),
            at,
            message: message.into(),
            help: None,
            warning: false,
        }
    }

    pub(crate) fn help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into);
        self
    }
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// Its path in the pack, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl FileText {
    /// Where these words stand first in the file, plain or in quotes; of a block, where its longest line stands; the start of the
    /// file where they do not.
    pub fn find(&self, words: &str) -> Range<usize> {
        let in_double_quotes = words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let in_quotes = words.replace('\'', "\'\'");
        let longest = words.lines().map(str::trim).max_by_key(|line| line.len()).unwrap_or_default();
        let found = [words, &in_double_quotes, &in_quotes, longest]
            .into_iter()
            .find_map(|form| self.text.find(form).map(|at| at..at + form.len()));
        found.unwrap_or_default()
    }

    /// The name of the file without its ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml")).unwrap_or(name)
    }

    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// The parsed files of one or more packs, with the file that each thing stands in.
#[derive(Debug, Default)]
pub struct Pack {
    /// All files.
    pub files: Vec<FileText>,
    /// `pack.yml`; the last pack's wins.
    pub info: Option<(usize, PackFile)>,
    /// Rules by name, with their group.
    pub rules: BTreeMap<String, (usize, String, RuleFile)>,
    /// Facts by id.
    pub facts: BTreeMap<String, (usize, FactFile)>,
    /// Word lists by name.
    pub words: BTreeMap<String, (usize, Phrases)>,
    /// Topics in order.
    pub topics: Vec<(String, usize, TopicFile)>,
    /// The law register.
    pub law: BTreeMap<String, (usize, LawFile)>,
    /// Changes of the law.
    pub changes: Vec<ChangeFile>,
    /// Provisions that were repealed or moved.
    pub provisions: Vec<(usize, ProvisionFile)>,
    /// Bodies.
    pub bodies: Vec<(usize, BodyFile)>,
    /// Texts to start from, by topic, in the order of the register.
    pub drafts: Vec<(String, usize, DraftSectionFile)>,
    /// Public facts.
    pub values: BTreeMap<String, (usize, ValueFile)>,
}

/// `registers/law.yml`: provisions, and under `changes` the changes of the law.
#[derive(Deserialize)]
struct LawRegister {
    #[serde(default)]
    changes: Vec<ChangeFile>,
    #[serde(flatten)]
    law: BTreeMap<String, LawFile>,
}

/// A mapping that keeps its order.
struct InOrder<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for InOrder<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Entries<T> {
            type Value = InOrder<T>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut out = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    out.push(entry);
                }
                Ok(InOrder(out))
            }
        }
        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

/// The largest rule file that is read.
const LARGEST: u64 = 2 * 1024 * 1024;

impl Pack {
    /// Parses files; a later file with the same name replaces an earlier one.
    pub fn parse(files: Vec<FileText>) -> (Self, Vec<Problem>) {
        let mut pack = Self { files, ..Self::default() };
        let mut problems = Vec::new();
        for index in 0..pack.files.len() {
            if let Err(problem) = pack.take(index) {
                problems.push(*problem);
            }
        }
        (pack, problems)
    }

    /// Reads a folder.
    ///
    /// # Errors
    /// The folder or a file cannot be read, or is too large.
    pub fn read(folder: &Path) -> Result<Vec<FileText>, (PathBuf, std::io::Error)> {
        let mut files = Vec::new();
        read_into(folder, folder, 0, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if files.is_empty() {
            let error = std::io::Error::new(std::io::ErrorKind::NotFound, "there is no .yml file in it");
            return Err((folder.to_owned(), error));
        }
        Ok(files)
    }

    fn read_file<T: DeserializeOwned>(&self, index: usize) -> Result<T, Box<Problem>> {
        let file = &self.files[index];
        yaml::parse(&file.text).map_err(|e| Box::new(Problem::new(file, e.at, e.message)))
    }

    fn take(&mut self, index: usize) -> Result<(), Box<Problem>> {
        let file = &self.files[index];
        let (stem, folder) = (file.stem().to_owned(), file.folder().to_owned());
        let (_, inner) = folder.rsplit_once("registers").unwrap_or(("", ""));
        if folder.ends_with("registers/words") || inner == "/words" {
            let lists: BTreeMap<String, Phrases> = self.read_file(index)?;
            for (name, list) in lists {
                self.first_of_its_name(index, &folder, &name)?;
                self.words.insert(name, (index, list));
            }
        } else if folder.ends_with("registers") {
            self.take_register(index, &stem)?;
        } else if folder.ends_with("facts") {
            let fact: FactFile = self.read_file(index)?;
            self.same_name(index, "fact", &fact.fact, &stem)?;
            self.facts.insert(fact.fact.clone(), (index, fact));
        } else if stem == "pack" {
            self.info = Some((index, self.read_file(index)?));
        } else {
            let rule: RuleFile = self.read_file(index)?;
            self.same_name(index, "rule", &rule.rule, &stem)?;
            let group = folder.rsplit('/').next().unwrap_or_default().to_owned();
            self.rules.insert(rule.rule.clone(), (index, group, rule));
        }
        Ok(())
    }

    fn same_name(&self, index: usize, kind: &str, name: &str, stem: &str) -> Result<(), Box<Problem>> {
        if name == stem {
            return Ok(());
        }
        let file = &self.files[index];
        let at = file.find(name);
        let problem = Problem::new(file, at, format!("the {kind} is called `{name}`, its file `{stem}`"));
        Err(Box::new(problem.help(Some("give both the same name"))))
    }

    /// Another pack may replace a word list; in one pack a second list of the name would silently do so.
    fn first_of_its_name(&self, index: usize, folder: &str, name: &str) -> Result<(), Box<Problem>> {
        let known = self.words.get(name).map(|(known, _)| &self.files[*known]);
        let Some(other) = known.filter(|other| other.folder() == folder) else { return Ok(()) };
        let file = &self.files[index];
        let at = file.find(&format!("{name}:"));
        let problem = Problem::new(file, at, format!("the word list `{name}` stands in {} too", other.path));
        Err(Box::new(problem.help(Some("give one of them another name, or make them one"))))
    }

    fn take_register(&mut self, index: usize, stem: &str) -> Result<(), Box<Problem>> {
        match stem {
            "law" => {
                let register: LawRegister = self.read_file(index)?;
                self.changes.extend(register.changes);
                self.law.extend(register.law.into_iter().map(|(key, law)| (key, (index, law))));
            }
            "topics" => {
                let topics: InOrder<TopicFile> = self.read_file(index)?;
                for (id, topic) in topics.0 {
                    self.topics.retain(|(known, ..)| *known != id);
                    self.topics.push((id, index, topic));
                }
            }
            "drafts" => {
                let sections: InOrder<DraftSectionFile> = self.read_file(index)?;
                for (topic, section) in sections.0 {
                    self.drafts.retain(|(known, ..)| *known != topic);
                    self.drafts.push((topic, index, section));
                }
            }
            "provisions" => {
                let all: Vec<ProvisionFile> = self.read_file(index)?;
                self.provisions.extend(all.into_iter().map(|p| (index, p)));
            }
            "bodies" => {
                let all: Vec<BodyFile> = self.read_file(index)?;
                self.bodies.extend(all.into_iter().map(|b| (index, b)));
            }
            "values" => {
                let all: BTreeMap<String, ValueFile> = self.read_file(index)?;
                self.values.extend(all.into_iter().map(|(key, v)| (key, (index, v))));
            }
            _ => {
                let file = &self.files[index];
                let problem = Problem::new(file, 0..0, format!("there is no register `{stem}`"));
                return Err(Box::new(
                    problem.help(Some("registers are law, topics, provisions, bodies, values, drafts and words/*")),
                ));
            }
        }
        Ok(())
    }
}

/// Folders within folders of a pack.
const DEEPEST: u32 = 6;

fn read_into(
    root: &Path,
    folder: &Path,
    depth: u32,
    files: &mut Vec<FileText>,
) -> Result<(), (PathBuf, std::io::Error)> {
    let entries = std::fs::read_dir(folder).map_err(|e| (folder.to_owned(), e))?;
    for entry in entries {
        let path = entry.map_err(|e| (folder.to_owned(), e))?.path();
        let yml = path.extension().is_some_and(|e| e == "yml" || e == "yaml");
        if path.is_dir() && depth < DEEPEST {
            read_into(root, &path, depth + 1, files)?;
        } else if yml {
            let size = std::fs::metadata(&path).map_err(|e| (path.clone(), e))?.len();
            if size > LARGEST {
                return Err((path, std::io::Error::other("this rule file is larger than 2 MiB")));
            }
            let text = std::fs::read_to_string(&path).map_err(|e| (path.clone(), e))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(FileText { path: name, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FileText, Pack};

    #[test]
    fn a_pack_has_one_word_list_of_a_name_and_another_pack_may_replace_it() {
        let file = |path: &str, text: &str| FileText { path: path.into(), text: text.into() };
        let first = file("registers/words/a.yml", "kite: [kite, dart]\n");
        let again = |path: &str| Pack::parse(vec![first.clone(), file(path, "reel: [reel]\nkite: [bird]\n")]);
        let (_, problems) = again("registers/words/b.yml");
        let told: Vec<_> = problems.iter().map(|p| (p.message.as_str(), p.at.start)).collect();
        assert_eq!(told, [("the word list `kite` stands in registers/words/a.yml too", 13)]);
        let (pack, problems) = again("theirs/registers/words/b.yml");
        assert_eq!((problems.len(), pack.words["kite"].1.0.len()), (0, 1));
    }

    #[test]
    fn words_are_found_however_they_are_quoted() {
        let text = "tests:\n  - \"# Kites\\n\\nWe say \\\"hello\\\".\"\n  - 'It''s ours'\n  - |\n    # Kites\n\n    A longer line.\n";
        let file = FileText { path: "a.yml".into(), text: text.into() };
        let at = |words: &str| &text[file.find(words)];
        assert_eq!(at("# Kites\n\nWe say \"hello\"."), "# Kites\\n\\nWe say \\\"hello\\\".");
        assert_eq!(at("It's ours"), "It''s ours");
        assert_eq!(at("# Kites\n\nA longer line.\n"), "A longer line.");
        assert_eq!(at("no such words"), "");
    }
}
