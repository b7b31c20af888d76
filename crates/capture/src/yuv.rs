//! Between colours and planes of luma and chroma (ITU-R BT.601, video range).

use crate::frame::Yuv420;
use sceau_vision::jpeg::Rgb;

/// Luma of one RGB pixel over the full range 0 to 255.
pub(crate) fn full_range_luma(pixel: &[u8]) -> u8 {
    let weighted = 77 * u32::from(pixel[0]) + 150 * u32::from(pixel[1]) + 29 * u32::from(pixel[2]);
    byte_of(i32::try_from(weighted >> 8).unwrap_or(255))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte on the line itself"
)]
const fn byte_of(value: i32) -> u8 {
    if value < 0 {
        0
    } else if value > 255 {
        255
    } else {
        value as u8
    }
}

/// Planes to colours; `None` when a plane is missing.
pub(crate) fn to_rgb(planes: &Yuv420) -> Option<Rgb> {
    let (width, height) = (usize::from(planes.width), usize::from(planes.height));
    let (y, chroma) = planes.planes.split_at_checked(width * height)?;
    let quarter = width.div_ceil(2) * height.div_ceil(2);
    let (u, v) = (chroma.get(..quarter)?, chroma.get(quarter..quarter * 2)?);
    let mut pixels = Vec::with_capacity(width * height * 3);
    for row in 0..height {
        for column in 0..width {
            let at = row / 2 * width.div_ceil(2) + column / 2;
            let light = 298 * (i32::from(y[row * width + column]) - 16);
            let (blue, red) = (i32::from(u[at]) - 128, i32::from(v[at]) - 128);
            pixels.push(byte_of((light + 409 * red + 128) >> 8));
            pixels.push(byte_of((light - 100 * blue - 208 * red + 128) >> 8));
            pixels.push(byte_of((light + 516 * blue + 128) >> 8));
        }
    }
    Some(Rgb {
        width: planes.width,
        height: planes.height,
        pixels,
    })
}

/// Colours to planes; an odd last row or column is cut off. `None` when pixels are missing.
pub(crate) fn of_rgb(picture: &Rgb) -> Option<Yuv420> {
    planes_of(picture.width, picture.height, &picture.pixels, |pixel| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(i32::from);
        [
            ((66 * red + 129 * green + 25 * blue + 128) >> 8) + 16,
            ((-38 * red - 74 * green + 112 * blue + 128) >> 8) + 128,
            ((112 * red - 94 * green - 18 * blue + 128) >> 8) + 128,
        ]
    })
}

/// Luma and chroma of every pixel over the full range, as a JPEG holds them, to planes.
pub(crate) fn of_full_range(width: u16, height: u16, pixels: &[u8]) -> Option<Yuv420> {
    planes_of(width, height, pixels, |pixel| {
        let [luma, blue, red] = [pixel[0], pixel[1], pixel[2]].map(i32::from);
        // 0..=255 to 16..=235, and chroma around its middle from 255 steps to 224.
        [
            ((luma * 220 + 128) >> 8) + 16,
            (((blue - 128) * 225 + 128) >> 8) + 128,
            (((red - 128) * 225 + 128) >> 8) + 128,
        ]
    })
}

/// Chroma is the mean of the upper two of four pixels: half the work, and no eye sees it.
fn planes_of(
    width: u16,
    height: u16,
    pixels: &[u8],
    convert: impl Fn(&[u8]) -> [i32; 3],
) -> Option<Yuv420> {
    let stride = usize::from(width) * 3;
    let (width, height) = (width & !1, height & !1);
    let (columns, rows) = (usize::from(width), usize::from(height));
    if columns == 0 || rows == 0 || pixels.len() < stride * rows {
        return None;
    }
    let mut planes = vec![0; columns * rows * 3 / 2];
    let (luma, chroma) = planes.split_at_mut(columns * rows);
    let (blues, reds) = chroma.split_at_mut(columns * rows / 4);
    for (y, line) in pixels.chunks_exact(stride).take(rows).enumerate() {
        let pairs = line[..columns * 3].chunks_exact(6);
        let lumas = luma[y * columns..(y + 1) * columns].chunks_exact_mut(2);
        let chroma_at = y / 2 * (columns / 2);
        for (x, (pair, luma)) in pairs.zip(lumas).enumerate() {
            let (one, two) = (convert(&pair[..3]), convert(&pair[3..]));
            luma[0] = byte_of(one[0]);
            luma[1] = byte_of(two[0]);
            if y % 2 == 0 {
                blues[chroma_at + x] = byte_of((one[1] + two[1]) / 2);
                reds[chroma_at + x] = byte_of((one[2] + two[2]) / 2);
            }
        }
    }
    Some(Yuv420 {
        width,
        height,
        planes,
    })
}

