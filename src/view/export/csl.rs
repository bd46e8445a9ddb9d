//! The sources as CSL-JSON, for pandoc and every citation processor.
//!
//! Names and types as in the schema `csl-data.json` of the Citation Style Language 1.0.2: `article-newspaper`,
//! `container-title`, `issued` with `date-parts`, an author whose name is not taken apart as `literal`.

use super::Filter;
use super::json::Json;
use super::table::Value;
use crate::view::{Data, words};

/// A list of items, an article each; what the export holds stands in the note of each.
pub fn write(data: &Data, filter: &Filter) -> String {
    let mut about = vec![words::join(&["Crossread: ", &filter.count()])];
    about.extend(filter.reasons.iter().cloned());
    let about = about.join("; ");
    let mut json = Json::default();
    json.open('[');
    for &id in &filter.documents {
        let document = &data.corpus.documents[id];
        let analysis = &document.analysis;
        json.line();
        json.open('{');
        json.member("id", &document.id);
        json.member("type", "article-newspaper");
        json.member("title", &analysis.title);
        if let Some(byline) = &analysis.byline {
            json.key("author");
            json.open('[');
            json.open('{');
            json.member("literal", super::bibtex::author(byline));
            json.close('}');
            json.close(']');
        }
        json.member("container-title", analysis.facts.outlet.as_deref().unwrap_or(&document.label));
        if let Some(day) = analysis.published {
            let (year, month, day) = day.parts();
            json.key("issued");
            json.open('{');
            json.key("date-parts");
            json.open('[');
            json.open('[');
            [year as u64, month.into(), day.into()].iter().for_each(|&part| json.value(&Value::Whole(part)));
            json.close(']');
            json.close(']');
            json.close('}');
        }
        json.member("URL", analysis.facts.url.as_deref().unwrap_or_default());
        json.member("language", &analysis.language);
        json.member("note", &about);
        json.close('}');
    }
    json.close(']');
    json.finish()
}
