//! SplitMix64: small, and the same on every machine.

/// 乱数 of one run.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// The numbers that follow from a seed.
    pub fn new(seed: u64) -> Rng {
        Rng(seed ^ 0x5851_F42D_4C95_7F2D)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but without `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        (wide >> 64) as usize
    }

    /// One of several, if there is any.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }

    /// A waiting time with mean 1: −ln of an even number between 0 and 1, by sums and products only,
    /// which every machine rounds alike.
    pub fn waiting(&mut self) -> f64 {
        const LN_2: f64 = std::f64::consts::LN_2;
        let bits = self.next() | 1;
        let halvings = bits.leading_zeros();
        let mantissa = (bits << halvings) as f64 / (1u64 << 63) as f64;
        let part = (mantissa - 1.0) / (mantissa + 1.0);
        let square = part * part;
        let odd = 1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square / 9.0)));
        f64::from(halvings + 1) * LN_2 - 2.0 * part * odd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_times_have_the_mean_and_the_tail_that_they_should() {
        let mut rng = Rng::new(3);
        let times: Vec<f64> = (0..100_000).map(|_| rng.waiting()).collect();

        let mean = times.iter().sum::<f64>() / 100_000.0;
        let late = times.iter().filter(|it| **it > 2.0).count() as f64 / 100_000.0;

        assert!((mean - 1.0).abs() < 0.02, "{mean}");
        assert!((late - 0.1353).abs() < 0.005, "{late}");
        assert!(times.iter().all(|it| *it >= 0.0));
    }
}
