//! The address codec: what a link restores, readable and in canonical order.
//!
//! ```text
//! #/articles/003_8b0511f02142154a?q=troops&person=jane-doe,john-roe&person.all&place.not=paris&quote=The%20first…
//! #/compare?with=000_a,003_b&show=different
//! #/figures/000_a-f3?show=different
//! ```
//!
//! Ids in it are stable across builds of the corpus; what it does not know it skips. A passage is named by its own
//! words (a W3C TextQuoteSelector), so that the link still finds it when the text has shifted.

use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::FigureRef;
use crate::query::{self, Facet, Match, TextQuote};
use crate::text::EntityKind;

/// The longest quotation in a link, in bytes: enough to be unique with its neighbours.
const QUOTE_BYTES: usize = 80;

/// The address of a state, from `#`.
pub fn encode(data: &Data, state: &State) -> String {
    let mut out = String::from("#/");
    out.push_str(state.view.path());
    let mut pairs = Pairs::default();
    match state.view {
        View::Overview | View::Notes | View::Stories | View::About => {}
        View::Desk => encode_desk(data, state, &mut out, &mut pairs),
        View::Figures | View::Quotes | View::Timeline => {
            if let Some(at) = state.ledger.open.filter(|_| state.view == View::Figures) {
                push_segment(&mut out, &figure_key(data, at));
            }
            pairs.flag("show", show_key(state.ledger.show), state.ledger.show != CompareShow::Everything);
            pairs.text("filter", &state.ledger.filter);
        }
        View::Articles => {
            if let Some(document) = state.open {
                push_segment(&mut out, &data.corpus.documents[document].id);
            }
            encode_filters(data, state, &mut pairs);
            encode_focus(data, state, &mut pairs);
            if state.part > 0 && state.open.is_some() && state.focus.is_none() {
                pairs.part(state.part);
            }
        }
        View::Places => {
            if let Some(place) = state.places.open {
                push_segment(&mut out, &data.corpus.entities[place].id);
            }
            pairs.flag("sort", "name", state.places.sort == ValueSort::Name);
            pairs.text("filter", &state.places.filter);
            pairs.flag("governments", "no", state.places.leaves_out_governments);
        }
        View::Compare => {
            let columns = state.compare.columns.iter().map(|&id| data.corpus.documents[id].id.as_str());
            pairs.list("with", columns);
            pairs.flag("show", show_key(state.compare.show), state.compare.show != CompareShow::Everything);
            pairs.flag("scroll", "free", state.compare.is_free);
            if let Some(row) = state.compare.row {
                pairs.text("row", &(row + 1).to_string());
            }
            if state.compare.part > 0 && state.compare.row.is_none() {
                pairs.part(state.compare.part);
            }
        }
        View::Entities => {
            if let Some(entity) = state.entities.open {
                push_segment(&mut out, &data.corpus.entities[entity].id);
            }
            if let Some(kind) = state.entities.kind {
                pairs.text("kind", kind_key(kind));
            }
            pairs.flag("sort", "name", state.entities.sort == ValueSort::Name);
            pairs.text("filter", &state.entities.filter);
        }
    }
    if let Some(story) = &data.story {
        pairs.text("story", &story.id);
    }
    out.push_str(&pairs.out);
    out
}

/// The address of a view as it first opens, in the same story.
pub fn of_view(data: &Data, view: View) -> String {
    let story = data.story.as_ref().map_or(String::new(), |story| ["?story=", &story.id].concat());
    ["#/", view.path(), &story].concat()
}

/// The reader's own story that an address names, if it names one.
pub fn story(address: &str) -> Option<String> {
    let (_, pairs) = address.split_once('?')?;
    pairs.split('&').find_map(|pair| pair.strip_prefix("story=")).map(unescape).filter(|id| !id.is_empty())
}

/// The state that an address names; parts it does not know are skipped. No address names the start page.
pub fn decode(data: &Data, address: &str) -> State {
    let state = State { notes: data.notes.clone(), ..State::new(data.corpus.documents.len()) };
    if address.is_empty() { state } else { decode_parts(data, state, address) }
}

