//! Makes the name model from annotated text, on the command line.
//!
//! ```text
//! train --clusters FILE --lists FILE --out FILE [--set NAME=VALUE]... EXAMPLES[:WEIGHT]...
//! train --predict MODEL EXAMPLES...
//! ```
//! The second form writes what `MODEL` finds in the same form to standard output, each text analysed as an article.
//! `EXAMPLES` are JSON lines `{"text","entities":[{"start","end","type"}]}` with offsets in characters and the types
//! PER, ORG and LOC (others are passed over). `static/models/SOURCES.md` has the call that made the shipped model.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    match native::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use clap::Parser;
    use crossread::base::{RawArticle, Span};
    use crossread::text::names::Recogniser;
    use crossread::text::names::train::{Example, Settings, train};
    use crossread::text::{Analysis, EntityKind, Mention, Models, analyze};
    use indicatif::{ProgressBar, ProgressStyle};

    /// Trains the name model.
    #[derive(Parser)]
    struct Arguments {
        /// Word, fine class, coarse class, tab-separated
        #[arg(long, default_value = "")]
        clusters: String,
        /// Phrase, list number, tab-separated
        #[arg(long, default_value = "")]
        lists: String,
        /// Where the model goes
        #[arg(long, default_value = "names.model")]
        out: String,
        /// Does not train but writes what this model finds
        #[arg(long, value_name = "MODEL")]
        predict: Option<String>,
        /// A knob of training other than its default: epochs, bits, min_count, rate, l2, dropout, prune, step, outside_penalty
        #[arg(long = "set", value_name = "NAME=VALUE")]
        knobs: Vec<String>,
        /// Annotated text, with how much it counts
        #[arg(required = true, value_name = "EXAMPLES[:WEIGHT]")]
        examples: Vec<String>,
    }

    pub fn run() -> Result<(), String> {
        let arguments = Arguments::parse();
        if let Some(model) = &arguments.predict {
            return predict(model, &arguments.examples);
        }
        let settings = settings(&arguments.knobs)?;
        let mut examples = vec![];
        for argument in &arguments.examples {
            let (path, weight) = match argument.rsplit_once(':') {
                Some((path, weight)) => (path, number(weight)?),
                None => (argument.as_str(), 1.0),
            };
            for line in read(path)?.lines().filter(|line| !line.trim().is_empty()) {
                examples.push(example(line, weight).map_err(|error| format!("{path}: {error}"))?);
            }
        }
        let style = ProgressStyle::with_template("{bar:40} {percent} % {eta} left").map_err(|e| e.to_string())?;
        let bar = ProgressBar::new(0).with_style(style);
        let mut tick = |done: usize, all: usize| {
            if done.is_multiple_of(256) {
                bar.set_length(all as u64);
                bar.set_position(done as u64);
            }
        };
        let model = train(&read(&arguments.clusters)?, &read(&arguments.lists)?, &examples, &settings, &mut tick)?;
        bar.finish_and_clear();
        std::fs::write(&arguments.out, &model).map_err(|error| format!("{}: {error}", arguments.out))?;
        eprintln!("{} texts, {} bytes", examples.len(), model.len());
        Ok(())
    }

    fn predict(model: &str, paths: &[String]) -> Result<(), String> {
        let model = std::fs::read(model).map_err(|error| format!("{model}: {error}"))?;
        let names = Recogniser::from_bytes(&model).map_err(|error| error.to_string())?;
        let models = Models { names: Some(names), ..Models::builtin() };
        let (mut bytes, mut seconds) = (0, 0.0);
        for path in paths {
            for line in read(path)?.lines().filter(|line| !line.trim().is_empty()) {
                let value: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
                let text = value["text"].as_str().unwrap_or_default().to_string();
                bytes += text.len();
                let started = std::time::Instant::now();
                let analysis = analyze(&RawArticle { text, is_plain: true, ..RawArticle::default() }, &models);
                seconds += started.elapsed().as_secs_f64();
                println!("{}", prediction(&value["doc"], &analysis));
            }
        }
        eprintln!("{:.2} MB/s", bytes as f64 / 1e6 / seconds);
        Ok(())
    }

    fn prediction(doc: &serde_json::Value, analysis: &Analysis) -> serde_json::Value {
        let characters = |at: u32| analysis.text[..at as usize].chars().count();
        let entity = |mention: &Mention| {
            let kind = match mention.kind {
                EntityKind::Person => "PER",
                EntityKind::Organisation => "ORG",
                EntityKind::Place => "LOC",
            };
            let (start, end) = (characters(mention.span.start), characters(mention.span.end));
            serde_json::json!({ "start": start, "end": end, "type": kind })
        };
        let entities: Vec<_> = analysis.mentions.iter().map(entity).collect();
        serde_json::json!({ "doc": doc, "text": analysis.text, "entities": entities })
    }

    fn read(path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
    }

    fn number(text: &str) -> Result<f32, String> {
        text.parse().map_err(|_| format!("\"{text}\" is not a number"))
    }

    fn settings(knobs: &[String]) -> Result<Settings, String> {
        let mut settings = Settings::default();
        for knob in knobs {
            let (name, value) = knob.split_once('=').ok_or_else(|| format!("\"{knob}\" is not NAME=VALUE"))?;
            let value = number(value)?;
            match name {
                "epochs" => settings.epochs = value as usize,
                "bits" => settings.bits = (value as u32).clamp(6, 24),
                "min_count" => settings.min_count = value as u8,
                "rate" => settings.rate = value,
                "l2" => settings.l2 = value,
                "dropout" => settings.dropout = value,
                "prune" => settings.prune = value,
                "step" => settings.step = value,
                "outside_penalty" => settings.outside_penalty = value,
                _ => return Err(format!("there is no knob \"{name}\"")),
            }
        }
        Ok(settings)
    }

    fn example(line: &str, weight: f32) -> Result<Example, String> {
        let value: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = value["text"].as_str().ok_or("a line without \"text\"")?.to_string();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut names = vec![];
        for entity in value["entities"].as_array().into_iter().flatten() {
            let kind = ["PER", "ORG", "LOC"].iter().position(|kind| entity["type"] == *kind);
            let at = |key: &str| entity[key].as_u64().and_then(|at| bytes.get(at as usize).copied());
            if let (Some(kind), Some(start), Some(end)) = (kind, at("start"), at("end"))
                && start < end
            {
                names.push((Span::new(start, end), kind));
            }
        }
        names.sort();
        Ok(Example { text, names, weight })
    }
}
