"""What the operations of REST do: articles, their texts, the names in them and the tagger."""

OPERATIONS = """
list_articles | anyone
Rows without their texts, the newest first, with how many claims stand in each stage and how the
newest tagging run goes.

add_article | reporter
Adds a text as its first revision and queues it for the tagger; it always creates, also for the
same text. Offsets count in `current_revision`. As a form with a `file` the server reads the text
out of it. 422 for a desk that you do not see, or an `external_id` that it has.

get_article | viewer
Without its text, which is the revision's. `Link` leads to its annotations.

edit_article | reporter
What is said about the article: headline, outlet, byline, address, day, language. Its text is
corrected by a new revision.

delete_article | reporter own
With all that is on it. Whoever added it may, too, for a day and while nobody has worked on it.

get_article_annotations | viewer
All claims and names of the current revision in the order of the text, on one page; rows have no
`url`.

copy_article | editor
The other desk (`desk`) has it, too, with its claims; `article` of the answer is the copy. You
have to be a checker or an editor there. 409 under embargo or while a claim of it is rated unseen.

move_article | editor
It goes to `desk` with all that is on it. You have to be a checker or an editor there. 409 under
embargo or while a claim of it is rated unseen.

embargo_article | editor
Only the desk's editors and `people` (ids) see it from then on, until `until` or until it is
lifted. The same call changes one that is in force.

lift_article_embargo | editor
Everybody on the desk sees the article again. 409 where no embargo is in force.

list_article_quotations | viewer
Who says what in the current revision, in the order of the text; the speaker's name is empty when
nobody surely said it.

list_article_revisions | viewer
Newest first and without their texts.

correct_article | reporter
Adds a revision; claims follow their words into it, and `carried` counts what became of them. As a
form with a `file` the server reads the text out of it. `If-Match` is the article's version. 422
for a text that is the same.

list_article_suggestions | viewer
Claims that the tagger suggests, with their reasons, in the order of the text; also those that
somebody decided.

get_article_web_annotations | viewer
The claims, evidence and names on the current text, as a container of the Web Annotation Protocol:
100 a page. `Prefer` chooses addresses or whole annotations.

add_articles | anyone
One JSON object a line, at most 1,000, each answered by `{line, id}` or `{line, error}`; the good
ones are added whatever the others say. A line whose headline and text the desk has answers the id
that is there. Each line asks for a reporter on its desk.

get_revision | viewer
One state of a text, which nobody changes; offsets count code points of `text`.

get_revision_text | viewer
Its canonical text and nothing else, UTF-8: all offsets count its code points.

get_revision_names_review | viewer
Who said that every name of the text is right, and when; null while nobody did.

mark_revision_names_reviewed | reporter
Says that every name of the text is right: it can teach the tagger, and runs leave it alone. What
was suggested is accepted.

unmark_revision_names_reviewed | reporter
Somebody has to look again; what was accepted stays so.

list_mentions | anyone
In the order of the texts, rejected ones included; `article` means its current revision.

mark_mention | reporter
Marks words as a name, which is accepted with that; `exact` guards against a text that changed
meanwhile. 409 for words that are marked already, 422 for a place that is empty or outside of the
text.

get_mention | viewer
A name in a text: its words, label, entity, who or what found it, and whether it was accepted.

edit_mention | reporter
Accepts or rejects it, or changes its label, entity or place. With another label the undecided
mentions of the same words in that revision follow.

delete_mention | reporter
Takes away what a person marked. What the tagger found is rejected instead (409), or it would be
found again.

get_mention_annotation | viewer
The label and the entity of a name, on its words. A rejected one is none (404).

list_entities | anyone
Without those that were merged into others, unless `updated_since` asks what changed, or
`external_id` which one has it.

add_entity | checker
One that no text names yet, by a name that no other of its kind has on the desk.

get_entity | viewer
The canonical person, organisation, place or thing, with all its names. The address of a merged
one redirects to the one it is now.

edit_entity | checker
`aliases` are all of its names; what is not given stays.

merge_entity | checker
Its names, mentions and speakers go to `into`, and its address leads there. 422 for another kind,
unless `across_kinds` is true. The answer is a move, which can be undone.

split_entity | checker
The given `aliases`, and `mentions` by id, go to a new one. The answer is a move, which can be
undone.

list_entity_moves | anyone
Merges and splits, the newest first, with who made and who undid them.

undo_entity_move | checker
What it moved goes back. 409 when that was merged, split or renamed since.

list_entity_pairs | anyone
Pairs that wait for an answer, each with its reason, unless you ask for another state.

tell_entity_pair_apart | checker
They are two, and the pair is not suggested again.

merge_entity_pair | checker
They are one: the other one is merged into `into`, one of the two.

list_tagging_rules | anyone
What desks taught the tagger, the newest first.

add_tagging_rule | checker
`always` tags the name with the label from now on, `never` keeps it out; a new rule replaces that
of the same name.

get_tagging_rule | viewer
What the tagger does with one name on a desk.

delete_tagging_rule | checker
The tagger goes by itself again; what it found meanwhile stays.

list_tagging_runs | anyone
The newest first: what waits, what runs, what is done or failed, with attempts and times.

tag_article | reporter
Queues the current revision for the tagger; what people decided stays. The answer is the run.

get_tagging_run | viewer
How a pass of the tagger over one revision goes: its state, attempts and times, and what it found.

cancel_tagging_run | reporter
Ends a run that waits or is under way; what a worker still finds is thrown away. 409 for one that
ended.

retry_tagging_run | reporter
Takes up what failed. The answer is a new run; 409 for one that did not fail.

list_tagging_batches | anyone
The newest first, each with how many articles it is about.

tag_desk | editor
Queues all articles of the desk behind all other work. 409 while another one of the desk is under
way.

get_tagging_batch | viewer
How far it is: `runs` counts its runs by state.

cancel_tagging_batch | editor
Ends the runs that still wait; what was tagged stays. 409 when all have ended.

list_transfers | anyone
Moves and copies, each as the caller's desk has it: who is of both has two of one move.

undo_transfer | checker
The article goes back to the desk it came from, with all that is on it now. 409 when it was moved
on since, or was copied.
"""
