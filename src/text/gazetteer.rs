//! Known places: [`Gazetteer::lookup`] gives the places that bear a name, the likeliest first.
//!
//! The data is `static/models/gazetteer.txt`, made by `script/gazetteer.py`; its sources and licences stand in
//! `static/models/SOURCES.md`. It is lines of UTF-8 text, fields parted by tabs, names inside a field by `|`, the
//! canonical name first. The first line is `crossread-gazetteer 1`. Then, by the first character:
//!
//! | line | meaning |
//! | --- | --- |
//! | `A` names | a region above countries, or a sea |
//! | `C` code, population class, names, demonyms | a country; all lines below are in it, up to the next `C`, `A` or `F` |
//! | `R` names | a region of that country; the lines below are in it |
//! | digit, `*` for a capital; names | a city, the digit is its population class |
//! | `S`, `!` for a seat of government; names | a site in the line's city, or in the country where no city precedes |
//! | `F` codes of its successors, names, demonyms | a state that is no more |
//!
//! A population class counts the steps of three that a population reaches: 15,000, 50,000, 100,000, 300,000, 1, 3, 10,
//! 30, 100 million. The text stays as it is in memory; an index of 32-bit hashes of folded names is made at start,
//! and a hit is proved by folding the name again, so a clash of hashes is harmless.

use super::fold::{fold, fold_ascii, fold_into};
use crate::base::Id;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    Country,
    Region,
    City,
    Site,
    /// A region above countries.
    Area,
    FormerState,
}

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GazetteerId(u32);

impl Id for GazetteerId {
    fn from_index(index: usize) -> Self {
        GazetteerId(index as u32)
    }
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place that bears a name looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub place: GazetteerId,
    /// The name is its canonical one, not an alternate.
    pub is_main_name: bool,
    /// How likely the bare name means this place: 0 to 100, see [`Gazetteer::prior`].
    pub prior: u8,
}

/// The parsed gazetteer. Empty by default: it then knows no place.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    text: Cow<'static, str>,
    places: Vec<Record>,
    names: Vec<Name>,
    /// Hash of the folded name above, index into `names` below, or [`NO_NAME`]: open addressing, at most half full.
    /// Names of one hash lie in their order.
    index: Vec<u64>,
    /// Folded demonym and country; sorted.
    demonyms: Vec<(String, [u8; 2])>,
    /// Sorted by code.
    countries: Vec<([u8; 2], GazetteerId)>,
}

#[derive(Clone, Copy, Debug)]
struct Record {
    kind: PlaceKind,
    /// Of a city: its capital. Of a site: it stands for the government.
    is_seat: bool,
    class: u8,
    /// Two zero bytes: none.
    country: [u8; 2],
    parent: Option<GazetteerId>,
    first_name: u32,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    start: u32,
    end: u32,
    place: GazetteerId,
}

const HEAD: &[u8] = b"crossread-gazetteer 1";

impl Gazetteer {
    /// The gazetteer shipped in `static/models`, 640 kB of text.
    pub fn builtin() -> Gazetteer {
        Gazetteer::of(Cow::Borrowed(include_str!("../../static/models/gazetteer.txt")))
    }

    /// Reads the form above. Lines that do not fit it are skipped; text of another form gives an empty gazetteer.
    pub fn parse(text: &str) -> Gazetteer {
        Gazetteer::of(Cow::Owned(text.to_string()))
    }

    fn of(text: Cow<'static, str>) -> Gazetteer {
        let mut reader = Reader { gazetteer: Gazetteer::default(), above: Above::default() };
        let mut lines = text.as_bytes().split(|&byte| byte == b'\n');
        if lines.next() != Some(HEAD) || text.len() > u32::MAX as usize {
            return reader.gazetteer;
        }
        // About what the shipped one needs: growing by doubling copies each list twenty times.
        reader.gazetteer.places.reserve(text.len() / 16);
        reader.gazetteer.names.reserve(text.len() / 12);
        for line in lines {
            reader.read(line, &text);
        }
        let mut gazetteer = reader.gazetteer;
        gazetteer.text = text;
        gazetteer.index_names();
        gazetteer.demonyms.sort();
        gazetteer.countries.sort();
        gazetteer
    }

    fn index_names(&mut self) {
        let size = (self.names.len() * 2).next_power_of_two().max(2);
        self.index = vec![NO_NAME; size];
        let mut folded = String::new();
        for at in 0..self.names.len() {
            let hash = hash_folded(self.name_text(at), &mut folded);
            let mut slot = hash as usize & (size - 1);
            while self.index[slot] != NO_NAME {
                slot = (slot + 1) & (size - 1);
            }
            self.index[slot] = u64::from(hash) << 32 | at as u64;
        }
    }

    /// The places that bear `name` (however it is accented, capitalised or hyphenated), the likeliest first.
    pub fn lookup(&self, name: &str) -> Vec<Candidate> {
        self.lookup_folded(&fold(name))
    }

