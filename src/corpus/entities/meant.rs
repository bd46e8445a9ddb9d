//! Descriptions that stand for somebody without naming them: "the Peruvian president", "the alliance", "the ministry".
//!
//! They are linked only where the articles leave no choice, and are never counted as names:
//!
//! * an office of a country ("the Peruvian president", "Peru's president", "the president of Peru") that one person of
//!   the event alone is said to hold, former holders left out;
//! * that office bare ("the president") where the article has named one holder and speaks of no other;
//! * an organisation's name in small letters ("the Peruvian foreign ministry", "Peru's foreign ministry"), without its
//!   country ("the foreign ministry") where the article speaks of one such body alone;
//! * the noun that an organisation's name or apposition ends in ("the alliance"), where the article has named one such
//!   organisation and speaks of no other;
//! * a country's capital ("the Peruvian capital") that the articles name.

use super::Draft;
use super::normal::normal;
use crate::base::*;
use crate::corpus::DescriptiveMention;
use crate::text::fold::in_list;
use crate::text::token::{Token, TokenKind, tokenize, tokens_in};
use crate::text::{Analysis, EntityKind, Gazetteer, PlaceKind};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Offices that one person at a time holds in a country. The second word of two is "minister".
const OFFICES: &str = "president premier chancellor king queen";
const PORTFOLIOS: &str = "prime foreign defense interior finance";

/// Words before an office or a capital that make it another's.
const OTHERS: &str = "former ex late then vice deputy acting first founding next previous new old senate party company";

/// Nouns that organisations are called by when their name is known.
const HEADS: &str = "\
    bloc alliance coalition organization union pact ministry agency company committee commission council foundation \
    association federation";

/// Words between "the" and such a noun that any of them may have.
const ADJECTIVES: &str = "military security defense political economic regional";

const DETERMINERS: &str = "the a an this that its their his her our any every each other another of in and";

/// What a ministry or agency is for: with the noun, its name in small letters.
const DUTIES: &str = "\
    foreign interior defense health finance justice education energy transport trade agriculture environment labor \
    emergencies emergency culture economy information";

/// A person's offices, an organisation's nouns: what a description may go by.
#[derive(Default)]
struct Profile {
    /// Office and country.
    offices: BTreeSet<(String, String)>,
    /// What an organisation is called besides its country ("foreign ministry"), and that country.
    bodies: BTreeSet<(String, String)>,
    heads: BTreeSet<String>,
}

/// Finds the descriptions and gives each to its draft. `documents` are the articles' numbers in the corpus.
pub fn add(drafts: &mut [Draft], articles: &[&Analysis], documents: &[DocumentId], gazetteer: &Gazetteer) {
    let mut known = FxHashMap::default();
    let pages: Vec<Page> = articles.iter().map(|article| Page::new(article, gazetteer, &mut known)).collect();
    let profiles: Vec<Profile> = drafts.iter().map(|draft| profile(draft, &pages)).collect();
    let event = Event { drafts, profiles: &profiles, gazetteer };
    let mut found: Vec<(usize, DescriptiveMention)> = vec![];
    let firsts = firsts(drafts, &pages);
    for (doc, (page, first)) in pages.iter().zip(firsts).enumerate() {
        let links = event.links(page, first);
        found.extend(
            links
                .into_iter()
                .map(|(draft, span, reason)| (draft, DescriptiveMention { document: documents[doc], span, reason })),
        );
    }
    found.into_iter().for_each(|(draft, meant)| drafts[draft].meant.push(meant));
}

/// For each article, where each draft is named first in its story, in bytes.
fn firsts(drafts: &[Draft], pages: &[Page]) -> Vec<BTreeMap<usize, u32>> {
    let mut firsts = vec![BTreeMap::new(); pages.len()];
    for (number, draft) in drafts.iter().enumerate() {
        for &(doc, id) in &draft.mentions {
            let article = pages[doc as usize].article;
            let span = article.mentions[id].span;
            if article.is_story(span) {
                let start: &mut u32 = firsts[doc as usize].entry(number).or_insert(span.start);
                *start = span.start.min(*start);
            }
        }
    }
    firsts
}

