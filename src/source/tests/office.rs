//! Documents of word processors, built here part by part.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::*;
use super::outline;
use super::properties::{check, sees, words};

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our heading"/><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
const RELATIONS: &str = r#"<Relationships xmlns="r"><Relationship Id="rId4" Type="http://x.example/hyperlink" Target="https://www.puffins.example/a?b=1&amp;c=2" TargetMode="External"/></Relationships>"#;
const CORE: &str = r#"<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:dcterms="dt"><dc:title>Privacy notice</dc:title><dcterms:modified>2026-05-02T10:00:00Z</dcterms:modified></cp:coreProperties>"#;

fn docx_bytes(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    pack(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/_rels/document.xml.rels", RELATIONS),
    ])
}

fn docx(body: &str) -> Source {
    Source::from_bytes("a.docx", docx_bytes(body), None).unwrap()
}

fn odt_bytes(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="ta"><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/><text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>
</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    let meta = r#"<office:document-meta><office:meta><dc:title>Privacy notice</dc:title><dc:date>2026-05-02T10:00:00</dc:date></office:meta></office:document-meta>"#;
    pack(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content), ("meta.xml", meta)])
}

fn odt(body: &str) -> Source {
    Source::from_bytes("a.odt", odt_bytes(body), None).unwrap()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn cell(text: &str) -> String {
    format!("<w:tc>{}</w:tc>", p(text))
}

#[test]
fn structure_of_a_word_document() {
    let item = |level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        styled("Titel", "Friends of the Puffins: privacy notice"),
        styled("TOC1", "Who we are 2"),
        styled("Heading1", "Who we are"),
        "<w:p/>".into(),
        // Runs, changes, hidden and deleted text.
        r#"<w:p><w:r><w:t xml:space="preserve">We are </w:t></w:r><w:ins><w:r><w:t>Friends</w:t></w:r></w:ins><w:del><w:r><w:delText>Foes</w:delText></w:r></w:del><w:r><w:tab/><w:t>of the Puffins &amp; Auks.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"#.into(),
        styled("Ours", "What we keep"),
        p("We keep:"),
        styled("LB", "names"),
        item(0, "addresses"),
        item(1, "old ones"),
        item(0, "gifts"),
        r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>How long we keep it</w:t></w:r></w:p>"#.into(),
        p("For two years."),
        // A link by relation and one by field.
        r#"<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rId4"><w:r><w:t>our site</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> or </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@puffins.example" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>write</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"#.into(),
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Purpose"), cell("Legal basis"), cell("Gifts"), cell("Contract")),
        // One text box in two renderings.
        format!("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><a:graphic><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></a:graphic></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", p("In the box.")),
        p("• typed bullet"),
        p("• another one"),
    ]
    .concat();
    let source = docx(&body);
    assert_eq!(
        outline(&source),
        [
            "H1# Friends of the Puffins: privacy notice",
            "H2# Who we are",
            "P We are Friends of the Puffins & Auks.",
            "H3# What we keep",
            "P We keep:",
            "- names",
            "- addresses",
            " 1 old ones",
            "- gifts",
            "H4 How long we keep it",
            "P For two years.",
            "P See our site or write.",
            "C0.0h Purpose",
            "C0.1h Legal basis",
            "C1.0 Gifts",
            "C1.1 Contract",
            "P In the box.",
            "- typed bullet",
            "- another one",
        ]
    );
    // A line is a paragraph, the empty one included.
    let at = source.text.find("We are").unwrap();
    assert_eq!(source.position(at), Position { line: 4, column: 1 });
    assert!(source.is_rendered() && !source.can_edit() && source.format == Format::Docx);
    let links: Vec<_> = source.blocks().into_iter().flat_map(|block| block.links).collect();
    let shown: Vec<_> = links.iter().map(|link| (source.slice(link.label), &*link.target)).collect();
    assert_eq!(shown, [("our site", "https://www.puffins.example/a?b=1&c=2"), ("write", "mailto:a@puffins.example")]);
    check(&source).unwrap();
}

