//! Mathematics as data: what a formula says, before it is decided whether it stands on one line or is drawn on several.

/// A piece of mathematics. What binds tighter comes later in [`Math::strength`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Math {
    /// A title, a number, a word.
    Word(String),
    /// Terms, each with its sign: `+` or `−`.
    Sum(Vec<(Sign, Math)>),
    /// Factors.
    Product(Vec<Math>),
    /// One over another.
    Fraction(Box<Math>, Box<Math>),
    /// A comparison.
    Relation(&'static str, Box<Math>, Box<Math>),
    /// Conditions with the word between them.
    Joined(Join, String, Vec<Math>),
    /// What holds when something else does not: the word, and the something.
    Not(String, Box<Math>),
    /// The first row whose condition holds; the last has none.
    Cases(Vec<(Math, Option<Math>)>, CaseWords),
    /// A function of values.
    Call(String, Vec<Math>),
    /// The size of a value, without its sign.
    Absolute(Box<Math>),
    /// Something with words after it: where in time, on which basis, whether it is there.
    After(Box<Math>, String),
}

/// The sign of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// How conditions are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
}

/// The words of a choice: "om" and "annars".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaseWords {
    pub(super) when: String,
    pub(super) otherwise: String,
}

impl Sign {
    /// The sign before a term; the first of several needs no plus.
    pub(super) fn written(self, first: bool) -> &'static str {
        match (self, first) {
            (Self::Plus, true) => "",
            (Self::Minus, true) => "−",
            (Self::Plus, false) => " + ",
            (Self::Minus, false) => " − ",
        }
    }
}

impl Math {
    /// How tight it binds: a part that binds looser than what it stands in needs parentheses.
    pub(super) fn strength(&self) -> u8 {
        match self {
            Self::Cases(..) => 0,
            Self::Joined(Join::Or, ..) => 1,
            Self::Joined(Join::And, ..) => 2,
            Self::Not(..) => 3,
            Self::Relation(..) => 4,
            Self::Sum(_) => 5,
            Self::Product(_) => 6,
            Self::Fraction(..) => 7,
            Self::After(..) => 8,
            Self::Word(_) | Self::Call(..) | Self::Absolute(_) => 9,
        }
    }

    /// On one line: `(Årets resultat + Avskrivningar) / Investeringar`.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Sum(terms) => {
                let each = terms.iter().enumerate();
                each.map(|(index, (sign, term))| format!("{}{}", sign.written(index == 0), term.within(6))).collect()
            }
            Self::Product(factors) => factors.iter().map(|f| f.within(8)).collect::<Vec<_>>().join(" · "),
            Self::Fraction(over, under) => {
                let over = if matches!(**over, Self::Product(_)) { over.line() } else { over.within(8) };
                format!("{over} / {}", under.within(8))
            }
            Self::Relation(sign, left, right) => format!("{} {sign} {}", left.within(5), right.within(5)),
            Self::Joined(_, word, parts) => {
                parts.iter().map(|p| p.within(3)).collect::<Vec<_>>().join(&format!(" {word} "))
            }
            Self::Not(word, inner) => format!("{word} ({})", inner.line()),
            Self::Cases(rows, words) => {
                let row = |(value, when): &(Self, Option<Self>)| match when {
                    Some(when) => format!("{} {} {}", value.within(3), words.when, when.line()),
                    None => format!("{} {}", words.otherwise, value.within(3)),
                };
                rows.iter().map(row).collect::<Vec<_>>().join(", ")
            }
            Self::Call(name, values) => {
                format!("{name}({})", values.iter().map(Self::line).collect::<Vec<_>>().join("; "))
            }
            Self::Absolute(inner) => format!("|{}|", inner.line()),
            Self::After(inner, words) => format!("{} {words}", inner.within(8)),
        }
    }

    /// The same inside something that binds with this strength.
    fn within(&self, strength: u8) -> String {
        if self.strength() < strength { format!("({})", self.line()) } else { self.line() }
    }
}
