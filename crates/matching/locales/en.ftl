# Matching

matching-title = Matching
matching-orders = Orders
matching-lead = This proposes who does the work of the next four weeks. The director decides.
matching-window = Plan from { $from } to { $until }
matching-none = No plan yet
matching-none-next = "Make a plan" looks at hours, skills, places and income limits and proposes a plan within seconds. Nobody is asked yet.
matching-propose = Make a plan
matching-propose-again = Make the plan anew
matching-propose-more = Plan what is left
matching-put-aside = Put this plan aside
matching-dropped = The plan was put aside. Nobody was asked.

## Where it stands

matching-is-proposed = This is a proposal
matching-is-proposed-next = Look at the table below; you can fix, leave out or swap people. When it is right, press "Send the offers".
matching-is-sent = The offers were sent
matching-is-sent-next = "See the answers" shows who has replied. What is declined or expires can be given to others with "Plan what is left".
matching-see-offers = See the answers
matching-people = People
matching-count-people = { $count }
matching-count-units = { $count }
matching-people-note = { $count } others may be asked
matching-units = Units
matching-of-units = of { $units } left
matching-new-earners = New people above 10,000 yen a year
matching-waiting = Left for the next weeks
matching-new-earners-note = counted by fiscal year
matching-waiting-note = from { $from }
matching-waiting-next = { $units } units will be planned in the weeks from { $from }. There is time until they are due.
matching-shortage = { $people } suitable people are lacking. What is missing: { $conditions }
matching-shortage-next = Nobody was found for { $units } units. "Not chosen" below shows what would change that.
matching-lack = { $what } { $people }
matching-lack-secure = confidential work
matching-lack-site = sites
matching-lack-seats = seats
matching-lack-hours = hours
matching-lack-skill = skills
matching-lack-ceiling = income limit
matching-lack-quality = quality record
matching-lack-direction = checkers
matching-lack-people = people

## Changes and what they cost

matching-did-propose = The plan was made anew
matching-did-fix = Planned again with the pair fixed
matching-did-loosen = Planned again without the fixing
matching-did-leave-out = Planned again without the pair
matching-did-allow = Planned again with the pair allowed
matching-did-swap = Planned again with the swap
matching-broken = One fixed pair could not be kept
matching-cost = Compared with the plan before:
matching-cost-nothing = Compared with the plan before, nothing was lost.
matching-cost-delivery-more = { $amount } more is delivered on time.
matching-cost-delivery-less = { $amount } less is delivered on time.
matching-cost-people-more = { $people } more people reach 10,000 yen a year.
matching-cost-people-fewer = { $people } fewer people reach 10,000 yen a year.
matching-cost-fairness-more = Fairness improves by { $amount }.
matching-cost-fairness-less = Fairness loses { $amount }.
matching-cost-margin-more = The margin grows by { $amount }.
matching-cost-margin-less = The margin falls by { $amount }.
matching-cost-soft-more = Experience and wishes are met better by { $amount }.
matching-cost-soft-less = Experience and wishes are met worse by { $amount }.

## Tables

matching-chosen = The plan
matching-nobody = Nobody can be given this work
matching-nobody-next = See "Not chosen" below for who came nearest and what would change it.
matching-person = Name
matching-town = Town
matching-part = Part
matching-time = Time
matching-fee = Fee
matching-reasons = Why this person
matching-more-reasons = More reasons
matching-decide = Decide
matching-fixed = Fixed
matching-fix = Fix
matching-loosen = Do not fix
matching-leave-out = Leave out
matching-swap = Swap
matching-allow = Allow again
matching-put-in = Put in
matching-portions = Units by part
matching-due = Due
matching-left = Left
matching-given = This plan
matching-short = Short
matching-balance = Balance between towns
matching-share = Share of fees
matching-wished-share = Share of those who want work
matching-percent = { $percent }%
matching-left-out = Pairs left out
matching-not-chosen = Not chosen
matching-nearest = Nearest part
matching-first-limit = First limit met
matching-least-change = What would change it
matching-made = This plan: { $name }, { $at } (seed { $seed }; the same facts give the same plan)
matching-everyone = Everyone who may be asked is in this plan.

## Offers

