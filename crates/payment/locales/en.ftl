# States
payment-notice-collecting = Collecting
payment-notice-asking = Awaiting confirmation
payment-notice-questioned = In question
payment-notice-confirmed = Confirmed
payment-notice-reversed = Replaced by a correction
payment-transfer-prepared = Awaiting approval
payment-transfer-approved = Approved
payment-transfer-settled = Paid
payment-transfer-failed = Not payable
payment-transfer-recalled = Recalled
payment-transfer-withdrawn = Given back
payment-batch-prepared = Awaiting approval
payment-batch-approved = Approved
payment-batch-sent = With the bank
payment-batch-withdrawn = Given back
payment-invoice-open = Awaiting payment
payment-invoice-paid = Paid
payment-invoice-overdue = Overdue
payment-invoice-voided = Void

# Common words
payment-state = State
payment-transfer = Transfer
payment-number = Number
payment-pay-on = Pay day
payment-total = Sum paid out
payment-gross = Fees in all
payment-fee = Fee (tax included)
payment-adjustments = Adjustments (tax included)
payment-tax-within = Of which consumption tax
payment-tax = Consumption tax
payment-subtotal = Subtotal (without tax)
payment-withholding = Income tax withheld
payment-transfer-fee = Transfer fee
payment-transfer-fee-ours = Borne by us (never deducted)
payment-sums = How the sum is made up
payment-lines = Lines
payment-line = What
payment-received-on = Received on
payment-supplied-on = Supplied on
payment-units = Units
payment-unit-pay = Unit pay (tax included)
payment-unit-price = Unit price (without tax)
payment-amount = Amount
payment-count = Count
payment-period = Period
payment-half-first = 1–{ $last } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }
payment-half-second = 16–{ $last } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }
payment-worker = Worker
payment-worker-of = { $name } ({ $number })
payment-client = Client
payment-order = Order
payment-order-of = { $number } { $title } ({ $client })
payment-order-line = { $number } { $title }
payment-issued-on = Issued on
payment-on = Date
payment-reason = Reason
payment-pdf = Save as PDF

# Payments (staff)
payment-payments = Payments
payment-payments-lead = Accepted work is closed twice a month and paid within two weeks. What needs somebody comes first.
payment-none = No period has been closed yet.
payment-none-next = Once work has been accepted, “Close this period” makes everybody's payment notice.
payment-all-well = Nothing urgent.
payment-odd = Payments of { $period } need attention
payment-odd-reopened = Failed or recalled and not yet paid again: { $count }
payment-odd-questioned = Workers' questions without an answer: { $count }
payment-odd-account = No account usable by the pay day: { $count }
payment-odd-look = See what needs attention
payment-closings = Closed periods
payment-closing = Payments of { $period }
payment-next-closing = Next closing: { $period }
payment-next-pay-on = Pay day is { $on }.
payment-close = Close this period
payment-close-note = Makes everybody's payment notice and asks the workers to confirm. A closed period never changes; what is accepted later goes to the next one.
payment-collect = Only collect
payment-collected = Collected { $count } notices, { $total } in all. Nobody has been told yet.
payment-closed = Closed. { $count } workers were asked to confirm ({ $total } in all).
payment-close-by-preparer = This period is over. The payment preparer closes it.
payment-close-later = Can be closed from { $on }.
payment-notices = Payment notices
payment-no-notices = Nothing is paid for this period.
payment-no-notices-next = Accepted work goes to the next closing.
payment-show-all = All
payment-show-exceptions = Needs attention
payment-no-exceptions = Nothing needs attention.
payment-no-exceptions-next = Questions and changed accounts will appear here until the pay day.
payment-step-collect = Collect
payment-step-confirm = Workers confirm
payment-step-prepare = Prepare transfers
payment-step-approve = Approve
payment-step-paid = Paid
payment-still-open = Still being collected. The amounts are computed anew until the period is closed.
payment-prepare = Prepare transfers
payment-prepare-note = Puts what can be paid of { $count } open notices into one bulk transfer of { $on }. Whoever prepares cannot approve.
payment-prepare-by-preparer = { $count } notices are open. Pay day is { $on }. The payment preparer prepares the transfers.
payment-prepared = Prepared { $count } transfers, { $total } in all. Left out: { $left }.
payment-exception = Why it cannot be paid
payment-exception-not-sent = The worker has not been asked yet.
payment-exception-questioned = Can be paid once the question is answered.
payment-exception-no-account = No account is registered. Please ask the worker for one.
payment-exception-account-waits = The account is new or changed; it can be paid to from { $until }.
payment-exception-account-shared = Another worker has the same account. Please ask for an account in the worker's own name.
payment-exception-nothing = The sum is 0 yen.
payment-day-60 = Day 60 from receipt is { $on }. Please pay by then.
payment-books = Balances of the books
payment-book = Book
payment-book-outsourcing = Outsourcing
payment-book-input-tax = Input tax
payment-book-payable = Payable to workers
payment-book-withheld = Income tax withheld
payment-book-in-transit = In transit
payment-book-bank = Bank
payment-book-receivable = Receivable
payment-book-sales = Sales
payment-book-output-tax = Output tax

