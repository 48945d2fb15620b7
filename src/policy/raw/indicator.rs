//! `goals:` and `indicators:`.

use super::keys::Keys;
use super::names::rule_name;
use super::words::Word as _;
use super::{Better, GoalKind, RawCompare, RawDecision, RawDefaults, RawFor, RawScale, RawText, Strength, TargetWord};
use crate::diagnostic::Span;
use crate::yaml::{Node, Reader, Spanned};

/// A goal with its indicators.
#[derive(Debug, Clone)]
pub struct RawGoal {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// What kind of goal it is.
    pub goal_kind: Spanned<GoalKind>,
    /// The area that it belongs to.
    pub area: Option<RawText>,
    /// What holds for its indicators; its reference is the goal's own.
    pub defaults: RawDefaults,
    /// Its indicators.
    pub indicators: Vec<RawIndicator>,
    /// All of it.
    pub span: Span,
}

/// A value with a target.
#[derive(Debug, Clone)]
pub struct RawIndicator {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// Outside a goal: what kind it is.
    pub goal_kind: Option<Spanned<GoalKind>>,
    /// Outside a goal: the area that it belongs to.
    pub area: Option<RawText>,
    /// The formula of what is judged; none on a manual scale.
    pub value: Option<RawText>,
    /// The target.
    pub target: Option<RawTarget>,
    /// Why there is no target.
    pub none: Option<RawText>,
    /// How misses are graded.
    pub scale: Option<Spanned<RawScale>>,
    /// Which value is compared.
    pub compare: Option<Spanned<RawCompare>>,
    /// What is judged.
    pub for_: Option<RawFor>,
    /// How much it weighs.
    pub strength: Option<Spanned<Strength>>,
    /// Whether it is counted.
    pub counts: Option<Spanned<bool>>,
    /// Which way is better.
    pub better: Option<Spanned<Better>>,
    /// A formula: the gap in another unit.
    pub gap_as: Option<RawText>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// When it holds.
    pub valid: Option<RawText>,
    /// Decided exemptions.
    pub exemptions: Vec<RawExemption>,
    /// All of it.
    pub span: Span,
}

/// A target.
#[derive(Debug, Clone)]
pub struct RawTarget {
    /// How the value is held against it; the place of the key.
    pub word: Spanned<TargetWord>,
    /// What it is held against.
    pub operand: RawOperand,
    /// Key and value.
    pub span: Span,
}

/// What a target word is followed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawOperand {
    /// A quantity or a formula.
    One(RawText),
    /// After `between`; both included.
    Between {
        /// The lower end.
        from: RawText,
        /// The upper end.
        to: RawText,
    },
}

/// A decided exemption.
#[derive(Debug, Clone)]
pub struct RawExemption {
    /// What it excuses.
    pub for_: Option<RawFor>,
    /// Beyond it nothing is excused.
    pub limit: Option<RawText>,
    /// Who decided it.
    pub decided: RawDecision,
    /// Why.
    pub because: RawText,
    /// The last day.
    pub expires: Option<RawText>,
    /// All of it.
    pub span: Span,
}

impl RawGoal {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("goal");
        let goal = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            goal_kind: keys.need_word("goal_kind"),
            area: keys.text("area"),
            defaults: RawDefaults::read(&mut keys),
            indicators: keys.list("indicators", RawIndicator::read_in_goal),
            span: keys.span(),
        };
        keys.finish();
        goal
    }
}

impl RawIndicator {
    /// Under a goal, which says what kind it is and where it belongs.
    fn read_in_goal(node: &Node, reader: &mut Reader) -> Self {
        Self::read_keys(Keys::of(node, reader), (None, None))
    }

    /// Outside any goal.
    pub(super) fn read_alone(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let belongs = (keys.word("goal_kind"), keys.text("area"));
        Self::read_keys(keys, belongs)
    }

    fn read_keys(mut keys: Keys<'_, '_>, (goal_kind, area): (Option<Spanned<GoalKind>>, Option<RawText>)) -> Self {
        let name = keys.need("indicator");
        let indicator = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            goal_kind,
            area,
            value: keys.text("value"),
            target: RawTarget::read(&mut keys),
            none: keys.text("none"),
            scale: keys.one("scale", RawScale::read).flatten(),
            compare: keys.one("compare", RawCompare::read).flatten(),
            for_: keys.one("for", RawFor::read),
            strength: keys.word("strength"),
            counts: keys.truth("counts"),
            better: keys.word("better"),
            gap_as: keys.text("gap_as"),
            reference: keys.text("ref"),
            assumed: keys.text("assumed"),
            valid: keys.text("valid"),
            exemptions: keys.list("exemptions", RawExemption::read),
            span: keys.span(),
        };
        keys.finish();
        indicator
    }
}

impl RawTarget {
    /// From the keys of the indicator.
    fn read(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let key = keys.one_of(&["at_least", "above", "at_most", "below", "equals", "between", "none"])?;
        let (_, word) = TargetWord::WORDS.iter().find(|(word, _)| *word == key)?;
        let place = keys.place_of(key)?;
        let end = keys.get(key)?.span.end;
        let operand = match word {
            TargetWord::Between => keys.one(key, RawOperand::read_between)?,
            _ => RawOperand::One(keys.text(key)?),
        };
        Some(Self { word: Spanned::new(*word, place), operand, span: Span { end, ..place } })
    }
}

impl RawOperand {
    fn read_between(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let between = Self::Between { from: keys.need("from"), to: keys.need("to") };
        keys.finish();
        between
    }
}

impl RawExemption {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let exemption = Self {
            for_: keys.one("for", RawFor::read),
            limit: keys.text("limit"),
            decided: keys.need_keys("decided", RawDecision::read),
            because: keys.need("because"),
            expires: keys.text("expires"),
            span: keys.span(),
        };
        keys.finish();
        exemption
    }
}
