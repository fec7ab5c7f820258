//! The phrase engine finds what the phrases say: compared, match by match, with their translation to regular expressions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod random;
mod translation;

use notice_lint::embedded;
use notice_lint::notice::{NormalText, Notice};
use notice_lint::phrase::scan::{Line, Search, Side, Words};
use notice_lint::phrase::{Compiler, Expression, PhraseId, PhraseTable, WordLists, syntax};
use notice_lint::rules::Pack;
use notice_lint::source::Source;
use random::{Numbers, derive, spoil};
use std::collections::BTreeMap;
use translation::{Encoded, Sentence, regex_of};

/// All matches of all phrases: phrase to unit, first position, one past the last, negated.
type Matches = BTreeMap<PhraseId, Vec<(usize, usize, usize, bool)>>;

fn engine(table: &PhraseTable, sentences: &[Sentence]) -> Matches {
    let words: Vec<&str> = sentences.iter().flat_map(|s| &s.words).map(String::as_str).collect();
    let folded: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let tokens = folded.iter().zip(&words).map(|(f, p)| (f.as_str(), *p, false));
    let read = Words::new(table, tokens, Vec::new());
    let numbers: Vec<u32> = (0..words.len() as u32).collect();
    let mut from = 0;
    let mut lines = sentences.iter().map(|sentence| {
        let tokens = &numbers[from..from + sentence.words.len()];
        from += tokens.len();
        Line { tokens, own: sentence.own, leads: sentence.leads }
    });
    let mut search = Search::new(table, read, &mut lines);
    let mut all = Matches::new();
    for phrase in 0..table.len() as PhraseId {
        let mut out = Vec::new();
        search.find(phrase, 0..sentences.len() as u32, &mut |_| true, &mut out);
        if !out.is_empty() {
            let each = out.iter().map(|m| (m.unit as usize, m.start as usize, m.end as usize, m.negated));
            all.insert(phrase, each.collect());
        }
    }
    all
}

fn spans(found: Option<&Vec<(usize, usize, usize, bool)>>) -> Vec<(usize, usize, usize)> {
    found.into_iter().flatten().map(|(unit, start, end, _)| (*unit, *start, *end)).collect()
}

/// The default pack: its word lists, and its phrases as written.
struct Phrases {
    lists: WordLists,
    texts: Vec<String>,
    pack: Pack,
}

fn default_pack() -> Phrases {
    let (pack, _) = Pack::parse(embedded::files());
    let (set, _) = notice_lint::rules::compile::compile(&pack);
    let read = |phrases: &[String]| phrases.iter().filter_map(|p| syntax::parse(p).ok()).collect::<Vec<_>>();
    let lists = pack.words.iter().map(|(name, (_, phrases))| (name.clone(), read(&phrases.0))).collect();
    Phrases { lists, texts: set.phrases.texts, pack }
}

fn table(lists: &WordLists, texts: &[String]) -> PhraseTable {
    let mut compiler = Compiler::new(lists);
    for (index, text) in texts.iter().enumerate() {
        assert_eq!(compiler.phrase(text).unwrap(), index as PhraseId, "{text}");
    }
    compiler.finish()
}

#[test]
fn every_phrase_of_the_pack_matches_what_it_generates() {
    let Phrases { lists, texts, .. } = default_pack();
    let table = table(&lists, &texts);
    let mut numbers = Numbers(7);
    let (mut compared, mut matches) = (0, 0);
    for (id, text) in texts.iter().enumerate() {
        let tree = syntax::parse(text).unwrap();
        let Some(regex) = regex_of(&tree, &lists) else { continue };
        let sentences: Vec<Sentence> = (0..6)
            .map(|round| {
                let sentence = derive(&tree, &lists, &mut numbers);
                if round % 2 == 1 { spoil(sentence, &mut numbers) } else { sentence }
            })
            .collect();
        let found = spans(engine(&table, &sentences).get(&(id as PhraseId)));
        let expected = Encoded::new(&sentences).matches(&regex);
        assert_eq!(found, expected, "{text}\n{sentences:#?}");
        compared += 1;
        matches += found.len();
    }
    assert!(compared > texts.len() / 2, "{compared} of {}", texts.len());
    assert!(matches > compared * 3, "{matches} matches of {compared} phrases");
}

