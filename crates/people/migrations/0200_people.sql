create table registrant_batch (
  id {key},
  public_id text not null unique,
  file_name text not null,
  content text not null,
  row_count bigint not null,
  state text not null check (state in ('previewed', 'taken', 'undone')),
  made_by bigint not null,
  made_at {instant} not null,
  taken_at {instant},
  taken_count bigint not null,
  undone_at {instant}
);
create index registrant_batch_made on registrant_batch (made_at);

create table worker (
  id {key},
  public_id text not null unique,
  account bigint not null unique references account(id),
  number text not null unique,
  name text not null,
  kana text not null,
  kana_key text not null,
  municipality bigint not null references municipality(id),
  phone text,
  email text,
  registered_on date not null,
  left_on date,
  stage text not null check (stage in ('applied', 'briefing', 'training', 'awaiting_contract', 'waiting', 'active', 'paused', 'left')),
  stage_since date not null,
  weekly_minutes bigint not null check (weekly_minutes >= 0),
  week_said_on date,
  ceiling_yen bigint,
  target_yen bigint,
  invoice_reg_no text,
  employs_staff boolean not null,
  note_for_directors text not null,
  remote_cleared_on date,
  secure_cleared_on date,
  wants_work boolean not null,
  batch bigint references registrant_batch(id),
  version integer not null
);
create index worker_municipality on worker (municipality, stage);
create index worker_stage on worker (stage);
create index worker_kana on worker (kana_key);
create index worker_batch on worker (batch);

create table residence (
  id {key},
  worker bigint not null references worker(id),
  municipality bigint not null references municipality(id),
  from_on date not null,
  unique (worker, from_on)
);
create index residence_municipality on residence (municipality);

create table availability (
  id {key},
  worker bigint not null references worker(id),
  weekday bigint not null check (weekday between 0 and 6),
  block text not null check (block in ('morning', 'day', 'evening', 'night')),
  minutes bigint not null check (minutes > 0),
  unique (worker, weekday, block)
);

create table rest (
  id {key},
  worker bigint not null references worker(id),
  from_on date not null,
  until_on date not null,
  unique (worker, from_on)
);
create index rest_until on rest (until_on);

create table skill (
  id {key},
  code text not null unique,
  name_ja text not null,
  name_en text not null
);

create table job_type (
  id {key},
  code text not null unique,
  name_ja text not null,
  name_en text not null,
  withholding boolean not null
);

create table job_type_skill (
  id {key},
  job_type bigint not null references job_type(id),
  skill bigint not null references skill(id),
  level bigint not null check (level between 1 and 4),
  unique (job_type, skill)
);
create index job_type_skill_skill on job_type_skill (skill);

create table worker_skill (
  id {key},
  worker bigint not null references worker(id),
  skill bigint not null references skill(id),
  level bigint not null check (level between 0 and 4),
  since_on date not null,
  source text not null check (source in ('course', 'record', 'judgement')),
  reason text not null,
  unique (worker, skill)
);
create index worker_skill_skill on worker_skill (skill, level);

create table worker_wish (
  id {key},
  worker bigint not null references worker(id),
  job_type bigint not null references job_type(id),
  wish text not null check (wish in ('prefers', 'refuses')),
  unique (worker, job_type)
);
create index worker_wish_job_type on worker_wish (job_type);

create table track_record (
  id {key},
  worker bigint not null references worker(id),
  job_type bigint not null references job_type(id),
  units bigint not null,
  standard_seconds bigint not null,
  seconds bigint not null,
  defects bigint not null,
  speed_pct bigint not null,
  defect_ppm bigint not null,
  defect_upper_ppm bigint not null,
  unique (worker, job_type)
);
create index track_record_job_type on track_record (job_type);

create table pledge (
  id {key},
  worker bigint not null references worker(id),
  on_day date not null,
  unique (worker, on_day)
);

create view worker_card as
select w.id as id, w.public_id as public_id, w.account as account, w.number as number, w.name as name, w.kana as kana,
  w.municipality as municipality, m.name as municipality_name, w.weekly_minutes as weekly_minutes, w.stage as stage
from worker w join municipality m on m.id = w.municipality
