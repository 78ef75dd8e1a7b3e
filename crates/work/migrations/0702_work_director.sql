-- The director of the order also stands on the work order: one index then spans whose it is and what is due first.
alter table work_order add column director bigint references account(id);
update work_order set director = (select o.director from portion p join client_order o on o.id = p.client_order
  where p.id = work_order.portion);
{whenever client_order.director changes: update work_order set director = new.director
  where portion in (select p.id from portion p where p.client_order = new.id)};

-- The lists of one director and of one worker, in the order of `work_order_list`.
create index work_order_led on work_order (director,
  (case when stage in ('draft', 'offered', 'underway', 'delivered', 'returned') then 0 else 1 end), due_on, id);
create index work_order_own on work_order (worker,
  (case when stage in ('draft', 'offered', 'underway', 'delivered', 'returned') then 0 else 1 end), due_on, id);

-- What a list of work orders is searched and ordered by. Each further table is joined on its key and on the left, so that
-- a list that does not ask for it does not read it.
drop view work_reach;
create view work_reach as
select w.id as id, w.number as number, w.stage as stage, w.due_on as due_on, w.leader as leader,
  k.account as account, k.public_id as worker_public_id, k.name as worker_name,
  w.director as director, o.public_id as order_public_id, o.title as title
from work_order w
  left join portion p on p.id = w.portion
  left join client_order o on o.id = p.client_order
  left join worker k on k.id = w.worker
