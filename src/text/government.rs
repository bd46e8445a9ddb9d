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
        let before = words(Span { start: sentence.start, end: span.start }).rev();
        let before = before.filter(|word| word != "the").take(6).collect();
        let after = words(Span { start: span.end.min(sentence.end), end: sentence.end })
            .filter(|word| !matches!(word.as_str(), "\"" | "\u{201c}" | "\u{201d}"))
            .take(12)
            .collect();
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
        let skip = usize::from(is_among(self.word_before(0), NEAREST));
        is_among(self.word_before(skip), LOCATIVE)
            || is_form_of_any(self.word_before(0), VISITS)
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
            || is_form_of_any(self.word_before(0), ADDRESSING)
            || is_subject && self.acts()
            || with_partner && self.partner_acts()
    }

    /// "Lima has also promised": auxiliaries and adverbs are passed over, "which" and "that" too.
    fn acts(&self) -> bool {
        let comma = usize::from(self.word_after(0) == "," && matches!(self.word_after(1), "which" | "that"));
        let from = comma + usize::from(matches!(self.word_after(comma), "which" | "that"));
        let passed = (from..from + 5).take_while(|&at| is_passed_over(self.word_after(at))).count();
        let verb = self.word_after(from + passed);
        is_form_of_any(verb, ACTING)
    }

    fn is_before_hyphen(&self) -> bool {
        self.word_after(0) == "-" && is_among(self.word_after(1), HYPHENATED)
    }

    /// "Lima's last decision".
    fn has_what_governments_have(&self) -> bool {
        let is_possessive = matches!(self.word_after(0), "'s" | "\u{2019}s" | "'" | "\u{2019}");
        is_possessive && (1..4).any(|at| is_among(self.word_after(at).trim_end_matches('s'), POSSESSIONS))
    }

    /// "ties with Lima", "by Lima", "independence from Lima".
    fn is_related(&self) -> bool {
        let reaches = |stems| (1..4).any(|at| is_form_of_any(self.word_before(at), stems));
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
        let mentions = self.analysis.mentions.as_slice();
        let partner = mentions.binary_search_by_key(&next.span.start, |mention| mention.span.start);
        let partner = partner.ok().map(|at| &mentions[at]);
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
    is_among(word, AUXILIARIES) || word.len() > 4 && word.ends_with("ly")
}

/// Whether `word` stands in `list`, words parted by blanks.
fn is_among(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether `word` is a form of one of `stems`, parted by blanks.
fn is_form_of_any(word: &str, stems: &str) -> bool {
    stems.split_ascii_whitespace().any(|stem| is_form_of(word, stem))
}

const AUXILIARIES: &str = "\
    has have had is was were are be been being would will may might could should must can did does do not n't also \
    still never now already soon again long later once initially itself both then yet just since first";

/// Prepositions of place, in which nobody acts.
const LOCATIVE: &str = "\
    above across around at behind beneath beyond in inside into near off outside over past through throughout \
    via within";

/// Words between the preposition and the name ("in central Lima").
const NEAREST: &str = "central downtown nearby capital northern southern eastern western old";

/// Stems of verbs that take a town as a place.
const VISITS: &str = "\
    enter flood hit leav left reach struck tour visit";

/// Stems of verbs of saying, deciding and acting that follow a government.
const ACTING: &str = "\
    accept accus acknowledg act admit admitted agre agree allow annex announc appear approv argu ask attempt \
    back ban banned believ blam block call claim conced condemn confirm consider consult continu criticis \
    criticiz decid declar demand den depend deploy dismiss dispatch emphasis emphasiz expect expel expelled \
    express fear financ follow fund hail halt held help hold hop impos insist intend interven intervene invad \
    keep kept knew know lift look maintain mov move need negotiat offer oppos order permit plan pledg prais \
    promis propos provid ratif react recall recogni recognis recogniz refus regard reject rel remain repl \
    respond retaliat said say see seek send sent sign signal sought stop stopped stress suggest summon suppl \
    support suspend tell threaten told tr tried try urg use used veto view vow want warn welcom win withdr \
    withdraw withdrew won";

/// Stems of verbs that address a government ("accused Lima").
const ADDRESSING: &str = "\
    accus aid allow anger appeas ask assur back beg blam condemn criticis criticiz defie defied defy forc fund \
    help implor invit led persuad prais press pressur push support tell thank told urg warn";

/// What a government's possessive is followed by, in the singular.
const POSSESSIONS: &str = "\
    action aid aim alliance allie ally ambassador ambition annexation approach army assurance attempt attitude \
    backing claim concern control decision demand diplomacy diplomat effort envoy force foreign goal government \
    grip hand help influence interest intervention invasion involvement leader leadership military offer own \
    partner plan pledge policie policy position power promise proposal reaction recognition red refusal relation \
    relationship response role rule sanction security sphere stance strategy support threat tie troop veto view \
    war warning";

/// Stems of words that set a government in a relation.
const RELATIONS: &str = "\
    agre agreement aid all allegianc alliance allied appeal associat assuranc attitud back beholden blow border \
    call close closer conflict consult consultation contact cooperat cooperation coordinat coordination \
    criticism deal depend dependenc dependent dialogu disput friendship guidanc help hostil independenc \
    independent link loan loyal messag negotiat negotiation order partner partnership polic pressur rel relation \
    relationship relianc reliant request respons sanction setback side signal spli subservient support talk \
    tension tie treat turn ultimatum victor war warn win work";

/// Stems of verbs after which "by Lima" is a route.
const MOVING: &str = "\
    driv drove fle flew pass sail stop stopp travel";

/// The second part of a word whose first part is a doer.
const HYPHENATED: &str = "\
    aligned allied appointed backed brokered controlled dominated engineered friendly funded imposed installed \
    leaning led mediated ordered run sponsored supported";

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
            ("The ministry said Lima was “following” it.", "Lima", true),
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
