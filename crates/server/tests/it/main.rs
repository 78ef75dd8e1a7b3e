//! The tests over everything, on the data of the demonstration.

mod addresses;
mod canaries;
mod cli;
mod cluster;
mod crash;
mod engine;
mod failover;
mod figures;
mod hostile;
mod matrix;
mod power;
mod program;
mod queries;
mod rows;
mod screens;
mod twice;
mod world;
