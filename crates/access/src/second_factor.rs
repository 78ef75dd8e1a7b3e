//! Deciding: one-time codes (TOTP, RFC 6238): ±1 step, each code once, full-width digits accepted.

use totp_rs::{Builder, Secret, Totp};

/// The seed of a person's one-time codes. It has no printable form but the one shown at enrolment.
pub struct Seed(Vec<u8>);

impl Seed {
    /// A seed of 160 bits.
    pub fn of(bytes: &[u8]) -> Seed {
        Seed(bytes.to_vec())
    }

    /// A new random seed.
    pub fn random() -> Seed {
        let mut bytes = [0u8; 20];
        rand::Rng::fill_bytes(&mut rand::rng(), &mut bytes);
        Seed(bytes.to_vec())
    }

    /// A seed of 160 bits out of a longer secret in hexadecimal digits.
    pub(crate) fn derived(secret: &str) -> Seed {
        let bytes = data_encoding::HEXLOWER.decode(secret.as_bytes());
        Seed::of(&bytes.expect("a fingerprint is hexadecimal")[..20])
    }

    /// The address that an authenticator app on this device opens.
    pub fn uri(&self, login: &str) -> String {
        let label = login.replace('@', "%40");
        format!(
            "otpauth://totp/Kado:{label}?secret={}&issuer=Kado",
            self.base32()
        )
    }

    /// The bytes to be sealed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The seed as an authenticator app takes it.
    pub fn base32(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0)
    }

    /// The step that a code matches at this second, if it is later than the last one used.
    pub fn step_of(&self, code: &str, unix_second: i64, last_step: i64) -> Option<i64> {
        let code: String = base::narrow_digits(code)
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        if code.len() != 6 {
            return None;
        }
        let step =
            i64::try_from(self.totp().check(&code, u64::try_from(unix_second).ok()?)?).ok()?;
        (last_step < step).then_some(step)
    }

    /// The code of this second.
    pub fn code(&self, unix_second: i64) -> String {
        self.totp()
            .generate(u64::try_from(unix_second).unwrap_or(0))
            .to_string()
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_secret(Secret::from(self.0.clone()))
            .with_account_name("kado")
            .build_noncompliant()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_taken_once_and_in_full_width_too() {
        let seed = Seed::of(b"12345678901234567890");
        let at = 1_800_000_000;
        let wide: String = seed
            .code(at)
            .chars()
            .map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap())
            .collect();

        let step = seed.step_of(&wide, at, 0);

        assert!(step.is_some());
        assert_eq!(seed.step_of(&seed.code(at), at, step.unwrap()), None);
        assert!(seed.step_of(&seed.code(at - 30), at, 0).is_some());
        assert_eq!(seed.step_of(&seed.code(at - 300), at, 0), None);
        assert_eq!(seed.step_of("12345", at, 0), None);
    }
}