# Payment notice (staff)
payment-notice-of = Payment notice of { $name }
payment-account = Account
payment-account-last4 = ending in { $last4 }
payment-confirmation = Confirmation
payment-confirmed-by-worker = { $on }, by the worker
payment-confirmed-deemed = { $on }, deemed confirmed under the framework contract
payment-bank-said = The bank's answer
payment-questions = Questions and answers
payment-question-whole = About the whole notice
payment-answer = Answer
payment-answer-send = Send the answer
payment-answered = Answered. The worker is asked to confirm again.
payment-correct = Correct
payment-correct-note = A notice that was sent is never rewritten. Before payment it is reversed and replaced; after payment a further notice covers the difference.
payment-correct-send = Send the corrected notice
payment-reason-support = Appears word for word on the worker's notice.
payment-corrected = The corrected notice was sent ({ $total }).
payment-postings = Entries in the books
payment-entry = Entry
payment-cause = Cause
payment-cause-notice-issued = Notice issued
payment-cause-notice-reversed = Reversed by a correction
payment-cause-transfer-approved = Transfer approved
payment-cause-transfer-settled = Transfer paid
payment-cause-transfer-failed = Transfer not payable
payment-cause-transfer-recalled = Transfer recalled
payment-cause-invoice-issued = Invoice issued
payment-cause-invoice-paid = Invoice paid
payment-cause-invoice-voided = Invoice void
payment-notice-file = payment-notice-{ $number }.pdf

# Batches of transfers
payment-batch = Batch
payment-batch-number = Batch no. { $number }
payment-batches = Batches of this period
payment-batches-waiting = Batches awaiting approval or the bank
payment-batch-lines = Transfers
payment-prepared-by = Prepared by
payment-approved-by = Approved by
payment-sha = Fingerprint of the approved file (SHA-256)
payment-sent-at = Handed to the bank
payment-approve = Approve
payment-approve-note = You approve { $count } transfers, { $total } in all. Count, total and the bytes of the file are fixed then.
payment-approved = Approved { $count } transfers, { $total } in all. Please save the file for the bank.
payment-waits-approval = Awaiting approval
payment-waits-approval-next = A payment approver other than the preparer checks count and total and approves.
payment-withdraw = Give back
payment-why-withdrawn = Reason for giving back
payment-withdrawn = Given back. Nothing was paid.
payment-is-withdrawn = This batch was given back
payment-is-withdrawn-next = Nothing was paid by it. It can be prepared again from the page of the period.
payment-file = Save the file for the bank
payment-file-again = Save the file again
payment-file-note = In the bulk transfer format of the Japanese banks. It is checked against what was approved before it leaves.
payment-file-name = bulk-transfer-{ $number }-{ $on }.txt
payment-waits-file = To be handed to the bank
payment-waits-file-next = The payment approver saves the file and gives it to the bank.
payment-results = Record the bank's results
payment-results-note = Tick only what could not be paid. All others become paid.
payment-settled-on = Paid on
payment-failed = Could not be paid
payment-failed-why = Why it could not be paid
payment-failed-why-support = In the bank's words, such as “no such account”.
payment-results-save = Record the results
payment-results-saved = Recorded: { $settled } paid, { $failed } not payable.
payment-waits-results = Awaiting the bank's results
payment-waits-results-next = The payment preparer records them when they arrive.
payment-recall = Record a recall
payment-recall-note = For one transfer that came back from the bank. The debt to the worker reopens and can be paid again.
payment-recall-which = Recalled transfer
payment-recall-on = Came back on
payment-recall-why = Reason for the recall
payment-recall-save = Record the recall
payment-recalled = The recall was recorded.
payment-line-of = { $name } ({ $number }) { $amount }

