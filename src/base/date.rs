use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
///
/// Written `YYYY-MM-DD` in JSON, one integer in a pack. Day arithmetic is `add_days`; the conversion is the
/// era algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    days: i32,
}

impl Date {
    /// `None` when no such day exists, or the year is outside 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Date { days: era * 146_097 + day_of_era - 719_468 })
    }

    /// Year, month (1 to 12), day (1 to 31).
    pub fn parts(self) -> (i32, u32, u32) {
        let shifted = self.days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }

    pub fn year(self) -> i32 {
        self.parts().0
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u32 {
        (self.days + 3).rem_euclid(7) as u32
    }

    /// Saturates at the years 1 and 9999.
    pub fn add_days(self, days: i32) -> Date {
        let first = Date::new(1, 1, 1).expect("a real day").days;
        let last = Date::new(9999, 12, 31).expect("a real day").days;
        Date { days: self.days.saturating_add(days).clamp(first, last) }
    }

    /// The day so many days after 1970-01-01, as a pack holds it. Saturates at the years 1 and 9999.
    pub(crate) fn from_days(days: i32) -> Date {
        Date { days: 0 }.add_days(days)
    }

    /// Days from `other` to `self`.
    pub fn days_since(self, other: Date) -> i32 {
        self.days - other.days
    }

    /// Reads `YYYY-MM-DD`, also at the head of a longer timestamp.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let head = text.get(..10)?;
        let mut parts = head.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some()
            || year.len() != 4
            || month.len() != 2
            || !head.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

/// A moment as ISO 8601 in UTC, by the milliseconds since 1970 began: `2022-01-06T08:30:00.250Z`.
pub fn moment(millis: u64) -> String {
    const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;
    let day = Date::from_days(i32::try_from(millis / DAY_MILLIS).unwrap_or(i32::MAX));
    let digits = |number: u64, width: usize| {
        let digits = number.to_string();
        ["0".repeat(width.saturating_sub(digits.len())), digits].concat()
    };
    let left = millis % DAY_MILLIS;
    let time = [left / 3_600_000, left / 60_000 % 60, left / 1000 % 60].map(|part| digits(part, 2)).join(":");
    [&day.to_string(), "T", &time, ".", &digits(left % 1000, 3), "Z"].concat()
}

/// The number of days in `month` (1 to 12) of `year`.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i32(self.days) }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            Date::parse_iso(&text)
                .ok_or_else(|| D::Error::custom(format!("\"{text}\" is not a day written YYYY-MM-DD")))
        } else {
            Ok(Date { days: i32::deserialize(deserializer)? })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days() {
        for (text, days, weekday) in
            [("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("2022-01-06", 18_998, 3), ("1969-12-31", -1, 2)]
        {
            let date = Date::parse_iso(text).unwrap();
            assert_eq!((date.days, date.weekday(), date.to_string()), (days, weekday, text.to_string()));
        }
    }

    #[test]
    fn writes_moments() {
        assert_eq!(moment(1_641_457_800_250), "2022-01-06T08:30:00.250Z");
        assert_eq!(moment(86_399_007), "1970-01-01T23:59:59.007Z");
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for text in ["2022-02-29", "2022-13-01", "2022-1-01", "2022-00-10", "today", "20220101xx", ""] {
            assert_eq!(Date::parse_iso(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn parts_and_back(days in -700_000i32..2_900_000) {
            let date = Date { days };
            let (year, month, day) = date.parts();
            proptest::prop_assert_eq!(Date::new(year, month, day), Some(date));
        }
    }
}
