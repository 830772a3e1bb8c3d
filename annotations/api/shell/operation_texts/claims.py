"""What the operations of REST do: claims, what is said about them, and how they are checked."""

OPERATIONS = """
list_claims | anyone
By article, in the order of the text, dismissed ones included; filters narrow it.

add_claim | reporter
A place in a revision becomes a claim, open and with `true` asked unless you say otherwise; ends
are widened to whole characters. `exact` guards against a text that changed meanwhile. 422 for a
place that is empty or outside of the text.

get_claim | viewer
With its places, attribution, stage and what approved verdicts say. The address of a merged claim
redirects to the one it is now.

edit_claim | reporter
Reporters their own, checkers and editors any. `questions`, `labels` and `attribution` are all
that it is to have. Stages change by actions only. 409 for a question with an approved verdict
that would no longer be asked.

delete_claim | reporter own
Reporters and checkers delete their own, as long as no colleague worked on it (403); editors any.
409 once a verdict was approved or another claim was merged into it: dismiss it then.

accept_claim | reporter
A suggested claim becomes open, with the attribution that the text gives; 409 from any other
stage.

take_claim | reporter
An open claim is yours and being checked; 409 from any other stage.

assign_claim | checker
Gives it to a member of the desk (`user`), or with null to nobody: then it is open again. 422 for
somebody who is not on the desk.

hand_back_claim | reporter
What you have goes back: a claim that is being checked is open again. 409 when somebody else has
it.

review_claim | checker
Says that a second person can look. 409 without a proposed verdict, or unless it is being checked.

dismiss_claim | checker
It is not checked; the `note` says why. 409 for one that is checked or dismissed.

reopen_claim | checker
A checked or dismissed claim is open again; the `note` says why. Its approved verdicts need
another look.

add_claim_anchor | reporter
Another place where the claim stands. The answer is the claim, whose version `If-Match` takes. 409
for words that another place of it has.

edit_claim_anchor | reporter
Other words for one place of a claim; verdicts on them need another look. The answer is the claim,
whose version `If-Match` takes.

delete_claim_anchor | reporter
One of several places goes; the only one stays (409). The answer is the claim, whose version
`If-Match` takes.

get_claim_annotation | viewer
Its words in the text, the statement, the stage and each approved verdict. A dismissed claim is
none (404); the address of a merged one redirects to the one it is now.

decide_claim | reporter
What becomes of a claim whose words a correction changed or took away; each decision takes fields
of its own. The answer is the claim; after `new` it is the new one (201). 409 when the article was
corrected again since `revision`.

list_claim_history | viewer
Newest first: the claim, its places, attribution, evidence, verdicts, contacts, labels and links.

list_claim_links | viewer
Links from or to the claim.

add_claim_link | reporter
Says that it is the `same` as another claim, `follows` from it, or `contradicts` it. A link that
is there already is the answer.

get_claim_family | viewer
All claims that are the same, by way of others too, the claim itself among them, and when they
were first and last seen; suggested and dismissed ones do not count.

get_claim_link | viewer
Two claims, and how they belong together.

delete_claim_link | reporter
The claims themselves stay as they are.

merge_claim | checker
What stands on it stands on `into`, a claim of the same article, which is the answer; its address
leads there.

split_claim | checker
The given `anchors`, `evidence` and `check_questions` with their answers, by id, become a claim of
their own: the answer.

list_claims_similar_to_claim | viewer
The most similar claims of your desks by its statement and its words, the best first, each with a
`score`.

list_claims_similar_to_text | anyone
The same for any words: a sentence, a post. Without any, there are none.

use_claim_attribution | reporter
A claim without an attribution gets the chain that the article's quotations give. 409 where it has
one, or they give none.

get_claim_watch | viewer
Whether you hear of the claim: nobody watches for somebody else.

watch_claim | viewer
You hear of what happens to the claim from now on.

unwatch_claim | viewer
You hear no more of the claim, unless it is yours.

edit_claims | anyone
One action on at most 1,000 claims, each by its own rules: those that may not be changed are left
as they are, and say why. All of it is taken back by one undo.

list_labels | anyone
By name; a claim has those of its own desk.

add_label | checker
422 for a name that the desk has. Only editors say that its claims are checked twice.

get_label | viewer
A name and a colour that claims of one desk can have.

edit_label | checker
Another name or colour, on all claims that have it. Only editors change `double_check`.

delete_label | checker
All claims lose it, and nothing else of them changes.

list_saved_filters | anyone
Yours, and those that are shared on your desks, by name.

add_saved_filter | anyone
Yours alone, or with a `desk` for its members, which is for checkers and editors. 422 for a query
that the page of claims cannot read.

get_saved_filter | viewer
What the page of claims shows under a name.

edit_saved_filter | shared
Another name or query; what is not given stays.

delete_saved_filter | shared
The claims that it shows stay as they are.

list_assessments | anyone
Proposed, approved, returned and superseded verdicts on the claims that you see.

propose_assessment | checker
A rating with its rationale, of which a second person decides; the claim goes to review. A newer
proposal of yours replaces the one before. 409 from `suggested` and `dismissed`, and while two
people rate it unseen. A `warning` in the answer says that nobody on the desk can decide on it.

get_assessment | viewer
A rating with its rationale, who proposed it, and what became of it.

approve_assessment | editor
By somebody else than its author, who has not changed the claim since either (403 `four-eyes`).
`If-Match` is the version that you read: 412 when the claim, its words or its evidence changed
since. 409 for what needs another look: it is proposed anew.

return_assessment | editor
To its author, with a `note` that says why (422 without). The rules of approving hold.

propose_assessment_again | checker
An approved verdict that needs another look is proposed anew in your name, by the version that you
read; 409 for any other.

list_double_checks | anyone
Claims that two people rate unseen by each other; ratings are empty until both are in.

add_double_check | checker
You take a place of two, or `rater` gets it. For a claim whose desk or label asks for it and which
has no proposed verdict (409).

get_double_check | viewer
Who rates, and how it stands; `ratings` is empty for everybody until both are in.

rate_double_check | checker
Hands in your rating; until both are in it can be handed in anew. Nobody reads it before, and the
answer is the same whether you are the first or have done it again.

leave_double_check | checker
Gives your place back; editors replace others, too, and what these have handed in goes unread. 409
for who has no place.

decide_double_check | editor
Where the two differ: `rater` says whose rating holds, which approves it; `rating` and `rationale`
propose another one, which a second editor approves.

call_off_double_check | editor
The claim goes on as others do, and what was handed in goes unread.

list_check_questions | anyone
In the order in which they were asked.

ask_check_question | checker
A question by which a claim is checked, of `said` or of `true`. 409 for more than a claim can
have.

get_check_question | viewer
Its answers are in `check-answers/`.

edit_check_question | checker
Other words for it; its answers stay.

delete_check_question | checker own
It goes with its answers: with those of colleagues only by an editor.

list_check_answers | anyone
Of a claim, or of one question of its check, in the order in which they were given.

answer_check_question | checker
In the source's words, in yours, yes or no; or that it was asked and not found, where, when and by
whom. It rests on `evidence` of the claim.

get_check_answer | viewer
What was answered, of which kind, and on which evidence it rests.

edit_check_answer | checker
`evidence` is all that it rests on.

delete_check_answer | checker own
A question without an answer is a gap that reviewers and readers
see.

list_contacts | anyone
Newest first. `late` ones missed their deadline; of those `to-confirm` a revision says what became
of the words.

add_contact | reporter
Whom the desk wrote to about a claim: for a `reply` before the verdict, or a `correction` after
it.

get_contact | viewer
Who was asked, when, through which channel, until when, and what came back.

delete_contact | reporter
For what was recorded by mistake.

answer_contact | reporter
The reply that came, to either kind; sent again it replaces what was recorded.

confirm_contact | reporter
Of a correction: what became of the words, as a revision proposed it or otherwise.

reopen_contact | reporter
A reply is expected again, and what was recorded is gone; the text that stands proposes anew what
became of the words. 409 for one that is open.

list_contact_tallies | anyone
By who was asked, in the order of their names: how many requests, what came of them, how many days
it took.

list_threads | anyone
Conversations about claims, words and articles, the newest first.

add_thread | reporter
Begins with its first comment, on a `claim`, or on an `article` or words of it. Names (`@name`) of
nobody on the desk come back as `not_told`.

get_thread | viewer
What it is about, and whether it is open; its comments are in `comments/`, or come along with
`include=comments`.

resolve_thread | reporter
It is done, and can be reopened. 409 for one that is resolved.

reopen_thread | reporter
It goes on. 409 for one that is open.

list_comments | anyone
Of one conversation or of all that you see, in order.

add_comment | reporter
Goes on with a conversation. Names (`@name`) of nobody on the desk come back as `not_told`.

get_comment | viewer
Of a deleted comment its words are gone; that it was there stays.

edit_comment | own
Your own alone, until it is deleted.

delete_comment | reporter own
Its words are gone; that it was there stays.

list_guest_links | anyone
Newest first; `answered` ones are what guests said, `ended` ones expired or were revoked.

add_guest_link | checker
Freezes claims of an article as they stand for somebody without an account, who may `comment` or
`confirm`. The answer has the `address`, this once.

get_guest_link | viewer
Without its address, which is told once: what was frozen, until when it is open, and what the
guest said.

revoke_guest_link | checker
It leads nowhere from now on; what was said stays. 409 for one that was revoked.
"""