#[test]
fn tables_that_arrange_text_and_line_breaks() {
    let prose = "We keep what you tell us when you join and what you buy from us, and nothing else at all. ".repeat(2);
    let row = |label: &str, right: &str| format!("<w:tr>{}<w:tc>{right}</w:tc></w:tr>", cell(label));
    let body = format!(
        "<w:tbl>{}{}</w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl>",
        row("What we keep", &p(prose.trim())),
        row(
            "Who sees it",
            &format!("{}{}{}", p("We share it with:"), styled("LB", "the bank"), styled("LB", "the post"))
        ),
        cell("A box of its own.")
    );
    let body = format!(
        "{body}<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Your rights</w:t></w:r><w:r><w:br/><w:t>You can ask us</w:t><w:br/><w:t>for a copy.</w:t></w:r></w:p>"
    );
    let expected = [
        "H1 What we keep",
        &format!("P {}", prose.trim()),
        "H3 Who sees it",
        "P We share it with:",
        "- the bank",
        "- the post",
        "P A box of its own.",
        "H3 Your rights",
        "P You can ask us for a copy.",
    ];
    let found = outline(&docx(&body));
    let plain = |lines: &[String]| lines.iter().map(|l| l.replace("H2 ", "H3 ")).collect::<Vec<_>>();
    assert_eq!(plain(&found), expected.map(str::to_owned));
}

#[test]
fn structure_of_an_opendocument_text() {
    let body = r##"<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>
<text:p text:style-name="P1">Puffin notice</text:p><text:h text:outline-level="1">Who<text:s/>we are</text:h>
<text:p>We <text:span text:style-name="T1">are</text:span> the<text:line-break/>friends<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>
 of it.</text:p><text:p>We keep:</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>names</text:p><text:p>of all</text:p><text:list><text:list-item><text:p>old</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>dates</text:p></text:list-item></text:list>
<text:p><text:span text:style-name="T1">Your rights</text:span></text:p><text:p>Ask <text:a xlink:href="https://p.example/">here</text:a>.</text:p>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Kept</text:p></table:table-cell><table:table-cell><text:p>For</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>Names</text:p></table:table-cell><table:table-cell><text:p>A year</text:p></table:table-cell></table:table-row></table:table>"##;
    let source = odt(body);
    assert_eq!(
        outline(&source),
        [
            "H1# Puffin notice",
            "H2# Who we are",
            "P We are the friends of it.",
            "P We keep:",
            "- names",
            "-+ of all",
            " 1 old",
            "- dates",
            "H3 Your rights",
            "P Ask here.",
            "C0.0h Kept",
            "C0.1h For",
            "C1.0 Names",
            "C1.1 A year",
            "M title=Privacy notice",
            "M modified=2026-05-02",
        ]
    );
    check(&source).unwrap();
}

#[test]
fn properties_come_last() {
    let document = format!("<w:document><w:body>{}</w:body></w:document>", p("We keep it."));
    let bytes = pack(&[("word/document.xml", &document), ("docProps/core.xml", CORE)]);
    // Known by its content too.
    let source = Source::from_bytes("notice", bytes, None).unwrap();
    assert_eq!(outline(&source), ["P We keep it.", "M title=Privacy notice", "M modified=2026-05-02"]);
}

fn refused(path: &str, bytes: Vec<u8>) -> String {
    Source::from_bytes(path, bytes, None).unwrap_err().to_string()
}