matching-send-title = Send the offers
matching-send-lead = { $people } offers go out, each with its reason and all terms.
matching-send = Send the offers
matching-answer-by = Answer by
matching-answer-by-support = Offers that are due earlier are answered by their due date.
matching-leader = Leader
matching-leader-support = Answers questions and checks samples.
matching-leader-none = Nobody yet
matching-sent = { $count } offers were sent.

## One pair

matching-pair-title = { $name } in the plan
matching-see-person = See this person
matching-swap-title = Ask someone else instead
matching-swap-lead = These people meet the conditions and could do it instead of { $name }.
matching-swap-with = Instead
matching-swap-option = { $name } ({ $town })
matching-swap-do = Swap and plan again
matching-swap-none = Nobody can be swapped in
matching-swap-none-next = Everyone who meets the conditions of this part is in the plan already.

## Why this person

matching-because-hours = { $needed } until { $until }, { $free } to spare
matching-because-skill = { $skill }: level { $has } (needs { $needed })
matching-because-first-time = new to this kind of work; all of it is checked
matching-because-client = knows this client's work
matching-because-preferred = wishes for this kind of work
matching-because-counts = reaches 10,000 yen a year with it
matching-because-target = reaches { $percent }% of the fees wished for
matching-because-home = can be done at home
matching-because-site = has a seat at a site within reach

## Why not

matching-why-asked = Has been asked for this part, or is at work on it.
matching-why-declined = Passed on this part.
matching-why-left-out = The director left this pair out.
matching-why-not-wanted = Does not wish for work at present.
matching-why-skill = { $skill } is at level { $has }; this work needs level { $needed }.
matching-why-no-skill = The course for { $skill } (level { $needed }) is not finished.
matching-why-record = No record of this kind of work, and no course finished.
matching-why-refused = Wishes not to do this kind of work.
matching-why-clearance = Not yet cleared for secure rooms, or no secrecy pledge yet.
matching-why-secure-place = No secure room within reach.
matching-why-place = No site within reach where this may be done.
matching-why-home-clearance = Not yet cleared for work at home, and no seat at a site within reach.
matching-why-hours = { $needed } are needed until { $until }; { $free } are free.
matching-why-no-hours = No free hours until { $until }.
matching-why-seats = Seats are free for { $free }; { $needed } are needed.
matching-why-ceiling = It would pass the chosen income limit by { $over }.
matching-why-share = One person may hold { $most } units; the smallest part is { $chunk }.
matching-why-busy = Holds as many parts as one person may ({ $most }).
matching-why-quality = The order allows { $asked } faults in 1,000; the record so far allows up to { $own }.
matching-why-span = The director guides as many as one person can ({ $most }).
matching-why-review = { $lacking } of checking time are lacking.
matching-why-chunk = { $left } units are left, fewer than the smallest part ({ $chunk }).
matching-why-team = The size of the team ({ $least } to { $most }) does not allow it.
matching-why-others = Meets every condition. For { $wish } as a whole, others were chosen this time.
matching-why-unknown = The conditions could not be checked. Please look at the registration.

## What would change it

matching-change-wait = Wait for the answer or the delivery.
matching-change-other-work = Offer another kind of work, or the next.
matching-change-allow = "Allow again" brings the pair back.
matching-change-ask-wish = The person can change their own wish at any time.
matching-change-course = Offer the course for { $skill } (level { $needed }).
matching-change-trial = Offer the course.
matching-change-clearance = Offer the training for confidential work and the pledge.
matching-change-place = Ask which sites the person can reach.
matching-change-home-clearance = Offer the clearance for home, or a site within reach.
matching-change-hours = { $more } more until { $until } would do.
matching-change-seats = { $more } more of free seats would do.
matching-change-ceiling = A limit { $over } higher would do; the person decides.
matching-change-chunk = Lower the smallest part for one person.
matching-change-finish = Possible as soon as one part is finished.
matching-change-practice = Build a record with practice, or with work that is checked more.
matching-change-leader = One more leader would do.
matching-change-team = Look at the rule for the size of the team.
matching-change-more-orders = More work of this kind would do.

## What matters as a whole

matching-wish-delivery = delivery on time
matching-wish-people = the number of people who earn
matching-wish-fairness = fairness
matching-wish-margin = the margin
matching-wish-soft = experience and wishes

## The reason in an offer

