-- Tax rates with the day from which each holds.
create table consumption_tax (
  id {key},
  from_on date not null unique,
  percent bigint not null check (percent between 0 and 100)
);
insert into consumption_tax (from_on, percent) values ('2014-04-01', 8), ('2019-10-01', 10);

create table transitional_share (
  id {key},
  from_on date not null unique,
  percent bigint not null check (percent between 0 and 100)
);
insert into transitional_share (from_on, percent) values
  ('2023-10-01', 80), ('2026-10-01', 70), ('2028-10-01', 50), ('2030-10-01', 30), ('2031-10-01', 0);

create table withholding_rate (
  id {key},
  from_on date not null unique,
  per_ten_thousand bigint not null check (per_ten_thousand between 0 and 10000),
  above bigint not null check (above >= 0),
  per_ten_thousand_above bigint not null check (per_ten_thousand_above between 0 and 10000)
);
insert into withholding_rate (from_on, per_ten_thousand, above, per_ten_thousand_above) values ('2013-01-01', 1021, 1000000, 2042);

-- The account from which workers are paid; the newest row holds.
create table remitter (
  id {key},
  public_id text not null unique,
  code text not null,
  sealed {bytes} not null,
  last4 text not null,
  set_by bigint not null,
  set_at {instant} not null
);

create table bank_account (
  id {key},
  public_id text not null unique,
  worker bigint not null references worker(id),
  no bigint not null check (no > 0),
  sealed {bytes} not null,
  last4 text not null,
  fingerprint text not null,
  given_on date not null,
  usable_from date not null,
  replaced_on date,
  check (given_on <= usable_from),
  unique (worker, no)
);
create unique index bank_account_live on bank_account (worker) where replaced_on is null;
create index bank_account_fingerprint on bank_account (fingerprint);

-- The framework contract of this worker lets silence confirm a notice after so many days.
create table silence_clause (
  id {key},
  worker bigint not null references worker(id),
  agreed_on date not null,
  days bigint not null check (days between 1 and 60),
  unique (worker, agreed_on)
);

create table closing (
  id {key},
  public_id text not null unique,
  from_day date not null unique,
  to_day date not null unique,
  pay_on date not null,
  state text not null check (state in ('open', 'closed')),
  closed_on date,
  closed_by bigint,
  version integer not null,
  check (from_day <= to_day and to_day < pay_on),
  check ((state = 'closed') = (closed_on is not null))
);
create index closing_state on closing (state, to_day);

create table payment_notice (
  id {key},
  public_id text not null unique,
  number bigint unique,
  worker bigint not null references worker(id),
  closing bigint not null references closing(id),
  kind text not null check (kind in ('regular', 'correction')),
  round bigint not null check (round >= 0),
  original bigint references payment_notice(id),
  reason text not null,
  state text not null check (state in ('collecting', 'asking', 'questioned', 'confirmed')),
  reg_no text,
  fee bigint not null,
  adjustments bigint not null,
  tax bigint not null check (tax >= 0),
  deductible bigint not null check (deductible >= 0),
  withholding bigint not null check (withholding >= 0),
  total bigint not null check (total >= 0),
  pay_on date not null,
  asked_on date,
  questioned_on date,
  confirmed_on date,
  confirmed_how text check (confirmed_how in ('by_worker', 'deemed')),
  reversed_on date,
  content text,
  pdf {bytes},
  pdf_hash text,
  version integer not null,
  unique (worker, closing, kind, round),
  check (total = fee + adjustments - withholding),
  check ((kind = 'correction') = (original is not null)),
  check (state = 'collecting' or (number is not null and content is not null and asked_on is not null)),
  check ((state = 'confirmed') = (confirmed_on is not null and confirmed_how is not null))
);
create index payment_notice_closing on payment_notice (closing, state);
create index payment_notice_state on payment_notice (state, pay_on);
create index payment_notice_original on payment_notice (original);
create index payment_notice_worker on payment_notice (worker, pay_on);

create table payment_line (
  id {key},
  public_id text not null unique,
  notice bigint not null references payment_notice(id),
  position bigint not null,
  kind text not null check (kind in ('fee', 'adjustment', 'reversal')),
  acceptance bigint not null references acceptance(id),
  work_order bigint not null references work_order(id),
  round bigint not null check (round >= 0),
  reverses bigint unique references payment_line(id),
  what text not null,
  units bigint not null,
  unit_pay bigint not null,
  amount bigint not null,
  supplied_on date not null,
  withheld boolean not null,
  accepted_by bigint not null,
  unique (notice, position),
  check (amount = units * unit_pay),
  check ((kind = 'reversal') = (reverses is not null))
);
-- What was accepted once is paid once; a further round follows only a reversal.
create unique index payment_line_once on payment_line (acceptance, round) where kind = 'fee';
create index payment_line_work_order on payment_line (work_order);

create table notice_question (
  id {key},
  public_id text not null unique,
  notice bigint not null references payment_notice(id),
  line bigint references payment_line(id),
  question text not null,
  asked_by bigint not null,
  asked_at {instant} not null,
  answer text,
  answered_by bigint,
  answered_at {instant},
  check ((answer is null) = (answered_at is null))
);
create index notice_question_notice on notice_question (notice);

