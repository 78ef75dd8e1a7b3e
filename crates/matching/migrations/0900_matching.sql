-- A proposal for one client order: what was known, what was planned, and what the director had decided by then.
create table plan (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  changed_from bigint references plan(id),
  state text not null check (state in ('proposed', 'sent', 'superseded')),
  state_at {instant} not null,
  seed bigint not null,
  steps bigint not null,
  from_on date not null,
  until_on date not null,
  instance text not null,
  solution text not null,
  decided text not null,
  change text not null,
  outcome text not null,
  made_by bigint not null,
  made_at {instant} not null,
  check (from_on <= until_on)
);
create index plan_order on plan (client_order, id);
create index plan_changed_from on plan (changed_from);
-- One proposal at a time waits for the director.
create unique index plan_proposed on plan (client_order) where state = 'proposed';

create table plan_pair (
  id {key},
  public_id text not null unique,
  plan bigint not null references plan(id),
  worker bigint not null references worker(id),
  portion bigint not null references portion(id),
  units bigint not null check (units > 0),
  seconds bigint not null check (seconds >= 0),
  reasons text not null,
  fixed boolean not null,
  work_order bigint references work_order(id),
  unique (plan, worker, portion)
);
create index plan_pair_worker on plan_pair (worker);
create index plan_pair_portion on plan_pair (portion);
create index plan_pair_work_order on plan_pair (work_order);

-- Everyone who may be asked and is not in the plan, with the first limit met where they came nearest.
create table plan_rest (
  id {key},
  plan bigint not null references plan(id),
  worker bigint not null references worker(id),
  portion bigint not null references portion(id),
  nearness bigint not null,
  why text not null,
  unique (plan, worker)
);
create index plan_rest_near on plan_rest (plan, nearness);
create index plan_rest_worker on plan_rest (worker);
create index plan_rest_portion on plan_rest (portion)
