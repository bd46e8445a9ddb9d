//! Adjectives and peoples: "Danish", "the Danes". They are no places, but count towards their country.
//!
//! The gazetteer knows which word belongs to which country. A demonym is looked for in the story's sentences outside
//! of mentions ("Danish Refugee Council" is one name), with a capital, alone ("Danish"), as a phrase ("South
//! African"), before a hyphen ("Danish-led") and on both sides of one ("Danish-Swedish").

use super::names::consistency::overlaps_any;
use super::token::{Token, TokenKind, tokens_in};
use super::{Analysis, Demonym, Gazetteer};
use crate::base::*;

/// Longest demonym, in words ("Bosnian and Herzegovinian" is found as "Bosnian").
const MAX_WORDS: usize = 3;

/// The demonyms of an article whose sentences and mentions are known.
pub fn find(analysis: &Analysis, tokens: &[Token], gazetteer: &Gazetteer) -> IdVec<DemonymId, Demonym> {
    let taken: Vec<Span> = analysis.mentions.iter().map(|mention| mention.span).collect();
    let mut found = IdVec::new();
    for &sentence in analysis.sentences.iter() {
        let words = tokens_in(tokens, sentence);
        let mut at = 0;
        while at < words.len() {
            if !is_capitalised(&analysis.text, words[at]) {
                at += 1;
                continue;
            }
            let longest = (1..=MAX_WORDS.min(words.len() - at)).rev().find_map(|length| {
                let phrase = &words[at..at + length];
                let span = Span { start: phrase[0].span.start, end: phrase[length - 1].span.end };
                let is_phrase = phrase.iter().all(|word| is_capitalised(&analysis.text, *word));
                (is_phrase && !overlaps_any(span, &taken)).then_some(())?;
                Some((length, demonyms_in(&analysis.text, span, gazetteer)?))
            });
            match longest {
                Some((length, demonyms)) => {
                    demonyms.into_iter().for_each(|demonym| _ = found.push(demonym));
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    found
}

fn is_capitalised(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Word && token.of(text).chars().next().is_some_and(char::is_uppercase)
}

/// The demonym that fills `span`, or those that a hyphen joins there.
fn demonyms_in(text: &str, span: Span, gazetteer: &Gazetteer) -> Option<Vec<Demonym>> {
    if let Some(country) = gazetteer.demonym(span.of(text)) {
        return Some(vec![Demonym { span, country: country.to_string() }]);
    }
    let mut start = span.start;
    let mut found = vec![];
    for part in span.of(text).split('-') {
        let end = start + part.len() as u32;
        let is_capitalised = part.chars().next().is_some_and(char::is_uppercase);
        if let Some(country) = gazetteer.demonym(part).filter(|_| is_capitalised) {
            found.push(Demonym { span: Span { start, end }, country: country.to_string() });
        }
        start = end + 1;
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;
    use crate::text::{EntityKind, Mention, MentionBasis};

    fn demonyms(text: &str, mention: Option<&str>) -> Vec<String> {
        let mut analysis = Analysis { text: text.into(), ..Analysis::default() };
        analysis.sentences.push(Span::new(0, text.len()));
        if let Some(name) = mention {
            let start = text.find(name).expect("the name is in the text");
            let span = Span::new(start, start + name.len());
            let (kind, basis) = (EntityKind::Organisation, MentionBasis::Model);
            analysis.mentions.push(Mention { span, kind, as_government: false, basis });
        }
        let found = find(&analysis, &tokenize(text), &Gazetteer::builtin());
        found.iter().map(|demonym| format!("{} {}", demonym.span.of(text), demonym.country)).collect()
    }

    #[test]
    fn finds_adjectives_and_peoples() {
        for (text, mention, expected) in [
            ("The Danish minister met two Swedes.", None, vec!["Danish DK", "Swedes SE"]),
            ("A South African court", None, vec!["South African ZA"]),
            ("the Danish-led, Franco-German force", None, vec!["Danish DK", "German DE"]),
            ("the Danish Refugee Council said", Some("Danish Refugee Council"), vec![]),
            ("They polish the floor in Denmark.", None, vec![]),
        ] {
            assert_eq!(demonyms(text, mention), expected, "{text}");
        }
    }
}