# The paying account
payment-remitter = Account we pay from
payment-remitter-lead = Workers are paid from this account. Once saved, only its last four digits are shown.
payment-remitter-code = Consignor code
payment-remitter-code-support = Up to ten digits, given by the bank.
payment-remitter-saved = The account we pay from was saved.

# Money (worker)
payment-money = Money
payment-money-none = It will appear here once your work is accepted.
payment-money-none-next = We close on the 15th and at the end of the month and pay within two weeks.
payment-next = Next payment
payment-next-on = On { $on }
payment-next-note = No transfer fee is deducted.
payment-next-none = No payment is fixed at present. Once your work is accepted, the next closing fixes the sum.
payment-next-expected = Expected from agreed work; the closing after acceptance fixes it.
payment-asks-you = { $count ->
    [one] One notice waits for your confirmation.
   *[other] { $count } notices wait for your confirmation.
}
payment-look-and-confirm = Look at the lines
payment-account-missing = You have not given an account yet
payment-account-missing-next = An account can be used three business days after you give it. Please give it soon.
payment-account-give = Give an account
payment-account-change = Change
payment-account-from = (usable from { $on })
payment-year = Sum of { $year }
payment-year-paid = Paid
payment-year-paid-note = Before income tax withheld.
payment-year-coming = Coming
payment-year-coming-note = Notified and not yet transferred.
payment-year-in-hand = Expected from agreed work
payment-year-in-hand-note = Once all of it is done and accepted, as far as it is paid this year.
payment-meter = Expected this year: { $sum } of your line of { $ceiling }
payment-meter-note = Insurers count differently. Please ask your own insurer.
payment-notice-title = Payment notice of { $period }
payment-notice-lead = { $total } will be paid on { $on }.
payment-notice-lead-paid = { $total } was paid on { $on }.
payment-turn-asking = Please check and press “Confirm”. Pay day is { $on }. The payment is not delayed if you do not.
payment-turn-questioned = We have your question. You will have an answer by { $on }.
payment-turn-confirmed = Confirmed. Pay day is { $on }.
payment-turn-reversed = This notice was corrected and replaced by a new one.
payment-confirm = Confirm
payment-confirmed-thanks = Confirmed. Thank you.
payment-question = Ask
payment-question-about = Which line is it about?
payment-question-text = Your question
payment-question-support = If a count or a price looks wrong, just write. Nothing is final until you have an answer.
payment-question-send = Send the question
payment-question-sent = Your question was sent.
payment-account-lead = The account, in your own name, to which your fees go. Its number is kept encrypted; only the last four digits are ever shown again.
payment-account-now = Account now
payment-account-given = Given on
payment-account-usable = Usable from
payment-account-save = Save the account
payment-account-saved = The account was saved. It is used for payments from { $on }.
payment-bank = Bank code
payment-bank-support = Four digits, as in your passbook or on your card.
payment-branch = Branch code
payment-branch-support = Three digits. For Japan Post Bank, the number used for transfers.
payment-account-kind = Kind of account
payment-account-ordinary = Ordinary
payment-account-current = Current
payment-account-savings = Savings
payment-account-number = Account number
payment-account-number-support = Seven digits. Put zeros in front of a shorter one.
payment-holder = Account holder (kana)
payment-holder-support = In kana as in the passbook, with one space between family and given name.
payment-fault-bank = Enter the bank code as four digits.
payment-fault-bank-unknown = No bank has this code. Please check your passbook.
payment-fault-branch = Enter the branch code as three digits.
payment-fault-branch-unknown = No branch has this code. Please check your passbook.
payment-fault-number = Enter the account number as seven digits.
payment-fault-holder = Enter the account holder in kana.
payment-fault-holder-long = The holder may take 30 half-width kana (now { $bytes }; a voicing mark counts as one).
payment-fault-holder-sign = Banks do not take “{ $sign }”. Please write in kana.
payment-fault-bank-name = Write the names of bank and branch in kana, at most 15 half-width signs.
payment-fault-remitter-code = Enter the consignor code as up to ten digits.
payment-fault-failed-why = Enter why it could not be paid.
payment-fault-failed-unknown = A transfer was chosen that is not in this list. Open the page again and choose once more.

