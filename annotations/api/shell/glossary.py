"""What the fields and parameters of REST mean, by name: for those whose serializer says nothing.

`Shape.field` says it for one shape where a name means something else there.
"""

FIELDS = dict(
    line.split(" | ", 1)
    for line in """
accepted_at | When it was accepted; null until then.
accepted_by | Who accepted it (id).
across_kinds | Whether it may become one of another kind.
action | What was, or is to be, done.
actor | Who did it (id); null for Newsroom itself.
added_by | Who added it (id).
address | The web address.
ExternalCheckBody.address | Where the check was published.
aliases | All names by which texts call it, its own included.
alpha_ordinal | Krippendorff's alpha for ordered values; null where it cannot be told.
anchors | Where the claim stands in the current text, first to last.
SplitClaimBody.anchors | The places that become the new claim (ids of anchors).
answer | What was answered.
answered_at | When it was answered; null until then.
appearances | Web addresses at which the claim was seen.
article | The article (id).
asked | Who was asked.
asked_at | When they were asked.
asked_by | Who asked (id).
assessment | The assessment (id).
assignee | Who has it (id); null: nobody.
at | When it happened.
attempts | How often a worker took it.
attribution | Who says it through whom: the claimant first.
author | Who proposed it (id).
batch | The batch it belongs to (id); null: it was asked for alone.
best | The best of the checker's scale, as a number.
blocks | Headings, paragraphs, quotes, items and captions, in the order of the text.
body | What is said.
byline | Who wrote it, as the article says.
cancelled | How many were ended before they were done.
cancelled_at | When it was ended; null: it was not.
channel | Through which channel: a speech, a post, a phone call.
checked | How many claims are checked.
checking | How many claims somebody has at hand.
check_question | The question that it answers (id).
check_questions | The questions that go along (ids).
claim | The claim (id).
ExternalCheckBody.claim | The claim that it is of (id).
claimant | Who says it: a name, or the id of an entity.
ExternalCheckBody.claimant | Who said it, as the checker has it.
claimed_on | When the claim was made, as the checker has it.
claims | The claims.
colour | One of the colours of labels.
comment | The comment (id).
confirmed_at | When it was confirmed; null until then.
confirmed_by | Who confirmed it (id).
corrections | How corrections are made, for readers.
counts | How many there are, by what became of them.
created_at | When it was made.
created_by | Who made it (id); null: the tagger, or an import.
cue | The words that show that somebody says something.
current_revision | The text that stands now.
date | The day.
day | On which day somebody looked.
days | How many days it is open.
deadline | Until when an answer is asked for; null: no deadline.
decided_at | When it was decided; null until then.
decided_by | Who decided it (id).
decision | What is decided.
deleted_at | When it was deleted; null: it stands.
deleted_by | Who deleted it (id).
delivered_at | When it arrived; null until then.
deputy | Who stands in (id).
description | Who or what it is.
desk | The desk (id).
detail | What went wrong, in a sentence.
done | How many are done.
double_check | Whether two people rate claims unseen by each other.
due | By which day it is wanted; null: no day.
due_at | When it is read next.
edited_at | When it was edited last; null: never.
email | The address for mail.
embargo | What hides the article now; null: nothing.
end | Where it ends: the code point behind the last one.
ends_on | The last day.
entity | The entity (id); null: none.
error | Why it failed; empty otherwise.
errors | Field by field, what was wrong.
evidence | The pieces of evidence (ids).
exact | The words themselves.
excerpt | What the source says, word for word; may be empty.
expires_at | Until when it works.
explanation | Why the answer is so; may be empty.
external_id | What the caller's own system calls it; unique on its desk, or empty.
failed | How many failed.
feed | The feed (id).
feeds | How many feeds.
field | Which field; a dot leads into it.
file | The file itself.
filename | What the file is called.
finished_at | When it ended; null until then.
first | The first of the two (id).
format | In which format the file is; empty: guessed from it.
form | Quoted, paraphrased, or in the outlet's own voice.
funding | Who pays for the desk, for readers.
gone | How often the words were taken out.
guest | Who is asked, by name.
guest_link | The link for a guest (id).
hand_over_to | Who gets the work of the person (id); null: nobody.
handover | The handover (id).
headline | The headline.
href | Where the link leads.
id | Its number; it never changes.
into | Which one it becomes (id).
invited_by | Who invited them (id).
is_administrator | Whether they see every desk and may do everything.
is_given_up | Whether it is tried no more.
is_on | Whether the desk has public pages.
is_paused | Whether it rests.
justification | Why, in the checker's words.
kind | Of which kind it is.
kinds | Which kinds of messages it takes.
label | Its name for people.
Entity.label | Which kind of name it is.
EntityBody.label | Which kind of name it is.
EntityChanges.label | Which kind of name it is.
MentionBody.label | Which kind of name it is.
MentionChanges.label | Which kind of name it is.
RuleBody.label | Which kind of name it is.
TaggingRule.label | Which kind of name it is.
AnnotatedMention.label | Which kind of name it is.
Mention.label | Which kind of name it is.
BulkMention.label | Which kind of name it is.
language | The language of the text, an ISO 639 code, or und.
ExternalCheckBody.language | Of the claim: en, de, …; empty: it is told from its words.
last_used_at | When it was used last; null: never.
length | How many code points it has.
licence | Under which it may be used, as the checker says.
line | Which line of the request, from 1.
links | The links in the text.
looked_by | Who looked for an answer (id).
made_at | When it was made.
made_by | Who made it (id).
matrix | How often which two ratings met.
media_type | Its media type.
mentions | The names in the text.
merged_into | Which one it is now (id); null: it is itself.
message | What to mend, in a sentence.
methodology | How the desk works, for readers.
name | Its name.
names_people | Whether readers see who checked.
needs_another_look | Whether something changed after it was approved.
next | The address of the next page; null at the end.
note | A note for colleagues; may be empty.
number | Which one in order, from 1.
object | The id of what changed.
open | How many claims are open.
opened_at | When it was opened first; null: never.
openings | How often it was opened.
origin | Which pipeline found it, or `person`.
other | The other claim (id).
other_desk | The other desk (id).
outcome | What became of it.
outcome_at | When that became known.
outlet | Who published it.
pairs | How many claims two people rated.
parts | The stretches of the text that belong together.
place | Where somebody looked for an answer.
people | Who sees it beside the editors (ids).
person | Whom it is about (id).
pipeline | Which tagger, and in which version.
prefix | Up to 32 code points before it.
previous | The address of the page before; null on the first.
priority | How urgent it is.
problem | Why it did not arrive; empty otherwise.
publication | The public page (id).
published_at | When the article was published; null: unknown.
published_by | Who published it (id).
published_on | The day on which it was published; null: unknown.
publisher | Who publishes it.
publisher_address | The web address of who checked.
query | What the address of the page of claims says after its question mark.
question | `said`: was it said so; `true`: is it so.
questions | Which of the two are asked of the claim.
queued | How many wait.
queued_at | Since when it waits.
rater | Who rates (id).
raters | How many people rated.
rating | A step of the desk's scale, by its slug.
ExternalCheckBody.rating | In the checker's words.
rationale | Why, for readers; never empty.
read_at | When it was read last; null: never.
reason | Why.
receiver | Who got the work (id).
reliability_note | How reliable the source is.
replied_at | When they replied; null until then.
reply | What came back.
request | The `X-Request-ID` of an answer.
resolved_at | When it was resolved; null: it is open.
resolved_by | Who resolved it (id).
results | The objects of this page, in order.
review | How many claims wait for a second person.
reviewed_at | When somebody decided it; null until then.
reviewed_on | When it was checked, as the checker has it.
reviewer | Who approved or returned it (id); null until then.
revision | The revision of the text (id).
revoked_at | When it was revoked; null: it was not.
role | viewer, reporter, checker or editor.
roles | The desks of the person, with the role on each.
rule | Which rule found it.
run | The tagging run (id); null: none yet.
running | How many run now.
runs | How many runs there are, by state.
said | Of the question whether it was said so.
scopes | What the token may do.
score | How sure it is, 0 to 1; null for what a person made.
second | The second of the two (id).
sent_at | When the mail went out; null until then.
sha256 | Of its text in UTF-8, in hexadecimal.
similarity | How alike the words are, 0 to 1.
slug | Its name in addresses.
snapshot | The archived copy that it cites (id); null: none.
source | The source (id).
source_url | The web address of the article; may be empty.
span | The words that it is about.
speaker | Who says it: a name, and an entity where it is known.
stage | How far the claim is.
stage_note | Why it was dismissed or reopened.
stance | Whether the source supports or refutes the claim, or gives context.
start | Where it begins: code points of the text, from 0.
started_at | When a worker began; null until then.
starts_on | The first day.
state | How it stands.
statement | The claim in one plain sentence.
status | What approved verdicts say, by question; null until there is one.
Problem.status | The HTTP status.
stayed | What could not go along, counted.
suffix | Up to 32 code points behind it.
tagging | The newest tagging run of the article.
taken_at | When the copy was taken.
target | Which one it was merged into (id).
text | The text; offsets count its code points.
thread | The conversation (id).
title | Its title.
ExternalCheckBody.title | Of what they published.
to | Who gets it (id).
total | How many there are.
tried_at | When it was tried last; null: never.
tries | How often it was tried.
true | Of the question whether it is so.
type | What it is; of a problem, the address of its page.
unchanged | How often nothing was corrected.
undone_at | When it was taken back; null: it holds.
undone_by | Who took it back (id).
unpublished_at | When it was taken down; null: it is public.
unpublished_by | Who took it down (id).
until | Until when; null: until it is lifted.
updated_at | When it was written last, by the database's clock.
url | Its address in the API.
Source.url | The source's web address, as it was given.
user | Whom (id); null: nobody.
username | The name to sign in with.
value | 1 (false) to 5 (true) for ClaimReview; null: no rating of truth.
ExternalCheckBody.value | The rating as a number, on the checker's scale.
verb | How it is said: says, denies, promises.
verdict_stands | Whether the verdicts are proposed again in your name.
verdicts | The verdicts that you saw, each with its version.
version | Rises with every change; its ETag.
watching | Whether you hear of the claim.
way | Whether it came or went.
webhook | The webhook (id).
webhooks | How many webhooks.
whole_texts | Whether bundles hold the texts of articles and copies that readers can open.
wording | The question in words.
wikidata_id | Its number on Wikidata, such as Q42; may be empty.
worst | The worst of the checker's scale, as a number.
""".strip().splitlines()
)
ANSWERS = {
    "200": "As asked.",
    "201": "Made.",
    "202": "Taken; a job does it.",
    "204": "Done; there is nothing more to say.",
    "301": "It was merged into another: Location says where that is.",
    "304": "What you have still stands.",
    "400": "The request cannot be read.",
    "401": "No token, or one that is unknown, expired or revoked.",
    "403": "Your role, or the scope of your token, does not allow this.",
    "404": "There is nothing here, or you may not see it.",
    "405": "This method is not allowed here.",
    "406": "There is no answer in any form that Accept names.",
    "409": "It is not in a state in which this can be done.",
    "410": "It was taken down for legal reasons.",
    "412": "Somebody changed it since you read it: `current` is what it is now.",
    "413": "The request is too large.",
    "415": "This form of body is not read here.",
    "422": "A rule refuses it: `errors` says which, field by field.",
    "428": "If-Match is missing.",
    "429": "Too many requests: wait as long as Retry-After says.",
    "500": "Something went wrong on our side; `detail` has the number in the log.",
    "503": "The database is away for a moment: try again after Retry-After.",
    "507": "The disk is full.",
}
PARAMETERS = dict(
    line.split(" | ", 1)
    for line in """
Idempotency-Key | A word of your own: the same request sent again within a day gets the same answer.
If-Match | The ETag of the version that you saw.
If-None-Match | The ETag of what you have: 304 when it still stands.
anchor | The place of the claim (id).
asked | Who was asked.
due | Claims that are overdue, or due within a week.
id | Its number.
iris | Only the addresses of annotations, or they themselves.
kind | Only of this kind.
label | Only with this label.
language | Only in this language: an ISO 639 code, or und.
left | Only what something was left out of.
outcome | Only with this outcome.
priority | Only of this priority.
question | Only where this question is asked.
rating | Only with this approved rating, by its slug.
search | Words, or “a phrase”, that have to be there.
stage | Only in this stage.
state | Only in this state.
text | The words to compare with.
user | The person (id).
watching | Only what you watch.
""".strip().splitlines()
)
