//! Places that stand for a government: "Lima has promised", "talks between Oslo and Stockholm", "the Kremlin".
//!
//! Only a capital or a seat of government, as the gazetteer knows them, can do so. A seat does unless the text goes
//! into the building ("at the White House"). A capital does where the words beside it say that it acts or is dealt
//! with:
//!
//! * a verb of saying, deciding or acting follows ("Lima has not yet responded");
//! * a possessive is followed by what governments have ("Lima's decision"), not by what towns have ("Lima's mayor");
//! * it is urged, accused, asked, … ("accused Lima of");
//! * it stands in a relation ("ties with Lima", "by Lima", "pressure on Lima", "independence from Lima");
//! * it is the doer before a hyphen ("Lima-backed");
//! * it is coordinated with one that does ("Lima and Quito agreed").
//!
//! A preposition of place before it overrules the verb after it: "fans in Lima have promised".

use super::token::{Token, TokenKind, tokens_in};
use super::{Analysis, EntityKind, Gazetteer};
use crate::base::*;

/// Marks the mentions of `analysis` that stand for a government.
pub fn mark(analysis: &mut Analysis, tokens: &[Token], gazetteer: &Gazetteer) {
    let decided: Vec<bool> = (0..analysis.mentions.len())
        .map(|at| stands_for_government(analysis, MentionId::from_index(at), tokens, gazetteer))
        .collect();
    for (mention, is_government) in analysis.mentions.iter_mut().zip(decided) {
        mention.as_government = is_government;
    }
}

fn stands_for_government(analysis: &Analysis, id: MentionId, tokens: &[Token], gazetteer: &Gazetteer) -> bool {
    let mention = &analysis.mentions[id];
    if mention.kind != EntityKind::Place {
        return false;
    }
    let likeliest = gazetteer.lookup(mention.span.of(&analysis.text)).into_iter().next();
    let Some(place) = likeliest.map(|candidate| candidate.place) else { return false };
    let (is_seat, is_capital) = (gazetteer.is_seat(place), gazetteer.is_capital(place));
    let Some(sentence) = analysis.sentence_at(mention.span.start).filter(|_| is_seat || is_capital) else {
        return false;
    };
    let context = Context::new(analysis, analysis.sentences[sentence], mention.span, tokens);
    if is_seat { !context.is_entered() } else { context.is_actor(true) }
}

/// The words of a sentence around a mention, in small letters.
struct Context<'a> {
    analysis: &'a Analysis,
    sentence: Span,
    tokens: &'a [Token],
    /// Words before the mention, nearest first; articles left out.
    before: Vec<String>,
    /// Words and marks after the mention.
    after: Vec<String>,
    end: u32,
}

