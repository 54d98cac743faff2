//! What can be shown of a file without opening it: the beginning of a text, or a picture in half blocks. Files come from strangers: whatever is
//! in them, it takes bounded time and memory, and ends in something to show or in the reason why there is nothing.

use std::io::Cursor;

use image::{ImageReader, Limits};

use crate::mail::html;

/// Bytes of a text that are shown.
const MOST_TEXT: usize = 256 * 1024;
/// Largest file that is looked at as a picture, in bytes.
const MOST_BYTES: usize = 32 << 20;
/// Most pixels of a picture, as it is.
const MOST_PIXELS: u64 = 24_000_000;
/// Most bytes that reading a picture may take.
const MOST_MEMORY: u64 = 128 << 20;
/// Pixels at each side of what is kept of it.
const KEPT: u32 = 320;

/// What there is to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preview {
    /// The beginning of a text; `true` when there is more.
    Text(String, bool),
    /// A picture.
    Picture(Picture),
    /// It is a picture with too many pixels, or too large a file.
    TooLarge,
    /// It is a picture that cannot be read.
    Broken,
    /// It is neither.
    Unknown,
}

/// A picture, small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels that it has, across and down.
    pub full: (u32, u32),
    /// Pixels that are kept, across and down.
    pub size: (u32, u32),
    /// Red, green and blue, row by row, on white.
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// The colour in the middle of a part of it: `at` of `of` such parts, across and down.
    #[must_use]
    pub fn colour(&self, at: (u32, u32), of: (u32, u32)) -> [u8; 3] {
        let span = |at: u32, of: u32, size: u32| {
            let place = |n: u32| (u64::from(n) * u64::from(size) / u64::from(of.max(1))) as u32;
            let from = place(at).min(size.saturating_sub(1));
            from..place(at + 1).clamp(from + 1, size.max(from + 1))
        };
        let (columns, rows) = (span(at.0, of.0, self.size.0), span(at.1, of.1, self.size.1));
        let (mut sum, mut count) = ([0u32; 3], 0u32);
        for y in rows {
            for x in columns.clone() {
                let Some(pixel) = self.pixels.get((y * self.size.0 + x) as usize) else { continue };
                for (s, p) in sum.iter_mut().zip(pixel) {
                    *s += u32::from(*p);
                }
                count += 1;
            }
        }
        sum.map(|s| (s / count.max(1)) as u8)
    }
}

/// What there is to show of a file.
#[must_use]
pub fn of(media_type: &str, bytes: &[u8]) -> Preview {
    match image::guess_format(bytes) {
        Ok(_) => picture(bytes),
        Err(_) if media_type.starts_with("image/") => Preview::Broken,
        Err(_) => text(media_type, bytes),
    }
}

fn picture(bytes: &[u8]) -> Preview {
    if bytes.len() > MOST_BYTES {
        return Preview::TooLarge;
    }
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        Some(reader)
    };
    let Some(full) = reader().and_then(|r| r.into_dimensions().ok()) else { return Preview::Broken };
    if u64::from(full.0) * u64::from(full.1) > MOST_PIXELS {
        return Preview::TooLarge;
    }
    let Some(whole) = reader().and_then(|r| r.decode().ok()) else { return Preview::Broken };
    let small = if full.0 > KEPT || full.1 > KEPT { whole.thumbnail(KEPT, KEPT) } else { whole }.into_rgba8();
    let on_white = |[r, g, b, a]: [u8; 4]| [r, g, b].map(|c| ((u32::from(c) * u32::from(a) + 255 * (255 - u32::from(a))) / 255) as u8);
    let size = small.dimensions();
    Preview::Picture(Picture { full, size, pixels: small.pixels().map(|p| on_white(p.0)).collect() })
}

