//! What the long runs did and how long it took, as sentences with a date. `bin/test --long` collects and prints them.

use base::Clock;
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// True for `bin/test --long`.
pub fn long() -> bool {
    std::env::var_os("KADO_LONG").is_some()
}

/// Rounds of a loop: few each time, many in the long form.
pub fn rounds(short: u64, long_form: u64) -> u64 {
    if long() { long_form } else { short }
}

/// Adds a sentence to the file that `KADO_FIGURES` names; without one it is only said aloud.
pub fn tell(sentence: &str) {
    let line = format!("{} {sentence}\n", Clock::real().today());
    print!("{line}");
    if let Some(file) = std::env::var_os("KADO_FIGURES") {
        let kept = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(file);
        let written = kept.and_then(|mut it| it.write_all(line.as_bytes()));
        written.expect("figures can be kept");
    }
}

/// Chances that differ in each run; the moment of a cut is never the same twice anyway.
pub struct Dice(u64);

impl Dice {
    pub fn new() -> Dice {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let nanos = now.expect("after 1970").as_nanos();
        Dice((nanos as u64) | 1)
    }

    /// A number from 0 to below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if limit == 0 { 0 } else { self.0 % limit }
    }
}