/// All texts of the tests in rule and fact files.
fn test_texts(pack: &Pack) -> Vec<String> {
    let rules = pack.rules.values().flat_map(|(_, _, r)| r.tests.values());
    let facts = pack.facts.values().flat_map(|(_, f)| f.tests.values());
    rules
        .chain(facts)
        .flatten()
        .flat_map(|test| std::iter::once(&test.0.text).chain(test.0.documents.values()))
        .filter(|text| !text.is_empty())
        .cloned()
        .collect()
}

fn fixtures(folder: &std::path::Path, out: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|n| n != "large") {
            fixtures(&path, out);
        } else if path.extension().is_some_and(|e| e == "md" || e == "txt") {
            out.extend(std::fs::read_to_string(path));
        }
    }
}

fn sentences_of(texts: &[String]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for text in texts {
        let source = Source::from_text("notice.md", text.as_str());
        let notice = Notice::new(&source.text, source.blocks());
        for unit in &notice.units {
            let plain = |t: &u32| plain_word(&notice.text, *t);
            let words = unit.tokens.iter().map(plain).collect();
            out.push(Sentence { words, own: unit.own as usize, leads: unit.leads });
        }
    }
    out
}

fn plain_word(text: &NormalText, token: u32) -> String {
    let token = &text.tokens[token as usize];
    text.plain[token.start as usize..token.end as usize].to_owned()
}

/// All sentences against a part of the phrases; with `CONFORMANCE=all` in the environment against all of them.
#[test]
fn phrases_match_in_the_texts_of_the_pack_what_they_say() {
    let Phrases { lists, texts, pack } = default_pack();
    let mut notices = test_texts(&pack);
    fixtures(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut notices);
    let mut sentences = sentences_of(&notices);
    sentences.sort_by(|a, b| (&a.words, a.own, a.leads).cmp(&(&b.words, b.own, b.leads)));
    sentences.dedup_by(|a, b| (&a.words, a.own, a.leads) == (&b.words, b.own, b.leads));
    assert!(sentences.len() > 500, "{}", sentences.len());
    let all = engine(&table(&lists, &texts), &sentences);
    let encoded = Encoded::new(&sentences);
    let step = if std::env::var("CONFORMANCE").is_ok_and(|v| v == "all") { 1 } else { 16 };
    let mut matches = 0;
    for (id, text) in texts.iter().enumerate().step_by(step) {
        let Some(regex) = regex_of(&syntax::parse(text).unwrap(), &lists) else { continue };
        let expected = encoded.matches(&regex);
        let found = spans(all.get(&(id as PhraseId)));
        let odd = found.iter().chain(&expected).find(|m| !(found.contains(m) && expected.contains(m)));
        assert_eq!(found, expected, "{text}\n{:?}", odd.map(|m| &sentences[m.0]));
        matches += found.len();
    }
    assert!(matches > 200, "{matches}");
}

/// Random phrases and sentences over few words, so that everything overlaps.
#[test]
fn random_phrases_match_what_they_say() {
    let lists = random::lists();
    let mut numbers = Numbers(11);
    for round in 0..1000 {
        let text = random::phrase(&mut numbers);
        let mut compiler = Compiler::new(&lists);
        let Ok(id) = compiler.phrase(&text) else { continue };
        let table = compiler.finish();
        let tree = syntax::parse(&text).unwrap();
        let regex = regex_of(&tree, &lists).unwrap();
        let mut sentences: Vec<Sentence> = (0..6).map(|_| random::sentence(&mut numbers)).collect();
        sentences.extend((0..3).map(|_| derive(&tree, &lists, &mut numbers)));
        let found = spans(engine(&table, &sentences).get(&id));
        let expected = Encoded::new(&sentences).matches(&regex);
        assert_eq!(found, expected, "round {round}: {text}\n{sentences:#?}");
    }
}

/// Whether the document's words on negation hold: a negator up to five words before, or in a gap.
#[test]
fn a_match_is_negated_where_the_documentation_says_so() {
    let lists = random::lists();
    let mut numbers = Numbers(13);
    let (mut negated_count, mut plain_count) = (0, 0);
    for _ in 0..1000 {
        let text = random::phrase(&mut numbers);
        let tree = syntax::parse(&text).unwrap_or_default();
        let mut compiler = Compiler::new(&lists);
        let Ok(id) = compiler.phrase(&text) else { continue };
        let table = compiler.finish();
        let regex = regex_of(&tree, &lists).unwrap();
        for _ in 0..6 {
            let sentence = Sentence { own: 0, ..random::sentence(&mut numbers) };
            let encoded = Encoded::new([&sentence]);
            for (_, start, end, negated) in
                engine(&table, std::slice::from_ref(&sentence)).remove(&id).unwrap_or_default()
            {
                let gaps = encoded.gaps(&regex, start).unwrap();
                let taken = |at: &usize| sentence.words[*at] == "not" && !gaps.iter().any(|gap| gap.contains(at));
                let expected = !(start..end).any(|at| taken(&at)) && is_negated(&sentence.words, start, &gaps);
                assert_eq!(negated, expected, "{text} at {start}..{end} of {:?}, gaps {gaps:?}", sentence.words);
                negated_count += usize::from(negated);
                plain_count += usize::from(!negated);
            }
        }
    }
    assert!(negated_count > 100 && plain_count > 100, "{negated_count} {plain_count}");
}

