//! Rhai text → [`Syntax`]. The only file that knows Rhai's own tree, which its authors call volatile.

use rhai::{AST, Dynamic, Expr, FnCallExpr, Position, Stmt};
use rust_decimal::Decimal;

use super::syntax::{offset_of, parse_error, shared_parser};
use super::untyped::{Binary, Function, Kind, Syntax, SyntaxFault};
use crate::language::Text;
use crate::text;

type Parsed<T> = Result<T, SyntaxFault>;

/// Parses one formula.
///
/// # Errors
/// It does not parse, or holds something that a formula may not hold.
pub fn parse_formula(source: &str) -> Parsed<Syntax> {
    let ast = shared_parser().compile_expression(source).map_err(|e| fault_of(&e, source))?;
    let walker = Walker { source };
    match ast.statements() {
        [only] => walker.statement_value(only),
        [] => Err(SyntaxFault { message: text!("formeln är tom", "the formula is empty"), start: 0, end: source.len() }),
        _ => Err(SyntaxFault { message: text!("en formel är ett enda uttryck", "a formula is a single expression"), start: 0, end: source.len() }),
    }
}

/// Parses a file of functions. A function whose body needs more than the subset comes back with the reason instead of a body.
///
/// # Errors
/// The file does not parse, or holds statements outside functions.
pub fn parse_functions(source: &str) -> Parsed<Vec<Function>> {
    let ast: AST = shared_parser().compile(source).map_err(|e| fault_of(&e, source))?;
    let walker = Walker { source };
    if let Some(stray) = ast.statements().iter().find(|s| !matches!(s, Stmt::Noop(_))) {
        let start = walker.offset(stray.position());
        let message = text!("en regelfil får bara innehålla funktioner", "a rules file may only hold functions");
        return Err(SyntaxFault { message, start, end: start + 1 });
    }
    let mut functions: Vec<Function> = Vec::new();
    for definition in ast.iter_fn_def() {
        let (from, to) = (walker.offset(definition.body.start_position()), walker.offset(definition.body.end_position()));
        let body = parse_body(source, from, to);
        let name = definition.name.to_string();
        let (start, comments) = heading(source, &name);
        let parameters = definition.params.iter().map(ToString::to_string).collect();
        functions.push(Function { start, end: start + name.len(), name, parameters, comments, body });
    }
    functions.sort_by_key(|f| f.start);
    Ok(functions)
}

/// Parses the body between two braces. Rhai keeps bodies to itself, so everything else is blanked out and the rest parsed where it stands.
fn parse_body(source: &str, from: usize, to: usize) -> Parsed<Syntax> {
    let blank = |text: &str| text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    let (before, body, after) = (source.get(..=from), source.get(from + 1..to), source.get(to..));
    let (Some(before), Some(body), Some(after)) = (before, body, after) else {
        return Err(SyntaxFault { message: outside_the_subset(), start: from, end: from });
    };
    // Blanks are counted in characters, as Rhai's columns are, so the blanked text is walked with its own offsets and mapped back by length.
    let padded = format!("{}{body}{}", blank(before), blank(after));
    let shift = before.len() - blank(before).len();
    let ast = shared_parser().compile(&padded).map_err(|e| fault_of(&e, &padded).shifted(shift))?;
    let walker = Walker { source: &padded };
    walker.block(ast.statements(), Position::NONE).map(|s| s.shifted(shift)).map_err(|f| f.shifted(shift))
}

/// Where a function's name stands, and the comment lines right above it.
fn heading(source: &str, name: &str) -> (usize, Vec<String>) {
    let mut comments: Vec<String> = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix("///") {
            comments.push(comment.trim().to_owned());
        } else if let Some(rest) = trimmed.strip_prefix("fn ").map(str::trim_start) {
            if rest.strip_prefix(name).is_some_and(|r| r.trim_start().starts_with('(')) {
                return (at + line.find(name).unwrap_or(0), comments);
            }
            comments.clear();
        } else {
            comments.clear();
        }
        at += line.len();
    }
    (0, comments)
}

fn fault_of(error: &rhai::ParseError, source: &str) -> SyntaxFault {
    let error = parse_error(error, source);
    SyntaxFault { message: error.message, start: error.offset, end: error.offset + error.length }
}

struct Walker<'s> {
    source: &'s str,
}

