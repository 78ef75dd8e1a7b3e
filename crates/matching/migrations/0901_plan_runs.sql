-- Work of the optimiser that goes on by itself (計算): asked for, under way, over. It survives a restart: a run whose node
-- has fallen silent is taken up again from its beginning.
create table plan_run (
  id {key},
  public_id text not null unique,
  -- What it is about: 'order/12', 'board', 'causes', 'cover/3'; one at a time each.
  topic text not null,
  task text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  steps_wanted bigint not null,
  steps_done bigint not null,
  score_yen bigint,
  bound_yen bigint,
  refusal text not null,
  cancel_wished boolean not null,
  node text not null,
  beat_at {instant},
  asked_by bigint not null,
  asked_role text not null,
  asked_at {instant} not null,
  started_at {instant},
  ended_at {instant}
);
create index plan_run_topic on plan_run (topic, id);
create index plan_run_state on plan_run (state, id);
create unique index plan_run_living on plan_run (topic) where state in ('waiting', 'running');
