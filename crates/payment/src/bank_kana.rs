//! Deciding: names as banks write them: half-width kana without small letters, one byte a sign.

// tidy: field data
/// 全角 letters and the half-width letters banks use for them, in the same order.
const FULL: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
// tidy: field data
const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ";
// tidy: field data
const VOICED: (&str, &str) = (
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ",
    "カキクケコサシスセソタチツテトハヒフヘホウ",
);
// tidy: field data
const HALF_VOICED: (&str, &str) = ("パピプペポ", "ハヒフヘホ");
// tidy: field data
const SMALL: (&str, &str) = ("ァィゥェォャュョッヮヵヶ", "アイウエオヤユヨツワカケ");

/// A name in the signs of a transfer file; its length is its number of bytes (JIS X 0201).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankName(String);

/// A sign for which banks have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBankSign(pub char);

impl BankName {
    /// Reads full- or half-width kana, hiragana and Latin letters; small kana become large, ー becomes -.
    pub fn of(text: &str) -> Result<BankName, NoBankSign> {
        let mut out = String::new();
        for sign in base::half_to_full_width(text.trim()).chars() {
            push(&mut out, katakana(sign))?;
        }
        Ok(BankName(out))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Bytes in a record: a voiced kana takes two.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One byte a sign, the same in JIS X 0201 and Shift_JIS.
    pub fn bytes(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.chars().map(|sign| match sign {
            '\u{ff61}'..='\u{ff9f}' => (sign as u32 - 0xff61 + 0xa1) as u8,
            _ => sign as u8,
        })
    }
}

fn katakana(sign: char) -> char {
    match sign {
        'ぁ'..='ゖ' => char::from_u32(sign as u32 + 0x60).unwrap_or(sign),
        'ー' | '‐' | '‑' | '–' | '−' | '－' => '-',
        _ => sign.to_ascii_uppercase(),
    }
}

fn push(out: &mut String, sign: char) -> Result<(), NoBankSign> {
    let sign = beside(SMALL, sign).unwrap_or(sign);
    if let Some(bare) = beside(VOICED, sign) {
        push(out, bare)?;
        out.push('ﾞ');
    } else if let Some(bare) = beside(HALF_VOICED, sign) {
        push(out, bare)?;
        out.push('ﾟ');
    } else if let Some(half) = beside((FULL, HALF), sign) {
        out.push(half);
    } else if matches!(sign, 'A'..='Z' | '0'..='9' | ' ' | '(' | ')' | '-' | '.') {
        out.push(sign);
    } else {
        return Err(NoBankSign(sign));
    }
    Ok(())
}

fn beside((from, to): (&str, &str), sign: char) -> Option<char> {
    from.chars()
        .zip(to.chars())
        .find(|(it, _)| *it == sign)
        .map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_banks_write_it() {
        let cases = [
            ("ミヤシタ サヤカ", "ﾐﾔｼﾀ ｻﾔｶ"),
            ("みやした　さやか", "ﾐﾔｼﾀ ｻﾔｶ"),
            ("ﾐﾔｼﾀ ｻﾔｶ", "ﾐﾔｼﾀ ｻﾔｶ"),
            ("ショッピングセンター", "ｼﾖﾂﾋﾟﾝｸﾞｾﾝﾀ-"),
            ("カ)アルプス", "ｶ)ｱﾙﾌﾟｽ"),
            ("ヴァン Ng", "ｳﾞｱﾝ NG"),
        ];

        for (text, expected) in cases {
            assert_eq!(
                BankName::of(text).map(|it| it.0),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_voiced_kana_takes_two_bytes() {
        let name = BankName::of("ガ").unwrap();

        assert_eq!(name.len(), 2);
        assert_eq!(name.bytes().collect::<Vec<_>>(), [0xb6, 0xde]);
    }

    #[test]
    fn signs_that_no_bank_takes_are_named() {
        for (text, sign) in [
            ("ヲノ", 'ヲ'),
            ("宮下", '宮'),
            ("A/B", '/'),
            ("タナカ・ケン", '・'),
            ("A,B", ','),
        ] {
            assert_eq!(BankName::of(text), Err(NoBankSign(sign)), "{text}");
        }
    }
}
