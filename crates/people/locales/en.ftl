# Workers

people-stage-applied = Applied
people-stage-briefing = Briefing
people-stage-training = In training
people-stage-awaiting-contract = Awaiting contract
people-stage-waiting = Waiting
people-stage-active = Active
people-stage-paused = Paused
people-stage-left = Left
people-block-morning = Morning
people-block-day = Afternoon
people-block-evening = Evening
people-block-night = Night
people-source-course = Course passed
people-source-record = Work done
people-source-judgement = Staff decision
people-source-reason = { $source } ({ $reason })

## List

people-list = Workers
people-list-none = No worker matches
people-list-none-next = Use fewer conditions and search again.
people-any = All
people-search = Search
people-search-text = Name, reading or number
people-search-skill = Can do
people-name = Name
people-kana = Reading
people-kana-support = Please write it in kana.
people-number = Number
people-town = Municipality
people-stage = Registration
people-weekly = Hours a week
people-weekly-support = About how many hours a week are possible.
people-hour-unit = hours
people-skill-count = Skills
people-hours = { $hours } h
people-minutes = { $minutes } min
people-hours-minutes = { $hours } h { $minutes } min
people-yes = Yes
people-no = No
people-yen = yen
people-comma = { ", " }

## One person

people-registration = Registration
people-registered-on = Registered on
people-stage-since = In this state since
people-left-on = Left on
people-remote = Cleared for home
people-secure = Cleared for secure rooms
people-email = Mail
people-phone = Telephone
people-note = Note for directors
people-note-support = For instance “mornings only” or “a break every 30 minutes”. Please name no illness.
people-hours-title = Hours on offer
people-week = Usual week
people-weekday = Day
people-week-sum = Up to { $offered } a week; the blocks below hold { $held }.
people-week-any-time = No fixed days or times.
people-week-none = No hours have been entered yet.
people-skills = Skills
people-skills-none = No skills yet
people-skills-none-next = They appear here when a course is passed or work shows them.
people-skill = Skill
people-level = Level
people-level-of = Level { $level }
people-since = Since
people-source = Shown by
people-next = Next step
people-next-applied = The coordinator offers dates for a briefing.
people-next-briefing = After the briefing, the coordinator starts the training.
people-next-training = When the training is passed, the coordinator offers the framework contract.
people-next-awaiting-contract = When the framework contract is agreed, the coordinator sets “Waiting”.
people-next-waiting = Directors look for work that fits these hours and skills.
people-next-active = Has work now. When it is done, the state returns to “Waiting”.
people-next-paused = To start again, the coordinator sets “Waiting”.
people-next-left = To register again, start from “Applied”.
people-judge = Clearances
people-keep = Change the registration
people-skill-grant = Grant a skill
people-skill-grant-do = Grant
people-reason = Reason
people-reason-support = The worker reads it too. Say what it rests on.
people-skill-done = The level of “{ $skill }” has been recorded.
people-remote-give = Clear for home
people-remote-take = Withdraw clearance for home
people-secure-give = Clear for secure rooms
people-secure-take = Withdraw clearance for secure rooms
people-clearance-done = The clearance has been recorded.
people-stage-next = Next state
people-stage-do = Change the state
people-stage-done = Now “{ $stage }”.
people-move = Move to another municipality
people-move-do = Record the move
people-move-from = Day of the move
people-move-support = A day after the last move, not later than today.
people-move-done = The move to { $town } has been recorded.

## Registration

people-new = Register a worker
people-new-lead = A registration gives a number and makes an account.
people-new-do = Register
people-registered = { $name } is registered as { $number }.

## Import

people-import = Import of registrants
people-import-lead = Registers many people from one file. Look first; the good rows may go in alone.
people-import-file = List of registrants
people-import-support = Excel or CSV. The first row holds the labels; 2,000 rows at most.
people-import-look = Look at it
people-import-template = Get an example file
people-template-name = registrants-example.xlsx
people-example-name = Shinano Hanako
people-example-kana = シナノ ハナコ
people-example-town = 大町市
people-column-name = Name
people-column-kana = Reading
people-column-town = Municipality
people-column-email = Mail
people-column-phone = Telephone
people-column-registered-on = Registered on
people-column-weekly-hours = Hours a week
people-column-note = Note
people-batches = Earlier imports
people-batch-file = File
people-batch-made = Taken in
people-batch-state = State
people-batch-rows = Rows
people-batch-taken-count = Registered
people-batch-previewed = Being checked
people-batch-is-taken = Registered
people-batch-undone = Undone
people-batch-undone-next = The people of this import are no longer on the list.
people-batch-done = { $count ->
    [one] One person is registered
   *[other] { $count } people are registered
}
people-batch-done-next = The coordinator invites them to a briefing next. Until one of them has gone on, the import can be undone.
people-batch-undo = Undo this import
people-batch-undo-done = { $count ->
    [one] One registration has been undone.
   *[other] { $count } registrations have been undone.
}
people-preview = { $count ->
    [one] One person can be registered
   *[other] { $count } people can be registered
}
people-preview-next = Nobody is registered yet. Please check the list below first.
people-preview-take = Register the good rows ({ $count })
people-preview-none = No row can be registered
people-preview-none-next = Please repair what is named below and send the file again.
people-preview-first = To be registered
people-row = Row
people-faults = Rows to repair
people-faults-next = You get the rows to repair back with the reasons. Mend them and send that file.
people-faults-file = Get the rows to repair as a file
people-faults-name = rows-to-repair.xlsx
people-faults-sheet = Rows to repair
people-faults-label = How to repair
people-file-empty = The file is empty. Please choose one with labels and rows.
people-file-rows = Too many rows. Please split it into files of { $limit } rows.
people-file-columns = Row { $row } has too many columns. { $limit } are the most.
people-file-cell = Row { $row } has a text that is too long. { $limit } characters are the most.
people-file-large = The file is too large. Please split it.
people-file-encrypted = Please remove the password and save it again.
people-file-old = This is an old Excel format. Please save it as .xlsx.
people-file-macros = The file holds macros. Please save it as .xlsx.
people-file-row = Row { $row } cannot be read. Look for columns without a label and for special characters.
people-file-unreadable = The file cannot be read. Please save it as .xlsx or CSV (UTF-8 or Shift_JIS).

