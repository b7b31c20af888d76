//! One network: a square picture in, two lists of numbers out.

use super::models::FaceFault;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueView, op_registry};
use std::sync::Arc;

/// A loaded network with one input and two outputs.
pub(super) struct Net {
    model: Model,
    input: NodeId,
    outputs: [NodeId; 2],
    size: usize,
    pool: Arc<ThreadPool>,
}

impl Net {
    /// Reads an ONNX file that takes `1 × 3 × size × size` and gives the two outputs named.
    pub(super) fn load(
        bytes: &[u8],
        size: usize,
        outputs: [&str; 2],
        pool: &Arc<ThreadPool>,
    ) -> Result<Self, FaceFault> {
        // Only the operators that the two networks use: the others would make the app larger.
        let operators = op_registry!(
            Add, Concat, Conv, MaxPool, PRelu, Pad, Relu, Reshape, Transpose
        );
        let model = ModelOptions::with_ops(operators)
            .prepack_weights(true)
            .load(bytes.to_vec())
            .map_err(|_| FaceFault::NotTheModel)?;
        let find = |name: &str| model.node_id(name).map_err(|_| FaceFault::NotTheModel);
        let (input, outputs) = (find("picture")?, [find(outputs[0])?, find(outputs[1])?]);
        Ok(Self {
            model,
            input,
            outputs,
            size,
            pool: Arc::clone(pool),
        })
    }

    /// The side of the square it looks at, in pixels.
    pub(super) const fn size(&self) -> usize {
        self.size
    }

    /// Runs it on planes of red, green and blue.
    pub(super) fn run(&self, planes: &[f32]) -> Result<[Vec<f32>; 2], FaceFault> {
        let shape = [1, 3, self.size, self.size];
        let picture = ValueView::from_shape(shape, planes).map_err(|_| FaceFault::Failed)?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let inputs = vec![(self.input, picture.into())];
        let [one, other] = self
            .model
            .run_n(inputs, self.outputs, Some(options))
            .map_err(|_| FaceFault::Failed)?;
        let numbers = |value: rten::Value| {
            let (_, numbers) = value
                .into_shape_vec::<f32, 2>()
                .map_err(|_| FaceFault::Failed)?;
            Ok(numbers)
        };
        Ok([numbers(one)?, numbers(other)?])
    }
}

/// The logistic function: a raw output to a share of 0 to 1.
pub(super) fn logistic(raw: f32) -> f32 {
    1.0 / (1.0 + (-raw).exp())
}