/// Packed 4:2:2 (Y U Y V) as raw cameras give it, to planes: chroma of the odd rows is dropped,
/// which halves the work and is not seen. `None` when bytes are missing or a side is odd.
pub(crate) fn of_yuyv(width: u16, height: u16, packed: &[u8]) -> Option<Yuv420> {
    let (columns, rows) = (usize::from(width), usize::from(height));
    let is_even = columns.is_multiple_of(2) && rows.is_multiple_of(2);
    if !is_even || columns * rows == 0 || packed.len() < columns * rows * 2 {
        return None;
    }
    let mut planes = vec![0; columns * rows * 3 / 2];
    let (luma, chroma) = planes.split_at_mut(columns * rows);
    let (blues, reds) = chroma.split_at_mut(columns * rows / 4);
    // Plain walks over slices of one length: the compiler makes wide instructions of them.
    for (light, pair) in luma.iter_mut().zip(packed.chunks_exact(2)) {
        *light = pair[0];
    }
    let even_rows = packed.chunks_exact(columns * 2).step_by(2);
    let blues = blues.chunks_exact_mut(columns / 2);
    let reds = reds.chunks_exact_mut(columns / 2);
    for ((row, blues), reds) in even_rows.zip(blues).zip(reds) {
        for ((four, blue), red) in row.chunks_exact(4).zip(blues).zip(reds) {
            (*blue, *red) = (four[1], four[3]);
        }
    }
    Some(Yuv420 {
        width,
        height,
        planes,
    })
}

/// A plane of luma and one of U V pairs (NV12), to planes. `None` as for [`of_yuyv`].
pub(crate) fn of_nv12(width: u16, height: u16, bytes: &[u8]) -> Option<Yuv420> {
    let mut planes = of_grey(width, height, bytes)?;
    let luma = usize::from(width) * usize::from(height);
    let pairs = bytes.get(luma..luma + luma / 2)?;
    let (blues, reds) = planes.planes[luma..].split_at_mut(luma / 4);
    for ((pair, blue), red) in pairs.chunks_exact(2).zip(blues).zip(reds) {
        (*blue, *red) = (pair[0], pair[1]);
    }
    Some(planes)
}

/// Luma alone, to planes without colour. `None` as for [`of_yuyv`].
pub(crate) fn of_grey(width: u16, height: u16, luma: &[u8]) -> Option<Yuv420> {
    let length = usize::from(width) * usize::from(height);
    if !width.is_multiple_of(2) || !height.is_multiple_of(2) || length == 0 {
        return None;
    }
    let mut planes = Vec::with_capacity(length * 3 / 2);
    planes.extend(luma.get(..length)?);
    planes.resize(length * 3 / 2, 128);
    Some(Yuv420 {
        width,
        height,
        planes,
    })
}