/// An article as words.
struct Page<'a> {
    article: &'a Analysis,
    gazetteer: &'a Gazetteer,
    tokens: Vec<Token>,
    /// In small letters and American spelling.
    words: Vec<Rc<str>>,
    /// Whether the word may be the noun of a description: few are, and only they are looked at.
    is_noun: Vec<bool>,
    /// The mention that each token belongs to.
    mention: Vec<Option<MentionId>>,
}

impl<'a> Page<'a> {
    /// `known` remembers each word that came before.
    fn new(
        article: &'a Analysis,
        gazetteer: &'a Gazetteer,
        known: &mut FxHashMap<&'a str, (Rc<str>, bool)>,
    ) -> Page<'a> {
        let tokens = tokenize(&article.text);
        let word = |token: &Token| {
            let written = token.of(&article.text);
            known.entry(written).or_insert_with(|| spelled(written)).clone()
        };
        let (words, is_noun) = tokens.iter().map(word).unzip();
        let mut mention = vec![None; tokens.len()];
        for (id, found) in article.mentions.enumerate() {
            let from = tokens.partition_point(|token| token.span.start < found.span.start);
            let length = tokens_in(&tokens, found.span).len();
            mention[from..from + length].fill(Some(id));
        }
        Page { article, gazetteer, tokens, words, is_noun, mention }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word)
    }

    fn before(&self, at: usize, steps: usize) -> &str {
        at.checked_sub(steps).map_or("", |at| self.word(at))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span { start: self.tokens[from].span.start, end: self.tokens[to].span.end }
    }

    /// The office that begins at token `at`, and its length.
    fn office(&self, at: usize) -> Option<(String, usize)> {
        if in_list(PORTFOLIOS, self.word(at)) && self.word(at + 1) == "minister" {
            return Some((self.words[at..at + 2].join(" "), 2));
        }
        match self.word(at) {
            "" => None,
            "premier" => Some(("prime minister".into(), 1)),
            word => in_list(OFFICES, word).then(|| (word.to_string(), 1)),
        }
    }

    /// The country of a people's adjective at token `at`.
    fn demonym(&self, at: usize) -> Option<&'a str> {
        self.gazetteer.demonym(self.tokens.get(at)?.of(&self.article.text))
    }

    /// The country whose name ends (`is_end`) or begins at token `at`, with the tokens it takes.
    fn country(&self, at: usize) -> Option<(&'a str, usize, usize)> {
        let id = (*self.mention.get(at)?)?;
        let from = self.mention.iter().position(|other| *other == Some(id))?;
        let to = self.mention.iter().rposition(|other| *other == Some(id))?;
        let surface = self.article.mentions[id].span.of(&self.article.text);
        let best = self.gazetteer.lookup(surface).into_iter().next()?;
        let code = self.gazetteer.country_code(best.place)?;
        (self.gazetteer.kind(best.place) == PlaceKind::Country).then_some((code, from, to))
    }

    /// The country beside an office at `at` of `length` tokens, with the first and last token of the whole phrase.
    fn country_of(&self, at: usize, length: usize) -> Option<(&'a str, usize, usize)> {
        let last = at + length - 1;
        if let Some(code) = at.checked_sub(1).and_then(|before| self.demonym(before)) {
            return Some((code, at - 1, last));
        }
        if matches!(self.before(at, 1), "'s" | "’s")
            && let Some((code, from, _)) = at.checked_sub(2).and_then(|before| self.country(before))
        {
            return Some((code, from, last));
        }
        let next = last + 2 + usize::from(self.word(last + 2) == "the");
        let (code, _, to) = self.country(next).filter(|_| self.word(last + 1) == "of")?;
        Some((code, at, to))
    }

    /// Whether the word before token `at` makes the office another's ("former").
    fn is_others(&self, at: usize) -> bool {
        let steps = 1 + usize::from(self.before(at, 1) == "-");
        in_list(OTHERS, self.before(at, steps))
    }

    /// The span from token `from` to token `to`, with the article before it.
    fn with_article(&self, from: usize, to: usize) -> Span {
        let from = if self.before(from, 1) == "the" { from - 1 } else { from };
        self.span(from, to)
    }
}

/// A word in small letters and American spelling, and whether it may be the noun of a description.
fn spelled(written: &str) -> (Rc<str>, bool) {
    let word = written.to_lowercase();
    let word = match word.as_str() {
        "defence" => "defense",
        "organisation" => "organization",
        word => word,
    };
    let is_noun = word == "capital" || [OFFICES, PORTFOLIOS, HEADS].iter().any(|list| in_list(list, word));
    (word.into(), is_noun)
}

