//! The closed word classes of English that dates, figures and quotes are told by.
//!
//! Compiled by hand from grammars of English (Huddleston & Pullum, *The Cambridge Grammar of the English Language*,
//! for determiners, prepositions, auxiliaries and numerals) and from reading news for verbs of saying, units and
//! roles. A word may be of several classes; a class holds only forms that stand for it more often than not.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of word classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u64);

impl Class {
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    pub const fn meets(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => { $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)* };
}

classes! {
    /// A cardinal below one hundred; the entry's number is its value.
    CARDINAL = 0;
    /// A power of ten that multiplies ("hundred", "million").
    SCALE = 1;
    /// An amount named by its order alone ("dozens", "thousands"); the number is that order.
    VAGUE = 2;
    /// A rank ("first", "tenth").
    ORDINAL = 3;
    /// A part ("half", "third", "quarter"); the number is its denominator.
    FRACTION = 4;
    /// The number is 1 to 12.
    MONTH = 5;
    /// The number is 0 (Monday) to 6.
    WEEKDAY = 6;
    /// A word that measures.
    UNIT = 7;
    /// A finite verb that gives words to someone.
    SAY = 8;
    /// Its participle ("adding").
    SAYING = 9;
    /// A verb that may present words in marks but need not ("described", "urged").
    WEAK_SAY = 10;
    DETERMINER = 11;
    PREPOSITION = 12;
    CONJUNCTION = 13;
    AUXILIARY = 14;
    /// Speaks of what is to come ("will", "would").
    FUTURE = 15;
    NEGATION = 16;
    /// A personal pronoun that can be a subject.
    PRONOUN = 17;
    POSSESSIVE = 18;
    RELATIVE = 19;
    /// An adverb that may stand between a subject and its verb, or close a clause.
    ADVERB = 20;
    /// A noun for a person by what she does or is ("minister", "officials").
    ROLE = 21;
    /// A noun for a body of people ("ministry", "police").
    BODY = 22;
    /// A noun for what words are published in ("statement").
    PAPER = 23;
    /// A participle that tells what happens to people or things ("wounded", "sent").
    PARTICIPLE = 24;
    /// Any other verb form that closes a noun phrase.
    VERB = 25;
    /// A noun that numbers its things ("flight 370", "article 5").
    NUMBERED = 26;
    STREET = 27;
    CLOCK = 28;
    /// A part of the day, season or similar that a date word may go with.
    DAYPART = 29;
    SEASON = 30;
    /// Words between a number and its noun that are no part of what is counted.
    FILLER = 31;
    /// Names what a title makes of a person ("president", "mr").
    TITLE = 32;
    /// A noun of money ("dollars").
    MONEY = 33;
    /// May begin or close a relative date ("today", "last", "ago").
    TIME = 34;
    /// A plural without -s ("people", "troops" has one and needs no entry).
    COLLECTIVE = 35;
    /// Begins with a capital.
    CAPITAL = 40;
    /// Ends in -ed.
    ED = 41;
    /// Ends in -ing.
    ING = 42;
    /// Ends in a single s.
    PLURAL = 43;
    /// No white space before it.
    GLUED = 44;
    /// Ends in -ly.
    LY = 45;
    /// Has no small letter.
    UPPER = 46;
}

/// Words that end a noun phrase.
pub const NOUN_PHRASE_END: Class =
    PREPOSITION.or(CONJUNCTION).or(AUXILIARY).or(PRONOUN).or(RELATIVE).or(VERB).or(SAY).or(SAYING).or(NEGATION);

/// A word's classes and the number that goes with them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    pub class: Class,
    pub number: f64,
}

