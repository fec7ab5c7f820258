//! Components that are given lists and records, in notices of bodies that do not exist.

use proptest::prelude::*;

use super::super::*;
use super::properties::check_each;
use super::{outline, read};

#[test]
fn macros_of_a_design_system() {
    let text = "{% set inbox = \"kites@loftmoor.example\" %}\n{{ govukBackLink({ text: \"Back\" }) }}\n<h1>Kite permits</h1>\n\
        {{ govukSummaryList({ rows: [ { key: { text: \"Write to\" }, value: { html: \"Loftmoor Council<br>1 Mast Lane\" } },\n\
        { key: { text: \"Our officer\" }, value: { html: '<a href=\"mailto:' + inbox + '\">' + inbox + '</a>' } } ] }) }}\n\
        {% set parts = [\n  { heading: { text: \"Who sees your form (all of it)\" }, content: { html: '<p>Two of us:</p><ul><li>the warden</li>\
        <li>the clerk</li></ul>' } },\n  { heading: { text: \"How long\" }, content: { text: \"Two years.\" } }\n] %}\n\
        {{ govukAccordion({ id: \"a\", items: parts }) }}\n<h2>Kept</h2>\n\
        {{ govukTable({ caption: \"What goes when\", head: [{ text: \"Paper\" }, { text: \"Time\" }], rows: [\n\
        [{ text: \"Forms\" }, { text: \"2 years\" }], [{ text: \"Letters\" }, { html: \"<b>1</b> year\" }]] }) }}\n\
        {{ govukTabs({ items: [{ label: \"Hill\", panel: { html: \"<p>We note the wind.</p>\" } }, { label: \"Shore\", panel: { html: \
        \"<h2>On the shore</h2><p>We note the tide.</p>\" } }] }) }}\n\
        {{ govukDetails({ summaryText: \"Why do you ask?\", text: \"So that no two lines cross.\" }) }}\n\
        {{ govukRadios({ items: [{ value: \"y\", text: \"Yes\" }] }) }}\n";
    let expected = [
        "H1# Kite permits",
        "H2 Write to",
        "P Loftmoor Council 1 Mast Lane",
        "H2 Our officer",
        "P kites@loftmoor.example",
        "H2# Who sees your form (all of it)",
        "P Two of us:",
        "- the warden",
        "- the clerk",
        "H2# How long",
        "P Two years.",
        "H2# Kept",
        "H3 What goes when",
        "C0.0h Paper",
        "C0.1h Time",
        "C1.0 Forms",
        "C1.1 2 years",
        "C2.0 Letters",
        "C2.1 1 year",
        "H2# Hill",
        "P We note the wind.",
        "H2# On the shore",
        "P We note the tide.",
        "H3 Why do you ask?",
        "P So that no two lines cross.",
        "P Yes",
    ];
    assert_eq!(read("a.njk", text), expected);
    let source = Source::from_text("a.njk", text);
    let blocks = source.blocks();
    assert_eq!(&*blocks[4].links[0].target, "mailto:kites@loftmoor.example");
    assert_eq!(source.position(blocks[6].span.start as usize).line, 7, "in the list, not in the call");
}

#[test]
fn macros_of_the_template_itself() {
    let text = "{% import _self as ui %}\n{% macro point(title, body) %}<dt>{{ title }}</dt><dd>{{ body|raw }}</dd>{% endmacro %}\n\
        {% macro mail(to) %}<a href=\"mailto:{{ to }}\">{{ to }}</a>{% endmacro %}\n{% set box = 'ask@loftmoor.example' %}\n<h1>Kites</h1>\n\
        <p>Ask {{ ui.mail(box) }}.</p>\n<h2>In short</h2>\n<dl>{{ _self.point('What we ask'|trans, 'Name, and the size of the kite.'|trans) }}\n\
        {{ _self.point('What for'|trans, 'To give you a place on the hill.'|trans) }}</dl>\n\
        {% for r in ['see your form'|trans, _('mend it')] %}<li>{{ r }};</li>{% endfor %}\n";
    let expected = [
        "H1# Kites",
        "P Ask ask@loftmoor.example.",
        "H2# In short",
        "H3 What we ask",
        "P Name, and the size of the kite.",
        "H3 What for",
        "P To give you a place on the hill.",
        "- see your form;",
        "- mend it;",
    ];
    assert_eq!(read("a.html.twig", text), expected);
}

