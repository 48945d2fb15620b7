//! Mathematics drawn on several lines, as on paper: fractions with a bar, choices with a brace. It reads in any type of even width, without a renderer.

use super::math::{Math, Sign};
use crate::report::text::layout::columns;

/// Wider sums and lists of conditions are put below each other.
const MOST_COLUMNS: usize = 100;

/// Lines of text, and which of them stands beside an equals sign.
#[derive(Debug, Clone)]
pub(super) struct Drawing {
    lines: Vec<String>,
    base: usize,
}

impl Drawing {
    /// The lines, without blanks at their ends.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    fn word(text: &str) -> Self {
        Self { lines: vec![text.to_owned()], base: 0 }
    }

    fn width(&self) -> usize {
        self.lines.iter().map(|line| columns(line)).max().unwrap_or(0)
    }

    /// One after the other, their base lines in a row.
    fn beside(parts: &[Self]) -> Self {
        let above = parts.iter().map(|p| p.base).max().unwrap_or(0);
        let below = parts.iter().map(|p| p.lines.len() - p.base).max().unwrap_or(1);
        let mut lines = vec![String::new(); above + below];
        for part in parts {
            let (width, top) = (part.width(), above - part.base);
            for (index, line) in lines.iter_mut().enumerate() {
                let own = index.checked_sub(top).and_then(|i| part.lines.get(i)).map_or("", String::as_str);
                line.push_str(own);
                line.push_str(&" ".repeat(width - columns(own)));
            }
        }
        Self { lines, base: above }
    }

    /// One below the other; the first has the base line.
    fn below(parts: Vec<Self>) -> Self {
        let base = parts.first().map_or(0, |p| p.base);
        Self { lines: parts.into_iter().flat_map(|p| p.lines).collect(), base }
    }

    fn fraction(over: Self, under: Self) -> Self {
        let width = over.width().max(under.width()) + 2;
        let centred = |part: &Self| {
            let left = " ".repeat((width - part.width()) / 2);
            part.lines.iter().map(|line| format!("{left}{line}")).collect::<Vec<_>>()
        };
        let mut lines = centred(&over);
        let base = lines.len();
        lines.push("─".repeat(width));
        lines.extend(centred(&under));
        Self { lines, base }
    }

    /// Between two signs as tall as it is: one for a single line, or top, middle and bottom of a tall one.
    fn between(self, left: [&str; 4], right: [&str; 4]) -> Self {
        let tall = |sign: [&str; 4]| {
            let last = self.lines.len() - 1;
            let part = |index| match index {
                _ if last == 0 => sign[0],
                0 => sign[1],
                i if i == last => sign[3],
                _ => sign[2],
            };
            Self { lines: (0..=last).map(|i| part(i).to_owned()).collect(), base: self.base }
        };
        let (left, right) = (tall(left), tall(right));
        Self::beside(&[left, self, right])
    }

    fn in_parentheses(self) -> Self {
        self.between(["(", "⎛", "⎜", "⎝"], [")", "⎞", "⎟", "⎠"])
    }
}

impl Math {
    /// Drawn after `name = `; the name stands above where there is no room beside.
    pub(super) fn equation(&self, name: &str) -> Drawing {
        let drawn = self.drawn();
        let beside = Drawing::beside(&[Drawing::word(&format!("{name} = ")), drawn.clone()]);
        if beside.width() <= MOST_COLUMNS {
            return beside;
        }
        Drawing::below(vec![Drawing::word(name), Drawing::beside(&[Drawing::word("  = "), drawn])])
    }