impl<'a> Context<'a> {
    fn new(analysis: &'a Analysis, sentence: Span, span: Span, tokens: &'a [Token]) -> Context<'a> {
        let words = |part: Span| tokens_in(tokens, part).iter().map(|token| token.of(&analysis.text).to_lowercase());
        let mut before: Vec<String> = words(Span { start: sentence.start, end: span.start }).collect();
        before.reverse();
        before.retain(|word| word != "the");
        before.truncate(6);
        let after = words(Span { start: span.end.min(sentence.end), end: sentence.end }).take(12).collect();
        Context { analysis, sentence, tokens, before, after, end: span.end }
    }

    fn word_before(&self, at: usize) -> &str {
        self.before.get(at).map_or("", String::as_str)
    }

    fn word_after(&self, at: usize) -> &str {
        self.after.get(at).map_or("", String::as_str)
    }

    /// Whether the text is at, in or near the place.
    fn is_entered(&self) -> bool {
        let skip = usize::from(NEAREST.contains(&self.word_before(0)));
        LOCATIVE.contains(&self.word_before(skip))
            || VISITS.iter().any(|stem| is_form_of(self.word_before(0), stem))
            || self.word_before(0) == "of" && matches!(self.word_before(1), "city" | "capital" | "town" | "outskirts")
    }

    fn is_actor(&self, with_partner: bool) -> bool {
        if self.is_entered() {
            return false;
        }
        let is_subject = !matches!(self.word_before(0), "to" | "from" | "of" | "for");
        self.is_before_hyphen()
            || self.has_what_governments_have()
            || self.is_related()
            || ADDRESSING.iter().any(|stem| is_form_of(self.word_before(0), stem))
            || is_subject && self.acts()
            || with_partner && self.partner_acts()
    }

    /// "Lima has also promised": auxiliaries and adverbs are passed over, "which" and "that" too.
    fn acts(&self) -> bool {
        let comma = usize::from(self.word_after(0) == "," && matches!(self.word_after(1), "which" | "that"));
        let from = comma + usize::from(matches!(self.word_after(comma), "which" | "that"));
        let passed = (from..from + 5).take_while(|&at| is_passed_over(self.word_after(at))).count();
        let verb = self.word_after(from + passed);
        ACTING.iter().any(|stem| is_form_of(verb, stem))
    }

    fn is_before_hyphen(&self) -> bool {
        self.word_after(0) == "-" && HYPHENATED.contains(&self.word_after(1))
    }

    /// "Lima's last decision".
    fn has_what_governments_have(&self) -> bool {
        let is_possessive = matches!(self.word_after(0), "'s" | "\u{2019}s" | "'" | "\u{2019}");
        is_possessive && (1..4).any(|at| POSSESSIONS.contains(&self.word_after(at).trim_end_matches('s')))
    }

    /// "ties with Lima", "by Lima", "independence from Lima".
    fn is_related(&self) -> bool {
        let reaches = |stems: &[&str]| (1..4).any(|at| stems.iter().any(|stem| is_form_of(self.word_before(at), stem)));
        match self.word_before(0) {
            "by" | "against" => !reaches(MOVING),
            "with" | "between" | "on" | "to" | "from" | "toward" | "towards" | "for" => reaches(RELATIONS),
            _ => false,
        }
    }

    /// "Lima and Quito agreed": decided by the place after "and".
    fn partner_acts(&self) -> bool {
        if !matches!(self.word_after(0), "and" | "or" | ",") || self.word_before(0) == "to" {
            return false;
        }
        let rest = Span { start: self.end, end: self.sentence.end.max(self.end) };
        let Some(next) = tokens_in(self.tokens, rest).get(1).filter(|token| token.kind == TokenKind::Word) else {
            return false;
        };
        let partner = self.analysis.mentions.iter().find(|mention| mention.span.start == next.span.start);
        partner.filter(|mention| mention.kind == EntityKind::Place).is_some_and(|mention| {
            let context = Context::new(self.analysis, self.sentence, mention.span, self.tokens);
            context.acts() || context.partner_acts()
        })
    }
}

/// Whether `word` is `stem` with an English ending of verbs or plurals.
fn is_form_of(word: &str, stem: &str) -> bool {
    let endings = ["", "e", "s", "es", "ed", "d", "ing", "y", "ies", "ied"];
    word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
}

/// Auxiliaries and adverbs between a subject and its verb.
fn is_passed_over(word: &str) -> bool {
    const SMALL: &str = " has have had is was are were be been being would will may might could should must can did does do not n't \
        also still never now already soon again long later once initially itself both then yet just since first ";
    !word.is_empty() && (SMALL.contains(&format!(" {word} ")) || word.len() > 4 && word.ends_with("ly"))
}

/// Prepositions of place, in which nobody acts.
const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "around",
    "throughout",
    "across",
    "within",
    "into",
    "through",
    "via",
    "off",
    "above",
    "over",
    "beyond",
    "beneath",
    "behind",
    "past",
];

/// Words between the preposition and the name ("in central Lima").
const NEAREST: &[&str] =
    &["central", "downtown", "nearby", "capital", "northern", "southern", "eastern", "western", "old"];

/// Stems of verbs that take a town as a place.
const VISITS: &[&str] = &["visit", "reach", "leav", "left", "enter", "tour", "flood", "hit", "struck"];

