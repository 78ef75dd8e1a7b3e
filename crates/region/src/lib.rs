//! 自治体・指標・評価: the four indicators computed from transactions, the evaluation sheet of each town, how work and
//! cost are spread over the towns.
mod distribution;
mod grade;
mod increase;
mod indicator;
mod missing;
mod rate;
mod refusal;
mod sheet;
mod stage;