matching-asking-hours = Your free hours until { $until } fit.{" "}
matching-asking-hours-skills = Your free hours until { $until } and your skills ({ $skills }) fit.{" "}
matching-asking-client = You have worked for this client before.{" "}
matching-asking-preferred = It is the kind of work you wish for.{" "}
matching-asking-first-time = As it is new to you, the leader checks all of it.{" "}

## Refusals

matching-refused-nothing = There is nothing to plan now. Look at the breakdown, or wait for the next weeks.
matching-refused-no-director = This order has no director yet. Please choose one first.
matching-refused-replaced = This plan was changed elsewhere. Please open the page again.
matching-refused-fix = This cannot be fixed. { $why }
matching-refused-nobody = There is nobody in the plan, so no offer can be sent.
matching-refused-under-way = This is being worked out already. Please wait, or stop the calculation.
matching-refused-settled = This has been settled otherwise. Please open the page again.
matching-refused-unsound = The plan did not pass its own check and was not kept. Please make it again.

## Runs

matching-run-asked = The calculation has begun. The plan will appear on this page.
matching-run-waiting = Waiting for its turn
matching-run-under-way = Working out a plan
matching-run-lead = You may close this page. The calculation goes on, and the plan will be here when it is done.
matching-run-steps = { $percent }% done
matching-run-so-far = Worth of the best plan so far: { $score }
matching-run-so-far-gap = Worth of the best plan so far: { $score } (at most { $percent }% better is possible)
matching-run-asked-at = Begun { $at }.
matching-run-stop = Stop the calculation
matching-run-stopping = Stopping the calculation. The present plan stays.
matching-run-cancelled = The calculation was stopped
matching-run-cancelled-next = An earlier plan, if there was one, is still here.
matching-run-failed = No plan was made
matching-run-failed-why = The calculation stopped on its way. Please begin again; if it happens again, tell the operator.

## The region

matching-region-title = Matching for the region
matching-region-lead = All open orders and everyone who may be asked in one plan. The director of each order decides.
matching-region-tab = Plan for the region
matching-causes-tab = Why people have no work
matching-region-none = There is no plan for the region yet
matching-region-none-next = “Make a plan” allots what is left of every order, checking hours, skills, places and income limits. No offers are sent yet.
matching-region-order = Order
matching-region-orders = Plan by order
matching-region-others = Orders of other directors
matching-region-others-part = A part of another order
matching-region-others-pairs = There are { $count } more pairs in orders of other directors.
matching-region-part = { $title } { $part }
matching-region-hand-over = Hand to this order
matching-region-handing = Making it the plan of this order. Then offers can be sent.
matching-region-worth = Worth of the plan
matching-region-worth-note = The five wishes weighed together
matching-region-worth-gap = No plan can be more than { $percent }% better
matching-region-wishes = By each of the five wishes
matching-region-short = { $amount } ({ $hours } hours) would be late
matching-region-earners = { $count } people with 10,000 yen a year or more ({ $more } of them new)
matching-region-to-causes = See why people have no work, and what would help
matching-region-pair = One pair
matching-region-pair-none = This pair is not in the present plan
matching-region-pair-none-next = The plan is newer, or no pair was chosen. Please choose from the list.
matching-region-back = Back to the plan for the region
matching-next = Next step
matching-agreed-share = Agreed share
matching-difference = Difference
matching-points-none = Equal
matching-points-more = { $points } points more
matching-points-less = { $points } points less
matching-percent-unit = %
matching-balance-farthest = { $town } is farthest from its agreed or wished share ({ $has }% against { $wished }%)
matching-balance-even = The shares of fees are in balance with what was agreed or wished
matching-balance-agreed = Compared with the shares the towns have agreed on.
matching-balance-not-agreed = No shares have been agreed on yet; compared with the shares of those who want work.
matching-to-shares = See the agreed shares

## First job

matching-first-job = First job
matching-first-job-none = Nobody around this plan is without any experience of work.
matching-first-job-lead = { $people } people have never had work yet. This plan has work for { $chosen } of them.
matching-first-job-table = People without a first job, and what fits them
matching-first-job-fits = Fitting work
matching-first-job-in = In this plan

## Causes