    /// Drawn.
    pub(super) fn drawn(&self) -> Drawing {
        match self {
            Self::Word(word) => Drawing::word(word),
            Self::Sum(terms) => sum(terms),
            Self::Product(factors) => {
                let parts = factors.iter().map(|f| f.drawn_within(7)).collect();
                chain(parts, " · ", "· ")
            }
            Self::Fraction(over, under) => Drawing::fraction(over.drawn(), under.drawn()),
            Self::Relation(sign, left, right) => {
                let parts = vec![left.drawn_within(5), right.drawn_within(5)];
                chain(parts, &format!(" {sign} "), &format!("{sign} "))
            }
            Self::Joined(_, word, parts) => {
                let room = " ".repeat(columns(word) + 1);
                let row = |(index, part): (usize, &Self)| {
                    let before = if index == 0 { room.clone() } else { format!("{word} ") };
                    Drawing::beside(&[Drawing::word(&before), part.drawn_within(3)])
                };
                Drawing::below(parts.iter().enumerate().map(row).collect())
            }
            Self::Not(word, inner) => {
                Drawing::beside(&[Drawing::word(&format!("{word} ")), inner.drawn().in_parentheses()])
            }
            Self::Cases(rows, words) => cases(rows, &words.when, &words.otherwise),
            Self::Call(name, values) => {
                let values = chain(values.iter().map(Self::drawn).collect(), "; ", "; ");
                Drawing::beside(&[Drawing::word(name), values.in_parentheses()])
            }
            Self::Absolute(inner) => inner.drawn().between(["|"; 4], ["|"; 4]),
            Self::After(inner, words) => Drawing::beside(&[inner.drawn_within(8), Drawing::word(&format!(" {words}"))]),
        }
    }

    /// The same inside something that binds with this strength.
    fn drawn_within(&self, strength: u8) -> Drawing {
        if self.strength() < strength { self.drawn().in_parentheses() } else { self.drawn() }
    }
}

fn sum(terms: &[(Sign, Math)]) -> Drawing {
    let drawn: Vec<(Sign, Drawing)> = terms.iter().map(|(sign, term)| (*sign, term.drawn_within(6))).collect();
    let each = drawn.iter().enumerate();
    let parts: Vec<Drawing> =
        each.flat_map(|(i, (sign, d))| [Drawing::word(sign.written(i == 0)), d.clone()]).collect();
    let beside = Drawing::beside(&parts);
    if beside.width() <= MOST_COLUMNS {
        return beside;
    }
    let row = |(index, (sign, drawing)): (usize, (Sign, Drawing))| {
        let sign = match (sign, index) {
            (Sign::Plus, 0) => "  ",
            (Sign::Plus, _) => "+ ",
            (Sign::Minus, _) => "− ",
        };
        Drawing::beside(&[Drawing::word(sign), drawing])
    };
    Drawing::below(drawn.into_iter().enumerate().map(row).collect())
}

/// Parts with a sign between them, or below each other with the sign first on each line but the first.
fn chain(parts: Vec<Drawing>, between: &str, first_on_line: &str) -> Drawing {
    let beside: Vec<Drawing> = parts
        .iter()
        .enumerate()
        .flat_map(|(i, part)| (i > 0).then(|| Drawing::word(between)).into_iter().chain([part.clone()]))
        .collect();
    let beside = Drawing::beside(&beside);
    if beside.width() <= MOST_COLUMNS {
        return beside;
    }
    let room = " ".repeat(columns(first_on_line));
    let row = |(i, part): (usize, Drawing)| {
        Drawing::beside(&[Drawing::word(if i == 0 { &room } else { first_on_line }), part])
    };
    Drawing::below(parts.into_iter().enumerate().map(row).collect())
}

fn cases(rows: &[(Math, Option<Math>)], when: &str, otherwise: &str) -> Drawing {
    let values: Vec<Drawing> = rows.iter().map(|(value, _)| value.drawn()).collect();
    let width = values.iter().map(Drawing::width).max().unwrap_or(0);
    let row = |(value, (_, condition)): (Drawing, &(Math, Option<Math>))| {
        let room = Drawing::word(&" ".repeat(width - value.width() + 3));
        let said = match condition {
            Some(condition) => Drawing::beside(&[Drawing::word(&format!("{when} ")), condition.drawn()]),
            None => Drawing::word(otherwise),
        };
        Drawing::beside(&[value, room, said])
    };
    let mut stacked = Drawing::below(values.into_iter().zip(rows).map(row).collect());
    // A brace needs three lines: its middle stands beside the equals sign.
    if stacked.lines.len() == 2 {
        stacked.lines.insert(1, String::new());
    }
    let last = stacked.lines.len() - 1;
    let middle = stacked.lines.len() / 2;
    let brace = (0..=last).map(|index| match index {
        0 => "⎧ ",
        i if i == last => "⎩ ",
        i if i == middle => "⎨ ",
        _ => "⎪ ",
    });
    stacked.lines = brace.zip(stacked.lines).map(|(sign, line)| format!("{sign}{line}")).collect();
    stacked.base = middle.min(last);
    stacked
}
