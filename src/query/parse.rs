//! The query language.
//!
//! ```text
//! query  = all (OR all)*                    either side
//! all    = (AND? item)*                     words side by side are all wanted
//! item   = (NOT | -)? (field:)? what
//! what   = word | word* | word~ | "words in this order" | ( query )
//! field  = person | organisation | place | source | date | title
//! ```
//!
//! Operators are in capitals, AND binds closer than OR; a plus is passed over, as every word is wanted anyway; quotation marks and minus signs may have any shape. [`parse`] cannot fail: what makes no
//! sense is passed over and listed in [`Query::ignored`], and the rest is searched.

use super::Facet;
use super::fold::{Token, Tokens};
use super::term::{Form, Term};
use crate::base::Span;
use std::ops::Range;

/// Words in one query; what follows is ignored. Ten times the longest query of a person, and it bounds the work.
const MAX_WORDS: usize = 64;
/// Brackets within brackets; deeper ones are ignored.
const MAX_DEPTH: usize = 16;

/// A query as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub(super) root: Option<Node>,
    /// What could not be used, with the reason, in the order in which it was noticed.
    pub ignored: Vec<Ignored>,
}

impl Query {
    /// Asks nothing: every document matches.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }
}

/// A part of a query that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// As typed.
    pub text: String,
    /// One short sentence without a full stop.
    pub why: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Leaf(Leaf),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// Where a leaf looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Title and story.
    Text,
    Title,
    /// The names of a facet's values.
    Facet(Facet),
}

/// Words in a row, or the one word they make without their hyphens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaf {
    pub field: Field,
    /// Never empty; each with its place in the query.
    pub words: Vec<(Term, Span)>,
    pub compound: Option<Term>,
    /// The place in the query, field and marks left out.
    pub span: Span,
}

/// Reads a query. It cannot fail.
pub fn parse(text: &str) -> Query {
    let mut parser = Parser { text, at: 0, words: 0, unopened: 0, ignored: vec![] };
    let root = parser.group(Field::Text, 0);
    Query { root, ignored: parser.ignored }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    words: usize,
    /// Brackets passed over for their depth, whose ends have to be passed over too.
    unopened: usize,
    ignored: Vec<Ignored>,
}

enum Item {
    Node(Node),
    /// `AND`, `OR`, `NOT` as typed.
    Operator(&'static str),
    /// Something ignored.
    Nothing,
    Close,
    End,
}

impl<'a> Parser<'a> {
    /// Reads up to the bracket that closes the group, or to the end.
    fn group(&mut self, field: Field, depth: usize) -> Option<Node> {
        let (mut any, mut all) = (vec![], vec![]);
        let mut is_negated = false;
        let mut waiting = None;
        loop {
            match self.item(field, depth) {
                Item::Node(node) => {
                    all.push(if is_negated { Node::Not(Box::new(node)) } else { node });
                    (is_negated, waiting) = (false, None);
                }
                Item::Operator("NOT") => is_negated = !is_negated,
                Item::Operator(operator) if all.is_empty() || waiting.is_some() => {
                    self.ignore(operator, "Nothing stands before it");
                }
                Item::Operator(operator) => {
                    if operator == "OR" {
                        any.extend(join(std::mem::take(&mut all), Node::All));
                    }
                    waiting = Some(operator);
                }
                Item::Nothing => is_negated = false,
                Item::Close | Item::End => break,
            }
        }
        if let Some(operator) = waiting.or(is_negated.then_some("NOT")) {
            self.ignore(operator, "Nothing stands after it");
        }
        any.extend(join(all, Node::All));
        join(any, Node::Any)
    }

    fn item(&mut self, field: Field, depth: usize) -> Item {
        self.skip_blanks();
        let Some(c) = self.peek() else { return Item::End };
        let from = self.at;
        self.at += c.len_utf8();
        match c {
            '(' if depth < MAX_DEPTH => match self.group(field, depth + 1) {
                Some(node) => Item::Node(node),
                None => Item::Nothing,
            },
            '(' => {
                self.unopened += 1;
                self.ignore("(", "Brackets lie too deep");
                Item::Nothing
            }
            ')' if self.unopened > 0 => {
                self.unopened -= 1;
                Item::Nothing
            }
            ')' if depth > 0 => Item::Close,
            ')' => {
                self.ignore(")", "No bracket was opened");
                Item::Nothing
            }
            '-' | '−' | '–' => {
                if self.peek().is_some_and(|next| next.is_alphanumeric() || next == '(' || opens_quotation(next)) {
                    return Item::Operator("NOT");
                }
                self.ignore(&self.text[from..self.at], "A minus alone excludes nothing");
                Item::Nothing
            }
            _ if opens_quotation(c) => self.phrase(field, c),
            _ => {
                self.at = from;
                self.chunk(field, depth)
            }
        }
    }

    /// What stands up to the next blank, bracket or quotation mark: an operator, a field or a word.
    fn chunk(&mut self, field: Field, depth: usize) -> Item {
        let rest = &self.text[self.at..];
        let is_end = |c: char| c.is_whitespace() || c == '(' || c == ')' || is_double(c);
        let chunk = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        if let Some(operator) = ["AND", "OR", "NOT"].into_iter().find(|&operator| operator == chunk) {
            self.at += chunk.len();
            return Item::Operator(operator);
        }
        let Some((name, value)) = chunk.split_once(':') else { return self.word(field, chunk) };
        if let Some(named) = field_named(name) {
            self.at += name.len() + 1;
            return self.field_value(named, name, depth);
        }
        let is_name = name.len() > 1 && name.chars().all(char::is_alphabetic);
        if is_name && value.starts_with(char::is_alphanumeric) {
            self.at += name.len() + 1;
            self.ignore(name, "Not a field: those are person, organisation, place, source, date and title");
            return self.word(field, value);
        }
        self.word(field, chunk)
    }

