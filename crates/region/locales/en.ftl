# Municipalities, indicators, evaluation sheets

## The form of the sheet (words on paper; documents are printed in Japanese)

region-form-sheet = Evaluation sheet
region-form-title = No. { $number } { $title }
region-form-foot = { $town } { $department }
region-form-remedies = Causes and remedies for targets not reached
region-form-1 = (1) Basic facts
region-form-grant = Grant
region-form-department = Department
region-form-department-lead =
    { $department }
    (lead: { $lead })
region-form-years = Project years
region-form-period = Reiwa { $from } to { $to } ({ $count } years)
region-form-overview = Overview of the project
region-causes = Structural causes
region-initiatives = Initiatives
region-plan-support = One on each line.
region-form-cumulative-cost = Cumulative cost of { $town }
region-form-total = Total cost
region-form-grant-money = Grant applied
region-form-eligible = Eligible cost
region-form-of-which = Of which
region-form-fiscal-year = Reiwa { $year }
region-form-yen = { $amount } yen
region-form-thousands = { $amount } thousand yen
region-form-2 = (2) The project in Reiwa { $year }
region-form-application-year = Year of application
region-form-position = Position of this year
region-form-content = Content of this year
region-form-initiative = { $initiative }  eligible cost { $eligible }
region-form-contract = Whole contract: { $what }  { $total }
region-form-share = of which { $town }: { $share }
region-form-year-cost = Cost of this year
region-form-3 = (3) Key performance indicators
region-form-3-rows = Targets and actuals
region-form-indicator = Indicator
region-form-baseline =
    Baseline
    (before the start)
region-form-final =
    Cumulative increase
    (end of last year)
region-form-single =
    Increase of the year
    (Reiwa { $year })
region-form-cumulative =
    Cumulative increase
    (end of Reiwa { $year })
region-form-target = Target
region-form-actual =
    Actual
    (rate)
region-form-with-unit =
    { $figure }
    ({ $unit })
region-form-bracketed = ({ $figure })
region-form-own = [{ $figure }]
region-form-rate = ({ $rate }%)
region-form-none = –
region-form-own-note = Figures in [ ] are those of { $town }
region-form-4 = (4) Evaluation
region-form-grade = Grade
region-form-letter = { $letter } { $words }
region-form-effect = Effect
region-form-answers = Answers to last year's opinions
region-form-answered =
    · { $opinion }
      → { $answer }
region-form-5 = (5) Years to come
region-form-direction = Direction
region-form-issues = Issues
region-form-next-steps = Next steps
region-form-6 = (6) Opinions of the review committee
region-form-opinions = Opinions
region-form-opinion = · { $opinion }

region-grade-a = Very effective for regional revitalisation
region-grade-b = Considerably effective for regional revitalisation
region-grade-c = Effective for regional revitalisation
region-grade-d = Not effective for regional revitalisation
region-direction-a = Continue
region-direction-b = Expand
region-direction-c = Improve
region-direction-d = Stop
region-direction-e = End as planned
region-direction-a-long = Continue (as planned)
region-direction-b-long = Expand (it was effective; add to it)
region-direction-c-long = Improve (its effect was not sufficient; review it)
region-direction-d-long = Stop (earlier than planned)
region-direction-e-long = End (as planned from the start)

region-remedy-indicator = Indicator
region-remedy-cause = Cause
region-remedy-measure = Measure
region-remedy-owner = Owner
region-remedy-due = Due
region-remedy-under-way = Under way
region-remedy-reviewing = Checking its effect
region-remedy-done = Done
region-remedy-unwritten = Not written yet

## States, and why something cannot go on

region-stage-calculating = Being calculated
region-stage-town-checking = Checked by the town
region-stage-fixed = Fixed
region-stage-published = Published
region-stage-corrected = Correction

region-refused-out-of-turn = This version is at the stage "{ $stage }", so this cannot be done. See the next step on the page of the sheet.
region-refused-same-person = Somebody other than the person who handed it in must confirm it.
region-refused-no-reason = Enter the reason.
region-refused-incomplete = { $count } entries are still missing. See "Missing entries" on the page of the sheet.
region-refused-ends-too-early = "E End" can be chosen in the last year of the project. To stop earlier choose "D Stop".
region-refused-already-there = There is a sheet of this year already. Open it from the list.
region-refused-outside-project = Choose a year within the project.
region-refused-cancelled-before = This cost was cancelled before.
region-refused-more-than-whole = The sum exceeds the whole. Check the whole and what other towns agreed to.
region-refused-grant-too-large = The grant must not exceed the eligible cost, nor that the total.

## Indicators

