-- The skills and kinds of work with which a region begins; the kinds are those of the scheme's public record.
insert into skill (code, name_ja, name_en) values
  ('ict', 'パソコンの基本操作', 'Basic computer use'),
  ('talk', 'オンラインでのやりとり', 'Working with others online'),
  ('entry', 'データ入力', 'Data entry'),
  ('check', '情報の確認', 'Checking information'),
  ('annotation', 'AI教師データの作成', 'Labelling for AI'),
  ('map', '地図データの作成', 'Map data'),
  ('office', '事務の代行', 'Office work'),
  ('digitise', '文書の電子化', 'Digitising documents'),
  ('transcribe', '文字起こし', 'Transcription'),
  ('design', 'Webデザイン', 'Web design'),
  ('lead', 'チームのまとめ', 'Leading a team');

insert into job_type (code, name_ja, name_en, withholding) values
  ('entry', 'データ入力', 'Data entry', false),
  ('check', '情報の確認', 'Checking information', false),
  ('annotation', 'AI教師データの作成', 'Labelling for AI', false),
  ('map', '3次元地図の作成', '3-D maps', false),
  ('office', '事務の代行', 'Office work', false),
  ('digitise', '文書の電子化', 'Digitising documents', false),
  ('transcribe', '文字起こし', 'Transcription', false),
  ('design', 'Webデザイン', 'Web design', true);

insert into job_type_skill (job_type, skill, level)
select j.id, s.id, case when j.code = 'map' then 2 else 1 end from job_type j join skill s on s.code = j.code;

insert into job_type_skill (job_type, skill, level)
select j.id, s.id, 1 from job_type j join skill s on s.code = 'ict'
