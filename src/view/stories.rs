//! The reader's own articles: what is being read, what could not be, and the stories kept in this browser.

use super::*;
use crate::corpus::Corpus;

pub struct Stories {
    /// How the reading stands, a sentence; empty before the first.
    pub line: String,
    /// From 0 to 1000; `None` where no end is in sight.
    pub permille: Option<usize>,
    pub is_running: bool,
    /// Reading can be stopped with what is done.
    pub can_stop: bool,
    pub refused_line: String,
    /// How many of them are listed.
    pub refused_shown: usize,
    pub rows: Vec<Row>,
    /// What is said of the list: that nothing is kept, or that it is not known yet.
    pub rows_line: &'static str,
    /// What opens without a connection, a sentence or two.
    pub offline_line: &'static str,
    /// The rest can be kept as well.
    pub can_keep_all: bool,
    /// What is left after everything was deleted, a sentence; empty before.
    pub left_line: String,
    /// The reader's own story that is open: articles can be added to it.
    pub open: Option<StoryName>,
    /// That the open story is about several events, a sentence; empty when it is not.
    pub events_line: String,
    pub events: usize,
}

/// What a column of a table can hold, and what the reader calls it; in the order that the worker is told them.
pub const FIELDS: [&str; 7] = ["Text", "Title", "Source", "Date", "Address", "Language", "Id"];

/// Files listed that could not be read; a folder of pictures has thousands.
const REFUSED: usize = 100;

/// Every file that could not be read, with what happened and what to do, as CSV.
pub fn refused_table(refused: &[Refused]) -> String {
    let rows = refused.iter().map(|it| vec![it.input.as_str(), &it.cause, &it.remedy]);
    export::csv_of_texts(&["file", "what happened", "what to do"], rows)
}

/// A story that can be opened.
pub struct Row {
    pub id: String,
    pub name: String,
    pub about: String,
    pub address: String,
    pub is_open: bool,
    /// Its articles are at hand as they were given.
    pub is_whole: bool,
    /// It cannot be opened.
    pub is_damaged: bool,
}

/// `builtin` is the story that the page came with.
pub fn model(builtin: &Data, data: &Data, state: &State) -> Stories {
    let reading = &state.reading;
    let open = data.story.as_ref().map(|story| story.id.as_str());
    let mut rows = vec![Row {
        id: String::new(),
        name: match &builtin.given {
            None => "The built-in story".into(),
            Some(name) if name.is_empty() => "The story of this file".into(),
            Some(name) => name.clone(),
        },
        about: words::join(&[
            &words::counted(builtin.corpus.documents.len(), "article", "articles"),
            if builtin.given.is_some() { " in this file" } else { ", part of the page" },
        ]),
        address: "#/".into(),
        is_open: open.is_none(),
        is_whole: builtin.given.is_some(),
        is_damaged: false,
    }];
    let kept = state.kept.stories.iter().flatten();
    rows.extend(kept.map(|story| Row {
        id: story.id.clone(),
        name: story.name.clone(),
        about: match story.fault.as_str() {
            "" => words::counted(story.articles, "article", "articles"),
            fault => words::join(&["It cannot be opened: ", fault, ". What is left of it can be saved."]),
        },
        address: ["#/?story=", &story.id].concat(),
        is_open: open == Some(&story.id),
        is_whole: story.fault.is_empty(),
        is_damaged: !story.fault.is_empty(),
    }));
    let refused = reading.refused.len();
    let groups = if data.story.is_some() { by_event(&data.corpus) } else { vec![] };
    let events = groups.len();
    Stories {
        line: phase_line(reading),
        permille: permille(&reading.phase),
        is_running: reading.phase.is_running(),
        can_stop: matches!(reading.phase, Phase::Reading { .. }),
        refused_line: match refused {
            0 => String::new(),
            _ if refused > REFUSED => words::join(&[
                &words::counted(refused, "file", "files"),
                " could not be read. The first ",
                &words::number(REFUSED),
                " are listed here, all of them in the table to save.",
            ]),
            _ => words::join(&[&words::counted(refused, "file", "files"), " could not be read."]),
        },
        refused_shown: refused.min(REFUSED),
        rows_line: match &state.kept.stories {
            None => "Looking for stories kept in this browser…",
            Some(kept) if kept.is_empty() => "None of your own is kept in this browser yet.",
            Some(_) => "",
        },
        offline_line: offline_line(state.kept.offline),
        left_line: left_line(&state.kept),
        open: data.story.clone(),
        events_line: if events > 1 { events_line(&groups) } else { String::new() },
        events,
        can_keep_all: state.kept.offline == Offline::Page,
        rows,
    }
}