#[test]
fn view_components_of_ruby() {
    let one = "<h1><%= t('.title', default: 'Kites and you') %></h1>\n<%= govuk_table do |table|\n  table.with_caption(text: 'Papers')\n\
        table.with_head do |head|\n    head.with_row do |row|\n      row.with_cell(text: 'Paper')\n      row.with_cell(text: 'Time')\n    end\n  end\n\
        table.with_body do |body|\n    { 'Forms' => '2 years', # both kinds\n      'Letters' => '1 year' }.each do |paper, time|\n\
        body.with_row do |row|\n        row.with_cell(text: paper)\n        row.with_cell { time }\n      end\n    end\n  end\nend %>\n";
    let table = [
        "H1# Kites and you",
        "H2 Papers",
        "C0.0h Paper",
        "C0.1h Time",
        "C1.0 Forms",
        "C1.1 2 years",
        "C2.0 Letters",
        "C2.1 1 year",
    ];
    assert_eq!(read("a.html.erb", one), table);
    let many = "<h1>Kites</h1>\n<%= govuk_summary_list do |list| %>\n<% list.with_row do |row| %><% row.with_key { 'Write to' } %>\
        <% row.with_value { 'Loftmoor Council, Mast Lane' } %><% end %>\n<% end %>\n<%= govuk_accordion do |accordion| %>\n\
        <% accordion.with_section(heading_text: 'How long') do %><p>Two years.</p><% end %>\n<% end %>\n\
        <% ['your name', 'the size of your kite'].tap do |items| %><ul><% items.each do |item| %><li><%= item %></li><% end %></ul><% end %>\n\
        <%= govuk_table(head: ['Paper', 'Time'], rows: [['Forms', '2 years'], ['Letters', '1 year']]) %>\n";
    let expected = [
        "H1# Kites",
        "H2 Write to",
        "P Loftmoor Council, Mast Lane",
        "H2# How long",
        "P Two years.",
        "- your name",
        "- the size of your kite",
        "C0.0h Paper",
        "C0.1h Time",
        "C1.0 Forms",
        "C1.1 2 years",
        "C2.0 Letters",
        "C2.1 1 year",
    ];
    assert_eq!(read("b.html.erb", many), expected);
    for broken in [
        "<%= govuk_table do |t|",
        "<%= govuk_table do |t| %><% t.with_row do %>",
        "<% t.with_cell(text: ' %>",
        "<%= a_table do |t| t.with_row do end %>",
    ] {
        read("c.html.erb", broken);
    }
}

#[test]
fn components_with_their_attributes() {
    let text = "const helpers = [\n  { name: 'Mast & Co', job: 'print permits' },\n  { name: 'Hill Ltd', job: 'keep our site up' },\n];\n\
        const asked = [{ question: 'Who reads it?', answer: 'Two of our wardens.' }, { question: 'How long?', answer: <p>Two <b>years</b>.</p> }];\n\
        export default () => (<main><h1>Kites</h1><h2>Helpers</h2>\n<Table head={['Who', 'What they do']} rows={helpers.map((h) => [h.name, h.job])} />\n\
        <DataTable columns={[{ key: 'job', label: 'Job' }, { key: 'name', label: 'Name' }]} data={helpers}></DataTable>\n\
        <h2>Questions</h2><Faq items={asked} /><Nav items={[{ label: 'Home page', text: 'Go to the start' }]} /><p>End.</p></main>);\n";
    let expected = [
        "H1# Kites",
        "H2# Helpers",
        "C0.0h Who",
        "C0.1h What they do",
        "C1.0 Mast & Co",
        "C1.1 print permits",
        "C2.0 Hill Ltd",
        "C2.1 keep our site up",
        "C0.0h Job",
        "C0.1h Name",
        "C1.0 print permits",
        "C1.1 Mast & Co",
        "C2.0 keep our site up",
        "C2.1 Hill Ltd",
        "H2# Questions",
        "H3 Who reads it?",
        "P Two of our wardens.",
        "H3 How long?",
        "P Two years.",
        "P End.",
    ];
    assert_eq!(read("a.tsx", text), expected);
    let vue = "<template><div><h1>Kites</h1><Accordion :items=\"asked\" /></div></template>\n<script setup>\n\
        const asked = [{ title: 'Who reads it', content: 'Two of our wardens.' }]\n</script>\n";
    assert_eq!(read("a.vue", vue), ["H1# Kites", "H2 Who reads it", "P Two of our wardens."]);
}

