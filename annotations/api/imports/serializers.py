"""Files of other programs, and what became of their records."""

import json
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as s

from annotations.ingest.annotated.formats import FORMATS
from annotations.models import Import, ImportedRecord
from annotations.services.imports.labels import TARGETS, UNKNOWN

from ..shell.bodies import Body, Flag, Id, IdOrSlug, Line, Upload
from ..shell.representation import Representation, Url, Versioned, represents

ADDRESS = "Instead of a file, of `claim-review`: the web address of a page, a feed or a dump."


@represents(Import)
class ImportSerializer(Versioned):
    url = Url("imports")
    desk = s.IntegerField(source="desk_id")
    format = s.ChoiceField(choices=list(FORMATS))
    filename = s.CharField()
    address = s.CharField(help_text="Where it is fetched; empty of a file that was sent.")
    starts = s.BooleanField(help_text="Whether it comes in without a preview.")
    sha256 = s.CharField(help_text="Of the file.")
    state = s.ChoiceField(choices=Import.State.choices)
    options: Any = s.JSONField(help_text="`labels`, `unknown` and `article`, as they are used.")
    preview: Any = s.JSONField(
        help_text="Of a draft what it would bring: `counts`, `labels`, `first` records, `faults`."
    )
    total = s.IntegerField(help_text="Records in the file.")
    done = s.IntegerField(help_text="Records that were dealt with.")
    counts: Any = s.DictField(
        child=s.IntegerField(),
        help_text="Records that were `added`, `there` already or `left`, and marks left out.",
    )
    problem = s.CharField(help_text="Why it failed.")
    created_by = s.IntegerField(source="created_by_id")
    finished_at = s.DateTimeField(allow_null=True)

    @classmethod
    def rows(cls):
        return Import.objects.without_content()


@represents(ImportedRecord)
class ImportedRecordSerializer(Representation):
    id = s.IntegerField(source="pk")
    number = s.IntegerField(help_text="Its place in the file, from 1.")
    line = s.IntegerField()
    outcome = s.ChoiceField(choices=ImportedRecord.Outcome.choices)
    article = s.IntegerField(source="article_id", allow_null=True)
    problem = s.CharField(help_text="Why it did not come in.")
    left: Any = s.ListField(
        child=s.DictField(child=s.CharField()), help_text="What did not: `words` and `problem`."
    )


@extend_schema_field({"type": "object", "additionalProperties": {"enum": list(TARGETS)}})
class Targets(s.Field):
    """A JSON object; in a form the text of one."""

    def to_internal_value(self, data):
        if isinstance(data, str):
            try:
                data = json.loads(data)
            except (ValueError, RecursionError):
                data = None
        if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
            raise s.ValidationError(_("Give a JSON object: labels and what becomes of them."))
        return data

    def to_representation(self, value):
        return value


class ImportOptions(Body):
    labels = Targets(required=False, help_text="What becomes of labels, by name.")
    unknown = s.ChoiceField(
        choices=UNKNOWN, required=False, help_text="What becomes of all others."
    )
    article = Id(
        required=False, allow_null=True, help_text="Of annotations: the article they are on."
    )


class ImportChanges(ImportOptions):
    format = s.ChoiceField(
        choices=list(FORMATS), required=False, help_text="Another one, if the first was wrong."
    )


class ImportBody(ImportOptions):
    desk = IdOrSlug()
    format = s.ChoiceField(choices=list(FORMATS))
    content = Line(is_filled=True, required=False, help_text="The file, where it is text.")
    address = Line(required=False, help_text=ADDRESS)
    filename = Line(required=False, default="")
    start = Flag(required=False, default=False, help_text="Import at once, without a preview.")


class ImportForm(ImportOptions):
    """The same with the file itself."""

    desk = IdOrSlug()
    format = s.ChoiceField(choices=list(FORMATS))
    file = Upload()
    start = s.BooleanField(
        required=False, default=False, help_text="Import at once, without a preview."
    )
