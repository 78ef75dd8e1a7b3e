//! Deciding: 登録番号 of a qualified invoice issuer: "T" and thirteen digits.

use std::fmt;

/// 登録番号 (T-number).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RegNo(String);

/// Why a text is no 登録番号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegNoFault {
    /// Not "T" and thirteen digits.
    Shape,
    /// A company's check digit does not hold.
    CheckDigit,
}

impl RegNo {
    /// Reads a sole proprietor's number. Sources contradict each other on its check digit, so only the shape is checked.
    pub fn of_person(text: &str) -> Result<RegNo, RegNoFault> {
        let text: String = base::half_to_full_width(text)
            .chars()
            .filter(|it| !it.is_whitespace() && *it != '-')
            .collect();
        let digits = text.strip_prefix(['T', 't']).ok_or(RegNoFault::Shape)?;
        if digits.len() != 13 || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return Err(RegNoFault::Shape);
        }
        Ok(RegNo(format!("T{digits}")))
    }

    /// Reads a company's number (法人番号), whose first digit checks the other twelve.
    pub fn of_company(text: &str) -> Result<RegNo, RegNoFault> {
        let it = RegNo::of_person(text)?;
        if it.check_digit_holds() {
            Ok(it)
        } else {
            Err(RegNoFault::CheckDigit)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// check = 9 − (Σ Pn·Qn mod 9), n from the lowest of the last twelve digits, Q = 1 for odd and 2 for even n.
    fn check_digit_holds(&self) -> bool {
        let digits: Vec<u32> = self.0[1..].bytes().map(|it| u32::from(it - b'0')).collect();
        let sum: u32 = digits[1..]
            .iter()
            .rev()
            .enumerate()
            .map(|(at, digit)| digit * if at % 2 == 0 { 1 } else { 2 })
            .sum();
        digits[0] == 9 - sum % 9
    }
}

impl fmt::Display for RegNo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_of_published_company_numbers_holds() {
        for text in [
            "T7123456789012",
            "T4011001098993",
            "Ｔ４０１１００１０９８９９３",
            "t4011-0010-98993",
        ] {
            assert!(RegNo::of_company(text).is_ok(), "{text}");
        }
        assert_eq!(
            RegNo::of_company("T8123456789012"),
            Err(RegNoFault::CheckDigit)
        );
    }

    #[test]
    fn a_persons_number_is_checked_for_its_shape_alone() {
        assert_eq!(
            RegNo::of_person("T8123456789012").unwrap().as_str(),
            "T8123456789012"
        );
        for text in [
            "",
            "T",
            "8123456789012",
            "T812345678901",
            "T81234567890123",
            "T812345678901X",
        ] {
            assert_eq!(RegNo::of_person(text), Err(RegNoFault::Shape), "{text}");
        }
    }
}
