-- What a portion asks, for the offers made of it.
create view work_portion as
select p.id as id, p.public_id as public_id, p.units as units, p.unit_pay as unit_pay, p.due_on as due_on,
  p.item_group as item_group, p.class as class, p.standard_seconds as standard_seconds,
  p.check_plan as check_plan, p.check_permille as check_permille, p.check_seed as check_seed,
  case when s.kind = 'work' and exists (select 1 from portion_item i where i.portion = p.id) then 1 else 0 end as with_items,
  l.id as lot, l.public_id as lot_public_id, l.no as lot_no, s.name as step_name, s.kind as step_kind,
  o.id as client_order, o.public_id as order_public_id, o.number as order_number, o.title as title,
  o.work_content as work_content, o.delivery_place as delivery_place, o.delivery_method as delivery_method,
  o.devices as devices, o.director as director, o.client as client, o.job_type as job_type
from portion p join lot l on l.id = p.lot join step s on s.id = p.step join client_order o on o.id = p.client_order;

-- What a list of work orders is searched and ordered by; few tables, so that a long list is cut before it is filled in.
create view work_reach as
select w.id as id, w.number as number, w.stage as stage, w.due_on as due_on, w.leader as leader,
  k.account as account, k.public_id as worker_public_id, k.name as worker_name,
  o.director as director, o.public_id as order_public_id, o.title as title
from work_order w
  join portion p on p.id = w.portion
  join client_order o on o.id = p.client_order
  left join worker k on k.id = w.worker;

-- One work order with everybody concerned.
create view work_card as
select w.id as id, w.public_id as public_id, w.version as version, w.number as number,
  w.worker as worker, k.public_id as worker_public_id, k.number as worker_number, k.name as worker_name,
  k.account as account, w.portion as portion, w.leader as leader, a.name as leader_name,
  w.units as units, w.given_back as given_back, w.delivered_units as delivered_units, w.unit_pay as unit_pay,
  w.by_items as by_items, w.stage as stage, w.stage_on as stage_on, w.why as why, w.reason as reason,
  w.answer_by as answer_by, w.due_on as due_on, w.pay_on as pay_on,
  w.offered_at as offered_at, w.agreed_at as agreed_at, w.agreed_on as agreed_on,
  w.delivered_on as delivered_on, w.accepted_on as accepted_on, w.paper_wished_on as paper_wished_on,
  p.client_order as client_order, p.order_public_id as order_public_id, p.order_number as order_number,
  p.title as title, p.work_content as work_content, p.delivery_place as delivery_place,
  p.delivery_method as delivery_method, p.devices as devices,
  p.director as director, d.name as director_name, p.client as client, c.name as client_name,
  p.job_type as job_type, j.withholding as withholding,
  p.lot as lot, p.lot_public_id as lot_public_id, p.lot_no as lot_no, p.item_group as item_group,
  p.step_name as step_name, p.step_kind as step_kind, p.standard_seconds as standard_seconds, p.class as class,
  p.check_plan as check_plan, p.check_permille as check_permille, p.check_seed as check_seed
from work_order w
  join worker_card k on k.id = w.worker
  join work_portion p on p.id = w.portion
  join client c on c.id = p.client
  join job_type j on j.id = p.job_type
  left join account a on a.id = w.leader
  left join account d on d.id = p.director;

-- One item in one work order, with what the client gave.
create view work_item_card as
select i.id as id, i.public_id as public_id, i.version as version, i.work_order as work_order,
  w.public_id as work_public_id, w.portion as portion, w.stage as work_stage, i.item as item, t.number as item_number,
  i.position as position, t.fields as fields, t.confidential as confidential, i.state as state, i.holder as holder,
  i.lease_until as lease_until, i.lease_no as lease_no, i.answer as answer, i.seconds as seconds,
  i.manual_version as manual_version, i.saved_at as saved_at, i.submitted_at as submitted_at,
  i.submitted_on as submitted_on, k.account as account
from item_work i
  join work_order w on w.id = i.work_order
  join worker_card k on k.id = w.worker
  join item t on t.id = i.item;

-- The items of a portion and whether somebody has them.
create view work_portion_item as
select t.item as item, t.portion as portion, t.position as position, i.work_order as work_order
from portion_item t left join item_work i on i.item = t.item and i.portion = t.portion