/// The start page comes without this.
#[inline(never)]
fn decode_parts(data: &Data, mut state: State, address: &str) -> State {
    let body = address.trim_start_matches('#').trim_start_matches('/');
    let (path, pairs) = body.split_once('?').unwrap_or((body, ""));
    let mut segments = path.split('/');
    let view = segments.next().unwrap_or("");
    state.view = View::ALL.into_iter().find(|known| known.path() == view).unwrap_or_default();
    let item = segments.next().map(unescape).unwrap_or_default();
    match state.view {
        View::Articles => state.open = data.find_document(&item),
        View::Places => state.places.open = data.find_entity(&item),
        View::Entities => state.entities.open = data.find_entity(&item),
        View::Figures => state.ledger.open = find_figure(data, &item),
        View::Desk => state.desk.tab = DeskTab::ALL.into_iter().find(|tab| tab.path() == item).unwrap_or_default(),
        _ => {}
    }
    let mut quote = TextQuote { prefix: String::new(), exact: String::new(), suffix: String::new() };
    for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        match (key, state.view) {
            ("quote", _) => quote.exact = unescape(value),
            ("before", _) => quote.prefix = unescape(value),
            ("after", _) => quote.suffix = unescape(value),
            ("part", _) => {
                let part = value.parse::<usize>().unwrap_or(1).saturating_sub(1);
                *(if state.view == View::Compare { &mut state.compare.part } else { &mut state.part }) = part;
            }
            (_, View::Articles) => decode_filter(data, &mut state, key, value),
            (_, View::Compare) => decode_compare(data, &mut state, key, value),
            (_, View::Places) => decode_places(&mut state, key, value),
            (_, View::Entities) => decode_entities(&mut state, key, value),
            (_, View::Desk) => decode_desk(data, &mut state, key, value),
            ("show", _) => state.ledger.show = show_of(value),
            ("filter", _) => state.ledger.filter = unescape(value),
            _ => {}
        }
    }
    if let Some(document) = state.open.filter(|_| !quote.exact.is_empty()) {
        let document = &data.corpus.documents[document];
        state.focus =
            query::find_quote(document.text(), &quote).and_then(|span| document.analysis.sentence_at(span.start));
    }
    state
}

/// The address of one sentence in the reader, to be copied and shared.
pub fn of_sentence(data: &Data, document: DocumentId, sentence: SentenceId) -> String {
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.open, state.focus) = (View::Articles, Some(document), Some(sentence));
    encode(data, &state)
}

/// The address of an entity in the Entities view.
pub fn of_entity(data: &Data, entity: EntityId) -> String {
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.entities.open) = (View::Entities, Some(entity));
    encode(data, &state)
}

/// The address of a ledger, narrowed to what it shows.
pub fn of_ledger(data: &Data, view: View, show: CompareShow) -> String {
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.ledger.show) = (view, show);
    encode(data, &state)
}

/// The address of a figure's topic, open in the ledger of figures.
pub fn of_figure(data: &Data, figure: FigureRef) -> String {
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.ledger.open) = (View::Figures, Some(figure));
    encode(data, &state)
}

/// The address of articles side by side, the first of them leading.
pub fn of_comparison(data: &Data, mut columns: Vec<DocumentId>, show: CompareShow) -> String {
    columns.truncate(compare::MOST_COLUMNS);
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.compare.columns, state.compare.show) = (View::Compare, columns, show);
    encode(data, &state)
}

/// The address of a place in the Places view.
pub fn of_place(data: &Data, place: EntityId) -> String {
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.places.open) = (View::Places, Some(place));
    encode(data, &state)
}

/// The address of an article in the reader.
pub fn of_document(data: &Data, document: DocumentId) -> String {
    let mut state = State::new(data.corpus.documents.len());
    (state.view, state.open) = (View::Articles, Some(document));
    encode(data, &state)
}

fn encode_desk(data: &Data, state: &State, out: &mut String, pairs: &mut Pairs) {
    if state.desk.tab != DeskTab::default() {
        push_segment(out, state.desk.tab.path());
    }
    pairs.list("chosen", state.desk.chosen.iter().map(|&id| data.corpus.entities[id].id.as_str()));
    pairs.text("filter", &state.desk.filter);
}

