//! Rhai text → [`Syntax`]. The only file that knows Rhai's own tree, which its authors call volatile.

use rhai::{AST, ASTNode, Dynamic, Expr, FnCallExpr, Position, Stmt};
use rust_decimal::Decimal;

use super::syntax::{is_refused, normalise, parse_error, shared_parser, word_length};
use super::untyped::{Binary, Function, Kind, Syntax, SyntaxFault};
use crate::diagnostic::Code;
use crate::language::Text;
use crate::text;

type Parsed<T> = Result<T, SyntaxFault>;

/// Parses one formula. Positions count in the normalised text.
///
/// # Errors
/// It does not parse, or holds something that a formula may not hold.
pub fn parse_formula(source: &str) -> Parsed<Syntax> {
    let source = &*normalise(source);
    let ast = shared_parser().compile_expression(source).map_err(|e| fault_of(&e, source))?;
    let walker = Walker::new(source);
    match ast.statements() {
        [only] => walker.statement_value(only),
        [] => Err(walker.whole(text!("formeln är tom", "the formula is empty"))),
        _ => Err(walker.whole(text!("en formel är ett enda uttryck", "a formula is a single expression"))),
    }
}

/// Parses a file of functions. A function whose body needs more than the subset comes back with the reason instead of a body. Positions
/// count in the normalised text.
///
/// # Errors
/// The file does not parse, or holds statements outside functions.
pub fn parse_functions(source: &str) -> Parsed<Vec<Function>> {
    let source = &*normalise(source);
    let ast: AST = shared_parser().compile(source).map_err(|e| fault_of(&e, source))?;
    let walker = Walker::new(source);
    if walker.sticks() {
        return Err(walker.whole(text!("filen är för lång", "the file is too long")));
    }
    if let Some(stray) = ast.statements().iter().find(|s| !matches!(s, Stmt::Noop(_))) {
        let message = text!("en regelfil får bara innehålla funktioner", "a rules file may only hold functions");
        return walker.refuse(stray.position(), message);
    }
    let statements = statements_of(&ast);
    let mut functions: Vec<Function> = Vec::new();
    for definition in ast.iter_fn_def() {
        let (from, to) = (definition.body.start_position(), definition.body.end_position());
        let inside = |s: &&Stmt| (key(from)..=key(to)).contains(&key(s.position()));
        let body = walker.block(&statements.iter().filter(inside).collect::<Vec<_>>(), from);
        let name = definition.name.to_string();
        let (start, comments) = heading(source, &name, walker.offset(from));
        let parameters = definition.params.iter().map(ToString::to_string).collect();
        functions.push(Function { start, end: start + name.len(), name, parameters, comments, body });
    }
    functions.sort_by_key(|f| f.start);
    Ok(functions)
}

/// The outermost statements of all functions. Rhai does not let a function's own be asked for.
fn statements_of(ast: &AST) -> Vec<Stmt> {
    let mut found = Vec::new();
    ast.walk(&mut |path: &[ASTNode<'_>]| {
        if let [ASTNode::Stmt(statement)] = path {
            found.push((*statement).clone());
        }
        true
    });
    found
}

fn key(position: Position) -> (usize, usize) {
    (position.line().unwrap_or(0), position.position().unwrap_or(0))
}

/// Where the name of a function stands whose body begins at an offset, and the comment lines right above it.
fn heading(source: &str, name: &str, body: usize) -> (usize, Vec<String>) {
    let before = source.get(..body).unwrap_or_default();
    let name_after = |at: usize| {
        let rest = before.get(at + 2..)?;
        let start = at + 2 + (rest.len() - rest.trim_start().len());
        let after = before.get(start..)?.strip_prefix(name)?;
        after.trim_start().starts_with('(').then_some((at, start))
    };
    let Some((at, start)) = before.rmatch_indices("fn").find_map(|(at, _)| name_after(at)) else {
        return (0, Vec::new());
    };
    let line = before.get(..at).and_then(|b| b.rfind('\n')).map_or(0, |i| i + 1);
    let above = before.get(..line).unwrap_or_default().lines().rev();
    let mut comments: Vec<String> =
        above.map_while(|line| line.trim().strip_prefix("///")).map(|comment| comment.trim().to_owned()).collect();
    comments.reverse();
    (start, comments)
}

