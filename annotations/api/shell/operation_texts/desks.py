"""What the operations of REST do: desks, people, and what programs and people are told."""

OPERATIONS = """
list_parts | anyone
Their names and addresses, as JSON even for a browser.

get_me | anyone
Who is calling, with the role on each desk and the scopes of the token.

list_desks | anyone
Those of which you are a member; administrators see all.

add_desk | admin
With the default scales; who adds it becomes its editor. 422 for a slug that is taken.

get_desk | viewer
Its name, your role on it, and whether its claims are checked twice.

list_desk_ratings | viewer
The steps of its scales, best first; a verdict takes the `slug` of one.

get_desk_agreement | editor
Krippendorff's alpha by question, of all raters together and of each two.

set_desk_double_check | editor
For new claims; what two people have begun to rate goes on as it began.

get_desk_web_annotations | viewer
The claims, evidence and names on the desk's current texts, as a container of the Web Annotation
Protocol: 100 a page. `Prefer` chooses addresses or whole annotations.

get_desk_public_pages | viewer
Whether the desk has any, and its policies for readers. `version` is 0 before anything was chosen.

edit_desk_public_pages | editor
Switches them on or off, and says how the desk checks, corrects and is paid for.

list_desk_members | viewer
Those who can sign in; a claim is assigned to the `id` of one.

edit_desk_member | editor
Another role for the person whose `id` is `user`. A desk keeps at least one editor (409). With
`hand_over_to` their work goes along.

delete_desk_member | editor
Takes the person whose `id` is `user` off the desk, at once. A desk keeps at least one editor
(409). With `hand_over_to` their work goes along.

count_desk_member_work | checker own
By kind; also of somebody who left, as long as work is left. Checkers see their own.

hand_over_desk_member_work | checker own
All that a person has on the desk goes to `to`, in one step, as far as the role of that member
allows. Editors hand over for anybody, checkers their own work; also what somebody left who is off
the desk by now.

list_desk_invitations | editor
Newest first, those that were accepted or revoked too.

add_desk_invitation | editor
A worker sends the mail, with a link that ends after some days. 409 for a member of the desk.

get_invitation | editor
To whom it went, for which role, and whether it was accepted.

delete_invitation | editor
Its link leads nowhere from now on. 409 for one that was accepted.

send_invitation_again | editor
With a fresh link, for as long as a new one; links of before lead nowhere.

list_desk_deputies | viewer
Those that hold today or will.

add_desk_deputy | checker own
Somebody sees what a person has, from one day to another, and has no more rights by it. Editors
name one for anybody, checkers for themselves.

get_deputy | viewer
Who stands in for whom, and for which days.

delete_deputy | checker own
Ends it, or takes it back before it begins. Editors any, checkers their own.

list_handovers | anyone
What went from whom to whom, the newest first.

get_handover | viewer
What went along, and what could not.

undo_handover | editor
What the receiver still has goes back; tokens stay ended. 409 for one that was taken back.

list_desk_webhooks | editor
Without their secrets, the newest first.

add_desk_webhook | editor
A receiver is told of what happens after it was added. The answer has the `secret`, this once. 422
for an address that the desk has already.

get_webhook | editor
Without its secret: where it goes, which kinds of messages, and how the last one went.

edit_webhook | editor
Another address or other kinds; `is_paused` lets messages wait.

delete_webhook | editor
Nothing more is sent, what waits included.

rotate_webhook_secret | editor
What is sent from now on is signed with the new one, what waits included. The answer has it, this
once.

test_webhook | editor
A message of the kind `test`: the answer, which says later whether it arrived. 409 for one that is
paused.

list_webhook_deliveries | editor
What waits, what arrived and what was given up, the newest first.

get_delivery | editor
What was sent, how often it was tried, and what the receiver answered.

replay_delivery | editor
With the id it had, so that its receiver can tell. 409 while it still waits.

list_notifications | anyone
What you were told, the newest first.

get_notification | own
One of your own; anybody else's is 404.

read_notification | own
It counts no more as unread; sent again it changes nothing.

read_all_notifications | anyone
Yours, up to the one that `up_to` names.

list_changes | anyone
In the order in which it happened, without contents, of all that you see. Without `after` the
answer is only where the feed stands now; 0 is its beginning.

list_undoable_steps | anyone
Your own steps of the last twelve hours that can be taken back, newest first, at most 20.

undo_request | anyone
Takes back what one request of yours did (its `X-Request-ID`), all or nothing. 422 for a request
that is not yours, 409 where somebody went on from it.
"""