type Group = (Class, &'static str);

/// Words with a number each, written `word=number`.
const NUMBERED_GROUPS: &[Group] = &[
    (
        CARDINAL,
        "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 \
         thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 \
         forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90",
    ),
    (
        SCALE,
        "dozen=12 hundred=100 thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 k=1000 m=1000000 mm=1000000 \
         mn=1000000 mln=1000000 bn=1000000000 bln=1000000000 tn=1000000000000 trn=1000000000000 lakh=100000 \
         crore=10000000",
    ),
    (
        VAGUE,
        "dozens=12 scores=20 hundreds=100 thousands=1000 millions=1000000 billions=1000000000 \
         trillions=1000000000000 tens=10",
    ),
    (
        ORDINAL,
        "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 \
         thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 \
         twentieth=20 twenty-first=21 thirtieth=30 hundredth=100",
    ),
    (
        FRACTION,
        "half=2 halves=2 third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifth=5 fifths=5 sixth=6 sixths=6 \
         seventh=7 eighth=8 eighths=8 ninth=9 tenth=10 tenths=10 hundredth=100 hundredths=100",
    ),
    (
        MONTH,
        "january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 \
         december=12 jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12",
    ),
    (
        WEEKDAY,
        "monday=0 tuesday=1 wednesday=2 thursday=3 friday=4 saturday=5 sunday=6 mon=0 tue=1 tues=1 wed=2 thu=3 thur=3 \
         thurs=3 fri=4 sat=5 sun=6",
    ),
];

const GROUPS: &[Group] = &[
    (
        SAY,
        "said says say told tells tell announced announces stated states declared declares added adds wrote \
         writes tweeted tweets explained explains warned warns insisted insists claimed claims argued argues noted \
         notes confirmed confirms denied denies reported reports replied replies responded concluded stressed \
         stresses emphasised emphasized recalled admitted admits acknowledged acknowledges suggested suggests \
         predicted predicts vowed vows promised promises pledged pledges testified alleged alleges asserted asserts \
         maintained maintains commented remarked observed joked shouted screamed cried yelled whispered murmured \
         revealed reveals disclosed indicated indicates estimated estimates recounted informed believes believed \
         contended posted quipped texted exclaimed reiterated conceded cautioned complained lamented proclaimed \
         asked asks boasted countered declined counted clarified thinks thought hopes hoped knows knew \
         mentioned conveyed protested repeated echoed jibed chanted pleaded relayed underlined underlines underscored \
         highlighted speculated hinted opined opines recalls concludes observes contends laments cautions jokes responds \
         add explain argue insist specifies stipulates reasoned elaborated retorted mused confessed confided theorised \
         theorized posited surmised enthused grumbled fumed assured \
         assures reminisced reminisces",
    ),
    (
        SAYING,
        "saying telling announcing stating declaring adding writing tweeting explaining warning insisting claiming \
         arguing noting confirming denying reporting replying stressing emphasising emphasizing recalling admitting \
         acknowledging suggesting predicting vowing promising pledging alleging asserting maintaining commenting \
         remarking shouting screaming chanting estimating recounting citing quoting reiterating cautioning complaining describing \
         calling labelling labeling dubbing branding terming accusing urging",
    ),
    (
        WEAK_SAY,
        "called calls described describes urged urges credited credits blamed blames accused accuses praised praises \
         hailed hails condemned condemns criticised criticized dismissed dismisses labelled labeled dubbed branded \
         cited cites quoted demanded demands termed expressed vowed characterised characterized denounced slammed \
         blasted invited ordered opined agreed offered promised interpreted formulated rejected welcomed tagged \
         ruled found continued began recommended requested thanked apologised apologized ordered referred put \
         assailed lauded likened derided ridiculed read reads pointed points talked spoke speaks talks \
         attacked directed instructed call",
    ),
    (
        DETERMINER,
        "the a an this that these those each every all both another any no some such what whatever which its his her \
         their our my your several many few more most other others much half either neither",
    ),
    (POSSESSIVE, "his her their its our my your whose 's ’s"),
    (
        PREPOSITION,
        "of in on at by for from with to into onto upon after before since until till during between among amongst \
         amid amidst against over under above below about around near through throughout across along behind beyond \
         beside besides despite except inside outside off out per than toward towards via within without like unlike \
         as including excluding comprising following regarding concerning according because aboard past amongst up \
         down versus vs",
    ),
    (
        CONJUNCTION,
        "and or but nor so yet if while when where although though because unless whether as than plus & once",
    ),
    (
        AUXILIARY,
        "is are was were be been being am has have had having do does did done can could may might must shall should \
         will would ’s 's 're ’re 've ’ve 'll ’ll 'd ’d isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t \
         hasn't hasn’t haven't haven’t hadn't hadn’t don't don’t doesn't doesn’t didn't didn’t can't can’t couldn't \
         couldn’t won't won’t wouldn't wouldn’t shouldn't shouldn’t cannot",
    ),
    (
        FUTURE,
        "will would shall 'll ’ll won't won’t wouldn't wouldn’t plans planned scheduled due expected set intends tomorrow upcoming",
    ),
    (
        NEGATION,
        "not never neither nor no cannot isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t hasn't hasn’t haven't \
         haven’t hadn't hadn’t don't don’t doesn't doesn’t didn't didn’t can't can’t couldn't couldn’t won't won’t \
         wouldn't wouldn’t without",
    ),
    (PRONOUN, "he she they it we i you him them us me himself herself themselves itself who"),
    (RELATIVE, "who whom whose which that where when"),
    (
        ADVERB,
        "also later earlier then now previously already still just only even again once soon today yesterday tomorrow \
         tonight overnight here there too however meanwhile instead further furthermore moreover once ever almost \
         nearby ago apiece together alone separately alike away home abroad back so far publicly reportedly",
    ),
    (
        ROLE,
        "president minister premier chancellor governor mayor senator lawmaker lawmakers congressman congresswoman \
         representative ambassador secretary chairman chairwoman chairperson chair chief head leader leaders \
         director ceo executive manager spokesman spokeswoman spokesperson spokespeople official officials officer \
         officers analyst analysts expert experts economist scientist scientists researcher researchers professor \
         doctor doctors nurse lawyer lawyers attorney prosecutor prosecutors judge sheriff witness witnesses \
         resident residents neighbour neighbor activist activists protester protesters demonstrator demonstrators \
         author authors writer reporter reporters journalist journalists critic critics source sources aide \
         coach captain player founder co-founder owner general colonel commander king queen prince princess pope \
         bishop actor actress singer star star’s victim victims suspect survivor survivors family relatives mother \
         father wife husband brother sister son daughter friend friends rep neighbours neighbors authorities police \
         investigators rescuers firefighters soldiers diplomats diplomat adviser advisor deputy man woman student \
         students teacher users campaigners observers contributor envoy candidate coordinator commissioner people driver passenger passengers workers detectives detective",
    ),
    (
        BODY,
        "ministry government administration parliament senate congress council commission committee court agency \
         department office police army military navy force forces party union alliance bloc organisation \
         organization company firm bank group association embassy secretariat service board university institute \
         hospital team club league newspaper magazine website channel network television tv radio media broadcaster \
         kremlin corporation authority bureau federation foundation coalition outlet operator airline regulator \
         ministry's delegation watchdog charity authorities troop",
    ),
    (
        PAPER,
        "statement report letter document agreement memo memorandum filing release communique communiqué study survey \
         paper article tweet post announcement indictment complaint affidavit poll newspaper notice footage video message ruling",
    ),
    (
        PARTICIPLE,
        "killed wounded injured dead hurt missing detained arrested hospitalised hospitalized displaced evacuated \
         trapped stranded homeless infected sick ill slain shot stabbed burned burnt beheaded freed released rescued \
         found held sent taken sold bought built lost left seen made born hit charged convicted sentenced jailed \
         imprisoned executed deployed damaged destroyed affected claimed deceased succumbed died perished raised \
         recovered tested vaccinated laid fired hired seized stolen cut dismissed suspended canceled cancelled \
         struck sunk downed flown fled broken beaten drowned kidnapped captured unaccounted recounted confirmed \
         registered reported recorded eliminated hung hanged",
    ),
    (
        VERB,
        "went goes took takes came comes ran runs gave gives got gets became becomes began begins broke breaks kept \
         keeps led leads brought fell falls rose rises spoke stood stands saw sees knew felt met meets paid pays lay \
         won wins lost loses threw drew grew flew drove wore ate wrote lived lives remain remained remains make makes \
         need needs want wants seem seems appear appears include includes included live died dies die face faces \
         feared voted use used work worked turned need grabbed hold holds leave leaves go take come run give get \
         become begin break keep lead bring fall rise speak stand see feel pay win sit sat lie carry carries carried \
         attend attended join joined gathered attacked stormed entered arrived fought fight clashed allegedly \
         reportedly plunged climbed jumped dropped fell increased decreased declined gained closed opened ended \
         started moved serving working living facing leaving being attended exist existed belong belongs \
         ascended stepped separated separating founded established",
    ),
    (
        NUMBERED,
        "flight article section chapter room route highway interstate channel page pages volume vol part phase level \
         version number no nos item episode season round game week day act bill resolution amendment rule clause \
         line gate pier platform terminal unit type size grade top area zone sector district ward division group \
         battalion brigade regiment class formula windows apollo boeing airbus ios android catch proposition prop \
         measure case lot figure fig table step stage tier chapter page verse paragraph star district track lap \
         runway exit ch form sq hole row block site reactor category schedule iphone ipad galaxy",
    ),
    (
        STREET,
        "street st avenue ave road rd boulevard blvd lane ln drive dr square sq place court ct highway hwy parkway \
         way terrace",
    ),
    (CLOCK, "am pm a.m p.m a.m. p.m. gmt utc est edt pst pdt cst cet bst et pt hrs o'clock o’clock"),
    (
        DAYPART,
        "morning afternoon evening night nights midday noon midnight dawn dusk early late mid overnight lunchtime",
    ),
    (COLLECTIVE, "people men women children police staff personnel cattle sheep fish aircraft crew feet teeth dead"),
    (TIME, "today yesterday tomorrow tonight last next this ago earlier"),
    (SEASON, "spring summer autumn fall winter"),
    (
        FILLER,
        "other more additional further further new different separate total consecutive straight extra fellow such \
         full whole long old",
    ),
    (
        TITLE,
        "president minister mr mrs ms dr sir dame lord lady senator governor mayor king queen prince princess pope \
         chancellor premier ambassador general colonel captain judge justice professor secretary chairman \
         spokesman spokeswoman",
    ),
    (
        MONEY,
        "dollar dollars euro euros pound pounds yen yuan ruble rubles rouble roubles rupee rupees franc francs peso \
         pesos krona kronor krone kroner won lira liras real reais rand shekel shekels riyal riyals dirham dirhams \
         zloty hryvnia hryvnias tenge cent cents pence usd eur gbp jpy cny rub inr chf aud cad",
    ),
];

/// Joined to the groups above; apart because units carry more than a class (see [`super::super::figures::unit`]).
fn unit_words() -> impl Iterator<Item = &'static str> {
    crate::text::figures::unit::UNITS.iter().flat_map(|unit| unit.words.split_ascii_whitespace())
}