/// The articles of each event that several are about, by their places in the corpus; those that stand alone are one more
/// group, the last.
pub fn by_event(corpus: &Corpus) -> Vec<Vec<usize>> {
    let mut groups: Vec<(u32, Vec<usize>)> = vec![];
    for (at, document) in corpus.documents.iter().enumerate() {
        match groups.iter_mut().find(|group| group.0 == document.event) {
            Some(group) => group.1.push(at),
            None => groups.push((document.event, vec![at])),
        }
    }
    let (mut several, alone): (Vec<_>, Vec<_>) =
        groups.into_iter().map(|group| group.1).partition(|group| group.len() > 1);
    let alone: Vec<usize> = alone.concat();
    if !alone.is_empty() {
        several.push(alone);
    }
    several
}

fn events_line(groups: &[Vec<usize>]) -> String {
    let sizes: Vec<String> = groups.iter().map(|group| words::number(group.len())).collect();
    words::join(&[
        "These articles seem to be about several events. They can be kept as ",
        &words::number(groups.len()),
        " stories, of ",
        &sizes.join(", "),
        " articles; those that stand alone go together. Or leave them as one.",
    ])
}

/// What is left after everything was deleted.
pub fn left_line(kept: &Kept) -> String {
    match kept.left.as_deref() {
        None => String::new(),
        Some([]) => "Everything is deleted. What this page has left in this browser: nothing.".into(),
        Some(left) => words::join(&[
            "Not everything could be deleted. Left in this browser: ",
            &left.join(", "),
            ". Close other tabs of this page and try again, or clear its data in the settings of the browser.",
        ]),
    }
}

fn offline_line(offline: Offline) -> &'static str {
    match offline {
        Offline::Unknown => "Looking what is kept in this browser…",
        Offline::Nothing => {
            "This browser keeps no copy of the page at this address (a private window may be why): opening it needs a connection."
        }
        Offline::Coming => "A copy of the page is on its way into this browser; then it opens without a connection.",
        Offline::Page => {
            "The page, the story it comes with and the stories kept here open without a connection. Reading new articles \
             needs one more part of the program, which is kept with its first use, or now."
        }
        Offline::Everything => {
            "The whole page is kept in this browser: everything works without a connection, reading new articles too."
        }
        Offline::File => "This page is one file of your own: everything works without a connection.",
    }
}

/// How a reading stands, in a sentence.
pub fn phase_line(reading: &Reading) -> String {
    match &reading.phase {
        Phase::Idle => String::new(),
        Phase::Fetching { of: 0, .. } => "Getting the part of the program that reads articles…".into(),
        Phase::Fetching { bytes, of } => words::join(&[
            "Getting the part of the program that reads articles: ",
            &megabytes(*bytes),
            " of ",
            &megabytes(*of),
            " MB",
        ]),
        Phase::Reading { articles, of_articles, bytes, of_bytes, millis } => {
            let mut line = words::join(&[
                "Read ",
                &words::number(*articles),
                " of ",
                &words::counted(*of_articles, "article", "articles"),
            ]);
            // A rate over less than a second says nothing.
            if *millis >= 1000.0 && *bytes > 0 {
                let rate = *bytes as f64 / millis;
                let seconds = ((of_bytes - bytes) as f64 / rate / 1000.0).ceil() as usize;
                let left = match seconds {
                    0..60 => words::counted(seconds, "second", "seconds"),
                    _ => words::counted(seconds.div_ceil(60), "minute", "minutes"),
                };
                line =
                    words::join(&[&line, ", ", &words::number(rate as usize), " kB a second, about ", &left, " left"]);
            }
            line
        }
        Phase::Building { articles } => words::join(&[
            "Setting ",
            &words::counted(*articles, "article", "articles"),
            " against each other: names, places, passages, figures, quotations…",
        ]),
        Phase::Done { articles, millis } => words::join(&[
            "Read ",
            &words::counted(*articles, "article", "articles"),
            " in ",
            &tenths(*millis / 1000.0),
            " seconds. The story is open: all views show it.",
        ]),
        Phase::Failed(why) => why.clone(),
    }
}

fn permille(phase: &Phase) -> Option<usize> {
    let part = |done: usize, of: usize| (of > 0).then(|| (done as u64 * 1000 / of as u64) as usize);
    match phase {
        Phase::Fetching { bytes, of } => part(*bytes, *of),
        Phase::Reading { bytes, of_bytes, .. } => part(*bytes, *of_bytes),
        _ => None,
    }
}

