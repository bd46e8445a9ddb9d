use super::*;
use crate::corpus::notes::Note;

/// All notes of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct NotesView {
    /// `12 notes on 3 articles, 2 without their place; 4 in the dossier`.
    pub line: String,
    pub tags: Vec<TagChoice>,
    pub groups: Vec<Group>,
    /// Notes whose place is not found.
    pub orphans: Vec<Row>,
    /// Articles that are starred or tagged and not in the story: their ids.
    pub lost_articles: Vec<String>,
    /// Why nothing is listed.
    pub empty: Option<String>,
    pub can_undo: bool,
    /// There is something to save.
    pub is_any: bool,
    pub form: Option<Form>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TagChoice {
    pub name: String,
    pub notes: usize,
    pub is_chosen: bool,
}

/// The notes on one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub document: DocumentId,
    pub label: String,
    pub title: String,
    pub address: String,
    /// Its tags, and that it is starred.
    pub marks: Vec<String>,
    pub rows: Vec<Row>,
}

/// One note.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: String,
    /// `Note`, `Highlight`, `Figure`, `Quotation`.
    pub kind: &'static str,
    /// Empty for a note on the whole article.
    pub quote: String,
    pub language: String,
    pub text: String,
    pub tags: Vec<String>,
    pub is_chosen: bool,
    /// The day it was made; may be empty.
    pub made: String,
    /// The passage; none for an orphan.
    pub address: Option<String>,
    /// Where an orphan stood, and why its place is not found.
    pub why: Option<String>,
}

/// One note for a list of them.
pub fn row(data: &Data, note: &Note, place: &NotePlace) -> Row {
    let address = match *place {
        NotePlace::Article(document) => Some(address::of_document(data, document)),
        NotePlace::Passage(document, span) => {
            let sentence = data.corpus.documents[document].analysis.sentence_at(span.start);
            let sentence = sentence.map(|sentence| address::of_sentence(data, document, sentence));
            Some(sentence.unwrap_or_else(|| address::of_document(data, document)))
        }
        NotePlace::Orphan(_) => None,
    };
    let language = document_of(place).map(|document| data.corpus.documents[document].analysis.language.clone());
    let why = match place {
        NotePlace::Orphan(why) => Some(words::join(&[why, ". It was on the article “", &note.at.article, "”"])),
        _ => None,
    };
    Row {
        id: note.id.clone(),
        kind: kind_name(note),
        quote: note.at.words.clone(),
        language: language.unwrap_or_default(),
        text: note.text.clone(),
        tags: note.tags.clone(),
        is_chosen: note.is_chosen,
        made: Date::parse_iso(&note.made).map(words::day).unwrap_or_default(),
        address,
        why,
    }
}

fn kind_name(note: &Note) -> &'static str {
    match note.kind {
        NoteKind::Figure => "Figure",
        NoteKind::Quote => "Quotation",
        NoteKind::Passage if note.at.words.is_empty() => "Note on the article",
        NoteKind::Passage if note.text.is_empty() && note.is_chosen => "Passage",
        NoteKind::Passage if note.text.is_empty() => "Highlight",
        NoteKind::Passage => "Note",
    }
}

/// The view of notes.
#[inline(never)]
pub fn model(data: &Data, state: &State) -> NotesView {
    let noted: &Noted = &state.notes;
    let is_shown = |note: &Note| {
        let needle = noted.filter.trim().to_lowercase();
        let has_tag = noted.tag.as_ref().is_none_or(|tag| note.tags.contains(tag));
        has_tag
            && (needle.is_empty()
                || [&note.text, &note.at.words].iter().any(|text| text.to_lowercase().contains(&needle)))
    };
    let mut by_document: Vec<Vec<(Span, Row)>> = data.corpus.documents.iter().map(|_| vec![]).collect();
    let mut orphans = vec![];
    for (note, place) in noted.notes.list.iter().zip(&noted.places).filter(|(note, _)| is_shown(note)) {
        let row = row(data, note, place);
        match *place {
            NotePlace::Article(document) => by_document[document.index()].push((Span::default(), row)),
            NotePlace::Passage(document, span) => by_document[document.index()].push((span, row)),
            NotePlace::Orphan(_) => orphans.push(row),
        }
    }
    let is_narrow = noted.tag.is_some() || !noted.filter.trim().is_empty();
    let mut groups = vec![];
    for ((id, document), mut rows) in data.corpus.documents.enumerate().zip(by_document) {
        crate::base::sort::sort_by_key(&mut rows, |(span, _)| *span);
        let mut marks: Vec<String> =
            noted.notes.is_starred(&document.id).then(|| "starred".to_string()).into_iter().collect();
        marks.extend(noted.notes.tags_of(&document.id).iter().cloned());
        let has_tag = noted.tag.as_ref().is_some_and(|tag| noted.notes.tags_of(&document.id).contains(tag));
        if rows.is_empty() && (marks.is_empty() || is_narrow && !has_tag) {
            continue;
        }
        let (label, title) = (document.label.clone(), document.analysis.title.clone());
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        groups.push(Group { document: id, label, title, address: address::of_document(data, id), marks, rows });
    }
    let empty = (groups.is_empty() && orphans.is_empty()).then(|| match is_narrow {
        true => "No note has that.".to_string(),
        false => {
            "No notes yet. Open an article, select words and highlight them, or press ✎ at the end of a paragraph."
                .to_string()
        }
    });
    NotesView {
        line: line(noted),
        tags: tag_choices(noted),
        groups,
        orphans,
        lost_articles: lost_articles(data, noted),
        empty,
        can_undo: !noted.past.is_empty(),
        is_any: !noted.notes.is_empty(),
        form: noted.draft.as_ref().filter(|draft| draft.id.is_some()).map(|draft| in_reader::form(data, noted, draft)),
    }
}

fn line(noted: &Noted) -> String {
    let notes = words::counted(noted.notes.list.len(), "note", "notes");
    let orphans = noted.places.iter().filter(|place| document_of(place).is_none()).count();
    let chosen = noted.notes.list.iter().filter(|note| note.is_chosen).count();
    let stars = words::counted(noted.notes.stars.len(), "article starred", "articles starred");
    let lost =
        if orphans > 0 { words::join(&[", ", &words::number(orphans), " without their place"]) } else { String::new() };
    words::join(&[&notes, &lost, "; ", &words::number(chosen), " in the dossier; ", &stars])
}

fn tag_choices(noted: &Noted) -> Vec<TagChoice> {
    let choice = |name: &str| TagChoice {
        name: name.to_string(),
        notes: noted.notes.list.iter().filter(|note| note.tags.iter().any(|tag| tag == name)).count(),
        is_chosen: noted.tag.as_deref() == Some(name),
    };
    noted.notes.all_tags().into_iter().map(choice).collect()
}

fn lost_articles(data: &Data, noted: &Noted) -> Vec<String> {
    let tagged = noted.notes.tags.iter().map(|(id, _)| id);
    let mut ids: Vec<String> =
        noted.notes.stars.iter().chain(tagged).filter(|id| data.find_document(id).is_none()).cloned().collect();
    crate::base::sort::sort_by(&mut ids, |a, b| a.cmp(b));
    ids.dedup();
    ids
}
