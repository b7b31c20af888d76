//! Mail and SMS senders, and the local outbox.