region-indicator-earners = People who earned (10,000 yen or more a year)
region-indicator-orders = Client orders of the year
region-indicator-profit = Net profit of the year
region-indicator-adopters = Municipalities that adopted
region-definition-earners = Everybody whose fees settled within the fiscal year (tax included, before withholding) come to 10,000 yen or more counts once for the whole region. Recalled and failed transfers do not count. The town is the municipality of record on 31 March, or on the last day of registration.
region-definition-orders = The sum of client orders (without tax) whose order date falls in the fiscal year. Cancelled orders do not count.
region-definition-profit = Client orders of the year, less work orders to teleworkers, less operating costs.
region-definition-adopters = The number of municipalities whose adoption is recorded by the end of the fiscal year.
region-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
region-thousand-yen = { $count } thousand yen
region-municipalities =
    { $count ->
        [one] { $count } municipality
       *[other] { $count } municipalities
    }
region-unit-people = people
region-unit-thousand-yen = thousand yen
region-unit-municipalities = municipalities
region-unit-yen = yen
region-unit-percent = %
region-unit-permille = ‰
region-percent = { $rate }%
region-yes = Yes
region-no = No
region-town = Municipality
region-region = Whole region
region-whole = Whole region
region-fiscal-year = Fiscal year
region-show = Show
region-what = Item
region-by-service = the service
region-provenance = { $source } (entered { $day } by { $who })
region-source-line = Source: { $said }
region-hidden = Not shown
region-small-cell = "Not shown" stands for amounts of fewer than ten people, or of which one person has more than half, so that nobody's income can be read.

region-indicators = Indicators
region-indicators-lead = Targets, actuals and rates of the four key figures. Actuals are computed from transfers, orders, costs and adoptions, and never typed.
region-indicators-note = The single year is the difference from the year before, the cumulative figure that from the baseline before the start. Where the target is 0 there is no rate.
region-indicator = Indicator
region-unit = Unit
region-baseline = Baseline
region-level = Level
region-final-target = Target at the end of the last year
region-rate = Rate
region-own = Own town
region-target = Target
region-indicators-single = { $town }, { $year } alone
region-indicators-cumulative = { $town }, cumulative from before the start to { $year }
region-single-target = Target of the year
region-single-actual = Actual of the year
region-cumulative-target = Cumulative target
region-cumulative-actual = Cumulative actual
region-sentence = { $indicator }: { $level } in { $year }, a rise of { $rise } since before the start.
region-sentence-same = { $indicator }: { $level } in { $year }, as before the start.
region-sentence-fall = { $indicator }: { $level } in { $year }, a fall of { $rise } since before the start.
region-sentence-own = Of these, { $town } has { $own }.
region-sentence-rate = This is { $rate }% of the cumulative target of { $target }.
region-sentence-no-rate = There is no target to compare with in this year.
region-sentence-wanted = { $each } more each month would reach the target of the year.
region-sentence-no-baseline = { $indicator } cannot be computed before its baseline is entered.
region-sentence-gap = { " " }
region-levels = Levels of { $year }
region-definition = How it is counted
region-period = Period
region-until = { " " }to{ " " }
region-rules = Rules
region-rules-edition = Edition { $edition }
region-level-region = Whole region
region-level-own = Of these, { $town }
region-counts-only = Only totals are shown
region-counts-only-why = Records of persons and clients open only for those who handle payments and orders, and for the audit. If you need to check some, ask the operator for a drawn sample.
region-counted = People counted
region-worker = Worker number
region-town-now = Present town
region-paid = Paid (tax included, before withholding)
region-below-line =
    { $count ->
        [one] { $count } more person was paid less than 10,000 yen.
       *[other] { $count } more people were paid less than 10,000 yen.
    }
region-worker-paid = Payments of { $number } in { $year }
region-nothing-paid = No transfer settled in this year
region-nothing-paid-why = Choose another year, or look at the state of the transfers in the list of payments.
region-settled = Settled transfers
region-settled-on = Settled on
region-sum = Sum
region-sum-all = Sum of all
region-orders-counted = Orders counted
region-order = Order number
region-order-title = Title
region-ordered-on = Ordered on
region-value = Amount (without tax)
region-work-orders = Work orders to teleworkers
region-operating-costs = Operating costs
region-to-costs = See costs and grant

## The town

region-town-title = The town
region-town-of = { $town }
region-town-lead = The figures of the own town beside those of the whole region.
region-town-sentence = In { $town }, { $earned } of { $registered } registered people earned 10,000 yen or more in { $year }. In the whole region it was { $region } of { $all }.
region-town-caption = Town and region in { $year }
region-registered = Registered
region-earning-share = Share of registered people who earned
region-chart-earners = People who earned: { $town } and the whole region
region-chart-rows = People who earned, by fiscal year
region-to-indicators = See the indicators
region-to-sheets = Open the evaluation sheets
region-to-distribution = See how work is spread

## What was entered