fn profile(draft: &Draft, pages: &[Page]) -> Profile {
    let mut profile = Profile::default();
    for &(doc, id) in &draft.mentions {
        let page = &pages[doc as usize];
        let span = page.article.mentions[id].span;
        if !page.article.is_story(span) {
            continue;
        }
        let from = page.tokens.partition_point(|token| token.span.start < span.start);
        let to = from + tokens_in(&page.tokens, span).len();
        match draft.kind {
            EntityKind::Person => profile.offices.extend(office_of(page, from, to)),
            EntityKind::Organisation => {
                profile.heads.extend(head_after(page, to));
                profile.bodies.extend(body_of(page, from, to));
            }
            EntityKind::Place => {}
        }
    }
    if draft.kind == EntityKind::Organisation {
        let heads = draft.keys.iter().map(|key| {
            let end = key.find(" of ").or(key.find(" for ")).unwrap_or(key.len());
            key[..end].rsplit(' ').next().unwrap_or_default()
        });
        profile.heads.extend(heads.filter(|head| in_list(HEADS, head)).map(str::to_string));
    }
    profile
}

/// The office, with its country, right before the name or in the apposition after it.
fn office_of(page: &Page, from: usize, to: usize) -> Option<(String, String)> {
    for length in [2, 1] {
        let Some(at) = from.checked_sub(length) else { continue };
        if let Some((office, _)) = page.office(at).filter(|office| office.1 == length)
            && let Some((code, start, _)) = page.country_of(at, length)
        {
            return (start < at && !page.is_others(start)).then(|| (office, code.to_string()));
        }
    }
    let at = to + 1 + usize::from(matches!(page.word(to + 1), "the" | "a"));
    let at = at + usize::from(page.demonym(at).is_some());
    let (office, length) = page.office(at).filter(|_| page.word(to) == ",")?;
    let (code, _, _) = page.country_of(at, length)?;
    Some((office, code.to_string()))
}

/// What the organisation named from token `from` to before `to` is called besides its country, with that country.
fn body_of(page: &Page, from: usize, to: usize) -> Option<(String, String)> {
    let last = to.checked_sub(1).filter(|&last| in_list(HEADS, page.word(last)))?;
    let (code, start) = match page.demonym(from) {
        Some(code) => (code, from + 1),
        None => (page.country_of(from, to - from)?.0, from),
    };
    (start < last && page.tokens[start..to].iter().all(|token| token.kind == TokenKind::Word))
        .then(|| (page.words[start..=last].join(" "), code.to_string()))
}

/// The noun of ", a military alliance" after a name or its initials in brackets.
fn head_after(page: &Page, to: usize) -> Option<String> {
    let comma = (to..to + 4).find(|&at| page.word(at) == ",")?;
    let is_bracketed = (to..comma).all(|at| matches!(page.word(at), "(" | ")") || page.mention[at].is_some());
    let is_article = matches!(page.word(comma + 1), "a" | "an" | "the");
    let head = (comma + 2..comma + 6).find(|&at| in_list(HEADS, page.word(at)))?;
    let is_plain = page.tokens[comma + 1..head].iter().all(|token| token.kind == TokenKind::Word);
    (is_bracketed && is_article && is_plain).then(|| page.word(head).to_string())
}

/// The drafts of an event with what describes each.
struct Event<'a> {
    drafts: &'a [Draft],
    profiles: &'a [Profile],
    gazetteer: &'a Gazetteer,
}

type Link = (usize, Span, String);

