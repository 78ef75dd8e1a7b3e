-- 関係者: staff who share a household or an address with a worker, and so neither ask, check nor pay them.
-- Only the fact is kept, never what the relation is.
create table relation (
  id {key},
  public_id text not null unique,
  worker bigint not null references worker(id),
  account bigint not null references account(id),
  source text not null,
  entered_on date not null,
  entered_by bigint not null,
  ended_on date
);
create index relation_worker on relation (worker);
create index relation_account on relation (account);
create unique index relation_live on relation (worker, account) where ended_on is null;
create index worker_phone on worker (phone);
create index worker_email on worker (email)
