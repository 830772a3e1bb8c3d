"""The same annotations as Turtle: each term as the context of Web Annotation defines it."""

from typing import Any

import orjson

PREFIXES = {
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ldp": "http://www.w3.org/ns/ldp#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CLASSES = {
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "BasicContainer": "ldp:BasicContainer",
    "Organization": "foaf:Organization",
    "Person": "foaf:Person",
    "Software": "as:Application",
    "Text": "dctypes:Text",
}  # Others are named as they are in oa:.
WORDS = {
    "exact": "oa:exact", "format": "dc:format", "label": "rdfs:label", "language": "dc:language",
    "name": "foaf:name", "nickname": "foaf:nick", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "value": "rdf:value",
}  # fmt: skip
TIMES = {
    "created": "dcterms:created", "generated": "dcterms:issued", "modified": "dcterms:modified",
    "sourceDate": "oa:sourceDate",
}  # fmt: skip
NUMBERS = {
    "end": "oa:end", "start": "oa:start", "startIndex": "as:startIndex", "total": "as:totalItems",
}  # fmt: skip
TERMS = {"motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose"}
NODES = {
    "body": "oa:hasBody", "cached": "oa:cachedSource", "creator": "dcterms:creator",
    "first": "as:first", "generator": "as:generator", "homepage": "foaf:homepage",
    "last": "as:last", "next": "as:next", "partOf": "as:partOf", "prev": "as:prev",
    "rights": "dcterms:rights", "selector": "oa:hasSelector", "source": "oa:hasSource",
    "state": "oa:hasState", "target": "oa:hasTarget", "via": "oa:via",
}  # fmt: skip


def turtle(document: dict[str, Any]) -> bytes:
    """An annotation, a page or a collection, read from its JSON."""
    nodes: dict[str, None] = {}
    _node(document, nodes)
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return "\n".join([prefixes, *nodes, ""]).encode()


def _node(value: Any, nodes: dict[str, None]) -> str:
    """How a node is referred to; what has an address is told in `nodes`, a statement each."""
    if isinstance(value, str):
        return f"<{value}>"
    pairs = [pair for key, one in value.items() for pair in _pairs(key, one, nodes)]
    inside = " ;\n    ".join(pairs)
    if "id" not in value:
        return f"[ {inside} ]"
    if pairs:
        nodes[f"<{value['id']}> {inside} ."] = None
    return f"<{value['id']}>"


def _pairs(key: str, value: Any, nodes: dict[str, None]) -> list[str]:
    """Of one key its predicate with each value."""
    if key in ("@context", "id"):
        return []
    if key == "items":
        return [f"as:items ( {' '.join(_node(one, nodes) for one in value)} )"]
    return [_pair(key, one, nodes) for one in (value if isinstance(value, list) else [value])]


def _pair(key: str, value: Any, nodes: dict[str, None]) -> str:
    if key == "type":
        return f"a {CLASSES.get(value, f'oa:{value}')}"
    if key in WORDS:
        return f"{WORDS[key]} {_quoted(value)}"
    if key in TIMES:
        return f"{TIMES[key]} {_quoted(value)}^^xsd:dateTime"
    if key in NUMBERS:
        return f'{NUMBERS[key]} "{value}"^^xsd:nonNegativeInteger'
    if key in TERMS:
        return f"{TERMS[key]} oa:{value}"
    return f"{NODES[key]} {_node(value, nodes)}"


def _quoted(words: str) -> str:
    """JSON escapes what Turtle wants escaped, in the same way."""
    return orjson.dumps(words).decode()
