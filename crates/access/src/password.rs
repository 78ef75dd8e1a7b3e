//! Deciding: which passwords are taken (NIST SP 800-63B-4), and how they are kept (Argon2id, 19 MiB, 2 passes).

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use webkit::{Words, words};

use crate::Worded;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    TooShort { least: usize },
    TooLong,
    Common,
    ContainsName,
}

impl Worded for WeakPassword {
    fn words(&self) -> Words {
        match self {
            WeakPassword::TooShort { least } => {
                words!("access-password-short", least = *least as i64)
            }
            WeakPassword::TooLong => words!("access-password-long"),
            WeakPassword::Common => words!("access-password-common"),
            WeakPassword::ContainsName => words!("access-password-name"),
        }
    }
}

/// 15 characters when it stands alone, 8 beside a second factor.
pub fn least_length(second_factor: bool) -> usize {
    if second_factor { 8 } else { 15 }
}

// tidy: field data, the names of this service
/// Judges a new password for a person with this login and name.
pub fn judge(
    password: &str,
    login: &str,
    name: &str,
    second_factor: bool,
) -> Result<(), WeakPassword> {
    let normal: String = password.nfkc().collect();
    let length = normal.chars().count();
    let least = least_length(second_factor);
    if length < least {
        return Err(WeakPassword::TooShort { least });
    }
    if length > 256 {
        return Err(WeakPassword::TooLong);
    }
    let folded = base::fold_for_search(&normal);
    let one_letter = folded.chars().all(|c| folded.starts_with(c));
    if one_letter
        || COMMON
            .iter()
            .any(|it| folded == *it || folded == it.repeat(2))
    {
        return Err(WeakPassword::Common);
    }
    let own = [
        login,
        login.split('@').next().unwrap_or(""),
        name,
        "kado",
        "テレワーク",
    ];
    let named = own
        .iter()
        .map(|it| base::fold_for_search(it))
        .any(|it| it.chars().count() >= 3 && folded.contains(&it));
    if named {
        Err(WeakPassword::ContainsName)
    } else {
        Ok(())
    }
}

/// Hashes a password; slow on purpose, so run it off the async threads.
pub fn hash(password: &str) -> String {
    let normal: String = password.nfkc().collect();
    hasher()
        .hash_password(normal.as_bytes())
        .expect("hashing within the limits of length does not fail")
        .to_string()
}

/// True when the password is the one hashed. With no hash it takes as long and is false.
pub fn matches(password: &str, hash: Option<&str>) -> bool {
    let normal: String = password.nfkc().take(300).collect();
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY));
    let same = parsed.is_ok_and(|it| hasher().verify_password(normal.as_bytes(), &it).is_ok());
    same && hash.is_some()
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("these parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password nobody has, so that an unknown login takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$2rA6Zt5rJkQb0l0mJ0n3oYB1b1H6v8y6lQ1c0m8kQ5E";

/// Passwords that lists of breaches show most often, at the lengths that could pass.
const COMMON: [&str; 40] = [
    "password",
    "password1",
    "password12",
    "password123",
    "passw0rd",
    "12345678",
    "123456789",
    "1234567890",
    "123456789012345",
    "1234567890123456",
    "qwertyui",
    "qwertyuiop",
    "qwerty123",
    "qwerty123456789",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "iloveyou",
    "iloveyou123",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "doraemon",
    "sakura123",
    "abcd1234",
    "abcdefgh",
    "abcdefghijklmno",
    "abcdefghijklmnop",
    "11111111",
    "00000000",
    "87654321",
    "asdfghjkl",
    "zxcvbnm123",
    "administrator",
    "letmein123",
    "welcome123",
    "changeme123",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_judged_by_length_and_guessability_alone() {
        let cases = [
            ("みどりの森であさごはんを食べたい", false, Ok(())),
            (
                "short one",
                false,
                Err(WeakPassword::TooShort { least: 15 }),
            ),
            ("short one", true, Ok(())),
            ("aaaaaaaaaaaaaaaaa", false, Err(WeakPassword::Common)),
            ("password123", true, Err(WeakPassword::Common)),
            (
                "sayaka-no-himitsu-2027",
                false,
                Err(WeakPassword::ContainsName),
            ),
        ];

        for (password, second_factor, expected) in cases {
            assert_eq!(
                judge(password, "sayaka@example.jp", "宮下さやか", second_factor),
                expected,
                "{password}"
            );
        }
    }

    #[test]
    fn a_password_in_full_width_is_the_same_password() {
        let hash = hash("Ｍｏｒｎｉｎｇ-bread-1234");

        assert!(matches("Morning-bread-1234", Some(&hash)));
        assert!(!matches("Morning-bread-1235", Some(&hash)));
        assert!(!matches("Morning-bread-1234", None));
    }
}
