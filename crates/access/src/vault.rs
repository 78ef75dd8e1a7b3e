//! Sealing of what must not be read from a stolen database: bank accounts, seeds of one-time codes (safety §4.1).

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use rand::Rng;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// The master key of this installation, kept in neither database nor backup. It has no printable form.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

struct Keys {
    seal: Aes256Gcm,
    mac: [u8; 32],
    id: String,
}

/// A sealed value that does not open: another key, another row, or damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value does not open with this key")]
pub struct Sealed;

const VERSION: u8 = 1;

impl Vault {
    /// A vault over 32 secret bytes.
    pub fn of(master: [u8; 32]) -> Vault {
        let derived = |purpose: &str| -> [u8; 32] {
            let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&master)
                .expect("a key of any length");
            mac.update(purpose.as_bytes());
            mac.finalize().into_bytes().into()
        };
        let seal = Aes256Gcm::new_from_slice(&derived("seal")).expect("32 bytes");
        let id = data_encoding::HEXLOWER.encode(&Sha256::digest(derived("name"))[..8]);
        Vault(Arc::new(Keys {
            seal,
            mac: derived("mac"),
            id,
        }))
    }

    /// Reads the key file, or makes it with mode 0600 at the first start.
    pub fn from_file(file: &Path) -> std::io::Result<Vault> {
        if !file.exists() {
            let mut master = [0u8; 32];
            rand::rng().fill_bytes(&mut master);
            write_private(file, data_encoding::HEXLOWER.encode(&master).as_bytes())?;
        }
        let text = std::fs::read_to_string(file)?;
        let bytes = data_encoding::HEXLOWER_PERMISSIVE
            .decode(text.trim().as_bytes())
            .ok();
        let master = bytes.and_then(|it| <[u8; 32]>::try_from(it).ok());
        let broken = || {
            std::io::Error::new(
                std::io::ErrorKind::InvalidData,
                format!("{} holds no key of 64 hexadecimal digits", file.display()),
            )
        };
        Ok(Vault::of(master.ok_or_else(broken)?))
    }

    /// A name by which a backup can say which key it needs; tells nothing about the key.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Seals a value for one table, column and row; elsewhere it does not open.
    pub fn seal(&self, table: &str, column: &str, row: i64, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0u8; 12];
        rand::rng().fill_bytes(&mut nonce);
        let aad = place(table, column, row);
        let payload = Payload {
            msg: plain,
            aad: aad.as_bytes(),
        };
        let sealed = self
            .0
            .seal
            .encrypt(&Nonce::from(nonce), payload)
            .expect("sealing short values does not fail");
        [&[VERSION][..], &nonce, &sealed].concat()
    }

    /// Opens a value sealed for this very place.
    pub fn open(
        &self,
        table: &str,
        column: &str,
        row: i64,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Sealed> {
        let (version, rest) = sealed.split_first().ok_or(Sealed)?;
        let (nonce, body) = rest.split_at_checked(12).ok_or(Sealed)?;
        let nonce = <[u8; 12]>::try_from(nonce).map_err(|_| Sealed)?;
        if *version != VERSION {
            return Err(Sealed);
        }
        let aad = place(table, column, row);
        self.0
            .seal
            .decrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: body,
                    aad: aad.as_bytes(),
                },
            )
            .map_err(|_| Sealed)
    }

    /// A keyed hash: equal values meet, nobody without the key can test a guess.
    pub fn fingerprint(&self, text: &str) -> String {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0.mac)
            .expect("a key of any length");
        mac.update(text.as_bytes());
        data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes())
    }
}

fn place(table: &str, column: &str, row: i64) -> String {
    format!("{table}|{column}|{row}|{VERSION}")
}

fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file)?;
    out.write_all(bytes)?;
    out.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_account_opens_only_in_its_own_row() {
        let vault = Vault::of([7; 32]);
        let sealed = vault.seal("bank_account", "sealed", 1, "0123456".as_bytes());

        assert_eq!(
            vault.open("bank_account", "sealed", 1, &sealed).as_deref(),
            Ok("0123456".as_bytes())
        );
        assert_eq!(
            vault.open("bank_account", "sealed", 2, &sealed),
            Err(Sealed)
        );
        assert_eq!(
            Vault::of([8; 32]).open("bank_account", "sealed", 1, &sealed),
            Err(Sealed)
        );
        assert_eq!(
            vault.open("bank_account", "sealed", 1, &sealed[..5]),
            Err(Sealed)
        );
    }
}
