use super::*;

const SMALL: &str = "crossread-gazetteer 1
A\tInner Sea
C\tAA\t7\tAlphaland|Alphalandia\tAlphan|Alphans
S\tMount Alpha
R\tNorth Alpha
4*\tPort Santé|Porsant
S!\tRed House|the Red House
1\tTwinville
C\tBB\t5\tBetania\tBetanian
3\tTwinville
F\tBB,AA\tOld Union|OU\tUnionist
X\tunknown line
";

fn told(gazetteer: &Gazetteer, name: &str) -> String {
    let tell = |candidate: &Candidate| {
        let place = candidate.place;
        let parent = gazetteer.parent(place).map_or("-", |parent| gazetteer.name(parent));
        let code = gazetteer.country_code(place).unwrap_or("-");
        format!("{} {:?} {code} in {parent}, {}", gazetteer.name(place), gazetteer.kind(place), candidate.prior)
    };
    gazetteer.lookup(name).iter().map(tell).collect::<Vec<_>>().join("; ")
}

#[test]
fn looks_names_up() {
    let gazetteer = Gazetteer::parse(SMALL);
    for (name, expected) in [
        ("inner sea", "Inner Sea Area - in -, 90"),
        ("ALPHALANDIA", "Alphaland Country AA in -, 100"),
        ("Mount Alpha", "Mount Alpha Site AA in Alphaland, 60"),
        ("Port-Sante", "Port Santé City AA in North Alpha, 67"),
        ("Porsant", "Port Santé City AA in North Alpha, 42"),
        ("the Red House", "Red House Site AA in Port Santé, 80"),
        ("Twinville", "Twinville City BB in Betania, 44; Twinville City AA in North Alpha, 28"),
        ("OU", "Old Union FormerState BB in -, 90"),
        ("Twin", ""),
        ("", ""),
    ] {
        assert_eq!(told(&gazetteer, name), expected, "{name}");
    }
}

#[test]
fn knows_peoples_and_governments() {
    let gazetteer = Gazetteer::parse(SMALL);
    assert_eq!(gazetteer.demonym("Alphans"), Some("AA"));
    assert_eq!(gazetteer.demonym("Unionist"), Some("BB"));
    assert_eq!(gazetteer.demonym("Alphaland"), None);
    assert_eq!(gazetteer.government_of("Port Santé"), Some("AA"));
    assert_eq!(gazetteer.government_of("Red House"), Some("AA"));
    assert_eq!(gazetteer.government_of("Twinville"), None);
    assert_eq!(gazetteer.country("BB").map(|place| gazetteer.name(place)), Some("Betania"));
    assert_eq!(gazetteer.country("ZZ"), None);
}

#[test]
fn ships_the_world() {
    let gazetteer = Gazetteer::builtin();
    for (name, expected) in [
        ("Georgia", "Georgia Country GE in -, 100; Georgia Region US in United States, 45"),
        ("U.S.", "United States Country US in -, 100"),
        ("Türkiye", "Turkey Country TR in -, 100"),
        ("Côte d’Ivoire", "Ivory Coast Country CI in -, 100"),
        ("Soviet Union", "Soviet Union FormerState RU in -, 90"),
        ("Downing Street", "Downing Street Site GB in London, 80"),
    ] {
        assert_eq!(told(&gazetteer, name), expected, "{name}");
    }
    for (name, code) in [("Washington", "US"), ("Kiev", "UA"), ("Birmingham", "GB"), ("Saint Petersburg", "RU")] {
        let best = gazetteer.lookup(name)[0].place;
        assert_eq!((gazetteer.kind(best), gazetteer.country_code(best)), (PlaceKind::City, Some(code)), "{name}");
    }
    assert_eq!(gazetteer.demonym("Danes"), Some("DK"));
    assert!(gazetteer.len() > 35_000);
    let capitals = gazetteer.ids().filter(|&place| gazetteer.is_capital(place)).count();
    assert!((230..=245).contains(&capitals), "{capitals}");
}

proptest::proptest! {
    #[test]
    fn reads_any_text(text in "(crossread-gazetteer 1\n)?([ACFRS5][!*]?\t\\PC{0,9}\t\\PC{0,9}\t\\PC{0,9}\n){0,6}", name in "\\PC{0,9}") {
        let gazetteer = Gazetteer::parse(&text);
        for place in gazetteer.ids() {
            proptest::prop_assert!(gazetteer.parent(place).is_none_or(|parent| parent < place));
            for name in gazetteer.names(place) {
                let is_found = gazetteer.lookup(name).iter().any(|candidate| candidate.place == place);
                proptest::prop_assert!(is_found || fold(name).is_empty());
            }
        }
        gazetteer.lookup(&name);
        gazetteer.demonym(&name);
    }
}
