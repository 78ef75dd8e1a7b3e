-- The order that was opened from a quote, by its public id; whoever opens it says so.
alter table quote add column opened_order text;
