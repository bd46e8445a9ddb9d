//! Which figures count the same thing, and whether their values can both hold.
//!
//! A false alarm costs more than a miss, so two figures meet only when unit, what is counted and what happens to it
//! agree ([`subject`] names both), and when neither place, nor day, nor a part of a whole keeps them apart. Values are
//! intervals: 13 lies in "at least 13", and "hundreds" does not reach "more than 1,000". Values that exclude each
//! other are an update when their days differ or the words tell an earlier state from a later one, else a conflict.
//! Where nothing says what happens to those counted, two aligned sentences must say the same around the figure
//! ([`setting`]) before they contradict each other.

use super::{Alignment, Document, FigureRef, FigureStatus, FigureTopic, Grade, SentenceRef};
use crate::base::*;
use crate::text::{Analysis, EntityKind, PlaceKind, Qualifier};
use std::cmp::Ordering;
use std::collections::BTreeMap;

mod setting;
mod subject;

use setting::{Setting, Tense};
use subject::{Fate, Group, Happening};

/// What one source says, as far as two can contradict each other.
struct Said<'a> {
    at: FigureRef,
    label: &'a str,
    /// The figure in its source's words.
    words: &'a str,
    low: f64,
    high: f64,
    /// How far each bound may be off, since the amount was rounded.
    rounding: f64,
    as_of: Option<Date>,
    tense: Tense,
}

impl<'a> Said<'a> {
    fn read(it: &'a Document, at: FigureRef) -> Said<'a> {
        let analysis = &it.analysis;
        let figure = &analysis.figures[at.figure];
        let words = figure.span.of(&analysis.text);
        let opens =
            analysis.sentence_at(figure.span.start).map_or(figure.span.start, |id| analysis.sentences[id].start);
        // A bound is what it says, and a calendar year is no amount.
        let is_amount = matches!(figure.qualifier, Qualifier::Exact | Qualifier::About | Qualifier::Nearly);
        let amount = figure.value.filter(|_| is_amount && figure.unit != "year");
        Said {
            at,
            label: &it.label,
            words,
            low: figure.low.unwrap_or(f64::NEG_INFINITY),
            high: figure.high.unwrap_or(f64::INFINITY),
            rounding: amount.map_or(0.0, |value| setting::rounding(words, value, &figure.unit)),
            as_of: figure.as_of,
            tense: setting::tense(&analysis.text[opens as usize..figure.span.start as usize]),
        }
    }
}

/// How figures that count one thing stand to each other, and why; for topics that a person corrected.
pub fn judge(documents: &IdVec<DocumentId, Document>, members: &[FigureRef]) -> (FigureStatus, String) {
    let said: Vec<Said> = members.iter().map(|&at| Said::read(&documents[at.document], at)).collect();
    status(&said.iter().collect::<Vec<_>>())
}

/// A figure under comparison.
struct Item<'a> {
    said: Said<'a>,
    event: u32,
    counts: &'a str,
    unit: &'a str,
    is_calendar_year: bool,
    /// Its article is a headline without its story, which cannot say of which event it is.
    is_headline: bool,
    /// "including two", "five other": less than the whole.
    is_part: bool,
    group: Group,
    fate: Fate,
    happening: Option<Happening>,
    sentence: Option<SentenceRef>,
    setting: Setting<'a>,
    /// The person whose age it is.
    owner: Option<EntityId>,
    entities: Vec<EntityId>,
    cities: Vec<EntityId>,
    countries: Vec<EntityId>,
    /// The days that the sentence speaks of.
    days: Vec<(Date, Date)>,
}

/// All figures by what they count, in order of their first member.
pub fn find(
    documents: &IdVec<DocumentId, Document>,
    kind_of: &dyn Fn(EntityId) -> Option<PlaceKind>,
    alignments: &[Alignment],
) -> Vec<FigureTopic> {
    let grades: Grades =
        alignments.iter().filter(|al| al.grade >= Grade::Faint).map(|al| ((al.a, al.b), al.grade)).collect();
    let items = read(documents, kind_of);
    let mut siblings = Siblings::new();
    for item in &items {
        if let Some(sentence) = item.sentence {
            siblings.entry(sentence).or_default().push(item);
        }
    }
    let partners = partners(&grades);
    let mut topics: Vec<Vec<usize>> = Vec::new();
    let mut open: BTreeMap<(u32, &str, Ground), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let near = item.sentence.and_then(|sentence| partners.get(&sentence));
        let grounds = own_grounds(item).chain(near.into_iter().flatten().map(|&other| Ground::Sentence(other)));
        let mut here: Vec<usize> =
            grounds.filter_map(|ground| open.get(&(item.event, item.unit, ground))).flatten().copied().collect();
        here.sort_unstable();
        here.dedup();
        let fits =
            |topic: &usize| topics[*topic].iter().all(|&member| is_same(&items[member], item, &grades, &siblings));
        match here.into_iter().find(fits) {
            Some(topic) => topics[topic].push(at),
            None => {
                for ground in own_grounds(item).chain(item.sentence.map(Ground::Sentence)) {
                    open.entry((item.event, item.unit, ground)).or_default().push(topics.len());
                }
                topics.push(vec![at]);
            }
        }
    }
    topics.iter().map(|members| judged(members.iter().map(|&at| &items[at]).collect())).collect()
}

