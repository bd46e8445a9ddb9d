//! The sources as RIS records, for EndNote, Zotero and Mendeley.
//!
//! Tags and types as in "RIS Format Specifications" of Research Information Systems (2011): a record opens with `TY`
//! (`NEWS` is a newspaper article), closes with `ER`; `DA` is `YYYY/MM/DD/`, a line is a tag, two blanks, a hyphen and
//! a blank.

use super::Filter;
use crate::view::{Data, words};

/// One record an article; what the export holds stands in the notes of each, since RIS has no place for it before them.
pub fn write(data: &Data, filter: &Filter) -> String {
    let mut out = String::new();
    let about = words::join(&["Crossread: ", &filter.count()]);
    for &id in &filter.documents {
        let document = &data.corpus.documents[id];
        let analysis = &document.analysis;
        let mut line = |tag: &str, value: &str| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() {
                out += &words::join(&[tag, "  - ", &value, "\r\n"]);
            }
        };
        line("TY", "NEWS");
        line("ID", &document.id);
        line("TI", &analysis.title);
        if let Some(byline) = &analysis.byline {
            line("AU", super::bibtex::author(byline));
        }
        line("T2", analysis.facts.outlet.as_deref().unwrap_or(&document.label));
        if let Some(day) = analysis.published {
            line("PY", &day.year().to_string());
            line("DA", &words::join(&[&day.to_string().replace('-', "/"), "/"]));
        }
        line("UR", analysis.facts.url.as_deref().unwrap_or_default());
        line("LA", &analysis.language);
        line("N1", &about);
        filter.reasons.iter().for_each(|reason| line("N1", reason));
        // The last tag has no value, and its blank stays.
        out += "ER  - \r\n\r\n";
    }
    if out.is_empty() {
        out = words::join(&[&about, "\r\n"]);
    }
    out
}
