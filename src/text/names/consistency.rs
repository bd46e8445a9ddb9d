//! Names that are clear in one place and bare in another.
//!
//! A sentence seldom shows enough: "Okafor declined" may be anyone, yet "Mary Okafor, the minister" stands two lines
//! above. [`Evidence`] collects what an article, or all articles of an event, say of each name; [`settle`] then gives
//! a name the kind that it has almost everywhere, and [`find_bare`] adds the occurrences that were missed: of names
//! of several words, of surnames whose full name is there, of single words seen at least twice.
//!
//! [`across`] does both over the articles of one event, before entities are resolved. In the measured prototype the
//! step within an article was worth one point of F1 on news, that across articles eight points of recall on ECB+.

use super::lexicon::{Lexicon, class};
use super::{Analysis, EntityKind, Mention, MentionBasis, Name};
use crate::base::*;
use crate::text::fold::in_list;
use crate::text::token::{Token, TokenKind, tokenize};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How often a name was seen as person, organisation and place.
type Counts = [u32; 3];

/// What texts say of names: how often each was seen as which kind.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    counts: BTreeMap<String, Counts>,
    /// Full names that end in this surname, seen as persons.
    surnames: BTreeMap<String, u32>,
    /// Initials of organisations' names of several words.
    initials: BTreeSet<String>,
    /// Words that stand in small letters somewhere: they do not name when capitalised at the head of a sentence. Only
    /// asked, never walked.
    small_words: FxHashSet<String>,
}

impl Evidence {
    /// Adds an article's names.
    pub fn add_names(&mut self, text: &str, names: impl Iterator<Item = Name>) {
        for name in names {
            let surface = name.span.of(text);
            self.counts.entry(surface.to_string()).or_default()[name.kind as usize] += 1;
            if name.kind == EntityKind::Person
                && let Some(surname) = surname(surface)
            {
                *self.surnames.entry(surname.to_string()).or_default() += 1;
            }
            if name.kind == EntityKind::Organisation
                && let Some(initials) = initials(surface)
            {
                self.initials.insert(initials);
            }
        }
    }

    /// Adds an article's words in small letters.
    pub fn add_words(&mut self, text: &str, tokens: &[Token]) {
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.of(text));
        for word in words.filter(|word| word.chars().next().is_some_and(char::is_lowercase)) {
            if !self.small_words.contains(word) {
                self.small_words.insert(word.to_string());
            }
        }
    }

    /// Whether the word, given in small letters, stands so somewhere.
    pub(super) fn is_written_small(&self, word: &str) -> bool {
        self.small_words.contains(word)
    }

    /// Whether the word begins with the surname, of five letters or more, of a full name that was seen.
    pub(super) fn begins_with_surname(&self, word: &str) -> bool {
        self.surnames.keys().any(|surname| surname.chars().count() >= 5 && word.starts_with(surname.as_str()))
    }

    /// The kinds a surface was seen as, with the weight of the full names it is the surname of: twice their number,
    /// unless the surface itself was mostly seen as something else.
    fn counts(&self, surface: &str) -> Counts {
        let mut counts = self.counts.get(surface).copied().unwrap_or_default();
        let full = self.surnames.get(surface).copied().unwrap_or_default();
        if counts[1] + counts[2] <= counts[0] + full {
            counts[0] += 2 * full;
        }
        counts
    }

    /// The kind of `surface`, where it was seen as that kind at least `times` times as often as as `own`.
    fn better_kind(&self, surface: &str, own: EntityKind, times: u32) -> Option<EntityKind> {
        let counts = self.counts(surface);
        let best = top(counts);
        let (count, own_count) = (counts[best as usize], counts[own as usize]);
        (best != own && count > 0 && count >= times * own_count).then_some(best)
    }

    /// The names worth looking for where they stand bare, each with its kind.
    fn clear_names(&self) -> Vec<(&str, EntityKind)> {
        let seen = self.counts.keys().chain(self.surnames.keys()).map(String::as_str).collect::<BTreeSet<_>>();
        let is_clear = |surface: &&str| {
            let counts = self.counts(surface);
            let best = counts[top(counts) as usize];
            let length = surface.chars().count();
            // Initials differ from a word of the same letters ("IS", "is") by their capitals alone.
            let is_initials = length >= 2 && surface.chars().all(char::is_uppercase);
            let starts_well = surface.chars().next().is_some_and(char::is_uppercase) && length >= 3;
            (starts_well || is_initials)
                && (best >= 2 || is_initials && best >= 1 || surface.contains(' '))
                && best * 10 >= 7 * counts.iter().sum::<u32>()
                && (is_initials || !self.small_words.contains(&surface.to_lowercase()))
        };
        let mut clear: Vec<(&str, EntityKind)> =
            seen.into_iter().filter(is_clear).map(|surface| (surface, top(self.counts(surface)))).collect();
        let unseen = self.initials.iter().filter(|initials| !self.counts.contains_key(*initials));
        clear.extend(unseen.map(|initials| (initials.as_str(), EntityKind::Organisation)));
        clear
    }
}

