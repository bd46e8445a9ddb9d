//! What each command does, from reading to the exit status.

use crate::args::{Build, Cli, Command, Events, Format, Map, Merge, Reading, Writing};
use crate::inputs::Inputs;
use crate::report::{self, Stages};
use clap::Parser;
use crossread::base::{RawArticle, WarningKind};
use crossread::corpus::corrections::Correction;
use crossread::corpus::{self, Corpus, format};
use crossread::import::{self, ImportError, Sources};
use crossread::text::{self, Analysis, Models};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fs;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;
use std::sync::Mutex;

const ALL_READ: u8 = 0;
const SOME_BROKEN: u8 = 1;
const NOTHING_DONE: u8 = 2;

/// A sentence for standard error: the command ends with status 2.
type Failure = String;

pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let status = match cli.command {
        None => build(&cli.build),
        Some(Command::Map(args)) => map(&args),
        Some(Command::Merge(args)) => merge(&args),
    };
    ExitCode::from(status.unwrap_or_else(|failure| {
        eprintln!("prepare: {failure}");
        NOTHING_DONE
    }))
}

fn build(args: &Build) -> Result<u8, Failure> {
    let mut stages = Stages::start();
    let corrections = Corrections::read(&args.writing)?;
    let sources = sources(&args.reading)?;
    let options = import::Options { columns: args.reading.columns.clone() };
    let mut inputs = Inputs::read(&args.inputs, options);
    sources.check_names(inputs.names.iter().map(String::as_str)).map_err(|it| in_sources(&args.reading, &it))?;
    tell_broken(&inputs.left_out);
    let broken = tell_broken(&inputs.broken);
    if inputs.articles.is_empty() {
        return Err("nothing to do: no input could be read".into());
    }
    for article in &mut inputs.articles {
        sources.apply(article);
        article.is_plain |= args.reading.plain;
    }
    stages.end("read", inputs.bytes);

    let bytes: u64 = inputs.articles.iter().map(|it| it.text.len() as u64).sum();
    let models = Models::builtin();
    stages.end("models", 0);
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
    let analyses = analyse(inputs.articles, &models, threads, &progress(bytes, args.writing.quiet));
    stages.end("analyse", bytes);
    if args.writing.report && inputs.skipped > 0 {
        eprintln!("{:>10} files in folders skipped: no articles by their name", inputs.skipped);
    }
    finish(analyses, &models, &args.writing, &corrections, stages, bytes)?;
    Ok(if broken || corrections.is_broken { SOME_BROKEN } else { ALL_READ })
}

/// The stages that follow the analysis, in one call or in `merge`.
fn finish(
    analyses: Vec<Analysis>,
    models: &Models,
    args: &Writing,
    corrections: &Corrections,
    mut stages: Stages,
    bytes: u64,
) -> Result<(), Failure> {
    tell_import_warnings(&analyses);
    let options = corpus::Options { is_one_event: args.events == Events::One };
    let machine = corpus::build(analyses, &options, models);
    stages.end("build", bytes);
    let corpus = corrections.apply(machine, models);
    let written = write_corpus(&corpus, args)?;
    stages.end("write", written);
    if args.report {
        report::print_corpus(&corpus);
        stages.print();
    }
    Ok(())
}

fn map(args: &Map) -> Result<u8, Failure> {
    let mut stages = Stages::start();
    let sources = sources(&args.reading)?;
    let models = Models::builtin();
    let (mut input, mut out) = (open(&args.input)?, create(&args.out)?);
    let (mut line, mut number, mut read, mut broken, mut bytes) = (vec![], 0, 0, 0, 0);
    loop {
        line.clear();
        let length = input.read_until(b'\n', &mut line).map_err(|it| cannot("read", &args.input, &it))?;
        if length == 0 {
            break;
        }
        number += 1;
        bytes += length as u64;
        let start = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        match import::json_line(&args.input, number, start) {
            None => {}
            Some(Ok(mut article)) => {
                sources.apply(&mut article);
                article.is_plain |= args.reading.plain;
                let json = format::to_json_line(&text::analyze(&article, &models));
                out.write_all(json.as_bytes()).map_err(|it| cannot("write", &args.out, &it))?;
                read += 1;
            }
            Some(Err(error)) => {
                eprintln!("prepare: {error}");
                broken += 1;
            }
        }
    }
    out.flush().map_err(|it| cannot("write", &args.out, &it))?;
    stages.end("map", bytes);
    if args.report {
        eprintln!("{read:>10} articles\n{broken:>10} broken lines");
        stages.print();
    }
    match (read, broken) {
        (0, _) => Err("nothing to do: no line could be read".into()),
        (_, 0) => Ok(ALL_READ),
        _ => Ok(SOME_BROKEN),
    }
}

fn merge(args: &Merge) -> Result<u8, Failure> {
    let mut stages = Stages::start();
    let corrections = Corrections::read(&args.writing)?;
    let mut analyses = vec![];
    let mut broken = false;
    for (at, line) in open(&args.input)?.lines().enumerate() {
        let line = line.map_err(|it| cannot("read", &args.input, &it))?;
        if line.trim().is_empty() {
            continue;
        }
        match format::from_json_line(&line) {
            Ok(analysis) => analyses.push(analysis),
            Err(error) => {
                eprintln!("prepare: {}, line {}: {error}", args.input, at + 1);
                broken = true;
            }
        }
    }
    if analyses.is_empty() {
        return Err("nothing to do: no line could be read".into());
    }
    let bytes = analyses.iter().map(|it| it.text.len() as u64).sum();
    stages.end("read", bytes);
    finish(analyses, &Models::builtin(), &args.writing, &corrections, stages, bytes)?;
    Ok(if broken || corrections.is_broken { SOME_BROKEN } else { ALL_READ })
}