type Lexicon = FxHashMap<&'static str, Entry>;

static WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words = Lexicon::default();
    for &(class, list) in GROUPS {
        for word in list.split_ascii_whitespace() {
            let entry = words.entry(word).or_default();
            entry.class = entry.class.or(class);
        }
    }
    for word in unit_words() {
        let entry = words.entry(word).or_default();
        entry.class = entry.class.or(UNIT);
    }
    for &(class, list) in NUMBERED_GROUPS {
        for (word, number) in list.split_ascii_whitespace().filter_map(|item| item.split_once('=')) {
            let entry = words.entry(word).or_default();
            entry.class = entry.class.or(class);
            entry.number = number.parse().unwrap_or_default();
        }
    }
    words
});

/// The longest entry, in bytes: longer words are not looked up.
const LONGEST_BYTES: usize = 16;

/// What is known of `word`, in any case; nothing for a word that is not listed.
pub fn look_up(word: &str) -> Entry {
    let mut lower = [0u8; LONGEST_BYTES];
    let Some(lower) = lower.get_mut(..word.len()) else { return Entry::default() };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(|key| WORDS.get(key)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_in_any_case() {
        assert!(look_up("Said").class.meets(SAY));
        assert!(look_up("MINISTRY").class.meets(BODY));
        assert_eq!(look_up("twenty").number, 20.0);
        assert_eq!(look_up("October").number, 10.0);
        assert_eq!(look_up("xylophone").class, Class(0));
        assert_eq!(look_up("a-word-of-more-bytes-than-any").class, Class(0));
    }

    #[test]
    fn no_entry_is_too_long_to_be_found() {
        let lists = GROUPS.iter().chain(NUMBERED_GROUPS).flat_map(|(_, list)| list.split_ascii_whitespace());
        for item in lists {
            let word = item.split('=').next().unwrap_or(item);
            assert!(word.len() <= LONGEST_BYTES, "{word}");
            assert_eq!(word, word.to_lowercase());
        }
    }
}