## My information

people-profile = My information
people-profile-save = Save
people-profile-saved = Saved.
people-wants-work = Requests
people-wants-work-yes = I would like to be asked now
people-ceiling = Yearly limit
people-ceiling-support = You are not asked for work beyond this sum of fees in a year. Your insurer knows the details.
people-target = Wish for a month
people-target-support = About how much you would like to earn in a month.
people-reg-no = Registration number (invoice)
people-reg-no-support = “T” and 13 digits. Leave it empty if you are not registered.
people-employs = Do you employ anyone?
people-employs-support = Someone for 20 hours a week or more, and for longer than 31 days.
people-employs-yes = Yes
people-prefers = Work I would like
people-prefers-support = Where several people can do it, those who wished for it are considered first.
people-refuses = Work I do not want
people-refuses-support = You are not asked for it. Nothing else changes.
people-pledge = Pledge of secrecy
people-pledge-text = What I learn at work I tell nobody, copy nowhere and use for nothing else.
people-pledge-do = Give the pledge
people-pledge-done = Your pledge has been recorded.
people-seen = Who sees what
people-seen-what = Entry
people-seen-value = Now
people-seen-who = Seen by
people-seen-staff = Directors and coordinators
people-seen-coordinator = Coordinators and management
people-seen-matching = You alone (the matching keeps to it)

## My hours

people-availability = My hours
people-availability-lead = With your hours, fitting requests reach you more easily. Changing them or resting changes nothing else.
people-week-first = Three taps to begin
people-week-first-next = Enter the hours of a week, choose the times of day, press “Save”.
people-week-stale = Is this still right?
people-week-same = Nothing has changed
people-week-save = Save
people-week-saved = Saved: { $hours } a week.
people-week-most = Hours a week (in all)
people-week-most-support = You are not asked for more. If any time suits you, this is all we need.
people-week-day = { $day }
people-block-length = Length of one block
people-block-length-support = Morning until noon, afternoon until 17:00, evening until 21:00, night from 21:00.
people-rests = Days off
people-rests-none = No days off are planned.
people-rest-today = I am off today
people-rest-day = Off on { $day }
people-rest-line = Off from { $from } to { $until }
people-rest-from = First day off
people-rest-until = Last day off
people-rest-do = Take days off
people-rest-done = You are off from { $from } to { $until }. Take care.
people-rest-done-day = You are off on { $day }. Take care; your leader and director look after the work.
people-rest-end = Take it back
people-rest-ended = Your days off have been taken back.

## To repair

people-no-name = Please enter the name.
people-no-kana = Please enter the reading.
people-kana-only = Please write the reading in kana.
people-email-shape = Please write the mail address as “name@example.jp”.
people-phone-shape = Please write the telephone number in digits with its area code.
people-registered-later = Please enter a day not later than today.
people-too-many-hours = Please enter { $most } hours a week at most.
people-block-unclear = Please choose the days and times again.
people-rest-unclear = Please enter days that end after today and last a year at most.
people-reg-no-shape = Please write “T” and 13 digits.
people-out-of-turn = “{ $to }” does not follow “{ $from }”. Please open the page again and choose the next state.
people-level-unknown = Please choose a level from 0 to 4.
people-reason-missing = Please enter the reason.
people-moved-before = Please enter a day after the last move, not later than today.
people-town-unknown = “{ $name }” is no member. Please write the name of a member municipality.
people-day-unclear = Please write the day as “2027-02-12” or “2027/2/12”.
people-hours-unclear = Please write the hours in digits.
people-registered-as = Already registered as { $number }. Please remove this row.
people-twice-in-file = The same person as in row { $row }. Please remove one of them.
people-formula-in-row = There is a formula. Please paste its value instead.
people-column-missing = The column “{ $label }” is missing. Please check the labels.
people-batch-taken = This import has been registered or undone already.
people-batch-not-taken = Only a registered import can be undone.
people-batch-empty = No row can be registered. Please repair the rows and send them again.
people-batch-moved-on = { $count ->
    [one] One registration has gone on
   *[other] { $count } registrations have gone on
} since, so the import cannot be undone as a whole. Please change people one by one.

people-relations = Related staff
people-relations-lead = Told when a member of staff shares a household or an address with this worker. That person can no longer ask, check, accept or pay this worker. What the relation is, is not recorded.
people-relations-none = Nobody told
people-relations-none-next = When the member of staff or the worker says so, record it here.
people-relation-staff = Member of staff
people-relation-login = Mail address of the member of staff
people-relation-source = Who said so
people-relation-source-support = For instance: the person, by telephone on 18 January
people-relation-on = Recorded on
people-relation-end = End
people-relation-end-do = End it
people-relation-tell = Record a related member of staff
people-relation-tell-do = Record
people-relation-told = The relation is recorded.
people-relation-ended = The relation has ended.
people-relation-nobody = No member of staff has this mail address. Check it.
people-relation-known = This member of staff is recorded already.
