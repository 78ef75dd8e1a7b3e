# Stages of a client order
orders-stage-ordered = Ordered
orders-stage-preparing = In preparation
orders-stage-working = Being worked on
orders-stage-delivered = Delivered
orders-stage-inspecting = Being inspected
orders-stage-accepted = Accepted
orders-stage-invoiced = Invoiced
orders-stage-paid = Paid
orders-stage-cancelled = Cancelled

orders-move-prepare = preparation
orders-move-begin = start of work
orders-move-deliver = delivery
orders-move-inspect = inspection
orders-move-return = return
orders-move-accept = acceptance
orders-move-invoice = invoice
orders-move-receive = payment
orders-move-cancel = cancellation

# Why something cannot be done
orders-refusal-out-of-turn = This order stands at “{ $stage }”, so “{ $step }” is not possible.
orders-refusal-too-large = The amounts are too large to be computed. Check the quantity and the price.
orders-refusal-due-before-order = The due date lies before the day of the order.
orders-refusal-quote-not-accepted = An order can be opened only from a quote that the client accepted.
orders-refusal-quote-used = An order was already opened from this quote.
orders-refusal-not-a-director = The person chosen is not a director.
orders-refusal-closed = This order has been delivered and cannot be changed any more.
orders-refusal-lots-differ = The total does not equal the order. Ordered: { $ordered }. Total: { $lots }.
orders-refusal-lot-late = Lot { $no } is due after the order ({ $due }).
orders-refusal-no-lots = Enter at least one lot.
orders-refusal-no-work-step = Enter at least one step.
orders-refusal-check-first = The first step must be work.
orders-refusal-items-differ = The items taken in do not equal the order. Ordered: { $ordered }. Items: { $items }.
orders-refusal-too-many-items = There would be more items than ordered. Ordered: { $ordered }. Items: { $items }.
orders-refusal-unknown-lot = This order has no lot { $no }.
orders-refusal-lot-overfull = Lot { $no } holds { $quantity } units, but { $wanted } are wanted in it.
orders-refusal-too-confidential = There are { $confidential } confidential units, which do not fit into the { $quantity } of their lot.
orders-refusal-class-too-open = The client permits no place as open as this.
orders-refusal-confidential-outside = Confidential items can be worked on only in a secure room.
orders-refusal-begun = Work has begun, so this cannot be changed.
orders-refusal-faulty-rows = { $count } rows need repair. Repair all of them before you take the file in.
orders-refusal-nothing-to-take = There is no row to take in.
orders-refusal-already-undone = This batch was already taken back.
orders-refusal-same-file = The same file was taken in on { $on }.
orders-refusal-no-manual-lines = The manual is empty. Write at least one line.
orders-refusal-nothing-changed = Nothing has changed since the current version.
orders-refusal-no-reason = Please write a reason.

# What an order cannot stand without
orders-missing-consent = Enter the date of the consent to re-entrustment. Without it the order does not stand.
orders-missing-consent-scope = Enter what the consent to re-entrustment covers.
orders-missing-consent-by = Enter who at the client gave the consent.
orders-missing-places = Choose where the work may be done.
orders-missing-devices = Enter which devices may be used.
orders-missing-retention = Enter for how many days the information is kept.
orders-missing-deletion = Enter how the information is deleted.

# How to repair a row
orders-row-no-number = The number is missing. Please enter it.
orders-row-long-number = A number has at most { $limit } characters.
orders-row-twice = Number “{ $number }” also stands in row { $row }. Please change one of them.
orders-row-known = Number “{ $number }” was already taken in.
orders-row-formula = “{ $column }” is a formula. Please paste its value.
orders-row-too-long = “{ $column }” has at most { $limit } characters.
orders-row-blank = “{ $column }” is empty.
orders-row-phone = “{ $column }” must be 10 or 11 digits that begin with 0.
orders-row-postal = “{ $column }” must be 7 digits.
orders-row-mark = “{ $text }” in “{ $column }” does not say whether the item is confidential. Use the mark, 0 or nothing.
orders-row-lot = This order has no lot “{ $text }”.