fn decode_desk(data: &Data, state: &mut State, key: &str, value: &str) {
    match key {
        "chosen" => {
            for id in value.split(',').filter_map(|id| data.find_entity(&unescape(id))) {
                if !state.desk.chosen.contains(&id) {
                    state.desk.chosen.push(id);
                }
            }
        }
        "filter" => state.desk.filter = unescape(value),
        _ => {}
    }
}

fn encode_filters(data: &Data, state: &State, pairs: &mut Pairs) {
    pairs.text("q", &state.query);
    for facet in Facet::ALL {
        let chosen = &state.selection.facets[facet.index()];
        let values = data.index.values(facet);
        pairs.list(facet.key(), chosen.include.iter().map(|&id| values[id].key.as_str()));
        pairs.list(&words::join(&[facet.key(), ".not"]), chosen.exclude.iter().map(|&id| values[id].key.as_str()));
        pairs.flag(&words::join(&[facet.key(), ".match"]), "all", chosen.mode == Match::All);
    }
    let sort = match state.sort {
        ArticleSort::Relevance => "",
        ArticleSort::Newest => "newest",
        ArticleSort::Oldest => "oldest",
        ArticleSort::Title => "title",
    };
    pairs.text("sort", sort);
    for only in &state.notes.only {
        match only {
            Only::Starred => pairs.text("only", "starred"),
            Only::Noted => pairs.text("only", "noted"),
            Only::Tagged(tag) => pairs.text("tag", tag),
        }
    }
}

fn decode_filter(data: &Data, state: &mut State, key: &str, value: &str) {
    match key {
        "q" => state.query = unescape(value),
        "only" | "tag" => {
            let only = match (key, value) {
                ("tag", tag) => Only::Tagged(unescape(tag)),
                (_, "starred") => Only::Starred,
                _ => Only::Noted,
            };
            let mut all = state.notes.only.clone();
            if !all.contains(&only) {
                all.push(only);
            }
            notes::set_only(state, all);
        }
        "sort" => {
            state.sort = match value {
                "newest" => ArticleSort::Newest,
                "oldest" => ArticleSort::Oldest,
                "title" => ArticleSort::Title,
                _ => ArticleSort::Relevance,
            }
        }
        _ => {
            let (name, part) = key.split_once('.').unwrap_or((key, ""));
            let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.key() == name) else { return };
            let chosen = &mut state.selection.facets[facet.index()];
            let mut ids: Vec<_> =
                value.split(',').filter_map(|key| data.index.find_value(facet, &unescape(key))).collect();
            sort_by_key(&mut ids, |&id| id);
            ids.dedup();
            match part {
                "" => chosen.include = ids,
                "not" => chosen.exclude = ids,
                "match" if value == "all" => chosen.mode = Match::All,
                _ => {}
            }
            let include = std::mem::take(&mut chosen.include);
            chosen.include = include.into_iter().filter(|id| !chosen.exclude.contains(id)).collect();
        }
    }
}

fn encode_focus(data: &Data, state: &State, pairs: &mut Pairs) {
    let (Some(id), Some(sentence)) = (state.open, state.focus) else { return };
    let document = &data.corpus.documents[id];
    let span = document.analysis.sentences[sentence];
    let text = span.of(document.text());
    let mut end = text.len().min(QUOTE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        end = text[..end].rfind(' ').unwrap_or(end);
    }
    let start = span.start as usize;
    let quote = query::quote_selector(document.text(), data.blocks(id), Span::new(start, start + end));
    pairs.text("quote", &quote.exact);
    pairs.text("before", &quote.prefix);
    pairs.text("after", &quote.suffix);
}

fn decode_compare(data: &Data, state: &mut State, key: &str, value: &str) {
    match key {
        "with" => {
            let mut columns: Vec<DocumentId> = vec![];
            for id in value.split(',').filter_map(|id| data.find_document(&unescape(id))) {
                if !columns.contains(&id) {
                    columns.push(id);
                }
            }
            if columns.len() >= 2 {
                state.compare.columns = columns;
            }
        }
        "show" => state.compare.show = show_of(value),
        "scroll" => state.compare.is_free = value == "free",
        "row" => state.compare.row = value.parse::<usize>().ok().and_then(|row| row.checked_sub(1)),
        _ => {}
    }
}

