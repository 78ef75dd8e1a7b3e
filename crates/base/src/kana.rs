//! Deciding: folding of Japanese text for search and for reading figures. Stored names are never folded.

use unicode_normalization::UnicodeNormalization;

/// Full-width digits and signs become ASCII; everything else stays.
pub fn narrow_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '－' | '−' | '‐' | '‑' => '-',
            '，' => ',',
            '．' => '.',
            '／' => '/',
            '　' => ' ',
            _ => c,
        })
        .collect()
}

/// The search key of a text: NFKC, lower case, hiragana as katakana, no spaces.
pub fn fold_for_search(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Half-width katakana become full-width (for names typed in a bank's manner).
pub fn half_to_full_width(text: &str) -> String {
    text.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_keys_meet_across_widths_and_kana() {
        assert_eq!(
            fold_for_search("みやした さやか"),
            fold_for_search("ﾐﾔｼﾀｻﾔｶ")
        );
        assert_eq!(narrow_digits("１２，３４５"), "12,345");
    }
}
