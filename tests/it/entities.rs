//! Who is who and where: entities and places over small made-up articles with their names marked.

use crate::marked::{article, corpus, entities, models, places};
use crossread::base::{DocumentId, QuoteId, Span};
use crossread::corpus::{Corpus, Options, QuoteRef, build};
use crossread::text::{EntityKind, Quote, QuoteForm};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Articles (parted by `|`) and what their entities are: `name = other aliases`, sorted by id, kinds by their letter.
#[track_caller]
fn check(articles: &str, expected: &str) {
    let corpus = corpus(&articles.split('|').map(str::trim).collect::<Vec<_>>());
    assert_eq!(entities(&corpus), expected, "{articles}");
}

#[test]
fn normal_forms_meet() {
    check(
        "{O World Health Organization} said. | {O World Health Organisation} said.",
        "O World Health Organisation = World Health Organization",
    );
    check("{P José Núñez} came. | {P Jose Nunez} left.", "P Jose Nunez = José Núñez");
    check("{L Guinea-Bissau} lies near {L Guinea}.", "L Guinea; L Guinea-Bissau");
    check("{P Conan O'Brien} and {P Conan O’Brien} spoke.", "P Conan O'Brien = Conan O’Brien");
    check("{O Acme Corp.} sold. | {O Acme} bought.", "O Acme = Acme Corp.");
    check("{O ACME PETROLEUM} sold. | {O Acme Petroleum} bought.", "O Acme Petroleum = ACME PETROLEUM");
    check("{P JANE ROE} won.", "P Jane Roe = JANE ROE");
    check("{L Port Louis} is far. | {L Portlouis} is near.", "L Port Louis = Portlouis");
    check("{O New York Times} and {O New York Post} wrote.", "O New York Post; O New York Times");
    check("{O Bank of America} and {O Bank of Canada} lent.", "O Bank of America; O Bank of Canada");
}

#[test]
fn short_forms_meet_their_long_ones() {
    check("The {O Northern Trade Union} ({O NTU}) met. | {O NTU} met.", "O Northern Trade Union = NTU");
    check("{O Northern Trade Union} met. {O NTU} left.", "O Northern Trade Union = NTU");
    check("{O Northern Trade Union} met. {O NTV} left.", "O Northern Trade Union; O NTV");
    // Two long names fit and neither leads: the short one stays alone.
    check(
        "{O National Road Agency} met. | {O Northern Rail Association} met. | {O NRA} left.",
        "O National Road Agency; O Northern Rail Association; O NRA",
    );
    // The one of the same article leads.
    check(
        "{O National Road Agency} met. {O NRA} left. | {O Northern Rail Association} met.",
        "O National Road Agency = NRA; O Northern Rail Association",
    );
    check("{L United States} and {L U.S.} and {L America} and {L US}.", "L United States = America, U.S., US");
    check("{O U.S. Senate} voted. | {O United States Senate} voted.", "O U.S. Senate = United States Senate");
}

#[test]
fn surnames_go_to_their_full_names() {
    check("{P Jane Smith} spoke. {P Smith} left.", "P Jane Smith = Smith");
    check("{P Jane Smith} spoke. | {P Smith} left.", "P Jane Smith = Smith");
    // Two people of one surname: each article keeps its own.
    check(
        "{P Jane Smith} spoke. {P Smith} left. | {P John Smith} spoke. {P Smith} left.",
        "P Jane Smith = Smith; P John Smith = Smith",
    );
    // Both in one article, neither leads: the bare name is nobody's.
    check("{P Jane Smith} met {P John Smith}. {P Smith} left.", "P Jane Smith; P John Smith; P Smith");
    check("{P John Smith} met {P J. Smith}.", "P J. Smith = John Smith");
    check("{P John Smith} met {P Jane Smith} and {P J. Smith}.", "P J. Smith; P Jane Smith; P John Smith");
    check(
        "{P Alexander van der Bellen} won. {P Van der Bellen} spoke. {P Bellen} left.",
        "P Alexander van der Bellen = Bellen, Van der Bellen",
    );
    check("{P Bashar al-Assad} spoke. {P Assad} left. {P al-Assad} came.", "P Bashar al-Assad = Assad, al-Assad");
    check("{P Kim Jong-un} met {P Kim Jong-il}.", "P Kim Jong-il; P Kim Jong-un");
    check("{P Kim Jong-un} spoke. {P Kim} left.", "P Kim Jong-un = Kim");
    check(
        "{P J. K. Rowling} wrote. {P J.K. Rowling} spoke. {P Rowling} left.",
        "P J. K. Rowling = J.K. Rowling, Rowling",
    );
    check("Mr {P Moss} met Mrs {P Moss}.", "P Moss; P Moss");
    check("Governor {P Moss} met Governor {P Moss}.", "P Moss");
    check("{P Theresa May} spoke. {P May} left.", "P Theresa May = May");
}