/// The kind seen most often; of equals the first in the order person, organisation, place.
fn top(counts: Counts) -> EntityKind {
    let [person, organisation, place] = counts;
    if person >= organisation.max(place) {
        EntityKind::Person
    } else if organisation >= place {
        EntityKind::Organisation
    } else {
        EntityKind::Place
    }
}

/// The last word of a person's name of two to four words.
fn surname(full: &str) -> Option<&str> {
    let words = full.split_whitespace().count();
    let last = full.split_whitespace().next_back()?;
    let is_word = last.chars().count() > 2 && !last.ends_with('.');
    ((2..=4).contains(&words) && is_word).then_some(last)
}

/// The initials of a name of two to six words that all have a capital.
fn initials(full: &str) -> Option<String> {
    let words: Vec<&str> =
        full.split([' ', '-']).filter(|word| !matches!(*word, "of" | "the" | "and" | "for")).collect();
    let initials: Option<String> =
        words.iter().map(|word| word.chars().next().filter(|first| first.is_uppercase())).collect();
    let initials = initials.filter(|it| (2..=6).contains(&it.chars().count()))?;
    (!COMMON_INITIALS.contains(&initials.as_str())).then_some(initials)
}

/// Initials that mostly mean something else than a name.
const COMMON_INITIALS: &[&str] =
    &["AC", "AD", "AI", "AM", "BC", "DC", "GP", "HQ", "HR", "ID", "IT", "MP", "PM", "PR", "TV"];

/// Gives each name the kind that its surface has at least `times` times as often as the name's own.
pub(super) fn settle(text: &str, names: &mut [Name], evidence: &Evidence, times: u32) {
    for name in names {
        if let Some(kind) = evidence.better_kind(name.span.of(text), name.kind, times) {
            name.kind = kind;
        }
    }
}

/// Occurrences of the clear names in `sentences` (ranges of `tokens`) that touch no span of `taken`, which is sorted. In
/// order; they do not overlap.
pub fn find_bare(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    taken: &[Span],
    known: &Known,
    lexicon: Option<&Lexicon>,
) -> Vec<Name> {
    let evidence = known.evidence;
    let mut found = vec![];
    for sentence in sentences {
        let reading = Reading { text, tokens, sentence: sentence.clone(), taken, evidence, lexicon };
        let mut at = sentence.start;
        while at < sentence.end {
            let is_name = |&(length, _): &(usize, _)| reading.stands_alone(at, length) && !reading.is_date(at, length);
            let Some((length, kind)) = known.longest_at(&reading, at).filter(is_name) else {
                at += 1;
                continue;
            };
            found.push(Name { span: reading.span(at, length), kind });
            at += length;
        }
    }
    found
}

/// The clear names of some evidence by their first word, longest first.
pub struct Known<'a> {
    evidence: &'a Evidence,
    by_first: FxHashMap<&'a str, Vec<(Vec<&'a str>, EntityKind)>>,
}