region-projects = Projects and entered figures
region-projects-lead = The frame of the evaluation sheets, with baselines and targets. Each keeps its source, day and person.
region-no-project = No project is kept for this town yet
region-no-project-next = Once the municipal officer has entered a project, indicators and sheets appear.
region-project-title = Project
region-project-new = Enter a project
region-project-add = Enter
region-project-added = The project was entered. Enter its baselines and targets next.
region-project-number = Number of the sheet
region-short-name = Short name of the town (Latin letters)
region-short-name-support = Used in names of files, such as omachi.
region-lead-body = Lead municipality
region-first-year = First year of the project
region-last-year = Last year of the project
region-joined = Joined in
region-year-support = Such as R4
region-operator = Operating body
region-partners = Other municipalities
region-partners-support = One on each line.
region-source = Source
region-source-support = Say in which document or meeting it was settled.
region-years = { $from } to { $to }
region-to-entered = Baselines, targets and their sources
region-baselines = Baselines
region-no-baselines = No baselines yet
region-no-baselines-next = The operator enters them with their source.
region-baseline-enter = Enter a baseline
region-part = Of
region-part-own = Own town
region-in-unit = In the unit of the indicator (people, thousand yen, municipalities).
region-targets = Targets
region-no-targets = No targets yet
region-no-targets-next = The operator enters them for each year with their source.
region-target-enter = Enter targets
region-enter = Enter
region-entered = Entered.
region-form-lines = Form of the sheet
region-form-line-change = Change a row of the form
region-form-line-save = Save the form
region-line-name = Name of the indicator on the form
region-bracketed = Actual in round brackets
region-own-shown = Own town shown in [ ]
region-adoptions = Municipalities that adopted
region-adoptions-lead = The days of adoption, of beginning and of opening a coworking space are kept apart. The day of adoption counts.
region-no-adoptions = No adoptions are recorded yet
region-no-adoptions-next = The operator records them with their source, such as an agreement.
region-adoption-enter = Record an adoption
region-adoption-town-support = For a municipality that is not listed, leave this open and enter its name.
region-adopter = Name of the municipality
region-adopted-on = Adopted on
region-began-on = Began on
region-coworking-on = Coworking space opened on

## Distribution of work

region-distribution = Distribution of work
region-distribution-lead = Accepted work by municipality and month. The totals equal the whole region to the yen.
region-no-work = No work was accepted in this year yet
region-no-work-why = Once work is accepted, units and amounts by municipality appear here.
region-no-record = No town of record
region-by-town = Work by municipality, { $year }
region-orders = Orders
region-units = Units
region-fees = Fees (tax included)
region-workers = Workers
region-counted-once = Orders and workers count once a year each, so the months do not add up to the year.
region-month-head = Month
region-month = { $year }-{ $month }
region-fees-by-month = Fees by month
region-more-by-month = Units, orders and workers by month
region-units-by-month = Units by month
region-orders-by-month = Orders by month
region-workers-by-month = Workers by month
region-shares = Agreed and actual shares
region-shares-rows = Shares by municipality
region-shares-chart = Agreed and actual shares, { $year }
region-agreed = Agreed
region-actual = Actual
region-no-shares = No shares were agreed yet
region-no-shares-next = The operator enters them with their source, such as a meeting.
region-share-enter = Enter a share
region-share-year = A share of { $year }.
region-share = Share
region-share-support = In thousandths that sum to 1,000. 12% is 120.
region-basis = How it was settled (workers, seats and so on)

## Costs and grant

region-costs = Costs and grant
region-costs-lead = The town's budget and grant, its share of the whole contract, and the operating costs of the region.
region-budget = The town's budget and grant
region-budget-of = Budget of { $town }
region-budget-enter = Enter a budget
region-no-budget = No budget of { $town } is entered yet
region-no-budget-next = Once it is settled, enter total cost, eligible cost and grant.
region-ineligible = Not eligible
region-own-money = Borne by the town
region-cost-shares = Shares of the whole contract
region-cost-share-enter = Enter a share
region-cost-shares-note = Shares are agreed between the municipalities. No rule derives them.
region-no-cost-shares = No shares were agreed for this year yet
region-no-cost-shares-next = The operator enters them with their source, such as an agreement.
region-contract = Contract
region-contract-total = Total of the contract
region-borne = Borne by the town
region-part-label = Part
region-operating-costs-of = Operating costs of { $year }
region-no-costs = No operating costs of { $year } yet
region-no-costs-next = The operator enters them with their source. The net profit is computed with them.
region-cost-enter = Enter an operating cost
region-cost-what = What for
region-cost-day = Day
region-amount = Amount
region-cancel = Cancel
region-cancel-do = Cancel it
region-cancelled = Cancelled
region-reason = Reason
region-fault-nothing = Enter 1 yen or more.

## Evaluation sheets