matching-causes-title = Why people have no work, and what would help
matching-causes-lead = For everyone who wants work and has none, we find which of the four causes (skill, amount of work, environment, matching) would have to be lifted for them to have some.
matching-causes-window = Found under the plan from { $from } to { $until }.
matching-causes-none = The causes have not been looked for yet
matching-causes-none-next = “Find the causes” works out, from the plan for the region, why people have no work and which measures help most. It may take some tens of seconds.
matching-causes-do = Find the causes
matching-causes-again = Find them again
matching-causes-asked = Looking for the causes. They will appear on this page.
matching-causes-made = Found for { $name }, { $at }
matching-causes-sentence = Of { $wanting } people who want work, { $work } have some and { $idle } have none.
matching-causes-idle = People without work
matching-causes-idle-note = They want work, have none in hand and get none in this plan
matching-causes-idle-town = Only people of your own town are counted
matching-causes-in-work = People with work
matching-causes-in-work-note = { $busy } of them with the work in hand only
matching-causes-counted = People with 10,000 yen a year or more
matching-causes-short = Parts that are short
matching-count-portions = { $count }
matching-causes-short-note = { $hours } standard hours
matching-causes-outside = Not subjects
matching-causes-outside-note = Do not want work now, have entered no hours, and so on
matching-causes-defects = { $count } people or parts could be served by a better plan
matching-causes-defects-next = This is an oversight of the plan, not a cause. Please make the plan for the region again.
matching-causes-nobody = Nobody is without work
matching-causes-nobody-next = Everyone who wants work has some in hand or in this plan.
matching-causes-by-cause = People by cause
matching-causes-cause = Cause
matching-causes-named = Main cause (people)
matching-causes-share = Share of all (people)
matching-causes-means = What the cause means
matching-people-unit = people
matching-causes-finding = { $cause } explains { $people } of the { $all } people without work
matching-causes-share-note = A share is what lifting a cause adds, averaged over all orders of lifting the four (Shapley value). The shares add up to the people.
matching-cause-skill = Skill
matching-cause-volume = Amount of work
matching-cause-environment = Environment
matching-cause-matching = Matching
matching-cause-capacity = Hands
matching-cause-skill-means = With the level, record or clearance there would be work
matching-cause-volume-means = With more orders of this kind there would be work
matching-cause-environment-means = With a seat, equipment or a place within reach there would be work
matching-cause-matching-means = With other parts, team rules or windows there would be work
matching-cause-capacity-means = With more people who can do this it would be enough
matching-causes-people = Each person’s cause and least cure
matching-causes-people-table = People without work
matching-causes-people-none = Nobody has this cause.
matching-causes-all = All
matching-causes-witness = What is lacking
matching-causes-cure = Least cure
matching-causes-and = with { $causes }
matching-causes-defect = Oversight of the plan
matching-causes-would-get = Could do { $units } units of “{ $part }”.
matching-causes-orders = Parts that are short
matching-causes-orders-table = Parts that are short, and why
matching-causes-orders-none = No part is short within this time.
matching-causes-incurable = Short even with all four lifted
matching-causes-families = Each cause lifted for everybody (confirmed by planning again)
matching-causes-all-four = All four
matching-causes-excluded = Not subjects
matching-causes-excluded-lead = For these people no cause is sought, though they have no work.
matching-excluded-not-wanted = Do not want work now
matching-excluded-no-hours = Have entered no hours in this time
matching-excluded-ceiling = Have reached their own income limit
matching-excluded-too-little = Have too few hours or too little room under the limit for any work
matching-causes-no-names = Names are not shown; these are counts only.

