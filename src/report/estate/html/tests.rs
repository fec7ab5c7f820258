//! The policy of the page names its own style and script.

use super::{POLICY, SCRIPT, STYLE};
use sha2::{Digest, Sha256};

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * at) & 63) as usize] as char;
            out.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    out
}

#[test]
fn only_the_pages_own_style_and_script_may_run() {
    for (what, text) in [("style-src", STYLE), ("script-src", SCRIPT)] {
        let hash = format!("{what} 'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
        assert!(POLICY.contains(&hash), "the policy must say: {hash}");
    }
}

/// Notices whose texts are far more than a page may hold.
fn large(notices: usize, words: usize) -> crate::report::estate::Estate {
    use crate::report::estate::{Body, Estate, Member};
    use crate::report::{Run, Summary};
    use crate::rules::{Day, PackInfo};
    let source = crate::source::Source::from_text("a.md", "We keep it & use it. ".repeat(words));
    let body = Body::new(&source, &[]);
    let member = |number: usize| Member {
        path: format!("{number}.md").into(),
        title: format!("Notice {number}"),
        elements: Vec::new(),
        evidence: Vec::new(),
        findings: Vec::new(),
        body: Some(body.clone()),
    };
    let day = Day { year: 2026, month: 11, day: 21 };
    let pack = PackInfo { name: "p".into(), version: "1".into(), law_as_at: day };
    Estate {
        heading: None,
        run: Run { pack, as_of: day },
        elements: Vec::new(),
        notices: (0..notices).map(member).collect(),
        elsewhere: Vec::new(),
        summary: Summary::default(),
        advice: Default::default(),
        echoes: Default::default(),
    }
}

#[test]
fn what_does_not_fit_is_left_out_and_said() {
    let page = super::html(&large(120, 10_000));
    assert!(page.len() < super::MOST_BYTES + 100_000, "{} bytes", page.len());
    let said = page.split("The texts of ").nth(1).and_then(|rest| rest.split(' ').next());
    let textless: usize = said.and_then(|count| count.parse().ok()).unwrap_or(0);
    assert_eq!(page.matches("class=\"text\"").count() + textless, 120, "it is said how many");
    assert!((60..120).contains(&textless), "{textless}");
    assert_eq!(page.matches("class=\"notice\"").count(), 120, "every notice is named");
    let small = super::html(&large(2, 10));
    assert!(!small.contains("left out"));
}
