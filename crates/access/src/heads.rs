//! The signed heads of the audit log, to be kept outside of it, so that cutting its tail shows (safety §7).

use db::{AuditHead, Conn, StoreError};
use subtle::ConstantTimeEq;

use crate::Vault;

/// The end of one chain with a keyed signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    pub stream: String,
    pub seq: i64,
    pub hash: String,
    pub signature: String,
}

/// The ends of all chains of this moment, signed with the key of the installation.
pub async fn audit_heads(db: &Conn, vault: &Vault) -> Result<Vec<SignedHead>, StoreError> {
    let heads = db::audit_heads(db).await?.into_iter();
    Ok(heads.map(|head| signed(vault, head)).collect())
}

fn signed(vault: &Vault, AuditHead { stream, seq, hash }: AuditHead) -> SignedHead {
    let signature = vault.fingerprint(&format!("head|{stream}|{seq}|{hash}"));
    SignedHead {
        stream,
        seq,
        hash,
        signature,
    }
}

/// True when this head was signed here, and the chain still holds its row with the same hash.
pub async fn head_still_stands(
    db: &Conn,
    vault: &Vault,
    head: &SignedHead,
) -> Result<bool, StoreError> {
    let SignedHead {
        stream, seq, hash, ..
    } = head.clone();
    let ours = signed(vault, AuditHead { stream, seq, hash });
    let genuine = bool::from(ours.signature.as_bytes().ct_eq(head.signature.as_bytes()));
    Ok(genuine && db::audit_row_stands(db, &head.stream, head.seq, &head.hash).await?)
}
