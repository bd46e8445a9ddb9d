//! Names of people, organisations and places in one article.
//!
//! A trained recogniser reads the story sentence by sentence: [`features`] says what it looks at, [`lexicon`] what it
//! knows of words beforehand, [`weights`] how it decides, [`wire`] how it is stored. `bin/train` makes it from
//! annotated text; `static/models/SOURCES.md` tells from which, and how well it does.

use super::token::{Token, TokenKind, tokens_in};
use super::{Analysis, BlockKind, EntityKind, Mention, MentionBasis, Models};
use crate::base::*;
use std::fmt;
use std::ops::Range;

pub mod consistency;
mod features;
mod hash;
mod heads;
mod known;
pub mod lexicon;
mod pattern;
mod tidy;
#[cfg(feature = "train")]
pub mod train;
mod weights;
mod wire;

use consistency::{Evidence, Known};
use features::Page;
pub use lexicon::Lexicon;
use weights::{Place, Sums, Weights, label_parts};

/// The first bytes of a model file, and the version of its format.
const MAGIC: &[u8] = b"CRNM\x01";

/// Longest stretch of tokens labelled at once; longer "sentences" (tables, lists of results) are cut. Well above
/// any sentence of prose; bounds the sums in [`Weights::best_path`].
const MAX_SENTENCE_TOKENS: usize = 300;

/// Why a model cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// Not a model, or one of another version.
    Foreign,
    /// The file ends too early.
    Cut,
    /// Its parts contradict each other.
    Broken(&'static str),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelError::Foreign => {
                f.write_str("this is no model of this program's version; take the one built with it")
            }
            ModelError::Cut => f.write_str("the model ends too early; fetch it again"),
            ModelError::Broken(why) => write!(f, "the model is damaged ({why}); fetch it again"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A span that names, as the recogniser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub span: Span,
    pub kind: EntityKind,
}

/// Finds names with a trained model. Holds about 10 MB.
#[derive(Clone)]
pub struct Recogniser {
    lexicon: Lexicon,
    weights: Weights,
}

impl fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recogniser")
    }
}

impl Recogniser {
    /// Reads a model file as `bin/train` writes it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Recogniser, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let mut reader = wire::Reader::new(rest);
        let lexicon = Lexicon::read(&mut reader)?;
        let weights = Weights::read(&mut reader)?;
        Ok(Recogniser { lexicon, weights })
    }

    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The names in `sentences` (ranges of `tokens`, in order, without overlap), in order.
    pub fn tag(&self, text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Name> {
        let page = Page::new(text, tokens, sentences, &self.lexicon);
        let mut names = vec![];
        let (mut sums, mut scores) = (vec![], vec![]);
        for sentence in sentences.iter().cloned() {
            if !page.facts[sentence.clone()].iter().any(|facts| facts.is_capital) {
                continue;
            }
            let near = near_capitals(&page.facts[sentence.clone()]);
            sums.clear();
            sums.resize(sentence.len(), Sums::default());
            page.features(
                sentence.clone(),
                |at| near[at - sentence.start],
                |at, feature| self.weights.add(feature, &mut sums[at - sentence.start]),
            );
            scores.clear();
            scores.extend(sums.iter().zip(&near).map(|(sums, is_near)| is_near.then(|| sums.scores())));
            let labels = self.weights.best_path(&scores, |at| page.facts[sentence.start + at].is_capital);
            read_labels(&labels, &tokens[sentence], &mut names);
        }
        names
    }
}

