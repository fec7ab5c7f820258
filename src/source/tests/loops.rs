//! Loops over lists that stand in the template, in notices of bodies that do not exist.

use proptest::prelude::*;

use super::super::*;
use super::properties::{check_each, sees, words};
use super::read;

#[test]
fn records_are_drawn_in_jsx() {
    let text = "const rows: Row[] = [\n  // TODO\n  { why: \"Lending you kites\", ground:\n      'Our contract' + ' with you', keep: \
        [\"2 years\", 'until it\\'s torn'] },\n  { why: `A \\u201cgust\\u201d & a <line>`, ground: <b>The law</b>, keep: [] as const },\n];\n\
        export default () => (\n  <main>\n    <h1>Kites</h1>\n    <h2>Why</h2>\n    <p>Once.</p>\n    {rows.map((r, i) => (\n\
        <section key={r.why}>\n        <h3>{r.why}</h3>\n        <p>{i}We lean on {r.ground}.</p>\n        <p>Ask.</p>\n\
        <ul>{r.keep.map(k => <li key={k}>{k}</li>)}</ul>\n      </section>\n    ))}\n    <h2>After</h2>\n    <p>End.</p>\n  </main>\n);\n";
    let expected = [
        "H1# Kites",
        "H2# Why",
        "P Once.",
        "H3# Lending you kites",
        "P We lean on Our contract with you.",
        "P Ask.",
        "- 2 years",
        "- until it's torn",
        "H3# A “gust” & a <line>",
        "P We lean on The law.",
        "H2# After",
        "P End.",
    ];
    assert_eq!(read("a.tsx", text), expected);
    let source = Source::from_text("a.tsx", text);
    let blocks = source.blocks();
    assert_eq!(source.slice(blocks[3].span), "Lending you kites");
    assert_eq!(source.position(blocks[7].span.start as usize).line, 4, "in the list, not in the loop");
}

#[test]
fn pairs_and_entries_are_drawn() {
    let text = "const promises = [[\"Show you\", \"Ask, and we send it.\"], [\"Stop\", \"Say so.\"]] as const;\n\
        const KEEP = { letters: \"Two years\", kites: \"One summer\" };\n\
        export const Page = () => <div><h1>Kites</h1><dl>{promises.map(([title, text]) => { return (<div key={title}><dt>{title}</dt>\
        <dd>{text}</dd></div>); })}</dl>{Object.entries(KEEP).map(([k, v]) => <p key={k}>The {k}: {v}.</p>)}\
        {[{ a: 'One & one.' }].map(({ a: name, b }) => <p>{name} {b}</p>)}{unknown.map((u) => <li>{u.x}</li>)}</div>;\n";
    let expected = [
        "H1# Kites",
        "H2 Show you",
        "P Ask, and we send it.",
        "H2 Stop",
        "P Say so.",
        "P The letters: Two years.",
        "P The kites: One summer.",
        "P One & one.",
        "- {{u.x}}",
    ];
    assert_eq!(read("a.jsx", text), expected);
}

#[test]
fn components_draw_their_own() {
    // What becomes of the texts is for the component to say, so they are read where they stand.
    let text = "const rows = [{ q: 'Who are you here?', a: 'We are the Kite Society of Anytown.' }];\n\
        export default () => <main><h1>Kites</h1>{rows.map((r) => <Row key={r.q} q={r.q} a={r.a} />)}</main>;\n";
    assert_eq!(read("a.tsx", text), ["P We are the Kite Society of Anytown.", "H1# Kites"]);
    let text = "const rows = [{ q: 'Who are you here?', a: 'We are the Kite Society of Anytown.' }];\n\
        export default () => <main><h1>Kites</h1>{rows.map((r) => <Faq question={r.q} answer={r.a} />)}</main>;\n";
    assert_eq!(read("a.tsx", text), ["H1# Kites", "H2# Who are you here?", "P We are the Kite Society of Anytown."]);
}