fn megabytes(bytes: usize) -> String {
    tenths(bytes as f64 / 1e6)
}

/// With one decimal.
fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as usize;
    words::join(&[&words::number(tenths / 10), ".", &(tenths % 10).to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::Fixture;

    fn line(phase: Phase) -> String {
        phase_line(&Reading { phase, ..Reading::default() })
    }

    #[test]
    fn parts_a_story_by_its_events() {
        let fixture = ["a", "b", "c", "d", "e"].iter().fold(Fixture::new(), |it, id| it.article(id, id, &["Rain."]));
        let mut corpus = fixture.corpus;
        for (document, event) in corpus.documents.iter_mut().zip([0, 1, 0, 2, 3]) {
            document.event = event;
        }
        assert_eq!(by_event(&corpus), [vec![0, 2], vec![1, 3, 4]]);
        let data = Data::of_story(corpus, Some(StoryName::default()));
        let stories = model(&data, &data, &State::new(5));
        assert!(stories.events == 2 && stories.events_line.contains("2 stories, of 2, 3 articles"));
        assert!(by_event(&Corpus::default()).is_empty());
    }

    #[test]
    fn lists_a_hundred_files_that_could_not_be_read_and_saves_them_all() {
        let data = Data::new(Default::default());
        let told = |count: usize| {
            let file = |at| Refused { input: format!("{at}.jpg"), cause: "It is no text".into(), remedy: "-".into() };
            let state = reduce(&data, &State::new(0), Action::Refuse((0..count).map(file).collect()));
            let model = model(&data, &data, &state);
            (model.refused_shown, model.refused_line, refused_table(&state.reading.refused))
        };
        assert_eq!(told(1), (1, "1 file could not be read.".into(), told(1).2));
        let (shown, line, table) = told(2_000);
        assert_eq!((shown, table.lines().count()), (100, 2_001));
        assert!(line.starts_with("2,000 files could not be read. The first 100 are listed here"), "{line}");
        assert!(table.ends_with("1999.jpg,It is no text,\"'-\"\r\n"), "{table}");
    }

    #[test]
    fn tells_what_is_kept_and_what_is_left() {
        let builtin = Data::new(Default::default());
        let mut state = State::new(0);
        let row = |id: &str, fault: &str| StoryRow {
            id: id.into(),
            name: id.into(),
            articles: 3,
            saved: 0.0,
            fault: fault.into(),
        };
        state.kept.stories = Some(vec![row("s1", ""), row("s2", "its articles are missing")]);
        let rows = model(&builtin, &builtin, &state).rows;
        assert_eq!(rows[1].about, "3 articles");
        assert_eq!(rows[2].about, "It cannot be opened: its articles are missing. What is left of it can be saved.");
        assert!(rows[2].is_damaged && !rows[2].is_whole && rows[1].is_whole);
        let given = Data::given(Default::default(), "Ferries".into());
        let rows = model(&given, &given, &state).rows;
        assert_eq!((rows[0].name.as_str(), rows[0].about.as_str()), ("Ferries", "0 articles in this file"));

        let state = reduce(&builtin, &state, Action::KnowLeft(vec![]));
        let stories = model(&builtin, &builtin, &state);
        assert!(stories.left_line.ends_with("nothing.") && stories.rows.len() == 1);
        let state = reduce(&builtin, &state, Action::KnowLeft(vec!["a cache".into()]));
        assert!(model(&builtin, &builtin, &state).left_line.contains("Left in this browser: a cache."));
    }

    #[test]
    fn tells_how_far_it_is() {
        assert_eq!(line(Phase::Idle), "");
        let reading =
            |millis| Phase::Reading { articles: 200, of_articles: 1000, bytes: 1_000_000, of_bytes: 5_000_000, millis };
        assert_eq!(line(reading(400.0)), "Read 200 of 1,000 articles");
        assert_eq!(line(reading(2000.0)), "Read 200 of 1,000 articles, 500 kB a second, about 8 seconds left");
        assert_eq!(permille(&reading(0.0)), Some(200));
        assert_eq!(
            line(Phase::Done { articles: 1, millis: 1234.0 }),
            "Read 1 article in 1.2 seconds. The story is open: all views show it."
        );
        assert_eq!(permille(&Phase::Fetching { bytes: 5, of: 0 }), None);
    }
}
