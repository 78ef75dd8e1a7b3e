create table client_order (
  id {key},
  public_id text not null unique,
  number text not null unique,
  client bigint not null references client(id),
  quote bigint unique references quote(id),
  title text not null,
  job_type bigint not null references job_type(id),
  quantity bigint not null check (quantity > 0),
  unit_price bigint not null check (unit_price >= 0),
  ordered_on date not null,
  due_on date not null,
  director bigint references account(id),
  -- What a worker is told about the work and its delivery.
  work_content text not null,
  delivery_place text not null,
  delivery_method text not null,
  -- Consent to re-entrustment and the rules of the client's information; compulsory before the order stands.
  consent_on date not null,
  consent_scope text not null,
  consent_by text not null,
  permitted_places text not null check (permitted_places in ('home', 'site', 'secure')),
  devices text not null,
  retention_days bigint not null check (retention_days >= 0),
  deletion text not null,
  client_pays_on date,
  stage text not null check (stage in
    ('ordered', 'preparing', 'working', 'delivered', 'inspecting', 'accepted', 'invoiced', 'paid', 'cancelled')),
  stage_since date not null,
  cancel_reason text not null,
  version integer not null
);

create index client_order_client on client_order (client);
-- The order of the list, word by word as `store::orders` asks for it: for the region, and for one director.
create index client_order_list on client_order
  ((case when stage in ('paid', 'cancelled') then 2 when stage in ('accepted', 'invoiced') then 1 else 0 end),
  (case when stage in ('accepted', 'invoiced', 'paid', 'cancelled') then null else due_on end), due_on desc, id);
create index client_order_director on client_order (director,
  (case when stage in ('paid', 'cancelled') then 2 when stage in ('accepted', 'invoiced') then 1 else 0 end),
  (case when stage in ('accepted', 'invoiced', 'paid', 'cancelled') then null else due_on end), due_on desc, id);
create index client_order_job_type on client_order (job_type);
create index client_order_standing on client_order (stage, due_on);
create index client_order_ordered on client_order (ordered_on);

-- When an order entered each stage of its life; one row for each entry.
create table client_order_stage (
  id {key},
  client_order bigint not null references client_order(id),
  stage text not null,
  on_day date not null
);

create index client_order_stage_order on client_order_stage (client_order);

create table lot (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  no bigint not null,
  quantity bigint not null check (quantity > 0),
  due_on date not null,
  unique (client_order, no)
);

create table step (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  no bigint not null,
  name text not null,
  kind text not null check (kind in ('work', 'check')),
  standard_seconds bigint not null check (standard_seconds > 0),
  unit_pay bigint not null check (unit_pay >= 0),
  unique (client_order, no)
);

create table item_batch (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  file_name text not null,
  hash text not null,
  item_count bigint not null,
  confidential_count bigint not null,
  faulty_count bigint not null,
  taken_on date not null,
  taken_by bigint not null,
  undone_on date
);

create index item_batch_order on item_batch (client_order);

-- A file between its preview and its taking-in; it goes as soon as it is taken in or replaced.
create table item_upload (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  account bigint not null,
  file_name text not null,
  hash text not null,
  content {bytes} not null,
  columns text not null,
  uploaded_at {instant} not null
);

create index item_upload_order on item_upload (client_order, account);

create table portion (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  lot bigint not null references lot(id),
  step bigint not null references step(id),
  item_group text not null check (item_group in ('general', 'confidential')),
  class text not null check (class in ('home', 'site', 'secure')),
  units bigint not null check (units > 0),
  unit_pay bigint not null check (unit_pay >= 0),
  standard_seconds bigint not null check (standard_seconds > 0),
  check_plan text not null check (check_plan in ('all', 'sample')),
  check_permille bigint not null check (check_permille between 0 and 1000),
  check_seed bigint not null,
  min_chunk bigint not null check (min_chunk > 0),
  max_share_pct bigint not null check (max_share_pct between 1 and 100),
  min_team bigint not null check (min_team >= 0),
  max_team bigint not null check (max_team > 0),
  max_defect_ppm bigint not null check (max_defect_ppm between 0 and 1000000),
  release_on date not null,
  plan_due_on date not null,
  due_on date not null,
  begun_on date,
  unique (lot, item_group, step)
);

create index portion_order on portion (client_order);
create index portion_step on portion (step);

create table item (
  id {key},
  client_order bigint not null references client_order(id),
  batch bigint not null references item_batch(id),
  position bigint not null,
  number text not null,
  fields text not null,
  confidential boolean not null,
  lot bigint references lot(id),
  wanted_lot bigint,
  unique (client_order, number)
);

create index item_position on item (client_order, position);
create index item_of_batch on item (batch);
create index item_lot on item (lot, confidential, position);

create table manual_version (
  id {key},
  public_id text not null unique,
  client_order bigint not null references client_order(id),
  no bigint not null,
  note text not null,
  written_by bigint not null,
  written_at {instant} not null,
  published_on date,
  version integer not null,
  unique (client_order, no)
);

create table manual_line (
  id {key},
  manual_version bigint not null references manual_version(id),
  position bigint not null,
  no text not null,
  body text not null,
  unique (manual_version, no)
);

-- That a person has read a version of the manual; the next time only what changed is asked.
create table manual_confirmation (
  id {key},
  manual_version bigint not null references manual_version(id),
  account bigint not null,
  confirmed_at {instant} not null,
  unique (manual_version, account)
);

create index manual_confirmation_account on manual_confirmation (account);

-- What other capabilities join: an order, a portion and the items of a portion.
create view order_card as
select o.id as id, o.public_id as public_id, o.number as number, o.title as title, o.client as client,
  o.director as director, o.job_type as job_type, o.quantity as quantity, o.unit_price as unit_price,
  o.ordered_on as ordered_on, o.due_on as due_on, o.stage as stage
from client_order o;

create view portion_card as
select p.id as id, p.public_id as public_id, p.client_order as client_order, o.public_id as order_public_id,
  o.number as order_number, o.title as title, o.client as client, o.director as director, o.job_type as job_type,
  o.stage as order_stage, p.lot as lot, l.public_id as lot_public_id, l.no as lot_no, p.step as step, s.no as step_no,
  s.name as step_name, s.kind as step_kind, p.item_group as item_group, p.class as class, p.units as units,
  p.unit_pay as unit_pay, p.standard_seconds as standard_seconds, p.check_plan as check_plan,
  p.check_permille as check_permille, p.release_on as release_on, p.plan_due_on as plan_due_on, p.due_on as due_on,
  p.begun_on as begun_on
from portion p
join client_order o on o.id = p.client_order
join lot l on l.id = p.lot
join step s on s.id = p.step;

create view portion_item as
select p.id as portion, i.id as item, i.client_order as client_order, i.position as position, i.number as number,
  i.fields as fields, i.confidential as confidential
from portion p
join item i on i.lot = p.lot and i.confidential = (p.item_group = 'confidential');