/// Analyses on several threads; the result is in the order of the articles.
fn analyse(articles: Vec<RawArticle>, models: &Models, threads: usize, bar: &ProgressBar) -> Vec<Analysis> {
    let queue = Mutex::new(articles.into_iter().enumerate());
    let work = || {
        let mut done = vec![];
        // The lock is held for the length of one `next`.
        while let Some((at, article)) = { queue.lock().expect("no thread panics while taking").next() } {
            done.push((at, text::analyze(&article, models)));
            bar.inc(article.text.len() as u64);
        }
        done
    };
    let mut done: Vec<(usize, Analysis)> = std::thread::scope(|scope| {
        // This thread takes its share: it has the models in its cache and memory to spare.
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        done.extend(workers.into_iter().flat_map(|it| it.join().expect("the analysis does not panic")));
        done
    });
    bar.finish_and_clear();
    done.sort_unstable_by_key(|it| it.0);
    done.into_iter().map(|it| it.1).collect()
}

/// Work of this size takes long enough to be watched, in bytes of text.
const LONG_WORK_BYTES: u64 = 4_000_000;

fn progress(bytes: u64, is_quiet: bool) -> ProgressBar {
    let is_shown = !is_quiet && bytes >= LONG_WORK_BYTES;
    let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left");
    ProgressBar::with_draw_target(Some(bytes), target).with_style(style.expect("a valid template"))
}

/// A reader's corrections and the file they stand in.
#[derive(Default)]
struct Corrections {
    file: String,
    list: Vec<Correction>,
    /// Some lines cannot be used.
    is_broken: bool,
}

impl Corrections {
    /// Reads the file that the command names, if it names one, and tells the lines that cannot be used.
    fn read(args: &Writing) -> Result<Corrections, Failure> {
        let Some(path) = &args.corrections else { return Ok(Corrections::default()) };
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|it| cannot("read", &file, &it))?;
        let (list, errors) = corpus::corrections::read(&text);
        for error in &errors {
            eprintln!("prepare: {file}, {error}");
        }
        Ok(Corrections { file, list, is_broken: !errors.is_empty() })
    }

    /// The corpus as a person corrected it; a correction that finds nothing any more is told.
    fn apply(&self, machine: Corpus, models: &Models) -> Corpus {
        if self.list.is_empty() {
            return machine;
        }
        let done = corpus::corrections::apply_and_read(&machine, &self.list, models);
        for orphan in &done.orphans {
            let line = corpus::corrections::write_line(&self.list[orphan.number]);
            eprintln!("prepare: {}: {line} corrects nothing: {}", self.file, orphan.why);
        }
        done.corpus
    }
}

fn sources(args: &Reading) -> Result<Sources, Failure> {
    let Some(path) = &args.sources else { return Ok(Sources::default()) };
    let toml = fs::read_to_string(path).map_err(|it| cannot("read", &path.to_string_lossy(), &it))?;
    Sources::parse(&toml).map_err(|it| in_sources(args, &it))
}

fn in_sources(args: &Reading, error: &import::SourcesError) -> Failure {
    let path = args.sources.as_deref().unwrap_or("the sources".as_ref());
    format!("{}: {error}", path.display())
}

fn tell_broken(broken: &[ImportError]) -> bool {
    for error in broken {
        eprintln!("prepare: {error}");
    }
    !broken.is_empty()
}

/// Lost characters and giant words are told at once: they say that the input is not what its giver thinks.
fn tell_import_warnings(analyses: &[Analysis]) {
    for analysis in analyses {
        let name = analysis.id.as_ref().or(analysis.file.as_ref()).map_or("-", String::as_str);
        let is_told = |kind| matches!(kind, WarningKind::Encoding | WarningKind::Size);
        for warning in analysis.warnings.iter().filter(|it| is_told(it.kind)) {
            eprintln!("prepare: {name}: {}", warning.message);
        }
    }
}

fn write_corpus(corpus: &Corpus, args: &Writing) -> Result<u64, Failure> {
    let bytes = match args.format {
        Format::Json => format::to_json(corpus).into_bytes(),
        Format::Pack => format::to_pack(corpus),
    };
    let mut out = create(&args.out)?;
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(|it| cannot("write", &args.out, &it))?;
    Ok(bytes.len() as u64)
}

fn open(path: &str) -> Result<Box<dyn BufRead>, Failure> {
    if path == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = fs::File::open(path).map_err(|it| cannot("read", path, &it))?;
    Ok(Box::new(io::BufReader::new(file)))
}

fn create(path: &str) -> Result<Box<dyn Write>, Failure> {
    if path == "-" {
        return Ok(Box::new(io::BufWriter::new(io::stdout().lock())));
    }
    let file = fs::File::create(path).map_err(|it| cannot("write", path, &it))?;
    Ok(Box::new(io::BufWriter::new(file)))
}

fn cannot(what: &str, path: &str, error: &io::Error) -> Failure {
    format!("{path}: Cannot {what} it ({error}). Check the name and that you may")
}
