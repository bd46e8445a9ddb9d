//! What a document is called: an id that is unique and does not change with the order of its neighbours where it can
//! help it, and a short label for column heads.

use crate::text::Analysis;
use std::collections::BTreeSet;

/// The longest label made from a title, in characters: a column head at 390 px.
const LABEL_CHARS: usize = 24;

/// An id for each analysis, in step: the id given, else the file's base name without extension, else its number.
///
/// Where two ask for one id, given ids go first and the later one gets `-2`, `-3`, …
pub fn ids(analyses: &[Analysis]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut ids: Vec<Option<String>> =
        analyses.iter().map(|it| it.id.as_ref().map(|id| claim(id, &mut taken))).collect();
    for (number, (id, analysis)) in ids.iter_mut().zip(analyses).enumerate() {
        id.get_or_insert_with(|| match analysis.file.as_deref().map(stem) {
            Some(stem) if !stem.is_empty() => claim(stem, &mut taken),
            _ => claim(&format!("document-{}", number + 1), &mut taken),
        });
    }
    ids.into_iter().flatten().collect()
}

/// A label for each analysis, in step: the label given, else the outlet, else the title's first words; told apart by
/// a number where two are alike.
pub fn labels(analyses: &[Analysis]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let facts = |it: &Analysis| it.facts.label.clone().or_else(|| it.facts.outlet.clone());
    analyses.iter().map(|it| claim(&facts(it).unwrap_or_else(|| shortened(&it.title)), &mut taken)).collect()
}

/// The base name without its extension; a file out of an archive is called by its path there.
fn stem(file: &str) -> &str {
    let file = file.rsplit('/').next().unwrap_or(file);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

/// The wish itself, or the wish with the first free number behind it.
fn claim(wish: &str, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(wish.to_string()) {
        return wish.to_string();
    }
    // Numbers of one wish are looked for by doubling, then halving: a thousand equal wishes stay cheap.
    let numbered = |number: usize| format!("{wish}-{number}");
    let mut free = 2;
    while taken.contains(&numbered(free)) {
        free *= 2;
    }
    let mut used = free / 2;
    while free - used > 1 {
        let middle = (free + used) / 2;
        if taken.contains(&numbered(middle)) { used = middle } else { free = middle }
    }
    taken.insert(numbered(free));
    numbered(free)
}

/// The first words of a title.
fn shortened(title: &str) -> String {
    let mut label = String::new();
    for word in title.split_whitespace() {
        if !label.is_empty() && label.chars().count() + 1 + word.chars().count() > LABEL_CHARS {
            return label + " …";
        }
        if !label.is_empty() {
            label.push(' ');
        }
        label.extend(word.chars().take(LABEL_CHARS));
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(id: Option<&str>, file: Option<&str>, title: &str) -> Analysis {
        Analysis { id: id.map(Into::into), file: file.map(Into::into), title: title.into(), ..Analysis::default() }
    }

    #[test]
    fn ids_are_unique_and_given_ones_go_first() {
        let analyses = [
            called(None, Some("storm.txt"), ""),
            called(None, Some("storm.jsonl"), ""),
            called(Some("storm"), None, ""),
            called(Some("storm"), None, ""),
            called(None, None, ""),
            called(None, Some(".txt"), ""),
            called(None, Some("press.zip/2021/rain.txt"), ""),
        ];
        assert_eq!(ids(&analyses), ["storm-3", "storm-4", "storm", "storm-2", "document-5", ".txt", "rain"]);
    }

    #[test]
    fn labels_are_short_and_told_apart() {
        let analyses = [
            called(None, None, "Dam breaks above the old town of Brno"),
            called(None, None, "Dam breaks above the old town"),
        ];
        assert_eq!(labels(&analyses), ["Dam breaks above the old …", "Dam breaks above the old …-2"]);
    }

    #[test]
    fn many_equal_wishes_stay_cheap_and_unique() {
        let analyses = vec![called(Some("a"), None, ""); 3000];
        assert_eq!(ids(&analyses).into_iter().collect::<BTreeSet<_>>().len(), 3000);
    }
}
