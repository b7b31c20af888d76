//! The two networks, as they ship inside the program.

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueView, op_registry};
use std::sync::Arc;

/// Written by `tools/mrz/pack.py`: a head of 32 bytes, then the two networks as ONNX.
static WEIGHTS: &[u8] = include_bytes!("weights.bin");
/// The head begins with this.
const MAGIC: &[u8; 8] = b"SCEAUMRZ";
/// The layout of the head and of the networks' answers.
const VERSION: u32 = 1;
const HEAD: usize = 32;

/// Why no zone could be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ZoneFault {
    /// The weights are damaged, or of another version than this code.
    #[error("the weights of the zone reader are damaged or of another version")]
    Weights,
}

/// The two networks, on one thread.
pub(super) struct Nets {
    pub(super) finder: Net,
    pub(super) reader: Net,
    /// The hash of both, as the head has it.
    hash: u64,
}

impl Nets {
    /// The networks shipped inside.
    pub(super) fn built_in() -> Result<Self, ZoneFault> {
        Self::unpack(WEIGHTS)
    }

    /// Head: magic, version, lengths of the two networks, four bytes unused, FNV-1a of the rest;
    /// numbers little-endian.
    fn unpack(bytes: &[u8]) -> Result<Self, ZoneFault> {
        let (head, body) = bytes.split_at_checked(HEAD).ok_or(ZoneFault::Weights)?;
        let number = |from: usize| {
            let four = head
                .get(from..from + 4)
                .and_then(|four| four.try_into().ok());
            four.map_or(0, u32::from_le_bytes)
        };
        let (one, other) = (number(12) as usize, number(16) as usize);
        let hash = fnv1a(body);
        let is_whole = head.starts_with(MAGIC)
            && number(8) == VERSION
            && one.checked_add(other) == Some(body.len())
            && head[24..] == hash.to_le_bytes();
        if !is_whole {
            return Err(ZoneFault::Weights);
        }
        let (finder, reader) = body.split_at(one);
        // One thread: the app's other cores draw the preview and encode the film.
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        Ok(Self {
            finder: Net::load(finder, &pool)?,
            reader: Net::load(reader, &pool)?,
            hash,
        })
    }

    /// Version of the layout and hash of the weights: `1/` and sixteen digits.
    pub(super) fn version(&self) -> String {
        format!("{VERSION}/{:016x}", self.hash)
    }
}

/// FNV-1a of 64 bits: against damage, not against attackers, who would change the program itself.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A network of convolutions: pictures of any size in, a smaller map of numbers out.
pub(super) struct Net {
    model: Model,
    input: NodeId,
    output: NodeId,
    pool: Arc<ThreadPool>,
}

/// What a network says: `channels` planes of `rows` × `columns`, one picture after the other.
pub(super) struct Answer {
    pub(super) channels: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: Vec<f32>,
}

impl Net {
    fn load(bytes: &[u8], pool: &Arc<ThreadPool>) -> Result<Self, ZoneFault> {
        let model = ModelOptions::with_ops(op_registry!(Conv, Relu))
            .prepack_weights(true)
            .load(bytes.to_vec())
            .map_err(|_| ZoneFault::Weights)?;
        let find = |name| model.node_id(name).map_err(|_| ZoneFault::Weights);
        let (input, output) = (find("picture")?, find("answer")?);
        Ok(Self {
            model,
            input,
            output,
            pool: Arc::clone(pool),
        })
    }

    /// Runs it on `count` pictures of `rows` × `columns`. `None` when they do not fill that size, or
    /// are too small for the network.
    pub(super) fn run(
        &self,
        count: usize,
        (rows, columns): (usize, usize),
        pixels: &[f32],
    ) -> Option<Answer> {
        let picture = ValueView::from_shape([count, 1, rows, columns], pixels).ok()?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let inputs = vec![(self.input, picture.into())];
        let [answer]: [Value; 1] = self
            .model
            .run_n(inputs, [self.output], Some(options))
            .ok()?;
        let ([_, channels, rows, columns], values) = answer.into_shape_vec::<f32, 4>().ok()?;
        Some(Answer {
            channels,
            rows,
            columns,
            values,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_shipped_inside_are_whole() {
        assert!(Nets::built_in().is_ok());
        assert!(WEIGHTS.len() < 500_000);
    }

    #[test]
    fn damaged_weights_are_refused() {
        for at in [0, 9, 13, 25, HEAD + 5, WEIGHTS.len() - 1] {
            let mut bytes = WEIGHTS.to_vec();
            bytes[at] ^= 1;
            assert_eq!(Nets::unpack(&bytes).err(), Some(ZoneFault::Weights), "{at}");
        }
        assert!(Nets::unpack(&[]).is_err());
    }
}
