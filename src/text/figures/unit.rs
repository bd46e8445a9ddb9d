//! Units of measure and money, by the words that news writes for them.

/// A unit as the corpus names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The corpus's name: SI symbols, ISO 4217 codes, English singulars for times.
    pub name: &'static str,
    /// What one of it is in `name` ("decade" is 10 years).
    pub factor: f64,
    /// The words for it, in small letters.
    pub words: &'static str,
}

const fn unit(name: &'static str, factor: f64, words: &'static str) -> Unit {
    Unit { name, factor, words }
}

/// Factors are definitions: a decade is ten years, a fortnight fourteen days.
pub const UNITS: &[Unit] = &[
    unit("second", 1.0, "second seconds sec secs"),
    unit("minute", 1.0, "minute minutes min mins"),
    unit("hour", 1.0, "hour hours hr hrs"),
    unit("day", 1.0, "day days"),
    unit("day", 14.0, "fortnight fortnights"),
    unit("week", 1.0, "week weeks"),
    unit("month", 1.0, "month months"),
    unit("year", 1.0, "year years yr yrs"),
    unit("year", 10.0, "decade decades"),
    unit("year", 100.0, "century centuries"),
    unit("percent", 1.0, "percent pct"),
    unit("km", 1.0, "km kms kilometer kilometers kilometre kilometres"),
    unit("m", 1.0, "meter meters metre metres"),
    unit("cm", 1.0, "cm centimeter centimeters centimetre centimetres"),
    unit("mm", 1.0, "mm millimeter millimeters millimetre millimetres"),
    unit("mile", 1.0, "mile miles mi"),
    unit("yard", 1.0, "yard yards"),
    unit("foot", 1.0, "foot feet ft"),
    unit("inch", 1.0, "inch inches"),
    unit("km2", 1.0, "km2 km²"),
    unit("acre", 1.0, "acre acres"),
    unit("hectare", 1.0, "hectare hectares ha"),
    unit("kg", 1.0, "kg kilo kilos kilogram kilograms kilogramme kilogrammes"),
    unit("gram", 1.0, "gram grams gramme grammes"),
    unit("tonne", 1.0, "tonne tonnes ton tons"),
    unit("ounce", 1.0, "ounce ounces oz"),
    unit("pound", 1.0, "lb lbs"),
    unit("litre", 1.0, "liter liters litre litres"),
    unit("gallon", 1.0, "gallon gallons"),
    unit("barrel", 1.0, "barrel barrels"),
    unit("degree", 1.0, "degree degrees"),
    unit("km/h", 1.0, "kph kmh km/h"),
    unit("mph", 1.0, "mph"),
    unit("knot", 1.0, "knot knots"),
    unit("watt", 1.0, "watt watts"),
    unit("MW", 1.0, "mw megawatt megawatts"),
    unit("GW", 1.0, "gw gigawatt gigawatts"),
    unit("MB", 1.0, "mb megabyte megabytes"),
    unit("GB", 1.0, "gb gigabyte gigabytes"),
    unit("TB", 1.0, "tb terabyte terabytes"),
    unit("magnitude", 1.0, "magnitude"),
];

/// Money by word and by sign, in ISO 4217.
pub const MONEY: &[Unit] = &[
    unit("USD", 1.0, "dollar dollars usd $ us$"),
    unit("EUR", 1.0, "euro euros eur €"),
    unit("GBP", 1.0, "pound pounds gbp £"),
    unit("JPY", 1.0, "yen jpy ¥"),
    unit("CNY", 1.0, "yuan cny renminbi"),
    unit("RUB", 1.0, "ruble rubles rouble roubles rub ₽"),
    unit("INR", 1.0, "rupee rupees inr ₹"),
    unit("CHF", 1.0, "franc francs chf"),
    unit("MXN", 1.0, "peso pesos"),
    unit("SEK", 1.0, "krona kronor"),
    unit("NOK", 1.0, "krone kroner"),
    unit("KRW", 1.0, "won ₩"),
    unit("TRY", 1.0, "lira liras ₺"),
    unit("BRL", 1.0, "real reais"),
    unit("ZAR", 1.0, "rand"),
    unit("ILS", 1.0, "shekel shekels ₪"),
    unit("SAR", 1.0, "riyal riyals"),
    unit("AED", 1.0, "dirham dirhams"),
    unit("PLN", 1.0, "zloty"),
    unit("UAH", 1.0, "hryvnia hryvnias ₴"),
    unit("KZT", 1.0, "tenge ₸"),
    unit("AUD", 1.0, "aud a$"),
    unit("CAD", 1.0, "cad c$"),
    unit("USD", 0.01, "cent cents"),
    unit("GBP", 0.01, "pence"),
];

/// The unit of `word` in `table`, in any case.
pub fn find(table: &'static [Unit], word: &str) -> Option<&'static Unit> {
    table.iter().find(|unit| unit.words.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word)))
}
