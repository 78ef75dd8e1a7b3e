-- The gate at which writers stand in a queue on PostgreSQL; it holds no rows.
create table writers_gate (held integer);

create table setting (
  name text primary key,
  value text not null
);

create table counter (
  series text primary key,
  last bigint not null
);

create table submission (
  id {key},
  account bigint not null,
  key text not null,
  hash text not null,
  answer text not null,
  at {instant} not null,
  unique (account, key)
);

create table audit_head (
  stream text primary key,
  seq bigint not null,
  hash text not null
);

insert into audit_head (stream, seq, hash) values
  ('access', 0, ''), ('people', 0, ''), ('orders', 0, ''), ('work', 0, ''), ('money', 0, ''), ('region', 0, '');

create table audit_log (
  id {key},
  stream text not null,
  seq bigint not null,
  at {instant} not null,
  account bigint,
  acting_for bigint,
  role text not null,
  action text not null,
  object text not null,
  fields text not null,
  outcome text not null,
  reason text not null,
  about bigint,
  request text not null,
  prev text not null,
  hash text not null,
  unique (stream, seq)
);

create index audit_log_account on audit_log (account, at);
create index audit_log_object on audit_log (object);
create index audit_log_about on audit_log (about, at);
create index audit_log_at on audit_log (at);

{append_only audit_log};