/// The mentions of an article whose blocks and sentences are known: names in the story, its bylines and credits.
///
/// What the recogniser found is trimmed to the rules of [`tidy`], corrected by its head words ([`heads`]), then made
/// consistent within the article.
pub fn find(analysis: &Analysis, tokens: &[Token], models: &Models) -> IdVec<MentionId, Mention> {
    let Some(recogniser) = &models.names else { return IdVec::new() };
    let text = &analysis.text;
    let ranges = readable_ranges(analysis, tokens);
    let mut names = recogniser.tag(text, tokens, &ranges);
    if !matches!(analysis.language.split('-').next(), None | Some("en" | "und" | "")) {
        names.retain(|name| is_capitalised_throughout(text, tokens, name.span));
    }
    tidy::tidy(text, tokens, &mut names, models);
    heads::correct(text, tokens, &mut names, models);
    let mut evidence = Evidence::default();
    evidence.add_words(text, tokens);
    heads::drop_headline_words(text, tokens, analysis.sentences.as_slice(), &mut names, &evidence, models);
    evidence.add_names(text, names.iter().copied().filter(|name| analysis.is_story(name.span)));
    consistency::settle(text, &mut names, &evidence, WITHIN_TIMES);
    let taken: Vec<Span> = names.iter().map(|name| name.span).collect();
    let story = token_ranges(tokens, analysis.sentences.as_slice());
    let clear = Known::new(&evidence);
    let bare = consistency::find_bare(text, tokens, &story, &taken, &clear, Some(&recogniser.lexicon));
    let mut mentions: Vec<Mention> = names.into_iter().map(|name| mention(name, MentionBasis::Model)).collect();
    mentions.extend(bare.into_iter().map(|name| mention(name, MentionBasis::Consistency)));
    mentions.sort_by_key(|mention| mention.span);
    let taken: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let known = known::find(text, tokens, &story, &taken, &evidence, models);
    mentions.extend(known.into_iter().map(|name| mention(name, MentionBasis::Gazetteer)));
    mentions.sort_by_key(|mention| mention.span);
    let taken: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let signed = pattern::find(text, tokens, &story, &taken, &evidence, models);
    mentions.extend(signed.into_iter().map(|name| mention(name, MentionBasis::Pattern)));
    mentions.sort_by_key(|mention| mention.span);
    mentions.into()
}

/// Whether every word of a name has a capital. In a language that the model was not made for, its longer names often
/// run over small words that it does not know ("Spanien und dem Iran").
fn is_capitalised_throughout(text: &str, tokens: &[Token], span: Span) -> bool {
    let words = tokens_in(tokens, span).iter().filter(|token| token.kind == TokenKind::Word);
    words.map(|token| token.of(text)).all(features::has_capital)
}

/// How much more often an article must show another kind before a name's own reading gives way (prototype, measured
/// on unseen newswire).
const WITHIN_TIMES: u32 = 2;

fn mention(name: Name, basis: MentionBasis) -> Mention {
    Mention { span: name.span, kind: name.kind, as_government: false, basis }
}

/// Which tokens have a capital within two tokens. The others name nothing, and half of the work is saved.
fn near_capitals(facts: &[features::Facts]) -> Vec<bool> {
    let mut near = vec![false; facts.len()];
    for (at, _) in facts.iter().enumerate().filter(|(_, facts)| facts.is_capital) {
        near[at.saturating_sub(2)..facts.len().min(at + 3)].fill(true);
    }
    near
}

/// Turns the labels of a sentence's tokens into names.
fn read_labels(labels: &[u8], tokens: &[Token], names: &mut Vec<Name>) {
    let mut start = 0;
    for (at, &label) in labels.iter().enumerate() {
        let (kind, place) = label_parts(label as usize);
        if matches!(place, Place::Begin | Place::Unit) {
            start = at;
        }
        if matches!(place, Place::Last | Place::Unit) {
            let kind = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place][kind];
            names.push(Name { span: Span { start: tokens[start].span.start, end: tokens[at].span.end }, kind });
        }
    }
}

/// The sentences of an article as ranges of its tokens, and each byline and credit as one more, in order.
fn readable_ranges(analysis: &Analysis, tokens: &[Token]) -> Vec<Range<usize>> {
    let credits = analysis.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Byline | BlockKind::Credit));
    let mut spans: Vec<Span> = analysis.sentences.iter().copied().chain(credits.map(|block| block.span)).collect();
    spans.sort();
    token_ranges(tokens, &spans)
}