fn text(media_type: &str, bytes: &[u8]) -> Preview {
    let beginning = &bytes[..bytes.len().min(MOST_TEXT)];
    let more = bytes.len() > beginning.len();
    let wide = encoding_rs::Encoding::for_bom(beginning).filter(|(e, _)| *e != encoding_rs::UTF_8);
    let text = match wide {
        Some((encoding, _)) => encoding.decode(beginning).0.into_owned(),
        None if beginning.contains(&0) => return Preview::Unknown,
        None => match std::str::from_utf8(beginning) {
            Ok(text) => text.to_owned(),
            // cut within a character
            Err(e) if more && e.error_len().is_none() => String::from_utf8_lossy(&beginning[..e.valid_up_to()]).into_owned(),
            Err(_) if media_type.starts_with("text/") => encoding_rs::WINDOWS_1252.decode(beginning).0.into_owned(),
            Err(_) => return Preview::Unknown,
        },
    };
    if media_type.eq_ignore_ascii_case("text/html") { Preview::Text(html::to_text(&text), more) } else { Preview::Text(text, more) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat, RgbaImage};
    use proptest::prelude::*;

    fn file(format: ImageFormat, columns: u32, rows: u32) -> Vec<u8> {
        let image = RgbaImage::from_fn(columns, rows, |x, _| if x * 2 < columns { [255, 0, 0, 255] } else { [0, 0, 255, 0] }.into());
        let mut out = Cursor::new(Vec::new());
        let image = DynamicImage::from(image);
        let image = if format == ImageFormat::Jpeg { image.into_rgb8().into() } else { image };
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn pictures_of_each_kind_are_shown_and_what_is_transparent_is_white() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
            let Preview::Picture(picture) = of("application/octet-stream", &file(format, 800, 40)) else { panic!("{format:?}") };
            assert_eq!((picture.full, picture.size.0), ((800, 40), KEPT), "{format:?}");
            assert!(picture.colour((0, 0), (4, 1))[0] > 200, "{format:?}");
            if format != ImageFormat::Jpeg {
                assert_eq!(picture.colour((3, 0), (4, 1)), [255, 255, 255], "{format:?}");
            }
        }
    }

    #[test]
    fn a_small_picture_says_it_is_huge_and_is_refused_before_it_is_read() {
        let mut bomb = file(ImageFormat::Png, 8, 8);
        bomb[16..20].copy_from_slice(&60_000u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000u32.to_be_bytes());
        assert!(matches!(of("image/png", &bomb), Preview::TooLarge | Preview::Broken));
        let mut gif = file(ImageFormat::Gif, 8, 8);
        gif[6..10].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
        assert_eq!(of("image/gif", &gif), Preview::TooLarge);
    }

    #[test]
    fn pictures_that_are_cut_or_none_are_told_apart_from_texts() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
            let whole = file(format, 64, 64);
            for end in [4, 12, 30, whole.len() / 2] {
                assert!(!matches!(of("image/x", &whole[..end.min(whole.len())]), Preview::Text(..)), "{format:?} {end}");
            }
        }
        assert_eq!(of("image/png", b"no picture"), Preview::Broken);
        assert_eq!(of("application/pdf", b"%PDF-1.7 \0\x01\x02"), Preview::Unknown);
    }

    #[test]
    fn texts_are_read_in_their_charset_and_bounded() {
        let text = |media_type: &str, bytes: &[u8]| match of(media_type, bytes) {
            Preview::Text(text, more) => (text, more),
            other => panic!("{other:?}"),
        };
        assert_eq!(text("text/plain", "olá".as_bytes()), ("olá".into(), false));
        assert_eq!(text("text/plain", b"ol\xe1"), ("olá".into(), false));
        assert_eq!(text("text/csv", b"\xff\xfeh\0i\0"), ("hi".into(), false));
        assert_eq!(text("text/html", b"<p>Hello <b>you</b><script>x</script>").0, "Hello you");
        let (long, more) = text("application/json", "é".repeat(MOST_TEXT).as_bytes());
        assert!(more && long.len() <= MOST_TEXT && long.ends_with('é'));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_bytes_end_in_something_to_show_or_a_reason(which in 0usize..4, at in prop::collection::vec((0usize..400, any::<u8>()), 0..12), end in 0usize..800) {
            let mut bytes = file([ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP][which], 9, 7);
            for (at, byte) in at {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            bytes.truncate(end.max(1));
            if let Preview::Picture(picture) = of("image/png", &bytes) {
                prop_assert_eq!(picture.pixels.len() as u64, u64::from(picture.size.0) * u64::from(picture.size.1));
                let _ = picture.colour((1, 1), (2, 2));
            }
        }
    }
}
