//! Tables and labels drawn with spaces, and questions with answers, in free text of bodies that do not exist.

use proptest::prelude::*;

use super::super::*;
use super::outline;
use super::properties::{check_each, sees, words};

fn read(text: &str) -> Vec<String> {
    let source = Source::from_text("a.txt", text);
    check_each(&source).unwrap();
    outline(&source)
}

#[test]
fn a_rule_of_dashes_makes_a_table() {
    let text = "KITE SOCIETY\n\n3. WHY\n\n   Job                  Ground\n   -------------------  --------------------\n   Lending you kites    contract; the law\n\
        \u{20}                       of the air\n   Letters              your consent\n   -------------------  --------------------\n\n\
        We do nothing else with it, and ask nobody else for anything.\n";
    let expected = [
        "H1 KITE SOCIETY",
        "H2 WHY",
        "C0.0h Job",
        "C0.1h Ground",
        "C1.0 Lending you kites",
        "C1.1 contract; the law of the air",
        "C2.0 Letters",
        "C2.1 your consent",
        "P We do nothing else with it, and ask nobody else for anything.",
    ];
    assert_eq!(read(text), expected);
    // Empty lines part the rows, so the first column may go on too.
    let text = "What          Why          Kept\n------------  -----------  ------\nName, age     To fit the   1 year\nand height    harness\n\n\
        Phone         The wind     1 day\n\nThat is all that we write down about you.\n";
    let expected = [
        "C0.0h What",
        "C0.1h Why",
        "C0.2h Kept",
        "C1.0 Name, age and height",
        "C1.1 To fit the harness",
        "C1.2 1 year",
        "C2.0 Phone",
        "C2.1 The wind",
        "C2.2 1 day",
        "P That is all that we write down about you.",
    ];
    assert_eq!(read(text), expected);
}

#[test]
fn columns_need_no_rule() {
    let text = "How long\n\n    Flight books       3 years after the flight\n    Letters            2 years, unless moved\n                       to the book\n\
        \u{20}   Membership\n    cards              1 year\n    Kites that come\n    back               never\n\nAsk us for the rest.\n";
    let expected = [
        "H1 How long",
        "C0.0 Flight books",
        "C0.1 3 years after the flight",
        "C1.0 Letters",
        "C1.1 2 years, unless moved to the book",
        "C2.0 Membership cards",
        "C2.1 1 year",
        "C3.0 Kites that come back",
        "C3.1 never",
        "P Ask us for the rest.",
    ];
    assert_eq!(read(text), expected);
}

#[test]
fn labels_head_what_stands_beside_them() {
    let text = "CONTROLLER    The Kite Society of Anytown. We decide\n              what happens.\nDPO           None.\nICO REG.      ZA000000\n\nWe fly on.\n";
    let expected = [
        "H1 CONTROLLER",
        "P The Kite Society of Anytown. We decide what happens.",
        "H2 DPO",
        "P None.",
        "H2 ICO REG.",
        "P ZA000000",
        "P We fly on.",
    ];
    assert_eq!(read(text), expected);
}

#[test]
fn what_is_no_table() {
    for text in [
        "Ref: KS 23   Issue 6   Owner: Ann\n\nWe fly kites.\n",
        "1   ABOUT US\n\nWe fly kites.\n\n2   ABOUT YOU\n\nYou fly kites.\n",
        "-   a kite   of paper\n-   a kite   of silk\n",
        "Ethics: KS-1        Funder: Wind Trust\nSome other line that takes more room than that\n",
        "We fly kites.   We mend them.\nWe lend.   We sell.\n",
    ] {
        assert!(!read(text).iter().any(|line| line.starts_with('C')), "{text}: {:?}", read(text));
    }
}

#[test]
fn questions_and_answers() {
    let text = "Kites and you\n\nQ. Who is in charge?\nA. The Kite Society of Anytown.\n\nQ: Do you sell it? A: No.\n\nQuestion 3: And then?\n\nAnswer: We burn it.\n\n\
        Q. What is this? It has no answer.\n";
    let expected = [
        "H1 Kites and you",
        "H2 Who is in charge?",
        "P The Kite Society of Anytown.",
        "P Q: Do you sell it? A: No.",
        "H2 And then?",
        "P We burn it.",
        "P Q. What is this? It has no answer.",
    ];
    assert_eq!(read(text), expected);
    let html = Source::from_text(
        "a.html",
        "<h1>Kites</h1><p>Q. Who is <b>in charge</b>?</p><p>A. The <a href=x>Society</a>.</p>",
    );
    assert_eq!(outline(&html), ["H1# Kites", "H2 Who is in charge?", "P The Society."]);
    assert_eq!(html.blocks()[2].links.len(), 1);
}

proptest! {
    #[test]
    fn spans_of_columns(rows in prop::collection::vec((words(3), words(3), words(3)), 2..6), ruled in any::<bool>(), crlf in any::<bool>()) {
        let pad = |text: String| format!("{text}{}", " ".repeat(60 - text.chars().count().min(56)));
        let mut text = String::from("Start\n\n");
        let mut seen = vec!["Start".to_owned()];
        if ruled {
            text.push_str(&format!("  {}Kept\n  {}  {}\n", pad("Why".to_owned()), "-".repeat(58), "-".repeat(40)));
            seen.extend(["Why".to_owned(), "Kept".to_owned()]);
        }
        for (label, value, more) in &rows {
            text.push_str(&format!("  {}{}\n{}{}\n", pad(label.join(" ")), value.join(" "), " ".repeat(62), more.join(" ")));
            seen.extend(label.iter().chain(value).chain(more).map(|word| (*word).to_owned()));
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let source = Source::from_text("a.txt", text);
        check_each(&source)?;
        sees(&source, &seen)?;
    }

    #[test]
    fn columns_in_garbage(text in "(a|é |word|Q\\. |A\\. |\\? |    |   |--- |-----|\n|\n\n|LABEL   |x: ){0,60}") {
        let source = Source::from_text("a.txt", text);
        check_each(&source)?;
    }
}

#[test]
fn a_question_may_be_no_question_by_its_sign() {
    let found = read("Kites\n\nQ. There is a mistake in them.\nA. Tell the warden.\n");
    assert_eq!(found, ["H1 Kites", "H2 There is a mistake in them.", "P Tell the warden."]);
}