    fn field_value(&mut self, field: Field, name: &str, depth: usize) -> Item {
        self.skip_blanks();
        match self.peek() {
            Some('(') => self.item(field, depth),
            Some(c) if opens_quotation(c) => self.item(field, depth),
            Some(c) if c != ')' => {
                let rest = &self.text[self.at..];
                let is_end = |c: char| c.is_whitespace() || c == '(' || c == ')' || is_double(c);
                let value = &rest[..rest.find(is_end).unwrap_or(rest.len())];
                self.word(field, value)
            }
            _ => {
                self.ignore(name, "The field is given no value");
                Item::Nothing
            }
        }
    }

    /// A word with its `*` or `~`; `chunk` stands at the cursor.
    fn word(&mut self, field: Field, chunk: &str) -> Item {
        let from = self.at;
        self.at += chunk.len();
        let bare = chunk.trim_end_matches(|c: char| c.is_ascii_digit());
        let (body, form) = if let Some(body) = chunk.strip_suffix('*') {
            (body.trim_end_matches('*'), Form::Prefix)
        } else if let Some(body) = bare.strip_suffix('~') {
            if bare.len() < chunk.len() {
                self.ignore(&chunk[bare.len()..], "How many slips are forgiven follows from the word's length");
            }
            (body, Form::Fuzzy)
        } else {
            (chunk, Form::Plural)
        };
        if body.contains(['*', '~']) {
            self.ignore(chunk, "The signs * and ~ work at the end of a word only");
        }
        self.leaf(field, body, from..self.at, Form::Plural, form)
    }

    fn phrase(&mut self, field: Field, opening: char) -> Item {
        let from = self.at;
        let rest = &self.text[from..];
        let is_single = opening == '‘';
        let end = rest.char_indices().find(|&(at, c)| {
            if is_single {
                c == '’' && !rest[at + c.len_utf8()..].starts_with(char::is_alphanumeric)
            } else {
                is_double(c)
            }
        });
        if is_single && end.is_none() {
            return Item::Nothing;
        }
        self.at = end.map_or(self.text.len(), |(at, c)| from + at + c.len_utf8());
        let inside = &rest[..end.map_or(rest.len(), |(at, _)| at)];
        if end.is_none() {
            self.ignore(&opening.to_string(), "The quotation mark is not closed, so it reaches to the end");
        }
        if inside.contains(['*', '~']) {
            self.ignore(inside, "Inside quotation marks * and ~ are no signs");
        }
        let rest = &self.text[self.at..];
        let tail = &rest[..rest.find(|c: char| c != '*' && c != '~').unwrap_or(rest.len())];
        if !tail.is_empty() {
            self.at += tail.len();
            self.ignore(tail, "After a quotation * and ~ are no signs");
        }
        self.leaf(field, inside, from..from + inside.len(), Form::Exact, Form::Exact)
    }

    /// A leaf from the words of `body`, the head of `place` in the query; its last word has a form of its own.
    fn leaf(&mut self, field: Field, body: &str, place: Range<usize>, form: Form, last_form: Form) -> Item {
        let tokens = Tokens::of(body);
        let parts: Vec<_> = tokens.list().iter().filter(|token| !token.is_compound).collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            let is_blob = body.contains(char::is_alphanumeric);
            let why = if is_blob { "Too long for a word" } else { "No letters or digits to look for" };
            self.ignore(&self.text[place], why);
            return Item::Nothing;
        };
        self.words += parts.len();
        if self.words > MAX_WORDS {
            self.at = self.text.len();
            self.ignore(&self.text[place.start..], "A query takes 64 words");
            return Item::Nothing;
        }
        let is_short = tokens.word(last).chars().count() < 3;
        if is_short && last_form == Form::Fuzzy {
            self.ignore("~", "Words of one or two letters are taken as they stand");
        }
        let last_form = if is_short && last_form == Form::Fuzzy { form } else { last_form };
        let term = |token: &Token, form| Term { form, word: tokens.word(token).to_string() };
        let in_query = |span: Span| Span::new(place.start + span.start as usize, place.start + span.end as usize);
        let mut words: Vec<_> = parts.iter().map(|token| (term(token, form), in_query(token.span))).collect();
        if let Some((word, span)) = words.last_mut() {
            word.form = last_form;
            span.end = place.end as u32;
        }
        let whole = Span { start: first.span.start, end: last.span.end };
        let compound = tokens.list().iter().find(|token| token.is_compound && token.span == whole);
        let compound = compound.map(|token| term(token, last_form));
        Item::Node(Node::Leaf(Leaf { field, words, compound, span: place.into() }))
    }

    fn ignore(&mut self, text: &str, why: &'static str) {
        self.ignored.push(Ignored { text: text.trim().to_string(), why });
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at = self.text.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '+').len();
    }
}

/// One node for several; none for none.
fn join(mut nodes: Vec<Node>, make: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 { Some(make(nodes)) } else { nodes.pop() }
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn opens_quotation(c: char) -> bool {
    is_double(c) || c == '‘'
}

fn field_named(name: &str) -> Option<Field> {
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "title" => Field::Title,
        "organization" | "org" => Field::Facet(Facet::Organisation),
        _ => Field::Facet(Facet::ALL.into_iter().find(|facet| facet.key() == name)?),
    })
}

#[cfg(test)]
mod tests;
