//! Latencies, counted in buckets less than 1 % wide.

use std::time::Duration;

/// Each power of two of nanoseconds is cut into this many buckets: 1 / 128 is 0.8 %.
const PARTS: u64 = 128;
const PARTS_LOG2: u32 = PARTS.trailing_zeros();
/// Up to 2^40 ns, some 18 minutes; what takes longer counts as that.
const LONGEST: u64 = (1 << 40) - 1;

pub(crate) struct Histogram {
    counts: Vec<u64>,
    total: u64,
    longest: u64,
}

impl Histogram {
    pub(crate) fn new() -> Self {
        Self {
            counts: vec![0; bucket(LONGEST) + 1],
            total: 0,
            longest: 0,
        }
    }

    pub(crate) fn record(&mut self, latency: Duration) {
        let nanos = u64::try_from(latency.as_nanos())
            .unwrap_or(LONGEST)
            .min(LONGEST);
        self.counts[bucket(nanos)] += 1;
        self.total += 1;
        self.longest = self.longest.max(nanos);
    }

    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    pub(crate) fn longest_micros(&self) -> f64 {
        self.longest as f64 / 1_000.0
    }

    /// The middle of the bucket that holds the value at `per_mille`; 0 where nothing was counted.
    pub(crate) fn micros_at(&self, per_mille: u64) -> f64 {
        let rank = (self.total * per_mille).div_ceil(1_000).max(1);
        let mut seen = 0;
        for (index, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return (lowest(index) + lowest(index + 1)) as f64 / 2_000.0;
            }
        }
        0.0
    }
}

fn bucket(nanos: u64) -> usize {
    let shift = (nanos | PARTS).ilog2() - PARTS_LOG2;
    let index = u64::from(shift) * PARTS + (nanos >> shift);
    usize::try_from(index).expect("a few thousand")
}

fn lowest(index: usize) -> u64 {
    let index = index as u64;
    if index < 2 * PARTS {
        return index;
    }
    let shift = index / PARTS - 1;
    (index - shift * PARTS) << shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_holds_its_value_and_is_narrow() {
        for nanos in (0..5_000).chain((5_000..LONGEST).step_by(999_999_937)) {
            let index = bucket(nanos);
            let (from, to) = (lowest(index), lowest(index + 1));
            assert!(from <= nanos && nanos < to, "{nanos} in {from}..{to}");
            assert!(
                to - from == 1 || (to - from) * 100 < from,
                "{nanos} in {from}..{to}"
            );
        }
    }

    #[test]
    fn percentiles_of_one_to_a_thousand_micros() {
        let mut histogram = Histogram::new();
        for micros in 1..=1_000 {
            histogram.record(Duration::from_micros(micros));
        }
        assert!((histogram.micros_at(500) / 500.0 - 1.0).abs() < 0.01);
        assert!((histogram.micros_at(990) / 990.0 - 1.0).abs() < 0.01);
        assert!((histogram.longest_micros() - 1_000.0).abs() < 0.01);
    }

    #[test]
    fn nothing_counted_is_zero() {
        assert!(Histogram::new().micros_at(500).abs() < f64::EPSILON);
    }
}
