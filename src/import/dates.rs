//! Days as files write them: in feeds, mails, meta tags and tables.

use crate::base::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads `2021-03-04` (also as `2021/03/04` or `20210304`, also at the head of a timestamp), and days whose month is a
/// word: `Thu, 04 Mar 2021 05:06:07 GMT`, `March 4, 2021`, `4 March 2021`. The day is the one written, whatever the
/// zone. `None` for `04/03/2021`: nobody can say which is the month.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| compact(text)).or_else(|| worded(text))
}

fn iso(text: &str) -> Option<Date> {
    let head = text.get(..10)?;
    Date::parse_iso(&head.replace('/', "-")).filter(|_| !text[10..].starts_with(|c: char| c.is_ascii_digit()))
}

fn compact(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // A longer run of digits is a number, or a timestamp such as 20210304050607.
    (digits == 8 || digits == 14).then(|| {
        let number = |range| text.get(range).and_then(|it: &str| it.parse().ok());
        Date::new(number(0..4)? as i32, number(4..6)?, number(6..8)?)
    })?
}

fn worded(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Ok(number) = digits.parse::<u32>() {
            match digits.len() {
                1 | 2 if day.is_none() => day = Some(number),
                4 if year.is_none() => year = Some(number),
                _ => {}
            }
        } else if month.is_none() {
            month = month_of(word);
        }
    }
    Date::new(year? as i32, month?, day?)
}

fn month_of(word: &str) -> Option<u32> {
    let head = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == head)?;
    word.chars().all(char::is_alphabetic).then_some(at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_days_that_files_have() {
        for text in [
            "2021-03-04",
            "2021-03-04T23:59:59+09:00",
            " 2021/03/04 05:06",
            "20210304",
            "20210304050607",
            "Thu, 04 Mar 2021 05:06:07 GMT",
            "4 March 2021",
            "March 4th, 2021 at 10:05",
            "Mar. 4, 2021",
        ] {
            assert_eq!(parse(text), Date::new(2021, 3, 4), "{text}");
        }
        for text in ["04/03/2021", "2021", "yesterday", "1614834000", "2021-03-041", "March 2021", "", "é2021-03-04"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