fn fault_of(error: &rhai::ParseError, source: &str) -> SyntaxFault {
    let error = parse_error(error, source);
    let (start, end) = (error.offset, error.offset + error.length);
    let word = source.get(start..end).unwrap_or_default();
    let code = if is_refused(word) { Code::FormulaNotAllowed } else { Code::FormulaSyntax };
    SyntaxFault { code, message: error.message, help: help_for(word), start, end }
}

/// What to write instead of a word or sign that people are likely to try.
fn help_for(word: &str) -> Text {
    match word {
        "%" => text!(
            "i Rhai är `%` rest vid division; gör procenttalet till en parameter med enhet och referens",
            "to Rhai `%` is the remainder of a division; make the percentage a parameter with a unit and a reference"
        ),
        "=" => text!("skriv `==` för lika med", "write `==` for equal to"),
        "," => text!(
            "komma skiljer värdena i en funktion; ett decimaltal får inte stå i en formel, gör det till en parameter med enhet och referens",
            "a comma parts the values of a function; a number with decimals cannot stand in a formula, make it a parameter with a unit and a reference"
        ),
        "och" | "and" | "&" => text!("skriv `&&` för och", "write `&&` for and"),
        "eller" | "or" | "|" => text!("skriv `||` för eller", "write `||` for or"),
        "**" | "^" => text!("skriv upphöjt till två som `x * x`", "write a square as `x * x`"),
        "switch" => text!("skriv `if … {{ … }} else {{ … }}`", "write `if … {{ … }} else {{ … }}`"),
        _ => text!(
            "en formel har namn, talen 0, 1, 2 och 100, `+ - * /`, jämförelser, `&&`, `||`, `if … {{ … }} else {{ … }}` och funktioner",
            "a formula has names, the numbers 0, 1, 2 and 100, `+ - * /`, comparisons, `&&`, `||`, `if … {{ … }} else {{ … }}` and functions"
        ),
    }
}

/// Where Rhai's lines and columns end.
const STUCK: usize = u16::MAX as usize;

