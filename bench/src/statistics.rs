//! Median and span of a few figures.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

/// Of no figures at all every part is NaN.
pub(crate) fn spread(figures: impl IntoIterator<Item = f64>) -> Spread {
    let mut sorted: Vec<f64> = figures.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
        return Spread {
            median: f64::NAN,
            least: f64::NAN,
            most: f64::NAN,
        };
    };
    let middle = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    };
    Spread {
        median,
        least,
        most,
    }
}

pub(crate) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    spread(figures).median
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_even_and_none() {
        assert_eq!(
            spread([3.0, 1.0, 2.0]),
            Spread {
                median: 2.0,
                least: 1.0,
                most: 3.0
            }
        );
        assert!((median([1.0, 2.0, 3.0, 10.0]) - 2.5).abs() < f64::EPSILON);
        assert!(median([]).is_nan());
    }
}
