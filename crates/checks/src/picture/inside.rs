//! The process that looks: order in, facts or pixels out, nothing else.

use super::look::look_at_side;
use super::order::{Order, read_order, send_side, send_upright};
use crate::apart::{Limits, confine, give_way};
use sceau_vision::decode::upright_picture;
use sceau_vision::mrz::ZoneReader;
use std::io::{BufReader, BufWriter, Error, Result, Write as _, stdin, stdout};

/// The largest picture that may be sent, 64 megapixels of 16 bits, takes most of the memory while it is turned and
/// shrunk. The hardest look at a side takes about ten seconds, all of them for a seal that is not there.
const LIMITS: Limits = Limits {
    memory: 3 << 29,
    seconds: 30,
};

/// Looks at one picture, as the process that [`super::PictureExaminer`] and [`super::FileInspector`] start: raises the
/// walls, reads the order from standard input, writes the answer to standard output. To be called first of all by a
/// program that does nothing else, before it starts any thread.
///
/// # Errors
/// When a limit cannot be set, or when the order or the answer cannot pass. The caller ends with a failure; whoever
/// asked takes it for a picture that cannot be read.
pub fn look_at_picture() -> Result<()> {
    let walls = confine(LIMITS)?;
    let (order, picture) = read_order(&mut BufReader::new(stdin()))?;
    let mut output = BufWriter::new(stdout().lock());
    match order {
        Order::Side { side, kind } => {
            // Nobody waits for an examination; somebody does for an upload.
            give_way()?;
            let zones = ZoneReader::new().map_err(Error::other)?;
            let mut look = look_at_side(&zones, &picture, side, kind);
            look.walls = walls;
            send_side(&mut output, &look)?;
        }
        Order::Upright(limits) => {
            send_upright(&mut output, upright_picture(&picture, limits))?;
        }
    }
    output.flush()
}
