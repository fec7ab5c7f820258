//! HTML, over notices of councils that do not exist.

use super::super::*;
use super::outline;

fn html(text: &str) -> Vec<String> {
    outline(&Source::from_text("notice.html", text))
}

#[test]
fn structure() {
    let found = html(
        "<h1>Library <em>records</em></h1><p>We keep\n  your card &amp; name.\n<p>For &#163;5<br>a year.\n\
         <ul><li>cards<li>names<ol><li>first</ol><p>and more</ul>Loose text.<hr>\n\
         <dl><dt>Loans<dd>two years<dt>Fines<dd>six years</dl>\n\
         <details><summary>Who sees it</summary>Our staff do.</details>",
    );
    let expected = [
        "H1# Library records",
        "P We keep\n  your card & name.",
        "P For £5 a year.",
        "- cards",
        "- names",
        " 1 first",
        "-+ and more",
        "P Loose text.",
        "H2 Loans",
        "P two years",
        "H2 Fines",
        "P six years",
        "H2 Who sees it",
        "P Our staff do.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn tables() {
    let found = html(
        "<table><caption>What we keep</caption><thead><tr><th>Record<th colspan=2>Kept</tr></thead>\
         <tr><td rowspan=2>Cards<td>for<td>a year<tr><td>or<td>two</table>\
         <table role=presentation><tr><td>One<td>Two</table><table><tr><td><h2>Rights</h2><td>Ask us.</table>",
    );
    let expected = [
        "H1 What we keep",
        "C0.0h Record",
        "C0.1h Kept",
        "C1.0 Cards",
        "C1.1 for",
        "C1.2 a year",
        "C2.1 or",
        "C2.2 two",
        "P One",
        "P Two",
        "H2# Rights",
        "P Ask us.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_not_seen() {
    let found = html(
        "<p hidden>a</p><div aria-hidden=\"true\">b</div><p style='display: none'>c</p><!-- d --><style>e</style>\
         <script type=\"application/ld+json\">{\"f\": 1}</script><noscript>g</noscript><svg><title>h</title></svg>\
         <template><p>i</template><p>Seen <img alt=\"j\">only.</p><h2>Rights <a href=\"#rights\">#</a></h2>",
    );
    assert_eq!(found, ["P Seen only.", "H2# Rights"]);
}

#[test]
fn lines_of_a_paragraph() {
    let found = html("<p><b>Rights</b><br>You can ask.<br><br>Write to:<br>1 Main Road<br>Anytown</p>");
    assert_eq!(found, ["H1 Rights", "P You can ask.", "P Write to: 1 Main Road Anytown"]);
}

#[test]
fn links_and_their_places() {
    let source = Source::from_text("a.html", "<p>See <a href=\"/x?a=1&amp;b=2\">our <b>notice</b></a>, or not.");
    let blocks = source.blocks();
    let link = &blocks[0].links[0];
    assert_eq!(source.slice(link.label), "our <b>notice");
    assert_eq!(source.slice(link.whole), "<a href=\"/x?a=1&amp;b=2\">our <b>notice</b></a>");
    assert_eq!(&*link.target, "/x?a=1&b=2");
}

const PAGE: &str = "<!doctype html><html><head><title>Records | Anytown</title></head><body>\
    <a class=\"skip-link\" href=\"#main\">Skip to content</a><div id=\"cookie-banner\"><p>We use cookies.</p>\
    <button>Accept</button></div><header><a href=\"/\">Anytown</a><nav><ul><li><a href=\"/a\">Bins</a></li>\
    <li><a href=\"/b\">Parks</a></li></ul></nav></header>MAIN<footer><p>Anytown Council, Main Road</p>\
    <ul><li><a href=\"/c\">Contact</a></li></ul></footer></body></html>";

const BODY: &str = "<p>Anytown Council keeps records of library cards, because the law asks it to do so.</p>\
    <h2>How long</h2><p>We keep each of them for two years after the last loan, and delete it then.</p>\
    <h2>Rights</h2><p>You can ask for a copy of what we keep about you, and have it put right.</p>";

#[test]
fn the_main_text_of_a_page() {
    let expected = [
        "P Anytown Council keeps records of library cards, because the law asks it to do so.",
        "H2# How long",
        "P We keep each of them for two years after the last loan, and delete it then.",
        "H2# Rights",
        "P You can ask for a copy of what we keep about you, and have it put right.",
    ];
    let mains = ["<main><h1>Records</h1>BODY</main>", "<div><div class=\"col\"><h1>Records</h1>BODY</div></div>"];
    for main in mains {
        let page = PAGE.replace("MAIN", &main.replace("BODY", BODY));
        let source = Source::from_text("a.html", page);
        let found = outline(&source);
        assert_eq!(found[0], "H1# Records");
        assert_eq!(found[1..], expected);
        let (_, notes) = source.reading();
        assert!(notes.left_out.before >= 4 && notes.left_out.after == 2, "{notes:?}");
    }
    // Without a heading the page's title stands for it.
    let found = html(&PAGE.replace("MAIN", &format!("<article>{BODY}</article>")));
    assert_eq!(found[0], "M title=Records | Anytown");
    assert_eq!(found[1..], expected);
    // A fragment is read as a whole.
    let (_, notes) = Source::from_text("a.html", BODY).reading();
    assert!(!notes.left_out.any());
    assert_eq!(html(BODY), expected);
}

#[test]
fn line_ends_of_windows() {
    let source = Source::from_text("a.html", "<p>one\r\ntwo &amp;\r\nthree</p>\r\n<p>four</p>");
    let blocks = source.blocks();
    let pieces: Vec<&str> = blocks[0].pieces.iter().map(|piece| source.slice(piece.source)).collect();
    assert_eq!(blocks[0].text(&source.text).split_whitespace().collect::<Vec<_>>(), ["one", "two", "&", "three"]);
    assert!(pieces.contains(&"&amp;") && pieces.contains(&"three"), "{pieces:?}");
}

#[test]
fn rows_without_their_table() {
    let found = html(
        "<h1>Records</h1><div><tr><td>Cards</td><td>two years</td></tr>\n <tr><td>Fines</td><td>six</td></tr></div>\
         <p>We wait.</p><table role=presentation><tr><td>You ask.<tr><td>We answer.</table><tr><td>You read.</td></tr>",
    );
    let expected = [
        "H1# Records",
        "C0.0 Cards",
        "C0.1 two years",
        "C1.0 Fines",
        "C1.1 six",
        "P We wait.",
        "P You ask.",
        "P We answer.",
        "P You read.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn labels_at_the_start_of_lines_part_a_block() {
    let found = html(
        "<p><b>Data:</b> your name<br>\n<b>Use:</b> the card<br>as you asked<br><b>one</b> and all</p><p>At<br><b>Use:</b> it</p>",
    );
    assert_eq!(found, ["P Data: your name", "P Use: the card as you asked one and all", "P At Use: it"]);
}

#[test]
fn terms_head_their_definitions() {
    let source = Source::from_text(
        "a.html",
        "<h1>Records</h1><dl><dt>Cards</dt><dd>We keep them for two years.</dd></dl><details><summary>More</summary><p>Ask.</p></details>",
    );
    let terms: Vec<String> = source.blocks().iter().filter(|b| b.term).map(|b| b.text(&source.text)).collect();
    assert_eq!(terms, ["Cards"]);
}

#[test]
fn labels_of_rows_head_what_stands_beside_them() {
    let table =
        "<table><tr><th>Who sees it</th><td>Our staff.</td></tr><tr><th>How long</th><td>Two years.</td></tr></table>";
    let expected = ["H1# Records", "H2 Who sees it", "P Our staff.", "H2 How long", "P Two years."];
    assert_eq!(html(&format!("<h1>Records</h1>{table}")), expected);
    let headed = table.replacen("<tr>", "<tr><th>What</th><th>Answer</th></tr><tr>", 1);
    assert_eq!(html(&headed)[..3], ["C0.0h What", "C0.1h Answer", "C1.0 Who sees it"]);
    let plain = table.replace("th>", "td>");
    assert_eq!(html(&plain)[..2], ["C0.0 Who sees it", "C0.1 Our staff."]);
}

#[test]
fn tabs_name_their_panels() {
    let found = html(
        "<h1>Kites</h1><ul><li><a href=\"#keep\">Keeping it</a></li><li><a href=\"#see\">Seeing it</a></li></ul>\
         <section id=\"keep\"><p>For two years.</p></section><div id=\"see\"><p>Ask the warden.</p></div>\
         <ul><li><a href=\"#end\">The end</a></li><li><a href=\"#far\">Elsewhere</a></li></ul><section id=\"end\"><h2>End</h2><p>No more.</p></section>",
    );
    let expected = [
        "H1# Kites",
        "H2# Keeping it",
        "P For two years.",
        "H2# Seeing it",
        "P Ask the warden.",
        "- The end",
        "- Elsewhere",
        "H2# End",
        "P No more.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn terms_of_one_list_are_of_one_level() {
    let found = html(
        "<h1>Kites</h1><h2>Why</h2><details><summary>More of it</summary><dl><dt>Forms</dt><dd>To give you a place.</dd>\
         <dt>Letters</dt><dd>To answer you.</dd></dl></details>",
    );
    let expected = [
        "H1# Kites",
        "H2# Why",
        "H3 More of it",
        "H4 Forms",
        "P To give you a place.",
        "H4 Letters",
        "P To answer you.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_foot_of_a_page_says_when_it_was_changed() {
    let page = |main: &str| {
        let words = "We lend you a kite and write down your name. ".repeat(8);
        html(&format!(
            "<html><body><main><h1>Kites</h1><p>{words}</p>{main}</main><footer><p>Ref K-1 | Approved 14 July 2026</p>\
             <p>© 2026 Loftmoor, version of the year</p><a href=/>Home</a></footer></body></html>"
        ))
    };
    assert_eq!(page("").last().map(String::as_str), Some("P Ref K-1 | Approved 14 July 2026"));
    assert_eq!(page("<p>Updated 3 May 2025.</p>").last().map(String::as_str), Some("P Updated 3 May 2025."));
}

#[test]
fn words_in_angle_brackets_are_text() {
    let found = html(
        "<h1>Cards</h1><p>Kept until <DATE>, then deleted by <name of team>.</p><P>Ask <our-desk big>us</our-desk>, <NAV>or</NAV> \
         <NOTE>them</NOTE>.</P><p>Write to <insert email></p>",
    );
    assert_eq!(
        found,
        [
            "H1# Cards",
            "P Kept until <DATE>, then deleted by <name of team>.",
            "P Ask us,",
            "P them.",
            "P Write to <insert email>"
        ]
    );
    let markdown = "## Cards\n\nKept until <DATE> by <insert team>; <Note>x</Note> **<ALL>y</ALL>**\n";
    assert_eq!(
        outline(&Source::from_text("notice.md", markdown)),
        ["H2# Cards", "P Kept until <DATE> by <insert team>; x y"]
    );
}
