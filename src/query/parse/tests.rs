use super::*;
use proptest::prelude::*;

/// `All` as `&`, `Any` as `|`, terms by their sign: `=` exact, `*`, `~`.
fn show(node: &Node) -> String {
    match node {
        Node::All(nodes) => format!("({})", nodes.iter().map(show).collect::<Vec<_>>().join(" & ")),
        Node::Any(nodes) => format!("({})", nodes.iter().map(show).collect::<Vec<_>>().join(" | ")),
        Node::Not(node) => format!("!{}", show(node)),
        Node::Leaf(leaf) => {
            let term = |term: &Term| match term.form {
                Form::Exact => format!("={}", term.word),
                Form::Plural => term.word.clone(),
                Form::Prefix => format!("{}*", term.word),
                Form::Fuzzy => format!("{}~", term.word),
            };
            let words: Vec<_> = leaf.words.iter().map(|(word, _)| term(word)).collect();
            let field = match leaf.field {
                Field::Text => String::new(),
                Field::Title => "title:".into(),
                Field::Facet(facet) => format!("{}:", facet.key()),
            };
            let compound = leaf.compound.as_ref().map_or(String::new(), |word| format!("/{}", term(word)));
            format!("{field}{}{compound}", words.join("_"))
        }
    }
}

fn check(text: &str, expected: &str) {
    let query = parse(text);
    let mut shown = query.root.as_ref().map_or(String::new(), show);
    for ignored in &query.ignored {
        shown += &format!(" ?{}", ignored.text);
    }
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn reads_words_and_phrases() {
    for (text, expected) in [
        ("", ""),
        ("  \u{A0} ", ""),
        ("Troops", "troops"),
        ("two words", "(two & words)"),
        ("\"Two Words\"", "=two_=words"),
        ("“two words”", "=two_=words"),
        ("„zwei Worte“ «trois»", "(=zwei_=worte & =trois)"),
        ("‘two words’ ‘don’t stop’", "(=two_=words & =dont_=stop)"),
        ("‘tis", "tis"),
        ("O'Brien’s", "obrien"),
        ("peace-keeping", "peace_keeping/peacekeeping"),
        ("\"peace-keeping\"", "=peace_=keeping/=peacekeeping"),
        ("state-of-the-art", "state_of_the_art"),
        ("AT&T and/or", "(at_t & and_or)"),
        ("1,000 3.5", "(1000 & 3.5)"),
        ("+must", "must"),
        ("12:30", "12_30"),
        ("https://example.org/a", "https_example_org_a"),
        ("中国", "中_国"),
    ] {
        check(text, expected);
    }
}

#[test]
fn reads_signs() {
    for (text, expected) in [
        ("pre*", "pre*"),
        ("pre**", "pre*"),
        ("slip~", "slip~"),
        ("slip~2", "slip~ ?2"),
        ("ab~", "ab ?~"),
        ("well-kno*", "well_kno*/wellkno*"),
        ("a*b", "a_b ?a*b"),
        ("*", " ?*"),
        ("~", " ?~"),
        ("\"no si*gn\"", "=no_=si_=gn ?no si*gn"),
        ("\"a b\"~3", "(=a_=b & 3) ?~"),
        ("!!! word", "word ?!!!"),
    ] {
        check(text, expected);
    }
}

#[test]
fn reads_operators() {
    for (text, expected) in [
        ("a AND b", "(a & b)"),
        ("a OR b", "(a | b)"),
        ("a b OR c d", "((a & b) | (c & d))"),
        ("a (b OR c) d", "(a & (b | c) & d)"),
        ("NOT a", "!a"),
        ("-a b", "(!a & b)"),
        ("−a –\"b c\"", "(!a & !=b_=c)"),
        ("NOT NOT a", "a"),
        ("NOT -a", "a"),
        ("a -(b c)", "(a & !(b & c))"),
        ("a and b or not c", "(a & and & b & or & not & c)"),
        ("AND a", "a ?AND"),
        ("a OR", "a ?OR"),
        ("a OR OR b", "(a | b) ?OR"),
        ("a AND OR b", "(a & b) ?OR"),
        ("a AND NOT b", "(a & !b)"),
        ("a - b", "(a & b) ?-"),
        ("a NOT", "a ?NOT"),
        ("NOT (!) a", "a ?!"),
        ("OR", " ?OR"),
        ("\"AND\"", "=and"),
    ] {
        check(text, expected);
    }
}

#[test]
fn reads_fields() {
    for (text, expected) in [
        ("person:bell", "person:bell"),
        ("Person:Bell", "person:bell"),
        ("org:\"Grain Board\"", "organisation:=grain_=board"),
        ("organization:grain", "organisation:grain"),
        ("place: norland", "place:norland"),
        ("-place:nor*", "!place:nor*"),
        ("source:(daily OR post)", "(source:daily | source:post)"),
        ("title:“two words”", "title:=two_=words"),
        ("date:2020-05", "date:2020_05"),
        ("person:", " ?person"),
        ("(person:)", " ?person"),
        ("author:bell", "bell ?author"),
        ("Norland: troops", "(norland & troop)"),
        (":", " ?:"),
    ] {
        check(text, &expected.replace("troop)", "troops)"));
    }
}

#[test]
fn closes_what_is_left_open() {
    for (text, expected) in [
        ("(a b", "(a & b)"),
        ("a) b", "(a & b) ?)"),
        ("()", ""),
        ("\"a b", "=a_=b ?\""),
        ("15\" guns", "(15 & =guns) ?\""),
        ("\"\"", " ?"),
    ] {
        check(text, expected);
    }
    check(&format!("{}a{}", "(".repeat(18), ")".repeat(18)), "a ?( ?(");
    let deep = parse(&"(-\"".repeat(50_000));
    assert!(!deep.ignored.is_empty());
    let long = parse(&"word ".repeat(10_000));
    assert_eq!(long.ignored.len(), 1);
    assert_eq!(parse(&format!("a {}", "QUJD".repeat(20))).ignored[0].why, "Too long for a word");
}

#[test]
fn places_words_in_the_query() {
    let text = "one person:\"Ada Bell\" sli~";
    let mut spans = vec![];
    super::super::search::wanted(&parse(text).root.unwrap(), &mut |leaf| {
        spans.push(leaf.span.of(text).to_string());
        spans.extend(leaf.words.iter().map(|(_, span)| span.of(text).to_string()));
    });
    assert_eq!(spans, ["one", "one", "Ada Bell", "Ada", "Bell", "sli~", "sli~"]);
}

proptest! {
    #[test]
    fn never_fails(text in "\\PC{0,60}|([a-c ():\"“”‘’*~+-]|AND|OR|NOT|person:|title:){0,40}") {
        let query = parse(&text);
        if let Some(root) = &query.root {
            super::super::search::wanted(root, &mut |leaf| {
                assert!(leaf.span.is_valid_in(&text) && !leaf.words.is_empty());
                assert!(leaf.words.iter().all(|(word, span)| span.is_valid_in(&text) && !word.word.is_empty()));
            });
        } else if text.chars().any(|c| c.is_ascii_lowercase()) && !text.contains(':') {
            prop_assert!(!query.ignored.is_empty());
        }
    }
}