region-sheets = Evaluation sheets
region-sheets-lead = The evaluation of each fiscal year. Once handed in, its content is frozen; somebody else confirms it before it is published.
region-no-sheets = There are no sheets to show yet
region-no-sheets-why = They appear once the municipal officer has made and handed in one.
region-sheet = Sheet
region-sheet-of = Evaluation of { $town }, { $year }
region-sheet-version = Version
region-sheet-no = Version { $no }
region-state = State
region-published-on = Published
region-sheet-open = A new sheet
region-sheet-open-do = Make the sheet
region-sheet-opened = The sheet was made. Begin with the missing entries.
region-sheet-submitted = Handed in and frozen. Somebody else confirms it next.
region-sheet-sent-back = Sent back with the reason.
region-sheet-confirmed = Confirmed. The sheet is fixed.
region-sheet-published = Published.
region-sheet-correcting = A correction was begun. The published version stays as it is.
region-pdf = Get the PDF
region-xlsx = Get the Excel file
region-versions = Versions
region-submitted = Handed in
region-confirmed = Confirmed
region-correction-reason = Reason of the correction
region-next-confirm = Next step: confirm
region-next-confirm-do = Read what was handed in and confirm it if it is right. Somebody other than the person who handed it in does this.
region-confirm = Confirm and fix
region-send-back = Send back
region-send-back-do = Send back with the reason
region-next-waiting = Waiting for somebody else to confirm
region-next-waiting-who = Another officer or the operator confirms it. Then it is fixed.
region-next-publish = Next step: publish
region-next-publish-do = It is published with the opinions of the committee. A published version cannot be changed.
region-publish = Publish
region-next-fixed = Waiting to be published
region-next-fixed-who = Whoever may confirm publishes it. Until then opinions of the committee can be recorded.
region-superseded = There is a newer version
region-superseded-see = Open the latest one under "Versions" below.
region-correct = Correct
region-correct-how = Give the reason and make a correction. This version does not change.
region-correct-do = Make a correction
region-was-sent-back = It was sent back
region-is-correction = This version is a correction
region-next-writing = The municipal officer is writing
region-next-writing-who = Once it is handed in, it is confirmed.
region-next-submit = Next step: hand in
region-next-submit-do = Every entry is there. Handing it in freezes figures and texts.
region-submit = Hand in
region-missing = Missing entries ({ $count })
region-missing-overview = (1) Overview of the project
region-missing-budget = (2) Cost and grant of this year
region-missing-cost-share = (2) Share of the whole contract
region-missing-text = { $field }
region-missing-baseline = (3) Baseline of { $indicator }
region-missing-target = (3) Targets of { $indicator }
region-missing-grade = (4) Grade (A to D)
region-missing-direction = (5) Direction (A to E)
region-missing-remedy = (3) { $indicator } did not reach its target. Enter cause, measure, owner and due date.
region-missing-answer = (4) Answer to opinion { $number } of last year's committee
region-text-initiative = Heading of this year's content
region-edit-section = Write ({ $n })
region-write-section = Write { $section }
region-save = Save
region-saved = ({ $n }) was saved.
region-unwritten = Not written yet
region-unchosen = Not chosen yet
region-money-elsewhere = Cost and grant come from what is entered under "Costs and grant".
region-person-decides = A person decides; the figures only suggest.
region-suggestion = The figures suggest grade { $grade } ({ $reason }) and direction { $direction } ({ $words }).
region-no-suggestion = There are no targets to compare with, so no grade is suggested.
region-reason-all-reached = every cumulative target was reached
region-reason-mostly-reached = every cumulative rate is 70% or more
region-reason-better = targets were not reached, but figures rose since before the start
region-reason-not-better = no indicator rose since before the start
region-remedies-lead = An indicator that did not reach its target wants cause, measure, owner and due date.
region-remedy-unneeded = The target was reached (optional)

## Opinions

region-opinions = Opinions of the committee
region-opinions-lead = The opinions of the committee and the town's answers, by year. Once last year's opinions are answered, the sheet can be handed in.
region-opinions-none = No opinions of { $year } yet
region-opinions-none-next = The municipal officer or a member records them after the meeting.
region-no-opinions = No opinions
region-opinion = Opinion
region-opinion-no = Opinion { $no }
region-opinion-give = Record an opinion
region-opinion-give-do = Record
region-opinion-given = The opinion was recorded.
region-opinion-year = An opinion on the sheet of { $year }.
region-given = { $who }, { $day } (source: { $source })
region-given-on = Given on
region-given-by = Given by
region-committee = Review committee
region-answer = Answer
region-answer-do = Write an answer
region-answer-again = Write the answer anew
region-answered-on = Written { $day }
region-answer-kept = The answer was saved.
region-unanswered = Not answered yet
region-to-opinions = Open opinions and answers