#[test]
fn spellings_meet() {
    check("{P Aram Sarkisyan} spoke. | {P Aram Sarkisian} left.", "P Aram Sarkisian = Aram Sarkisyan");
    check("{P Kasim Demirov} spoke. | {P Qassim Demirov} left.", "P Kasim Demirov = Qassim Demirov");
    check("{P Volodymyr Zelensky} spoke. | {P Zelenskyy} left.", "P Volodymyr Zelensky = Zelenskyy");
    check("{P Eric Johnson} spoke. | {P Eric Jackson} left.", "P Eric Jackson; P Eric Johnson");
    // One writer who uses two alike names in one article means two people.
    check("{P Eric Johnson} met {P Eric Johnston}.", "P Eric Johnson; P Eric Johnston");
    check(
        "{L Iran} and {L Iraq} and {L Niger} and {L Nigeria} and {L Slovakia} and {L Slovenia}.",
        "L Iran; L Iraq; L Niger; L Nigeria; L Slovakia; L Slovenia",
    );
    check("In {L central Asia} it rained.", "L Central Asia = central Asia");
    check("{L Kiev} fell. | {L Kyiv} stood.", "L Kiev = Kyiv");
    check(
        "{L Saint Petersburg} and {L St. Petersburg} and {L St Petersburg}.",
        "L Saint Petersburg = St Petersburg, St. Petersburg",
    );
}

#[test]
fn parts_meet_the_whole() {
    check("{O Redwood Clinic} opened. {O Redwood} grew.", "O Redwood Clinic = Redwood");
    check(
        "{O Redwood Clinic} opened. {O Redwood Bank} and {O Redwood Mill} closed. {O Redwood} grew.",
        "O Redwood; O Redwood Bank; O Redwood Clinic; O Redwood Mill",
    );
    // An organ of it is not the union itself.
    check("The {O NTU Council} met. The {O NTU} paid.", "O NTU; O NTU Council");
    check("The {O NTU Ports} grew. The {O NTU} paid.", "O NTU Ports = NTU");
    check("The {O Springdale Rovers} won. {O Rovers} sang.", "O Springdale Rovers = Rovers");
    check("The {O North Korean Army} and the {O Army} moved.", "O Army; O North Korean Army");
    check("{L Republic of Armenia} and {L Armenia}.", "L Armenia = Republic of Armenia");
    check("{L Porto} and {L Porto city} and {L City of Porto}.", "L Porto = City of Porto, Porto city");
    check("{L Moscow} and {L Moscow Oblast}.", "L Moscow; L Moscow Oblast");
}

#[test]
fn kinds_are_settled() {
    // A word for a person in one article and a city in another stays two entities.
    check(
        "{P Paris Brown} sang. {P Paris} left. | In {L Paris}, {L Paris} and {L Paris}.",
        "L Paris; P Paris Brown = Paris",
    );
    check("{L Turkey} and {O Turkey} and {L Turkey}.", "L Turkey");
    check("The {P Kremlin} said no.", "L Kremlin");
    check("{O Amazon} sold books. {O Amazon} grew.", "O Amazon");
    check("{P Will Ford} and {P Will}.", "P Will Ford = Will");
}

#[test]
fn handles_meet_people() {
    check("“…,” @{P SmithUK} wrote. {P Jane Smith} left.", "P Jane Smith = SmithUK");
    check("“…,” @{P JonesUK} wrote. {P Jane Smith} left.", "P Jane Smith; P JonesUK");
}

#[test]
fn merges_say_why() {
    let corpus = corpus(&["The {O Northern Trade Union} ({O NTU}) met {P Jane Smith}. {P Smith} left."]);
    let reasons: Vec<_> =
        corpus.entities.iter().flat_map(|entity| &entity.merges).map(|merge| merge.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "“Smith” is the surname of “Jane Smith”, in the same article",
            "“Northern Trade Union (NTU)” stands in the text once",
        ]
    );
}

