//! Calendar days, as rules and configurations write them.

use crate::calendar::{MONTHS, days_in};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar. Days compare by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Day {
    /// Whole months from this day to a later one; 0 where the other is earlier.
    pub fn months_to(self, later: Day) -> u32 {
        let months =
            (i32::from(later.year) - i32::from(self.year)) * 12 + i32::from(later.month) - i32::from(self.month);
        let whole = if later.day < self.day { months - 1 } else { months };
        whole.max(0) as u32
    }

    /// `19 June 2026`.
    pub fn in_words(self) -> String {
        let month = MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        format!("{} {} {}", self.day, month, self.year)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date; write it as 2026-06-19")]
pub struct NoDay(pub String);

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let no = || NoDay(text.to_owned());
        let mut parts = text.trim().splitn(3, '-');
        let year: u16 = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(no)?;
        let month: u8 = parts.next().and_then(|m| m.parse().ok()).ok_or_else(no)?;
        let day: u8 = parts.next().and_then(|d| d.parse().ok()).ok_or_else(no)?;
        let longest = days_in(u32::from(year), u32::from(month));
        if year == 0 || day == 0 || u32::from(day) > longest {
            return Err(no());
        }
        Ok(Day { year, month, day })
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.year, self.month, self.day).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(serde::de::Error::custom)
        } else {
            let (year, month, day) = Deserialize::deserialize(deserializer)?;
            Ok(Day { year, month, day })
        }
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date", "description": "A date, as 2026-06-19"})
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn reads_only_real_days() {
        assert_eq!("2024-02-29".parse::<Day>().unwrap().in_words(), "29 February 2024");
        for wrong in ["2023-02-29", "2024-13-01", "24-01-01", "2024-00-10", "June 2026", "2026-04-31"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn counts_whole_months() {
        let day = |t: &str| t.parse::<Day>().unwrap();
        assert_eq!(day("2021-10-31").months_to(day("2026-11-21")), 60);
        assert_eq!(day("2026-11-22").months_to(day("2026-11-21")), 0);
    }
}