impl<'a> Known<'a> {
    pub fn new(evidence: &'a Evidence) -> Known<'a> {
        let mut by_first: FxHashMap<&str, Vec<(Vec<&str>, EntityKind)>> = FxHashMap::default();
        for (surface, kind) in evidence.clear_names() {
            let words: Vec<&str> = tokenize(surface).into_iter().map(|token| token.of(surface)).collect();
            if let Some(&first) = words.first() {
                by_first.entry(first).or_default().push((words, kind));
            }
        }
        by_first.values_mut().for_each(|names| names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Known { evidence, by_first }
    }

    /// The longest clear name that begins at token `at` and touches nothing taken: its length in tokens, its kind.
    fn longest_at(&self, reading: &Reading, at: usize) -> Option<(usize, EntityKind)> {
        let names = self.by_first.get(reading.tokens[at].of(reading.text))?;
        names.iter().find_map(|(words, kind)| {
            let tokens = reading.tokens[at..reading.sentence.end].get(..words.len())?;
            let is_same = tokens.iter().zip(words).all(|(token, word)| token.of(reading.text) == *word);
            let span = Span { start: tokens[0].span.start, end: tokens[words.len() - 1].span.end };
            (is_same && !overlaps_any(span, reading.taken)).then_some((words.len(), *kind))
        })
    }
}

/// Whether `span` touches one of `taken`, which is sorted and does not overlap.
pub(crate) fn overlaps_any(span: Span, taken: &[Span]) -> bool {
    let next = taken.partition_point(|other| other.end <= span.start);
    taken.get(next).is_some_and(|other| other.overlaps(span))
}

/// A sentence in which bare names are looked for.
pub(super) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sentence: Range<usize>,
    pub taken: &'a [Span],
    pub evidence: &'a Evidence,
    pub lexicon: Option<&'a Lexicon>,
}

impl Reading<'_> {
    pub fn span(&self, at: usize, length: usize) -> Span {
        Span { start: self.tokens[at].span.start, end: self.tokens[at + length - 1].span.end }
    }

    /// Whether the tokens begin and end with a capital, touch nothing taken, and do not open the sentence with a word
    /// that the article also writes small.
    pub fn may_name(&self, at: usize, length: usize) -> bool {
        let opens = length == 1 && at == self.sentence.start && self.is_small_elsewhere(at);
        !opens
            && self.is_capitalised(at)
            && self.is_capitalised(at + length - 1)
            && !overlaps_any(self.span(at, length), self.taken)
    }

    /// Whether no capitalised neighbour makes the tokens a part of a longer name.
    pub fn stands_alone(&self, at: usize, length: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| self.sentence.contains(before));
        let after = Some(at + length).filter(|after| self.sentence.contains(after));
        let is_free = |neighbour: usize, lists: u32| !self.is_capitalised(neighbour) || self.is_on(neighbour, lists);
        before.is_none_or(|before| {
            before == self.sentence.start && self.is_small_elsewhere(before)
                || is_free(before, 1 << class::TITLE | 1 << class::DEMONYM)
        }) && after.is_none_or(|after| is_free(after, 1 << class::MONTH_OR_DAY))
    }

    /// Whether a word that is a month or day as well ("May") stands here as one: after a preposition, beside a number.
    fn is_date(&self, at: usize, length: usize) -> bool {
        const BEFORE_DATES: &str =
            "in on of by since until till from this next last late early mid through during before after";
        if length > 1 || !self.is_on(at, 1 << class::MONTH_OR_DAY) {
            return false;
        }
        let is_number = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        let before =
            at.checked_sub(1).map(|before| self.tokens[before].of(self.text).to_lowercase()).unwrap_or_default();
        in_list(BEFORE_DATES, &before) || is_number(at + 1) || at > 0 && is_number(at - 1)
    }

    pub fn is_capitalised(&self, at: usize) -> bool {
        let token = self.tokens[at];
        let is_capital = token.of(self.text).chars().next().is_some_and(char::is_uppercase);
        is_capital && token.kind == TokenKind::Word && !overlaps_any(token.span, self.taken)
    }

    /// Whether the word at the head of a sentence has its capital from there.
    fn is_small_elsewhere(&self, at: usize) -> bool {
        let word = self.tokens[at].of(self.text).to_lowercase();
        in_list(OPENERS, &word) || self.evidence.small_words.contains(&word)
    }

    fn is_on(&self, at: usize, lists: u32) -> bool {
        let word = self.tokens[at].of(self.text).trim_end_matches('.');
        self.lexicon.is_some_and(|lexicon| lexicon.lists_of(word) & lists != 0)
    }
}