    /// As [`Gazetteer::lookup`], for a name that is already in the form of [`fold`].
    pub fn lookup_folded(&self, key: &str) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        if key.is_empty() {
            return found;
        }
        for name in self.hits(key) {
            let place = self.names[name].place;
            let is_main_name = self.places[place.index()].first_name as usize == name;
            if !found.iter().any(|candidate| candidate.place == place) {
                found.push(Candidate { place, is_main_name, prior: self.prior(place, is_main_name) });
            }
        }
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.prior), candidate.place));
        found
    }

    /// Whether any place bears the folded name.
    pub fn contains_folded(&self, key: &str) -> bool {
        self.hits(key).next().is_some()
    }

    fn hits<'a>(&'a self, key: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mask = self.index.len().wrapping_sub(1);
        let wanted = hash(key);
        (0..self.index.len())
            .map(move |step| self.index[(wanted as usize).wrapping_add(step) & mask])
            .take_while(|&entry| entry != NO_NAME)
            .filter(move |&entry| (entry >> 32) as u32 == wanted)
            .map(|entry| (entry & 0xffff_ffff) as usize)
            .filter(move |&name| fold(self.name_text(name)) == key)
    }

    fn name_text(&self, name: usize) -> &str {
        let Name { start, end, .. } = self.names[name];
        &self.text[start as usize..end as usize]
    }

    /// How likely a bare name means this place, 0 to 100: countries before areas before seats and capitals, cities by
    /// population, a region like a city of 100,000; an alternate name loses 25. Set by hand on names that many
    /// places bear (Georgia, Victoria, Cordoba, Washington), not tuned.
    pub fn prior(&self, place: GazetteerId, is_main_name: bool) -> u8 {
        let record = self.places[place.index()];
        let base = match record.kind {
            PlaceKind::Country => 100,
            PlaceKind::Area | PlaceKind::FormerState => 90,
            PlaceKind::Site => 60 + 20 * u8::from(record.is_seat),
            PlaceKind::Region => 45,
            PlaceKind::City => 20 + 8 * record.class.min(8) + 15 * u8::from(record.is_seat),
        };
        // A country's alternate names are its own; a city's may be a small language's spelling of another word.
        let is_strict = matches!(record.kind, PlaceKind::City | PlaceKind::Region);
        if is_main_name || !is_strict { base } else { base.saturating_sub(25) }
    }

    /// The canonical name.
    pub fn name(&self, place: GazetteerId) -> &str {
        self.name_text(self.places[place.index()].first_name as usize)
    }

    /// Every name, the canonical one first.
    pub fn names(&self, place: GazetteerId) -> impl Iterator<Item = &str> {
        let first = self.places[place.index()].first_name as usize;
        (first..self.names.len()).take_while(move |&at| self.names[at].place == place).map(|at| self.name_text(at))
    }

    pub fn kind(&self, place: GazetteerId) -> PlaceKind {
        self.places[place.index()].kind
    }

    /// ISO 3166-1 alpha-2, or `XK`; a former state gives its main successor.
    pub fn country_code(&self, place: GazetteerId) -> Option<&str> {
        let record = &self.places[place.index()];
        (record.country != [0; 2]).then(|| std::str::from_utf8(&record.country).unwrap_or_default())
    }

    /// The place it lies in: of a site its city or country, of a city its region or country, of a region its country.
    pub fn parent(&self, place: GazetteerId) -> Option<GazetteerId> {
        self.places[place.index()].parent
    }

    /// 0 (below 15,000 people, or unknown) to 9 (100 million and more).
    pub fn population_class(&self, place: GazetteerId) -> u8 {
        self.places[place.index()].class
    }

    /// Whether the place is a country's capital.
    pub fn is_capital(&self, place: GazetteerId) -> bool {
        let record = self.places[place.index()];
        record.is_seat && record.kind == PlaceKind::City
    }

    /// Whether the place is a building or street that stands for a country's government ("the Kremlin").
    pub fn is_seat(&self, place: GazetteerId) -> bool {
        let record = self.places[place.index()];
        record.is_seat && record.kind == PlaceKind::Site
    }

    /// The country for whose government `name` may stand: its capital by that name, or a seat of government.
    pub fn government_of(&self, name: &str) -> Option<&str> {
        let likeliest = self.lookup(name).first()?.place;
        let stands = self.is_capital(likeliest) || self.is_seat(likeliest);
        if stands { self.country_code(likeliest) } else { None }
    }

    /// The country of an ISO code.
    pub fn country(&self, code: &str) -> Option<GazetteerId> {
        let at = self.countries.binary_search_by(|(known, _)| known.as_slice().cmp(code.as_bytes())).ok()?;
        Some(self.countries[at].1)
    }

    /// The country whose people or adjective `word` is ("Armenian", "Danes"), by its ISO code.
    pub fn demonym(&self, word: &str) -> Option<&str> {
        let key = fold(word);
        let at = self.demonyms.binary_search_by(|(known, _)| known.as_str().cmp(&key)).ok()?;
        std::str::from_utf8(&self.demonyms[at].1).ok()
    }

    /// Every demonym in its folded form with its country's code, sorted.
    pub fn demonyms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.demonyms.iter().map(|(word, code)| (word.as_str(), std::str::from_utf8(code).unwrap_or_default()))
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Every place, in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = GazetteerId> {
        (0..self.places.len()).map(GazetteerId::from_index)
    }
}

