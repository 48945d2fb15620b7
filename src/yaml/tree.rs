//! Text to tree.

use granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use crate::diagnostic::{Code, Diagnostic, FileId, Sources, Span};
use crate::language::Text;
use crate::text;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text; YAML's own reading of numbers and yes/no is not used.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values, in order.
    Mapping(Vec<Entry>),
}

/// A text in YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, without quotes and indentation.
    pub text: String,
    /// Written without quotes, on one or more lines.
    pub plain: bool,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
    /// Inside braces.
    pub flow: bool,
}

/// One document of a file, or nothing if it was empty.
pub type Document = Option<Node>;

/// Deeper than any pack: a bound on hostile input.
const MAX_DEPTH: usize = 40;

/// Parses a file. What can be read is returned even when there are faults.
pub fn parse(file: FileId, sources: &Sources, faults: &mut Vec<Diagnostic>) -> Vec<Document> {
    let text = sources.text(file);
    let mut builder = Builder {
        file,
        text,
        faults,
        stack: Vec::new(),
        documents: Vec::new(),
    };
    let options = granit_parser::options! {
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_unresolved_aliases: true,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                builder.syntax_error(&error);
                break;
            }
        }
    }
    builder.documents
}

struct Open {
    span: Span,
    flow: bool,
    items: Vec<Node>,
    mapping: Option<Vec<Entry>>,
    key: Option<(String, Span)>,
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    faults: &'a mut Vec<Diagnostic>,
    stack: Vec<Open>,
    documents: Vec<Document>,
}

