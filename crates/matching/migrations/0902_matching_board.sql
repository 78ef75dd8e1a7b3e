-- One plan over every open order of the region (全体の案). It is handed to the orders; only they send offers.
create table board_plan (
  id {key},
  public_id text not null unique,
  changed_from bigint references board_plan(id),
  state text not null check (state in ('proposed', 'superseded')),
  seed bigint not null,
  steps bigint not null,
  from_on date not null,
  until_on date not null,
  -- True when the wished shares of the towns are agreed ones.
  agreed boolean not null,
  instance text not null,
  solution text not null,
  decided text not null,
  change text not null,
  outcome text not null,
  weighed text not null,
  bound_yen bigint,
  shares text not null,
  pairs text not null,
  rest text not null,
  made_by bigint not null,
  made_at {instant} not null,
  check (from_on <= until_on)
);
create index board_plan_changed_from on board_plan (changed_from);
-- One board at a time is in force.
create unique index board_plan_proposed on board_plan (state) where state = 'proposed';
