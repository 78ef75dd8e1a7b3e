create table municipality (
  id {key},
  public_id text not null unique,
  code text not null unique,
  name text not null unique,
  prefecture text not null
);

create table operator_entity (
  id {key},
  public_id text not null unique,
  name text not null unique,
  invoice_reg_no text,
  address text not null,
  phone text not null
);

create table client (
  id {key},
  public_id text not null unique,
  name text not null unique,
  kana text not null,
  address text not null,
  contact text not null,
  email text not null,
  invoice_reg_no text,
  headcount_band text not null check (headcount_band in ('up_to_100', 'up_to_300', 'over_300', 'public_body')),
  version integer not null
);

create table site (
  id {key},
  public_id text not null unique,
  municipality bigint not null references municipality(id),
  operator bigint not null references operator_entity(id),
  name text not null unique,
  address text not null
);
create index site_municipality on site (municipality);

create table account (
  id {key},
  public_id text not null unique,
  login text not null unique,
  name text not null,
  kana text not null,
  state text not null check (state in ('invited', 'confirmed', 'disabled')),
  password_hash text,
  totp_sealed {bytes},
  totp_last_step bigint not null,
  lang text not null,
  created_at {instant} not null,
  disabled_at {instant},
  recovered_at {instant},
  version integer not null
);

create table role_grant (
  id {key},
  public_id text not null unique,
  account bigint not null references account(id),
  role text not null,
  municipality bigint references municipality(id),
  site bigint references site(id),
  client bigint references client(id),
  leader bigint references account(id),
  from_day date not null,
  until_day date,
  granted_by bigint,
  waiting boolean not null,
  approved_by bigint,
  ended_at {instant}
);
create index role_grant_account on role_grant (account);

create table session (
  id {key},
  public_id text not null unique,
  token_hash text not null unique,
  account bigint not null references account(id),
  csrf text not null,
  started_at {instant} not null,
  seen_at {instant} not null,
  fresh_at {instant},
  second_factor boolean not null,
  agent text not null,
  ended_at {instant}
);
create index session_account on session (account, ended_at);

create table sign_in_failure (
  subject text primary key,
  failures bigint not null,
  last_at {instant} not null,
  open_at {instant} not null
);

create table invitation (
  id {key},
  public_id text not null unique,
  account bigint not null references account(id),
  token_hash text not null unique,
  purpose text not null check (purpose in ('confirm', 'recover')),
  asked_at {instant} not null,
  asked_by bigint,
  approved_by bigint,
  expires_at {instant},
  used_at {instant}
);
create index invitation_account on invitation (account);

create table recovery_code (
  id {key},
  account bigint not null references account(id),
  code_hash text not null,
  used_at {instant},
  unique (account, code_hash)
);

create table api_token (
  id {key},
  public_id text not null unique,
  account bigint not null references account(id),
  name text not null,
  token_hash text not null unique,
  may_write boolean not null,
  created_at {instant} not null,
  expires_at {instant} not null,
  ended_at {instant}
);
create index api_token_account on api_token (account)
