//! `assessments:`.

use super::keys::{Keys, key_of};
use super::names::{identifier, rule_name};
use super::{GoalKind, Need, RawText, VerdictWord, WithoutVerdict};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text;
use crate::yaml::{Entry, Node, Reader, Spanned};

/// A verdict over many rules.
#[derive(Debug, Clone)]
pub struct RawAssessment {
    /// The name in rules and files.
    pub name: RawText,
    /// The name for people.
    pub title: RawText,
    /// The area that it belongs to.
    pub area: Option<RawText>,
    /// The groups of rules that it counts.
    pub groups: Vec<RawGroup>,
    /// From the top, the first that holds.
    pub rules: Vec<RawGrade>,
    /// Who may decide otherwise.
    pub override_: Option<RawOverride>,
    /// Where it is written.
    pub reference: Option<RawText>,
    /// Why it is an assumption.
    pub assumed: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// A group of rules in an assessment; all that is given must hold.
#[derive(Debug, Clone)]
pub struct RawGroup {
    /// The name in the assessment's formulas.
    pub name: RawText,
    /// Rules of this area.
    pub area: Option<RawText>,
    /// Rules of this goal.
    pub goal: Option<RawText>,
    /// Rules of this kind of goal.
    pub goal_kind: Option<Spanned<GoalKind>>,
    /// Rules that are judged by people, or those that are not.
    pub manual: Option<Spanned<bool>>,
    /// These rules.
    pub rules: Option<Vec<RawText>>,
    /// What an undetermined rule does.
    pub without_verdict: Option<Spanned<WithoutVerdict>>,
    /// All of it.
    pub span: Span,
}

/// A row of an assessment.
#[derive(Debug, Clone)]
pub struct RawGrade {
    /// The verdict.
    pub gives: Spanned<VerdictWord>,
    /// When the row holds.
    pub when: RawGradeWhen,
    /// What is said.
    pub says: Option<RawText>,
    /// All of it.
    pub span: Span,
}

/// When a row of an assessment holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawGradeWhen {
    /// When the formula does.
    When(RawText),
    /// Always; the place of the key.
    Otherwise(Span),
}

/// Who may decide otherwise than an assessment.
#[derive(Debug, Clone)]
pub struct RawOverride {
    /// The body.
    pub by: RawText,
    /// What the decision must come with.
    pub needs: Vec<Spanned<Need>>,
    /// All of it.
    pub span: Span,
}

impl RawAssessment {
    pub(super) fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let name = keys.need("assessment");
        let assessment = Self {
            name: rule_name(name, keys.reader),
            title: keys.need("title"),
            area: keys.text("area"),
            groups: keys.need_entries("groups", RawGroup::read),
            rules: keys.need_list("rules", RawGrade::read),
            override_: keys.one("override", RawOverride::read),
            reference: keys.text("ref"),
            assumed: keys.text("assumed"),
            span: keys.span(),
        };
        keys.finish();
        assessment
    }
}

impl RawGroup {
    fn read(entry: &Entry, reader: &mut Reader) -> Self {
        let name = identifier(key_of(entry), reader);
        let mut keys = Keys::under(entry, reader);
        let group = Self {
            name,
            area: keys.text("area"),
            goal: keys.text("goal"),
            goal_kind: keys.word("goal_kind"),
            manual: keys.truth("manual"),
            rules: keys.texts("rules"),
            without_verdict: keys.word("without_verdict"),
            span: keys.span(),
        };
        keys.finish();
        group
    }
}

impl RawGrade {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let grade = Self {
            gives: keys.need_word("gives"),
            when: RawGradeWhen::read(&mut keys),
            says: keys.text("says"),
            span: keys.span(),
        };
        keys.finish();
        grade
    }
}

impl RawGradeWhen {
    /// From the keys of the row.
    fn read(keys: &mut Keys<'_, '_>) -> Self {
        let key = keys.need_one_of(&["when", "otherwise"]);
        if key == Some("when") {
            return Self::When(keys.need("when"));
        }
        if let Some(Spanned { value: false, span }) = keys.truth("otherwise") {
            let message = text!("`otherwise` kan bara vara `true`", "`otherwise` can only be `true`");
            keys.reader.fault(Diagnostic::error(Code::BadValue, span, message).help(text!(
                "ta bort raden, eller skriv `when:` med ett villkor",
                "remove the row, or write `when:` with a condition"
            )));
        }
        Self::Otherwise(keys.place_of("otherwise").unwrap_or(keys.span()))
    }
}

impl RawOverride {
    fn read(node: &Node, reader: &mut Reader) -> Self {
        let mut keys = Keys::of(node, reader);
        let read = Self { by: keys.need("by"), needs: keys.words("needs").unwrap_or_default(), span: keys.span() };
        keys.finish();
        read
    }
}
