//! The contract between the app and the backend: requests, views, error codes.
