create table room (
  id {key},
  public_id text not null unique,
  site bigint not null references site(id),
  name text not null,
  class text not null check (class in ('open', 'secure')),
  unique (site, name)
);

create table seat (
  id {key},
  public_id text not null unique,
  room bigint not null references room(id),
  number bigint not null,
  unique (room, number)
);

create table seat_booking (
  id {key},
  public_id text not null unique,
  seat bigint not null references seat(id),
  worker bigint not null references worker(id),
  on_day date not null,
  slot text not null check (slot in ('am', 'pm', 'evening')),
  state text not null check (state in ('booked', 'in_use', 'finished', 'cancelled')),
  booked_at {instant} not null,
  came_at {instant},
  left_at {instant},
  cancelled_at {instant}
);
create unique index seat_booking_live on seat_booking (seat, on_day, slot) where state <> 'cancelled';
create unique index seat_booking_one_seat on seat_booking (worker, on_day, slot) where state <> 'cancelled';
create index seat_booking_worker on seat_booking (worker, on_day);
create index seat_booking_day on seat_booking (on_day, slot);

create table room_entry (
  id {key},
  public_id text not null unique,
  room bigint not null references room(id),
  worker bigint references worker(id),
  visitor text,
  purpose text not null,
  belongings_checked boolean not null,
  came_at {instant} not null,
  left_at {instant},
  kept_by bigint not null,
  check (worker is not null or visitor is not null)
);
create unique index room_entry_live on room_entry (worker) where left_at is null;
create index room_entry_room on room_entry (room, came_at);

create table reachable_site (
  id {key},
  worker bigint not null references worker(id),
  site bigint not null references site(id),
  unique (worker, site)
);
create index reachable_site_site on reachable_site (site)
