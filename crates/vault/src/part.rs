//! A part of a sealed object: only the pieces that it touches are fetched and opened, and the last one, which alone
//! proves how long the object is.

use crate::disk::storage;
use crate::object::{HEAD_BYTES, PIECE_BYTES, PREFIX_BYTES, SEALED_BYTES, nonce, read_prefix};
use crate::sealing::{SealingKey, TAG_BYTES};
use bytes::{Bytes, BytesMut};
use core::ops::Range;
use futures_util::stream::{self, StreamExt};
use object_store::path::Path as ObjectPath;
use object_store::{Error as ObjectError, ObjectStore, ObjectStoreExt};
use sceau_service::ports::{OpenedPart, PartAsked, Place, VaultFailure};
use std::sync::Arc;

/// Pieces that are fetched together, a megabyte: a store far away is asked seldom, and whoever stops listening
/// leaves little that was opened for nothing.
const AT_ONCE: u32 = 16;

/// An object where it lies, with what opens it.
pub(crate) struct SealedObject {
    pub(crate) objects: Arc<dyn ObjectStore>,
    pub(crate) path: ObjectPath,
    pub(crate) key: SealingKey,
    pub(crate) belonging: Vec<u8>,
}

/// Where the pieces of an object lie, as its stored size tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    stored: u64,
    last: u32,
    /// Bytes of the object, opened.
    length: u64,
}

impl Layout {
    /// None where no object has that size.
    fn of(stored: u64) -> Option<Self> {
        let sealed = stored.checked_sub(HEAD_BYTES as u64)?;
        let pieces = sealed.div_ceil(SEALED_BYTES as u64);
        let last = pieces.checked_sub(1)?;
        let in_last = sealed - last * SEALED_BYTES as u64;
        in_last.checked_sub(TAG_BYTES as u64)?;
        Some(Self {
            stored,
            last: u32::try_from(last).ok()?,
            length: sealed - pieces * TAG_BYTES as u64,
        })
    }

    /// Where pieces lie, from one to another.
    fn place(&self, first: u32, last: u32) -> Range<u64> {
        let start_of = |piece: u64| HEAD_BYTES as u64 + piece * SEALED_BYTES as u64;
        let end = start_of(u64::from(last) + 1);
        start_of(u64::from(first))..end.min(self.stored)
    }
}

/// An object whose length is known.
struct Measured {
    object: SealedObject,
    layout: Layout,
    prefix: [u8; PREFIX_BYTES],
}

impl SealedObject {
    /// Opens what was asked for; none where the object ends before it.
    pub(crate) async fn open_part(
        self,
        asked: PartAsked,
    ) -> Result<Option<OpenedPart>, VaultFailure> {
        let measured = self.measure().await?;
        let length = measured.layout.length;
        Ok(asked.within(length).map(|part| OpenedPart {
            bytes: measured.open(part.clone()).boxed(),
            place: Place { part, length },
        }))
    }

    async fn measure(self) -> Result<Measured, VaultFailure> {
        let found = self.objects.head(&self.path).await.map_err(unreachable)?;
        let layout = Layout::of(found.size).ok_or(VaultFailure::Tampered)?;
        let ends = [0..HEAD_BYTES as u64, layout.place(layout.last, layout.last)];
        let ends = self.objects.get_ranges(&self.path, &ends).await;
        let [head, sealed] = ends
            .map_err(unreachable)?
            .try_into()
            .map_err(|_| VaultFailure::Tampered)?;
        let prefix = read_prefix(&head)?;
        let measured = Measured {
            object: self,
            layout,
            prefix,
        };
        measured.open_piece(layout.last, &sealed)?;
        Ok(measured)
    }
}

impl Measured {
    fn open(
        self,
        part: Range<u64>,
    ) -> impl stream::Stream<Item = Result<Bytes, VaultFailure>> + Send {
        let piece_at = |at: u64| u32::try_from(at / PIECE_BYTES as u64).unwrap_or(u32::MAX);
        let last = piece_at(part.end.saturating_sub(1)).min(self.layout.last);
        let firsts = (piece_at(part.start)..=last).step_by(AT_ONCE as usize);
        let this = Arc::new(self);
        stream::iter(firsts).then(move |first| {
            let (this, part) = (Arc::clone(&this), part.clone());
            async move {
                let until = first.saturating_add(AT_ONCE - 1).min(last);
                this.open_pieces(first, until, part).await
            }
        })
    }

    /// Of these pieces, what belongs to the part.
    async fn open_pieces(
        &self,
        first: u32,
        last: u32,
        part: Range<u64>,
    ) -> Result<Bytes, VaultFailure> {
        let SealedObject { objects, path, .. } = &self.object;
        let place = self.layout.place(first, last);
        let sealed = objects.get_range(path, place).await.map_err(unreachable)?;
        let mut opened = BytesMut::with_capacity(sealed.len());
        for (number, piece) in (first..=last).zip(sealed.chunks(SEALED_BYTES)) {
            opened.extend(self.open_piece(number, piece)?);
        }
        let start = u64::from(first) * PIECE_BYTES as u64;
        let from = part.start.saturating_sub(start);
        let to = (part.end - start).min(opened.len() as u64);
        let inside = usize::try_from(from).ok().zip(usize::try_from(to).ok());
        let opened = opened.freeze();
        match inside {
            Some((from, to)) if from < to => Ok(opened.slice(from..to)),
            _ => Err(VaultFailure::Tampered),
        }
    }

    fn open_piece(&self, number: u32, sealed: &[u8]) -> Result<Vec<u8>, VaultFailure> {
        let nonce = nonce(&self.prefix, number, number == self.layout.last);
        let SealedObject { key, belonging, .. } = &self.object;
        key.open(nonce, belonging, sealed)
    }
}

fn unreachable(error: ObjectError) -> VaultFailure {
    match error {
        ObjectError::NotFound { .. } => VaultFailure::Missing,
        error => storage(error),
    }
}
