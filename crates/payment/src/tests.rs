//! The specification of money in the field: from an acceptance to an account, and every way in which it can go wrong.

mod accounts;
mod books;
mod clients;
mod correcting;
mod field;
mod paying;
mod screens;

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(webkit::words::same_keys(&crate::WORDS), Ok(()));
}
