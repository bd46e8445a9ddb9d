use super::*;
use crate::text::token::tokenize;

mod carried;
mod interviews;

/// An article of paragraphs, one a line; sentences end at a full stop before a blank and a capital. Mentions are the
/// names given.
fn article(text: &str, names: &[(&str, EntityKind)]) -> Analysis {
    let mut analysis = Analysis { text: text.into(), ..Analysis::default() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end().len();
        if length > 0 {
            let span = Span::new(start, start + length);
            analysis.blocks.push(Block { span, kind: BlockKind::Paragraph, reason: None });
            split(text, span).into_iter().for_each(|span| {
                analysis.sentences.push(span);
            });
        }
        start += line.len();
    }
    let mut mentions: Vec<Mention> = names
        .iter()
        .flat_map(|&(name, kind)| {
            text.match_indices(name).map(move |(at, _)| Mention {
                span: Span::new(at, at + name.len()),
                kind,
                as_government: false,
                basis: MentionBasis::Pattern,
            })
        })
        .collect();
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    mentions.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    analysis.mentions = IdVec::from(mentions);
    analysis
}

fn split(text: &str, block: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = block.start as usize;
    let body = block.of(text);
    for (at, c) in body.char_indices() {
        let after = body[at + c.len_utf8()..].trim_start_matches(['”', '"', '’']);
        let closes = body.len() - at - c.len_utf8() - after.len();
        let ends = matches!(c, '.' | '!' | '?')
            && after.starts_with(' ')
            && after.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c));
        if ends {
            let end = block.start as usize + at + c.len_utf8() + closes;
            spans.push(Span::new(from, end));
            from = end + 1;
        }
    }
    if from < block.end as usize {
        spans.push(Span::new(from, block.end as usize));
    }
    spans
}

/// Quotes as `form span (speaker words = name, cue) < continued`.
fn quotes(text: &str, names: &[(&str, EntityKind)]) -> Vec<String> {
    let analysis = article(text, names);
    let tokens = tokenize(text);
    let found = find(&analysis, &Words::new(text, &tokens)).quotes;
    let show = |quote: &Quote| {
        let of = |span: Option<Span>| span.map_or("-", |span| span.of(text));
        let name = of(quote.speaker.map(|id| analysis.mentions[id].span));
        let tail = quote.continues.map_or(String::new(), |id| format!(" < {}", id.index()));
        format!(
            "{:?} {} ({} = {name}, {}){tail}",
            quote.form,
            quote.span.of(text),
            of(quote.speaker_span),
            of(quote.cue)
        )
    };
    found.iter().map(show).collect()
}

use EntityKind::{Organisation, Person};

const NAMES: &[(&str, EntityKind)] = &[
    ("Ann Lee", Person),
    ("Jo Day", Person),
    ("Lee", Person),
    ("Day", Person),
    ("Harbour Ministry", Organisation),
    ("Lake Union", Organisation),
];

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(quotes(text, NAMES), expected, "{text}");
}

#[test]
fn direct_speech_with_its_speaker() {
    check(
        "“We will rebuild the harbour,” Ann Lee said.",
        &["Direct “We will rebuild the harbour,” (Ann Lee = Ann Lee, said)"],
    );
    check(
        "\"We will rebuild the harbour,\" said Ann Lee, the mayor.",
        &["Direct \"We will rebuild the harbour,\" (Ann Lee = Ann Lee, said)"],
    );
    check("Ann Lee said: “We will rebuild it.”", &["Direct “We will rebuild it.” (Ann Lee = Ann Lee, said)"]);
    check(
        "According to Ann Lee, “the harbour is lost for ever”.",
        &["Direct “the harbour is lost for ever” (Ann Lee = Ann Lee, According to)"],
    );
    check("“No,” said the mayor, Ann Lee.", &["Direct “No,” (mayor = Ann Lee, said)"]);
    check("“No,” said the mayor, Dr. Ann Lee.", &["Direct “No,” (mayor = Ann Lee, said)"]);
    check(
        "“The harbour is closed now,” Ann Lee continued in the hall.",
        &["Direct “The harbour is closed now,” (Ann Lee = Ann Lee, continued)"],
    );
    check(
        "“The harbour is closed now,” witnesses said.",
        &["Direct “The harbour is closed now,” (witnesses = -, said)"],
    );
}

