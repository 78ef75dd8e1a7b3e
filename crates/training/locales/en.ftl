# Training

training-stage-not-started = Not started
training-stage-studying = Studying
training-stage-awaiting-judgement = Awaiting judgement
training-stage-completed = Completed
training-title = Learn
training-lead = Each course you pass opens more work. Taking one is up to you.
training-courses = Courses
training-course = Course
training-state = State
training-time = Time
training-minutes = About { $minutes } min
training-minute-unit = min
training-allowance = Paid for taking it
training-allowance-support = Leave it empty if nothing is paid. It is shown before the course begins.
training-unpaid = Nothing
training-begin = Begin
training-go-on = Go on
training-all-done = You have passed every course you need.
training-all-done-next = New courses are announced here.
training-judging = The practical item you handed in awaits its judgement.
training-judging-next = You hear of the result once a director has looked at it. There is no other course to take now.
training-none-needed = You need no course at present.
training-none-needed-why = You already hold the skills of the courses below. You may still take them.
training-skills = My skills
training-skills-none = None yet. They are recorded with their day when you pass a course.
training-skill = Skill
training-level = Level
training-since = Since
training-awaiting-link = Awaiting judgement ({ $count })
training-new = Make a course
training-new-do = Make the course
training-none = No courses yet
training-none-next = They appear here when a director has made one.
training-grants = Passing gives
training-grants-level = “{ $skill }”, level { $level }
training-opens = Work that it opens
training-opens-none = No kind in particular
training-duty = Taking it
training-no-duty = It is no duty. Stopping halfway changes nothing.
training-lessons = Lessons
training-lesson = Lesson
training-lesson-title = { $no }. { $title }
training-lessons-none = This course has no lessons. It begins with its practical item.
training-read = Read
training-unread = Not yet
training-practical = Practical item
training-practical-support = A short item, close to real work.
training-edit = Edit the course
training-edit-note = Who has completed it stays completed when lessons or questions are added.
training-lesson-new = Add a lesson
training-question-new = Add a question
training-now-begin = Begin this course?
training-now-lesson = Next: lesson { $no }
training-now-check = Next: the check
training-now-practical = Next: the practical item
training-passed = Completed. Congratulations
training-passed-on = Completed on { $day }.
training-waiting = A director is looking at your work
training-waiting-next = The judgement usually comes within 3 days. There is nothing you need to do.
training-given-back = Nearly there. Please mend this
training-work = Work handed in
training-work-support = Write your answer. What you have written stays on this screen.
training-hand-in = Hand it in
training-handed-in = Handed in. A director judges it.
training-begun = “{ $title }” has begun.
training-lesson-done = Read. On to the next
training-lesson-kept = Lesson { $no } is marked as read.
training-back = Back to the course
training-check = Check
training-check-lead = You may answer as often as you like. With every answer right, the practical item follows.
training-check-do = Answer
training-check-link = Check ({ $count ->
    [one] one question
   *[other] { $count } questions
})
training-check-none = This course has no check
training-check-passed = Every answer is right. The practical item is next.
training-check-result = { $right } of { $of } are right. Please try again.
training-question-title = Question { $no }: { $question }
training-right = Right
training-not-yet = Please think again
training-awaiting = Awaiting judgement
training-awaiting-none = Nothing awaits judgement
training-awaiting-none-next = Work handed in appears here, the longest wait first.
training-worker = Worker
training-handed-in-at = Handed in
training-judge-title = { $name }: { $course }
training-judgement = Words of the last judgement
training-note = Words to the worker
training-note-support = What is good and what to mend. Needed when you give it back.
training-pass-do = Pass
training-give-back-do = Give it back
training-judged-passed = Passed. The skill has been recorded.
training-judged-back = The worker now knows what to mend.
training-course-title = Name of the course
training-code = Code
training-code-support = Short and unlike others, for instance “check-1”.
training-about = What it is about
training-first-lesson = Title of the first lesson
training-lesson-body = Text of the lesson
training-added = “{ $title }” has been made. Lessons and questions can be added.
training-edited = The course has been edited.
training-question = Question
training-choices = Choices
training-choices-support = One on each line, the right one first. They are shown in another order.
training-why = Explanation
training-why-support = Shown after answering.

## To repair

training-out-of-turn = It is “{ $stage }” now. Please open the page again.
training-lessons-open = { $left ->
    [one] One lesson is
   *[other] { $left } lessons are
} not read yet. Please read first.
training-check-open = { $left ->
    [one] One question is
   *[other] { $left } questions are
} left in the check. Please answer first.
training-answers-missing = Please answer every question.
training-work-missing = Please write your answer to the item.
training-own-work = Nobody judges the own work. Please ask another director.
training-note-missing = Please write what to mend.
training-question-unclear = Please write a question and two to six choices.
training-title-missing = Please enter a title.
training-minutes-unclear = Please enter 1 to 6000 minutes.
training-level-unknown = Please choose a level from 1 to 4.
training-code-taken = This code is in use or empty. Please enter another.
training-skill-choose = Please choose a skill.
