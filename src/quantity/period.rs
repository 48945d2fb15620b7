//! Stretches of time and days, and the bases that figures are given on.

use std::fmt;
use thiserror::Error;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
}

/// What a figure is about: a run of whole months, or one day (a balance).
///
/// `2024-03`, `2024-01..2024-03` and `2024-03-31` are three different periods; `2024-Q1` is the second of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// From the first month to the last, both included.
    Months {
        /// First month.
        from: YearMonth,
        /// Last month.
        to: YearMonth,
    },
    /// The state at the end of a day.
    Day(Date),
}

/// The kinds of period that a rule may be limited to. A period can be of several: January–March is a quarter, and the year to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodKind {
    /// January to December.
    Year,
    /// Four months from January, May or September.
    Tertial,
    /// Three months from January, April, July or October.
    Quarter,
    /// One month.
    Month,
    /// From January to any month of the same year.
    ToDate,
    /// A day.
    Day,
}

/// Why a text is not a period or a date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Not one of the forms.
    #[error("`{0}` is not a period; write 2024, 2024-T1, 2024-Q1, 2024-03, 2024-01..2024-03 or 2024-03-31")]
    NotAPeriod(String),
    /// A day or month that the calendar does not have.
    #[error("`{0}` is not in the calendar")]
    NotInCalendar(String),
    /// The end comes before the start.
    #[error("`{0}` ends before it starts")]
    Backwards(String),
}

/// On which basis a figure is given. The order is the one in which history prefers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Utfall.
    Outcome,
    /// Prognos.
    Forecast,
    /// Budget.
    Budget,
    /// Plan.
    Plan,
}

/// From and to which day something holds; both ends included, either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Date {
    /// A day, if the calendar has it.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        fits.then_some(Self { year, month, day })
    }

    /// Reads `2024-03-31`.
    ///
    /// # Errors
    /// Another form, or a day that the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        match Period::parse(text)? {
            Period::Day(date) => Ok(date),
            Period::Months { .. } => Err(PeriodError::NotAPeriod(text.to_owned())),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> u8 {
        self.day
    }

    /// How many days a month has.
    pub(super) fn days_in(year: i16, month: u8) -> u8 {
        days_in(year, month)
    }

    /// The same day `years` later (or earlier); 29 February becomes the 28th.
    #[must_use]
    pub fn add_years(self, years: i32) -> Self {
        let year = shift(self.year, years);
        let day = if self.is_month_end() { days_in(year, self.month) } else { self.day };
        Self { year, month: self.month, day }
    }

    /// Whether it is the last day of its month.
    pub fn is_month_end(self) -> bool {
        self.day == days_in(self.year, self.month)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::new(self.year, self.month, self.day + 1)
            .or_else(|| Self::new(self.year, self.month + 1, 1))
            .or_else(|| Self::new(self.year + 1, 1, 1))
            .unwrap_or(self)
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        let end_of = |year, month| Self::new(year, month, days_in(year, month));
        Self::new(self.year, self.month, self.day - 1)
            .or_else(|| end_of(self.year, self.month - 1))
            .or_else(|| end_of(self.year - 1, 12))
            .unwrap_or(self)
    }
}

fn shift(year: i16, years: i32) -> i16 {
    i16::try_from(i32::from(year).saturating_add(years).clamp(1, 9999)).unwrap_or(year)
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl YearMonth {
    fn first(self) -> Date {
        Date { year: self.year, month: self.month, day: 1 }
    }

    fn last(self) -> Date {
        Date { year: self.year, month: self.month, day: days_in(self.year, self.month) }
    }

    fn add_years(self, years: i32) -> Self {
        Self { year: shift(self.year, years), month: self.month }
    }
}

impl Period {
    /// The whole year.
    pub fn year(year: i16) -> Self {
        Self::months(year, 1, 12)
    }

    /// From one month to another of the same year.
    pub fn months(year: i16, from: u8, to: u8) -> Self {
        Self::Months { from: YearMonth { year, month: from }, to: YearMonth { year, month: to } }
    }

    /// Reads any of the written forms.
    ///
    /// # Errors
    /// Another form, a day that the calendar does not have, an end before the start.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        let Some((from, to)) = text.split_once("..") else {
            return parse_one(text);
        };
        let wrong = || PeriodError::NotAPeriod(text.to_owned());
        match (parse_one(from.trim())?, parse_one(to.trim())?) {
            (Self::Months { from, .. }, Self::Months { to, .. }) if from <= to => Ok(Self::Months { from, to }),
            (Self::Months { .. }, Self::Months { .. }) => Err(PeriodError::Backwards(text.to_owned())),
            _ => Err(wrong()),
        }
    }

    /// A number of its own for every period, to compare many fast.
    pub fn key(self) -> u64 {
        let month = |m: YearMonth| (m.year.unsigned_abs() as u64) << 4 | u64::from(m.month);
        match self {
            Self::Months { from, to } => month(from) << 20 | month(to),
            Self::Day(day) => {
                1 << 40 | month(YearMonth { year: day.year, month: day.month }) << 20 | u64::from(day.day)
            }
        }
    }

    /// The first day.
    pub fn start(self) -> Date {
        match self {
            Self::Months { from, .. } => from.first(),
            Self::Day(date) => date,
        }
    }

    /// The last day.
    pub fn end(self) -> Date {
        match self {
            Self::Months { to, .. } => to.last(),
            Self::Day(date) => date,
        }
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.start() <= other.end() && other.start() <= self.end()
    }

    /// The same cut `years` later; negative for earlier.
    #[must_use]
    pub fn add_years(self, years: i32) -> Self {
        match self {
            Self::Months { from, to } => Self::Months { from: from.add_years(years), to: to.add_years(years) },
            Self::Day(date) => Self::Day(date.add_years(years)),
        }
    }

    /// Whether the period is of a kind.
    pub fn is(self, kind: PeriodKind) -> bool {
        let Self::Months { from, to } = self else {
            return kind == PeriodKind::Day;
        };
        let same_year = from.year == to.year;
        let length = if same_year { to.month - from.month + 1 } else { 0 };
        match kind {
            PeriodKind::Year => length == 12,
            PeriodKind::Tertial => length == 4 && from.month % 4 == 1,
            PeriodKind::Quarter => length == 3 && from.month % 3 == 1,
            PeriodKind::Month => length == 1,
            PeriodKind::ToDate => same_year && from.month == 1,
            PeriodKind::Day => false,
        }
    }
}