#[test]
fn descriptions_come_from_the_text() {
    for (text, expected) in [
        ("{P Jane Roe}, director of the Harbour Museum, spoke.", Some("director of the Harbour Museum")),
        ("Peruvian Prime Minister {P Jane Roe} spoke.", Some("Peruvian Prime Minister")),
        ("{P Jane Roe} spoke.", None),
        ("{P Jane Roe}, who spoke, left.", None),
        ("The {O NTU}, a union of ten ports, met.", Some("a union of ten ports")),
        ("The {O NTU}, the {O ABC} and others met.", None),
    ] {
        let corpus = corpus(&[text]);
        let found = corpus.entities.iter().find_map(|entity| entity.description.as_ref());
        assert_eq!(found.map(|description| description.text.as_str()), expected, "{text}");
    }
}

/// `the ministry > Peruvian Foreign Ministry`: what descriptions of the articles mean, sorted by entity.
#[track_caller]
fn check_meant(articles: &str, expected: &str) {
    let corpus = corpus(&articles.split('|').map(str::trim).collect::<Vec<_>>());
    let tell = |entity: &crossread::corpus::Entity| -> Vec<String> {
        let text = |of: &crossread::corpus::DescriptiveMention| of.span.of(corpus.documents[of.document].text());
        entity.meant.iter().map(|of| format!("{} > {}", text(of), entity.name)).collect()
    };
    let found: Vec<String> = corpus.entities.iter().flat_map(tell).collect();
    assert_eq!(found.join("; "), expected, "{articles}");
}

#[test]
fn descriptions_stand_for_whom_they_must() {
    let roe = "{D Peruvian} President {P Jane Roe} spoke.";
    check_meant(&format!("{roe} | The {{D Peruvian}} president left."), "The Peruvian president > Jane Roe");
    check_meant(&format!("{roe} | {{L Peru}}'s president left."), "Peru's president > Jane Roe");
    check_meant(&format!("{roe} | The president of {{L Peru}} left."), "The president of Peru > Jane Roe");
    check_meant(&format!("{roe} Then the president left."), "the president > Jane Roe");
    check_meant(
        "{P Jane Roe}, president of {L Peru}, spoke. Then the president left.",
        "president of Peru > Jane Roe; the president > Jane Roe",
    );
    // Nobody holds that office, somebody else did, or more than one may.
    check_meant(&format!("{roe} | The {{D Chilean}} president left."), "");
    check_meant(&format!("{roe} | The former {{D Peruvian}} president left."), "");
    check_meant("Former {D Peruvian} President {P Jane Roe} spoke. The {D Peruvian} president left.", "");
    check_meant(&format!("{roe} {{D Peruvian}} President {{P John Doe}} spoke. Then the president left."), "");
    check_meant(&format!("{roe} The {{D Chilean}} president left. The president spoke."), "");
    check_meant(&format!("The president left. {roe}"), "");
    check_meant(&format!("{roe} | The president left."), "");
    check_meant(&format!("{roe} The president of the club left."), "");
    check_meant(&format!("{roe} Then President {{P Jane Roe}} left."), "");

    let trade = "The {O Northern Trade Union} ({O NTU}), a military alliance of ten, met.";
    check_meant(&format!("{trade} The alliance grew."), "The alliance > Northern Trade Union");
    check_meant(&format!("{trade} The military alliance grew."), "The military alliance > Northern Trade Union");
    check_meant(&format!("{trade} The union grew."), "The union > Northern Trade Union");
    check_meant(&format!("{trade} An alliance grew."), "");
    check_meant(&format!("{trade} The {{O Southern Alliance}} met. The alliance grew."), "");
    check_meant(&format!("{trade} A rebel alliance met. The alliance grew."), "");
    check_meant(&format!("{trade} The alliance of rebels grew."), "");

    let ministry = "The {O Peruvian Foreign Ministry} met.";
    check_meant(&format!("{ministry} The ministry spoke."), "The ministry > Peruvian Foreign Ministry");
    check_meant(
        &format!("{ministry} | The {{D Peruvian}} foreign ministry met. The ministry spoke."),
        "The Peruvian foreign ministry > Peruvian Foreign Ministry; The ministry > Peruvian Foreign Ministry",
    );
    check_meant(&format!("{ministry} | The {{D Chilean}} foreign ministry met. The ministry spoke."), "");
    check_meant(&format!("{ministry} The interior ministry met. The ministry spoke."), "");
    check_meant(
        &format!("{ministry} | {{L Peru}}'s foreign ministry met."),
        "Peru's foreign ministry > Peruvian Foreign Ministry",
    );
    check_meant(
        &format!("{ministry} Then the foreign ministry spoke."),
        "the foreign ministry > Peruvian Foreign Ministry",
    );
    check_meant(&format!("{ministry} {{L Chile}}'s foreign ministry met. Then the foreign ministry spoke."), "");
    check_meant(&format!("{ministry} A foreign ministry spoke. The health ministry met."), "");

    check_meant("{L Lima} slept. The {D Peruvian} capital woke.", "The Peruvian capital > Lima");
    check_meant("{L Lima} slept. The {D Chilean} capital woke.", "");
    check_meant("{L Lima} slept. The former {D Peruvian} capital woke.", "");
}

