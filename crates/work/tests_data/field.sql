insert into worker (id, public_id, account, number, name, kana, kana_key, municipality, registered_on, stage, stage_since, weekly_minutes, employs_staff, note_for_directors, wants_work, version)
values (1, '000000000000000000000000000000a1', {worker}, 'W0001', '宮下さやか', 'ミヤシタサヤカ', 'ミヤシタサヤカ', {town}, '2024-05-01', 'active', '2024-06-01', 600, false, '', true, 1);
insert into worker (id, public_id, account, number, name, kana, kana_key, municipality, registered_on, stage, stage_since, weekly_minutes, employs_staff, note_for_directors, wants_work, version)
values (2, '000000000000000000000000000000a2', {other}, 'W0002', '有賀健', 'アルガケン', 'アルガケン', {town}, '2024-05-01', 'active', '2024-06-01', 600, false, '', true, 1);
insert into client_order (id, public_id, number, client, title, job_type, quantity, unit_price, ordered_on, due_on, director, work_content, delivery_place, delivery_method, consent_on, consent_scope, consent_by, permitted_places, devices, retention_days, deletion, stage, stage_since, cancel_reason, version)
values (1, '000000000000000000000000000000b1', 'J-000001', {client}, '店舗情報の確認', 2, 30, 85, '2026-12-07', '2027-02-26', {director}, '店舗の情報を手順書にそって確認する', '本サービス', '画面で提出', '2026-12-07', '全体', '片桐', 'home', '貸与のパソコン', 30, '検収の30日後に消去', 'preparing', '2026-12-07', '', 1);
insert into lot (id, public_id, client_order, no, quantity, due_on) values (1, '000000000000000000000000000000c1', 1, 1, 30, '2027-02-12');
insert into step (id, public_id, client_order, no, name, kind, standard_seconds, unit_pay) values (1, '000000000000000000000000000000d1', 1, 1, '確認', 'work', 132, 48);
insert into step (id, public_id, client_order, no, name, kind, standard_seconds, unit_pay) values (2, '000000000000000000000000000000d2', 1, 2, '抜取確認', 'check', 60, 20);
insert into item_batch (id, public_id, client_order, file_name, hash, item_count, confidential_count, faulty_count, taken_on, taken_by)
values (1, '000000000000000000000000000000e1', 1, 'shops.xlsx', 'x', 30, 5, 0, '2026-12-08', {director});
insert into portion (id, public_id, client_order, lot, step, item_group, class, units, unit_pay, standard_seconds, check_plan, check_permille, check_seed, min_chunk, max_share_pct, min_team, max_team, max_defect_ppm, release_on, plan_due_on, due_on)
values (1, '000000000000000000000000000000f1', 1, 1, 1, 'general', 'home', 25, 48, 132, 'sample', 100, 7, 1, 100, 1, 9, 50000, '2026-12-14', '2027-02-10', '2027-02-12');
insert into portion (id, public_id, client_order, lot, step, item_group, class, units, unit_pay, standard_seconds, check_plan, check_permille, check_seed, min_chunk, max_share_pct, min_team, max_team, max_defect_ppm, release_on, plan_due_on, due_on)
values (2, '000000000000000000000000000000f2', 1, 1, 1, 'confidential', 'secure', 5, 48, 132, 'all', 1000, 7, 1, 100, 1, 9, 50000, '2026-12-14', '2027-02-10', '2027-02-12');
insert into portion (id, public_id, client_order, lot, step, item_group, class, units, unit_pay, standard_seconds, check_plan, check_permille, check_seed, min_chunk, max_share_pct, min_team, max_team, max_defect_ppm, release_on, plan_due_on, due_on)
values (3, '000000000000000000000000000000f3', 1, 1, 2, 'general', 'home', 100, 20, 60, 'sample', 0, 7, 1, 100, 1, 9, 50000, '2026-12-14', '2027-02-10', '2027-02-12');
insert into item (client_order, batch, position, number, fields, confidential, lot)
with recursive n(i) as (select 1 union all select i + 1 from n where i < 30)
select 1, 1, i, 'S' || cast(100 + i as text), '[["TEL","0261-22-' || cast(1000 + i as text) || '"]]', i > 25, 1 from n