/// Words that open sentences and begin no name.
pub(super) const OPENERS: &str = "\
    a about above according across after against all also although amid among and any around as at because \
    before behind beneath beside between beyond both but by despite did does during each either even every few \
    for from had has he her here his how however if in inside instead into is it its just last later like many \
    meanwhile most my near neither no nor not now of off on once one only or our out outside over per perhaps \
    she since so some soon still such than that the their then there these they this those though three through \
    throughout to today tomorrow toward towards two under unlike until up upon was we were what when where \
    whether which while who whom whose why with within without yesterday yet you your";

/// Lets the articles of one event help each other: a name that is clear in some is found where it stands bare in
/// others, and a name takes the kind that it has almost everywhere. Ids of mentions in quotes follow.
pub fn across(articles: &mut [&mut Analysis], lexicon: Option<&Lexicon>) {
    if articles.len() < 2 {
        return;
    }
    let tokens: Vec<Vec<Token>> = articles.iter().map(|article| tokenize(&article.text)).collect();
    let mut evidence = Evidence::default();
    for (article, tokens) in articles.iter().zip(&tokens) {
        evidence.add_words(&article.text, tokens);
        evidence.add_names(&article.text, story_names(article));
    }
    let known = Known::new(&evidence);
    for (article, tokens) in articles.iter_mut().zip(&tokens) {
        for mention in article.mentions.iter_mut() {
            let surface = mention.span.of(&article.text);
            if let Some(kind) = evidence.better_kind(surface, mention.kind, ACROSS_TIMES) {
                mention.kind = kind;
                mention.as_government &= kind == EntityKind::Place;
            }
        }
        let sentences = super::token_ranges(tokens, article.sentences.as_slice());
        let taken: Vec<Span> = article.mentions.iter().map(|mention| mention.span).collect();
        let found = find_bare(&article.text, tokens, &sentences, &taken, &known, lexicon);
        insert(article, found);
    }
}

/// How much more often an event must show another kind before an article's own reading gives way. Twice is enough
/// inside an article, where one writer uses a name in one sense.
const ACROSS_TIMES: u32 = 4;

fn story_names(article: &Analysis) -> impl Iterator<Item = Name> {
    let story = article.mentions.iter().filter(|mention| article.is_story(mention.span));
    story.map(|mention| Name { span: mention.span, kind: mention.kind })
}

