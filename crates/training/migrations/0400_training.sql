create table course (
  id {key},
  public_id text not null unique,
  code text not null unique,
  title text not null,
  about text not null,
  job_type bigint references job_type(id),
  skill bigint not null references skill(id),
  level bigint not null check (level between 1 and 4),
  minutes bigint not null check (minutes > 0),
  allowance_yen bigint not null check (allowance_yen >= 0),
  practical text not null,
  made_at {instant} not null
);
create index course_skill on course (skill, level);
create index course_job_type on course (job_type);

create table lesson (
  id {key},
  course bigint not null references course(id),
  no bigint not null,
  title text not null,
  body text not null,
  unique (course, no)
);

create table check_question (
  id {key},
  course bigint not null references course(id),
  no bigint not null,
  question text not null,
  choices text not null,
  right_choice bigint not null,
  why text not null,
  unique (course, no)
);

create table enrolment (
  id {key},
  public_id text not null unique,
  worker bigint not null references worker(id),
  course bigint not null references course(id),
  state text not null check (state in ('not_started', 'studying', 'awaiting_judgement', 'completed')),
  enrolled_on date not null,
  handed_in_at {instant},
  handed_in text,
  judged_at {instant},
  judged_by bigint,
  judgement text,
  passed_on date,
  unique (worker, course)
);
create index enrolment_course on enrolment (course, state);
create index enrolment_state on enrolment (state, handed_in_at);

create table lesson_done (
  id {key},
  enrolment bigint not null references enrolment(id),
  lesson bigint not null references lesson(id),
  on_day date not null,
  unique (enrolment, lesson)
);
create index lesson_done_lesson on lesson_done (lesson);

create table check_answer (
  id {key},
  enrolment bigint not null references enrolment(id),
  question bigint not null references check_question(id),
  choice bigint not null,
  is_right boolean not null,
  at {instant} not null,
  unique (enrolment, question)
);
create index check_answer_question on check_answer (question)