matching-lacking-skill = { $skill }: level { $has } of { $needed }
matching-lacking-record = Neither a record nor a course in “{ $kind }”
matching-lacking-language = The language needed
matching-lacking-clearance = Training and pledge for confidential work
matching-lacking-quality = Errors expected in 1,000: { $own } against { $asked }
matching-lacking-speed = Speed: { $has }% of standard against { $needed }%
matching-lacking-units = Units left: { $left } against the smallest part of { $needed }
matching-lacking-secure-place = No secure room within reach
matching-lacking-place = No site within reach
matching-lacking-home-clearance = Clearance for work at home
matching-lacking-equipment = Equipment
matching-lacking-seats = Seat time: { $free } against { $needed }
matching-lacking-hours = Hours until { $until }: { $free } against { $needed }
matching-lacking-area = Not of a town meant by the order
matching-lacking-refused = Does not wish for “{ $kind }”
matching-lacking-share = Most for one person: { $most } against { $needed }
matching-lacking-team = Team: { $found } people against { $least } to { $most }
matching-lacking-packages = At most { $most } parts at once
matching-lacking-span = A director guides at most { $most } pairs
matching-lacking-review = { $more } more of checking time
matching-cure-train = Course in { $skill } (level { $to })
matching-cure-trial = Course or trial in “{ $kind }”
matching-cure-language = Language practice
matching-cure-clearance = Training and pledge for confidential work
matching-cure-practise = Practice in “{ $kind }”
matching-cure-home-clearance = Clearance for work at home
matching-cure-lend = Lend equipment
matching-cure-secure-access = Open a secure room to them
matching-cure-access = Open a site to them
matching-cure-seats = { $more } more of seats
matching-cure-orders = { $units } more units of “{ $kind }”
matching-cure-move = Share { $units } units of others
matching-cure-chunk = Lower the smallest part to { $to }
matching-cure-share = Raise the most for one person to { $to }
matching-cure-team = Make the team { $least } to { $most } people
matching-cure-package = Allow one more part at once
matching-cure-span = Let the director guide { $by } more pairs
matching-cure-review = { $more } more of checking time
matching-cure-window = Widen the time until { $until }
matching-cure-area = Widen the towns meant
matching-cure-refusal = Ask whether “{ $kind }” would be welcome
matching-cure-recruit = { $people } more people who can do this
matching-place-secure = the secure room of { $site }
matching-place-open = { $site }
matching-place-some = a site

matching-measures = What would help most
matching-measures-none = No measure has a confirmed effect yet.
matching-measures-lead = Taken in this order, they bring { $effect } together (cost { $cost }).
matching-measures-programme = Measures in the order to take them
matching-measures-values = Each measure by itself
matching-measures-note = Predicted by calculation; confirmed by making the change and planning again. Costs are those of the operator’s table.
matching-measure = Measure
matching-measure-for = For whom, how many
matching-measure-times = { $count } times
matching-measure-predicted = Predicted
matching-measure-confirmed = Confirmed
matching-measure-cost = Cost
matching-measure-wrong = Differs from the prediction
matching-measure-access = Registration for { $place }
matching-measure-together = { $parts } together
matching-measure-seat = One more seat at { $place }
matching-measure-order = One more order of “{ $kind }”
matching-measure-director-hour = One more hour of a director’s checking
matching-measure-director-pair = One more pair for a director
matching-effect = { $people } more in work, { $counted } more with 10,000 yen, worth { $amount }

## Why not me

matching-own-title = Work you were not asked for this time
matching-own-lead = You were considered for this work, but not asked this time. Here is why, and a step that would bring it nearer.
matching-own-offers = Requests
matching-own-none = There is no such work
matching-own-none-next = If you are considered for work and not asked, the reason will be here.
matching-own-to-offers = See requests
matching-own-call = { $kind } (until { $due })
matching-own-why = Why
matching-own-change = What would change it
matching-own-place-of = Place
matching-own-on = Decided on
matching-own-place-home = At home
matching-own-place-site = At a site
matching-own-place-secure = In a secure room
matching-own-free = Passing on work and days off have no influence on this. Nothing about other people is shown here.
matching-own-no-skill = The course in { $skill } (level { $needed }) was not done yet.
matching-own-skill = It needed { $skill } at level { $needed }. You have level { $has }.
matching-own-record = A course or trial in this kind of work was not done yet.
matching-own-not-wanted = You have said that you do not want work now.
matching-own-refused = You have said that you do not wish for this kind of work.
matching-own-clearance = The training for confidential work or the pledge was not done yet.
matching-own-place = There was no place within reach where this can be done.
matching-own-home-clearance = Without clearance for work at home, no seat was within reach.
matching-own-hours = It takes { $needed } until { $until }. You had { $free } free.
matching-own-seats = Seats were free for { $free }, but { $needed } were needed.
matching-own-ceiling = It would have passed your own income limit by { $over }.
matching-own-busy = The work you have (at most { $most } parts) filled your time.
matching-own-quality = Not everything can be checked here, so a little more of a record was needed.
matching-own-others = You met every condition. For { $wish } of the whole, others were asked this time.
matching-own-somebody = Others were asked this time.
matching-own-full = This time the rules on team and parts left no room.
matching-own-change-course = With the course in { $skill } (level { $needed }) you will be considered.
matching-own-change-trial = With a course in this kind you will be considered.
matching-own-change-wish = Change it in your profile when you want work.
matching-own-change-refusal = Change it in your profile if it would be welcome.
matching-own-change-clearance = With the training and the pledge you will be considered.
matching-own-change-place = Register sites that you can reach.
matching-own-change-home = Get the clearance, or register sites that you can reach.
matching-own-change-hours = { $more } more until { $until } would have been enough.
matching-own-change-seats = { $more } more of a seat would have been enough. More sites within reach help.
matching-own-change-ceiling = { $over } more of a limit would have been enough. That is for you to decide; you may leave it.
matching-own-change-finish = When one piece of work is done, more can come.
matching-own-change-practice = Work that is checked throughout builds a record.
matching-own-change-more = Nothing needs to change. It comes nearer when there is more work of this kind.
matching-own-to-courses = See courses
matching-own-to-availability = Enter hours
matching-own-to-profile = See my profile
matching-own-to-seats = See sites and seats