#[test]
fn names_for_values_and_dates() {
    let twig = "{% set body = 'Loftmoor Council' %}<h1>Kites</h1>\n<p>{% trans with {'%body%': body} %}%body% gives 5% of the places away.{% endtrans %}</p>\n\
        <p>Changed on {{ '2026-02-12'|date('j F Y') }}.</p>\n";
    let found = read("a.html.twig", twig);
    assert_eq!(found, ["H1# Kites", "P Loftmoor Council gives 5% of the places away.", "P Changed on 2026-02-12."]);
    let razor = "@{\n    var changed = new DateTime(2026, 2, 12);\n}\n<h1>Kites</h1>\n<p>Changed @changed.ToString(\"d MMMM yyyy\").</p>\n\
        <dl>@foreach (var (k, v) in new Dictionary<string, string> { [\"See it\"] = \"Ask the warden.\" }) {\n<dt>@k</dt><dd>@v</dd>\n}</dl>\n";
    let found = read("a.cshtml", razor);
    assert_eq!(found, ["H1# Kites", "P Changed 12 February 2026.", "H2 See it", "P Ask the warden."]);
    let script = "const changed = new Date(2026, 1, 12);\nexport default () => <div><h1>Kites</h1><p>Changed {changed.toLocaleDateString('en-GB')}.</p></div>;\n";
    assert_eq!(read("a.tsx", script), ["H1# Kites", "P Changed 12 February 2026."]);
    let svelte = "<script>const changed = 'April 2, 2026';</script>\n<PageTitle title=\"Your kite\" sub=\"Since {changed}\" />\n\
        <Fold label=\"Who reads it\"><p>Two of our wardens.</p></Fold>\n";
    let found = read("a.svelte", svelte);
    assert_eq!(found, ["H1# Your kite", "P Since April 2, 2026", "H2# Who reads it", "P Two of our wardens."]);
    let django = "{% with office=\"Loftmoor Council\" box=\"a@loftmoor.example\" %}<p>The {{ office }} reads {{ box }}.</p>{% endwith %}{% if x %}{% endif %}";
    assert_eq!(read("a.html", django), ["P The Loftmoor Council reads a@loftmoor.example."]);
}

#[test]
fn components_say_what_they_are() {
    let text = "export default () => (\n  <Screen>\n    <Title>Kites</Title>\n    <Card>We keep your name.</Card>\n    <Card>We keep your kite.</Card>\n\
            <Typography variant=\"h3\">Who reads it</Typography>\n    <Typography>Two of us read <Text as=\"span\">all</Text> of it.</Typography>\n\
            <Text as=\"h2\">How long</Text>\n    <Text>Two years.</Text>\n    <Heading level={4}>Letters</Heading>\n    <Bullet>one year</Bullet>\n\
            <Bullet>or two</Bullet>\n    <Table head={['Paper', 'Time']}>\n      <Row cells={['Forms', '2 years']} />\n      <Row cells={['Letters', '1 year']} />\n\
            </Table>\n  </Screen>\n);\n";
    let expected = [
        "H1 Kites",
        "P We keep your name.",
        "P We keep your kite.",
        "H3# Who reads it",
        "P Two of us read all of it.",
        "H2# How long",
        "P Two years.",
        "H4# Letters",
        "- one year",
        "- or two",
        "C0.0h Paper",
        "C0.1h Time",
        "C1.0 Forms",
        "C1.1 2 years",
        "C2.0 Letters",
        "C2.1 1 year",
    ];
    assert_eq!(read("a.tsx", text), expected);
    for broken in [
        "<Text as=\"h2\">a</Text></Text>",
        "<A><B></A></B>",
        "<Table head={['a', 'b']}>",
        "<Row cells={[",
        "<Row cells={['a','b']} /",
    ] {
        read("b.tsx", &format!("export default () => <div>{broken}</div>;"));
    }
}