/// Adds names as mentions, keeps the mentions sorted, and lets the speakers of quotes follow their mentions.
fn insert(article: &mut Analysis, found: Vec<Name>) {
    if found.is_empty() {
        return;
    }
    let new = found.into_iter().map(|name| (None, super::mention(name, MentionBasis::Consistency)));
    let old = std::mem::take(&mut article.mentions).into_vec().into_iter().enumerate();
    let mut all: Vec<(Option<usize>, Mention)> = old.map(|(at, mention)| (Some(at), mention)).chain(new).collect();
    all.sort_by_key(|(_, mention)| mention.span);
    let mut moved = vec![MentionId::default(); all.len()];
    for (now, (before, _)) in all.iter().enumerate() {
        if let Some(before) = before {
            moved[*before] = MentionId::from_index(now);
        }
    }
    for quote in article.quotes.iter_mut() {
        quote.speaker = match (quote.speaker, quote.speaker_span) {
            (Some(speaker), _) => moved.get(speaker.index()).copied(),
            (None, Some(span)) => {
                let named = all.iter().position(|(before, mention)| before.is_none() && mention.span == span);
                named.map(MentionId::from_index)
            }
            (None, None) => None,
        };
    }
    article.mentions = all.into_iter().map(|(_, mention)| mention).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityKind::*;

    fn name(text: &str, surface: &str, kind: EntityKind) -> Name {
        let start = text.find(surface).expect("the surface is in the text");
        Name { span: Span::new(start, start + surface.len()), kind }
    }

    /// What is found besides the given names, as "kind surface".
    fn bare(text: &str, given: &[(&str, EntityKind)]) -> Vec<String> {
        let tokens = tokenize(text);
        let names: Vec<Name> = given.iter().map(|&(surface, kind)| name(text, surface, kind)).collect();
        let mut evidence = Evidence::default();
        evidence.add_words(text, &tokens);
        evidence.add_names(text, names.iter().copied());
        let taken: Vec<Span> = names.iter().map(|name| name.span).collect();
        let ends: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].of(text) == ".").collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
        let sentences: Vec<Range<usize>> = starts.zip(&ends).map(|(start, &end)| start..end).collect();
        let found = find_bare(text, &tokens, &sentences, &taken, &Known::new(&evidence), None);
        found.into_iter().map(|name| format!("{:?} {}", name.kind, name.span.of(text))).collect()
    }

    #[test]
    fn finds_bare_names() {
        let full = [("Mary Okafor", Person)];
        for (text, expected) in [
            ("Mary Okafor came. Then Okafor left.", vec!["Person Okafor"]),
            ("Mary Okafor came. Minister Okafor left.", vec![]),
            ("Mary Okafor came. The Okafor Foundation paid.", vec![]),
            ("Mary Okafor came. New Okafor is a town.", vec![]),
            ("Mary Okafor came. Mary Okafor left.", vec!["Person Mary Okafor"]),
            ("Mary Okafor came. Yes, Okafor's friends say okafor means nothing.", vec![]),
        ] {
            assert_eq!(bare(text, &full), expected, "{text}");
        }
        assert!(bare("Seen in Brus. Brus is small.", &[("Brus", Place)]).is_empty(), "seen once, one word: not clear");
    }

    #[test]
    fn finds_initials_of_known_names() {
        for (text, expected) in [
            ("Northern State grew. The NS fell.", vec!["Organisation NS"]),
            ("Northern State grew. The NT fell.", vec![]),
            ("Northern State grew. The NS Fund fell.", vec![]),
            ("Team Victory grew. The TV fell.", vec![]),
        ] {
            let name = &text[..text.find(" grew").unwrap_or_default()];
            assert_eq!(bare(text, &[(name, Organisation)]), expected, "{text}");
        }
    }

    #[test]
    fn settles_the_kind() {
        let text = "Mary Okafor came. Okafor left.";
        let mut names = [name(text, "Mary Okafor", Person), name(text, "Okafor left", Place)];
        names[1].span.end -= 5;
        let mut evidence = Evidence::default();
        evidence.add_words(text, &tokenize(text));
        evidence.add_names(text, names.iter().copied());
        settle(text, &mut names, &evidence, 2);
        assert_eq!(names[1].kind, Person);
        let mut unseen = [name("Reuters", "Reuters", Organisation)];
        settle("Reuters", &mut unseen, &evidence, 2);
        assert_eq!(unseen[0].kind, Organisation, "no evidence changes nothing");
    }

    #[test]
    fn inserting_moves_speakers() {
        let text = "Okafor spoke to Lind.";
        let mut article = Analysis { text: text.into(), ..Analysis::default() };
        let lind = article.mentions.push(super::super::mention(name(text, "Lind", Person), MentionBasis::Model));
        article.quotes.push(crate::text::Quote {
            span: Span::new(0, 1),
            form: crate::text::QuoteForm::Direct,
            continues: None,
            speaker: Some(lind),
            speaker_span: None,
            cue: None,
        });
        insert(&mut article, vec![name(text, "Okafor", Person)]);
        let speaker = article.quotes.iter().next().unwrap().speaker.unwrap();
        assert_eq!(article.mentions[speaker].span.of(text), "Lind");
    }
}
