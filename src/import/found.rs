//! What a reader found in a container, and how it becomes a raw article: the same for every format.

use super::{ImportError, MAX_ARTICLE_BYTES, base_name, dates, plain::is_blank};
use crate::base::{Facts, RawArticle, Warning, WarningKind};

/// An article as its container tells it. Facts are in the container's own words.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub id: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    /// Where the facts come from, in a person's words; given only when there are facts.
    pub facts_from: String,
    pub text: String,
    pub warnings: Vec<Warning>,
}

impl Found {
    /// The raw article, its title and writer standing before the text unless the text already begins with them.
    /// `input` is the file, or the part of it, as the person knows it.
    pub fn with_head(mut self, input: &str) -> Result<RawArticle, ImportError> {
        if !self.text.chars().all(is_blank) {
            let writer = self.byline.as_deref().and_then(said);
            if let Some(writer) = writer.filter(|writer| !begins_with(&self.text, writer)) {
                let by = if starts_like_byline(&writer) { "" } else { "By " };
                match self.headline_end() {
                    Some(end) => self.text.insert_str(end, &format!("\n\n{by}{writer}")),
                    None => self.text.insert_str(0, &format!("{by}{writer}\n\n")),
                }
            }
            if let Some(title) = self.title.as_deref().and_then(said).filter(|title| !begins_with(&self.text, title)) {
                self.text.insert_str(0, &format!("{title}\n\n"));
            }
        }
        self.unchanged(input)
    }

    /// The end of the text's first line where that is the title.
    fn headline_end(&self) -> Option<usize> {
        let end = self.text.find('\n')?;
        let bare = |text: &str| bare(text).collect::<String>();
        (bare(&self.text[..end]) == bare(self.title.as_deref()?)).then_some(end)
    }

    /// The raw article, its text exactly as found.
    pub fn unchanged(mut self, input: &str) -> Result<RawArticle, ImportError> {
        if self.text.chars().all(is_blank) {
            return Err(ImportError::new(input, "There is no text in it", "Leave it out, or save the article again."));
        }
        if self.text.len() > MAX_ARTICLE_BYTES {
            return Err(ImportError::too_long_an_article(input, self.text.len()));
        }
        let published = self.published.as_deref().and_then(said).and_then(|given| {
            let date = dates::parse(&given);
            if date.is_none() {
                let message =
                    format!("The given day \"{}\" is written in no way that is sure and was left out", cut(&given));
                self.warnings.push(Warning { kind: WarningKind::Date, span: None, message });
            }
            date
        });
        let told = |fact: Option<String>| fact.as_deref().and_then(said);
        let mut facts = Facts {
            outlet: told(self.outlet),
            url: told(self.url).filter(|url| url.starts_with("http://") || url.starts_with("https://")),
            title: told(self.title),
            language: told(self.language).and_then(|it| language(&it)),
            published,
            ..Facts::default()
        };
        if facts != Facts::default() {
            facts.note = told(Some(self.facts_from));
        }
        Ok(RawArticle {
            id: told(self.id),
            file: Some(base_name(input).into()),
            text: self.text,
            facts,
            is_plain: false,
            warnings: self.warnings,
        })
    }

    /// Tells the reader of the article something about how it was taken out.
    pub fn warn(&mut self, message: String) {
        self.warnings.push(Warning { kind: WarningKind::Extraction, span: None, message });
    }
}

/// A fact on one line, without blanks around and inside; `None` when nothing is left.
pub fn said(fact: &str) -> Option<String> {
    let words: Vec<&str> = fact.split(is_blank).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A given value short enough for a message.
pub fn cut(text: &str) -> String {
    const CHARS: usize = 60;
    if text.chars().count() <= CHARS { text.into() } else { text.chars().take(CHARS).chain(['…']).collect() }
}

/// A two- or three-letter language with its regions, as BCP 47 writes it.
fn language(tag: &str) -> Option<String> {
    let tag = tag.replace('_', "-");
    let head = tag.split('-').next()?;
    let is_language = (2..=3).contains(&head.len()) && head.bytes().all(|it| it.is_ascii_alphabetic());
    is_language.then(|| head.to_ascii_lowercase())
}

fn starts_like_byline(writer: &str) -> bool {
    writer.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("by "))
}

/// How far into a text a headline and its byline reach, in lines that say something.
const HEAD_LINES: usize = 6;

/// Whether one of a text's first lines begins with `words`, perhaps after "By", whatever marks and case it has.
fn begins_with(text: &str, words: &str) -> bool {
    let words: String = bare(words).collect();
    let lines = text.lines().filter(|line| !line.chars().all(is_blank)).take(HEAD_LINES);
    lines
        .map(|line| bare(line).take(words.len() + 2).collect::<String>())
        .any(|line| line.starts_with(&words) || line.strip_prefix("by").is_some_and(|line| line.starts_with(&words)))
}

/// Letters and digits in lower case.
fn bare(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Date;

    fn found(title: &str, byline: &str, text: &str) -> Found {
        Found { title: Some(title.into()), byline: Some(byline.into()), text: text.into(), ..Found::default() }
    }

    #[test]
    fn puts_title_and_writer_first_once() {
        for (title, byline, text, expected) in [
            ("Quay\n floods", "Ida Berg", "Rain fell.", "Quay floods\n\nBy Ida Berg\n\nRain fell."),
            ("Quay floods", "By Ida Berg", "QUAY FLOODS!\nRain fell.", "QUAY FLOODS!\n\nBy Ida Berg\nRain fell."),
            ("", " ", "Rain fell.", "Rain fell."),
            ("Rain", "Ida Berg", "Rain\n\nBy IDA BERG, Brno\nIt fell.", "Rain\n\nBy IDA BERG, Brno\nIt fell."),
            ("Rain", "Ida Berg", "Photo: Ida Berg\nIt fell.", "Rain\n\nBy Ida Berg\n\nPhoto: Ida Berg\nIt fell."),
        ] {
            let article = found(title, byline, text).with_head("in/a.html").unwrap();
            assert_eq!((article.text.as_str(), article.file.as_deref()), (expected, Some("a.html")));
        }
        assert!(found("Quay floods", "Ida Berg", " \u{a0}").with_head("a.html").is_err());
    }

    #[test]
    fn keeps_only_sure_facts() {
        let mut given = found("Quay floods", "", "Rain fell.");
        given.published = Some("04/03/2021".into());
        given.url = Some("javascript:alert(1)".into());
        given.language = Some("en_GB".into());
        let article = given.clone().unchanged("a.csv").unwrap();
        assert_eq!((article.facts.published, article.facts.url), (None, None));
        assert_eq!((article.facts.language.as_deref(), article.warnings.len()), (Some("en"), 1));
        given.published = Some("4 March 2021".into());
        assert_eq!(given.unchanged("a.csv").unwrap().facts.published, Date::new(2021, 3, 4));
    }
}