create table transfer_batch (
  id {key},
  public_id text not null unique,
  number bigint not null unique,
  closing bigint not null references closing(id),
  attempt bigint not null check (attempt > 0),
  pay_on date not null,
  state text not null check (state in ('prepared', 'approved', 'sent', 'withdrawn')),
  lines bigint not null check (lines > 0),
  total bigint not null check (total > 0),
  prepared_by bigint not null,
  prepared_at {instant} not null,
  approved_by bigint,
  approved_at {instant},
  sha256 text,
  file {bytes},
  sent_by bigint,
  sent_at {instant},
  why_withdrawn text not null,
  version integer not null,
  unique (closing, attempt),
  check (approved_by is null or approved_by <> prepared_by),
  check (state not in ('approved', 'sent') or (approved_by is not null and approved_at is not null and sha256 is not null and file is not null))
);
create index transfer_batch_state on transfer_batch (state, pay_on);

create table transfer (
  id {key},
  public_id text not null unique,
  notice bigint not null references payment_notice(id),
  batch bigint not null references transfer_batch(id),
  position bigint not null,
  attempt bigint not null check (attempt > 0),
  account bigint not null references bank_account(id),
  amount bigint not null check (amount > 0),
  state text not null check (state in ('prepared', 'approved', 'settled', 'failed', 'recalled', 'withdrawn')),
  settled_on date,
  ended_on date,
  why text not null,
  unique (notice, attempt),
  unique (batch, position),
  check (state <> 'settled' or settled_on is not null),
  check (state not in ('failed', 'recalled') or ended_on is not null)
);
-- A notice stands in one living transfer at most.
create unique index transfer_live on transfer (notice) where state in ('prepared', 'approved', 'settled');
create index transfer_settled on transfer (state, settled_on, notice);
create index transfer_account on transfer (account);

create table invoice (
  id {key},
  public_id text not null unique,
  number bigint not null unique,
  client bigint not null references client(id),
  client_order bigint not null references client_order(id),
  issued_on date not null,
  due_on date not null,
  subtotal bigint not null check (subtotal >= 0),
  tax bigint not null check (tax >= 0),
  total bigint not null,
  content text not null,
  pdf {bytes},
  pdf_hash text,
  paid_on date,
  voided_on date,
  why_voided text not null,
  version integer not null,
  check (total = subtotal + tax),
  check (paid_on is null or voided_on is null),
  check (issued_on <= due_on)
);
create index invoice_client on invoice (client, issued_on);
create index invoice_client_order on invoice (client_order);
create index invoice_due on invoice (due_on);

create table invoice_line (
  id {key},
  invoice bigint not null references invoice(id),
  position bigint not null,
  delivery bigint references lot_delivery(id),
  what text not null,
  units bigint not null check (units > 0),
  unit_price bigint not null,
  amount bigint not null,
  supplied_on date not null,
  -- A void invoice gives its deliveries free again.
  live boolean not null,
  unique (invoice, position),
  check (amount = units * unit_price)
);
create unique index invoice_line_delivery on invoice_line (delivery) where live = true;

-- The ledger: debits positive, credits negative; the postings of one entry sum to zero.
create table posting (
  id {key},
  entry bigint not null,
  position bigint not null,
  cause text not null,
  on_day date not null,
  at {instant} not null,
  book text not null check (book in ('outsourcing', 'input_tax', 'payable', 'withheld', 'in_transit', 'bank', 'receivable', 'sales', 'output_tax')),
  amount bigint not null check (amount <> 0),
  worker bigint references worker(id),
  client bigint references client(id),
  notice bigint references payment_notice(id),
  transfer bigint references transfer(id),
  invoice bigint references invoice(id),
  unique (entry, position),
  unique (cause, notice, position),
  unique (cause, transfer, position),
  unique (cause, invoice, position),
  check (notice is not null or transfer is not null or invoice is not null)
);
create index posting_book on posting (book, worker);
create index posting_day on posting (on_day, book);
create index posting_notice on posting (notice);
create index posting_transfer on posting (transfer);
create index posting_invoice on posting (invoice);
{append_only posting};

-- What pages read of a batch, an invoice and an order to be invoiced.
create view transfer_batch_card as
select b.id as id, b.public_id as public_id, b.number as number, b.closing as closing, c.public_id as closing_public,
  c.from_day as from_day, c.to_day as to_day, b.attempt as attempt, b.pay_on as pay_on, b.state as state, b.lines as lines,
  b.total as total, b.prepared_by as prepared_by, p.name as prepared_name, b.prepared_at as prepared_at,
  b.approved_by as approved_by, a.name as approved_name, b.approved_at as approved_at, b.sha256 as sha256,
  b.sent_at as sent_at, b.why_withdrawn as why_withdrawn, b.version as version
from transfer_batch b join closing c on c.id = b.closing
left join account p on p.id = b.prepared_by
left join account a on a.id = b.approved_by;

create view invoice_card as
select i.id as id, i.public_id as public_id, i.version as version, i.number as number, i.client as client,
  c.name as client_name, i.client_order as client_order, o.public_id as order_public_id, o.number as order_number,
  o.title as title, i.issued_on as issued_on, i.due_on as due_on, i.subtotal as subtotal, i.tax as tax, i.total as total,
  i.paid_on as paid_on, i.voided_on as voided_on, i.why_voided as why_voided
from invoice i join client c on c.id = i.client join order_card o on o.id = i.client_order;

create view invoice_order as
select o.id as id, o.public_id as public_id, o.number as number, o.title as title, o.client as client,
  c.name as client_name, o.quantity as quantity, o.unit_price as unit_price, o.due_on as due_on, o.stage as stage
from order_card o join client c on c.id = o.client