#[test]
fn broken_and_hostile_documents_are_refused() {
    let good = docx_bytes(&p("We keep it."));
    assert_eq!(
        refused("a.docx", good[..good.len() / 2].to_vec()),
        "a.docx: cannot be read: the archive is damaged or cut off"
    );
    assert_eq!(
        refused("a.docx", pack(&[("x.xml", "<x/>")])),
        "a.docx: cannot be read: the archive holds no document of a word processor"
    );
    assert_eq!(refused("a.docx", b"text".to_vec()), "a.docx: cannot be read: it is no document of a word processor");
    assert!(refused("a.docx", vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]).contains("password"));
    assert_eq!(refused("a.doc", Vec::new()), "a.doc: .doc files cannot be read; save it as .docx");
    assert!(refused("a.docx", docx_bytes("<w:p><w:r>")).contains("no well-formed XML"));
    assert!(refused("a.odt", odt_bytes("<text:p>")).contains("no well-formed XML"));
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5000), "</w:tc></w:tr></w:tbl>".repeat(5000));
    assert!(refused("a.docx", docx_bytes(&deep)).contains("nested too deeply"));
    // A bomb, by what it declares.
    let bomb = docx_bytes(&p(&"a".repeat(40_000_000)));
    assert!(bomb.len() < 100_000);
    assert!(refused("a.docx", bomb).contains("unpacks to more"));
    // A bomb that lies about its size in every header.
    let document = format!("<w:document>{}</w:document>", p(&"b".repeat(40_000_000)));
    let mut lies = pack(&[("word/document.xml", &document)]);
    let size = (document.len() as u32).to_le_bytes();
    let places: Vec<usize> = (0..lies.len() - 4).filter(|&at| lies[at..at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        lies[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
    }
    assert!(refused("a.docx", lies).starts_with("a.docx: cannot be read: its part word/document.xml"));
    let cells = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(260_000));
    assert!(refused("a.docx", docx_bytes(&cells)).contains("more paragraphs and table cells"));
}

#[test]
fn every_cut_and_every_flipped_byte_is_read_or_refused() {
    let good = docx_bytes(&[styled("Heading1", "Who we are"), p("We keep it."), styled("LB", "a name")].concat());
    for at in (0..good.len()).step_by(7) {
        let _ = Source::from_bytes("a.docx", good[..at].to_vec(), None);
        let mut bytes = good.clone();
        bytes[at] ^= 0x55;
        if let Ok(source) = Source::from_bytes("a.docx", bytes, Some(Format::Docx)) {
            check(&source).unwrap();
        }
    }
}

