//! The closed list of codes. Each has a heading in `docs/codes.md`; a test holds the two together.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// Which kind of fault or finding it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as it is written in messages and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

codes! {
    // YAML
    /// The text is not YAML.
    YamlSyntax = "yaml-syntax",
    /// `!` at the start of a value is a YAML tag.
    YamlTag = "yaml-tag",
    /// `&name` or `*name` is a YAML anchor or alias.
    YamlAnchor = "yaml-anchor",
    /// A key has no value.
    EmptyValue = "empty-value",
    /// A comma inside braces has split a number or a formula.
    SplitValue = "split-value",
    /// A list of bare numbers.
    BareNumbers = "bare-numbers",
    /// The same key twice.
    DuplicateKey = "duplicate-key",
    /// A key that the format does not have here.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A text, list or mapping where something else is expected.
    WrongShape = "wrong-shape",
    /// A value that is not one of those allowed.
    BadValue = "bad-value",
    // numbers, periods, units
    /// Not a number.
    BadNumber = "bad-number",
    /// A bare number where a unit is needed.
    BareNumber = "bare-number",
    /// Not a period, date or validity.
    BadPeriod = "bad-period",
    /// A unit that is neither built in nor the pack's own.
    UnknownUnit = "unknown-unit",
    /// Units that do not go together.
    WrongUnit = "wrong-unit",
    // names
    /// A name that nothing has.
    UnknownName = "unknown-name",
    /// Two things of one name.
    DuplicateName = "duplicate-name",
    /// Something is defined and never used.
    UnusedName = "unused-name",
    /// A name that cannot be one.
    BadName = "bad-name",
    /// A pack that is not there.
    UnknownPack = "unknown-pack",
    // formulas and scripts
    /// The formula does not parse.
    FormulaSyntax = "formula-syntax",
    /// Something that a formula may not hold.
    FormulaNotAllowed = "formula-not-allowed",
    /// Wrong kind of value: a number where a yes or no is needed.
    WrongType = "wrong-type",
    /// A word that is none of the choices.
    UnknownChoice = "unknown-choice",
    /// A case that can never be reached.
    UnreachableCase = "unreachable-case",
    /// A number written in a formula that should be a parameter.
    NumberInFormula = "number-in-formula",
    /// A function called with too few or too many values.
    WrongArguments = "wrong-arguments",
    /// Definitions that need each other.
    Cycle = "cycle",
    /// A script goes beyond a limit, or fails.
    ScriptError = "script-error",
    // meaning
    /// Two values in force at once.
    OverlappingValidity = "overlapping-validity",
    /// No value in force for a part of the pack's validity.
    MissingValidity = "missing-validity",
    /// Nothing says whether exact or rounded values are compared.
    NoCompare = "no-compare",
    /// A scale that does not fit the rule.
    BadScale = "bad-scale",
    /// A reference is required and missing.
    MissingReference = "missing-reference",
    /// The law cannot be replaced, skipped or set.
    LawIsFixed = "law-is-fixed",
    /// Another version of the language.
    UnknownFormat = "unknown-format",
    // figures
    /// A column or row that matches nothing.
    UnmatchedTable = "unmatched-table",
    /// A file that cannot be read or is of no known kind.
    UnreadableFile = "unreadable-file",
    /// A cell of a workbook whose value cannot be used.
    CellError = "cell-error",
    /// A cell of a workbook that is hidden, or that stores more digits than are read.
    CellDoubt = "cell-doubt",
    /// A CSV file is not UTF-8 and was taken for Windows-1252.
    GuessedEncoding = "guessed-encoding",
    /// Something in an answer of Kolada that is not read, or should be looked at.
    KoladaDoubt = "kolada-doubt",
    /// A figure given twice with different values.
    ConflictingFigure = "conflicting-figure",
    /// A period that the figure cannot have.
    WrongPeriod = "wrong-period",
    /// A member that the dimension does not have.
    UnknownMember = "unknown-member",
    /// A figure outside the range that its definition gives.
    OutsideRange = "outside-range",
    /// A figure with the sign that its definition excludes.
    WrongSign = "wrong-sign",
    // findings of a run
    /// A check does not hold, and is only a warning.
    CheckFailed = "check-failed",
    /// A reported value disagrees with the computed one.
    ReportedDiffers = "reported-differs",
    /// Parts do not sum to the total.
    PartsDiffer = "parts-differ",
    /// A sum does not agree, and a typical mistake in a figure would explain it.
    LikelyMistake = "likely-mistake",
    /// A figure looks odd beside the same figure of other periods.
    DoubtfulFigure = "doubtful-figure",
    /// An exemption is used up to beyond its limit.
    ExemptionExceeded = "exemption-exceeded",
    /// An exemption has expired.
    ExemptionExpired = "exemption-expired",
    /// An exemption applies to nothing.
    ExemptionUnused = "exemption-unused",
    /// A known failure was accepted up to a day that has passed.
    BaselineExpired = "baseline-expired",
    /// A known failure is no verdict of the run, or another one.
    BaselineUnmatched = "baseline-unmatched",
    /// A rule that was not evaluated anywhere.
    RuleNotEvaluated = "rule-not-evaluated",
    /// A rule or claim of a used pack is left out.
    RuleLeftOut = "rule-left-out",
    /// A manual verdict is missing or incomplete.
    ManualIncomplete = "manual-incomplete",
    /// A line of a statement that the law does not have.
    OutsideLaw = "outside-law",
    /// The document says something of the figures that they do not.
    ClaimFalse = "claim-false",
    /// The figures do not tell whether what the document says is true.
    ClaimUnknown = "claim-unknown",
    /// A ledger comes to less than it may.
    LedgerBelowFloor = "ledger-below-floor",
    /// Something comes in or goes out while the ledger is closed for it.
    LedgerClosed = "ledger-closed",
    /// A case does not come out as expected.
    CaseFailed = "case-failed",
    // records
    /// A line of a record file is not whole, or the file holds no records.
    BadRecord = "bad-record",
}
