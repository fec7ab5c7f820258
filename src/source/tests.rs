//! Tests of reading as a whole, over notices of councils that do not exist.

mod columns;
mod components;
mod drawn;
mod hostile;
mod html;
mod kent;
mod locale;
mod loops;
mod office;
mod properties;
mod templates;

use super::*;

/// One line a block: what it is and its text.
fn outline(source: &Source) -> Vec<String> {
    let show = |block: &Block| {
        let text = block.text(&source.text);
        match &block.kind {
            BlockKind::Heading { level, marked } => {
                format!("H{level}{} {text}", if *marked { "#" } else { "" })
            }
            BlockKind::Paragraph => format!("P {text}"),
            BlockKind::Item { depth, ordered, continues, .. } => {
                let sign = if *ordered { "1" } else { "-" };
                format!("{}{sign}{} {text}", " ".repeat(*depth as usize), if *continues { "+" } else { "" })
            }
            BlockKind::Cell { row, column, header, .. } => {
                format!("C{row}.{column}{} {text}", if *header { "h" } else { "" })
            }
            BlockKind::Code => "Code".to_owned(),
            BlockKind::Meta { key } => format!("M {key}={text}"),
        }
    };
    source.blocks().iter().map(show).collect()
}

/// The outline of a file with this name, white space single; its spans are checked.
fn read(name: &str, text: &str) -> Vec<String> {
    let squeeze = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let source = Source::from_text(name, text);
    properties::check_each(&source).unwrap();
    outline(&source).into_iter().map(squeeze).collect()
}

fn text(text: &str) -> Vec<String> {
    outline(&Source::from_text("notice.txt", text))
}

fn markdown(text: &str) -> Vec<String> {
    outline(&Source::from_bytes("notice.md", text.into(), Some(Format::Markdown)).unwrap())
}

#[test]
fn free_text_without_blank_lines() {
    let found = text(
        "Anytown Library privacy notice\nLast updated: May 2026\nThis notice tells what the library does.\n\
         Records we keep\nRecords kept by us\nWe keep what the law asks for.\nThe records may include:\n\
         - name\n- card number\nHow long we keep them\nFor two years.\nWe share them, for example where\n\
         - the court asks; or\n- you ask.\nRead our other notice.",
    );
    let expected = [
        "H1 Anytown Library privacy notice",
        "P Last updated: May 2026",
        "P This notice tells what the library does.",
        "H2 Records we keep",
        "H3 Records kept by us",
        "P We keep what the law asks for.",
        "P The records may include:",
        "- name",
        "- card number",
        "H2 How long we keep them",
        "P For two years.",
        "P We share them, for example where",
        "- the court asks; or",
        "- you ask.",
        "P Read our other notice.",
    ];
    assert_eq!(found, expected);
    // The same text called Markdown, with one mark in it, reads the same.
    let mut marked = expected.map(str::to_owned);
    marked[0] = "H1# Anytown Library privacy notice".to_owned();
    let source: Vec<String> = expected.iter().map(|line| line.split_once(' ').unwrap().1.to_owned()).collect();
    let mut source = source.join("\n").replace("\nname", "\n- name").replace("\ncard number", "\n- card number");
    source = source.replace("\nthe court", "\n- the court").replace("\nyou ask", "\n- you ask");
    assert_eq!(markdown(&format!("# {source}")), marked);
}