# Invoices
payment-invoices = Invoices
payment-invoices-lead = Issue qualified invoices for accepted orders and record their payment.
payment-invoices-none = There are no invoices yet.
payment-invoices-none-next = Once a client has accepted an order, its invoice can be issued here.
payment-to-invoice = Orders to invoice
payment-invoice-issue = Issue the invoice
payment-invoice-due = Due on
payment-invoice-due-support = If left empty: within 30 days for public bodies, the end of the next month for others, on a bank day.
payment-invoice-total = Total (tax included)
payment-invoice-number = Invoice no. { $number }
payment-invoice-issued = Issued invoice no. { $number } ({ $total }).
payment-invoice-file = invoice-{ $number }.pdf
payment-receipt = Payment received
payment-receipt-on = Received on
payment-receipt-save = Record the payment
payment-received = The payment was recorded.
payment-void = Void the invoice
payment-void-note = The number stays. The same work can be invoiced again.
payment-voided = The invoice is void.
payment-my-invoices = Invoices
payment-my-invoices-lead = Save your qualified invoices as PDF.
payment-my-invoices-none = There are no invoices yet.
payment-my-invoices-none-next = Invoices of accepted lots will be handed over here.

# Refusals and reasons
payment-refused-too-large = The amount is too large. Please check units and price.
payment-refused-no-holidays = There is no table of holidays for { $year }, so no pay day can be set. Please ask the administrator to update it.
payment-refused-holiday-line = Line { $line } of the table of holidays cannot be read. Please tell the administrator.
payment-refused-no-rate = No tax rate is registered for { $on }. Please tell the administrator.
payment-refused-below-zero = The sum would be { $total }. Too much paid cannot be taken back by a notice. Please talk with the worker and record what you agree.
payment-refused-unbalanced = The entry is out of balance by { $by } and was not made.
payment-refused-nothing-to-invoice = No accepted delivery is left to invoice.
payment-refused-nothing-to-pay = Nothing can be paid now. The list tells why.
payment-refused-period-not-over = Cannot be closed before { $until } is over.
payment-refused-already-closed = This period is closed already.
payment-refused-notice-turn = Not possible now: the notice is “{ $state }”.
payment-refused-transfer-turn = Not possible now: the transfer is “{ $state }”.
payment-refused-batch-turn = Not possible now: the batch is “{ $state }”.
payment-refused-not-asking = This notice does not wait for a confirmation.
payment-refused-no-silence-clause = The framework contract does not let silence confirm.
payment-refused-still-time = The worker has until { $until } to answer.
payment-refused-own-money = Nobody prepares or approves a payment to themselves.
payment-refused-related-money = Nobody prepares or approves a payment to someone they are recorded as related to. Somebody else must do it.
payment-refused-inspector-prepares = Whoever accepted the work cannot prepare its payment. Please ask another preparer.
payment-refused-inspector-approves = Whoever accepted the work cannot approve its payment. Please ask another approver.
payment-refused-preparer-approves = Whoever prepared cannot approve. Please ask another approver.
payment-refused-batch-changed = This is no longer what you saw (now { $count } transfers, { $total }). Please look again.
payment-refused-file-changed = The file is not what was approved. Do not hand it over; tell the administrator.
payment-refused-account-changed = The account of { $worker } changed after the batch was prepared. Give it back and prepare again.
payment-refused-account-unfit = The account of { $worker } cannot be written into the file. Please ask the worker to check it.
payment-refused-not-sent-to-bank = This batch has not been handed to the bank.
payment-refused-result-day = Enter a day from { $from } to { $to }.
payment-refused-not-yet-sent = This notice has not been sent. Correct the acceptance instead.
payment-refused-already-reversed = This notice was corrected already. Please see the new one.
payment-refused-on-its-way = The money is on its way. Record the bank's result first.
payment-refused-no-such-line = There is no such line here.
payment-refused-nothing-changed = Nothing is different. Change units or price.
payment-refused-no-remitter = No paying account is registered. The payment approver registers it under “Account we pay from”.
payment-refused-invoice-settled = This invoice is paid or void.
payment-refused-books-broken = { $count } rules of the books do not hold, so transfers are stopped. Please tell the administrator.
payment-refused-clock-behind = The clock is behind the last entry. Money cannot be recorded until it is right.

