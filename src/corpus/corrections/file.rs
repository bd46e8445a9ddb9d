//! The file of corrections: JSON lines, the first of which says what the file is.
//!
//! ```text
//! {"format":"crossread-corrections","version":1}
//! {"do":"merge","entity":{"kind":"person","name":"J. Roe"},"into":{"kind":"person","name":"Jane Roe"}}
//! {"do":"split","entity":{"kind":"person","name":"Jane Roe"},"forms":["Roe"],"articles":["b"],"name":"John Roe"}
//! {"do":"distinct","entity":{…},"other":{…}}          {"do":"rename","entity":{…},"name":"…"}
//! {"do":"retype","entity":{…},"kind":"place","place":"city"}      {"do":"hide","entity":{…}}
//! {"do":"parent","entity":{…},"parent":{…}}           without "parent": it lies in no other place
//! {"do":"apart","article":"b","words":"two people"}   {"do":"no_conflict","article":"b","words":"two people"}
//! {"do":"speaker","article":"b","words":"“We stay.”","speaker":{…}}   without "speaker": nobody is named
//! {"do":"put_back","article":"b","words":"…"}         {"do":"set_aside","article":"b","words":"…"}
//! {"do":"outlet","article":"b","outlet":"…"}          {"do":"title","article":"b","title":"…"}
//! {"do":"published","article":"b","published":"2021-03-02"}
//! ```
//!
//! An entity is named by `name`, if need be with `kind` and `id`; words by `words`, if need be with the text `before`
//! and `after` them. A line that cannot be used is told with its number and a remedy, and the others go on; one whose
//! `do` is not known is kept as it is, for the version that knows it.

use super::{Correction, EntityRef};
use crate::base::*;
use crate::corpus::PlaceKind;
use crate::corpus::json::{Object, Value};
use crate::corpus::lines::{self, Fault, LineError, missing, object, passage, text};
use crate::text::EntityKind;

const FORMAT: &str = "crossread-corrections";

/// Reads a file: the corrections in their order, and the lines that cannot be used.
pub fn read(text: &str) -> (Vec<Correction>, Vec<LineError>) {
    lines::read(text, FORMAT, read_line)
}

/// The corrections as a file.
pub fn write(corrections: &[Correction]) -> String {
    lines::write(FORMAT, corrections.iter().map(write_line))
}

/// Reads one correction; else cause and remedy.
pub fn read_line(line: &str) -> Result<Correction, Fault> {
    let value = object(line)?;
    let what = text(&value, "do")?;
    Ok(match what.as_str() {
        "merge" => Correction::Merge { entity: entity(&value, "entity")?, into: entity(&value, "into")? },
        "distinct" => Correction::Distinct { entity: entity(&value, "entity")?, other: entity(&value, "other")? },
        "split" => {
            let (forms, articles) = (value.texts("forms"), value.texts("articles"));
            if forms.is_empty() && articles.is_empty() {
                return Err(missing("forms"));
            }
            let name = value.text("name").unwrap_or_default().to_string();
            Correction::Split { entity: entity(&value, "entity")?, forms, articles, name }
        }
        "rename" => Correction::Rename { entity: entity(&value, "entity")?, name: text(&value, "name")? },
        "retype" => {
            let kind = kind(&value)?.ok_or_else(|| missing("kind"))?;
            Correction::Retype { entity: entity(&value, "entity")?, kind, place: place(&value)? }
        }
        "hide" => Correction::Hide { entity: entity(&value, "entity")? },
        "parent" => Correction::Parent { entity: entity(&value, "entity")?, parent: some_entity(&value, "parent")? },
        "apart" => Correction::Apart { figure: passage(&value)? },
        "no_conflict" => Correction::NoConflict { figure: passage(&value)? },
        "speaker" => Correction::Speaker { quote: passage(&value)?, speaker: some_entity(&value, "speaker")? },
        "put_back" => Correction::PutBack { block: passage(&value)? },
        "set_aside" => Correction::SetAside { block: passage(&value)? },
        "outlet" => Correction::Outlet { article: text(&value, "article")?, outlet: text(&value, "outlet")? },
        "title" => Correction::Title { article: text(&value, "article")?, title: text(&value, "title")? },
        "published" => Correction::Published { article: text(&value, "article")?, published: day(&value)? },
        _ => Correction::Unknown(line.trim().to_string()),
    })
}

fn some_entity(value: &Value, key: &str) -> Result<Option<EntityRef>, Fault> {
    match value.get(key) {
        None => Ok(None),
        Some(Value::Plain(word)) if word == "null" => Ok(None),
        Some(_) => entity(value, key).map(Some),
    }
}