struct Walker<'s> {
    source: &'s str,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'s> Walker<'s> {
    fn new(source: &'s str) -> Self {
        let after_breaks = source.match_indices('\n').map(|(i, _)| i + 1);
        Self { source, lines: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// Whether the text is too long for Rhai's positions.
    fn sticks(&self) -> bool {
        self.lines.len() >= STUCK || self.source.lines().any(|line| line.len() >= STUCK)
    }

    /// Rhai's lines and columns are 16 bits wide and stick at the end: there the start of the text or line is given.
    fn offset(&self, position: Position) -> usize {
        let (Some(line), column) = (position.line(), position.position().unwrap_or(1)) else {
            return 0;
        };
        let start = self.lines.get(line - 1).copied().filter(|_| line < STUCK).unwrap_or(0);
        if column >= STUCK {
            return start;
        }
        let rest = self.source.get(start..).unwrap_or_default();
        if rest.as_bytes().get(..column - 1).is_some_and(<[u8]>::is_ascii) {
            return start + column - 1;
        }
        start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(i, _)| i)
    }

    fn refuse<T>(&self, position: Position, message: Text) -> Parsed<T> {
        let start = self.offset(position);
        let end = self.word_end(start);
        let help = help_for(self.source.get(start..end).unwrap_or_default());
        Err(SyntaxFault { code: Code::FormulaNotAllowed, message, help, start, end })
    }

    fn whole(&self, message: Text) -> SyntaxFault {
        let help = help_for("");
        SyntaxFault { code: Code::FormulaNotAllowed, message, help, start: 0, end: self.source.len() }
    }

    /// The end of the word, number or sign that begins at an offset.
    fn word_end(&self, start: usize) -> usize {
        start + word_length(self.source.get(start..).unwrap_or_default())
    }

    /// From one part to another, with the parentheses around them: `(a + b) * c` begins at the parenthesis.
    fn around(&self, start: usize, end: usize) -> (usize, usize) {
        let (mut open, mut unopened) = (0_usize, 0_usize);
        for c in self.source.get(start..end).unwrap_or_default().chars() {
            match c {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' => unopened += 1,
                _ => {}
            }
        }
        let before = self.source.get(..start).unwrap_or_default();
        let after = self.source.get(end..).unwrap_or_default();
        let start = unopened.checked_sub(1).and_then(|n| before.rmatch_indices('(').nth(n)).map_or(start, |(i, _)| i);
        let end = open.checked_sub(1).and_then(|n| after.match_indices(')').nth(n)).map_or(end, |(i, _)| end + i + 1);
        (start, end)
    }

    /// The end of a call: the parenthesis that closes the one after its name.
    fn call_end(&self, start: usize) -> usize {
        let (mut depth, mut quoted) = (0_u32, false);
        for (i, c) in self.source.get(start..).unwrap_or_default().char_indices() {
            match c {
                '"' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted && depth == 1 => return start + i + 1,
                ')' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.source.len()
    }

    fn leaf(&self, kind: Kind, position: Position) -> Syntax {
        let start = self.offset(position);
        Syntax { kind, start, end: self.word_end(start) }
    }

    fn number(&self, value: Decimal, position: Position) -> Syntax {
        let start = self.offset(position);
        let rest = self.source.get(start..).unwrap_or_default();
        let sign = rest.len() - rest.trim_start_matches(['-', ' ']).len();
        Syntax { kind: Kind::Number(value), start, end: self.word_end(start + sign) }
    }

    fn expression(&self, expression: &Expr) -> Parsed<Syntax> {
        match expression {
            Expr::IntegerConstant(value, at) => Ok(self.number(Decimal::from(*value), *at)),
            Expr::DynamicConstant(value, at) => match decimal(value) {
                Some(number) => Ok(self.number(number, *at)),
                None => self.refuse(
                    *at,
                    text!("ett sådant värde får inte stå i en formel", "such a value cannot stand in a formula"),
                ),
            },
            Expr::BoolConstant(value, at) => Ok(self.leaf(Kind::Truth(*value), *at)),
            Expr::StringConstant(value, at) => Ok(self.leaf(Kind::Text(value.to_string()), *at)),
            Expr::Variable(variable, _, at) => Ok(self.leaf(Kind::Name(variable.1.to_string()), *at)),
            Expr::Dot(pair, ..) => self.member(&pair.lhs, &pair.rhs, expression.position()),
            Expr::And(parts, _) => self.list(parts.iter(), Kind::All),
            Expr::Or(parts, _) => self.list(parts.iter(), Kind::Any),
            Expr::FnCall(call, at) => self.call(call, *at),
            Expr::Stmt(block) => self.block(&all(block.statements()), block.position()),
            other => {
                self.refuse(other.position(), text!("detta får inte stå i en formel", "this cannot stand in a formula"))
            }
        }
    }

    fn list<'e>(&self, parts: impl Iterator<Item = &'e Expr>, build: fn(Vec<Syntax>) -> Kind) -> Parsed<Syntax> {
        let parts = parts.map(|p| self.expression(p)).collect::<Parsed<Vec<_>>>()?;
        let (start, end) = self.around(parts.first().map_or(0, |p| p.start), parts.last().map_or(0, |p| p.end));
        Ok(Syntax { kind: build(parts), start, end })
    }

    fn member(&self, left: &Expr, right: &Expr, at: Position) -> Parsed<Syntax> {
        let (Expr::Variable(variable, _, start), Expr::Property(property, end)) = (left, right) else {
            return self.refuse(
                at,
                text!(
                    "punkt står bara mellan en grupp och dess antal",
                    "a point stands only between a group and its count"
                ),
            );
        };
        let (start, end) = (self.offset(*start), self.word_end(self.offset(*end)));
        Ok(Syntax { kind: Kind::Member(variable.1.to_string(), property.2.to_string()), start, end })
    }

    fn call(&self, call: &FnCallExpr, at: Position) -> Parsed<Syntax> {
        let arguments = call.args.iter().map(|a| self.expression(a)).collect::<Parsed<Vec<_>>>()?;
        let start = self.offset(at);
        if call.op_token.is_none() {
            let name = call.name.to_string();
            return Ok(Syntax {
                kind: Kind::Call { name_end: start + name.len(), name, arguments },
                start,
                end: self.call_end(start),
            });
        }
        let mut arguments = arguments.into_iter();
        match (arguments.next(), arguments.next(), arguments.next()) {
            (Some(only), None, None) => {
                let end = only.end;
                let kind = match call.name.as_str() {
                    "-" => Kind::Negate(Box::new(only)),
                    "!" => Kind::Not(Box::new(only)),
                    _ => return Ok(only),
                };
                Ok(Syntax { kind, start, end })
            }
            (Some(left), Some(right), None) => {
                let Some(operator) = Binary::of(&call.name) else {
                    let name = &call.name;
                    let message = text!("`{name}` får inte stå i en formel", "`{name}` cannot stand in a formula");
                    return Err(SyntaxFault {
                        code: Code::FormulaNotAllowed,
                        message,
                        help: help_for(name),
                        start,
                        end: start + name.len(),
                    });
                };
                let (start, end) = self.around(left.start, right.end);
                Ok(Syntax { kind: Kind::Binary(operator, Box::new(left), Box::new(right)), start, end })
            }
            _ => self.refuse(at, text!("detta får inte stå i en formel", "this cannot stand in a formula")),
        }
    }

    /// Statements that end in a value, with names bound on the way.
    fn block(&self, statements: &[&Stmt], at: Position) -> Parsed<Syntax> {
        let mut bindings = Vec::new();
        let mut statements = statements.iter().copied().filter(|s| !matches!(s, Stmt::Noop(_))).peekable();
        while let Some(statement) = statements.next() {
            let last = statements.peek().is_none();
            match statement {
                Stmt::Var(binding, ..) if !last => {
                    bindings.push((binding.0.as_str().to_owned(), self.expression(&binding.1)?))
                }
                other if last => {
                    let value = self.statement_value(other)?;
                    let (start, end) = (value.start, value.end);
                    let kind =
                        if bindings.is_empty() { return Ok(value) } else { Kind::Block(bindings, Box::new(value)) };
                    return Ok(Syntax { kind, start, end });
                }
                other => return self.refuse(other.position(), outside_the_subset()),
            }
        }
        self.refuse(at, text!("här saknas ett värde", "a value is missing here"))
    }

    fn statement_value(&self, statement: &Stmt) -> Parsed<Syntax> {
        match statement {
            Stmt::Expr(expression) => self.expression(expression),
            Stmt::FnCall(call, at) => self.call(call, *at),
            Stmt::Block(block) => self.block(&all(block.statements()), block.position()),
            Stmt::Return(Some(expression), flags, _) if flags.is_empty() => self.expression(expression),
            Stmt::If(flow, at) => {
                if flow.branch.statements().is_empty() {
                    return self.refuse(
                        *at,
                        text!(
                            "`if` behöver också `else`: annars finns inget värde när villkoret inte gäller",
                            "`if` needs an `else`: otherwise there is no value when the condition does not hold"
                        ),
                    );
                }
                let condition = self.expression(&flow.expr)?;
                let then = self.block(&all(flow.body.statements()), flow.body.position())?;
                let otherwise = self.block(&all(flow.branch.statements()), flow.branch.position())?;
                let (start, end) = (self.offset(*at), otherwise.end);
                Ok(Syntax { kind: Kind::If(Box::new(condition), Box::new(then), Box::new(otherwise)), start, end })
            }
            other => self.refuse(other.position(), outside_the_subset()),
        }
    }
}

fn all(statements: &[Stmt]) -> Vec<&Stmt> {
    statements.iter().collect()
}

fn outside_the_subset() -> Text {
    text!(
        "slingor, tilldelningar och liknande gör funktionen till ett slutet skript",
        "loops, assignments and the like make the function an opaque script"
    )
}

fn decimal(value: &Dynamic) -> Option<Decimal> {
    value.as_decimal().ok().or_else(|| value.as_int().ok().map(Decimal::from))
}
