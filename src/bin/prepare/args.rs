//! The command line, as `prepare --help` tells it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use crossread::import::Columns;
use std::path::PathBuf;

/// Turn news articles into a Crossread corpus
///
/// Exit status: 0 all inputs were read, 1 some were not (each is named on standard error), 2 nothing could be done.
#[derive(Parser)]
#[command(name = "prepare", version, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub build: Build,
}

#[derive(Subcommand)]
pub enum Command {
    /// One article a line in, one analysis a line out, each on its own
    Map(Map),
    /// Analyses, one a line, into one corpus: map then merge equals one call
    Merge(Merge),
}

#[derive(Args)]
pub struct Build {
    /// Files, folders, or - for JSON lines on standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<String>,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub writing: Writing,
    /// Threads for the analysis [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

#[derive(Args)]
pub struct Map {
    /// JSON lines: a file, or - for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    pub input: String,
    /// Where the analyses go: a file, or - for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub out: String,
    #[command(flatten)]
    pub reading: Reading,
    /// Counts, warnings and time per stage on standard error
    #[arg(long)]
    pub report: bool,
}

#[derive(Args)]
pub struct Merge {
    /// What map wrote: a file, or - for standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    pub input: String,
    #[command(flatten)]
    pub writing: Writing,
}

/// How articles are read.
#[derive(Args)]
pub struct Reading {
    /// Facts a text does not carry, by file name (TOML): outlet, label, url, published, title, language, note
    #[arg(long, value_name = "FILE")]
    pub sources: Option<PathBuf>,
    /// What the columns of tables and the fields of JSON objects hold, such as text=body,title=headline; known are
    /// text, id, title, source, url, published, language [default: guessed by their names]
    #[arg(long, value_name = "WHAT=COLUMN,…", value_parser = Columns::parse)]
    pub columns: Option<Columns>,
    /// The text is the article: nothing is set aside as boilerplate
    #[arg(long)]
    pub plain: bool,
}

/// How a corpus is built and written.
#[derive(Args)]
pub struct Writing {
    /// Where the corpus goes: a file, or - for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub out: String,
    /// json for people and programs, pack for the page
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// auto tells events apart and aligns only articles of one event; one: all inputs are one event
    #[arg(long, value_enum, default_value_t = Events::Auto)]
    pub events: Events,
    /// A reader's corrections, as the page saves them: merge, split, rename, retype, hide and the rest
    #[arg(long, value_name = "FILE", conflicts_with = "no_corrections")]
    pub corrections: Option<PathBuf>,
    /// The bare machine result, as without --corrections
    #[arg(long)]
    pub no_corrections: bool,
    /// Counts, warnings and time per stage on standard error
    #[arg(long)]
    pub report: bool,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Json,
    Pack,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Events {
    Auto,
    One,
}
