-- What the plan of a project names one by one, each on a line of its own; entered with the rest of the project's frame.
alter table project add column causes text not null default '';
alter table project add column initiatives text not null default ''
