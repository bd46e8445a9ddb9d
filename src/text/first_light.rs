//! A placeholder for the stages still to come; each real stage takes its part out of here.

use super::*;

/// Every capitalised word of the story, of a kind by its length: only there so that later rooms have something to do.
pub fn mentions(analysis: &Analysis, _models: &Models) -> IdVec<MentionId, Mention> {
    let mut found = IdVec::new();
    for sentence in analysis.sentences.iter() {
        let mut word_start = sentence.start as usize;
        for word in sentence.of(&analysis.text).split(' ') {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let start = word_start + word.find(bare).unwrap_or(0);
            if bare.len() > 3 && bare.chars().next().is_some_and(char::is_uppercase) {
                let kind = match bare.len() % 3 {
                    0 => EntityKind::Person,
                    1 => EntityKind::Place,
                    _ => EntityKind::Organisation,
                };
                let span = Span::new(start, start + bare.len());
                found.push(Mention { span, kind, as_government: false, basis: MentionBasis::Pattern });
            }
            word_start += word.len() + 1;
        }
    }
    found
}