fn read<'a>(
    documents: &'a IdVec<DocumentId, Document>,
    kind_of: &dyn Fn(EntityId) -> Option<PlaceKind>,
) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for (document, it) in documents.enumerate() {
        let analysis = &it.analysis;
        for (id, figure) in analysis.figures.enumerate() {
            let sentence = analysis.sentence_at(figure.span.start);
            let around = sentence.map_or(figure.span, |sentence| analysis.sentences[sentence]);
            let before = &analysis.text[around.start as usize..figure.span.start as usize];
            let end = around.end.max(figure.span.end);
            let setting = Setting {
                sentence: &analysis.text[around.start as usize..end as usize],
                figure: Span { start: figure.span.start - around.start, end: figure.span.end - around.start },
                source: figure.attributed_to.as_deref().unwrap_or_default(),
            };
            let mentions = analysis.mentions.enumerate().filter(|(_, mention)| around.contains(mention.span));
            let named: Vec<(EntityId, EntityKind)> =
                mentions.filter_map(|(id, mention)| Some((*it.entity_of.get(id)?, mention.kind))).collect();
            let places = |kind: PlaceKind| -> Vec<EntityId> {
                named.iter().map(|(entity, _)| *entity).filter(|&entity| kind_of(entity) == Some(kind)).collect()
            };
            let said = Said::read(it, FigureRef { document, figure: id });
            let predicate = figure.predicate.map_or("", |span| span.of(&analysis.text));
            let day = |date: &&crate::text::DateMention| around.contains(date.span);
            items.push(Item {
                event: it.event,
                counts: &figure.counts,
                unit: &figure.unit,
                is_calendar_year: figure.unit == "year" && said.low >= 1000.0 && said.high < 2200.0,
                is_headline: is_headline(analysis),
                is_part: subject::is_part(before, &figure.counts, setting.after()),
                group: subject::group(&figure.counts),
                fate: subject::fate(predicate),
                happening: subject::happening(&figure.counts),
                setting,
                owner: if figure.unit == "age" { owner(it, figure.span) } else { None },
                sentence: sentence.map(|sentence| SentenceRef { document, sentence }),
                entities: named.iter().map(|(entity, _)| *entity).collect(),
                cities: places(PlaceKind::City),
                countries: places(PlaceKind::Country),
                said,
                days: analysis.dates.iter().filter(day).map(|date| (date.from, date.to)).collect(),
            });
        }
    }
    items
}

/// An article of one sentence with fewer words than this is a headline: 98 % of the headlines in
/// STS are shorter (median 7 words), and 93 % of the news sentences in MRPC are not (median 19).
const HEADLINE_WORDS: usize = 12;

fn is_headline(analysis: &Analysis) -> bool {
    analysis.sentences.len() < 2 && setting::words(&analysis.text).take(HEADLINE_WORDS).count() < HEADLINE_WORDS
}

/// The person right before an age in apposition ("Jane Doe, 33") or right after it ("33-year-old Jane Doe").
fn owner(it: &Document, age: Span) -> Option<EntityId> {
    let analysis = &it.analysis;
    let mentions = analysis.mentions.as_slice();
    let after = mentions.partition_point(|mention| mention.span.start < age.start);
    let between = |from: u32, to: u32| analysis.text[from as usize..to as usize].trim();
    let is_person = |at: &usize| mentions.get(*at).is_some_and(|mention| mention.kind == EntityKind::Person);
    let before = after.checked_sub(1).filter(is_person).filter(|&at| {
        let end = mentions[at].span.end;
        end <= age.start && matches!(between(end, age.start), "," | ", aged" | "(")
    });
    let owner = before.or(Some(after).filter(is_person).filter(|&at| {
        let start = mentions[at].span.start;
        start >= age.end && age.of(&analysis.text).contains("old") && between(age.end, start).is_empty()
    }))?;
    it.entity_of.get(MentionId::from_index(owner)).copied()
}

/// What two figures have in common wherever [`is_same`] holds, one of these at least. A topic whose first figure shares
/// none with another is not asked for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// What happens to those counted.
    Fate(u8),
    /// Of calendar years.
    Happening(u8),
    /// The person whose age it is.
    Owner(EntityId),
    /// The sentence of one is aligned with that of the other.
    Sentence(SentenceRef),
}