#[test]
fn numbered_headings_and_lists() {
    let found = text(
        "1. Who we are\nThe council of Anytown.\n\n2. What we keep\nWe keep:\n1. names\n\
         2. dates\n  a) of birth\n\n\
         Cards\n\nThe card bears a name.",
    );
    let expected = [
        "H2 Who we are",
        "P The council of Anytown.",
        "H2 What we keep",
        "P We keep:",
        "1 names",
        "1 dates",
        " 1 of birth",
        "H3 Cards",
        "P The card bears a name.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn lines_of_a_list_without_bullets_are_items() {
    let found = text(
        "What we keep\nWe keep these records:\nEmail address\nFirst name and last name\nPhone number\n\
         How we keep them\nWe keep them in a safe.\nWe will:\n\nlock the safe;\nhide the key; and\n\
         guard the door.\n\
         Nobody else has a key.",
    );
    let expected = [
        "H1 What we keep",
        "P We keep these records:",
        "- Email address",
        "- First name and last name",
        "- Phone number",
        "H2 How we keep them",
        "P We keep them in a safe.",
        "P We will:",
        "- lock the safe;",
        "- hide the key; and",
        "- guard the door.",
        "P Nobody else has a key.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn addresses_are_no_headings() {
    let found = text(
        "Cards\nYou need a card. Write to us:\n\nJane Smith\nAnytown Library\n1 High Street\nAnytown\n\
         AB1 2CD\n\n\
         Contact us\n\nJohn Smith\nPO Box 7\nAnytown AB1 2CD\njohn@anytown.example",
    );
    let headings: Vec<&String> = found.iter().filter(|line| line.starts_with('H')).collect();
    assert_eq!(headings, ["H1 Cards", "H2 Contact us"]);
    assert!(!found.iter().any(|line| line.starts_with('-')));
}

#[test]
fn pipe_tables_and_broken_rows() {
    let found = text(
        "The table:\nUse | Data | Basis |\n---|---|---|\nCards | Name | For a child:\n\
         For an adult: law |\nFines | Sums | Law |\nAfter it.",
    );
    let expected = [
        "P The table:",
        "C0.0h Use",
        "C0.1h Data",
        "C0.2h Basis",
        "C1.0 Cards",
        "C1.1 Name",
        "C1.2 For a child: For an adult: law",
        "C2.0 Fines",
        "C2.1 Sums",
        "C2.2 Law",
        "P After it.",
    ];
    assert_eq!(found, expected);
    assert_eq!(text("A | B\nC | D\\|E\n\nX | Y")[..4], ["C0.0 A", "C0.1 B", "C1.0 C", "C1.1 D|E"]);
}

#[test]
fn hard_wrapped_text_is_put_together() {
    let found = text(
        "Your records\n\nAnytown Borough Council collects what it needs to run the library and\n\
         keeps it no longer than it must; the rest of the records of every year\n\
         goes to the archive of the county, where nobody but a historian with a\npermit can read it.\n\n\
         - an item that is so long that it has to go on in another line of this\n  text",
    );
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[1].ends_with("permit can read it."));
    assert!(found[2].ends_with("line of this text"));
}

#[test]
fn markdown_structure() {
    let found = markdown(
        "---\ntitle: Cards\n---\nIntro\n=====\n\nWe *keep* **all** `cards` &amp; [more](x) ~~old~~.\n\
         And so on\n\n\
         1. one\n\n   still one\n   - deep\n2. two\n\n> quoted\n\n| A | B |\n|---|---|\n| c \\| d | e |\n\n\
         ```\ncode\n```\n![alt](i.png) seen\n",
    );
    let expected = [
        "M title=Cards",
        "H1# Intro",
        "P We keep all cards & more old.",
        "P And so on",
        "1 one",
        "1+ still one",
        " - deep",
        "1 two",
        "P quoted",
        "C0.0h A",
        "C0.1h B",
        "C1.0 c | d",
        "C1.1 e",
        "Code",
        "P seen",
    ];
    assert_eq!(found, expected);
}

#[test]
fn markdown_headings_by_look() {
    let found = markdown(
        "# Notice\n\n**Who we are:**\n\nWe are a council.\n\n## Records\n\n__What we keep__\n\n\
         **We keep the following:**\n\n\
         - cards\n\n1. **Your rights**\n\n   You can ask.\n\nIs it free?\n\nIt is.\n\n\
         [Other notices](x)\n\nBye.",
    );
    let expected = [
        "H1# Notice",
        "H2 Who we are:",
        "P We are a council.",
        "H2# Records",
        "H3 What we keep",
        "P We keep the following:",
        "- cards",
        "H3 Your rights",
        "P You can ask.",
        "H3 Is it free?",
        "P It is.",
        "P Other notices",
        "P Bye.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn bullets_and_bold_lines_in_markdown_paragraphs() {
    let found = markdown(
        "**Cards**  \nWe keep:  \n\\- names  \n\\- dates\n\n  • one\n  • two\n\
         \n    an indented line of text\n",
    );
    assert_eq!(found, ["H1 Cards", "P We keep:", "- names", "- dates", "- one", "- two", "P an indented line of text"]);
}

#[test]
fn bold_starts_of_paragraphs_are_headings() {
    let found = markdown(
        "# Village hall cameras\n\n**Why** - To keep the hall safe and to find out who broke the door.\n\n\
         **How long.** The box records over itself after 28 days, unless the police ask for a clip.\n\n\
         **Email:** hall@example.org\n\n**Last updated:** May 2026, after the annual meeting of the hall committee.\n",
    );
    let expected = [
        "H1# Village hall cameras",
        "H2 Why",
        "P To keep the hall safe and to find out who broke the door.",
        "H2 How long",
        "P The box records over itself after 28 days, unless the police ask for a clip.",
        "P Email: hall@example.org",
        "P Last updated: May 2026, after the annual meeting of the hall committee.",
    ];
    assert_eq!(found, expected);
    // One bold start is emphasis.
    let alone = markdown("# Notice\n\n**Why** - To keep the hall safe and to find out who broke the door.\n");
    assert_eq!(alone[1], "P Why - To keep the hall safe and to find out who broke the door.");
}

#[test]
fn short_answers_behind_bold_starts() {
    let asked =
        markdown("# Kites\n\n**What is in it?** Names, sizes\n\n**Does it leave the hill?** No. It stays there.\n");
    let expected =
        ["H1# Kites", "H2 What is in it?", "P Names, sizes", "H2 Does it leave the hill?", "P No. It stays there."];
    assert_eq!(asked, expected);
    let stops = "**Sharing.** Nobody.\n\n**Abroad.** Never.\n\n**Keeping.** A year.\n\n";
    assert_eq!(markdown(&format!("# Kites\n\n{stops}"))[1], "P Sharing. Nobody.");
    assert_eq!(markdown(&format!("# Kites\n\n{stops}**Asking.** Write to us.\n"))[1..3], ["H2 Sharing", "P Nobody."]);
    let small = "**who else** – the club, on the hill\n\n**abroad?** – no.\n\n";
    assert_eq!(markdown(&format!("# Kites\n\n{small}"))[1], "P who else – the club, on the hill");
    let three = markdown(&format!("# Kites\n\n{small}**how long** – two summers\n"));
    assert_eq!(
        three[1..],
        ["H2 who else", "P the club, on the hill", "H2 abroad?", "P no.", "H2 how long", "P two summers"]
    );
}

#[test]
fn definition_lists() {
    let found = markdown(
        "# Kites\n\n## Rights\n\nSight of it\n: Come in, and see what we hold.\n\nChanges\n: We mend it.\n: We tell others.\n",
    );
    let expected = [
        "H1# Kites",
        "H2# Rights",
        "H3 Sight of it",
        "P Come in, and see what we hold.",
        "H3 Changes",
        "- We mend it.",
        "- We tell others.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn html_in_markdown() {
    let found = markdown(
        "<div>\n<h2>Your <b>cards</b></h2>\n<p>We keep<br>them &rsquo;til &#163;1. <!-- no --></p>\n\
         <ul><li>one</li>\n\
         <li><p>two</p></li></ul></div>\n\nSee <span>us</span> at <a@b.example>.\n\n<script>\nx < y\n\
         </script>\n",
    );
    assert_eq!(found, ["H2# Your cards", "P We keep them ’til £1.", "- one", "- two", "P See us at a@b.example."]);
}

#[test]
fn links_are_kept() {
    let source = Source::from_text(
        "a.md",
        "See [*our* notice](a?b&amp;c \"t\") or <a@b.example>.\n\n<p>or <a href=\"/x&amp;y\">this</a></p>",
    );
    let links: Vec<Link> = source.blocks().into_iter().flat_map(|block| block.links).collect();
    let shown: Vec<_> = links.iter().map(|l| (source.slice(l.label), source.slice(l.whole), &*l.target)).collect();
    assert_eq!(shown[0], ("our* notice", "[*our* notice](a?b&amp;c \"t\")", "a?b&c"));
    assert_eq!(shown[1], ("a@b.example", "<a@b.example>", "mailto:a@b.example"));
    assert_eq!(shown[2], ("this", "<a href=\"/x&amp;y\">this</a>", "/x&y"));
}

#[test]
fn file_bytes_count_from_the_start_of_the_file() {
    let find = |bytes: Vec<u8>| {
        let source = Source::from_bytes("a.txt", bytes, None).unwrap();
        let at = source.text.find("x").unwrap();
        source.file_bytes(Span::new(at, at + 1))
    };
    assert_eq!(find("é x".into()), [3, 4]);
    assert_eq!(find("\u{feff}é x".into()), [6, 7]);
    assert_eq!(find(b"\xE9 x".to_vec()), [2, 3]);
    let units = "\u{feff}😀é x".encode_utf16();
    assert_eq!(find(units.clone().flat_map(u16::to_le_bytes).collect()), [10, 12]);
    assert_eq!(find(units.flat_map(u16::to_be_bytes).collect()), [10, 12]);
}

#[test]
fn refusals() {
    let refused = |path: &str, bytes: &[u8]| Source::from_bytes(path, bytes.to_vec(), None).unwrap_err().to_string();
    assert_eq!(refused("a.pdf", b"%PDF"), "a.pdf: .pdf files cannot be read; use Markdown (.md) or plain text (.txt)");
    assert_eq!(refused("a.txt", b"a\0b"), "a.txt: not a text file");
    let missing = Source::read(Path::new("/nonexistent/a.txt")).unwrap_err();
    assert!(matches!(missing, SourceError::NotFound { .. }));
}

#[test]
fn tables_and_definition_lists_of_html_inside_markdown() {
    let found = markdown(
        "# Larkfield kites\n\n<div>\n<table>\n<tr><th>What for</th><th>Kept</th></tr>\n\n    <tr><td>Lend &amp; mend</td>\n\n\
         <td>a <a href=\"/year\">year</a></td></tr></table> Not longer.\n</div>\n\nThen *text*.\n\n\
         <dl>\n<dt>Contract</dt><dd>to lend</dd>\n</dl>\n\n<table>\n<tr><td>never closed\n",
    );
    let expected = [
        "H1# Larkfield kites",
        "C0.0h What for",
        "C0.1h Kept",
        "C1.0 Lend & mend",
        "C1.1 a year",
        "P Not longer.",
        "P Then text.",
        "H2 Contract",
        "P to lend",
        "P never closed",
    ];
    assert_eq!(found, expected);
    let found = markdown(
        "# Kites\n\n- In a list:\n\n  <table>\n  <tr><th>A</th><th>B</th></tr>\n  <tr><td>a</td><td>b</td></tr>\n  </table>\n",
    );
    assert_eq!(found, ["H1# Kites", "- In a list:", "C0.0h A", "C0.1h B", "C1.0 a", "C1.1 b"]);
}
