"""What lies in a bundle beside its words: the proof of the trail, what all this is, a page that
checks it."""

import json
from collections.abc import Mapping

from . import verifier

PROOF, README, PAGE = "audit/proof.json", "README.txt", "verify.html"
WORDS = """\
This is a provenance bundle: one verdict of a newsroom, as its public page showed it, with what it
rests on, signed by the newsroom.

fact-check.json          the claim, the verdict, its reasons and evidence, corrections
fact-check.txt           the same as a plain text; it may carry a Content Credential (C2PA)
contacts.json            who was asked, and what is published of the answers
claimreview.jsonld       the same for search engines (schema.org ClaimReview)
annotations.jsonld       the same as W3C Web Annotations
article/revision.json    the text that was checked: its hash, and where the claim stands in it
evidence/copies.json     the copies that were kept of the sources, with their hashes
audit/proof.json         lines of the newsroom's audit trail, each leading to a signed head; what is
                         not public stands in them by its hash
manifest.json            the name, size and SHA-256 of each file
signature.json           the Ed25519 signature of "newsroom bundle 1", a line feed and manifest.json

Whole texts (article/text.txt, evidence/*.txt) are in it where the newsroom gives them out.

To check it, open verify.html in a browser, without a network, and give it this ZIP file. A page
that came with the bundle shows that nothing was changed by accident; to be sure of somebody who
changes bundles, take that page, or the key, from the newsroom's own site.
"""


def files(proof: Mapping[str, object]) -> dict[str, bytes]:
    """By their names; of the same proof the same."""
    written = json.dumps(proof, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {
        PROOF: written.encode(),
        README: WORDS.encode(),
        PAGE: verifier.page({}).encode(),
    }
