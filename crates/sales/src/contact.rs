//! Deciding: how a company can be reached, as it is typed and as it is kept.

use crate::rules::Refusal;
use base::{half_to_full_width, narrow_digits};

/// A mail address; full-width letters and signs become plain ones.
pub fn email(typed: &str) -> Result<String, Refusal> {
    let plain = half_to_full_width(typed).trim().to_owned();
    if people::is_email(&plain) {
        Ok(plain)
    } else {
        Err(Refusal::EmailShape)
    }
}

/// A telephone number, or nothing: digits with their hyphens; full-width ones and the signs that Japanese keyboards give
/// for a hyphen become plain.
pub fn phone(typed: &str) -> Result<String, Refusal> {
    let plain: String = narrow_digits(typed)
        .chars()
        .map(|c| match c {
            'ー' | '―' | '–' | '—' | 'ｰ' => '-',
            '（' => '(',
            '）' => ')',
            '＋' => '+',
            _ => c,
        })
        .collect();
    let plain = plain.trim().to_owned();
    if plain.is_empty() || people::is_phone(&plain) {
        Ok(plain)
    } else {
        Err(Refusal::PhoneShape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_kept_in_plain_digits_however_it_was_typed() {
        let kept = [
            ("０２６１ー２２ー０４２０", "0261-22-0420"),
            ("（０３）００００−００００", "(03)0000-0000"),
            ("+81 261 22 0420", "+81 261 22 0420"),
            ("  ", ""),
        ];

        for (typed, plain) in kept {
            assert_eq!(phone(typed), Ok(plain.to_owned()), "{typed}");
        }
        for typed in ["22-0420", "でんわ", "03-0000-0000 内線12345678"] {
            assert_eq!(phone(typed), Err(Refusal::PhoneShape), "{typed}");
        }
    }

    #[test]
    fn a_mail_address_needs_a_name_and_a_domain() {
        assert_eq!(
            email("ｋａｔａｇｉｒｉ＠alpsmap.example "),
            Ok("katagiri@alpsmap.example".to_owned())
        );
        for typed in [
            "katagiri",
            "katagiri@alpsmap",
            "@alpsmap.example",
            "a b@c.example",
        ] {
            assert_eq!(email(typed), Err(Refusal::EmailShape), "{typed}");
        }
    }
}