# Words of lines (kept in documents)
payment-line-what = { $title } { $step } (work order { $number })
payment-line-client-change = Adjustment: { $units } done again after a change by the client
payment-line-instruction-error = Adjustment: { $units } done again after an error in the instructions
payment-invoice-lot = { $title }, lot { $lot }
payment-invoice-whole = { $title }

# Documents
payment-paper-notice = Payment notice (self-billed statement)
payment-paper-notice-corrected = Payment notice (self-billed statement), corrected
payment-paper-number = No. { $number }
payment-paper-to-worker = { $name } (worker no. { $number })
payment-paper-to-client = { $name }
payment-paper-reg-no = Registration number of the qualified invoice issuer { $number }
payment-paper-notice-opening = We notify the fees for work accepted from { $from } to { $to }.
payment-paper-issued-on = Issued on
payment-paper-pay-on = Pay day
payment-paper-due-on = Due on
payment-paper-total = Sum paid out
payment-paper-method = Method
payment-paper-by-transfer = Transfer to the registered account
payment-paper-supplier-no = Registration number of the supplier (worker)
payment-paper-what = What
payment-paper-received-on = Received on
payment-paper-supplied-on = Supplied on
payment-paper-units = Units
payment-paper-unit-pay = Unit pay (tax included)
payment-paper-unit-price = Unit price (without tax)
payment-paper-amount = Amount
payment-paper-gross = In all (tax included)
payment-paper-subtotal = Subtotal (without tax)
payment-paper-reversal = Taken back: { $what }
payment-paper-percent = At { $percent }%
payment-paper-rate = { $amount } with tax
payment-paper-rate-registered = { $amount } with tax (of which consumption tax { $tax })
payment-paper-withholding = Income tax withheld
payment-paper-transfer-fee = Transfer fee
payment-paper-fee-is-ours = Borne by us (never deducted)
payment-paper-reason = Reason for the correction: { $reason }
payment-paper-notice-closing = Please check, and tell us on the page “Money” if anything is wrong. What was sent is never rewritten; a correction has a number of its own.
payment-paper-yen = { $amount }
payment-paper-day = { $day }
payment-paper-invoice = Invoice
payment-paper-invoice-opening = We kindly ask for payment of the following.
payment-paper-order = Your order
payment-paper-invoice-total = Total (tax included)
payment-paper-invoice-rate = { $amount } without tax, consumption tax { $tax }
payment-paper-invoice-closing = Please pay to the account named in the contract. Consumption tax is rounded down once for each rate.
