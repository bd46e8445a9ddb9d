use super::*;
use crate::text::token::tokenize;

fn found(text: &str) -> Vec<(String, When)> {
    let tokens = tokenize(text);
    let words = Words::new(text, &tokens);
    let line = words.all();
    find(line).into_iter().map(|found| (line.span(found.first, found.last).of(text).to_string(), found.when)).collect()
}

fn fixed(from: &str, to: &str) -> When {
    When::Fixed(Date::parse_iso(from).unwrap(), Date::parse_iso(to).unwrap())
}

#[test]
fn reads_fixed_dates() {
    for (text, surface, from, to) in [
        ("on Jan. 4, 2022, it", "Jan. 4, 2022", "2022-01-04", "2022-01-04"),
        ("On 4 January 2022 it", "4 January 2022", "2022-01-04", "2022-01-04"),
        ("on the 4th of January, 2022", "4th of January, 2022", "2022-01-04", "2022-01-04"),
        ("at 2022-01-04 it", "2022-01-04", "2022-01-04", "2022-01-04"),
        ("from Jan. 4-6, 2022", "Jan. 4-6, 2022", "2022-01-04", "2022-01-06"),
        ("4–6 January 2022", "4–6 January 2022", "2022-01-04", "2022-01-06"),
        ("Wednesday, January 26, 2022", "Wednesday, January 26, 2022", "2022-01-26", "2022-01-26"),
        ("in May 2020 it", "May 2020", "2020-05-01", "2020-05-31"),
        ("between March and May 2020", "March and May 2020", "2020-03-01", "2020-05-31"),
        ("from November to February 2020", "November to February 2020", "2019-11-01", "2020-02-29"),
        ("in 2019.", "2019", "2019-01-01", "2019-12-31"),
        ("since the 1991 fall", "1991", "1991-01-01", "1991-12-31"),
        ("Since late 2020, it", "late 2020", "2020-09-01", "2020-12-31"),
        ("in mid-March 2021", "mid-March 2021", "2021-03-11", "2021-03-20"),
        ("the summer of 2019", "summer of 2019", "2019-06-01", "2019-08-31"),
        ("in winter 2020", "winter 2020", "2019-12-01", "2020-02-29"),
        ("from 2018 to 2020", "2018 to 2020", "2018-01-01", "2020-12-31"),
        ("on 13/01/2022", "13/01/2022", "2022-01-13", "2022-01-13"),
    ] {
        assert_eq!(found(text), [(surface.to_string(), fixed(from, to))], "{text}");
    }
}

#[test]
fn reads_dates_that_hang_on_the_day_of_publication() {
    use When::*;
    for (text, surface, when) in [
        ("until January 17.", "January 17", DaysOfMonth { month: 1, first: 17, last: 17 }),
        ("until Jan. 19. It", "Jan. 19", DaysOfMonth { month: 1, first: 19, last: 19 }),
        ("on Thursday", "Thursday", Weekday { day: 3, side: Side::Open }),
        ("last Thursday", "last Thursday", Weekday { day: 3, side: Side::Last }),
        ("in October their", "October", Month { month: 10, part: Part::Whole, side: Side::Open }),
        ("last October", "last October", Month { month: 10, part: Part::Whole, side: Side::Last }),
        ("in early May", "early May", Month { month: 5, part: Part::Early, side: Side::Open }),
        ("this week", "this week", Week(0)),
        ("last month", "last month", MonthFromNow(-1)),
        ("next year", "next year", YearFromNow(1)),
        ("yesterday", "yesterday", Day(-1)),
        ("last night", "last night", Day(-1)),
        ("three days ago", "three days ago", Day(-3)),
        ("a week ago", "a week ago", Day(-7)),
        ("twenty-five years ago", "twenty-five years ago", YearFromNow(-25)),
        ("two decades ago", "two decades ago", YearFromNow(-20)),
    ] {
        assert_eq!(found(text), [(surface.to_string(), when)], "{text}");
    }
}

#[test]
fn leaves_what_only_looks_like_a_date() {
    for text in [
        "it may rain",
        "May said so",
        "a march on the city",
        "the 1990s",
        "in 2000 schools",
        "some 2019 people",
        "Rubin-2021",
        "he sat down",
        "The Sun said",
        "01/02/2022",
        "April Jones left",
        "last resort",
        "2021 people",
        "30 Februaries",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}