#[test]
fn a_description_speaks_for_whom_it_means() {
    let mut told =
        article(1, "“We hope for peace,” the {D Peruvian} foreign ministry said. “We do,” the harbour said.");
    let words = |part: &str| told.text.find(part).map(|at| Span::new(at, at + part.len()));
    let quote = |quoted: &str, speaker_span: Option<Span>| Quote {
        span: words(quoted).unwrap(),
        form: QuoteForm::Direct,
        continues: None,
        speaker: None,
        speaker_span,
        cue: None,
    };
    told.quotes =
        vec![quote("“We hope for peace,”", words("Peruvian foreign ministry")), quote("“We do,”", words("harbour"))]
            .into();
    let corpus = build(
        vec![article(0, "The {O Peruvian Foreign Ministry} met."), told],
        &Options { is_one_event: true },
        models(),
    );
    let speaker = |quote| corpus.speaker(QuoteRef { document: DocumentId(1), quote: QuoteId(quote) });
    assert_eq!(speaker(0).map(|it| corpus.entities[it].name.as_str()), Some("Peruvian Foreign Ministry"));
    assert_eq!(speaker(1), None);
}

#[test]
fn descriptions_count_nothing_and_say_why() {
    let corpus = corpus(&["{D Peruvian} President {P Jane Roe} spoke. Then the president left."]);
    let document = corpus.documents.iter().next().unwrap();
    assert_eq!(document.analysis.mentions.len(), 1);
    let reasons: Vec<&str> =
        corpus.entities.iter().flat_map(|entity| &entity.meant).map(|meant| meant.reason.as_str()).collect();
    assert_eq!(reasons, ["Jane Roe is the only president that the article speaks of"]);
}

#[test]
fn kinds_say_why_where_readings_differ() {
    for (articles, expected) in [
        (
            "{L Oldham} and {O Oldham} and {L Oldham}.",
            Some("Read once as an organisation, 2 times as a place; that is the majority"),
        ),
        ("{L Oldham} and {L Oldham}.", None),
        ("The {P Kremlin} said no.", Some("Read once as a person; the gazetteer knows it as a place")),
        (
            "{P Jane Roe} left. {L Jane Roe} left. {P Jane Roe} left.",
            Some("Read 2 times as a person, once as a place; most forms of the name are a person's"),
        ),
    ] {
        let corpus = corpus(&[articles]);
        let found = corpus.entities.iter().find_map(|entity| entity.kind_reason.as_deref());
        assert_eq!(found, expected, "{articles}");
    }
}