/// Ranges of the tokens in `spans`, which are sorted and do not overlap; long ones in pieces.
fn token_ranges(tokens: &[Token], spans: &[Span]) -> Vec<Range<usize>> {
    let mut ranges = vec![];
    for &span in spans {
        let start = tokens.partition_point(|token| token.span.start < span.start);
        let end = start + tokens_in(tokens, span).len();
        let pieces = (start..end).step_by(MAX_SENTENCE_TOKENS);
        ranges.extend(pieces.map(|from| from..end.min(from + MAX_SENTENCE_TOKENS)));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use crate::base::RawArticle;
    use crate::text::{Models, analyze};
    use std::sync::LazyLock;

    static MODELS: LazyLock<Models> = LazyLock::new(Models::builtin);

    fn names(text: &str) -> Vec<String> {
        let article = RawArticle { text: text.to_string(), is_plain: true, ..RawArticle::default() };
        let analysis = analyze(&article, &MODELS);
        let mentions = analysis.mentions.iter();
        mentions.map(|mention| format!("{:?} {}", mention.kind, mention.span.of(text)).to_lowercase()).collect()
    }

    #[test]
    fn finds_names_of_three_kinds() {
        let text = "The German chancellor, Angela Merkel, met officials of the World Bank in Lisbon on Monday.";
        assert_eq!(names(text), ["person angela merkel", "organisation world bank", "place lisbon"]);
    }

    #[test]
    fn finds_hard_names() {
        for (text, expected) in [
            ("Chris O'Brien lives in Boston.", "person chris o'brien, place boston"),
            ("President Bashar al-Assad spoke in Damascus.", "person bashar al-assad, place damascus"),
            ("Alexander van der Bellen was elected in Austria.", "person alexander van der bellen, place austria"),
            ("Leader Kim Jong-un met the American president.", "person kim jong-un"),
            ("The novels of J. K. Rowling are sold there.", "person j. k. rowling"),
            ("A court in Saint Petersburg adjourned.", "place saint petersburg"),
            ("The army of Guinea-Bissau denied it.", "place guinea-bissau"),
            ("She told the New York Times on Monday.", "organisation new york times"),
            ("Shares of Bank of America fell.", "organisation bank of america"),
            ("In May, Theresa May flew to Turkey.", "person theresa may, place turkey"),
            ("They will eat turkey in May.", ""),
            ("Will Smith said he will come.", "person will smith"),
        ] {
            assert_eq!(names(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn takes_any_setting() {
        assert!(names("angela merkel was in lisbon and nobody wrote a capital").is_empty());
        assert!(names("Президент посетил столицу. 総統は東京にいた。").len() < 4);
        let shouted = names("PRESIDENT ANGELA MERKEL ARRIVES IN LISBON FOR TALKS WITH THE WORLD BANK");
        assert!(shouted.contains(&"place lisbon".to_string()), "{shouted:?}");
        assert!(names(&"Word ".repeat(5_000)).len() <= 5_000);
    }

    #[test]
    fn an_article_helps_itself() {
        let text = "Mary Okafor, the minister, resigned on Monday. Later Okafor flew to Lagos. Nobody thanked Okafor.";
        assert_eq!(names(text).iter().filter(|name| name.contains("okafor")).count(), 3);
    }

    #[test]
    fn without_a_model_nothing_is_found() {
        let article = RawArticle { text: "Angela Merkel was in Lisbon.".into(), ..RawArticle::default() };
        assert!(analyze(&article, &Models::default()).mentions.is_empty());
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn mentions_are_valid_sorted_and_apart(text in "(\\PC|[A-Z][a-z]{2,6}|[ .,'\n-]){0,80}") {
            let article = RawArticle { text, ..RawArticle::default() };
            let analysis = analyze(&article, &MODELS);
            let mut at = 0;
            for mention in analysis.mentions.iter() {
                proptest::prop_assert!(mention.span.is_valid_in(&analysis.text) && !mention.span.is_empty());
                proptest::prop_assert!(mention.span.start >= at);
                at = mention.span.end;
            }
        }
    }
}