impl Walker<'_> {
    fn offset(&self, position: Position) -> usize {
        position.line().map_or(0, |line| offset_of(self.source, line, position.position().unwrap_or(1)))
    }

    fn refuse<T>(&self, position: Position, message: Text) -> Parsed<T> {
        let start = self.offset(position);
        Err(SyntaxFault { message, start, end: self.word_end(start) })
    }

    /// The end of the word, number or sign that begins at an offset.
    fn word_end(&self, start: usize) -> usize {
        let rest = self.source.get(start..).unwrap_or_default();
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let length = match rest.chars().next() {
            Some(first) if in_word(first) => rest.find(|c: char| !in_word(c)).unwrap_or(rest.len()),
            Some('"') => rest[1..].find('"').map_or(rest.len(), |i| i + 2),
            Some(first) => first.len_utf8(),
            None => 0,
        };
        start + length
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
                None => self.refuse(*at, text!("ett sådant värde får inte stå i en formel", "such a value cannot stand in a formula")),
            },
            Expr::BoolConstant(value, at) => Ok(self.leaf(Kind::Truth(*value), *at)),
            Expr::StringConstant(value, at) => Ok(self.leaf(Kind::Text(value.to_string()), *at)),
            Expr::Variable(variable, _, at) => Ok(self.leaf(Kind::Name(variable.1.to_string()), *at)),
            Expr::Dot(pair, ..) => self.member(&pair.lhs, &pair.rhs, expression.position()),
            Expr::And(parts, _) => self.list(parts.iter(), Kind::All),
            Expr::Or(parts, _) => self.list(parts.iter(), Kind::Any),
            Expr::FnCall(call, at) => self.call(call, *at),
            Expr::Stmt(block) => self.block(block.statements(), block.position()),
            other => self.refuse(other.position(), text!("detta får inte stå i en formel", "this cannot stand in a formula")),
        }
    }

    fn list<'e>(&self, parts: impl Iterator<Item = &'e Expr>, build: fn(Vec<Syntax>) -> Kind) -> Parsed<Syntax> {
        let parts = parts.map(|p| self.expression(p)).collect::<Parsed<Vec<_>>>()?;
        let (start, end) = (parts.first().map_or(0, |p| p.start), parts.last().map_or(0, |p| p.end));
        Ok(Syntax { kind: build(parts), start, end })
    }

    fn member(&self, left: &Expr, right: &Expr, at: Position) -> Parsed<Syntax> {
        let (Expr::Variable(variable, _, start), Expr::Property(property, end)) = (left, right) else {
            return self.refuse(at, text!("punkt står bara mellan en grupp och dess antal", "a point stands only between a group and its count"));
        };
        let (start, end) = (self.offset(*start), self.word_end(self.offset(*end)));
        Ok(Syntax { kind: Kind::Member(variable.1.to_string(), property.2.to_string()), start, end })
    }

    fn call(&self, call: &FnCallExpr, at: Position) -> Parsed<Syntax> {
        let arguments = call.args.iter().map(|a| self.expression(a)).collect::<Parsed<Vec<_>>>()?;
        let start = self.offset(at);
        if call.op_token.is_none() {
            let name = call.name.to_string();
            return Ok(Syntax { kind: Kind::Call { name_end: start + name.len(), name, arguments }, start, end: self.call_end(start) });
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
                    return Err(SyntaxFault { message, start, end: start + name.len() });
                };
                let (start, end) = (left.start, right.end);
                Ok(Syntax { kind: Kind::Binary(operator, Box::new(left), Box::new(right)), start, end })
            }
            _ => self.refuse(at, text!("detta får inte stå i en formel", "this cannot stand in a formula")),
        }
    }

    /// Statements that end in a value, with names bound on the way.
    fn block(&self, statements: &[Stmt], at: Position) -> Parsed<Syntax> {
        let mut bindings = Vec::new();
        let mut statements = statements.iter().filter(|s| !matches!(s, Stmt::Noop(_))).peekable();
        while let Some(statement) = statements.next() {
            let last = statements.peek().is_none();
            match statement {
                Stmt::Var(binding, ..) if !last => bindings.push((binding.0.as_str().to_owned(), self.expression(&binding.1)?)),
                other if last => {
                    let value = self.statement_value(other)?;
                    let (start, end) = (value.start, value.end);
                    let kind = if bindings.is_empty() { return Ok(value) } else { Kind::Block(bindings, Box::new(value)) };
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
            Stmt::Block(block) => self.block(block.statements(), block.position()),
            Stmt::Return(Some(expression), flags, _) if flags.is_empty() => self.expression(expression),
            Stmt::If(flow, at) => {
                if flow.branch.statements().is_empty() {
                    return self.refuse(*at, text!("`if` behöver också `else`: annars finns inget värde när villkoret inte gäller", "`if` needs an `else`: otherwise there is no value when the condition does not hold"));
                }
                let condition = self.expression(&flow.expr)?;
                let then = self.block(flow.body.statements(), flow.body.position())?;
                let otherwise = self.block(flow.branch.statements(), flow.branch.position())?;
                let (start, end) = (self.offset(*at), otherwise.end);
                Ok(Syntax { kind: Kind::If(Box::new(condition), Box::new(then), Box::new(otherwise)), start, end })
            }
            other => self.refuse(other.position(), outside_the_subset()),
        }
    }
}

fn outside_the_subset() -> Text {
    text!("slingor, tilldelningar och liknande gör funktionen till ett slutet skript", "loops, assignments and the like make the function an opaque script")
}

fn decimal(value: &Dynamic) -> Option<Decimal> {
    value.as_decimal().ok().or_else(|| value.as_int().ok().map(Decimal::from))
}