#[test]
fn svelte_vue_and_astro() {
    let found = read(
        "a.svelte",
        "<script>\n  const rows = [{ t: 'See it', d: 'Ask us.' }, { t: 'Fix it', d: 'Tell {us}.' }];\n</script>\n<h1>Kites</h1>\n\
         {#each rows as { t, d }, i (t)}\n  <h2 id={t}>{i}{t}</h2>\n  {#if d}<p>{d}</p>{/if}\n{:else}\n  <p>None.</p>\n{/each}\n<p>End.</p>",
    );
    assert_eq!(found, ["H1# Kites", "H2# See it", "P Ask us.", "H2# Fix it", "P Tell {us}.", "P End."]);
    let found = read(
        "a.vue",
        "<template>\n<h1>Kites</h1>\n<ul><li v-for=\"(p, n) in firms\" :key=\"p.name\"><b>{{ p.name }}</b>: {{ p.job }}<br/></li></ul>\n</template>\n\
         <script>\nexport default { data() { return { firms: [{ name: 'Loft Ltd', job: 'string' }, { name: 'Tail plc', job: 'bows' }] } } }\n</script>",
    );
    assert_eq!(found, ["H1# Kites", "- Loft Ltd: string", "- Tail plc: bows"]);
    let found = read(
        "a.astro",
        "---\nconst rows = [['Letters', 'Two years'], ['Kites', 'One summer']];\n---\n<h1>Kites</h1>\n<table><tr><th>What</th><th>How long</th></tr>\n\
         {rows.map(([a, b]) => <tr><td>{a}</td><td>{b}</td></tr>)}</table>",
    );
    assert_eq!(
        found,
        [
            "H1# Kites",
            "C0.0h What",
            "C0.1h How long",
            "C1.0 Letters",
            "C1.1 Two years",
            "C2.0 Kites",
            "C2.1 One summer"
        ]
    );
}

#[test]
fn tags_of_templates() {
    let cells = ["H1# Kites", "C0.0 Letters", "C0.1 Two years", "C1.0 Kites & bows", "C1.1 One summer", "P End."];
    let jinja = "{% set rows = [['Letters', 'Two years'], ['Kites & bows', \"One summer\"]] %}<h1>Kites</h1>\n<table>{%- for a, b in rows -%}\n\
        <tr><td>{{ a }}</td><td>{{ b | safe }}</td></tr>{% if x %}{% else %}{% endif %}{% else %}<tr><td>None</td></tr>{% endfor %}</table><p>End.</p>";
    assert_eq!(read("a.njk", jinja), cells);
    let php = "<h1>Kites</h1><table><?php\n$rows = array(\n  array( 'Letters', 'Two years' ), // x\n  array( 'Kites & bows', 'One summer' ),\n);\n\
        foreach ( $rows as $row ) :\n  ?>\n<tr><td><?php echo esc_html( $row[0] ); ?></td><td><?= $row[1] ?></td></tr>\n<?php endforeach; ?></table><p>End.</p>";
    assert_eq!(read("a.php", php), cells);
    let braces = "<h1>Kites</h1><table><?php $rows = ['Letters' => 'Two years', 'Kites & bows' => 'One summer']; ?>\n\
        <?php foreach ($rows as $what => $long) { ?><tr><td><?= $what ?></td><td><?= htmlspecialchars($long, ENT_QUOTES) ?></td></tr><?php } ?></table><p>End.</p>";
    assert_eq!(read("a.php", braces), cells);
    let erb = "<% rows = [{ what: 'Letters', long: 'Two years' }, { :what => 'Kites & bows', :long => 'One summer' }] %><h1>Kites</h1>\n\
        <table><% rows.each do |row| %><tr><td><%= row[:what] %></td><% if row[:long] %><td><%= row[:long] %></td><% end %></tr><% end %></table><p>End.</p>";
    assert_eq!(read("a.html.erb", erb), cells);
    let razor = "@{\n  var rows = new[] {\n    new { What = \"Letters\", Long = \"Two years\" },\n    new { What = \"Kites & bows\", Long = \"One summer\" }\n  };\n}\n\
        <h1>Kites</h1>\n<table>\n@foreach (var row in rows)\n{\n  <tr><td>@row.What</td><td>@(row.Long)</td></tr>\n}\n</table><p>End.</p>";
    assert_eq!(read("a.cshtml", razor), cells);
}

