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
