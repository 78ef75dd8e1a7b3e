//! The shape of the code, one file a check.

mod budgets;
mod layers;
mod leftovers;
mod locales;
mod purity;
mod tables;
mod words;

use crate::finding::Finding;
use crate::tree::Tree;

/// Everything that is to be said about a project.
pub fn check(tree: &Tree) -> Vec<Finding> {
    [
        purity::check(tree),
        tables::check(tree),
        words::check(tree),
        locales::check(tree),
        budgets::check(tree),
        layers::check(tree),
        leftovers::check(tree),
    ]
    .concat()
}
