use super::*;
use crate::corpus::corrections::Passage;
use crate::text::EntityKind;

/// Bytes of a passage that a line about it shows.
pub(super) const PASSAGE_WORDS: usize = 10;

/// A correction as a sentence without a full stop.
pub fn describe(data: &Data, correction: &Correction) -> String {
    let label = |article: &str| label(data, article).to_string();
    let passage =
        |it: &Passage| words::join(&["“", &words::opening(&it.words, PASSAGE_WORDS), "” in ", &label(&it.article)]);
    let name = |entity: &EntityRef| words::join(&["“", &entity.name, "”"]);
    match correction {
        Correction::Merge { entity, into } => words::join(&[&name(entity), " is merged into ", &name(into)]),
        Correction::Distinct { entity, other } => words::join(&[&name(entity), " and ", &name(other), " are not one"]),
        Correction::Split { entity, forms, articles, name: new } => {
            let (verb, forms) = match forms.as_slice() {
                [] => (" are split off ", "All its mentions".to_string()),
                [_] => (" is split off ", quoted(forms)),
                _ => (" are split off ", quoted(forms)),
            };
            let articles = if articles.is_empty() {
                String::new()
            } else {
                words::join(&[" in ", &articles.iter().map(|article| label(article)).collect::<Vec<_>>().join(", ")])
            };
            let new = if new.is_empty() { String::new() } else { words::join(&[", as “", new, "”"]) };
            words::join(&[&forms, &articles, verb, &name(entity), &new])
        }
        Correction::Rename { entity, name: new } => words::join(&[&name(entity), " is called “", new, "”"]),
        Correction::Retype { entity, kind, place } => {
            let what = match (kind, place) {
                (_, Some(place)) => words::place_kind(*place),
                (EntityKind::Person, _) => "person",
                (EntityKind::Organisation, _) => "organisation",
                (EntityKind::Place, _) => "place",
            };
            words::join(&[&name(entity), " is of the kind ", what])
        }
        Correction::Hide { entity } => words::join(&[&name(entity), " is no name and hidden"]),
        Correction::Parent { entity, parent: Some(parent) } => {
            words::join(&[&name(entity), " lies in ", &name(parent)])
        }
        Correction::Parent { entity, parent: None } => words::join(&[&name(entity), " lies in no other place"]),
        Correction::Apart { figure } => words::join(&[&passage(figure), " does not count what the others count"]),
        Correction::NoConflict { figure } => words::join(&[&passage(figure), " is in no conflict"]),
        Correction::Speaker { quote, speaker: Some(speaker) } => {
            words::join(&[&passage(quote), " is said by ", &name(speaker)])
        }
        Correction::Speaker { quote, speaker: None } => words::join(&[&passage(quote), " is said by nobody named"]),
        Correction::PutBack { block } => words::join(&[&passage(block), " belongs to the story"]),
        Correction::SetAside { block } => words::join(&[&passage(block), " is set aside"]),
        Correction::Outlet { article, outlet } => {
            words::join(&["The outlet of “", title(data, article), "” is “", outlet, "”"])
        }
        Correction::Title { article, title } => words::join(&["The title of ", &label(article), " is “", title, "”"]),
        Correction::Published { article, published: Some(day) } => {
            words::join(&["The day of ", &label(article), " is ", &words::day(*day)])
        }
        Correction::Published { article, published: None } => {
            words::join(&["The day of ", &label(article), " is not known"])
        }
        Correction::Unknown(line) => words::join(&["Kept for another version: ", line]),
    }
}

fn quoted(forms: &[String]) -> String {
    forms.iter().map(|form| words::join(&["“", form, "”"])).collect::<Vec<_>>().join(", ")
}

/// An article as the page calls it; its id where the story has none of that id.
fn label<'a>(data: &'a Data, article: &'a str) -> &'a str {
    let found = data.corpus.documents.iter().find(|document| document.id == article);
    found.map_or(article, |document| &document.label)
}

/// The title of an article, which stays when its outlet, and with it its label, is corrected.
fn title<'a>(data: &'a Data, article: &'a str) -> &'a str {
    let found = data.corpus.documents.iter().find(|document| document.id == article);
    found.map_or(article, |document| &document.analysis.title)
}
