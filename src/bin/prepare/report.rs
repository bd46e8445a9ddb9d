//! What `--report` says: counts, warnings, time per stage and memory, on standard error.

use crossread::corpus::Corpus;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Time per stage, in order.
pub struct Stages {
    started: Instant,
    stages: Vec<(&'static str, Duration, u64)>,
}

impl Stages {
    pub fn start() -> Stages {
        Stages { started: Instant::now(), stages: vec![] }
    }

    /// Ends the stage that ran since the last call; `bytes` went through it.
    pub fn end(&mut self, name: &'static str, bytes: u64) {
        self.stages.push((name, self.started.elapsed(), bytes));
        self.started = Instant::now();
    }

    pub fn print(&self) {
        let total: Duration = self.stages.iter().map(|stage| stage.1).sum();
        for (name, time, bytes) in &self.stages {
            eprintln!("{name:<10}{:>10.1} ms{:>10.1} MB/s", millis(*time), rate(*bytes, *time));
        }
        eprintln!("{:<10}{:>10.1} ms", "total", millis(total));
        if let Some(kilobytes) = peak_memory_kilobytes() {
            eprintln!("{:<10}{:>10.1} MB at most", "memory", kilobytes as f64 / 1024.0);
        }
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn rate(bytes: u64, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
}

/// The most memory this process ever held; told by Linux only.
fn peak_memory_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// What the corpus holds, and each document's warnings.
pub fn print_corpus(corpus: &Corpus) {
    let each = |count: fn(&crossread::text::Analysis) -> usize| -> usize {
        corpus.documents.iter().map(|document| count(&document.analysis)).sum()
    };
    let counts = [
        ("documents", corpus.documents.len()),
        ("blocks", each(|it| it.blocks.len())),
        ("sentences", each(|it| it.sentences.len())),
        ("mentions", each(|it| it.mentions.len())),
        ("dates", each(|it| it.dates.len())),
        ("figures", each(|it| it.figures.len())),
        ("quotes", each(|it| it.quotes.len())),
        ("entities", corpus.entities.len()),
        ("places", corpus.places.len()),
        ("alignments", corpus.alignments.len()),
        ("figure topics", corpus.figure_topics.len()),
        ("quote groups", corpus.quote_groups.len()),
        ("origins", corpus.origins.len()),
    ];
    for (what, count) in counts {
        eprintln!("{count:>10} {what}");
    }
    for document in corpus.documents.iter() {
        let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
        document.analysis.warnings.iter().for_each(|it| *kinds.entry(it.kind).or_default() += 1);
        for (kind, count) in kinds {
            eprintln!("{}: {count} × {kind:?}", document.id);
        }
    }
}