#[test]
fn a_sentence_led_in_without_a_verb_of_saying() {
    check(
        "Ann Lee opposed the plan: “It would cost us the whole wall.”",
        &["Direct “It would cost us the whole wall.” (Ann Lee = Ann Lee, -)"],
    );
    check(
        "Ann Lee, also in the hall, defended her plan, “It would cost us the whole wall.”",
        &["Direct “It would cost us the whole wall.” (Ann Lee = Ann Lee, -)"],
    );
    check(
        "The Lake Union justified it as “wholly defensive” in nature: “It would cost us the whole wall.”",
        &[
            "Scare “wholly defensive” (- = -, -)",
            "Direct “It would cost us the whole wall.” (Lake Union = Lake Union, -)",
        ],
    );
    check(
        "The Lake Union issued a note which read, in part, “It would cost us the whole wall”.",
        &["Direct “It would cost us the whole wall” (Lake Union = Lake Union, read)"],
    );
    // A thing does not speak, and words within the writer's own sentence need a cue.
    check(
        "The plan stood on the wall: “It would cost us the whole wall.”",
        &["Direct “It would cost us the whole wall.” (- = -, -)"],
    );
    check(
        "Ann Lee saw the wall “that cost us more than anything else in the town”.",
        &["Direct “that cost us more than anything else in the town” (- = -, -)"],
    );
}

#[test]
fn interrupted_and_running_on() {
    check(
        "“We will rebuild,” Ann Lee said on Monday, “and we will pay.”",
        &[
            "Direct “We will rebuild,” (Ann Lee = Ann Lee, said)",
            "Direct “and we will pay.” (Ann Lee = Ann Lee, said) < 0",
        ],
    );
    check(
        "“We will rebuild,” Ann Lee said. “We will pay for it.”",
        &[
            "Direct “We will rebuild,” (Ann Lee = Ann Lee, said)",
            "Direct “We will pay for it.” (Ann Lee = Ann Lee, said) < 0",
        ],
    );
    check(
        "“We will rebuild it,” Ann Lee said. “It was old.\n\n“And we will pay.”\nThe rest is told.",
        &[
            "Direct “We will rebuild it,” (Ann Lee = Ann Lee, said)",
            "Direct “It was old. (Ann Lee = Ann Lee, said) < 0",
            "Direct “And we will pay.” (Ann Lee = Ann Lee, said) < 1",
        ],
    );
    // Two speakers in one paragraph are not one quotation.
    check(
        "“We will rebuild,” Ann Lee said. Jo Day said: “We will not pay.”",
        &["Direct “We will rebuild,” (Ann Lee = Ann Lee, said)", "Direct “We will not pay.” (Jo Day = Jo Day, said)"],
    );
}

#[test]
fn marks_of_all_kinds() {
    for (text, span) in [
        ("‘We won’t go,’ Ann Lee said.", "‘We won’t go,’"),
        ("'We won't go,' Ann Lee said.", "'We won't go,'"),
        ("‘The workers’ pay is low,’ Ann Lee said.", "‘The workers’ pay is low,’"),
        ("“He told me ‘go away’ and left,” Ann Lee said.", "“He told me ‘go away’ and left,”"),
        ("“We call it “the old wall” here,” Ann Lee said.", "“We call it “the old wall” here,”"),
        ("“We will go now\", Ann Lee said.", "“We will go now\""),
        ("“We will go now, ”Ann Lee said.", "“We will go now, ”"),
        ("”We will go now,” Ann Lee said.", "”We will go now,”"),
        ("«We will go now», Ann Lee said.", "«We will go now»"),
        ("``We will go now,'' Ann Lee said.", "``We will go now,''"),
        ("She spoke.\"We will go now,\" Ann Lee said.", "\"We will go now,\""),
        ("We will go now,” Ann Lee said.", "We will go now,”"),
    ] {
        let found = quotes(text, NAMES);
        assert_eq!(found, [format!("Direct {span} (Ann Lee = Ann Lee, said)")], "{text}");
    }
}

