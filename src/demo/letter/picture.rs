//! Small pictures, drawn by rule: a bicycle with a ring around the part that a customer means, as PNG (ISO/IEC 15948).

const WIDTH: usize = 240;
const HEIGHT: usize = 160;
/// Paper, frame, shadow, highlight.
const PALETTE: [[u8; 3]; 4] = [[0xf6, 0xf1, 0xe7], [0x2c, 0x4a, 0x6e], [0xc9, 0xbf, 0xae], [0xd8, 0x3a, 0x2b]];
const FRAME: u8 = 1;
const SHADOW: u8 = 2;
const MARK: u8 = 3;

/// A part of a bicycle that can be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Nothing: just a fine bicycle.
    Nothing,
    /// The fork.
    Fork,
    /// The front wheel.
    FrontWheel,
    /// The rear brake.
    RearBrake,
    /// The motor at the bottom bracket.
    Motor,
    /// The battery on the down tube.
    Battery,
    /// The saddle.
    Saddle,
    /// The display on the handlebar.
    Display,
}

impl Mark {
    fn spot(self) -> Option<(i32, i32, i32)> {
        match self {
            Mark::Nothing => None,
            Mark::Fork => Some((170, 88, 18)),
            Mark::FrontWheel => Some((180, 112, 42)),
            Mark::RearBrake => Some((60, 112, 16)),
            Mark::Motor => Some((108, 112, 18)),
            Mark::Battery => Some((134, 82, 20)),
            Mark::Saddle => Some((88, 44, 18)),
            Mark::Display => Some((156, 38, 16)),
        }
    }
}

struct Canvas(Vec<u8>);

impl Canvas {
    fn dot(&mut self, x: i32, y: i32, colour: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < WIDTH
            && let Some(cell) = self.0.get_mut(y * WIDTH + x)
        {
            *cell = colour;
        }
    }

    fn blob(&mut self, x: i32, y: i32, radius: i32, colour: u8) {
        for dy in -radius..=radius {
            for dx in -radius..=radius {
                if dx * dx + dy * dy <= radius * radius {
                    self.dot(x + dx, y + dy, colour);
                }
            }
        }
    }

    fn line(&mut self, (x0, y0): (i32, i32), (x1, y1): (i32, i32), width: i32, colour: u8) {
        let steps = (x1 - x0).abs().max((y1 - y0).abs()).max(1);
        for i in 0..=steps {
            self.blob(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps, width, colour);
        }
    }

    fn ring(&mut self, (x, y): (i32, i32), radius: i32, width: i32, colour: u8) {
        for dy in -radius - width..=radius + width {
            for dx in -radius - width..=radius + width {
                let square = dx * dx + dy * dy;
                if square >= (radius - width).pow(2) && square <= (radius + width).pow(2) {
                    self.dot(x + dx, y + dy, colour);
                }
            }
        }
    }
}

/// The picture as the bytes of a PNG file.
#[must_use]
pub fn bicycle(mark: Mark) -> Vec<u8> {
    let (rear, front, motor, seat, head) = ((60, 112), (180, 112), (108, 112), (92, 58), (158, 56));
    let mut canvas = Canvas(vec![0; WIDTH * HEIGHT]);
    canvas.line((20, 148), (220, 148), 1, SHADOW);
    for hub in [rear, front] {
        canvas.ring(hub, 34, 2, FRAME);
        canvas.blob(hub.0, hub.1, 3, FRAME);
    }
    for (from, to, width) in [
        (rear, motor, 1),
        (rear, seat, 1),
        (motor, seat, 2),
        (motor, head, 4),
        (seat, head, 2),
        (head, front, 2),
        (seat, (88, 46), 1),
        ((76, 45), (100, 45), 2),
        (head, (154, 40), 1),
        ((154, 40), (168, 36), 1),
    ] {
        canvas.line(from, to, width, FRAME);
    }
    canvas.blob(motor.0, motor.1, 8, FRAME);
    if let Some((x, y, radius)) = mark.spot() {
        canvas.ring((x, y), radius, 1, MARK);
    }
    png(&canvas.0)
}

fn png(pixels: &[u8]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(pixels.len() + HEIGHT);
    for row in pixels.chunks(WIDTH) {
        // Filter "none", then two bits a pixel.
        rows.push(0);
        rows.extend(row.chunks(4).map(|four| four.iter().fold(0u8, |byte, p| byte << 2 | (p & 3))));
    }
    let mut head = Vec::new();
    for side in [WIDTH, HEIGHT] {
        head.extend_from_slice(&u32::try_from(side).unwrap_or(0).to_be_bytes());
    }
    // Two bits, palette, and the only compression, filter and interlace there are.
    head.extend_from_slice(&[2, 3, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, *b"IHDR", &head);
    chunk(&mut out, *b"PLTE", PALETTE.as_flattened());
    chunk(&mut out, *b"IDAT", &stored_zlib(&rows));
    chunk(&mut out, *b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let body = [&kind[..], data].concat();
    out.extend_from_slice(&body);
    out.extend_from_slice(&crc32(&body).to_be_bytes());
}

/// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4).
fn stored_zlib(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(65_535).peekable();
    while let Some(block) = blocks.next() {
        let size = u16::try_from(block.len()).unwrap_or(0);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend_from_slice(&size.to_le_bytes());
        out.extend_from_slice(&(!size).to_le_bytes());
        out.extend_from_slice(block);
    }
    let (mut a, mut b) = (1u32, 0u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend_from_slice(&(b << 16 | a).to_be_bytes());
    out
}

fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 });
    !data.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard_and_marks_change_the_picture() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        let plain = bicycle(Mark::Nothing);
        assert!(plain.starts_with(b"\x89PNG\r\n\x1a\n") && plain.ends_with(&[0xae, 0x42, 0x60, 0x82]));
        assert!(plain.len() < 12_000, "{}", plain.len());
        for mark in [Mark::Fork, Mark::FrontWheel, Mark::RearBrake, Mark::Motor, Mark::Battery, Mark::Saddle, Mark::Display] {
            assert_ne!(bicycle(mark), plain, "{mark:?}");
        }
    }
}