/// Stems of verbs of saying, deciding and acting that follow a government.
const ACTING: &[&str] = &[
    "said",
    "say",
    "told",
    "tell",
    "announc",
    "promis",
    "pledg",
    "vow",
    "warn",
    "urg",
    "call",
    "insist",
    "den",
    "reject",
    "accept",
    "agree",
    "agre",
    "decid",
    "refus",
    "offer",
    "order",
    "demand",
    "ask",
    "want",
    "seek",
    "sought",
    "hop",
    "believ",
    "fear",
    "claim",
    "accus",
    "blam",
    "condemn",
    "criticis",
    "criticiz",
    "support",
    "back",
    "oppos",
    "respond",
    "react",
    "repl",
    "recogni",
    "recognis",
    "recogniz",
    "sign",
    "approv",
    "ratif",
    "veto",
    "impos",
    "lift",
    "ban",
    "banned",
    "expel",
    "expelled",
    "recall",
    "summon",
    "dispatch",
    "deploy",
    "send",
    "sent",
    "withdr",
    "withdrew",
    "withdraw",
    "invad",
    "annex",
    "intervene",
    "interven",
    "provid",
    "suppl",
    "fund",
    "financ",
    "plan",
    "consider",
    "tr",
    "try",
    "tried",
    "attempt",
    "intend",
    "expect",
    "maintain",
    "consult",
    "negotiat",
    "argu",
    "stress",
    "emphasis",
    "emphasiz",
    "confirm",
    "declar",
    "dismiss",
    "express",
    "suggest",
    "propos",
    "signal",
    "threaten",
    "retaliat",
    "act",
    "move",
    "mov",
    "see",
    "view",
    "regard",
    "consider",
    "look",
    "know",
    "knew",
    "need",
    "rel",
    "depend",
    "suspend",
    "halt",
    "stop",
    "stopped",
    "block",
    "allow",
    "permit",
    "help",
    "keep",
    "kept",
    "hold",
    "held",
    "remain",
    "use",
    "used",
    "welcom",
    "prais",
    "hail",
    "acknowledg",
    "admit",
    "admitted",
    "conced",
    "appear",
];

/// Stems of verbs that address a government ("accused Lima").
const ADDRESSING: &[&str] = &[
    "urg", "accus", "ask", "blam", "warn", "criticis", "criticiz", "told", "tell", "anger", "press", "persuad",
    "condemn", "beg", "implor", "invit", "assur", "thank", "prais", "help", "aid", "support", "back", "defy", "defied",
    "defie", "fund", "appeas", "pressur", "push", "forc", "allow", "led",
];

/// What a government's possessive is followed by, in the singular.
const POSSESSIONS: &[&str] = &[
    "decision",
    "government",
    "policy",
    "policie",
    "stance",
    "position",
    "support",
    "demand",
    "response",
    "assurance",
    "allie",
    "ally",
    "ambassador",
    "interest",
    "influence",
    "sphere",
    "claim",
    "invasion",
    "troop",
    "force",
    "army",
    "military",
    "intervention",
    "role",
    "plan",
    "offer",
    "promise",
    "pledge",
    "threat",
    "warning",
    "concern",
    "refusal",
    "reaction",
    "attitude",
    "approach",
    "view",
    "hand",
    "help",
    "aid",
    "backing",
    "leader",
    "leadership",
    "diplomat",
    "diplomacy",
    "envoy",
    "foreign",
    "control",
    "goal",
    "aim",
    "ambition",
    "strategy",
    "sanction",
    "relation",
    "tie",
    "relationship",
    "partner",
    "alliance",
    "involvement",
    "power",
    "action",
    "effort",
    "attempt",
    "proposal",
    "veto",
    "recognition",
    "annexation",
    "security",
    "red",
    "rule",
    "grip",
    "war",
    "own",
];