fn parse_one(text: &str) -> Result<Period, PeriodError> {
    let wrong = || PeriodError::NotAPeriod(text.to_owned());
    let absent = || PeriodError::NotInCalendar(text.to_owned());
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse::<i16>().map_err(|_| wrong()) } else { Err(wrong()) }
    };
    let mut parts = text.split('-');
    let year = number(parts.next().unwrap_or_default(), 4)?;
    if year == 0 {
        return Err(absent());
    }
    let Some(second) = parts.next() else {
        return Ok(Period::year(year));
    };
    let third = parts.next();
    if parts.next().is_some() {
        return Err(wrong());
    }
    let part_of_year = |letters: [char; 2], months: u8| -> Option<Result<Period, PeriodError>> {
        let nth = second.strip_prefix(letters)?;
        Some(match nth.parse::<u8>() {
            Ok(nth) if nth >= 1 && nth <= 12 / months => Ok(Period::months(year, (nth - 1) * months + 1, nth * months)),
            _ => Err(absent()),
        })
    };
    if let Some(found) = part_of_year(['T', 't'], 4).or_else(|| part_of_year(['Q', 'q'], 3)) {
        return if third.is_none() { found } else { Err(wrong()) };
    }
    let month = u8::try_from(number(second, 2)?).map_err(|_| wrong())?;
    match third {
        None if (1..=12).contains(&month) => Ok(Period::months(year, month, month)),
        None => Err(absent()),
        Some(day) => {
            let day = u8::try_from(number(day, 2)?).map_err(|_| wrong())?;
            Date::new(year, month, day).map(Period::Day).ok_or_else(absent)
        }
    }
}

impl Validity {
    /// Reads `2024`, `2024..2026`, `..2023`, `2024-03-01..`.
    ///
    /// # Errors
    /// As for periods; `..` alone is an error too.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        let side = |part: &str| match part.trim() {
            "" => Ok(None),
            part => parse_one(part).map(Some),
        };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (side(from)?, side(to)?),
            None => (side(text)?, side(text)?),
        };
        let found = Self { from: from.map(Period::start), to: to.map(Period::end) };
        match (found.from, found.to) {
            (None, None) => Err(PeriodError::NotAPeriod(text.to_owned())),
            (Some(from), Some(to)) if from > to => Err(PeriodError::Backwards(text.to_owned())),
            _ => Ok(found),
        }
    }

    /// Whether a day is inside.
    pub fn holds(self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether a whole period is inside.
    pub fn holds_period(self, period: Period) -> bool {
        (self.from.is_none() && self.to.is_none()) || self.holds(period.start()) && self.holds(period.end())
    }

    /// The days that are inside both, if there are any.
    pub fn common(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self {
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            },
        })
    }

    /// Whether some day is inside both.
    pub fn overlaps(self, other: Self) -> bool {
        let starts_in_time = |a: Self, b: Self| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_in_time(self, other) && starts_in_time(other, self)
    }
}

impl Basis {
    /// All of them, in the order of preference.
    pub const ALL: [Self; 4] = [Self::Outcome, Self::Forecast, Self::Budget, Self::Plan];

    /// The word in files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Forecast => "forecast",
            Self::Budget => "budget",
            Self::Plan => "plan",
        }
    }

    /// The word in Swedish.
    pub fn in_swedish(self) -> &'static str {
        match self {
            Self::Outcome => "utfall",
            Self::Forecast => "prognos",
            Self::Budget => "budget",
            Self::Plan => "plan",
        }
    }

    /// Reads the English or the Swedish word, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|b| b.as_str() == text || b.in_swedish() == text)
    }
}

impl PeriodKind {
    /// Reads the word used in packs.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "year" => Self::Year,
            "tertial" => Self::Tertial,
            "quarter" => Self::Quarter,
            "month" => Self::Month,
            "to_date" => Self::ToDate,
            "day" => Self::Day,
            _ => return None,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(f),
            Self::Months { from, .. } if self.is(PeriodKind::Year) => write!(f, "{:04}", from.year),
            Self::Months { from, .. } if self.is(PeriodKind::Month) => from.fmt(f),
            Self::Months { from, to } => write!(f, "{from}..{to}"),
        }
    }
}
