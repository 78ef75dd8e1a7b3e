-- The hourly amount with which a quote is compared, by prefecture and date: public regional minimum wages.
create table hourly_reference (
  id {key},
  prefecture text not null,
  from_on date not null,
  yen_per_hour bigint not null check (yen_per_hour > 0),
  source text not null,
  unique (prefecture, from_on)
);

insert into hourly_reference (prefecture, from_on, yen_per_hour, source) values
  ('長野県', '2024-10-01', 998, '地域別最低賃金（令和6年度）'),
  ('長野県', '2025-10-03', 1061, '地域別最低賃金（令和7年度）'),
  ('新潟県', '2024-10-01', 985, '地域別最低賃金（令和6年度）'),
  ('新潟県', '2025-10-02', 1050, '地域別最低賃金（令和7年度）'),
  ('岐阜県', '2024-10-01', 1001, '地域別最低賃金（令和6年度）'),
  ('岐阜県', '2025-10-18', 1065, '地域別最低賃金（令和7年度）');

create table enquiry (
  id {key},
  public_id text not null unique,
  client bigint references client(id),
  company text not null,
  contact text not null,
  email text not null,
  phone text not null,
  what text not null,
  quantity bigint not null check (quantity > 0),
  due_on date,
  quality text not null,
  secret text not null,
  secret_count bigint not null check (secret_count >= 0),
  state text not null check (state in ('received', 'quoting', 'quoted', 'declined')),
  received_on date not null,
  next_step text not null,
  next_on date not null,
  closed_on date,
  closed_reason text not null,
  version integer not null
);

create index enquiry_client on enquiry (client);
create index enquiry_state on enquiry (state, next_on);

create table quote (
  id {key},
  public_id text not null unique,
  number text not null unique,
  enquiry bigint references enquiry(id),
  client bigint not null references client(id),
  title text not null,
  job_type bigint not null references job_type(id),
  prefecture text not null,
  quantity bigint not null check (quantity > 0),
  unit_price bigint not null check (unit_price >= 0),
  unit_pay bigint not null check (unit_pay >= 0),
  standard_seconds bigint not null check (standard_seconds > 0),
  check_permille bigint not null check (check_permille between 0 and 1000),
  check_pay bigint not null check (check_pay >= 0),
  leader_fee bigint not null check (leader_fee >= 0),
  reserve_permille bigint not null check (reserve_permille between 0 and 1000),
  secret_count bigint not null check (secret_count >= 0),
  due_on date not null,
  valid_until date not null,
  conditions text not null,
  state text not null check (state in ('draft', 'sent', 'accepted', 'lost')),
  drafted_on date not null,
  drafted_by bigint not null,
  sent_on date,
  answered_on date,
  answered_by bigint,
  lost_reason text not null,
  version integer not null
);

create index quote_enquiry on quote (enquiry);
create index quote_client on quote (client, state);
create index quote_job_type on quote (job_type);
create index quote_state on quote (state, drafted_on, id);
create index quote_list on quote
  ((case state when 'draft' then 0 when 'sent' then 1 else 2 end), drafted_on desc, id desc);

-- A timed trial of the work, from which the standard time of a quote comes.
create table trial_timing (
  id {key},
  quote bigint not null references quote(id),
  who text not null,
  units bigint not null check (units > 0),
  seconds bigint not null check (seconds > 0)
);

create index trial_timing_quote on trial_timing (quote);