impl Builder<'_> {
    fn span(&self, span: YamlSpan) -> Span {
        let byte = |m: granit_parser::Marker| {
            m.byte_offset().unwrap_or_else(|| {
                self.text
                    .char_indices()
                    .nth(m.index())
                    .map_or(self.text.len(), |(i, _)| i)
            })
        };
        let (start, mut end) = (byte(span.start), byte(span.end));
        let covered = self.text.get(start..end).unwrap_or_default();
        end = start + covered.trim_end().len();
        Span::new(self.file, start, end)
    }

    fn event(&mut self, event: Event<'_>, at: YamlSpan) {
        let span = self.span(at);
        match event {
            Event::DocumentStart(..) => self.documents.push(None),
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(span, at, anchor, tag.is_some());
                let plain = style == ScalarStyle::Plain;
                self.node(Node {
                    span,
                    value: Value::Scalar(Scalar {
                        text: text.into_owned(),
                        plain,
                    }),
                });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(span, at, anchor, tag.is_some());
                self.open(span, None);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(span, at, anchor, tag.is_some());
                self.open(span, Some(Vec::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.faults.push(anchor_fault(span));
                self.node(Node {
                    span,
                    value: Value::Scalar(Scalar {
                        text: String::new(),
                        plain: false,
                    }),
                });
            }
            _ => {}
        }
    }

    fn refuse(&mut self, span: Span, at: YamlSpan, anchor: usize, tagged: bool) {
        if tagged {
            let tag = at.tag_span().map_or(span, |s| self.span(s));
            self.faults.push(
                Diagnostic::error(Code::YamlTag, tag, text!("YAML läser `!` först i ett värde som en etikett och kastar bort ordet efter", "YAML reads `!` at the start of a value as a tag and throws the word away"))
                    .help(text!("sätt formeln inom citattecken, eller skriv `saknas(x)` eller `inte(…)` i stället för `!`", "put the formula in quotes, or write `saknas(x)` or `inte(…)` instead of `!`")),
            );
        }
        if anchor > 0 {
            let start = span.start as usize;
            let before = self.text.get(..start).unwrap_or_default();
            let from = before.rfind('&').unwrap_or(start);
            let end = from + self.text[from..].find(char::is_whitespace).unwrap_or(0);
            self.faults
                .push(anchor_fault(Span::new(self.file, from, end)));
        }
    }

    fn open(&mut self, span: Span, mapping: Option<Vec<Entry>>) {
        let first = self.text.as_bytes().get(span.start as usize);
        let flow = matches!(first, Some(b'{' | b'['));
        self.stack.push(Open {
            span,
            flow,
            items: Vec::new(),
            mapping,
            key: None,
        });
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let last = match &open.mapping {
            Some(entries) => entries.last().map(|e| e.node.span.end),
            None => open.items.last().map(|n| n.span.end),
        };
        let end = if open.flow {
            end.end
        } else {
            last.unwrap_or(open.span.end)
        };
        let span = Span {
            end: end.max(open.span.end),
            ..open.span
        };
        let value = match open.mapping {
            Some(entries) => {
                entries.iter().for_each(|entry| self.refuse_empty(entry));
                Value::Mapping(entries)
            }
            None => {
                self.refuse_bare_numbers(span, &open.items);
                Value::Sequence(open.items)
            }
        };
        self.node(Node { span, value });
    }

    /// A key without a value is never "nothing said": in braces it is what a comma has cut off.
    fn refuse_empty(&mut self, entry: &Entry) {
        let Value::Scalar(Scalar { text, plain: true }) = &entry.node.value else {
            return;
        };
        if !matches!(text.as_str(), "" | "~" | "null") {
            return;
        }
        let key = &entry.key;
        let looks_cut =
            entry.flow && key.contains(|c: char| c.is_ascii_digit() || "()+-*/<>=".contains(c));
        let fault = if looks_cut {
            let message = text!(
                "kommat inom klamrar har delat värdet: `{key}` blev en egen nyckel",
                "the comma inside braces has split the value: `{key}` became a key of its own"
            );
            Diagnostic::error(Code::SplitValue, entry.key_span, message).help(text!(
                "sätt hela värdet inom citattecken, eller skriv en nyckel per rad",
                "put the whole value in quotes, or write one key a line"
            ))
        } else {
            let message = text!(
                "nyckeln `{key}` saknar värde",
                "the key `{key}` has no value"
            );
            Diagnostic::error(Code::EmptyValue, entry.key_span, message).help(text!(
                "skriv ett värde, eller ta bort nyckeln",
                "write a value, or leave the key out"
            ))
        };
        self.faults.push(fault);
    }

    /// `[0,5]` is two numbers to YAML. Years may stand in a list; other bare numbers may not.
    fn refuse_bare_numbers(&mut self, span: Span, items: &[Node]) {
        let is_number = |item: &Node| match &item.value {
            Value::Scalar(Scalar { text, plain: true }) => {
                !text.is_empty()
                    && text.len() != 4
                    && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            }
            _ => false,
        };
        if items.iter().any(is_number) {
            let message = text!(
                "en lista av bara tal: är det ett decimalkomma som har delat ett tal?",
                "a list of bare numbers: has a decimal comma split a number?"
            );
            self.faults.push(
                Diagnostic::error(Code::BareNumbers, span, message).help(text!(
                    "skriv talet utan klamrar, med sin enhet: 0,5 mnkr",
                    "write the number without brackets, with its unit: 0,5 mnkr"
                )),
            );
        }
    }

    fn node(&mut self, node: Node) {
        let Some(parent) = self.stack.last_mut() else {
            if let Some(document) = self.documents.last_mut() {
                *document = Some(node);
            }
            return;
        };
        let Some(entries) = &mut parent.mapping else {
            parent.items.push(node);
            return;
        };
        match parent.key.take() {
            None => {
                let key = match &node.value {
                    Value::Scalar(s) => s.text.clone(),
                    _ => {
                        let message = text!("en nyckel ska vara ett ord", "a key must be a word");
                        self.faults
                            .push(Diagnostic::error(Code::WrongShape, node.span, message));
                        String::new()
                    }
                };
                parent.key = Some((key, node.span));
            }
            Some((key, key_span)) => {
                if let Some(first) = entries.iter().find(|e| e.key == key) {
                    let message = text!(
                        "nyckeln `{key}` står två gånger",
                        "the key `{key}` stands twice"
                    );
                    self.faults.push(
                        Diagnostic::error(Code::DuplicateKey, key_span, message)
                            .also(first.key_span, text!("första gången", "first time")),
                    );
                } else {
                    entries.push(Entry {
                        key,
                        key_span,
                        node,
                        flow: parent.flow,
                    });
                }
            }
        }
    }

    fn syntax_error(&mut self, error: &granit_parser::ScanError) {
        let at = error.marker();
        let start = self
            .text
            .char_indices()
            .nth(at.index())
            .map_or(self.text.len(), |(i, _)| i);
        let rest = self.text[start..].lines().next().unwrap_or_default();
        let shown: usize = rest.chars().take(40).map(char::len_utf8).sum();
        let detail = error.info();
        let message = text!(
            "filen är inte YAML: {detail}",
            "the file is not YAML: {detail}"
        );
        let help = text!(
            "en text med `: ` eller ` #` i sig, eller som börjar med `%`, `@`, `` ` ``, `{{` eller `[`, måste stå inom citattecken",
            "a text with `: ` or ` #` in it, or one that starts with `%`, `@`, `` ` ``, `{{` or `[`, must be in quotes"
        );
        self.faults.push(
            Diagnostic::error(
                Code::YamlSyntax,
                Span::new(self.file, start, start + shown),
                message,
            )
            .help(help),
        );
    }
}

fn anchor_fault(span: Span) -> Diagnostic {
    Diagnostic::error(Code::YamlAnchor, span, anchor_message()).help(text!(
        "sätt formeln inom citattecken; upprepa värdet i stället för att peka på det",
        "put the formula in quotes; repeat the value instead of pointing at it"
    ))
}

fn anchor_message() -> Text {
    text!(
        "YAML läser `&` och `*` först i ett värde som ankare och alias",
        "YAML reads `&` and `*` at the start of a value as anchor and alias"
    )
}
