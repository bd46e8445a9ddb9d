//! What the About view says besides what it counts: blocks of prose, each a heading, a paragraph or a list.

/// A block of prose.
pub enum Prose {
    Heading(&'static str),
    Paragraph(&'static str),
    List(&'static [&'static str]),
}

use Prose::{Heading, List, Paragraph};

/// What the page does, how far to trust it, and what becomes of what is read in it.
pub const WHAT_IT_DOES: &[Prose] = &[
    Paragraph(
        "Crossread sets articles about one event side by side: who and what they name, where, how many and who says \
         so, what they share, where they differ, and what only one of them has. It ranks no outlet and writes no \
         summary. Each thing it says leads to the sentence it was read from.",
    ),
    Heading("How far to trust it"),
    List(&[
        "Names are found by a trained recogniser and a gazetteer. It misses some and mistakes others; the Entities \
         view lists each form that was merged, with the reason.",
        "Two passages are called the same when enough rare words, names and figures agree. The grade and what they \
         share stand beside each pair; a pair may still be wrong.",
        "“Only here” means that nothing close enough was found in the other articles, not that nobody else reported it.",
        "A date is the article’s own only where it was given or stated; otherwise the page says how it was worked \
         out, or that it is unknown.",
    ]),
    Heading("Nothing leaves your machine"),
    Paragraph(
        "Everything runs in this page. Its security policy forbids a connection to any address but its own files, for the \
         part that reads your articles too. Theme, key settings and stories are kept in this browser’s storage and nowhere \
         else. To check it yourself:",
    ),
    List(&[
        "Open the developer tools of your browser (F12), choose Network, and use the page: search, bring articles, export. \
         The list names nothing but files of this page.",
        "In their Console, type fetch(\"https://example.org\"). The policy refuses it, as it would refuse the page itself.",
        "Cut the connection and load the page again. It opens from the copy in this browser, and works.",
        "Look at the first lines of the page’s source: the policy stands there, after “Content-Security-Policy”.",
    ]),
];

/// What it was made from, with the licences.
pub const MADE_FROM: &[Prose] = &[
    Heading("What it was made from"),
    List(&[
        "Places: GeoNames (geonames.org), CC BY 4.0, selected and joined with lists of our own; names of countries \
         and peoples from i18n-iso-countries and i18n-nationality, MIT.",
        "Names: a recogniser trained on open corpora (GUM, Wikigold, Universal NER, CrossNER, Wikinews and others); \
         their licences stand in static/models/SOURCES.md of the source.",
        "Alignment: word vectors distilled from all-MiniLM-L6-v2, Apache 2.0.",
        "The page: Rust, compiled to WebAssembly, with Yew.",
    ]),
];
