-- Days off of somebody with work in hand, what could be done about it, and what was chosen (お休みの引き継ぎ).
create table cover (
  id {key},
  public_id text not null unique,
  worker bigint not null references worker(id),
  from_on date not null,
  until_on date not null,
  -- True while the person lets others take over; only then anything is taken.
  hand_over boolean not null,
  -- Ranked answers; empty until they are worked out.
  answer text not null,
  -- The answer chosen; empty until then.
  chosen text not null,
  chosen_by bigint,
  chosen_at {instant},
  said_at {instant} not null,
  check (from_on <= until_on)
);
create index cover_worker on cover (worker, id);
create index cover_until on cover (until_on);
