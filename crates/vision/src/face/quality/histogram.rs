//! How often each luminance occurs, and what that says.

/// How often each luminance occurs.
pub(super) type Histogram = [u32; 256];

fn total(histogram: &Histogram) -> f32 {
    histogram
        .iter()
        .map(|&count| count as f32)
        .sum::<f32>()
        .max(1.0)
}

pub(super) fn share(histogram: &Histogram, range: core::ops::RangeInclusive<usize>) -> f32 {
    histogram[range]
        .iter()
        .map(|&count| count as f32)
        .sum::<f32>()
        / total(histogram)
}

/// Mean and variance of the luminance as a share of white.
pub(super) fn moments(histogram: &Histogram) -> (f32, f32) {
    let all = total(histogram);
    let weighted = |of: &dyn Fn(f32) -> f32| {
        let terms = histogram.iter().enumerate();
        terms
            .map(|(step, &count)| count as f32 / all * of(step as f32 / 255.0))
            .sum::<f32>()
    };
    let mean = weighted(&|light| light);
    (mean, weighted(&|light| (light - mean).powi(2)))
}

/// Shannon's entropy in bits, 0 to 8.
pub(super) fn entropy(histogram: &Histogram) -> f32 {
    let all = total(histogram);
    let shares = histogram.iter().map(|&count| count as f32 / all);
    -shares
        .filter(|&share| share > 0.0)
        .map(|share| share * share.log2())
        .sum::<f32>()
}

/// How much of both distributions is the same, 0 to 1.
pub(super) fn overlap([one, other]: &[Histogram; 2]) -> f32 {
    let (one_total, other_total) = (total(one), total(other));
    let pairs = one.iter().zip(other);
    pairs
        .map(|(&a, &b)| (a as f32 / one_total).min(b as f32 / other_total))
        .sum()
}
