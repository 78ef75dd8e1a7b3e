-- 事業: the frame of a town's evaluation sheets.
create table project (
  id {key},
  public_id text not null unique,
  municipality bigint not null references municipality(id),
  number bigint not null check (number > 0),
  -- The town's name in names of files and data: omachi.
  short_name text not null,
  title text not null,
  grant_name text not null,
  lead_body text not null,
  department text not null,
  first_year integer not null,
  last_year integer not null,
  joined_year integer not null,
  operator_name text not null,
  -- The other municipalities, one on each line.
  partners text not null,
  overview text not null,
  source text not null,
  entered_on date not null,
  entered_by bigint not null,
  version integer not null,
  check (first_year <= joined_year and joined_year <= last_year),
  unique (municipality, number)
);

-- How the town's form prints the row of an indicator.
create table form_line (
  id {key},
  project bigint not null references project(id),
  indicator bigint not null check (indicator between 1 and 4),
  name text not null,
  unit text not null,
  bracketed boolean not null,
  own_shown boolean not null,
  unique (project, indicator)
);

create table adoption (
  id {key},
  public_id text not null unique,
  -- Two of the municipalities before the scheme have no name yet.
  municipality bigint references municipality(id),
  name text not null,
  on_day date not null,
  began_on date,
  coworking_on date,
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index adoption_day on adoption (on_day);
create unique index adoption_municipality on adoption (municipality) where municipality is not null;

-- What is entered below is never changed: a later entry takes the place of an earlier one.
create table baseline (
  id {key},
  project bigint not null references project(id),
  indicator bigint not null check (indicator between 1 and 4),
  part text not null check (part in ('region', 'own')),
  level bigint not null,
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index baseline_project on baseline (project, indicator, part);
{append_only baseline};

create table target (
  id {key},
  project bigint not null references project(id),
  indicator bigint not null check (indicator between 1 and 4),
  fiscal_year integer not null,
  single_year bigint not null check (single_year >= 0),
  cumulative bigint not null check (cumulative >= 0),
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index target_project on target (project, indicator, fiscal_year);
{append_only target};

create table budget (
  id {key},
  project bigint not null references project(id),
  fiscal_year integer not null,
  total bigint not null check (total >= 0),
  eligible bigint not null check (eligible between 0 and total),
  grant_money bigint not null check (grant_money between 0 and eligible),
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index budget_project on budget (project, fiscal_year);
{append_only budget};

-- The town's agreed part of a contract of the whole region; an agreement, no rule derives it.
create table cost_share (
  id {key},
  municipality bigint not null references municipality(id),
  fiscal_year integer not null,
  what text not null,
  contract_total bigint not null check (contract_total > 0),
  amount bigint not null check (amount between 0 and contract_total),
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index cost_share_year on cost_share (fiscal_year, municipality);
{append_only cost_share};

-- The agreed part of a town in the work of a year, in thousandths.
create table work_share (
  id {key},
  municipality bigint not null references municipality(id),
  fiscal_year integer not null,
  permille bigint not null check (permille between 0 and 1000),
  basis text not null,
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index work_share_year on work_share (fiscal_year, municipality);
{append_only work_share};

create table operating_cost (
  id {key},
  public_id text not null unique,
  on_day date not null,
  what text not null,
  amount bigint not null check (amount <> 0),
  cancels bigint unique references operating_cost(id),
  source text not null,
  entered_on date not null,
  entered_by bigint not null,
  check ((amount < 0) = (cancels is not null))
);
create index operating_cost_day on operating_cost (on_day);
{append_only operating_cost};

-- One version of a sheet. The first is no. 1; a correction has the next number and a reason.
create table sheet (
  id {key},
  public_id text not null unique,
  project bigint not null references project(id),
  fiscal_year integer not null,
  no bigint not null check (no > 0),
  stage text not null check (stage in ('calculating', 'town_checking', 'fixed', 'published', 'corrected')),
  grade text check (grade in ('A', 'B', 'C', 'D')),
  direction text check (direction in ('A', 'B', 'C', 'D', 'E')),
  chosen_by bigint,
  reason text not null,
  round bigint not null check (round >= 0),
  opened_on date not null,
  submitted_on date,
  submitted_by bigint,
  sent_back_reason text not null,
  confirmed_on date,
  confirmed_by bigint,
  published_on date,
  published_by bigint,
  version integer not null,
  unique (project, fiscal_year, no),
  check (confirmed_by is null or confirmed_by <> submitted_by),
  check (stage not in ('fixed', 'published', 'corrected') or confirmed_by is not null),
  check (stage not in ('published', 'corrected') or published_on is not null)
);
create index sheet_stage on sheet (stage);

-- What was handed in, word by word; a copy sent back stays as a record of what was read.
create table frozen_sheet (
  id {key},
  sheet bigint not null references sheet(id),
  round bigint not null check (round > 0),
  document text not null,
  paper text not null,
  hash text not null,
  frozen_on date not null,
  frozen_by bigint not null,
  unique (sheet, round)
);
{append_only frozen_sheet};

create table sheet_text (
  id {key},
  sheet bigint not null references sheet(id),
  field text not null check (field in ('application_year', 'position', 'initiative', 'content', 'effect', 'issues', 'next_steps')),
  body text not null,
  entered_on date not null,
  entered_by bigint not null,
  unique (sheet, field)
);

create table opinion (
  id {key},
  public_id text not null unique,
  project bigint not null references project(id),
  fiscal_year integer not null,
  no bigint not null check (no > 0),
  body text not null,
  given_on date not null,
  given_by text not null,
  source text not null,
  entered_on date not null,
  entered_by bigint not null,
  unique (project, fiscal_year, no)
);
{append_only opinion};

create table opinion_answer (
  id {key},
  opinion bigint not null references opinion(id),
  body text not null,
  source text not null,
  entered_on date not null,
  entered_by bigint not null
);
create index opinion_answer_opinion on opinion_answer (opinion);
{append_only opinion_answer};

create table remedy (
  id {key},
  public_id text not null unique,
  project bigint not null references project(id),
  fiscal_year integer not null,
  indicator bigint not null check (indicator between 1 and 4),
  cause text not null,
  measure text not null,
  owner text not null,
  due_on date not null,
  state text not null check (state in ('under_way', 'reviewing', 'done')),
  source text not null,
  entered_on date not null,
  entered_by bigint not null,
  version integer not null,
  unique (project, fiscal_year, indicator)
)
