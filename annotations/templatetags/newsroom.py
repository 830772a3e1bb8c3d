"""Tags of the design system: icons, initials, fields and bars."""

from functools import lru_cache

import orjson
from django import template
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from lucide.templatetags.lucide import lucide

from annotations.ingest import kinds
from annotations.messages import in_words
from annotations.text import spans
from annotations.web.shell import dates
from annotations.web.shell.stored import retold, retold_note

register = template.Library()
IN_SCRIPT = (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026"))
for said in (
    *(dates.day, dates.short_day, dates.clock, dates.moment, dates.short_moment),
    *(retold, retold_note),
):
    register.filter(said)

# Ratings', then what has none that stands: words that changed or a verdict to look at again, and
# what nobody rated.
TONES = (
    "supported",
    "mostly",
    "mixed",
    "misleading",
    "refuted",
    "cannot",
    "opinion",
    "doubted",
    "unchecked",
)
# Seconds of each unit, the longest first, with the words for a number of them.
DAY, HOUR, MINUTE = 86_400, 3_600, 60
AGES = (
    (DAY, _("%(number)s d")),
    (HOUR, _("%(number)s h")),
    (MINUTE, _("%(number)s min")),
    (0, _("%(number)s s")),
)
AGES_AGO = (
    (DAY, _("%(number)s d ago")),
    (HOUR, _("%(number)s h ago")),
    (MINUTE, _("%(number)s min ago")),
    (0, _("%(number)s s ago")),
)


@register.filter
def as_script(value, name):
    """Rows for scripts as Django's `json_script` writes them, in a tenth of its time."""
    text = orjson.dumps(value, default=str).decode()
    for sign, written in IN_SCRIPT:
        text = text.replace(sign, written)
    shown = mark_safe(text)  # noqa: S308 - no sign of HTML is left.
    return format_html('<script id="{}" type="application/json">{}</script>', name, shown)


@register.simple_tag
@lru_cache(maxsize=200)
def icon(name, css=""):
    """An inline 16x16 SVG of the lucide package, hidden from screen readers.

    `css` adds classes (`flip` turns arrows round in right-to-left pages). Raises
    IconDoesNotExist for an unknown name.
    """
    return lucide(name, size=16, **{"class": f"icon {css}".strip(), "aria-hidden": "true"})


@register.simple_tag
def file_endings():
    """Those that can be read, as people are told of them: ".txt, .md and .html"."""
    return in_words(kinds.ENDINGS)


@register.simple_tag
def accepted_files():
    """All of them, for the `accept` of a file input."""
    return ",".join(kinds.SUFFIXES)


@register.filter
def initials(person):
    """Up to two letters for a person's circle: "Lena Abaroa" → "LA", "checker" → "C"."""
    words = str(person).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def as_input(field, css=""):
    """A bound form field drawn as a control of the design system (class `input`)."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "text")
    base = "" if kind in {"checkbox", "radio", "file", "hidden"} else "input"
    classes = " ".join(filter(None, (base, css, widget.attrs.get("class", ""))))
    attrs = {"class": classes} if classes else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
        # Django names the errors' list itself only for its own rendering.
        attrs["aria-describedby"] = f"{field.auto_id}_error"
    elif field.help_text:
        attrs["aria-describedby"] = f"{field.auto_id}_helptext"
    return field.as_widget(attrs=attrs)


@register.filter
def direction(text, language):
    """`ltr` or `rtl` of a text in a language (text.spans.direction)."""
    return spans.direction(text, language)


@register.filter
def age(moment):
    """How long ago: "40 s", "3 min", "5 h" or "2 d"; nothing without a moment."""
    return _since(moment, AGES)


@register.filter
def ago(moment):
    """The same as a whole phrase: "3 min ago"."""
    return _since(moment, AGES_AGO)


def _since(moment, phrases):
    if not moment:
        return ""
    seconds = max(0, int((timezone.now() - moment).total_seconds()))
    size, phrase = next(one for one in phrases if seconds >= one[0])
    return phrase % {"number": seconds // max(size, 1)}


@register.filter
def seconds(number, digits=1):
    """How long something took: "2.0 s"."""
    return gettext("%(number)s s") % {"number": floatformat(number, digits)}


@register.simple_tag
def tones():
    """All tones that a mark can have, the machine's suggestion included."""
    return (*TONES, "suggestion")


@register.filter
def grouped(number):
    """ "2,000" as the reader writes it."""
    return _grouped(number, get_language())


@lru_cache(maxsize=2_000, typed=True)
def _grouped(number, _language):
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def counted(number, most):
    """A number that was counted to one more than `most`: "99+", else as the reader writes it."""
    return f"{grouped(most)}+" if number > most else grouped(number)


@register.simple_tag
def characters_told(number):
    """ "2,000 characters", of a text."""
    words = ngettext("%(shown)s character", "%(shown)s characters", number)
    return words % {"shown": grouped(number)}


@register.simple_tag
def mentions_told(number):
    """ "2,000 mentions", of a text that was tagged."""
    words = ngettext("%(shown)s mention", "%(shown)s mentions", number)
    return words % {"shown": grouped(number)}


@register.simple_tag
def verdict_bar(counts, width=172):
    """A 6px bar of claims by verdict.

    `counts` maps a tone (TONES) to its number of claims; an empty one draws an empty bar.
    `width` is in px; each verdict gets at least 4 of them.
    """
    return _bar(tuple([(tone, counts[tone]) for tone in TONES if counts.get(tone)]), width)


@lru_cache(maxsize=500)
def _bar(shown, width):
    total = sum(number for _, number in shown)
    gap = 2
    room = width - gap * max(len(shown) - 1, 0) - 4 * len(shown)
    parts, at = [], 0.0
    for tone, number in shown:
        size = 4 + room * number / total
        parts.append({"tone": tone, "x": f"{at:.1f}", "end": f"{at + size:.1f}"})
        at += size + gap
    return render_to_string("components/verdict_bar.html", {"parts": parts, "width": width})


@register.simple_tag
@lru_cache(maxsize=200)
def symbol(tone):
    """The symbol of a verdict's tone, where its words stand beside it."""
    return render_to_string("components/symbol.html", {"tone": tone, "label": ""})


@register.simple_tag
def verdict(tone, label, css=""):
    """Symbol and word of a verdict (components/verdict.html), once for all rows that show it."""
    return _verdict(tone, label, isinstance(label, SafeData), css, get_language())


# Of all desks those that were shown last: a rating's words are their editors'.
@lru_cache(maxsize=500)
def _verdict(tone, label, _is_safe, css, _language):
    shown = {"tone": tone, "label": label, "css": css}
    return render_to_string("components/verdict.html", shown)


@register.simple_tag(takes_context=True)
def embargo(context, article_id, form=""):
    """That an article is under embargo, and until when (`form` "short": not that); nothing of one
    that is not.

    However many rows ask, the page asks the database once.
    """
    known = context["shell"]["embargoes"]
    if article_id not in known:
        return ""
    until = None if form == "short" else known[article_id]
    return render_to_string("components/embargo.html", {"until": until})