#[test]
fn apostrophes_and_inches_are_no_marks() {
    for text in [
        "The workers' pay and the mayor's dog.",
        "Rock 'n' roll in the '90s.",
        "A 6\" pipe and a 5' pole.",
        "It’s the drivers’ choice.",
    ] {
        assert_eq!(quotes(text, NAMES), [""; 0], "{text}");
    }
}

#[test]
fn a_word_or_two_are_scare_quotes() {
    check("The “old wall” fell in the night.", &["Scare “old wall” (- = -, -)"]);
    check(
        "The town faced what Ann Lee called a “terrible threat”.",
        &["Scare “terrible threat” (Ann Lee = Ann Lee, called)"],
    );
    check("He loved “The Old Harbour Wall” as a boy.", &["Scare “The Old Harbour Wall” (- = -, -)"]);
    check("She stars in “Harbour,” witnesses say.", &["Scare “Harbour,” (- = -, -)"]);
    check("“Never!” Ann Lee said.", &["Direct “Never!” (Ann Lee = Ann Lee, said)"]);
    check(
        "Ann Lee vowed to “rebuild the old harbour wall”.",
        &["Direct “rebuild the old harbour wall” (Ann Lee = Ann Lee, vowed)"],
    );
}

#[test]
fn pronouns_and_descriptions_go_back_to_names() {
    check("Ann Lee came at noon. “The wall is lost,” she said.", &["Direct “The wall is lost,” (she = Ann Lee, said)"]);
    check(
        "The Harbour Ministry spoke first. “The wall is lost,” the ministry said.",
        &["Direct “The wall is lost,” (ministry = Harbour Ministry, said)"],
    );
    check(
        "The Lake Union spoke in a statement that said the town was “a very sad place now”. “The wall is lost,” the statement said.",
        &[
            "Direct “a very sad place now” (Lake Union = Lake Union, said)",
            "Direct “The wall is lost,” (statement = Lake Union, said)",
        ],
    );
    check(
        "President Ann Lee came. “The wall is lost,” the president said.",
        &["Direct “The wall is lost,” (president = Ann Lee, said)"],
    );
    // A body without a name of its own is told by its words; one of another kind, or a person in between, is not.
    check(
        "The lake foreign ministry said the town was “a very sad place now”. “The wall is lost,” the statement said. “We hope for help,” the ministry said.",
        &[
            "Direct “a very sad place now” (lake foreign ministry = -, said)",
            "Direct “The wall is lost,” (lake foreign ministry = -, said)",
            "Direct “We hope for help,” (lake foreign ministry = -, said) < 1",
        ],
    );
    check(
        "The lake foreign ministry said the town was “a very sad place now”. “We hope for help,” the agency said.",
        &[
            "Direct “a very sad place now” (lake foreign ministry = -, said)",
            "Direct “We hope for help,” (agency = -, said)",
        ],
    );
    check(
        "The lake foreign ministry said the town was “a very sad place now”. “It is,” Ann Lee said. “We hope for help,” the ministry said.",
        &[
            "Direct “a very sad place now” (lake foreign ministry = -, said)",
            "Direct “It is,” (Ann Lee = Ann Lee, said)",
            "Direct “We hope for help,” (ministry = -, said)",
        ],
    );
    // A person without a name who spoke goes on speaking, unless somebody is named in between.
    check(
        "Ann Lee left. The head of the office told us “the wall is lost now”. She also said “we will not rebuild it”.",
        &[
            "Direct “the wall is lost now” (head of the office = -, told)",
            "Direct “we will not rebuild it” (head of the office = -, said)",
        ],
    );
    check(
        "The head of the office told us “the wall is lost now”. Ann Lee came. She said “we will not rebuild it”.",
        &[
            "Direct “the wall is lost now” (head of the office = -, told)",
            "Direct “we will not rebuild it” (She = Ann Lee, said)",
        ],
    );
    check(
        "Jo Day came. Speaking to Ann Lee, he said: “The wall is lost for ever.”",
        &["Direct “The wall is lost for ever.” (he = Jo Day, said)"],
    );
    // Two presidents leave it open.
    check(
        "President Ann Lee met President Jo Day. “The wall is lost,” the president said.",
        &["Direct “The wall is lost,” (president = -, said)"],
    );
}