/// An empty slot of the index.
const NO_NAME: u64 = u64::MAX;

/// FNV-1a, 32 bits (public domain).
fn hash(key: &str) -> u32 {
    key.bytes().fold(HASH_OF_NOTHING, hash_on)
}

const HASH_OF_NOTHING: u32 = 0x811c_9dc5;

fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// [`hash`] of a name's folded form; most names are ASCII and need no place (`room`) for that form.
fn hash_folded(name: &str, room: &mut String) -> u32 {
    if !name.is_ascii() {
        fold_into(name, room);
        return hash(room);
    }
    let mut hash = HASH_OF_NOTHING;
    fold_ascii(name, |byte| hash = hash_on(hash, byte));
    hash
}

/// What the lines read so far say about where the next one lies.
#[derive(Default)]
struct Above {
    code: [u8; 2],
    country: Option<GazetteerId>,
    region: Option<GazetteerId>,
    city: Option<GazetteerId>,
}

struct Reader {
    gazetteer: Gazetteer,
    above: Above,
}

impl Reader {
    fn read(&mut self, line: &[u8], text: &str) {
        let mut fields = line.split(|&byte| byte == b'\t');
        let head = fields.next().unwrap_or_default();
        let is_seat = head.len() == 2;
        let record = |kind, class, country, parent| Record { kind, is_seat, class, country, parent, first_name: 0 };
        match head.first() {
            Some(b'A') => {
                self.above = Above::default();
                self.add(record(PlaceKind::Area, 0, [0; 2], None), fields.next(), text);
            }
            Some(b'C') => {
                let (code, class) = (code(fields.next()), digit(fields.next()));
                let place = self.add(record(PlaceKind::Country, class, code, None), fields.next(), text);
                self.above = Above { code, country: place, ..Above::default() };
                self.gazetteer.countries.extend(place.map(|place| (code, place)));
                self.demonyms(fields.next(), code);
            }
            Some(b'F') => {
                let code = code(fields.next());
                self.above = Above::default();
                self.add(record(PlaceKind::FormerState, 0, code, None), fields.next(), text);
                self.demonyms(fields.next(), code);
            }
            Some(b'R') => {
                let Above { code, country, .. } = self.above;
                let region = self.add(record(PlaceKind::Region, 0, code, country), fields.next(), text);
                self.above = Above { code, country, region, city: None };
            }
            Some(b'S') => {
                let parent = self.above.city.or(self.above.country);
                self.add(record(PlaceKind::Site, 0, self.above.code, parent), fields.next(), text);
            }
            Some(b'0'..=b'9') => {
                let parent = self.above.region.or(self.above.country);
                let class = digit(head.get(..1));
                self.above.city =
                    self.add(record(PlaceKind::City, class, self.above.code, parent), fields.next(), text);
            }
            _ => {}
        }
    }

    fn add(&mut self, mut record: Record, names: Option<&[u8]>, text: &str) -> Option<GazetteerId> {
        let names = names.filter(|names| !names.is_empty())?;
        let place = GazetteerId::from_index(self.gazetteer.places.len());
        record.first_name = self.gazetteer.names.len() as u32;
        let mut start = names.as_ptr() as usize - text.as_ptr() as usize;
        for name in names.split(|&byte| byte == b'|') {
            let end = start + name.len();
            self.gazetteer.names.push(Name { start: start as u32, end: end as u32, place });
            start = end + 1;
        }
        self.gazetteer.places.push(record);
        Some(place)
    }

    fn demonyms(&mut self, words: Option<&[u8]>, code: [u8; 2]) {
        let words = std::str::from_utf8(words.unwrap_or_default()).unwrap_or_default();
        let folded = words.split('|').map(fold).filter(|word| !word.is_empty());
        self.gazetteer.demonyms.extend(folded.map(|word| (word, code)));
    }
}

/// The first two letters of a field of codes.
fn code(field: Option<&[u8]>) -> [u8; 2] {
    match field.unwrap_or_default() {
        [a, b, ..] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => [*a, *b],
        _ => [0; 2],
    }
}

fn digit(field: Option<&[u8]>) -> u8 {
    match field {
        Some([digit @ b'0'..=b'9']) => digit - b'0',
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
