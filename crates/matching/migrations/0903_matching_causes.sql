-- Why people have no work and orders are short, under one plan over the region (仕事がない原因).
create table causes_report (
  id {key},
  public_id text not null unique,
  from_on date not null,
  until_on date not null,
  -- People who want work, have some in hand and get none beside it in the plan: at work, and no subject of the report.
  busy bigint not null check (busy >= 0),
  report text not null,
  made_by bigint not null,
  made_at {instant} not null,
  check (from_on <= until_on)
);
