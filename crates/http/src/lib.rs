//! Routes and server-rendered pages over the service.