#[test]
fn cues_of_many_shapes() {
    for (text, speaker) in [
        ("“The wall is old,” said study co-author Ann Lee.", "Ann Lee"),
        ("“The wall is old,” said co-author and research fellow Ann Lee.", "Ann Lee"),
        ("He was told by the mayor Ann Lee of “some forty people on the wall”.", "Ann Lee"),
        ("The work stopped, with Ann Lee describing “a real threat to the wall” there.", "Ann Lee"),
        ("Jo Day spoke of cost, and Ann Lee pointed out she had “paid for all of the wall”.", "Ann Lee"),
        ("Ann Lee spoke of the plan — a rare step for Jo Day — “It will not last for a year.”", "Ann Lee"),
        ("The wall was found “in two heavy pieces” below, according to Ann Lee.", "Ann Lee"),
        ("In a message posted online, Ann Lee praised him and said she was “proud of the old wall”.", "Ann Lee"),
        ("A driver, Ann Lee, told us “the wall fell on my car”.", "Ann Lee"),
        ("Ann Lee of the Lake Union and adviser to the mayor wrote “the wall fell on my car”.", "Ann Lee"),
        ("Ann Lee, back at home, attacked the plan as “a gift to the builders”.", "Ann Lee"),
        ("Ann Lee called it “a gift to the builders,” according to the Lake Union.", "Ann Lee"),
        ("Ann Lee told Jo Day to “stay away from the wall,” Jo Day said.", "Ann Lee"),
        ("Ann Lee came with Jo Day to “the wall of the whole lake,” Jo Day said.", "Jo Day"),
        ("Ann Lee stated,\n“The wall has to go.”", "Ann Lee"),
        ("“The wall of the lake has to go.” — Ann Lee", "Ann Lee"),
        ("“The wall of the lake has to go.” — Ann Lee left at noon", "-"),
        ("A letter seen by the Lake Union says “the wall has to go now”.", "-"),
        ("Posters of the Lake Union agree, and Ann Lee wrote “the wall has to go now”.", "Ann Lee"),
        ("Ann Lee's statement read: “The wall has to go.”", "Ann Lee"),
        ("The family's statement on the wall read: “It has to go.”", "-"),
        ("The Lake Union made the following announcement: “the wall has to go.”", "Lake Union"),
        ("The Lake Union issued a statement from Ann Lee: “The wall has to go.”", "Ann Lee"),
        ("The wall, Lakeland Secretary of State Ann Lee said, “has to go in any case”.", "Ann Lee"),
        ("The wall, Spokesman for Wall Speaker Ann Lee said, “has to go in any case”.", "-"),
        // A reader, a bystander and what stands in another's clause do not speak.
        ("Ann Lee read “The Wall of the Lake” at night.", "-"),
        ("“The wall has to go,” while Ann Lee said it was closed.", "-"),
        ("Ann Lee talked with them near “the wall of the lake” at night.", "-"),
    ] {
        let analysis = article(text, NAMES);
        let tokens = tokenize(text);
        let found = find(&analysis, &Words::new(text, &tokens)).quotes;
        let quote = found.iter().find(|quote| quote.form != QuoteForm::Indirect);
        let named = quote.and_then(|quote| quote.speaker).map_or("-", |id| analysis.mentions[id].span.of(text));
        assert_eq!(named, speaker, "{text}");
    }
}

