//! One network: a square picture in, lists of numbers out.

use super::models::FaceFault;
use rten::{
    Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, ValueView, op_registry,
};
use std::sync::Arc;

/// A loaded network with one input and so many outputs.
pub(super) struct Net<const OUTPUTS: usize> {
    model: Model,
    input: NodeId,
    outputs: [NodeId; OUTPUTS],
    size: usize,
    pool: Arc<ThreadPool>,
}

impl<const OUTPUTS: usize> Net<OUTPUTS> {
    /// Reads an ONNX file that takes `1 × 3 × size × size` and gives the outputs named. Only the operators
    /// that a network uses are given: the others would make the app larger.
    pub(super) fn load(
        bytes: &[u8],
        size: usize,
        outputs: [&str; OUTPUTS],
        operators: OpRegistry,
        pool: &Arc<ThreadPool>,
    ) -> Result<Self, FaceFault> {
        let model = ModelOptions::with_ops(operators)
            .prepack_weights(true)
            .load(bytes.to_vec())
            .map_err(|_| FaceFault::NotTheModel)?;
        let find = |name: &str| model.node_id(name).map_err(|_| FaceFault::NotTheModel);
        let input = find("picture")?;
        let mut found = [input; OUTPUTS];
        for (place, name) in found.iter_mut().zip(outputs) {
            *place = find(name)?;
        }
        Ok(Self {
            model,
            input,
            outputs: found,
            size,
            pool: Arc::clone(pool),
        })
    }

    /// The side of the square it looks at, in pixels.
    pub(super) const fn size(&self) -> usize {
        self.size
    }

    /// Runs it on planes of red, green and blue.
    pub(super) fn run(&self, planes: &[f32]) -> Result<[Vec<f32>; OUTPUTS], FaceFault> {
        let shape = [1, 3, self.size, self.size];
        let picture = ValueView::from_shape(shape, planes).map_err(|_| FaceFault::Failed)?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let inputs = vec![(self.input, picture.into())];
        let values = self
            .model
            .run_n(inputs, self.outputs, Some(options))
            .map_err(|_| FaceFault::Failed)?;
        let numbers = |value: rten::Value| {
            let (_, numbers) = value
                .into_shape_vec::<f32, 2>()
                .map_err(|_| FaceFault::Failed)?;
            Ok(numbers)
        };
        let mut lists = core::array::from_fn(|_| Vec::new());
        for (list, value) in lists.iter_mut().zip(values) {
            *list = numbers(value)?;
        }
        Ok(lists)
    }
}

/// What BlazeFace and FaceMesh are made of.
pub(super) fn operators_of_coaching() -> OpRegistry {
    op_registry!(
        Add, Concat, Conv, MaxPool, PRelu, Pad, Relu, Reshape, Transpose
    )
}

/// The logistic function: a raw output to a share of 0 to 1.
pub(super) fn logistic(raw: f32) -> f32 {
    1.0 / (1.0 + (-raw).exp())
}
