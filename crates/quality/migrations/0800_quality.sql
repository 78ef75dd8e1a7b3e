create table sample (
  id {key},
  public_id text not null unique,
  work_order bigint not null unique references work_order(id),
  plan text not null check (plan in ('all', 'sample')),
  permille bigint not null check (permille between 0 and 1000),
  seed bigint not null,
  units bigint not null,
  drawn_at {instant} not null
);

create table sample_item (
  id {key},
  sample bigint not null references sample(id),
  item_work bigint not null unique references item_work(id) on delete cascade,
  drawn boolean not null,
  verdict text check (verdict in ('passed', 'returned', 'excused')),
  checked_by bigint references account(id),
  checked_at {instant}
);
create index sample_item_sample on sample_item (sample, verdict);

create table finding (
  id {key},
  public_id text not null unique,
  work_order bigint not null references work_order(id),
  item_work bigint references item_work(id),
  units bigint not null check (units > 0),
  round bigint not null check (round > 0),
  place text not null,
  cause text not null check (cause in ('worker_fault', 'client_change', 'instruction_error')),
  redo boolean not null check (redo = true or cause <> 'worker_fault'),
  manual_line text not null,
  note text not null,
  found_by bigint not null references account(id),
  found_on date not null,
  found_at {instant} not null,
  unique (item_work, round)
);
create index finding_order on finding (work_order, cause);
create index finding_day on finding (found_on);

create table objection (
  id {key},
  public_id text not null unique,
  finding bigint not null unique references finding(id),
  text text not null,
  raised_on date not null,
  answer text not null,
  upheld boolean,
  answered_by bigint references account(id),
  answered_on date
);
create index objection_open on objection (answered_on);

create table acceptance (
  id {key},
  public_id text not null unique,
  work_order bigint not null unique references work_order(id),
  units bigint not null check (units >= 0),
  unit_pay bigint not null check (unit_pay >= 0),
  fee bigint not null check (fee = units * unit_pay),
  delivered_on date not null,
  accepted_on date not null check (accepted_on >= delivered_on),
  accepted_by bigint references account(id)
);
create index acceptance_day on acceptance (accepted_on);
{append_only acceptance};

create table adjustment (
  id {key},
  acceptance bigint not null references acceptance(id),
  cause text not null check (cause in ('client_change', 'instruction_error')),
  units bigint not null check (units > 0),
  amount bigint not null check (amount >= 0),
  unique (acceptance, cause)
);
{append_only adjustment};

create table result_note (
  id {key},
  work_order bigint not null references work_order(id),
  text text not null,
  written_by bigint not null references account(id),
  written_on date not null
);
create index result_note_order on result_note (work_order);

create table lot_delivery (
  id {key},
  public_id text not null unique,
  version integer not null,
  lot bigint not null references lot(id),
  client_order bigint not null references client_order(id),
  no bigint not null check (no > 0),
  units bigint not null check (units > 0),
  checked bigint not null,
  passed bigint not null check (passed <= checked),
  manual_no bigint,
  deletion_plan text not null,
  remark text not null,
  received_on date not null,
  inspect_by date not null,
  delivered_by bigint references account(id),
  stage text not null check (stage in ('delivered', 'accepted', 'partly', 'returned')),
  accepted_units bigint not null check (accepted_units >= 0 and accepted_units <= units),
  answered_on date,
  answered_by bigint references account(id),
  unique (lot, no)
);
create index lot_delivery_order on lot_delivery (client_order, stage);
create index lot_delivery_answered on lot_delivery (answered_on);

create table lot_return (
  id {key},
  lot_delivery bigint not null references lot_delivery(id),
  units bigint not null check (units > 0),
  reason text not null
);
create index lot_return_delivery on lot_return (lot_delivery)