#[test]
fn a_speaker_in_the_sentence_before() {
    check(
        "Ann Lee said the wall was old. “It had to fall some day.”",
        &[
            "Indirect the wall was old (Ann Lee = Ann Lee, said)",
            "Direct “It had to fall some day.” (Ann Lee = Ann Lee, -)",
        ],
    );
    check(
        "“We will rebuild,” Ann Lee said, further adding, “and we will pay for it.”",
        &[
            "Direct “We will rebuild,” (Ann Lee = Ann Lee, said)",
            "Direct “and we will pay for it.” (Ann Lee = Ann Lee, adding) < 0",
        ],
    );
    check(
        "“We will rebuild,” Ann Lee said. The flood left Lee no choice. “It is my home.”",
        &["Direct “We will rebuild,” (Ann Lee = Ann Lee, said)", "Direct “It is my home.” (- = Ann Lee, -)"],
    );
    // Others may be those who speak.
    for between in ["Residents left Lee the wall.", "The flood took Jo Day and Lee.", "The wall was old."] {
        let text = format!("“We will rebuild,” Ann Lee said. {between} “It is my home.”");
        let found = quotes(&text, NAMES);
        assert!(found[1].starts_with("Direct “It is my home.” (- = -"), "{found:?}");
    }
    // A thing says nothing, and neither does the paragraph before.
    check("The wall was old. “It had to fall some day.”", &["Direct “It had to fall some day.” (- = -, -)"]);
    check("Ann Lee left the town.\n\n“It had to fall some day.”", &["Direct “It had to fall some day.” (- = -, -)"]);
}

#[test]
fn pronouns_follow_the_subject() {
    for (text, speaker) in [
        ("Ann Lee met Jo Day at noon. She said “the wall is lost now”.", "= Ann Lee"),
        ("Ann Lee of the Lake Union accepted the plan of Jo Day. She said “the wall is lost now”.", "= Ann Lee"),
        ("Ann Lee came. She was taken by Jo Day, Ann Lee, and another. She said “the wall is lost now”.", "= Ann Lee"),
        ("Ann Lee left, while Jo Day wrote a note. He said “the wall is lost now”.", "= Jo Day"),
        ("One of the mayors, Ann Lee, also commented on Jo Day. She said “the wall is lost now”.", "= Ann Lee"),
        ("The commissioner Ann Lee came with Jo Day. The commissioner said “the wall is lost now”.", "= Ann Lee"),
        ("The Lake Union left the hall. It said “the wall is lost now”.", "= Lake Union"),
        ("The researchers left the hall. They said “the wall is lost now”.", "researchers = -"),
        ("Ann Lee left. One of the victims came too. She said “the wall is lost now”.", "One of the victims = -"),
        ("Ann Lee and Jo Day met at noon. He said “the wall is lost now”.", "He = -"),
        ("Ann Lee spoke. “The wall is lost now,” the report said.", "report = -"),
        ("The wall, the WHO said, “is lost to the lake now”.", "WHO = -"),
    ] {
        let found = quotes(text, NAMES);
        let shown = found.iter().find(|quote| quote.starts_with("Direct")).map_or("", |quote| quote.as_str());
        assert!(shown.contains(speaker), "{text}: {found:?}");
    }
}

#[test]
fn who_adds_to_a_quotation_said_it() {
    let speaker = |rest: &str| {
        let found = quotes(&format!("“The wall is lost now,” Ann Lee said. {rest}"), NAMES);
        let last = found.last().map_or("", |quote| quote.as_str());
        last.split(" = ").nth(1).and_then(|rest| rest.split(',').next()).unwrap_or("").to_string()
    };
    assert_eq!(speaker("The Brest professor added, “we must pay for it”."), "Ann Lee");
    assert_eq!(speaker("The Brest professor said, “we must pay for it”."), "-");
    assert_eq!(speaker("The Brest professors added, “we must pay for it”."), "-");
    assert_eq!(speaker("A Brest professor added, “we must pay for it”."), "-");
    assert_eq!(speaker("Jo Day came. The Brest professor added, “we must pay for it”."), "-");
}