impl Event<'_> {
    /// The descriptions of one article, in order. `first` tells where each draft is named first.
    fn links(&self, page: &Page, mut first: BTreeMap<usize, u32>) -> Vec<Link> {
        let whole = self.whole(page);
        for (draft, span, _) in &whole.links {
            first.entry(*draft).and_modify(|start| *start = span.start.min(*start)).or_insert(span.start);
        }
        let mut links = self.bare(page, &first, &whole);
        links.extend(whole.links);
        links.sort_by_key(|link| link.1);
        links.dedup_by(|later, earlier| later.1.overlaps(earlier.1));
        links
    }

    /// Descriptions that say whose office or ministry they mean.
    fn whole(&self, page: &Page) -> Whole {
        let mut whole = Whole::default();
        for sentence in sentences(page) {
            for at in sentence {
                if page.mention[at].is_some() || !page.is_noun[at] {
                    continue;
                }
                self.office_of_country(page, at, &mut whole);
                self.small_name(page, at, &mut whole);
                self.capital(page, at, &mut whole);
            }
        }
        whole
    }

    fn office_of_country(&self, page: &Page, at: usize, whole: &mut Whole) {
        let Some((office, length)) = page.office(at) else { return };
        let Some((code, from, to)) = page.country_of(at, length) else { return };
        whole.offices.insert((office.clone(), code.to_string()));
        let is_title = page.mention.get(at + length).is_some_and(Option::is_some);
        if is_title || page.is_others(from) || page.before(at, 1) == "prime" {
            return;
        }
        let key = (office, code.to_string());
        if let Some(draft) = only((0..self.drafts.len()).filter(|&it| self.profiles[it].offices.contains(&key))) {
            let country = self.gazetteer.country(code).map_or(code, |place| self.gazetteer.name(place));
            let name = &self.drafts[draft].name;
            let reason = format!("{name} is the only {} of {country} that the articles speak of", key.0);
            whole.links.push((draft, page.with_article(from, to), reason));
        }
    }

    /// "the Peruvian foreign ministry" for "Peruvian Foreign Ministry".
    fn small_name(&self, page: &Page, at: usize, whole: &mut Whole) {
        if !in_list(HEADS, page.word(at)) {
            return;
        }
        let link = self.body(page, at, whole).or_else(|| {
            (1..4).rev().find_map(|length| {
                let from = at.checked_sub(length).filter(|&from| page.mention[from..at].iter().all(Option::is_none))?;
                page.demonym(from)?;
                let span = page.span(from, at);
                let key = normal(span.of(&page.article.text), false, self.gazetteer).join(" ");
                let is_so = |&it: &usize| {
                    self.drafts[it].kind == EntityKind::Organisation && self.drafts[it].keys.contains(&key)
                };
                let draft = only((0..self.drafts.len()).filter(is_so))?;
                let reason = format!("It is the name {} in small letters", self.drafts[draft].name);
                Some((draft, page.with_article(from, at), reason))
            })
        });
        match link {
            Some(link) => whole.links.push(link),
            // Some other ministry: a bare "the ministry" may mean it.
            None if self.is_bare_body(page, at) => {}
            None if !in_list(DETERMINERS, page.before(at, 1)) && !in_list(ADJECTIVES, page.before(at, 1)) => {
                whole.others.insert(page.word(at).to_string());
            }
            None => {}
        }
    }

    /// "The foreign ministry" with the noun at token `at`, where an organisation of the event is a body so called.
    fn is_bare_body(&self, page: &Page, at: usize) -> bool {
        let Some(duty) = at.checked_sub(1).filter(|&duty| page.before(duty, 1) == "the" && Self::is_duty(page, duty))
        else {
            return false;
        };
        let name = page.words[duty..=at].join(" ");
        self.profiles.iter().any(|profile| profile.bodies.iter().any(|body| body.0 == name))
    }

    /// "The Peruvian foreign ministry" or "Peru's foreign ministry" with the noun at token `at`, where one organisation
    /// of the event is that body; notes a body that none is.
    fn body(&self, page: &Page, at: usize, whole: &mut Whole) -> Option<Link> {
        let duty =
            at.checked_sub(1).filter(|&duty| in_list(DUTIES, page.word(duty)) && page.mention[duty].is_none())?;
        let (code, from, to) = page.country_of(duty, 2)?;
        let key = (page.words[duty..=at].join(" "), code.to_string());
        let draft = only((0..self.drafts.len()).filter(|&it| self.profiles[it].bodies.contains(&key)));
        let Some(draft) = draft else {
            whole.bodies.insert(key.0);
            return None;
        };
        let reason = format!("It is the name {} in small letters", self.drafts[draft].name);
        Some((draft, page.with_article(from, to), reason))
    }

    fn capital(&self, page: &Page, at: usize, whole: &mut Whole) {
        let capital = at.checked_sub(1).filter(|_| page.word(at) == "capital");
        let Some(code) = capital.and_then(|before| page.demonym(before)) else { return };
        if page.is_others(at - 1) {
            return;
        }
        let is_it = |place| self.gazetteer.is_capital(place) && self.gazetteer.country_code(place) == Some(code);
        let capitals = (0..self.drafts.len()).filter(|&draft| self.drafts[draft].place.is_some_and(is_it));
        if let Some(draft) = only(capitals) {
            let reason = format!("{} is that capital in the gazetteer", self.drafts[draft].name);
            whole.links.push((draft, page.with_article(at - 1, at), reason));
        }
    }

    /// "the president", "the alliance": of what the article has named, one alone fits.
    fn bare(&self, page: &Page, first: &BTreeMap<usize, u32>, whole: &Whole) -> Vec<Link> {
        let mut links = vec![];
        for at in sentences(page).flatten().filter(|&at| page.is_noun[at] && page.mention[at].is_none()) {
            let duty = at.checked_sub(1).filter(|&duty| Self::is_duty(page, duty));
            let (draft, last) = if let Some((office, length)) = page.office(at).filter(|_| page.before(at, 1) == "the")
            {
                let last = at + length - 1;
                let holds = |profile: &Profile| profile.offices.iter().any(|held| held.0 == office);
                let is_other = |held: &&(String, String)| {
                    held.0 == office && !self.profiles.iter().any(|profile| profile.offices.contains(held))
                };
                let is_others = whole.offices.iter().any(|held| is_other(&held));
                (self.named(first, at, page, holds).filter(|_| !is_others), last)
            } else if let Some(duty) = duty {
                let name = page.words[duty..=at].join(" ");
                let fits = |profile: &Profile| profile.bodies.iter().any(|body| body.0 == name);
                let is_free = page.before(duty, 1) == "the" && !whole.bodies.contains(&name);
                (self.named(first, at, page, fits).filter(|_| is_free), at)
            } else if in_list(HEADS, page.word(at)) {
                let is_free = page.before(at, 1) == "the"
                    || in_list(ADJECTIVES, page.before(at, 1)) && page.before(at, 2) == "the";
                let is_rival = whole.others.contains(page.word(at));
                let fits = |profile: &Profile| profile.heads.contains(page.word(at));
                (self.named(first, at, page, fits).filter(|_| is_free && !is_rival), at)
            } else {
                continue;
            };
            let is_followed = page.word(last + 1) == "of"
                || page.word(last + 1) == "-"
                || page.mention.get(last + 1).is_some_and(Option::is_some);
            let from = if page.before(at, 1) == "the" { at } else { at.saturating_sub(1) };
            if let Some(draft) = draft.filter(|_| !is_followed) {
                let noun = page.words[duty.unwrap_or(at)..=last].join(" ");
                let reason = format!("{} is the only {noun} that the article speaks of", self.drafts[draft].name);
                links.push((draft, page.with_article(from, last), reason));
            }
        }
        links
    }

    /// Whether token `at` and the noun after it are the name of a body in small letters.
    fn is_duty(page: &Page, at: usize) -> bool {
        in_list(DUTIES, page.word(at)) && page.mention[at].is_none() && in_list(HEADS, page.word(at + 1))
    }

    /// The one draft of the article that fits, if it is named before token `at`.
    fn named(
        &self,
        first: &BTreeMap<usize, u32>,
        at: usize,
        page: &Page,
        fits: impl Fn(&Profile) -> bool,
    ) -> Option<usize> {
        let draft = only(first.keys().copied().filter(|&draft| fits(&self.profiles[draft])))?;
        (first[&draft] < page.tokens[at].span.start).then_some(draft)
    }
}

/// What an article says in full.
#[derive(Default)]
struct Whole {
    links: Vec<Link>,
    /// Offices with their countries, whoever holds them.
    offices: BTreeSet<(String, String)>,
    /// Bodies of a country that no organisation of the event is ("interior ministry").
    bodies: BTreeSet<String>,
    /// Nouns that the article also has of organisations that nothing names.
    others: BTreeSet<String>,
}

fn only<T>(mut them: impl Iterator<Item = T>) -> Option<T> {
    them.next().filter(|_| them.next().is_none())
}

/// The story's sentences as ranges of tokens.
fn sentences<'a>(page: &'a Page) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    page.article.sentences.iter().map(|&span| {
        let from = page.tokens.partition_point(|token| token.span.start < span.start);
        from..from + tokens_in(&page.tokens, span).len()
    })
}
