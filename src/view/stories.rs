//! The reader's own articles: what is being read, what could not be, and the stories kept in this browser.

use super::*;

pub struct Stories {
    /// How the reading stands, a sentence; empty before the first.
    pub line: String,
    /// From 0 to 1000; `None` where no end is in sight.
    pub permille: Option<usize>,
    pub is_running: bool,
    /// Reading can be stopped with what is done.
    pub can_stop: bool,
    pub refused_line: String,
    pub rows: Vec<Row>,
    /// What is said of the list: that nothing is kept, or that it is not known yet.
    pub rows_line: &'static str,
}

/// A story that can be opened.
pub struct Row {
    pub id: String,
    pub name: String,
    pub about: String,
    pub address: String,
    pub is_open: bool,
}

pub fn model(data: &Data, state: &State) -> Stories {
    let reading = &state.reading;
    let open = data.story.as_ref().map(|story| story.id.as_str());
    let mut rows = vec![Row {
        id: String::new(),
        name: "The built-in story".into(),
        about: "Five articles that come with the page".into(),
        address: "#/".into(),
        is_open: open.is_none(),
    }];
    let kept = state.stories.iter().flatten();
    rows.extend(kept.map(|story| Row {
        id: story.id.clone(),
        name: story.name.clone(),
        about: words::counted(story.articles, "article", "articles"),
        address: ["#/?story=", &story.id].concat(),
        is_open: open == Some(&story.id),
    }));
    let refused = reading.refused.len();
    Stories {
        line: phase_line(reading),
        permille: permille(&reading.phase),
        is_running: reading.phase.is_running(),
        can_stop: matches!(reading.phase, Phase::Reading { .. }),
        refused_line: match refused {
            0 => String::new(),
            _ => words::join(&[&words::counted(refused, "file", "files"), " could not be read."]),
        },
        rows_line: match &state.stories {
            None => "Looking for stories kept in this browser…",
            Some(kept) if kept.is_empty() => "None of your own is kept in this browser yet.",
            Some(_) => "",
        },
        rows,
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

    fn line(phase: Phase) -> String {
        phase_line(&Reading { phase, refused: vec![] })
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
