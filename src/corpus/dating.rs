//! The days of publication that follow from other articles on the same event.
//!
//! An article seldom repeats the date of what all are talking of: it says "on Thursday". Another article on the event
//! may carry its own day, or date the event in a caption; the weekday then names one day near it. What is dated this
//! way is marked as inferred, with the article it rests on, and lends no day to others.

use super::*;
use crate::text::dates::Hold;
use crate::text::{anchor_day, date_beside};

/// Dates the articles of each event that have no day and for which another one vouches. Does not depend on their order.
pub fn infer(analyses: &mut [Analysis], events: &[u32]) {
    let mut by_event: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, &event) in events.iter().enumerate() {
        by_event.entry(event).or_default().push(at);
    }
    for articles in by_event.values().filter(|articles| articles.len() > 1) {
        let undated: Vec<usize> = articles.iter().copied().filter(|&at| analyses[at].published.is_none()).collect();
        if undated.is_empty() {
            continue;
        }
        if let Some((hold, title)) = vouched(analyses, articles) {
            undated.into_iter().for_each(|at| date_beside(&mut analyses[at], hold, &title));
        }
    }
}

/// The best that the articles of one event say of its days, with the title of the one that says it: the middle one of
/// the days of publication; where none has one, the latest day that one dates the event to.
fn vouched(analyses: &[Analysis], articles: &[usize]) -> Option<(Hold, String)> {
    let articles = articles.iter().map(|&at| &analyses[at]);
    let mut dated: Vec<(Date, &str)> =
        articles.clone().filter_map(|it| Some((it.published?, it.title.as_str()))).collect();
    dated.sort_unstable();
    if let Some(&(day, title)) = dated.get(dated.len().saturating_sub(1) / 2) {
        return Some((Hold::Published(day), title.to_string()));
    }
    let told = articles.filter_map(|it| Some((anchor_day(it)?, it.title.as_str())));
    told.max().map(|(day, title)| (Hold::Tells(day), title.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::RawArticle;
    use crate::text::analyze;

    /// The days of articles on one event, each given as its text.
    fn days(texts: &[&str]) -> Vec<String> {
        let models = Models::default();
        let mut analyses: Vec<Analysis> = texts
            .iter()
            .map(|text| analyze(&RawArticle { text: text.to_string(), ..RawArticle::default() }, &models))
            .collect();
        infer(&mut analyses, &vec![0; texts.len()]);
        analyses.iter().map(|it| it.published.map_or("-".to_string(), |day| day.to_string())).collect()
    }

    const DATED: &str = "Dam breaks\n\nPublished: January 6, 2022\n\nThe dam above the town broke and the water rose.";
    const CAPTION: &str = "Dam breaks\n\nPeople wade through a street in the town on Jan. 4, 2022. Jan Novak/AFP via Getty Images\n\nThe dam above the town broke and the water rose.";
    const THURSDAY: &str =
        "Town under water\n\nThe water rose on Wednesday and fell on Thursday, the mayor of the town said.";
    const SPREAD: &str =
        "Town under water\n\nThe water rose on Sunday, fell on Tuesday and rose on Friday, the mayor said.";
    const NO_DAY: &str = "Town under water\n\nThe water rose and fell in the town again, the mayor of the town said.";

    #[test]
    fn a_weekday_is_dated_by_another_article() {
        assert_eq!(days(&[DATED, THURSDAY]), ["2022-01-06", "2022-01-06"]);
        assert_eq!(days(&[THURSDAY, CAPTION]), ["2022-01-06", "-"]);
        // Near misses: alone, weekdays all over the week, no weekday, too long after.
        assert_eq!(days(&[THURSDAY]), ["-"]);
        assert_eq!(days(&[DATED, SPREAD, NO_DAY]), ["2022-01-06", "-", "-"]);
        let monday = THURSDAY.replace("Wednesday", "Sunday").replace("Thursday", "Monday");
        assert_eq!(days(&[CAPTION, &monday]), ["-", "-"]);
    }

    #[test]
    fn says_what_the_day_rests_on_and_reads_the_dates() {
        let models = Models::default();
        let read = |text: &str| analyze(&RawArticle { text: text.to_string(), ..RawArticle::default() }, &models);
        let mut analyses = [read(DATED), read(THURSDAY)];
        infer(&mut analyses, &[0, 0]);
        let dated = &analyses[1];
        let told: Vec<&str> = dated.warnings.iter().map(|it| it.message.as_str()).collect();
        assert!(told.iter().any(|it| it.contains("“Dam breaks”") && it.contains("Thursday")), "{told:?}");
        assert_eq!(dated.dates.iter().map(|it| it.from.to_string()).collect::<Vec<_>>(), ["2022-01-05", "2022-01-06"]);
    }
}