fn decode_places(state: &mut State, key: &str, value: &str) {
    match key {
        "sort" if value == "name" => state.places.sort = ValueSort::Name,
        "filter" => state.places.filter = unescape(value),
        "governments" => state.places.leaves_out_governments = value == "no",
        _ => {}
    }
}

fn decode_entities(state: &mut State, key: &str, value: &str) {
    match key {
        "sort" if value == "name" => state.entities.sort = ValueSort::Name,
        "filter" => state.entities.filter = unescape(value),
        "kind" => {
            let all = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
            state.entities.kind = all.into_iter().find(|&kind| kind_key(kind) == value);
        }
        _ => {}
    }
}

fn show_key(show: CompareShow) -> &'static str {
    match show {
        CompareShow::Everything => "everything",
        CompareShow::Shared => "shared",
        CompareShow::Different => "different",
        CompareShow::OnlyHere => "only",
    }
}

fn show_of(key: &str) -> CompareShow {
    let all = [CompareShow::Shared, CompareShow::Different, CompareShow::OnlyHere];
    all.into_iter().find(|&show| show_key(show) == key).unwrap_or_default()
}

/// Article and number of a figure, as quotations are numbered in the exports: `beta-f3`.
fn figure_key(data: &Data, at: FigureRef) -> String {
    words::join(&[&data.corpus.documents[at.document].id, "-f", &(at.figure.0 + 1).to_string()])
}

fn find_figure(data: &Data, key: &str) -> Option<FigureRef> {
    let (document, number) = key.rsplit_once("-f")?;
    let at = FigureRef {
        document: data.find_document(document)?,
        figure: FigureId(number.parse::<u32>().ok()?.checked_sub(1)?),
    };
    figures::value(data, at).map(|_| at)
}

fn kind_key(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
    }
}

#[derive(Default)]
struct Pairs {
    out: String,
}

impl Pairs {
    fn key(&mut self, key: &str) {
        self.out.push(if self.out.is_empty() { '?' } else { '&' });
        self.out.push_str(key);
        self.out.push('=');
    }

    fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.key(key);
            escape(value, &mut self.out);
        }
    }

    /// The part of something long, which people count from 1.
    #[inline(never)]
    fn part(&mut self, part: usize) {
        self.text("part", &(part + 1).to_string());
    }

    fn flag(&mut self, key: &str, value: &str, is_set: bool) {
        if is_set {
            self.text(key, value);
        }
    }

    fn list<'a>(&mut self, key: &str, values: impl Iterator<Item = &'a str>) {
        for (at, value) in values.enumerate() {
            if at == 0 {
                self.key(key);
            } else {
                self.out.push(',');
            }
            escape(value, &mut self.out);
        }
    }
}

/// A text as a part of an address.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

fn push_segment(out: &mut String, segment: &str) {
    out.push('/');
    escape(segment, out);
}

/// Percent-encodes everything but the unreserved characters of RFC 3986; a space becomes `+`, which is shorter to read.
fn escape(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(HEX[(byte >> 4) as usize] as char);
                out.push(HEX[(byte & 15) as usize] as char);
            }
        }
    }
}

/// Never fails: a broken escape stays as it is, bytes that are no UTF-8 become U+FFFD.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|&digit| (digit as char).to_digit(16));
        match (byte, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            (b'+', ..) => {
                bytes.push(b' ');
                rest = tail;
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn escaping_round_trips(text in ".*") {
            let mut escaped = String::new();
            escape(&text, &mut escaped);
            proptest::prop_assert!(escaped.bytes().all(|byte| byte.is_ascii_graphic() && !b"?&=/#,".contains(&byte)));
            proptest::prop_assert_eq!(unescape(&escaped), text);
        }

        #[test]
        fn unescaping_takes_anything(text in ".*") {
            unescape(&text);
        }
    }
}