fn is_negated(words: &[String], start: usize, gaps: &[std::ops::Range<usize>]) -> bool {
    let negates = |at: usize| words[at] == "not" && words.get(at + 1).is_none_or(|next| next != "only");
    if gaps.iter().any(|gap| gap.clone().any(negates)) {
        return true;
    }
    let clause = words[..start].iter().rposition(|w| w == "but").map_or(0, |at| at + 1);
    (start.saturating_sub(5).max(clause)..start).any(negates)
}

#[test]
fn a_clause_ends_at_a_comma() {
    let lists = random::lists();
    let mut compiler = Compiler::new(&lists);
    let id = compiler.phrase("aa bb").unwrap();
    let table = compiler.finish();
    let negated = |text: &str| {
        let source = Source::from_text("notice.md", text);
        let notice = Notice::new(&source.text, source.blocks());
        let mut end = 0;
        let tokens = notice.text.tokens.iter().map(|t| {
            let between = &notice.text.plain[end..t.start as usize];
            end = t.end as usize;
            let word = &notice.text.plain[t.start as usize..t.end as usize];
            (notice.text.word(t), word, between.contains([',', ';', '(']))
        });
        let words = Words::new(&table, tokens, Vec::new());
        let unit = notice.units.last().unwrap();
        let mut out = Vec::new();
        let line = Line { tokens: &unit.tokens, own: unit.own as usize, leads: unit.leads };
        Search::new(&table, words, &mut std::iter::once(line)).find(id, 0..1, &mut |_| true, &mut out);
        out.iter().find(|m| m.phrase == id).map(|m| m.negated)
    };
    assert_eq!(negated("We do not aa bb."), Some(true));
    assert_eq!(negated("We do not x, we aa bb."), Some(false));
    assert_eq!(negated("We do not:\n\n- aa bb"), Some(true));
    assert_eq!(negated("Not x x x x aa bb."), Some(true));
    assert_eq!(negated("Not x x x x x aa bb."), Some(false));
    assert_eq!(negated("Not only x aa bb."), Some(false));
    assert_eq!(negated("We aa bb, not x."), Some(false));
}

#[test]
fn an_empty_word_list_matches_nothing() {
    let lists = WordLists::from([("none".to_owned(), Vec::new())]);
    let sentence = Sentence { words: vec!["aa".into()], ..Sentence::default() };
    for (text, expected) in [("<none> aa", 0), ("(<none>)? aa", 1), ("(<none> aa|aa)", 1)] {
        let mut compiler = Compiler::new(&lists);
        compiler.phrase(text).unwrap();
        let found = engine(&compiler.finish(), std::slice::from_ref(&sentence));
        assert_eq!(found.values().map(Vec::len).sum::<usize>(), expected, "{text}");
    }
    assert!(matches!(syntax::parse("<none>").unwrap()[..], [Expression::Name { .. }]));
}

#[test]
fn what_stands_beside_a_match_may_begin_at_each_of_its_words() {
    let lists = WordLists::new();
    let mut compiler = Compiler::new(&lists);
    let phrase = compiler.phrase("(our|the)? services (you ask)?").unwrap();
    let table = compiler.finish();
    let words = ["deliver", "the", "services", "you", "ask", "for"];
    let read = Words::new(&table, words.iter().map(|word| (*word, *word, false)), Vec::new());
    let tokens: Vec<u32> = (0..words.len() as u32).collect();
    let mut search = Search::new(&table, read, &mut std::iter::once(Line { tokens: &tokens, own: 0, leads: false }));
    let mut at = |side| (0..=6).filter(|at| search.touches(phrase, 0, *at, side)).collect::<Vec<u32>>();
    assert_eq!(at(Side::After), [1, 2]);
    assert_eq!(at(Side::Before), [5]);
    assert!(!search.touches(phrase, 1, 0, Side::After) && !search.touches(phrase + 1, 0, 1, Side::After));
}
