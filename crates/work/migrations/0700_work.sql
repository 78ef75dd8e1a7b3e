create table work_order (
  id {key},
  public_id text not null unique,
  version integer not null,
  number text not null unique,
  worker bigint not null references worker(id),
  portion bigint not null references portion(id),
  leader bigint references account(id),
  units bigint not null check (units > 0),
  given_back bigint not null check (given_back >= 0 and given_back <= units),
  delivered_units bigint check (delivered_units >= 0 and delivered_units <= units - given_back),
  unit_pay bigint not null check (unit_pay >= 0),
  by_items boolean not null,
  stage text not null check (stage in ('draft', 'offered', 'underway', 'delivered', 'accepted', 'returned', 'declined', 'expired', 'withdrawn', 'terminated')),
  stage_on date not null,
  why text not null,
  reason text not null,
  terms text,
  answer_by date not null,
  due_on date not null,
  pay_on date not null check (pay_on >= due_on),
  drafted_on date not null,
  offered_at {instant},
  agreed_at {instant},
  agreed_by bigint references account(id),
  agreed_on date,
  delivered_on date,
  accepted_on date,
  paper_wished_on date,
  check (stage not in ('underway', 'delivered', 'accepted', 'returned', 'terminated') or (agreed_on is not null and terms is not null)),
  check (stage not in ('delivered', 'accepted') or (delivered_on is not null and delivered_units is not null))
);
create index work_order_worker on work_order (worker, stage);
create index work_order_portion on work_order (portion, stage, due_on);
create index work_order_stage on work_order (stage, due_on);
-- The order of the lists: living ones first, then what is due first.
create index work_order_list on work_order
  ((case when stage in ('draft', 'offered', 'underway', 'delivered', 'returned') then 0 else 1 end), due_on, id);
create index work_order_leader on work_order (leader);
create index work_order_accepted on work_order (accepted_on);
create index work_order_agreed on work_order (agreed_on);
-- One work order per person and portion, as long as it lives.
create unique index work_order_live on work_order (worker, portion) where stage in ('draft', 'offered', 'underway', 'delivered', 'returned');

create table terms_notice (
  id {key},
  public_id text not null unique,
  work_order bigint not null unique references work_order(id),
  number bigint not null unique,
  content text not null,
  issued_at {instant} not null,
  pdf {bytes},
  pdf_hash text
);

create table item_work (
  id {key},
  public_id text not null unique,
  version integer not null,
  item bigint not null references item(id),
  portion bigint not null references portion(id),
  work_order bigint not null references work_order(id),
  position bigint not null,
  state text not null check (state in ('open', 'in_progress', 'submitted', 'checking', 'returned', 'done', 'excluded')),
  holder bigint references account(id),
  lease_until {instant},
  lease_no bigint not null,
  answer text not null,
  manual_version bigint references manual_version(id),
  seconds bigint not null check (seconds >= 0),
  opened_at {instant},
  saved_at {instant},
  submitted_at {instant},
  submitted_on date,
  unique (portion, item),
  unique (work_order, position)
);
create index item_work_item on item_work (item);
create index item_work_state on item_work (work_order, state);
create index item_work_submitted on item_work (state, submitted_at);
create index item_work_day on item_work (submitted_on);
create index item_work_manual on item_work (manual_version);

create table work_report (
  id {key},
  public_id text not null unique,
  work_order bigint not null references work_order(id),
  on_day date not null,
  units bigint not null check (units > 0),
  note text not null,
  by_account bigint not null references account(id),
  at {instant} not null
);
create index work_report_order on work_report (work_order, on_day);
create index work_report_day on work_report (on_day);