/// So many times smaller each way, each pixel the mean of its square; what is left over at the right and at the
/// bottom is cut off. `None` when nothing is left or planes are missing.
pub(crate) fn shrunk(picture: &Yuv420, times: u16) -> Option<Yuv420> {
    let times = usize::from(times).max(1);
    let (width, height) = (usize::from(picture.width), usize::from(picture.height));
    let (columns, rows) = ((width / times) & !1, (height / times) & !1);
    if columns * rows == 0 || picture.planes.len() < width * height * 3 / 2 {
        return None;
    }
    let mut planes = Vec::with_capacity(columns * rows * 3 / 2);
    let (luma, chroma) = picture.planes.split_at(width * height);
    let (blues, reds) = chroma.split_at(width * height / 4);
    for (plane, shrink) in [(luma, 1), (blues, 2), (reds, 2)] {
        let mut sums = vec![0_u32; columns / shrink];
        let bands = plane.chunks_exact(width / shrink * times);
        for band in bands.take(rows / shrink) {
            sums.fill(0);
            for row in band.chunks_exact(width / shrink) {
                for (sum, run) in sums.iter_mut().zip(row.chunks_exact(times)) {
                    *sum += run.iter().map(|&light| u32::from(light)).sum::<u32>();
                }
            }
            let area = u32::try_from(times * times).ok()?;
            let mean = |sum: &u32| u8::try_from((sum + area / 2) / area).unwrap_or(u8::MAX);
            planes.extend(sums.iter().map(mean));
        }
    }
    Some(Yuv420 {
        width: u16::try_from(columns).ok()?,
        height: u16::try_from(rows).ok()?,
        planes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_of_a_smaller_picture_is_the_mean_of_its_square() {
        let luma = [10, 20, 90, 90, 30, 40, 90, 90].repeat(2);
        let of = |side| Yuv420 {
            width: side,
            height: side,
            planes: [luma.as_slice(), &[50, 60, 70, 80], &[1, 2, 3, 4]].concat(),
        };
        let small = shrunk(&of(4), 2).unwrap();
        assert_eq!((small.width, small.height), (2, 2));
        assert_eq!(small.planes, [25, 90, 25, 90, 65, 3]);
        assert!(shrunk(&of(4), 3).is_none(), "nothing is left");
        assert!(shrunk(&of(6), 2).is_none(), "planes are missing");
    }

    #[test]
    fn grey_stays_grey_and_the_range_is_stretched_to_the_full_byte() {
        let planes = Yuv420 {
            width: 2,
            height: 2,
            planes: vec![16, 235, 126, 16, 128, 128],
        };
        let rgb = to_rgb(&planes).unwrap();
        assert_eq!(&rgb.pixels[..9], &[0, 0, 0, 255, 255, 255, 128, 128, 128]);
    }

    #[test]
    fn colours_survive_the_way_to_planes_and_back() {
        for colour in [
            [0, 0, 0],
            [255, 255, 255],
            [30, 90, 200],
            [220, 40, 10],
            [90, 160, 60],
        ] {
            let picture = Rgb {
                width: 2,
                height: 2,
                pixels: colour.repeat(4),
            };
            let back = to_rgb(&of_rgb(&picture).unwrap()).unwrap();
            let is_near = |(one, other): (&u8, &u8)| one.abs_diff(*other) <= 4;
            assert!(
                back.pixels.iter().zip(&picture.pixels).all(is_near),
                "{colour:?} {back:?}"
            );
        }
    }

    #[test]
    fn what_a_jpeg_holds_is_brought_to_the_range_of_video() {
        let pixels = [[0, 128, 128], [255, 128, 128], [128, 0, 255], [128, 255, 0]].concat();
        let planes = of_full_range(2, 2, &pixels).unwrap().planes;
        assert_eq!(planes, [16, 235, 126, 126, 128, 128]);
        assert_eq!(of_full_range(3, 3, &[128; 27]).unwrap().width, 2);
        assert!(of_full_range(4, 4, &pixels).is_none());
    }

    #[test]
    fn packed_pixels_are_sorted_into_planes() {
        let packed = [1, 90, 2, 190, 3, 91, 4, 191, 5, 0, 6, 0, 7, 0, 8, 0];
        let planes = of_yuyv(4, 2, &packed).unwrap();
        assert_eq!(planes.planes, [1, 2, 3, 4, 5, 6, 7, 8, 90, 91, 190, 191]);
    }

    #[test]
    fn pairs_of_chroma_are_sorted_into_planes_and_luma_alone_has_no_colour() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8, 90, 190, 91, 191];
        let planes = of_nv12(4, 2, &bytes).unwrap();
        assert_eq!(planes.planes, [1, 2, 3, 4, 5, 6, 7, 8, 90, 91, 190, 191]);
        let grey = of_grey(4, 2, &bytes).unwrap();
        assert_eq!(grey.planes[8..], [128; 4]);
        assert!(of_nv12(4, 2, &bytes[..11]).is_none());
        assert!(of_grey(3, 2, &bytes).is_none() && of_grey(0, 0, &[]).is_none());
    }

    #[test]
    fn missing_bytes_and_odd_sides_are_refused() {
        assert!(of_yuyv(4, 2, &[0; 15]).is_none());
        assert!(of_yuyv(3, 2, &[0; 12]).is_none());
        assert!(
            to_rgb(&Yuv420 {
                width: 4,
                height: 4,
                planes: vec![0; 20]
            })
            .is_none()
        );
    }
}
