//! Handlers of `calendar_1_0`.

pub(crate) mod problem;
