//! Sentences that a phrase generates, near misses, and random phrases over few words.

use crate::translation::Sentence;
use notice_lint::phrase::{Expression, WordLists, syntax};

/// A generator of numbers (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const FILLERS: [&str; 14] =
    ["the", "of", "your", "data", "we", "Council", "keep", "any", "for", "six", "not", "personal", "US", "information"];

/// A sentence that holds one derivation of the phrase, with random words around it.
pub fn derive(sequence: &[Expression], lists: &WordLists, numbers: &mut Numbers) -> Sentence {
    let mut sentence = Sentence::default();
    if !asks_for(sequence, "start", lists, 0) || numbers.below(3) == 0 {
        filler(numbers, 4, &mut sentence.words);
        if numbers.below(3) == 0 {
            sentence.own = sentence.words.len();
        }
    }
    let lead = sentence.words.len();
    sequence_into(sequence, lists, numbers, &mut sentence.words);
    if numbers.below(4) == 0 && sentence.words.len() > lead {
        // The lead-in ends within the match.
        sentence.own = lead + numbers.below(sentence.words.len() - lead);
    }
    if !asks_for(sequence, "end", lists, 0) && !asks_for(sequence, "list", lists, 0) || numbers.below(4) == 0 {
        filler(numbers, 6, &mut sentence.words);
    }
    sentence.own = sentence.own.min(sentence.words.len().saturating_sub(1));
    sentence.leads = numbers.below(2) == 0 || asks_for(sequence, "list", lists, 0);
    sentence
}

fn filler(numbers: &mut Numbers, most: usize, out: &mut Vec<String>) {
    for _ in 0..numbers.below(most + 1) {
        out.push(numbers.pick(&FILLERS).to_owned());
    }
}

fn asks_for(sequence: &[Expression], place: &str, lists: &WordLists, depth: usize) -> bool {
    depth < 8
        && sequence.iter().any(|part| match part {
            Expression::Name { name, .. } => {
                name == place || lists.get(name).is_some_and(|l| l.iter().any(|c| asks_for(c, place, lists, depth + 1)))
            }
            Expression::Either(choices) => choices.iter().any(|c| asks_for(c, place, lists, depth)),
            Expression::Maybe(inner) => asks_for(inner, place, lists, depth),
            _ => false,
        })
}

fn sequence_into(sequence: &[Expression], lists: &WordLists, numbers: &mut Numbers, out: &mut Vec<String>) {
    for part in sequence {
        match part {
            Expression::Word(w) | Expression::Exact(w) => {
                let capital = matches!(part, Expression::Word(_)) && numbers.below(8) == 0;
                out.push(if capital { w.to_uppercase() } else { w.clone() });
            }
            Expression::Prefix(w) => out.push(format!("{w}{}", numbers.pick(&["", "s", "ing", "ed", "ion"]))),
            Expression::Gap(n) => {
                // As wide as it may be, one too many, or something in between.
                let width = match numbers.below(6) {
                    0 => usize::from(*n),
                    1 => usize::from(*n) + 1,
                    2 => 0,
                    _ => numbers.below(usize::from(*n) + 1),
                };
                for _ in 0..width {
                    out.push(numbers.pick(&FILLERS).to_owned());
                }
            }
            Expression::Maybe(inner) => {
                if numbers.below(2) == 0 {
                    sequence_into(inner, lists, numbers, out);
                }
            }
            Expression::Either(choices) => choice_into(choices, lists, numbers, out),
            Expression::Name { name, .. } => {
                if let Some(list) = lists.get(name) {
                    choice_into(list, lists, numbers, out);
                }
            }
        }
    }
}

fn choice_into(choices: &[Vec<Expression>], lists: &WordLists, numbers: &mut Numbers, out: &mut Vec<String>) {
    if !choices.is_empty() {
        sequence_into(&choices[numbers.below(choices.len())], lists, numbers, out);
    }
}

/// A near miss: a word left out, put in, doubled or exchanged.
pub fn spoil(mut sentence: Sentence, numbers: &mut Numbers) -> Sentence {
    let words = &mut sentence.words;
    let at = numbers.below(words.len());
    match numbers.below(4) {
        0 if words.len() > 1 => {
            words.remove(at);
        }
        1 => words.insert(at, numbers.pick(&FILLERS).to_owned()),
        2 if at + 1 < words.len() => words.swap(at, at + 1),
        _ if !words.is_empty() => words.insert(at, words[at].clone()),
        _ => words.push("we".into()),
    }
    sentence.own = sentence.own.min(words.len().saturating_sub(1));
    sentence
}

const FEW: [&str; 9] = ["aa", "bb", "aab", "aabb", "cc", "AA", "Bb", "not", "but"];

pub fn lists() -> WordLists {
    let list = |phrases: &[&str]| phrases.iter().map(|p| syntax::parse(p).unwrap()).collect();
    WordLists::from([
        ("few".to_owned(), list(&["aa", "bb cc", "aab*", "bb"])),
        ("nest".to_owned(), list(&["<few> ...2 cc", "<few>", "(cc|aa)? bb"])),
        ("negator".to_owned(), list(&["not"])),
        ("negator-harmless".to_owned(), list(&["only"])),
        ("clause-break".to_owned(), list(&["but"])),
    ])
}

/// A random phrase; not every one compiles.
pub fn phrase(numbers: &mut Numbers) -> String {
    let mut out = String::new();
    if numbers.below(12) == 0 {
        out.push_str("<start> ");
    }
    sequence(numbers, 0, &mut out);
    match numbers.below(20) {
        0 => out.push_str(" <end>"),
        1 => out.push_str(" <list>"),
        _ => {}
    }
    out
}

fn sequence(numbers: &mut Numbers, depth: usize, out: &mut String) {
    for index in 0..1 + numbers.below(4) {
        if index > 0 {
            out.push(' ');
        }
        match numbers.below(if depth < 3 { 14 } else { 8 }) {
            0..=3 => out.push_str(numbers.pick(&["aa", "bb", "cc", "aab"])),
            4 => out.push_str(numbers.pick(&["=AA", "=aa", "=Bb", "=bb"])),
            5 => out.push_str(numbers.pick(&["aa*", "aab*", "bb*"])),
            6 | 7 => out.push_str(numbers.pick(&["...", "...1", "...2", "...3"])),
            8 | 9 => out.push_str(numbers.pick(&["<few>", "<nest>", "<few>?", "aa?"])),
            10 if numbers.below(4) == 0 => out.push_str("not"),
            _ => {
                out.push('(');
                for choice in 0..1 + numbers.below(3) {
                    if choice > 0 {
                        out.push('|');
                    }
                    sequence(numbers, depth + 1, out);
                }
                out.push_str(numbers.pick(&[")", ")?", ")"]));
            }
        }
    }
}

/// A random sentence of the same words.
pub fn sentence(numbers: &mut Numbers) -> Sentence {
    let words: Vec<String> = (0..1 + numbers.below(14))
        .map(|_| if numbers.below(12) == 0 { "only".to_owned() } else { numbers.pick(&FEW).to_owned() })
        .collect();
    let own = if numbers.below(3) == 0 { numbers.below(words.len()) } else { 0 };
    Sentence { words, own, leads: numbers.below(3) == 0 }
}
