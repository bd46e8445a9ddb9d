//! What the text says about where a name lies: in so many words, in the same sentence, or by what the event is about.

use super::super::entities::Node;
use super::words;
use crate::base::*;
use crate::text::fold::{fold, in_list};
use crate::text::{Analysis, Gazetteer, PlaceKind};
use std::collections::{BTreeMap, BTreeSet};

/// A country named in an article: where, and by which code.
struct Named {
    span: Span,
    code: String,
    is_demonym: bool,
    /// A name that only countries and their capitals' governments bear.
    is_government: bool,
}

/// The countries that the articles of an event name.
pub struct Context<'a> {
    articles: &'a [&'a Analysis],
    /// By article, sorted by span.
    named: Vec<Vec<Named>>,
    /// The articles that name a country, by its code.
    articles_of: BTreeMap<String, u32>,
}

/// What is said of one node.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// "…, Italy", "the Italian city of …": how often, by code.
    pub countries: BTreeMap<String, u32>,
    /// Each such statement.
    pub statements: Vec<(u32, MentionId, String)>,
    /// In how many mentions' sentences a country is named, by code.
    pub in_sentence: BTreeMap<String, u32>,
}

/// Words before a country's name that make it a part of that country.
const DIRECTIONS: &str = "\
    central northern southern eastern western north south east west northeastern northwestern southeastern \
    southwestern northeast northwest southeast southwest rural";

/// Words between a people's adjective or a country's genitive and the name it belongs to.
const LINKS: &str = "\
    city town village capital port region province state resort island of the largest second main border coastal \
    northern southern eastern western central former biggest capitals cities district financial hub commercial \
    eastern in s";

impl<'a> Context<'a> {
    pub fn of(articles: &'a [&'a Analysis], gazetteer: &Gazetteer) -> Context<'a> {
        let named: Vec<Vec<Named>> = articles.iter().map(|article| named(article, gazetteer)).collect();
        let mut articles_of: BTreeMap<String, u32> = BTreeMap::new();
        for countries in &named {
            for code in countries.iter().map(|named| named.code.as_str()).collect::<BTreeSet<_>>() {
                *articles_of.entry(code.to_string()).or_default() += 1;
            }
        }
        Context { articles, named, articles_of }
    }

    /// The share of the event's articles that name the country, 0 to 1.
    pub fn share(&self, code: &str) -> f64 {
        let count = self.articles_of.get(code).copied().unwrap_or_default();
        f64::from(count) / self.articles.len().max(1) as f64
    }

    /// What is said of the mentions of `node`.
    pub fn said(&self, node: &Node, gazetteer: &Gazetteer) -> Said {
        let mut said = Said::default();
        for &(doc, mention) in &node.mentions {
            if let Some(code) = self.stated(doc, mention, gazetteer) {
                *said.countries.entry(code.clone()).or_default() += 1;
                said.statements.push((doc, mention, code));
            }
            for code in self.in_sentence(doc, mention) {
                *said.in_sentence.entry(code.to_string()).or_default() += 1;
            }
        }
        said
    }

    /// The country of the mention where the sentence gives exactly one, governments left out.
    pub fn only_country(&self, doc: u32, mention: MentionId) -> Option<&str> {
        let mut codes = self.in_sentence(doc, mention).into_iter();
        codes.next().filter(|_| codes.next().is_none())
    }

    fn in_sentence(&self, doc: u32, mention: MentionId) -> BTreeSet<&str> {
        let article = self.articles[doc as usize];
        let span = article.mentions[mention].span;
        let Some(sentence) = article.sentence_at(span.start) else { return BTreeSet::new() };
        let around = article.sentences[sentence];
        let named = &self.named[doc as usize];
        let from = named.partition_point(|named| named.span.start < around.start);
        named[from..]
            .iter()
            .take_while(|named| named.span.start < around.end)
            .filter(|named| !named.span.overlaps(span) && !named.is_government)
            .map(|named| named.code.as_str())
            .collect()
    }

    /// The country that the words next to the mention put it in.
    pub fn stated(&self, doc: u32, mention: MentionId, gazetteer: &Gazetteer) -> Option<String> {
        let article = self.articles[doc as usize];
        let span = article.mentions[mention].span;
        if words::is_country(span.of(&article.text), gazetteer) {
            return None;
        }
        if let Some(next) = article.mentions.get(MentionId(mention.0 + 1)) {
            let between = article.text.get(span.end as usize..next.span.start as usize).unwrap_or_default();
            if matches!(between, ", " | " in " | ", in " | " (" | ", the ") {
                let surface = next.span.of(&article.text);
                let holder = words::lookup(surface, gazetteer).into_iter().next();
                let holder =
                    holder.filter(|best| matches!(gazetteer.kind(best.place), PlaceKind::Country | PlaceKind::Region));
                let is_own = fold(surface) == fold(span.of(&article.text));
                // "in Paris, Berlin and Rome" is a list, and so is "Armenia, Belarus": only a town lies in a country.
                if let Some(code) = holder.filter(|_| !is_own).and_then(|best| gazetteer.country_code(best.place)) {
                    return Some(code.to_string());
                }
            }
        }
        let named = &self.named[doc as usize];
        let before = named.partition_point(|named| named.span.end <= span.start);
        let last = &named[before.checked_sub(1)?];
        let between = article.text.get(last.span.end as usize..span.start as usize)?;
        let is_linked = between.len() <= 40
            && !between.contains(['.', ';', '\n', '(', '“'])
            && fold(between).split(' ').all(|word| word.is_empty() || in_list(LINKS, word));
        let starts = between.trim_start();
        let is_genitive = between.starts_with("'s ") || between.starts_with("’s ");
        let is_adjective = last.is_demonym && !starts.starts_with(',') && !between.trim().is_empty() && starts != "in ";
        if is_linked && !fold(between).ends_with("in") && (is_genitive || is_adjective) {
            return Some(last.code.clone());
        }
        let head = article.text[..last.span.start as usize].trim_end().rsplit(char::is_whitespace).next()?;
        let is_part = in_list(DIRECTIONS, &fold(head)) && matches!(between, " in " | ", in " | " at " | ", at ");
        (is_part && !last.is_demonym).then(|| last.code.clone())
    }
}

fn named(article: &Analysis, gazetteer: &Gazetteer) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for mention in article.mentions.iter().filter(|mention| mention.kind != crate::text::EntityKind::Person) {
        let Some(best) = words::lookup(mention.span.of(&article.text), gazetteer).into_iter().next() else { continue };
        // Only a country's own name counts: "Georgia" or "Moscow" would argue in a circle.
        if gazetteer.kind(best.place) == PlaceKind::Country {
            let code = gazetteer.country_code(best.place).unwrap_or_default().to_string();
            found.push(Named { span: mention.span, code, is_demonym: false, is_government: mention.as_government });
        }
    }
    found.extend(article.demonyms.iter().map(|demonym| Named {
        span: demonym.span,
        code: demonym.country.clone(),
        is_demonym: true,
        is_government: false,
    }));
    found.sort_by_key(|named| named.span);
    found
}
