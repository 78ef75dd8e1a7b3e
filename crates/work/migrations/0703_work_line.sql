-- 発注 as a line of a list: seven tables with the page they are joined to, few enough that PostgreSQL begins with the page.
create view work_line as
select w.id as id, w.public_id as public_id, w.number as number, k.public_id as worker_public_id,
  k.number as worker_number, k.name as worker_name, o.title as title, l.no as lot_no, s.name as step_name,
  p.class as class, w.units as units, w.given_back as given_back, w.unit_pay as unit_pay, w.stage as stage,
  w.stage_on as stage_on, w.answer_by as answer_by, w.due_on as due_on, w.pay_on as pay_on
from work_order w
  join worker k on k.id = w.worker
  join portion p on p.id = w.portion
  join lot l on l.id = p.lot
  join step s on s.id = p.step
  join client_order o on o.id = p.client_order
