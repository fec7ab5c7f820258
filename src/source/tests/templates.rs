//! Templates, over notices of councils that do not exist.

use super::super::*;
use super::read;

#[test]
fn jinja() {
    let found = read(
        "a.njk",
        "{% extends 'x.njk' %}\n{% set council = \"Anytown Council\" %}\n{% block pageTitle %}Old{% endblock %}\n\
         {% block content %}<h1>{{ t('Your records') }}</h1>\n<p>{{ council }} keeps it for {{ retention }}.\n\
         {% if a > 3 %}You can ask{% else %}Ask{% endif %} account{% if many %}s{% endif %}.</p>\n\
         <p class=\"{{ 'a b' }}\">{% trans %}See {{ link('our page', url) }}{% endtrans %}</p>{{ t('privacy.more') }}\n\
         {{ govukDetails({ summaryText: \"Who sees it\", html: \"<p>Our staff.</p>\", classes: \"a b c\" }) }}\n\
         {% filter markdown %}\n## Rights\n\n- to see\n{% endfilter %}{% endblock %}",
    );
    let expected = [
        "H1# Your records",
        "P Anytown Council keeps it for {{retention}}. You can askAsk accounts.",
        "P See our page",
        "H2 Who sees it",
        "P Our staff.",
        "H2# Rights",
        "- to see",
    ];
    assert_eq!(found, expected);
    let source = Source::from_text("a.njk", "{% if a %}<p>For {{ b.c }}{% elif d %}x{% else %}y{% endif %}");
    let (blocks, notes) = source.reading();
    assert_eq!((notes.branches, notes.unknown_values), (3, 1));
    let hole = blocks[0].pieces.iter().find(|piece| piece.shown.as_deref() == Some("{{b.c}}")).unwrap();
    assert_eq!(source.slice(hole.source), "{{ b.c }}");
}

#[test]
fn keys_only() {
    let text = "<h1>{{ t('privacy.title') }}</h1><p>{{ t('privacy.who') }}</p><p>{{ t('privacy.why') }}</p>";
    let (blocks, notes) = Source::from_text("a.njk", text).reading();
    assert!(blocks.is_empty() && notes.keys_only && notes.keys == 3, "{notes:?}");
}

#[test]
fn erb_php_and_toolkit() {
    let found = read(
        "a.html.erb",
        "<% content_for :title do %>Old<% end %><%= render 'x' %><% if a > b %><p>We are <%= @org.name %>.</p><% end %>\n\
         <p>See <%= link_to \"our page\", x_path, class: \"a b c\" %> or <%= mail_to 'a@b.example' %>.\n\
         <p><%= t('.more') %></p>",
    );
    assert_eq!(found, ["P We are {{org.name}}.", "P See our page or a@b.example."]);
    let found = read(
        "a.php",
        "<?php $who = 'Anytown'; if ($a > 1): ?><p><?= $who ?> keeps it for <?php echo $years; ?>.<?php endif; ?>\n\
         <h2><?php _e('Your rights', 'x'); ?></h2><p>Ask.</p><?php include('f.php');",
    );
    assert_eq!(found, ["P Anytown keeps it for {{years}}.", "H2# Your rights", "P Ask."]);
    let found = read("a.tt", "[% INCLUDE 'h' %][% IF a %]<p>We are [% c.name %].</p>[% END %]");
    assert_eq!(found, ["P We are {{c.name}}."]);
    let found =
        read("a.hbs", "{{> head}}{{#if a}}<p>{{{name}}} keeps {{t \"your records\"}}.</p>{{else}}<p>No.</p>{{/if}}");
    assert_eq!(found, ["P {{name}} keeps your records.", "P No."]);
    let found = read("a.jsp", "<%@ page x=\"y\" %><p>We are ${org.name}.</p><%-- no --%>");
    assert_eq!(found, ["P We are {{org.name}}."]);
}

#[test]
fn razor() {
    let found = read(
        "a.cshtml",
        "@using X\n@model Y\n@{\n    ViewBag.Title = \"Old\";\n    var who = \"Anytown\";\n}\n<p>@who keeps <a href=\"@Url.Action(\"a\", \"b\")\">it</a> \
         for @Model.Years(1)[0].Text. Write to a@b.example.</p>\n@if (Model.X > 3)\n{\n    <p>You can ask.</p>\n}\nelse\n{\n\
         <p>Ask.</p>\n}\n@* no *@\n@await Html.PartialAsync(\"x\")\n@Html.Raw(\"Our staff see it\")\n\
         @Html.Inset(new I { Html = @<text><p>Anytown's @Model.Road</p></text> })",
    );
    let expected = [
        "P Anytown keeps it for {{Model.Years_1_0_.Text}}. Write to a@b.example.",
        "P You can ask.",
        "P Ask.",
        "P Our staff see it",
        "P Anytown's {{Model.Road}}",
    ];
    assert_eq!(found, expected);
}

