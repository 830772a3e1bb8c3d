"""What the operations of REST do: sources, evidence, what comes in and what is published."""

OPERATIONS = """
list_sources | anyone
Without those that were merged into others, unless `updated_since` asks what changed, or `url` or
`external_id` which one has it.

add_source | checker
A web address, or a title alone; a kind that you do not give is guessed. A known address or
`external_id` answers 200 with the source that is there. 422 for anything but http and https.

get_source | viewer
Its web address is `url`, its own address `self`. The address of a merged source redirects to the
one it is now.

edit_source | checker
What is not given stays. 409 for one that was merged into another.

delete_source | checker own
With its copies. 409 while evidence rests on it, and for one that was
merged.

merge_source | checker
Its evidence and copies go to `into`, and both addresses lead there. The answer is a merge, which
can be undone.

list_source_merges | anyone
The newest first, with who made and who undid them.

undo_source_merge | checker
Evidence and copies go back. 409 when the survivor was merged since.

list_source_snapshots | viewer
What the source said, copy by copy, the newest first and without their texts.

add_source_snapshot | checker
Keeps `text` as what the source says now; excerpts of evidence follow from the copy before.

get_snapshot | viewer
With its text, as it was archived, and its hash.

list_source_uses | viewer
The evidence that rests on it, as `evidence/` shows it.

list_evidence | anyone
Of a claim, or of all that you see.

add_evidence | checker
A source, a stance and an excerpt for one question of a claim, which is asked with it. Where a
verdict was approved, it needs another look.

get_evidence | viewer
The source, its stance, what it says word for word, and whether that still stands in the newest
copy.

edit_evidence | checker
What is not given stays; verdicts on the claim need another look.

delete_evidence | checker own
Verdicts on the claim need another look.

get_evidence_annotation | viewer
The source and its words, the stance and the note, on the claim and its words.

list_external_checks | anyone
What others checked, the newest first; imports of ClaimReview add them, too.

add_external_check | checker
What somebody else checked, under their name: of a `claim`, or for all claims of a `desk` that are
about the same. It is never a verdict of the desk.

get_external_check | viewer
Who checked it, what they said, and where that can be read.

delete_external_check | checker own
The check by somebody else is forgotten; the claim stays as it is.

list_feeds | anyone
With how each one goes, the newest first.

add_feed | editor
A worker reads it from then on, and its entries become articles of the desk. 422 for an address
that the desk has already.

get_feed | viewer
When it is read next, what it brought, and what went wrong.

edit_feed | editor
`is_paused` lets it rest, or goes on; 409 where it does so already.

delete_feed | editor
Nothing more comes in by it; its articles stay.

read_feed | editor
As soon as a worker is free. 409 for one that is paused.

list_feed_entries | anyone
What would make an article worse and was held back, the oldest first.

get_feed_entry | viewer
What came, why it was held back, and of which article it may be a revision.

answer_feed_entry | editor
`revise`: it is a revision; `add`: an article of its own; `keep`: the article stays. 409 for one
that needs no decision, and while its feed is paused.

list_imports | anyone
Of the desks that you edit, the newest first.

add_import | editor
A worker looks at a file of another program, or at what is at an `address`: then `preview` says
what it would bring. Nothing of it comes in before `start`. One that cannot be read is `failed`.

get_import | editor
What it would bring, or while it comes in, by `done` of `total`, how far it is.

edit_import | editor
A worker looks at the file again with other options; 409 unless it is a draft.

start_import | editor
It comes in in the background, in the name of the caller. 409 unless it is a draft.

stop_import | editor
Nothing further comes in, or a draft is forgotten; what came in stays. 409 for one that ended.

list_import_records | editor
In the order of the file; `left=true`: those of which something did not come in.

list_publications | anyone
Newest first, those that were taken down too.

publish | editor
Makes a public page of a checked claim, or of an article with its checked claims. 409 for a claim
that is not checked, a desk without public pages, under embargo, and for what is public already.
What was unpublished comes back under its old address.

get_publication | viewer
What is public since when, under which key, and when it was corrected.

unpublish_publication | editor
The page is gone; its address answers 410 and says so. 409 for one that is down.

list_publication_bundles | viewer
One of each verdict that the public reads there now, with its hash, its key, and what hinders it.

get_bundle | viewer
Of which verdict it is, its hash and size, by which key it is signed, and whether it is made.

get_bundle_file | viewer
The ZIP file, as everybody gets it at its public address. 404 while its page does
not show the verdict, 409 while it is being made.

list_bundle_keys | anyone
Every public key that ever signed a bundle here, the oldest first.

list_correction_requests | anyone
Of the desks that you edit, the oldest first: readers leave names and addresses.

get_correction_request | editor
What the reader says is wrong, where that can be read, and what became of it.

decide_correction_request | editor
Accept it or decline it; what follows is done on the claim. 409 for one that was decided.
"""
