"""The table of actions: the least role that each needs on a desk, and what is said to who may not.

Who may is asked of access.py.
"""

from django.utils.translation import gettext_lazy as _

from annotations.models import Role

# The least role that may do it on the desk.
LEAST_ROLE: dict[str, Role] = {
    "view": Role.VIEWER,
    "keep members": Role.EDITOR,
    "export desk": Role.EDITOR,
    "add article": Role.REPORTER,
    "edit article": Role.REPORTER,
    "revise article": Role.REPORTER,
    "delete article": Role.EDITOR,
    "keep embargoes": Role.EDITOR,
    "delete own article": Role.REPORTER,
    "send article away": Role.EDITOR,
    "receive article": Role.CHECKER,
    "keep feeds": Role.EDITOR,
    "keep webhooks": Role.EDITOR,
    "import": Role.EDITOR,
    "publish": Role.EDITOR,
    "keep public pages": Role.EDITOR,
    "invite guests": Role.CHECKER,
    "tag again": Role.REPORTER,
    "cancel tagging": Role.REPORTER,
    "tag desk again": Role.EDITOR,
    "add claim": Role.REPORTER,
    "edit claim": Role.CHECKER,
    "edit own claim": Role.REPORTER,
    "delete claim": Role.EDITOR,
    "delete own claim": Role.REPORTER,
    "link claims": Role.REPORTER,
    "merge claims": Role.CHECKER,
    "take": Role.REPORTER,
    "hand back": Role.REPORTER,
    "accept": Role.REPORTER,
    "assign": Role.CHECKER,
    "review": Role.CHECKER,
    "dismiss": Role.CHECKER,
    "reopen": Role.CHECKER,
    "watch": Role.VIEWER,
    "keep labels": Role.CHECKER,
    "share filters": Role.CHECKER,
    "edit mention": Role.REPORTER,
    "review names": Role.REPORTER,
    "teach": Role.CHECKER,
    "edit entity": Role.CHECKER,
    "merge entities": Role.CHECKER,
    "add source": Role.CHECKER,
    "edit source": Role.CHECKER,
    "delete source": Role.EDITOR,
    "delete own source": Role.CHECKER,
    "merge sources": Role.CHECKER,
    "add evidence": Role.CHECKER,
    "edit evidence": Role.CHECKER,
    "delete evidence": Role.EDITOR,
    "delete own evidence": Role.CHECKER,
    "write checks": Role.CHECKER,
    "delete checks": Role.EDITOR,
    "delete own checks": Role.CHECKER,
    "add external check": Role.CHECKER,
    "delete external check": Role.EDITOR,
    "delete own external check": Role.CHECKER,
    "propose": Role.CHECKER,
    "decide": Role.EDITOR,
    "keep double checks": Role.EDITOR,
    "comment": Role.REPORTER,
    "remove comment": Role.EDITOR,
}
REFUSALS = {
    "export desk": _("Only editors can export everything of a desk."),
    "keep members": _("Only editors can change who is on a desk."),
    "keep embargoes": _("Only editors can put an article under embargo or lift one."),
    "send article away": _("Only editors can move or copy an article to another desk."),
    "receive article": _("Only checkers and editors can bring an article to a desk."),
    "keep feeds": _("Only editors can choose which feeds a desk reads."),
    "publish": _("Only editors can publish fact-checks, take them down or answer readers."),
    "keep public pages": _("Only editors can decide about a desk’s public pages."),
    "invite guests": _("Only checkers and editors can invite guests."),
    "keep webhooks": _("Only editors can choose where a desk’s changes are sent."),
    "import": _("Only editors can import files of other programs."),
    "tag desk again": _("Only editors can have a whole desk tagged again."),
    "decide": _("Only editors can approve or return a verdict."),
    "keep double checks": _("Only editors can do this about claims that two people rate."),
    "propose": _("Only checkers and editors can propose a verdict."),
    "comment": _("Only reporters, checkers and editors can write comments."),
    "remove comment": _("Only editors can remove a comment of a colleague."),
    "add evidence": _("Only checkers and editors can add evidence."),
    "delete evidence": _("Only editors can remove evidence that a colleague added."),
    "write checks": _("Only checkers and editors can write questions and answers."),
    "delete checks": _("Only editors can remove questions and answers that a colleague wrote."),
    "add external check": _("Only checkers and editors can add checks by others."),
    "delete external check": _("Only editors can remove a check by others that a colleague added."),
    "add source": _("Only checkers and editors can add sources."),
    "delete source": _("Only editors can remove a source that a colleague added."),
    "keep labels": _("Only checkers and editors can change the labels of a desk."),
    "share filters": _("Only checkers and editors can share a filter with the desk."),
    "merge claims": _("Only checkers and editors can merge and split claims."),
    "merge sources": _("Only checkers and editors can merge sources."),
    "teach": _("Only checkers and editors can change tagging rules."),
    "edit entity": _("Only checkers and editors can change entities."),
    "merge entities": _("Only checkers and editors can merge entities."),
}
ROLE_TOO_LOW = {
    Role.REPORTER: _("Only reporters, checkers and editors can do this on this desk."),
    Role.CHECKER: _("Only checkers and editors can do this on this desk."),
    Role.EDITOR: _("Only editors can do this on this desk."),
}
NOT_OWN = {
    "edit": _("You can edit only claims that you made yourself."),
    "delete": _("You can delete only claims that you made yourself."),
}
OWN = _("You proposed this verdict yourself, so somebody else has to decide.")
RATED = _("You rated this claim yourself, so somebody else has to decide.")
CHANGED = _(
    "You have changed this claim since: somebody else has to decide, or the author has to propose"
    " the verdict again."
)