#[test]
fn places_hang_in_a_tree() {
    for (articles, expected) in [
        ("In {L Porto}, rain fell.", "Porto city PT in Portugal; Portugal country PT"),
        (
            "{L Springfield}, {L Illinois}, is small.",
            "Illinois region US in United States; Springfield city US in Illinois; United States country US",
        ),
        (
            "At {L Porto Airport} in {L Porto}.",
            "Porto city PT in Portugal; Porto Airport site PT in Porto; Portugal country PT",
        ),
        (
            "At {L Oldfield Market} in {L Porto}.",
            "Oldfield Market site PT in Porto; Porto city PT in Portugal; Portugal country PT",
        ),
        ("The {L Soviet Union} and {L Central Asia}.", "Central Asia area; Soviet Union former_state"),
        ("In {L Nowheretown}, {L Peru}.", "Nowheretown city PE in Peru; Peru country PE"),
        ("In {L Nowheretown} it rained.", "Nowheretown city"),
        ("The {L Kremlin} said.", "Kremlin site RU in Moscow; Moscow city RU in Russia; Russia country RU"),
        (
            "{L Oldfield Square} and {L Middle Sea} and {L Shire Province}.",
            "Middle Sea area; Oldfield Square site; Shire Province region",
        ),
    ] {
        let articles: Vec<&str> = articles.split('|').collect();
        assert_eq!(places(&corpus(&articles)), expected, "{articles:?}");
    }
}

#[test]
fn places_are_told_apart_by_context() {
    for (article, expected) in [
        ("{L Georgia} and {L Armenia} signed.", "GE"),
        ("{L Atlanta}, {L Georgia}, is in the {L United States}. The {L United States} and {D American} courts.", "US"),
        ("{L Cambridge}, {L Massachusetts}, in the {L United States}.", "US"),
        ("{L Cambridge} in {L England}.", "GB"),
        ("The {D Canadian} city of {L London} slept.", "CA"),
        ("{L London} slept.", "GB"),
        ("{L Birmingham}, {L Alabama}, slept.", "US"),
    ] {
        let corpus = corpus(&[article]);
        let name = article.split("{L ").nth(1).and_then(|rest| rest.split('}').next()).unwrap_or_default();
        let place =
            corpus.places.iter().find(|place| corpus.entities[place.entity].aliases.iter().any(|alias| alias == name));
        assert_eq!(place.and_then(|place| place.country.as_deref()), Some(expected), "{article}");
    }
}

#[test]
fn contradictions_are_shown_and_not_followed() {
    let corpus = corpus(&["Bases in central {L Brazil} in {L Arequipa}. {L Peru} spoke of {L Arequipa}."]);
    let document = corpus.documents.iter().next().unwrap();
    let messages: Vec<_> = document.analysis.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(
        messages,
        ["The text puts Arequipa in Brazil, the gazetteer knows it in Peru; the gazetteer is followed"]
    );
    assert!(places(&corpus).contains("Arequipa city PE in Peru"));
    // A list of countries puts none of them in the next.
    let corpus = crate::marked::corpus(&["In {L Peru}, {L Chile}, {L Lima}, {L Bolivia} and {L Brazil}."]);
    let lists: Vec<_> = corpus.documents.iter().flat_map(|document| &document.analysis.warnings).collect();
    assert!(lists.iter().all(|warning| !warning.message.contains("Peru in")), "{lists:?}");
}

/// What must hold of every corpus.
fn sound(corpus: &Corpus) {
    let ids: BTreeSet<&str> = corpus.entities.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids.len(), corpus.entities.len(), "ids are unique");
    let rows: Vec<_> = corpus.places.iter().map(|place| place.entity).collect();
    let wanted: Vec<_> =
        corpus.entities.enumerate().filter(|(_, it)| it.kind == EntityKind::Place).map(|(id, _)| id).collect();
    assert_eq!(rows, wanted, "every place has one row, in order");
    for place in &corpus.places {
        let mut above = place.parent;
        for _ in 0..=corpus.places.len() {
            let Some(id) = above else { break };
            let row = corpus.places.iter().find(|row| row.entity == id).expect("a parent is a place");
            above = row.parent;
        }
        assert_eq!(above, None, "parents run in a circle");
    }
    for document in corpus.documents.iter() {
        assert_eq!(document.entity_of.len(), document.analysis.mentions.len());
        for (mention, &entity) in document.analysis.mentions.iter().zip(document.entity_of.iter()) {
            let entity = &corpus.entities[entity];
            assert_eq!(entity.kind, mention.kind);
            assert!(mention.span.is_valid_in(document.text()));
        }
        for warning in &document.analysis.warnings {
            assert!(warning.span.is_none_or(|span| span.is_valid_in(document.text())));
        }
    }
    for entity in corpus.entities.iter() {
        assert!(!entity.name.trim().is_empty());
        for merge in &entity.merges {
            assert!(entity.aliases.contains(&merge.alias) || merge.alias != entity.name);
        }
    }
}

