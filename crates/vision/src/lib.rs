//! Pixels in, facts out: QR codes, framing and quality of documents.