## Days off

matching-covers-title = Days off
matching-covers-lead = People with days off, their work in hand, and who could take over.
matching-covers-none = Nobody takes days off
matching-covers-none-next = When somebody with work in hand says “I rest today”, ways to cover appear here.
matching-covers-table = People with days off
matching-cover-from = First day
matching-cover-until = Last day
matching-cover-state = Cover
matching-cover-open = Please choose
matching-cover-settled = Settled
matching-cover-goes-on = Goes on alone
matching-cover-goes-on-next = The person wants to go on alone. Ways that ask others cannot be chosen.
matching-cover-title = Days off of { $name }
matching-cover-lead = From { $from } to { $until }.
matching-cover-lead-day = On { $day }.
matching-cover-nothing-lost = No work falls on these days
matching-cover-nothing-lost-next = The work in hand can be done in time afterwards.
matching-cover-lost = Work that falls on these days
matching-cover-work = { $title } ({ $step })
matching-cover-work-order = Work
matching-cover-options = Ways to cover, best first
matching-cover-option = Way { $no }: { $way }
matching-way-least = Least change
matching-way-nobody-new = Ask nobody else
matching-way-late = If the date can be a day later
matching-way-nothing = Do nothing
matching-cover-ask = Ask { $name } for { $units } units (until { $until })
matching-cover-ask-some = Ask { $name } for { $units } units
matching-cover-own = The rest stays with { $name }, until { $until }
matching-cover-asks-nobody = Nobody is asked.
matching-cover-in-time = In time
matching-cover-all-in-time = { $units } units will be in time.
matching-cover-late = Short
matching-cover-uncovered = { $units } units will probably be late.
matching-cover-choose = Choose this
matching-cover-chosen = “{ $way }” was chosen
matching-cover-chosen-by = Chosen by { $name }, { $at }.
matching-cover-consent = Everybody decides about an offer. Nobody is asked why they rest.
matching-cover-done = Recorded.
matching-cover-asked = { $count } offers were sent.
matching-asking-cover = A request to take over work of your team; it fits your hours and skills.
matching-refused-goes-on = The person wants to go on alone; the work cannot be handed over.

matching-absence-title = Take care
matching-absence-days = Hours
matching-absence-lead = Your days off are entered. Nobody asks why.
matching-absence-said = Your days off are entered. Take care.
matching-absence-nothing-lost = Your work can be done in time afterwards. There is nothing to do.
matching-absence-hand-over = Your leader will ask others to take over what falls on these days. The fee for it goes to them.
matching-absence-keep = I go on myself
matching-absence-keeps = You go on yourself afterwards. Your leader knows.
matching-absence-let = Let others take over
matching-absence-let-said = Others will be asked to take over.
matching-absence-keep-said = Your leader knows that you go on yourself.
matching-absence-free = Days off have no influence on later requests.
matching-absence-settled = This is settled. There is nothing to do.
matching-absence-handed-over = Others are asked to take over { $units } units. Rest well.
matching-absence-to-work = See my work

## Words

matching-portion = Lot { $lot } · { $step }
matching-portion-confidential = Lot { $lot } · { $step } (confidential)
matching-hours = { $hours } h
matching-minutes = { $minutes } min
matching-hours-minutes = { $hours } h { $minutes } min
matching-some-skill = skill
matching-comma = {", "}
matching-dot = {", "}
matching-slash = {" / "}
