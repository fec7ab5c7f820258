//! The command line.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)]
use notice_lint::check::*;
use notice_lint::rules::*;
use notice_lint::source::Source;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut pack_dir = String::from("rules");
    let mut select: Vec<String> = vec![];
    let mut format = "concise".to_string();
    let mut layer: Option<String> = None;
    let mut rest = vec![];
    let mut i = 0;
    while i < args.len() {
        match args[i].as_str() {
            "--pack" => { i += 1; pack_dir = args[i].clone(); }
            "--select" => { i += 1; select.extend(args[i].split(',').map(str::to_owned)); }
            "--format" => { i += 1; format = args[i].clone(); }
            "--layer" => { i += 1; layer = Some(args[i].clone()); }
            other => rest.push(other.to_string()),
        }
        i += 1;
    }
    let files = Pack::read(std::path::Path::new(&pack_dir)).map_err(|e| format!("{e:?}")).unwrap();
    let (pack, mut problems) = Pack::parse(files);
    let (rules, more) = compile::compile(&pack);
    problems.extend(more);
    let show = |p: &Problem| {
        let line = p.text[..p.at.start.min(p.text.len())].matches('\n').count() + 1;
        eprintln!("{}:{}: {}{}", p.path, line, p.message, p.help.as_ref().map(|h| format!(" ({h})")).unwrap_or_default());
    };
    let wanted = |name: &str| select.is_empty() || select.iter().any(|s| s == name);
    match rest[0].as_str() {
        "rules" => {
            let mine = |p: &&Problem| select.is_empty() || select.iter().any(|s| p.path.contains(s.as_str()));
            problems.iter().filter(mine).for_each(show);
            println!("{} problems", problems.iter().filter(mine).count());
            if rest[1] == "test" {
                let outcome = rule_test::run(&pack, &rules, &wanted);
                outcome.failures.iter().for_each(show);
                println!("{} passed, {} failed", outcome.passed, outcome.failures.len());
            }
        }
        cmd => {
            let mut options = Options::at("2026-11-21".parse().unwrap());
            options.select = select;
            let mut all: Vec<Checked> = vec![];
            for path in &rest[1..] {
                match Source::read(std::path::Path::new(path)) {
                    Ok(source) => all.push(lint(&source, &rules, &options)),
                    Err(e) => eprintln!("{path}: {e}"),
                }
            }
            if let Some(layer) = layer {
                let parent = all.iter().find(|c| c.report.path.contains(&layer)).unwrap().clone();
                for c in &mut all { if c.report.path != parent.report.path { apply_layer(c, &parent, &rules); } }
            }
            if cmd == "coverage" {
                let n: Vec<_> = all.iter().map(|c| &c.report).collect();
                println!("{}", serde_json::json!({"schema": "notice-lint/coverage/1", "notices": n}));
            } else {
                let mut findings: Vec<Finding> = all.iter().flat_map(|c| c.report.findings.clone()).collect();
                let mut collection = Collection::new(&rules, &options);
                all.into_iter().for_each(|c| collection.add(c, None));
                findings.extend(collection.finish());
                if format == "json" { println!("{}", serde_json::json!({"findings": findings})); }
                else { for f in findings { println!("{}:{}:{}: {:?}[{}] {} | {}", f.place.path, f.place.line, f.place.column, f.severity, f.rule, f.message, f.excerpt); } }
            }
        }
    }
}