#[test]
fn a_large_document_is_read_in_linear_time() {
    let start = std::time::Instant::now();
    let body: String =
        (0..100_000).map(|n| p(&format!("Paragraph {n} tells {} that we keep it.", n * 7919 % 10_007))).collect();
    let source = docx(&body);
    assert_eq!(source.blocks().len(), 100_000);
    // Fields that never end, links that never close.
    let fields = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.repeat(50_000);
    docx(&format!("<w:p>{fields}{}</w:p>", "<w:r><w:t>a</w:t></w:r>".repeat(50_000)));
    let breaks = "<w:r><w:t>a.</w:t><w:br/></w:r>".repeat(20_000);
    docx(&format!("<w:p>{breaks}</w:p>"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn spans_are_exact(blocks in prop::collection::vec((0..7usize, words(9)), 1..10)) {
        let (mut word, mut open, mut seen) = (String::new(), String::new(), Vec::new());
        for (kind, words) in blocks {
            let text = escaped(&words.join(" "));
            let runs: String = words.iter().map(|w| format!(r#"<w:r><w:t xml:space="preserve">{} </w:t></w:r>"#, escaped(w))).collect();
            word.push_str(&match kind {
                0 => styled("Heading1", &text),
                1 => styled("LB", &text),
                2 => format!("<w:tbl><w:tr>{}<w:tc><w:p>{runs}</w:p></w:tc></w:tr></w:tbl>", cell("x")),
                3 => format!(r#"<w:p><w:hyperlink r:id="rId4">{runs}</w:hyperlink></w:p>"#),
                4 => format!("<w:p><w:r><w:br/></w:r>{runs}</w:p>"),
                5 => p(&format!("- {text}")),
                _ => format!("<w:p>{runs}</w:p>"),
            });
            open.push_str(&match kind {
                0 => format!("<text:h>{text}</text:h>"),
                1 => format!("<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"),
                2 => format!("<table:table><table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"),
                3 => format!(r#"<text:p><text:a xlink:href="x">{text}</text:a></text:p>"#),
                4 => format!("<text:p>a.<text:line-break/>{text}</text:p>"),
                _ => format!("<text:p>{text}</text:p>"),
            });
            seen.extend(words.into_iter().map(str::to_owned));
        }
        for source in [docx(&word), odt(&open)] {
            check(&source)?;
            sees(&source, &seen)?;
            for piece in source.blocks().iter().flat_map(|block| &block.pieces) {
                prop_assert!(piece.shown.is_none());
            }
        }
    }
}

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats");

/// The notice of a charity that does not exist, as both word processors keep it.
fn fixture() -> (Vec<u8>, Vec<u8>) {
    let prose =
        "We are Friends of the Puffins, a charity of Anytown. We decide how the records of our members are used.";
    let word = [
        styled("Titel", "Friends of the Puffins: privacy notice"),
        styled("Heading1", "Who we are"),
        p(prose),
        styled("Heading1", "What we keep"),
        p("We keep these records of our members:"),
        styled("LB", "name and address"),
        styled("LB", "gifts and Gift Aid declarations"),
        styled("Heading1", "How long we keep it"),
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Record"), cell("Kept for"), cell("Membership"), cell("Two years")),
        styled("Heading1", "Your rights"),
        r#"<w:p><w:r><w:t xml:space="preserve">You can ask for a copy; see </w:t></w:r><w:hyperlink r:id="rId4"><w:r><w:t>our page</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"#.into(),
    ];
    let open = format!(
        r#"<text:p text:style-name="P1">Friends of the Puffins: privacy notice</text:p><text:h text:outline-level="1">Who we are</text:h><text:p>{prose}</text:p>
<text:h text:outline-level="1">What we keep</text:h><text:p>We keep these records of our members:</text:p><text:list text:style-name="L1"><text:list-item><text:p>name and address</text:p></text:list-item><text:list-item><text:p>gifts and Gift Aid declarations</text:p></text:list-item></text:list>
<text:h text:outline-level="1">How long we keep it</text:h><table:table><table:table-row><table:table-cell><text:p>Record</text:p></table:table-cell><table:table-cell><text:p>Kept for</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Membership</text:p></table:table-cell><table:table-cell><text:p>Two years</text:p></table:table-cell></table:table-row></table:table>
<text:h text:outline-level="1">Your rights</text:h><text:p>You can ask for a copy; see <text:a xlink:href="https://www.puffins.example/a?b=1&amp;c=2">our page</text:a>.</text:p>"#
    );
    (docx_bytes(&word.concat()), odt_bytes(&open))
}

/// Run by hand when the fixture is changed.
#[test]
#[ignore = "writes the fixtures"]
fn write_fixtures() {
    let (word, open) = fixture();
    std::fs::create_dir_all(FIXTURES).unwrap();
    std::fs::write(format!("{FIXTURES}/puffins.docx"), word).unwrap();
    std::fs::write(format!("{FIXTURES}/puffins.odt"), open).unwrap();
}

#[test]
fn the_same_notice_reads_the_same_from_both() {
    let read = |name: &str| Source::read(std::path::Path::new(&format!("{FIXTURES}/{name}"))).unwrap();
    let (word, open) = (read("puffins.docx"), read("puffins.odt"));
    let text = |source: &Source| outline(source).into_iter().filter(|line| !line.starts_with("M ")).collect::<Vec<_>>();
    assert_eq!(text(&word), text(&open));
    assert_eq!(
        text(&word),
        [
            "H1# Friends of the Puffins: privacy notice",
            "H2# Who we are",
            "P We are Friends of the Puffins, a charity of Anytown. We decide how the records of our members are used.",
            "H2# What we keep",
            "P We keep these records of our members:",
            "- name and address",
            "- gifts and Gift Aid declarations",
            "H2# How long we keep it",
            "C0.0h Record",
            "C0.1h Kept for",
            "C1.0 Membership",
            "C1.1 Two years",
            "H2# Your rights",
            "P You can ask for a copy; see our page.",
        ]
    );
}
