use base::PublicId;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::{Arc, Mutex};

/// Where public ids come from: the system's randomness, or a seed in the demonstration.
#[derive(Clone)]
pub struct IdSource(Option<Arc<Mutex<StdRng>>>);

impl IdSource {
    /// Unguessable ids.
    pub fn random() -> IdSource {
        IdSource(None)
    }

    /// The same ids in the same order each time, for demonstration data only.
    pub fn seeded(seed: u64) -> IdSource {
        IdSource(Some(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    pub fn next(&self) -> PublicId {
        let mut bits = [0u8; 16];
        match &self.0 {
            Some(seeded) => seeded
                .lock()
                .expect("drawing an id does not panic")
                .fill_bytes(&mut bits),
            None => rand::rng().fill_bytes(&mut bits),
        }
        PublicId::from_bits(u128::from_be_bytes(bits))
    }
}
