"""HTML to a tree, refusing what takes for ever or would lose words."""

import regex
from lxml import etree, html

from annotations.text.message import Message

from ..document import UnreadableFile
from ..references import mended

MOST_ATTRIBUTES = 5_000  # Of one element: the parser takes quadratic time for them.
MOST_ELEMENTS = 300_000

# A tag with its attributes as the HTML standard reads them; every part is possessive, so that
# a text is read once whatever is in it.
ATTRIBUTE = regex.compile(
    r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
)
TAG = regex.compile(rf"<[a-zA-Z][^\s/>]*+(?:{ATTRIBUTE.pattern})*+")
# Shorter tags cannot hold so many.
LONG = 2 * MOST_ATTRIBUTES
# Elements without content that the parser does not know as such: all that follows would be theirs.
# A tag that does not end is passed over as a whole: what is in it begins none.
VOID = regex.compile(
    rf"<(wbr|source|track|embed|keygen|bgsound|command|menuitem)(?=[\s/>])(?:{ATTRIBUTE.pattern})*+"
    r"(\s*+/?+>(?!</\1\s*+>))?+",
    regex.I,
)
OF_HEAD = {"base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template",
           "title"}  # fmt: skip
# A browser takes it for a line break; the parser passes over it.
CLOSED_BREAK = regex.compile(r"</br\s*+/?+>", regex.I)
# Browsers go on with the body behind these; the parser drops all that follows.
EARLY_END = regex.compile(r"</(?:body|html)(?:[\s/][^<>]*+)?+>", regex.I)


def words_of(element: etree._Element) -> str:
    """Everything that is written in the element."""
    # The stubs make itertext give bytes too; it gives text alone.
    return "".join(element.itertext())  # type: ignore[arg-type]


def parse(text: str) -> html.HtmlElement:
    """The page's tree, without comments. Raises UnreadableFile."""
    _check_tags(text)
    text = EARLY_END.sub("", mended(text))
    text = with_closed(CLOSED_BREAK.sub("<br>", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(Message("page-no-text")) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableFile(Message("page-too-deep"))
    _begin_body(tree)
    return tree


def with_closed(text: str) -> str:
    """The text with an end behind each tag of VOID that has none."""
    return VOID.sub(lambda tag: f"{tag[0]}</{tag[1]}>" if tag[2] else tag[0], text)


def _begin_body(tree: html.HtmlElement) -> None:
    """Put the first words of a body where they belong: the parser may leave them in the head."""
    head, body = tree.find("head"), tree.find("body")
    if head is None:
        return
    children = list(head)
    strays = [i for i, child in enumerate(children) if not _is_of_head(child)]
    if not strays:
        return
    if body is None:
        body = etree.SubElement(tree, "body")
    lead, body.text = body.text, None
    children[-1].tail = (children[-1].tail or "") + (lead or "")
    body[:0] = children[strays[0] :]


def _is_of_head(element: html.HtmlElement) -> bool:
    return element.tag in OF_HEAD and not (element.tail or "").strip()


def size(tree: html.HtmlElement) -> int:
    """The number of elements."""
    return sum(1 for _ in tree.iter())


def _check_tags(text: str) -> None:
    if text.count("<") > MOST_ELEMENTS:
        raise UnreadableFile(Message("page-too-many-elements", most=MOST_ELEMENTS))
    if len(text) < LONG:
        return
    for tag in TAG.finditer(text):
        if len(tag.group()) > LONG and len(ATTRIBUTE.findall(tag.group())) > MOST_ATTRIBUTES:
            raise UnreadableFile(Message("page-too-many-attributes", most=MOST_ATTRIBUTES))