/// Names that can meet, exclude each other, or both.
const NAMES: &[&str] = &[
    "{P Jane Smith}",
    "{P John Smith}",
    "{P Smith}",
    "{P J. Smith}",
    "{P Smyth}",
    "{O Smith & Co}",
    "{L Georgia}",
    "{L Atlanta}",
    "{L United States}",
    "{L U.S.}",
    "{O Northern Trade Union}",
    "{O NTU}",
    "{O Northern Union}",
    "{L Paris}",
    "{P Paris Brown}",
    "{P Paris}",
    "{L Porto Airport}",
    "{L Porto}",
    "{L Kiev}",
    "{L Kyiv}",
    "{P Kasim}",
    "{P Qassim Demirov}",
    "{P Kassim Demirow}",
    "{O Kremlin}",
    "Mr {P Smith}",
    "Mrs {P Smith}",
    "{L Nowhere}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn order_changes_nothing(articles in prop::collection::vec(prop::collection::vec(0..NAMES.len(), 1..7), 1..5), turn in 0usize..5) {
        let texts: Vec<String> = articles
            .iter()
            .map(|names| names.iter().map(|&name| NAMES[name]).collect::<Vec<_>>().join(" spoke. The ") + " left.")
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let one = corpus(&texts);
        sound(&one);
        let mut turned: Vec<(usize, &str)> = texts.iter().copied().enumerate().collect();
        turned.rotate_left(turn % texts.len());
        turned.reverse();
        let analyses = turned.iter().map(|&(number, text)| crate::marked::article(number, text)).collect();
        let other = build(analyses, &Options { is_one_event: true }, models());
        prop_assert_eq!(entities(&one), entities(&other));
        prop_assert_eq!(places(&one), places(&other));
        // A mention has the same entity, wherever its article stands.
        for (at, &(number, _)) in turned.iter().enumerate() {
            let of = |corpus: &Corpus, at: usize| -> Vec<String> {
                corpus.documents.as_slice()[at].entity_of.iter().map(|&entity| corpus.entities[entity].id.clone()).collect()
            };
            prop_assert_eq!(of(&one, number), of(&other, at));
        }
    }

    #[test]
    fn any_names_are_no_trouble(names in prop::collection::vec("[PLO] [^{}|]{1,12}", 0..12)) {
        let text: String = names.iter().map(|name| format!("{{{name}}} said. ")).collect();
        sound(&corpus(&[&text, &text]));
    }
}

#[test]
fn two_of_one_name_keep_their_ids_in_any_order() {
    let (both, one) = ("Mr {P Smith} spoke. The Mrs {P Smith} left.", "Mrs {P Smith} left.");
    let ids = |order: [usize; 2]| {
        let texts = [both, one];
        let analyses = order.map(|number| crate::marked::article(number, texts[number])).to_vec();
        let corpus = build(analyses, &Options { is_one_event: true }, models());
        let at = order.iter().position(|&number| number == 0).unwrap();
        let document = &corpus.documents.as_slice()[at];
        document.entity_of.iter().map(|&entity| corpus.entities[entity].id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids([0, 1]), ["smith", "smith-person"]);
    assert_eq!(ids([1, 0]), ["smith", "smith-person"]);
}

#[test]
fn nothing_and_odd_scripts_are_no_trouble() {
    sound(&corpus(&[]));
    sound(&corpus(&["", "no names here"]));
    sound(&corpus(&["{L Москва} и {P 習近平} {O —} {P '} {L 's}"]));
}

#[test]
fn thousands_of_names_take_seconds() {
    // Syllables that differ enough to be names of their own, close enough to share blocks.
    let syllables = ["ba", "ko", "li", "mar", "ten", "vo", "zu", "ris", "pel", "dan"];
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(syllables[number % 10]);
            number /= 10;
        }
        word[..1].to_uppercase() + &word[1..]
    };
    let text: String = (0..3_000).map(|n| format!("{{P {} {}}} spoke.\n", word(n * 7 + 3), word(n))).collect();
    let start = std::time::Instant::now();
    let corpus = corpus(&[&text]);
    assert!(corpus.entities.len() > 1_500, "{}", corpus.entities.len());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
