//! What components say in their attributes, and links that code makes, in notices of bodies that do not exist.

use super::super::*;
use super::read;

fn targets(name: &str, text: &str) -> Vec<String> {
    let source = Source::from_text(name, text);
    let link = |link: Link| format!("{} -> {}", source.slice(link.label), link.target);
    source.blocks().into_iter().flat_map(|block| block.links).map(link).collect()
}

#[test]
fn sections_say_their_headings() {
    let found = read(
        "a.tsx",
        "const CHANGED = '3 August 2026';\nfunction Block({ id, heading, children }: { id: string; heading: string }) {\n\
         return <section id={id}><h3>{heading}</h3>{children}<p>Back to the top.</p></section>;\n}\n\
         export default () => (<Shell title=\"Your records\" updated={CHANGED}>\n<Block id=\"who\" heading=\"Who we are\"><p>The Kite Society.</p>\
         <h3>Where</h3><p>Anytown.</p></Block>\n<Section heading='Your rights'><p>Ask.</p><Callout title=\"Say no\"><p>You can.</p></Callout></Section>\n\
         <Section title=\"Complaints\"><P>Write.</P></Section>\n<Foot lastReviewed=\"2026-08-03\" date={today()} /></Shell>);",
    );
    let expected = [
        "P Back to the top.",
        "H2# Your records",
        "P updated 3 August 2026",
        "H2# Who we are",
        "P The Kite Society.",
        "H3# Where",
        "P Anytown.",
        "H2# Your rights",
        "P Ask.",
        "H3# Say no",
        "P You can.",
        "H2# Complaints",
        "P Write.",
        "P Reviewed 2026-08-03",
    ];
    assert_eq!(found, expected);
}

#[test]
fn addresses_keep_what_is_put_into_them() {
    let found = targets(
        "a.tsx",
        "const MAIL = 'kites@anytown.example';\nconst SITE = { ico: 'https://ico.org.uk' };\n\
         export default () => <p><a href={`mailto:${MAIL}`}>Write</a> or <a href={`mailto:${x.dpo}`}>here</a>, <a href={SITE.ico}>ICO</a>, \
         <a href={x.y}>page</a>, <a href={'/a'}>a</a>.</p>;",
    );
    let expected =
        ["Write -> mailto:kites@anytown.example", "here -> mailto:{{x.dpo}}", "ICO -> https://ico.org.uk", "a -> /a"];
    assert_eq!(found, expected);
    let found = targets(
        "a.njk",
        "{% set dpo = 'kites@anytown.example' %}<p><a href=\"mailto:{{ dpo }}\">Write</a>, <a href=\"mailto:{{ x.y }}?subject=a\">there</a>, \
         <a href=\"{{ page }}/b\">b</a>.</p>",
    );
    let expected = ["Write -> mailto:kites@anytown.example", "there -> mailto:{{x.y}}?subject=a", "b -> /b"];
    assert_eq!(found, expected);
}

#[test]
fn calls_that_make_links() {
    let found = targets(
        "a.html.erb",
        "<p>Ask the <%= govuk_link_to \"regulator\", \"https://ico.org.uk/concerns\", class: \"a\" %> or \
         <%= mail_to 'kites@anytown.example' %> or <%= mail_to \"kites@anytown.example\", \"us\" %>, see <%= link_to 'our page', page_path %>.</p>",
    );
    let expected = [
        "regulator -> https://ico.org.uk/concerns",
        "kites@anytown.example -> mailto:kites@anytown.example",
        "us -> mailto:kites@anytown.example",
    ];
    assert_eq!(found[..2], expected[..2]);
    let found = targets("a.njk", "<p>{{ t('Ask the ' + externalLink('regulator', icoUri) + ' too') | safe }}</p>");
    assert_eq!(found, ["regulator -> {{icoUri}}"]);
}

#[test]
fn templates_of_go() {
    let text = "{{define \"title\"}}Kites{{end}}<p>{{if .A}}We are {{.Name}}.{{else}}x{{end}}</p>{{range $i, $x := .Rows}}<p>{{$x}}</p>{{end}}\
        {{template \"foot\" .}}{{block \"b\" .}}<p>End.</p>{{end}}";
    assert_eq!(read("a.html", text), ["H1 Kites", "P We are {{Name}}.x", "P {{x}}", "P End."]);
}

#[test]
fn names_of_variables_are_no_words() {
    let source = Source::from_text("a.php", "<p>We are <?php echo esc_html( $company ); ?>, a charity.</p>");
    let blocks = source.blocks();
    let text = crate::notice::NormalText::new(&source.text, &blocks);
    let words: Vec<&str> = text.tokens.iter().map(|token| text.word(token)).collect();
    assert_eq!(words, ["we", "are", "{{esc_html_company}}", "a", "charity"]);
}