#[test]
fn jsx() {
    let found = read(
        "a.tsx",
        "import X from 'some module here';\nconst cls = 'mt-4 text-lg font-bold';\n\
         export default function P<T>(props: Props) {\n  const n = 1 < 2;\n  return (\n    <>\n      <Nav />\n\
         <main className={cn('a b c')}>\n<h1>Your records</h1>\n{/* no */}\n<p>We keep it{' '}\n  for {props.years}.</p>\n\
         {ok && <p>{t('You can ask.')}</p>}\n<ul>{items.map((i) => <li key={i}>{i.name}</li>)}</ul>\n\
         <Card title=\"Who sees it\"><Link href=\"/x\">Our staff</Link> {t(\"a.b\")}</Card>\n<Trans>And you.</Trans>\n\
         </main>\n    </>\n  );\n}",
    );
    let expected = [
        "H1# Your records",
        "P We keep it for {{props.years}}.",
        "P You can ask.",
        "- {{i.name}}",
        "H2# Who sees it",
        "P Our staff",
        "P And you.",
    ];
    assert_eq!(found, expected);
    let found = read(
        "a.ts",
        "export const page: Page = {\n  title: 'Your records',\n  path: '/a/b',\n  body: `<p>We keep it for ${years} \
         years.</p><h2>Rights</h2>`,\n  sections: [{ heading: 'Who', text: ['You can ask us.', 'We don\\u2019t charge.'] }],\n};",
    );
    let expected = [
        "H1# Your records",
        "P We keep it for {{years}} years.",
        "H2# Rights",
        "H3# Who",
        "P You can ask us.",
        "P We don't charge.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn components() {
    let found = read(
        "a.svelte",
        "<script>let a = '<p>no</p>';</script>\n<h1 use:x={{ a: 1 }}>Your {@html x}records</h1>{#if a > 1}<p>For {years}.</p>\
         {:else}<p>No.</p>{/if}<style>p { color: red }</style>",
    );
    assert_eq!(found, ["H1# Your records", "P For {{years}}.", "P No."]);
    let found = read(
        "a.vue",
        "<template>\n<div><h1>{{ $t('Your records') }}</h1><p v-if=\"a > b\">For {{ years }}.</p><Nav /><p>Ask.</p></div>\n\
         </template>\n<script>export default {}</script>",
    );
    assert_eq!(found, ["H1# Your records", "P For {{years}}.", "P Ask."]);
    let found = read(
        "a.astro",
        "---\nconst a = 'x y z';\n---\n<Layout title=\"x\"><h1>Your records</h1><p>For {years}.</p></Layout>",
    );
    assert_eq!(found, ["H1# Your records", "P For {{years}}."]);
}

#[test]
fn indentation() {
    let found = read(
        "a.haml",
        "- if x\n  %h1.a#b{class: 'x'} Your records\n  %p\n    We keep it\n    for #{years}.\n-# no\n    no\n%ul\n  %li= t('your card')\n  \
         %li your name\n.box= render 'x'\n%p= @org",
    );
    assert_eq!(found, ["H1# Your records", "P We keep it for {{years}}.", "- your card", "- your name", "P {{org}}"]);
    let found = read(
        "a.pug",
        "extends x\nblock content\n  h1.a(b='c') Your records\n  p.\n    We keep it.\n  ul\n    li: a(href='/x') card\n  p= org",
    );
    assert_eq!(found, ["H1# Your records", "P We keep it.", "- card", "P {{org}}"]);
}

#[test]
fn markdown_with_tags() {
    let found = read(
        "a.md",
        "---\ntitle: Records\n---\n{% include x %}\n\n# Your records {#a}\n\nWe keep it for {{ years }}.\n{: .note}\n\n{% if a %}\n- card\n{% endif %}\n\n\
         $CTA\nAsk us.\n$CTA\n\n^It is free.^\n\ns1. Write\ns2. Wait\n\n> [!NOTE]\n> We answer.\n",
    );
    let expected = [
        "M title=Records",
        "H1# Your records",
        "P We keep it for {{years}}.",
        "- card",
        "P Ask us.",
        "P It is free.",
        "1 Write",
        "1 Wait",
        "P We answer.",
    ];
    assert_eq!(found, expected);
    let found = read("a.md", "title: Records\n---\n\n# Your records\n\nWe keep it.\n");
    assert_eq!(found, ["M title=Records", "H1# Your records", "P We keep it."]);
    let source = Source::from_text("a.md", "See [here]({{< relref \"/x y\" >}}) or [there]({{ base }}/a).\n");
    let blocks = source.blocks();
    assert_eq!(blocks[0].text(&source.text), "See here or there.");
    let targets: Vec<&str> = blocks[0].links.iter().map(|link| &*link.target).collect();
    assert_eq!(targets, ["", "/a"]);
    let found = read("a.md.erb", "# <%= t('Your records') %>\n\nWe are <%= org %>.\n");
    assert_eq!(found, ["H1# Your records", "P We are {{org}}."]);
}

#[test]
fn mdx() {
    let found = read(
        "a.mdx",
        "import X from './x'\nexport const a = {\n  b: 1,\n}\n\n# Your records\n\n<Note title=\"Who sees it\">\n  Our **staff**, {org}.\n</Note>\n\n\
         {/* no */}\n\n- a <Tag>card</Tag>\n",
    );
    assert_eq!(found, ["H1# Your records", "H2# Who sees it", "P Our staff, {{org}}.", "- a card"]);
}

#[test]
fn formats_by_name_and_content() {
    let format = |path: &str, text: &str| Source::from_text(path, text).format;
    assert_eq!(format("a.html", "<p>x"), Format::Html);
    assert_eq!(format("a.html", "{% x %}<p>x"), Format::Template(Template::Jinja));
    assert_eq!(format("a.html.erb", "<p>x"), Format::Template(Template::Erb));
    assert_eq!(format("a.en.html.twig", "<p>x"), Format::Template(Template::Jinja));
    assert_eq!(format("notice.v2.md", "# x"), Format::Markdown);
    assert_eq!(format("page", "<!DOCTYPE html><p>x"), Format::Html);
    assert_eq!(format("a.mdx", "# x"), Format::Mdx);
}
