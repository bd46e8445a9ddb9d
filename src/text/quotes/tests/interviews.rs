use super::*;

const NAMES: &[(&str, EntityKind)] =
    &[("Ann Lee", Person), ("Jo Day", Person), ("Lee", Person), ("JD", Person), ("Lake News", Organisation)];

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let direct: Vec<String> = quotes(text, NAMES).into_iter().filter(|quote| quote.starts_with("Direct")).collect();
    assert_eq!(direct, expected, "{text}");
}

#[test]
fn answers_are_statements_and_questions_are_not() {
    check(
        "Ann Lee spoke to us.\nLake News: Is the wall lost?\nAnn Lee: It is.\nLake News: And the lake?\nLee: No.",
        &["Direct It is. (Ann Lee = Ann Lee, -)", "Direct No. (Lee = Ann Lee, -)"],
    );
    check(
        "((LN)) Is the wall lost?\n((Ann Lee))  It is.\n((LN)) : And the lake?\n((Ann Lee)) : No, it “lives”.",
        &["Direct It is. (Ann Lee = Ann Lee, -)", "Direct No, it “lives”. (Ann Lee = Ann Lee, -)"],
    );
    check(
        "Ann Lee spoke.\n((LN)) Is it?\nAnn Lee It is.\n((LN)) And the lake?\nAL I saw it.\n((LN)) Who?\nAL We did.",
        &[
            "Direct It is. (Ann Lee = Ann Lee, -)",
            "Direct I saw it. (AL = Ann Lee, -)",
            "Direct We did. (AL = Ann Lee, -)",
        ],
    );
    // Initials taken for a name are still the guest's.
    check(
        "Jo Day spoke.\nLN: Is it?\nJD: It is.\nLN: And the lake?\nJD: No.",
        &["Direct It is. (JD = Jo Day, -)", "Direct No. (JD = Jo Day, -)"],
    );
    // A label on a line of its own, and two who answer.
    check(
        "LN: Is it?\nAnn Lee:\nIt is.\nLN: Why?\nJo Day: It fell.\nAnn Lee: I saw it.\nLN: Who?\nJo Day: We did.",
        &[
            "Direct It is. (Ann Lee = Ann Lee, -)",
            "Direct It fell. (Jo Day = Jo Day, -)",
            "Direct I saw it. (Ann Lee = Ann Lee, -)",
            "Direct We did. (Jo Day = Jo Day, -)",
        ],
    );
}

#[test]
fn an_answer_goes_on_over_paragraphs() {
    check(
        "LN: Is it lost?\nAnn Lee: It is.\nWe knew it long before the wall came down.\n— Ann Lee\n\
         LN: And now?\nAnn Lee: No.\nThe editors cut this talk short to make it easier to read.",
        &[
            "Direct It is. (Ann Lee = Ann Lee, -)",
            "Direct We knew it long before the wall came down. (Ann Lee = Ann Lee, -) < 0",
            "Direct No. (Ann Lee = Ann Lee, -)",
        ],
    );
}

#[test]
fn a_bare_answer_is_the_only_guests() {
    let talk = "Q: Is it lost?\nA: It is.\nQ: And the lake?\nA: No.";
    check(&format!("Ann Lee came.\n{talk}"), &["Direct It is. (A = Ann Lee, -)", "Direct No. (A = Ann Lee, -)"]);
    check(&format!("Ann Lee and Jo Day came.\n{talk}"), &[]);
    check(talk, &[]);
}

#[test]
fn labels_alone_are_no_interview() {
    for text in [
        "Photo: The wall.\nPhoto: The lake.\nUpdate: It fell.\nUpdate: It fell again.",
        "Ann Lee: 12 votes.\nJo Day: 9 votes.\nAnn Lee: 10 votes.\nJo Day: 11 votes.",
        "LN: Is it lost?\nLN: And the lake?\nLN: Who did it?",
        "LN: Is it lost?\nPhoto: The wall at night.\nLN: And the lake?",
        "What now: will the wall stand?\nThe town has said so: it will not stand.",
    ] {
        check(text, &[]);
    }
}
