//! What a reader adds to a story: [`Note`]s on passages and on articles, stars and tags of articles, and a small readable
//! file of them ([`read`], [`write`]).
//!
//! A note names its passage by article, quotation and the text around it, as corrections do, so that it outlives a new
//! analysis and a changed text; `query::place` finds where it stands. What finds its place no more is kept all the same.
//! [`merge`] joins what two tabs made of the same notes.

use super::corrections::Passage;
use super::lines::LineError;

mod file;
mod merge;
#[cfg(test)]
mod tests;

pub use file::{read, write};
pub use merge::merge;

/// All that a reader noted in one story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// In the order they were made; no id twice.
    pub list: Vec<Note>,
    /// Ids of articles, each once.
    pub stars: Vec<String>,
    /// Id and tags of the articles that have some, each once.
    pub tags: Vec<(String, Vec<String>)>,
    /// Lines of a later version, kept as they are.
    pub unknown: Vec<String>,
}

/// A note on words of an article, or on the whole of it. Without text or tags it is a highlight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// One word; tells it from the others of the story.
    pub id: String,
    /// Without words it is on the whole article.
    pub at: Passage,
    pub kind: NoteKind,
    pub text: String,
    pub tags: Vec<String>,
    /// It stands in the dossier.
    pub is_chosen: bool,
    /// When it was made, as ISO 8601; may be empty.
    pub made: String,
}

/// What the words were collected as: the dossier tells what other articles have of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteKind {
    #[default]
    Passage,
    /// A figure, with the others of its topic.
    Figure,
    /// A quotation, with its other versions.
    Quote,
}

impl Notes {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.stars.is_empty() && self.tags.is_empty() && self.unknown.is_empty()
    }

    /// Adds a note; its id gets a number behind it where another has it already.
    pub fn add(&mut self, mut note: Note) {
        let wish = if note.id.is_empty() { "n".to_string() } else { note.id };
        let is_taken = |id: &str| self.list.iter().any(|it| it.id == id);
        note.id = std::iter::once(wish.clone())
            .chain((2..).map(|number: usize| [&wish, "-", &number.to_string()].concat()))
            .find(|id| !is_taken(id))
            .unwrap_or_default();
        self.list.push(note);
    }

    pub fn find(&self, id: &str) -> Option<&Note> {
        self.list.iter().find(|note| note.id == id)
    }

    pub fn is_starred(&self, article: &str) -> bool {
        self.stars.iter().any(|it| it == article)
    }

    pub fn tags_of(&self, article: &str) -> &[String] {
        self.tags.iter().find(|(id, _)| id == article).map_or(&[], |(_, tags)| tags)
    }

    pub fn toggle_star(&mut self, article: &str) {
        let before = self.stars.len();
        self.stars.retain(|it| it != article);
        if self.stars.len() == before {
            self.stars.push(article.to_string());
        }
    }

    /// The tags of an article are these; without any, it has none.
    pub fn set_tags(&mut self, article: &str, tags: Vec<String>) {
        self.tags.retain(|(id, _)| id != article);
        if !tags.is_empty() {
            self.tags.push((article.to_string(), tags));
        }
    }

    /// Every tag of an article or a note, each once, by name.
    pub fn all_tags(&self) -> Vec<&str> {
        let of_articles = self.tags.iter().flat_map(|(_, tags)| tags);
        let all = of_articles.chain(self.list.iter().flat_map(|note| &note.tags)).map(String::as_str);
        let set: std::collections::BTreeSet<&str> = all.collect();
        set.into_iter().collect()
    }

    /// Adds what another file holds; what is there already stays. Says how many entries are new.
    pub fn take(&mut self, other: Notes) -> usize {
        let mut new = 0;
        for note in other.list {
            // The same note with other words is another one: neither is lost.
            if !self.list.contains(&note) {
                self.add(note);
                new += 1;
            }
        }
        for star in other.stars.into_iter().filter(|it| !self.is_starred(it)).collect::<Vec<_>>() {
            self.stars.push(star);
            new += 1;
        }
        for (article, tags) in other.tags {
            let mut all = self.tags_of(&article).to_vec();
            let more: Vec<String> = tags.into_iter().filter(|tag| !all.contains(tag)).collect();
            new += more.len();
            all.extend(more);
            self.set_tags(&article, all);
        }
        for line in other.unknown {
            if !self.unknown.contains(&line) {
                self.unknown.push(line);
                new += 1;
            }
        }
        new
    }
}

/// Tags as a person writes them: parted by commas, each once.
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = vec![];
    for tag in text.split([',', ';', '\n']).map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
