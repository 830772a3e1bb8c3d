"""What the shapes and choices of REST are: for those whose serializer says nothing, or not this.

Pages of lists, names of fields and of related objects are told by what they are of.
"""

SHAPES = dict(
    line.split(" | ", 1)
    for line in """
Agreement | How far the raters of a desk agree, by question.
Anchor | One place of a claim in the text that stands.
AnchorDecision | What somebody decided about words that a correction changed.
AnchorReason | Why the same words wait for a look.
AnchorState | What became of the words of a place.
AnnotatedClaim | A claim of an article, without its address.
AnnotatedMention | A name in an article, without its address.
Annotations | All claims and names of one revision; rows have no `url`.
AnswerBody | An answer to a question of a check.
AnswerChanges | What an answer is to say instead.
AnswerKind | In which way a question is answered.
Article | An article without its text, which is the revision's.
ArticleBody | A new article.
ArticleDetails | What is said about an article.
ArticleForm | A new article, read out of a file.
Assessment | A rating with its rationale, by one person on one question of a claim.
AssessmentBody | A verdict that you propose.
AssessmentState | How far a verdict came.
AssignBody | Who is to have it.
AttributionForm | In which form somebody's words stand in the article.
BatchBody | The desk that is tagged again.
Block | A stretch of a text, by what it is.
BlockType | What a stretch of a text is.
BulkAction | What is done with many claims at once.
BulkClaim | A claim in a line of many articles; places count in the text as sent.
BulkLine | An article in a line of many.
BulkMention | A name in a line of many articles; places count in the text as sent.
Bundle | A published verdict with all it rests on, signed, as one file.
BundleKey | A key by which bundles are signed.
Candidate | A place where lost or doubted words may stand.
Change | One thing that happened, without its contents.
ChangeAction | What happened to an object.
Changes | What happened, in order, and where the feed stands.
Claim | A statement that can be checked, with its places, attribution and status.
ClaimBody | Words of a revision that become a claim.
ClaimColumn | A column of the table of claims.
ClaimBulkAnswer | What became of each claim, and the name by which it is all undone.
ClaimBulkResult | What became of one claim.
ClaimChanges | What a claim is to say instead.
ClaimColumn | A column of the table of claims.
ClaimLabel | A name and a colour that claims of a desk can have.
ClaimLabelBody | A new label.
ClaimLabelChanges | What a label is to be instead.
ClaimLinkKind | How two claims belong together.
Collection | The part of the API where an object is found.
Comment | What somebody said in a conversation.
CommentBody | What you say in a conversation.
CommentChanges | Other words for your comment.
Contact | Whom the desk asked about a claim, and what came of it.
ContactAnswerBody | What came back.
ContactBody | Whom the desk asked, how, and until when.
ContactKind | For what somebody is asked.
ContactOutcome | What became of the words that were to be corrected.
ContactOutcomeBody | What became of the words.
ContactState | How a contact stands.
CorrectionDecision | What is decided about a reader's request.
CorrectionDecisionBody | What you decide about a reader's request.
CorrectionRequest | What a reader says is wrong on a public page.
CorrectionRequestState | How a reader's request stands.
CountOfRatings | How often two ratings met.
Counts | How many claims of the article stand in each stage.
CurrentRevision | The text that stands: offsets count in it.
Decision | What becomes of a claim whose words a correction changed.
Delivery | A message to a webhook, and how it went.
DeliveryState | How a message to a webhook stands.
Deputy | Somebody who stands in for somebody else.
DeputyBody | Who stands in for whom, and when.
Desk | A team, and what you are on it.
DeskBody | A new desk.
DeskRole | A desk of the caller, with the role there.
DoubleCheckBody | The claim that two people are to rate, and for whom the place is.
DoubleCheckState | How far two unseen ratings came.
DueIn | How soon a claim is due.
Embargo | What hides an article, until when and from whom.
EmbargoBody | Until when and for whom an article is kept back, and why.
Empty | Nothing was chosen.
EndedToken | A token that ended with a handover.
Entity | A person, organisation, place or thing, with its names.
EntityBody | A new entity.
EntityChanges | What an entity is to be instead.
EntityMoveKind | What was done with entities.
EntityPairState | What is known of two entities that may be one.
Error | What is wrong with one field.
Evidence | What a source says to one question of a claim.
EvidenceBody | New evidence.
EvidenceDetails | What evidence is to say instead.
EvidenceStance | What a source does to a claim.
Family | Claims that are the same, with their first and last sighting.
Feed | A web feed that a desk reads.
FeedAnswer | What is decided about what a feed brought.
FeedAnswerBody | What you decide about what a feed brought.
FeedBody | A new feed.
FeedChange | Whether a feed rests.
FeedEntry | What a feed brought and was held back.
FrozenClaim | A claim as a guest sees it.
GuestAction | What a guest is asked to do.
GuestAnswer | What a guest did.
GuestLink | A link for somebody without an account.
GuestLinkBody | What is shown to a guest, and for what.
GuestLinkState | How a guest's link stands.
HandOverBody | Who gets the work.
Handover | What went from one person to another.
History | One thing that happened to a claim.
IRIs | Whether only addresses are asked for.
Import | A file of another program, and how far it came.
ImportBody | A file that is text, and how it is to be read.
ImportChanges | How a file is to be read when it is looked at again.
ImportForm | A file of another program, and how it is to be read.
ImportFormat | What another program writes.
ImportOutcome | What became of a record.
ImportState | How far an import came.
ImportedRecord | What became of one record of a file.
IntoBody | Which of the two stays.
IntoClaim | The claim that stays.
IntoSource | The source that stays.
Invitation | A role on a desk, offered by mail.
InvitationBody | Whom to invite, for which role.
Label | Which kind of thing a name names.
LabelColour | The colour of a label; its name is always beside it.
LeaveBody | Whose place is given back.
LineError | Why a line was refused.
Link | A link in a text.
LinkBody | The other claim, and how the two belong together.
Me | Who is calling.
Member | Somebody on a desk.
MemberChange | The role that somebody is to have.
Mention | A name in a text.
MentionBody | Words of a revision that are a name.
MentionChanges | What a marked name is to be instead.
MentionState | Whether a name that was found is one.
MergeBody | The entity that stays.
MessageKind | What a message to a webhook tells.
NamesReview | Who looked at every name of a text.
NewGuestLink | A guest's link with its address, which is told this once.
NoteBody | Words for colleagues.
Notification | What somebody was told.
NotificationKind | What somebody is told of.
NotificationState | Whether it was read.
Numbered | A revision, by its id and number.
OpenRating | A rating that is no longer hidden.
Pair | Two entities that may be one.
Priority | How urgent a claim is.
PublicPages | Whether a desk has public pages, and what it says there.
PublicPagesBody | What a desk's public pages are to be.
Publication | A public page of a claim or an article.
PublicationBody | What is published: a claim or an article.
PublicationKind | What a public page is of.
PublicationState | Whether a page is public.
Question | What is asked of a claim: was it said so, or is it so.
QuestionBody | A question by which a claim is checked.
QuestionChanges | Other words for a question.
Quotation | Who says what in a text.
QuotationKind | How the words of somebody stand in a text.
QuotedSpeaker | Who is quoted; empty when nobody surely is.
Range | A stretch of a text in code points, half-open.
RateBody | Your rating and why.
Rating | A step of a scale.
Read | How many were read.
Refusal | Why a claim was left as it is.
RefusedField | What is wrong with one field.
Revision | One state of a text, with its blocks and links.
RevisionBody | The corrected text.
RevisionForm | The corrected text, read out of a file.
RevisionKind | Why the text changed.
Role | What somebody may do on a desk; each may what the one before may.
RuleBody | What the tagger is to do with a name.
RunBody | The article that is tagged again.
RunCounts | How many runs stand in each state.
SavedFilter | A list of claims, under a name.
SavedFilterBody | A new saved filter.
SavedFilterChanges | What a saved filter is to be instead.
Scope | What a token opens.
SigningWebhook | A webhook with its secret, which is told this once.
SimilarClaim | A claim that is like another one, and how much.
SimilarClaims | The most similar claims, the best first.
SnapshotBody | What a source says now.
Source | A page, document, dataset or person that can be cited.
SourceBody | A new source.
SourceDetails | What a source is to say instead.
SourceKind | What a source is.
Span | A place in a text with its words.
Speaker | Who says it: a name, and an entity where it is known.
SplitBody | What goes to a new entity.
SplitClaimBody | What goes to a new claim.
Stage | How far a claim is.
Status | What approved verdicts say, by question.
Step | One step of who says it through whom.
StepBody | One step of who says it through whom.
StepToUndo | What a request of yours did.
SuggestionOutcome | What became of a suggested claim.
SwitchBody | Whether two people rate.
Tagging | How the newest tagging run of an article goes.
TaggingBatch | All articles of a desk, tagged again.
TaggingRule | What the tagger does with a name on a desk.
TaggingRuleKind | Whether a name is tagged or kept out.
TaggingRun | One pass of the tagger over a revision.
TaggingRunState | How far a tagging run is.
Thread | A conversation about a claim, words or an article.
ToDesk | The desk it goes to.
TransferKind | Whether an article went or was copied.
TransferWay | Whether an article went or came, as this desk has it.
UndoBody | Which request is taken back.
Undone | What was taken back.
UnknownLabels | What becomes of labels that nothing is said of.
UpToBody | Up to which one.
Verdict | What an approved verdict says.
WatchedOnly | Only what you watch.
Watching | Whether you watch it.
Webhook | A receiver that is told what happens.
WebhookBody | A new webhook.
WebhookChanges | What a webhook is to be instead.
WebhookKind | What a webhook can be told of.
WholeSnapshot | An archived copy of a source, with its text.
""".strip().splitlines()
)
PAGE, FIELD, RELATED = "PageOf", "Field", "RelatedTo"


def description(name: str, of_serializer: str) -> str:
    """Of a shape or choice; the values of a choice stay where its serializer has put them."""
    values = of_serializer if of_serializer.startswith("* `") else ""
    said = SHAPES.get(name)
    if said is None and name.startswith(PAGE):
        said = f"A page of a list; its rows are `{name.removeprefix(PAGE)}`."
    elif said is None and name.startswith(RELATED):
        said = f"What `include` brings along of `{name.removeprefix(RELATED)}`."
    elif said is None and name.endswith(FIELD):
        said = f"What `fields` chooses of `{name.removesuffix(FIELD)}`."
    return "\n\n".join(filter(None, (said, values))) if said else of_serializer
