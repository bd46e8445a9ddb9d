//! The words every room speaks: [`Span`], dense ids with [`IdVec`], [`DocSet`], [`Date`], [`Warning`],
//! and [`RawArticle`], the one form in which an article enters the analysis.

mod date;
mod docset;
mod ids;
mod raw;
mod shared;
pub mod sort;
mod span;
mod warning;

pub use date::{Date, days_in_month, moment};
pub use docset::DocSet;
pub use ids::{
    AlignmentId, BlockId, DateId, DemonymId, DocumentId, EntityId, FigureId, Id, IdVec, MentionId, QuoteId, SentenceId,
};
pub use raw::{Facts, RawArticle};
pub use shared::Shared;
pub use span::Span;
pub use warning::{Warning, WarningKind};