fn own_grounds(item: &Item) -> impl Iterator<Item = Ground> {
    let fate = if let Fate::Known(known) = item.fate { Some(Ground::Fate(known as u8)) } else { None };
    let happening = item.happening.map(|it| Ground::Happening(it as u8));
    [fate, happening, item.owner.map(Ground::Owner)].into_iter().flatten()
}

/// The sentences that each one is aligned with.
fn partners(grades: &Grades) -> BTreeMap<SentenceRef, Vec<SentenceRef>> {
    let mut partners: BTreeMap<SentenceRef, Vec<SentenceRef>> = BTreeMap::new();
    for &(one, other) in grades.keys() {
        partners.entry(one).or_default().push(other);
        partners.entry(other).or_default().push(one);
    }
    partners
}

type Grades = BTreeMap<(SentenceRef, SentenceRef), Grade>;

/// All figures of each sentence, to tell whether two sentences agree in another one.
type Siblings<'a> = BTreeMap<SentenceRef, Vec<&'a Item<'a>>>;

/// Whether two figures of one event and unit count the same thing.
fn is_same(a: &Item, b: &Item, grades: &Grades, siblings: &Siblings) -> bool {
    if a.sentence == b.sentence || a.is_part != b.is_part || a.is_calendar_year != b.is_calendar_year {
        return false;
    }
    let aligned = match (a.sentence, b.sentence) {
        (Some(one), Some(other)) => grades.get(&(one.min(other), one.max(other))).copied().unwrap_or(Grade::Trace),
        _ => Grade::Trace,
    };
    if a.is_calendar_year {
        let same_thing = a.entities.iter().any(|entity| b.entities.contains(entity));
        let is_one = a.happening.is_some() && a.happening == b.happening && same_thing;
        return is_one && !setting::names_beside_differ(&a.setting, &b.setting);
    }
    if a.owner.is_some() && a.owner == b.owner {
        return true;
    }
    if apart(&a.cities, &b.cities) || times_apart(a, b) {
        return false;
    }
    if a.is_headline && b.is_headline && excludes(&a.said, &b.said) && order(&a.said, &b.said).is_none() {
        return false;
    }
    let is_equal = a.said.low == b.said.low && a.said.high == b.said.high;
    match (&a.fate, &b.fate) {
        (Fate::Known(one), Fate::Known(other)) => {
            let may_differ = || {
                is_near(a, b, NEAR)
                    && !apart(&a.countries, &b.countries)
                    && !setting::times_differ(a.setting.sentence, b.setting.sentence)
            };
            let is_ordered = order(&a.said, &b.said).is_some();
            one == other
                && a.unit == "count"
                && a.group.meets(&b.group)
                && (is_ordered || !excludes(&a.said, &b.said) || may_differ())
        }
        (Fate::Known(_), _) | (_, Fate::Known(_)) => is_equal && aligned >= Grade::Link && a.group.meets(&b.group),
        _ if is_equal && subject::shares_head(a.counts, b.counts) => aligned >= Grade::Faint,
        // Nothing says what happens to those counted: for an alarm, that they are the same must show in all else.
        _ if aligned < Grade::Strong || !subject::may_be_one(a.counts, b.counts) => false,
        _ if !subject::shares_head(a.counts, b.counts) && !a.counts.is_empty() && !b.counts.is_empty() => false,
        _ if !excludes(&a.said, &b.said) => {
            subject::shares_head(a.counts, b.counts) || setting::same_slot(&a.setting, &b.setting)
        }
        _ if setting::same_but_figure(&a.setting, &b.setting) => is_near(a, b, NEAR_THINGS),
        _ => {
            is_near(a, b, NEAR_THINGS)
                && a.fate == b.fate
                && setting::same_slot(&a.setting, &b.setting)
                && !setting::differ(&a.setting, &b.setting)
                && !others_differ(a, b, siblings)
        }
    }
}

/// Whether the days of two figures' sentences keep them apart: for two states of known days they put them in order.
fn times_apart(a: &Item, b: &Item) -> bool {
    let is_dated = a.said.as_of.is_some() && b.said.as_of.is_some();
    !is_dated && !a.days.is_empty() && !b.days.is_empty() && !days_meet(&a.days, &b.days)
}