#[test]
fn signs_titles_and_phrases_are_no_statements() {
    for text in [
        "Marchers held signs which read “give the wall back to us”.",
        "The “give the wall back to us” banner hung there.",
        "The hashtag “#wallsforall now and here” spread.",
        "The hall passed the “Lake Wall Care Reform Bill 2019” at night.",
        "The town lived under the “one wall, two lakes” model.",
        "The lake got its new name: “Wall-19” is to replace the old.",
        "“Wall falls into the lake at night” — Lake News, August 15, 2008",
        "Ann Lee. “Wall falls into the lake at night” — Lake News, August 15, 2008",
    ] {
        let found = quotes(text, NAMES);
        assert!(found.iter().all(|quote| !quote.starts_with("Direct")), "{found:?}");
    }
    for text in [
        "She held a sign and Ann Lee said “give the wall back to us”.",
        "Ann Lee said the town lived under the “one wall, two lakes” model.",
        "Ann Lee called the plan “null and void”.",
        "“Give the wall back.” The town read it in the night.",
        "“The wall has to go.” — Ann Lee, May 2008",
        "“The wall falls into the lake” — as Ann Lee said in 2008, it had to go.",
    ] {
        let found = quotes(text, NAMES);
        assert!(found.iter().any(|quote| quote.starts_with("Direct")), "{found:?}");
    }
}

#[test]
fn a_name_inside_the_phrase_is_not_the_speaker() {
    check("“The wall is lost,” Lee's spokesman said.", &["Direct “The wall is lost,” (Lee's spokesman = -, said)"]);
    check(
        "“The wall is lost,” a friend of Ann Lee said.",
        &["Direct “The wall is lost,” (friend of Ann Lee = -, said)"],
    );
}

#[test]
fn reported_speech() {
    check("Ann Lee said that the wall was lost.", &["Indirect the wall was lost (Ann Lee = Ann Lee, said)"]);
    check("Ann Lee said on Monday the wall was lost.", &["Indirect the wall was lost (Ann Lee = Ann Lee, said)"]);
    check("The wall fell at night, Jo Day said.", &["Indirect The wall fell at night (Jo Day = Jo Day, said)"]);
    check(
        "The wall fell at night, according to the Lake Union.",
        &["Indirect The wall fell at night (Lake Union = Lake Union, according to)"],
    );
    for text in
        ["Ann Lee declared an emergency and accepted a plan.", "Ann Lee said no.", "Ann Lee spoke to the press."]
    {
        check(text, &[]);
    }
}

#[test]
fn lost_marks_are_warned_of() {
    let analysis = article("“We will go now. The rest is told.\nNothing here.", NAMES);
    let tokens = tokenize(&analysis.text);
    let found = find(&analysis, &Words::new(&analysis.text, &tokens));
    assert_eq!(found.warning.map(|warning| warning.kind), Some(WarningKind::Quotes));
    let sound = article("“We will go now,” she said.", NAMES);
    let tokens = tokenize(&sound.text);
    assert_eq!(find(&sound, &Words::new(&sound.text, &tokens)).warning, None);
}

proptest::proptest! {
    #[test]
    fn quotes_of_any_text_are_sound(text in "[a-zA-Z ,.!?:“”\"'’‘«»\n]{0,120}|(“|”|\"|’|‘|'|\n|, he said|Ann Lee said|\\. We go| that |no){0,20}|\\PC{0,60}") {
        let analysis = article(&text, NAMES);
        let tokens = tokenize(&text);
        let found = find(&analysis, &Words::new(&text, &tokens)).quotes;
        let mut start = 0;
        for (id, quote) in found.enumerate() {
            for span in [Some(quote.span), quote.cue, quote.speaker_span].into_iter().flatten() {
                proptest::prop_assert!(span.is_valid_in(&text) && !span.is_empty(), "{quote:?}");
            }
            proptest::prop_assert!(quote.span.start >= start && quote.continues.is_none_or(|before| before < id));
            start = quote.span.start;
        }
    }
}
