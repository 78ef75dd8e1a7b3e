# Words common to all pages

webkit-service = Kado
webkit-title = { $title } | Kado
webkit-title-error = Error: { $title } | Kado
webkit-skip = Skip to content
webkit-demonstration = This is practice data. All people, companies and amounts are invented.
webkit-demonstration-label = Practice data
webkit-top = News and help
webkit-menu = Menu
webkit-crumbs = You are here
webkit-account = My settings
webkit-sign-out = Sign out
webkit-sign-in = Sign in
webkit-about = About this programme
webkit-accessibility = Accessibility
webkit-other-language = 日本語
webkit-tabs = Switch page

## Figures and dates

webkit-yen = ¥{ $amount }
webkit-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year } ({ $weekday })
webkit-moment = { $day }, { $time }
webkit-fiscal-year = FY{ $year } (Reiwa { $reiwa })
webkit-none = none
webkit-monday = Mon
webkit-tuesday = Tue
webkit-wednesday = Wed
webkit-thursday = Thu
webkit-friday = Fri
webkit-saturday = Sat
webkit-sunday = Sun

## Lists, charts, progress

webkit-table-caption = { $caption } ({ $count })
webkit-table-caption-of = { $caption } ({ $from }–{ $to } of { $count })
webkit-table-caption-range = { $caption } ({ $from }–{ $to })
webkit-page = Page { $page }
webkit-page-of = Page { $page } of { $pages }
webkit-pagination = Pages
webkit-previous = Previous
webkit-next = Next
webkit-progress = { $done } of { $of } done
webkit-step-done = Done:
webkit-chart-table = See the figures as a table

## Forms

webkit-yen-unit = yen
webkit-required = required
webkit-optional = optional
webkit-choose = Please choose
webkit-pick-day = Pick from the calendar
webkit-draft-saved = What you typed is kept on this screen
webkit-draft-back = Continued from where you stopped typing
webkit-errors = { $count ->
    [one] Please check one entry
   *[other] Please check { $count } entries
}
webkit-error-line = { $label }: { $fault }
webkit-fault-blank = Please fill in this field.
webkit-fault-long = Please use at most { $max } characters (now { $length }).
webkit-fault-number = Please enter a number, such as 12.
webkit-fault-range = Please enter a number from { $from } to { $to }.
webkit-fault-yen = Please enter the amount as a whole number of yen, such as 20,064.
webkit-fault-day = Please enter the date like 2027-02-12, 2027/2/12 or 令和9年2月12日.
webkit-fault-fiscal-year = Please enter the fiscal year like R8 or 2026.
webkit-fault-choose = Please choose one.
webkit-fault-file = Please choose a file.
webkit-fault-file-kind = Please choose a file of one of these kinds: { $kinds }.
webkit-fault-file-empty = This file is empty. Please choose one with content.
webkit-fault-file-large = Please choose a file of at most { $size } KB.
webkit-fault-version = Please open the page again, then save once more.

## When something went wrong

webkit-to-home = Back to the home page
webkit-request-id = Reference number: { $id }
webkit-too-large-title = The file is too large
webkit-too-large = Please split it and send it again.
webkit-unreadable-title = We could not read what was sent
webkit-unreadable = Please go back and send it again.
webkit-conflict = Somebody else saved first
webkit-conflict-lead = Your entry has not been saved. Compare the two versions, then save again.
webkit-conflict-mine = Your entry
webkit-conflict-theirs = Saved now
webkit-conflict-again = Open the latest version
webkit-conflict-beside = Your entry has not been saved yet. Beside each field that differs stands what is saved now. Change what is needed, then save again.
webkit-conflict-empty = (empty)

webkit-ending-label = Time left for this sign-in
webkit-ending-soon = You will soon be signed out automatically. To go on, press “Go on”.
webkit-ending-last = This sign-in is about to end. Save what you are writing now.
webkit-ending-over = You were signed out after a time without use. What you wrote is still on this page. Press save, and it is sent after you sign in again.
webkit-ending-go-on = Go on

## The parts on show (/design)

webkit-design = The parts
webkit-design-lead = Every page of this service is made of these parts and nothing else.
webkit-design-now = Continue
webkit-design-now-text = Checking shop details (lot 1): 38 items are left. Due { $due }.
webkit-design-open = Open the work
webkit-design-rest = I am off today
webkit-design-states = States
webkit-design-draft = Draft
webkit-design-underway = In progress
webkit-design-accepted = Accepted
webkit-design-late = Caution (3 days late)
webkit-design-decide = Decision needed
webkit-design-steps-offer = Offer
webkit-design-steps-work = Work
webkit-design-steps-check = Check
webkit-design-steps-pay = Payment
webkit-design-notices = Notices
webkit-design-notice-info = The briefing is on { $day }
webkit-design-notice-good = The delivery has been accepted
webkit-design-notice-caution = Likely to be three days late
webkit-design-notice-danger = A decision is needed today
webkit-design-notice-plain = This order is closed
webkit-design-notice-text = The next step, who acts and by when stand here.
webkit-design-figures = Figures
webkit-design-earned = Expected this year
webkit-design-earned-note = Ceiling ¥1,300,000
webkit-design-done = Items done
webkit-design-next-pay = Next payment
webkit-design-table = Work orders awaiting acceptance
webkit-design-work = Work
webkit-design-person = Worker
webkit-design-stage = State
webkit-design-units = Items
webkit-design-fee = Fee
webkit-design-due = Due
webkit-design-total = Total
webkit-design-work-title = Checking shop details, lot { $lot }
webkit-design-name-1 = Sayaka Miyashita
webkit-design-name-2 = Ichiro <Tanaka>
webkit-design-name-3 = Minato Aruga
webkit-design-empty = There is no work to offer you right now
webkit-design-empty-text = Reason: the course on checking is not finished. It takes about 40 minutes.
webkit-design-course = Start the course
webkit-design-forms = Forms
webkit-design-account-name = Account holder (kana)
webkit-design-account-name-help = Please write it as in your bank book.
webkit-design-account-number = Account number
webkit-design-hours = Hours you can give in a week
webkit-design-hour = hours
webkit-design-fee-wish = Fee you hope for
webkit-design-from = First day of work
webkit-design-town = Your town
webkit-design-omachi = Omachi
webkit-design-shiojiri = Shiojiri
webkit-design-channel = How to receive news
webkit-design-mail = Mail
webkit-design-mail-help = News about contracts and payments always comes by mail, too.
webkit-design-letter = Letter
webkit-design-when = Times of day
webkit-design-morning = Morning
webkit-design-night = After 21:00
webkit-design-message = Anything we should know
webkit-design-file = Proof
webkit-design-save = Save
webkit-design-back = Back
webkit-design-withdraw = Leave the service
webkit-design-fault-number = Please enter the account number as 7 digits.
webkit-design-other = More
webkit-design-more = How this is counted
webkit-design-more-text = People paid at least 10,000 yen within the fiscal year, each counted once.
webkit-design-chart = The number of people with income has grown three years in a row
webkit-design-year = Fiscal year
webkit-design-people = People
webkit-design-summary = Summary
webkit-design-people-tab = People
webkit-design-money-tab = Money
webkit-design-buttons = Buttons
webkit-design-home = Home
webkit-design-days = Days
webkit-design-learn = Learn
webkit-design-money = Money
webkit-design-news = News
webkit-design-help = Ask
webkit-design-saved = Your days have been saved.
webkit-design-role = Worker
webkit-design-icons = Drawings
