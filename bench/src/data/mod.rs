//! Organisations made up for the benchmark: the same ones for the same shape in every run.
//!
//! [`plan`] decides who and what there is and who sees which room; [`document`] dresses it as an
//! organisation document; [`draws`] chooses the reads.

pub(crate) mod dataset;
mod document;
pub(crate) mod draws;
pub(crate) mod plan;
mod words;