/// Stems of words that set a government in a relation.
const RELATIONS: &[&str] = &[
    "relation",
    "tie",
    "talk",
    "agre",
    "agreement",
    "deal",
    "treat",
    "alliance",
    "all",
    "allied",
    "link",
    "tension",
    "negotiat",
    "negotiation",
    "cooperat",
    "cooperation",
    "conflict",
    "war",
    "dialogu",
    "border",
    "disput",
    "contact",
    "coordinat",
    "coordination",
    "consult",
    "consultation",
    "partner",
    "partnership",
    "relationship",
    "friendship",
    "pressur",
    "sanction",
    "relianc",
    "reliant",
    "dependenc",
    "dependent",
    "depend",
    "rel",
    "loyal",
    "close",
    "closer",
    "allegianc",
    "turn",
    "appeal",
    "subservient",
    "beholden",
    "ultimatum",
    "signal",
    "warn",
    "messag",
    "support",
    "assuranc",
    "help",
    "back",
    "independenc",
    "independent",
    "order",
    "respons",
    "guidanc",
    "aid",
    "polic",
    "attitud",
    "hostil",
    "work",
    "side",
    "criticism",
    "loan",
    "request",
    "blow",
    "victor",
    "setback",
    "win",
    "call",
    "spli",
];

/// Stems of verbs after which "by Lima" is a route.
const MOVING: &[&str] = &["drove", "driv", "pass", "travel", "stopp", "stop", "fle", "flew", "sail"];

/// The second part of a word whose first part is a doer.
const HYPHENATED: &[&str] = &[
    "backed",
    "led",
    "aligned",
    "friendly",
    "installed",
    "controlled",
    "brokered",
    "dominated",
    "imposed",
    "supported",
    "sponsored",
    "funded",
    "allied",
    "appointed",
    "leaning",
    "mediated",
    "run",
    "ordered",
    "engineered",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;
    use crate::text::{Mention, MentionBasis};

    /// The place names given that stand for a government in `text`.
    fn governments<'t>(text: &'t str, names: &[&str]) -> Vec<&'t str> {
        let mut analysis = Analysis { text: text.into(), ..Analysis::default() };
        analysis.sentences.push(Span::new(0, text.len()));
        for name in names {
            let start = text.find(name).expect("the name is in the text");
            let span = Span::new(start, start + name.len());
            let (kind, basis) = (EntityKind::Place, MentionBasis::Model);
            analysis.mentions.push(Mention { span, kind, as_government: false, basis });
        }
        mark(&mut analysis, &tokenize(text), &Gazetteer::builtin());
        let marked = analysis.mentions.iter().filter(|mention| mention.as_government);
        marked.map(|mention| mention.span.of(text)).collect()
    }

    #[test]
    fn tells_governments_from_towns() {
        for (text, name, expected) in [
            ("Lima has promised to pay.", "Lima", true),
            ("Lima, which has not yet responded, waits.", "Lima", true),
            ("Fans in Lima have promised to come.", "Lima", false),
            ("In central Lima said witnesses there was calm.", "Lima", false),
            ("Lima's decision was late.", "Lima", true),
            ("Lima's mayor was late.", "Lima", false),
            ("Lima is a city of millions.", "Lima", false),
            ("The opposition accused Lima of lying.", "Lima", true),
            ("They flew to Lima on Monday.", "Lima", false),
            ("He sought closer ties with Lima.", "Lima", true),
            ("He sought independence from Lima.", "Lima", true),
            ("The bus from Lima was late.", "Lima", false),
            ("The Lima-backed militia left.", "Lima", true),
            ("A Lima-based firm left.", "Lima", false),
            ("The Kremlin said no.", "Kremlin", true),
            ("They met at the Kremlin on Monday.", "Kremlin", false),
            ("Pressure from the White House grew.", "White House", true),
            ("Cusco has promised to pay.", "Cusco", false),
        ] {
            assert_eq!(governments(text, &[name]) == [name], expected, "{text}");
        }
    }

    #[test]
    fn partners_act_together() {
        assert_eq!(governments("Lima and Quito have agreed.", &["Lima", "Quito"]), ["Lima", "Quito"]);
        assert!(governments("Roads join Lima and Quito today.", &["Lima", "Quito"]).is_empty());
    }
}
