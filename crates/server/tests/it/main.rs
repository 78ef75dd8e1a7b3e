//! The tests over everything, on the data of the demonstration.

mod addresses;
mod canaries;
mod cli;
mod crash;
mod engine;
mod hostile;
mod matrix;
mod program;
mod queries;
mod rows;
mod screens;
mod twice;
mod world;