/// Whether the figures around two figures say that these tell of two things: each sentence has others and they agree in
/// none, or the one has the value of the other in another place.
fn others_differ(a: &Item, b: &Item, siblings: &Siblings) -> bool {
    let others = |item: &Item| -> Vec<&Item> {
        let all = item.sentence.and_then(|sentence| siblings.get(&sentence));
        all.into_iter().flatten().filter(|other| other.said.at != item.said.at).copied().collect()
    };
    let (one, two) = (others(a), others(b));
    let agree = |x: &Item, y: &Item| x.unit == y.unit && !excludes(&x.said, &y.said);
    let is_crossed = one.iter().any(|x| agree(x, b)) || two.iter().any(|y| agree(y, a));
    let is_other = !one.is_empty() && !two.is_empty() && !one.iter().any(|x| two.iter().any(|y| agree(x, y)));
    is_crossed || is_other
}

/// Whether one amount is no more than this many times the other: beyond, two things are counted and not one.
const NEAR: f64 = 10.0;
/// The same where nothing says what happens to those counted.
const NEAR_THINGS: f64 = 4.0;

fn is_near(a: &Item, b: &Item, times: f64) -> bool {
    let reach = |item: &Item| (item.said.low.max(0.0), item.said.high.max(item.said.low));
    let (a, b) = (reach(a), reach(b));
    a.0 <= b.1 * times && b.0 <= a.1 * times
}

/// Both name something, and nothing in common.
fn apart(a: &[EntityId], b: &[EntityId]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|entity| b.contains(entity))
}

fn days_meet(a: &[(Date, Date)], b: &[(Date, Date)]) -> bool {
    a.iter().any(|one| b.iter().any(|other| one.0 <= other.1 && other.0 <= one.1))
}

/// The topic of some figures that count the same thing.
fn judged(members: Vec<&Item>) -> FigureTopic {
    let said: Vec<&Said> = members.iter().map(|item| &item.said).collect();
    let (status, reason) = status(&said);
    FigureTopic { topic: topic(members[0]), status, members: said.iter().map(|said| said.at).collect(), reason }
}

fn topic(item: &Item) -> String {
    let fate = match &item.fate {
        Fate::Known(known) => known.name(),
        _ => "",
    };
    let parts: Vec<&str> = [item.counts, fate].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { item.unit.to_string() } else { parts.join(", ") }
}

fn status(members: &[&Said]) -> (FigureStatus, String) {
    let first = members[0];
    if members.iter().all(|one| one.at.document == first.at.document) {
        return (FigureStatus::Single, format!("Only {} has it", first.label));
    }
    let pairs = members.iter().enumerate().flat_map(|(at, a)| members[at + 1..].iter().map(move |b| (*a, *b)));
    let mut updated = None;
    // Where either article has both values, they tell the same, and of two sources.
    let has = |document, other: &Said| members.iter().any(|it| it.at.document == document && !excludes(it, other));
    let both_know = |a: &Said, b: &Said| has(a.at.document, b) && has(b.at.document, a);
    let differ = |a: &Said, b: &Said| a.at.document != b.at.document && excludes(a, b) && !both_know(a, b);
    for (a, b) in pairs.filter(|(a, b)| differ(a, b)) {
        match order(a, b) {
            Some((early, late)) => updated = Some((early, late)),
            None => {
                let reason = format!("{} and {} cannot both hold, and no date tells them apart", said(a), said(b));
                return (FigureStatus::Conflict, reason);
            }
        }
    }
    if let Some((early, late)) = updated {
        let is_dated = early.as_of.zip(late.as_of).is_some_and(|(one, other)| one < other);
        let time = if is_dated { "of a later day" } else { "told as a later state" };
        return (FigureStatus::Updated, format!("{} is {time} than {}", said(late), said(early)));
    }
    match members.iter().find(|item| (item.low, item.high) != (first.low, first.high)) {
        Some(other) => (FigureStatus::Compatible, format!("{} and {} can both hold", said(first), said(other))),
        None => (FigureStatus::Agree, format!("All give {}", quoted(first.words))),
    }
}

fn said(item: &Said) -> String {
    format!("{} ({})", quoted(item.words), item.label)
}

fn quoted(words: &str) -> String {
    format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether no value lies in both intervals. Bounds count as inside even for "more than 1,000", and an amount may be off
/// by half its last place, since newsrooms round.
fn excludes(a: &Said, b: &Said) -> bool {
    let slack = a.rounding.max(b.rounding);
    a.low > b.high + slack || b.low > a.high + slack
}

/// The earlier and the later of two figures, by their days or by words that tell one state from the one before.
fn order<'a, 'b>(a: &'b Said<'a>, b: &'b Said<'a>) -> Option<(&'b Said<'a>, &'b Said<'a>)> {
    let by_day = a.as_of.zip(b.as_of).map_or(Ordering::Equal, |(one, other)| one.cmp(&other));
    match by_day.then(a.tense.cmp(&b.tense)) {
        Ordering::Less => Some((a, b)),
        Ordering::Greater => Some((b, a)),
        Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests;
