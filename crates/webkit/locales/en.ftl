# Words common to all pages

webkit-service = Kado
webkit-title = { $title } | Kado
webkit-title-error = Error: { $title } | Kado
webkit-skip = Skip to content
webkit-demonstration = This is practice data. All people, companies and amounts are invented.
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
webkit-page = Page { $page }
webkit-page-of = Page { $page } of { $pages }
webkit-pagination = Pages
webkit-previous = Previous
webkit-next = Next
webkit-progress = { $done } of { $of } done
webkit-step-done = Done:
webkit-chart-table = See the figures as a table

## Forms

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