#[test]
fn calls_that_show_a_value() {
    let php = "<?php\n$club = 'Loftmoor Kite Club';\n$box = 'ask@loftmoor.example';\n?>\n<h1>Kites</h1>\n<p><?= esc_html($club) ?> reads it: \
        <a href=\"mailto:<?= antispambot($box) ?>\"><?= antispambot($box) ?></a>.</p>\n<p>Changed: <?php the_modified_date('j F Y'); ?></p>\n";
    let expected =
        ["H1# Kites", "P Loftmoor Kite Club reads it: ask@loftmoor.example.", "P Changed: {{the_modified_date_j_F_Y}}"];
    assert_eq!(read("a.php", php), expected);
    let source = Source::from_text("a.php", php);
    assert_eq!(&*source.blocks()[1].links[0].target, "mailto:ask@loftmoor.example");
    let twig = "{% import 'ui.twig' as ui %}<h1>Kites</h1>\n<p>Our helpers: {{ ['Mast & Co', 'Hill Ltd']|join(', ') }}.</p>\n\
        <p>Write at {{ ui.ext('https://kites.example/ask', 'kites.example/ask') }}, or not.</p>\n";
    let source = Source::from_text("a.html.twig", twig);
    let expected = ["H1# Kites", "P Our helpers: Mast & Co, Hill Ltd.", "P Write at kites.example/ask, or not."];
    assert_eq!(outline(&source), expected);
    assert_eq!(&*source.blocks()[2].links[0].target, "https://kites.example/ask");
}

#[test]
fn strings_that_are_cut_into_items() {
    let django = "{% load x %}<ul>{% for line in readers|default:_(\"the warden|the clerk, on Mondays\")|split:\"|\" %}<li>{{ line }}</li>{% endfor %}</ul>\n\
        {% blocktranslate count years=6 %}<p>Kept {{ years }} year.</p>{% endblocktranslate %}\n";
    assert_eq!(read("a.html", django), ["- the warden", "- the clerk, on Mondays", "P Kept 6 year."]);
    let script =
        "export default () => <ul>{'the warden; the clerk'.split(';').map((who) => <li key={who}>{who}</li>)}</ul>;\n";
    assert_eq!(read("a.jsx", script), ["- the warden", "- the clerk"]);
}

proptest! {
    #[test]
    fn components_in_garbage(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40), kind in 0..7usize) {
        let name = ["a.njk", "a.html.twig", "a.html.erb", "a.tsx", "a.svelte", "a.vue", "a.cshtml"][kind];
        let source = Source::from_text(name, parts.concat());
        check_each(&source)?;
    }
}

/// Pieces of templates, of which most do not fit together.
const PARTS: [&str; 48] = [
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "<%= ",
    "<% ",
    " %>",
    "f({",
    "rows: ",
    "items: ",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "'a b'",
    "\"é \"",
    ", ",
    "heading: ",
    "text: 'Ask us, é.'",
    "html: '<p>é' + x + '</p>'",
    "macro m(a, b)",
    "endmacro",
    "m('é', b)",
    "for x in ",
    "endfor",
    "|trans",
    "|split:'é'",
    "govuk_table do |t|",
    " t.with_row do |r|",
    " r.with_cell(text: 'é')",
    " end",
    " each do |x|",
    "<Table head={['a', 'é']}>",
    "</Table>",
    "<Row cells={",
    " />",
    "<Text as=\"h2\">",
    "</Text>",
    "é",
    "\n",
    "const a = ",
    ".map((x) => ",
    "%é%",
    "%org%",
    "new DateTime(2026, 2, 12)",
    "trans with {'%org%': 'é'}",
];