#[test]
fn what_is_not_known_stays_as_it_was() {
    for text in [
        "const a = rows();\nexport default () => <ul>{a.map((r) => <li>{r.x}</li>)}</ul>;",
        "const a = [1, 2];\nexport default () => <ul>{a.map((r) => <li>{r}</li>)}</ul>;",
        "const a = [{ x: 'One two' }];\nconst b = () => { const a = [{ x: 'Three' }]; };\nexport default () => <ul>{a.map((r) => <li>{r.x}</li>)}</ul>;",
        "const a = [{ x: 'One two' }];\nexport default () => <p>{a.map((r) => r.x).join(', ')}</p>;",
        "const a = [{ x: 'One two' }];\nexport default () => <ul>{a.map((r) => <li>{r.x}</li>",
    ] {
        let found = read("a.tsx", text);
        assert!(found.iter().all(|line| !line.contains("One two")), "{text}: {found:?}");
    }
}

fn records() -> impl Strategy<Value = Vec<(Vec<&'static str>, Vec<&'static str>)>> {
    prop::collection::vec((words(5), words(5)), 1..5)
}

proptest! {
    #[test]
    fn spans_of_what_loops_draw(rows in records(), swapped in any::<bool>(), after in any::<bool>()) {
        let entry = |(a, b): &(Vec<&str>, Vec<&str>)| {
            let (a, b) = (a.join(" "), b.join(" "));
            if swapped { format!("{{ b: \"{b}\", a: '{a}' }}") } else { format!("{{ a: '{a}', b: \"{b}\" }}") }
        };
        let list = rows.iter().map(entry).collect::<Vec<_>>().join(",\n  ");
        let svelte = "{#each rows as r}<h2>{r.a}</h2><p><b>{r.a}</b>: <a href=\"x\">{r.b}</a>, then.</p>{/each}";
        let jsx = "{rows.map((r) => <div><h2>{r.a}</h2><p><b>{r.a}</b>: <a href=\"x\">{r.b}</a>, then.</p></div>)}";
        let (code, body) = (format!("const rows = [{list}];"), [svelte, jsx]);
        let script = format!("<script>{code}</script>");
        let page = format!("<h1>Start</h1><p>Before.</p>{}<p>After.</p>", body[0]);
        let svelte = if after { format!("{page}{script}") } else { format!("{script}{page}") };
        let page = format!("export default () => <main><h1>Start</h1><p>Before.</p>{}<p>After.</p></main>;", body[1]);
        let jsx = if after { format!("{page}\n{code}") } else { format!("{code}\n{page}") };
        let mut seen = vec!["Start".to_owned(), "Before.".to_owned()];
        for (a, b) in &rows {
            let own = a.iter().chain(a).chain(b).map(|word| (*word).to_owned());
            seen.extend(own);
            seen.push("then.".to_owned());
        }
        seen.push("After.".to_owned());
        for (name, text) in [("a.svelte", svelte), ("a.tsx", jsx)] {
            let source = Source::from_text(name, text);
            check_each(&source)?;
            sees(&source, &seen)?;
        }
    }

    #[test]
    fn loops_in_garbage(text in "(rows = \\[|rows|\\['a b'\\]|\\{a: 'b c'\\}|\\[|\\]|\\{|\\}|\\(|\\)|, |: |=> |\\.map\\(|\\(r\\) => |\\{r\\}|\\{r\\.a\\}|<p>|</p>|\
         \\{% for r in rows %\\}|\\{% endfor %\\}|\\{\\{ r \\}\\}|\\{#each rows as r\\}|\\{/each\\}|<\\?php foreach \\(\\$rows as \\$r\\): \\?>|<\\?= \\$r \\?>|\
         <\\?php endforeach; \\?>|<% rows\\.each do \\|r\\| %>|<%= r %>|<% end %>|@foreach \\(var r in rows\\) \\{|@r|<p v-for=\"r in rows\">|\
         '|\"|\\\\|é|’|\n|word ){0,40}", known in any::<bool>()) {
        let front = if known { "rows = [['a b', \"c’s \\u00e9\"], ['d', 'e']];\n" } else { "" };
        use Template::*;
        for template in [Jinja, Erb, Php, Razor, Jsx, Svelte, Vue, Astro] {
            let text = format!("{front}{text}");
            if let Ok(source) = Source::from_bytes("a", text.into_bytes(), Some(Format::Template(template))) {
                check_each(&source)?;
            }
        }
    }
}