/// An object with a name; a bare text is the name.
fn entity(value: &Value, key: &str) -> Result<EntityRef, Fault> {
    match value.get(key) {
        Some(Value::Text(name)) if !name.is_empty() => Ok(EntityRef { name: name.clone(), ..EntityRef::default() }),
        Some(found @ Value::Object(_)) => Ok(EntityRef {
            kind: kind(found)?,
            name: text(found, "name")?,
            id: found.text("id").unwrap_or_default().to_string(),
        }),
        _ => Err(missing(key)),
    }
}

const KINDS: [(&str, EntityKind); 3] =
    [("person", EntityKind::Person), ("organisation", EntityKind::Organisation), ("place", EntityKind::Place)];

const PLACES: [(&str, PlaceKind); 6] = [
    ("country", PlaceKind::Country),
    ("region", PlaceKind::Region),
    ("city", PlaceKind::City),
    ("site", PlaceKind::Site),
    ("area", PlaceKind::Area),
    ("former_state", PlaceKind::FormerState),
];

fn kind(value: &Value) -> Result<Option<EntityKind>, Fault> {
    one_of(value, "kind", &KINDS)
}

fn place(value: &Value) -> Result<Option<PlaceKind>, Fault> {
    one_of(value, "place", &PLACES)
}

fn one_of<T: Copy>(value: &Value, key: &str, known: &[(&str, T)]) -> Result<Option<T>, Fault> {
    let Some(word) = value.text(key) else { return Ok(None) };
    match known.iter().find(|(name, _)| *name == word) {
        Some(&(_, it)) => Ok(Some(it)),
        None => {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let cause = ["“", word, "” is no “", key, "” that is known"].concat();
            Err((cause, ["Write one of: ", &names.join(", ")].concat()))
        }
    }
}

fn day(value: &Value) -> Result<Option<Date>, Fault> {
    let Some(day) = value.text("published") else { return Ok(None) };
    let wrong = || (["“", day, "” is no day"].concat(), "Write it as YYYY-MM-DD".to_string());
    Date::parse_iso(day).map(Some).ok_or_else(wrong)
}

/// One correction as a line, without its end.
pub fn write_line(correction: &Correction) -> String {
    use Correction::*;
    let act = |what: &str| Object::default().text("do", what);
    let line = match correction {
        Merge { entity, into } => act("merge").entity("entity", entity).entity("into", into),
        Distinct { entity, other } => act("distinct").entity("entity", entity).entity("other", other),
        Split { entity, forms, articles, name } => {
            let line = act("split").entity("entity", entity).texts("forms", forms).texts("articles", articles);
            line.text("name", name)
        }
        Rename { entity, name } => act("rename").entity("entity", entity).text("name", name),
        Retype { entity, kind, place } => {
            let line = act("retype").entity("entity", entity).text("kind", name_of(&KINDS, *kind));
            line.text("place", place.map_or("", |place| name_of(&PLACES, place)))
        }
        Hide { entity } => act("hide").entity("entity", entity),
        Parent { entity, parent } => act("parent").entity("entity", entity).some_entity("parent", parent),
        Apart { figure } => act("apart").passage(figure),
        NoConflict { figure } => act("no_conflict").passage(figure),
        Speaker { quote, speaker } => act("speaker").passage(quote).some_entity("speaker", speaker),
        PutBack { block } => act("put_back").passage(block),
        SetAside { block } => act("set_aside").passage(block),
        Outlet { article, outlet } => act("outlet").text("article", article).text("outlet", outlet),
        Title { article, title } => act("title").text("article", article).text("title", title),
        Published { article, published } => {
            let day = published.map(|day| day.to_string()).unwrap_or_default();
            act("published").text("article", article).text("published", &day)
        }
        Unknown(line) => return line.clone(),
    };
    line.line()
}

fn name_of<T: PartialEq>(known: &[(&'static str, T)], it: T) -> &'static str {
    known.iter().find(|(_, one)| *one == it).map_or("", |(name, _)| name)
}

/// What a line of a correction holds beside plain members.
impl Object {
    fn entity(self, key: &str, entity: &EntityRef) -> Object {
        let kind = entity.kind.map_or("", |kind| name_of(&KINDS, kind));
        let value = Object::default().text("kind", kind).text("name", &entity.name).text("id", &entity.id);
        self.with(key, Value::Object(value.0))
    }

    fn some_entity(self, key: &str, entity: &Option<EntityRef>) -> Object {
        match entity {
            Some(entity) => self.entity(key, entity),
            None => self,
        }
    }
}
