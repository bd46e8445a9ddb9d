//! The days an article speaks of, and the day it was published.
//!
//! [`expression`] reads date expressions off the words and knows nothing of the calendar day; [`resolve`] turns one
//! into days, given the article's day and the tense around it; [`published`] finds the article's day itself. What
//! cannot be resolved for want of a day of publication gives no date: an unresolved day is better than a wrong one.

use super::words::lexicon::*;
use super::words::*;
use super::*;

mod expression;
mod published;
mod resolve;

pub use expression::{Expression, Side, When, find, month_at, year_at};
pub use published::{Hold, Publication, anchor, beside, publication};
pub use resolve::{Leaning, leaning, resolve};

/// The dates of all `sentences`, in order, resolved against the day of publication.
pub fn mentions(
    words: &Words,
    sentences: &IdVec<SentenceId, Span>,
    published: Option<Date>,
) -> IdVec<DateId, DateMention> {
    let mut dates = IdVec::new();
    for &sentence in sentences {
        let line = words.line(sentence);
        for expression in find(line) {
            if let Some((from, to)) = resolve(line, &expression, published) {
                dates.push(DateMention { span: line.span(expression.first, expression.last), from, to });
            }
        }
    }
    dates
}
