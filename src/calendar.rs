//! The calendar: what months are called and how long they are.

/// The months by their English names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of a month of the Gregorian calendar, 1 for January; 0 where there is no such month.
pub fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::days_in;

    #[test]
    fn february_has_a_day_more_in_leap_years() {
        assert_eq!([2024, 2025, 2000, 1900].map(|year| days_in(year, 2)), [29, 28, 29, 28]);
        assert_eq!([1, 4, 0, 13].map(|month| days_in(2026, month)), [31, 30, 0, 0]);
    }
}
