use super::*;
use WarningKind::*;

/// The kinds of warnings that a text gets, with the words they point at.
fn told(text: &str) -> Vec<(WarningKind, String)> {
    let article = RawArticle { text: text.into(), ..RawArticle::default() };
    let mut analysis = Analysis { text: text.into(), ..Analysis::default() };
    analysis.blocks = blocks::find(text, false);
    analysis.sentences = sentences::split(text, &analysis.blocks, false);
    analysis.language = language::tell(&article.text);
    let words = |it: &Warning| it.span.map(|span| span.of(text).to_string()).unwrap_or_default();
    find(&analysis, false).iter().map(|it| (it.kind, words(it))).collect()
}

const HEAD: &str =
    "Dam breaks above the harbour\n\nThe dam broke on Monday after a week of rain, the mayor said in the town.\n";

fn after_head(text: &str) -> Vec<(WarningKind, String)> {
    told(&format!("{HEAD}{text}"))
}

#[test]
fn a_clean_article_has_none() {
    assert_eq!(after_head("“We fled,” he said. “It was dark.\n\n“Nobody knew where to go.” The 6' 2\" man left."), []);
}

#[test]
fn lost_and_garbled_characters() {
    assert_eq!(
        after_head("He said itâ€™s the caf\u{fffd} that he knows."),
        [(Encoding, "â€™".into()), (Encoding, "\u{fffd}".into())]
    );
    assert_eq!(after_head("The pâté and the âge of Ärger with naïve “ï” were at SÃO Paulo."), []);
}

#[test]
fn quotation_marks() {
    assert_eq!(after_head("“Go, he said “now” and he left."), [(Quotes, "“".into())]);
    assert_eq!(after_head("Go now,” he said."), [(Quotes, "”".into())]);
    assert_eq!(after_head("\"Go now, he said to the man."), [(Quotes, "\"".into())]);
    // A straight mark is one byte, whatever opens next.
    assert_eq!(after_head("\"Go»“now” he said."), [(Quotes, "\"".into())]);
}

#[test]
fn glued_sentences() {
    assert_eq!(after_head("It was a \"threat\".Novak left the town."), [(GluedSentences, "\"threat\".Novak".into())]);
}

#[test]
fn headlines() {
    assert_eq!(told("The rain fell on the town and the river rose by a metre in the night.")[0].0, Headline);
    let cut = "Dam breaks above the old harbour\n\nDam breaks above the old harbour town of Brno after a week of rain, and the people flee.";
    assert_eq!(told(cut), [(Headline, "Dam breaks above the old harbour".into())]);
    let again = "Dam breaks above the harbour\nDam breaks above the harbour\nThe dam broke on Monday after a week of rain, the mayor said.";
    assert_eq!(told(again).len(), 1);
}

#[test]
fn language_and_size() {
    let german = "Damm bricht\n\nDer Damm brach am Montag nach einer Woche mit Regen, und die Stadt ist nicht mehr zu sehen, wie der Bürgermeister auf der Sitzung sagte.";
    assert_eq!(told(german), [(Language, String::new())]);
    let giant = "x".repeat(20_000);
    assert_eq!(after_head(&giant), [(Size, giant)]);
}

#[test]
fn machines() {
    let spun = "The mayor told that the edifice had succumbed. He told they had fled in the forenoon.";
    assert_eq!(after_head(spun)[0].0, Spun);
    assert_eq!(
        after_head("He was told that they fled. The man who told it on Monday told the police that he left."),
        []
    );
    let translated =
        "He went home and Said he knew. The the town was dark, ”he said, led by Novaks. military men came.";
    assert!(after_head(translated).iter().any(|it| it.0 == Translated), "{:?}", after_head(translated));
}
