use super::*;
use crate::text::token::tokenize;

fn spoken(text: &str) -> String {
    let tokens = tokenize(text);
    let words = Words::new(text, &tokens);
    let line = words.all();
    let found = speeches(line);
    let strongest = found.iter().map(|speech| speech.strength).max();
    let speech = found.into_iter().find(|speech| Some(speech.strength) == strongest);
    speech.map_or("-".into(), |speech| {
        let cue = line.span(speech.first, speech.last).of(text);
        let subject = speech.subject.map_or("?", |subject| line.span(subject.first, subject.last).of(text));
        format!("{subject} | {cue}")
    })
}

#[test]
fn finds_who_speaks() {
    for (text, expected) in [
        ("Police said the road was closed.", "Police | said"),
        ("The road was closed, police said.", "police | said"),
        ("The interior ministry told that people left.", "The interior ministry | told"),
        ("Police in the port of Brest said so.", "Police in the port of Brest | said"),
        ("“No,” said Jane Doe, who saw it.", "Jane Doe | said"),
        ("“No,” he said.", "he | said"),
        ("“No,” wrote Ann Lee, head of the Lake Centre.", "Ann Lee | wrote"),
        ("Ann Lee, the mayor of Brest, said the road was closed.", "Ann Lee | said"),
        ("President Ann Lee on Wednesday said it rained.", "President Ann Lee | said"),
        ("The ministry in a statement said it rained.", "The ministry | said"),
        ("Lee has also announced a plan.", "Lee | announced"),
        ("Dozens fled, according to the coast guard.", "the coast guard | according to"),
        ("Spokesman Jo Day was quoted as saying by agencies.", "Spokesman Jo Day | was quoted as saying"),
        (
            "The chair, Prime Minister Ann Lee, earlier announced a plan, saying the town faced ruin.",
            "The chair | announced",
        ),
        ("Lee blamed the storm and said he had asked for help.", "Lee | said"),
        ("The mayor's spokesman said no.", "The mayor's spokesman | said"),
        ("Sources close to the talks say it is over.", "Sources close to the talks | say"),
        ("The road is closed, LNS reports said.", "LNS reports | said"),
        ("A spokesman for the port said no.", "A spokesman for the port | said"),
        ("The judge presiding over the case, Ann Lee, said no.", "Ann Lee | said"),
        ("Ann Lee, of the Lake Union, one of four, said no.", "Ann Lee | said"),
        ("Ann Lee, 33, who said it rained.", "Ann Lee | said"),
        ("Ann Lee went on to say it rained.", "Ann Lee | went on to say"),
        ("Ann Lee even went as far as to say it rained.", "Ann Lee | went as far as to say"),
        ("Ann Lee pointed out that it rained.", "Ann Lee | pointed out"),
        ("The law signed by Ann Lee reads: “No”", "The law signed by Ann Lee | reads"),
        ("He was told by Ann Lee it rained.", "Ann Lee | told by"),
        ("The head of the union (ULK), Ann Lee, said no.", "Ann Lee | said"),
        ("“No,” said lead author Ann Lee.", "lead author Ann Lee | said"),
        ("According to the LNS, the head of the port, Ann Lee, said the 36 may go.", "the LNS | According to"),
        ("Her rival, Ann Lee, in a note, accused Jo Day of “no”.", "Ann Lee | accused"),
        ("The study reports “no”.", "The study | reports"),
        ("The study reported yeast.", "The study | reported"),
        ("The Lake Union notes, “no”.", "The Lake Union | notes"),
        ("Part of the mayor's statement reads “no”.", "Part of the mayor's statement | reads"),
        ("“No,” read the warning.", "the warning | read"),
        (
            "Ann Lee, chair of old walls in the school of lakes and bridges at the University of the Lake in \
             the town of Brest, said no.",
            "Ann Lee | said",
        ),
        ("Ann Lee has backed it, telling the Lake News: “No”", "Ann Lee | telling"),
    ] {
        assert_eq!(spoken(text), expected, "{text}");
    }
}

#[test]
fn leaves_what_is_no_cue() {
    for text in [
        "He was told to go.",
        "The report of the state came.",
        "The United States rose.",
        "A claim to say nothing.",
        "It is the mayor's stated aim to go.",
        "Ann Lee read the book.",
        "Ann Lee pointed at the sky.",
        "Ann Lee spoke to Jo Day.",
        "Ann Lee took notes, and left.",
        "The study reports came late.",
        "Ann Lee revealed herself as the source.",
        "She came to the walls of the Lake Union states, “no”.",
    ] {
        assert_eq!(spoken(text), "-", "{text}");
    }
}
