//! How long the steps take, from bytes to findings: `cargo bench`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod generator;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use notice_lint::check::{self, Collection, Options, Reading};
use notice_lint::embedded;
use notice_lint::notice::Notice;
use notice_lint::source::Source;
use std::hint::black_box;

fn options() -> Options {
    Options::at("2026-11-21".parse().expect("a date"))
}

fn loading(c: &mut Criterion) {
    c.bench_function("load the default pack", |b| b.iter(|| black_box(embedded::rule_set().expect("the pack"))));
}

fn steps(c: &mut Criterion) {
    let rules = embedded::rule_set().expect("the pack");
    let text = generator::notice(1, 1000);
    let mut group = c.benchmark_group("1,000 words");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("source to notice", |b| {
        b.iter(|| {
            let source = Source::from_text("notice.md", text.as_str());
            black_box(Notice::new(&source.text, source.blocks()))
        });
    });
    let source = Source::from_text("notice.md", text.as_str());
    group.bench_function("reading: notice, phrases, topics", |b| b.iter(|| black_box(Reading::new(&source, &rules))));
    group.finish();
}

fn lint(c: &mut Criterion) {
    let rules = embedded::rule_set().expect("the pack");
    let options = options();
    let mut group = c.benchmark_group("lint");
    for words in [1000, 5000] {
        let source = Source::from_text("notice.md", generator::notice(2, words));
        group.throughput(Throughput::Elements(words as u64));
        group
            .bench_function(format!("{words} words"), |b| b.iter(|| black_box(check::lint(&source, &rules, &options))));
    }
    group.finish();
}

fn collection(c: &mut Criterion) {
    let rules = embedded::rule_set().expect("the pack");
    let options = options();
    let sources: Vec<Source> =
        (0..200).map(|seed| Source::from_text(format!("{seed}.md"), generator::notice(seed, 1000))).collect();
    let mut group = c.benchmark_group("collection");
    group.sample_size(10);
    group.bench_function("200 notices of 1,000 words", |b| {
        b.iter(|| {
            let mut collection = Collection::new(&rules, &options);
            for source in &sources {
                collection.add(check::lint(source, &rules, &options), None);
            }
            black_box(collection.finish())
        });
    });
    group.finish();
}

criterion_group!(benches, loading, steps, lint, collection);
criterion_main!(benches);
