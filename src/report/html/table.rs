//! Tables: a caption, headings with scope, and a frame of their own that can be scrolled with the keyboard where the page is narrow.

use maud::{Markup, html};

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

    /// The table in its frame. Its first cells are the headings of their rows.
    pub fn drawn(&self) -> Markup {
        let is_number = |column: usize| column >= self.numbers_from;
        framed(
            &self.caption,
            &html! {
                thead { tr {
                    @for (column, head) in self.heads.iter().enumerate() {
                        th scope="col" class=[is_number(column).then_some("number")] { (head) }
                    }
                } }
                tbody {
                    @for (is_sum, cells) in &self.rows {
                        tr class=[is_sum.then_some("sum")] {
                            @for (column, cell) in cells.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell) } }
                                @else { td class=[is_number(column).then_some("number")] { (cell) } }
                            }
                        }
                    }
                }
            },
        )
    }
}

/// A table of any content in its frame.
pub(super) fn framed(caption: &str, content: &Markup) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(caption) {
            table { caption { (caption) } (content) }
        }
    }
}
