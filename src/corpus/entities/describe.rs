//! Who somebody is, in the text's own words: "Armenian Prime Minister …", "…, director of the …,".

use super::Draft;
use super::normal::title_end;
use crate::base::*;
use crate::corpus::{Description, SentenceRef};
use crate::text::fold::{fold, in_list};
use crate::text::{Analysis, EntityKind, Gazetteer};
use std::collections::BTreeMap;

/// Nouns that head the description of a person.
const ROLES: &str = "\
    president minister premier chancellor king queen prince princess pope leader chairman chairwoman chairperson \
    chair chief head director secretary ambassador envoy spokesman spokeswoman spokesperson governor mayor senator \
    congressman congresswoman lawmaker deputy commander general colonel captain lieutenant sergeant officer \
    detective sheriff judge justice lawyer attorney prosecutor professor scientist researcher economist analyst \
    expert historian author writer journalist reporter correspondent editor photographer actor actress singer \
    musician star player striker midfielder coach manager executive founder owner entrepreneur activist dissident \
    candidate member representative founder bishop archbishop cardinal imam doctor physician surgeon engineer \
    student teacher farmer resident witness son daughter wife husband widow brother sister father mother caretaker \
    successor predecessor official diplomat strategist politician ruler";

/// Words that may stand in a title between its country and its name.
const TITLE_WORDS: &str = "\
    prime foreign defense defence interior finance vice deputy former acting senate chief first attorney executive \
    of the ex";

/// The longest description, in words; beyond it an apposition is a clause.
const LONGEST: usize = 14;

/// Gives every entity that an article describes the commonest, then the longest description, with its sentence.
pub fn add_descriptions(drafts: &mut [Draft], articles: &[&Analysis], documents: &[DocumentId], gazetteer: &Gazetteer) {
    for draft in drafts {
        let mut found: BTreeMap<String, (u32, SentenceRef)> = BTreeMap::new();
        for &(doc, mention) in &draft.mentions {
            let article = articles[doc as usize];
            let span = article.mentions[mention].span;
            let Some(sentence) = article.sentence_at(span.start) else { continue };
            let around = article.sentences[sentence];
            if !around.contains(span) || !article.is_story(span) {
                continue;
            }
            let name = match draft.kind {
                EntityKind::Person => span.start as usize + title_end(span.of(&article.text), gazetteer),
                _ => span.start as usize,
            };
            let before = &article.text[around.start as usize..name];
            let after = &article.text[span.end as usize..around.end as usize];
            let description = match draft.kind {
                EntityKind::Person => after_comma(after, true).or_else(|| title_before(before)),
                _ => after_comma(after, false),
            };
            if let Some(text) = description {
                let at = SentenceRef { document: documents[doc as usize], sentence };
                found.entry(text).and_modify(|(count, _)| *count += 1).or_insert((1, at));
            }
        }
        let best = found.into_iter().max_by_key(|(text, (count, _))| {
            let words = text.split(' ').count();
            (words > 1, *count, words, std::cmp::Reverse(text.clone()))
        });
        draft.description = best.map(|(text, (_, sentence))| Description { text, sentence });
    }
}

/// ", director of the Moscow Center," after a name: up to the next mark, headed by a role, or for things by an article.
fn after_comma(after: &str, is_person: bool) -> Option<String> {
    let after = after.strip_prefix([',', '–', '—'])?.trim_start();
    let end = after.find([',', '.', ';', ':', '“', '”', '"', '(', '–', '—', '!', '?'])?;
    let text = after[..end].trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 || words.len() > LONGEST || text.contains('\n') {
        return None;
    }
    let first = fold(words[0]);
    let has_article = matches!(first.as_str(), "a" | "an" | "the" | "its" | "his" | "her" | "their")
        && words[1].chars().next().is_some_and(char::is_lowercase);
    // The noun phrase ends at its first preposition; a finite verb before it makes it a clause.
    let head = words
        .iter()
        .take_while(|word| !matches!(**word, "of" | "for" | "in" | "at" | "to" | "from" | "who" | "which" | "that"));
    let head: Vec<String> = head.map(|word| fold(word)).collect();
    let is_headed = head.len() <= 7 && head.last().is_some_and(|last| !last.ends_with("ed") && !last.ends_with("ing"));
    let has_role = head.iter().any(|word| word.split(' ').any(|word| in_list(ROLES, word)));
    let is_clause = words.iter().any(|word| {
        matches!(
            *word,
            "said" | "says" | "told" | "includes" | "is" | "was" | "were" | "are" | "has" | "had" | "have" | "and"
        )
    }) && !has_article;
    (is_headed && !is_clause && if is_person { has_role } else { has_article }).then(|| text.to_string())
}

/// "Armenian Prime Minister" before a name: words in capitals and title words, with a role among them.
fn title_before(before: &str) -> Option<String> {
    let before = before.strip_suffix(' ')?;
    let mut kept: Vec<&str> = Vec::new();
    for word in before.rsplit(' ').take(8) {
        let key = fold(word);
        let is_clean = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '’'));
        let is_role = in_list(ROLES, key.as_str());
        let is_title_word =
            is_role || in_list(TITLE_WORDS, key.as_str()) || word.chars().next().is_some_and(char::is_uppercase);
        if !is_clean || !is_title_word || key == "the" || kept.is_empty() && !is_role {
            break;
        }
        kept.push(word);
    }
    while kept.last().is_some_and(|word| {
        matches!(fold(word).as_str(), "of" | "and" | "in" | "but" | "as" | "when" | "while" | "on" | "by" | "with")
    }) {
        kept.pop();
    }
    kept.reverse();
    let text = kept.join(" ");
    (!text.is_empty() && kept.iter().any(|word| in_list(ROLES, &fold(word)))).then_some(text)
}
