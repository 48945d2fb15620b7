//! Tables: a caption, headings with scope, and a frame of their own that can be scrolled with the keyboard where the page is narrow.

use maud::{Markup, html};

use super::Page;

/// A table that is being filled.
pub(super) struct Table {
    caption: String,
    heads: Vec<String>,
    /// The first column that holds numbers, at the right.
    numbers_from: usize,
    rows: Vec<(bool, Vec<String>)>,
}

impl Table {
    /// With the columns from one on at the right, as numbers are.
    pub fn new(caption: String, heads: Vec<String>, numbers_from: usize) -> Self {
        Self { caption, heads, numbers_from, rows: Vec::new() }
    }

    /// One more row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push((false, cells));
    }

    /// One more row, with a sum.
    pub fn sum(&mut self, cells: Vec<String>) {
        self.rows.push((true, cells));
    }
}

impl Page<'_> {
    /// A table in its frame. Its first cells are the headings of their rows.
    pub(super) fn table(&self, table: &Table) -> Markup {
        let is_number = |column: usize| column >= table.numbers_from;
        self.framed(
            &table.caption,
            &html! {
                thead { tr {
                    @for (column, head) in table.heads.iter().enumerate() {
                        th scope="col" class=[is_number(column).then_some("number")] { (self.mixed(head)) }
                    }
                } }
                tbody {
                    @for (is_sum, cells) in &table.rows {
                        tr class=[is_sum.then_some("sum")] {
                            @for (column, cell) in cells.iter().enumerate() {
                                (self.cell(cell, column == 0, is_number(column)))
                            }
                        }
                    }
                }
            },
        )
    }

    fn cell(&self, text: &str, is_first: bool, is_number: bool) -> Markup {
        self.in_language(text, |lang, said| {
            html! {
                @if is_first { th scope="row" lang=[lang] { (said) } }
                @else { td class=[is_number.then_some("number")] lang=[lang] { (said) } }
            }
        })
    }

    /// A table of any content in its frame.
    pub(super) fn framed(&self, caption: &str, content: &Markup) -> Markup {
        self.tables.set(self.tables.get() + 1);
        let id = format!("t{}", self.tables.get());
        html! {
            div.scroll role="group" tabindex="0" aria-labelledby=(id) {
                table { caption id=(id) { (self.mixed(caption)) } (content) }
            }
        }
    }
}
