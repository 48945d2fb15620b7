//! The formats for other programs over the sample pack, which has every verdict, and over titles with every letter that a format has to escape.

mod csv;
mod github;
mod gitlab;
mod junit;
mod mixed;
mod sarif;
