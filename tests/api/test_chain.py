"""The whole chain over REST: from a text to an approved verdict and its export."""

import csv
import io
import json


def post(client, url, body, **headers):
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers)


def test_an_article_becomes_a_checked_claim_and_leaves_as_a_file(cast, client, bearer):
    reporter, checker, editor = (
        bearer(user) for user in (cast.reporter, cast.checker, cast.editor)
    )
    text = "“We counted 41 bridges 🌉,” she said.\r\nІлка Варн пішла у відставку."

    article = post(
        client,
        "/api/v1/articles/",
        {"desk": "politics", "headline": "Bridges", "text": text},
        **reporter,
    )
    assert article.status_code == 201, article.content
    assert article["ETag"] == '"1"'
    revision = article.json()["current_revision"]["id"]
    stored = client.get(f"/api/v1/revisions/{revision}/", headers=reporter).json()["text"]
    start = stored.index("41 bridges 🌉")

    claim = post(
        client,
        "/api/v1/claims/",
        {"revision": revision, "start": start, "end": start + 12, "claimant": "Ilka Varn"},
        **reporter,
    )
    assert claim.status_code == 201, claim.content
    claim = claim.json()
    assert claim["anchors"][0]["exact"] == "41 bridges 🌉"
    assert claim["stage"] == "open"
    assert claim["status"] == {"said": None, "true": None}
    assert claim["attribution"][0]["speaker"] == {"name": "Ilka Varn", "entity": None}

    source = post(
        client,
        "/api/v1/sources/",
        {"desk": cast.desk.pk, "url": "https://example.org/r?utm_source=x"},
        **checker,
    )
    assert source.status_code == 201, source.content
    again = post(
        client,
        "/api/v1/sources/",
        {"desk": "politics", "url": "http://www.example.org/r"},
        **checker,
    )
    assert (again.status_code, again.json()["id"]) == (200, source.json()["id"])

    evidence = post(
        client, "/api/v1/evidence/",
        {"claim": claim["id"], "source": source.json()["id"], "question": "true", "stance": "supports",
         "excerpt": "", "note": ""}, **checker,
    )  # fmt: skip
    assert evidence.status_code == 201, evidence.content
    proposal = post(
        client, "/api/v1/assessments/",
        {"claim": claim["id"], "question": "true", "rating": "supported", "rationale": "Page 4."}, **checker,
    )  # fmt: skip
    assert proposal.status_code == 201, proposal.content
    assert (
        client.get(f"/api/v1/claims/{claim['id']}/", headers=reporter).json()["stage"] == "review"
    )

    approved = post(
        client, f"/api/v1/assessments/{proposal.json()['id']}/approve/", {"note": ""},
        **editor | {"If-Match": proposal["ETag"]},
    )  # fmt: skip
    assert approved.status_code == 200, approved.content
    checked = client.get(f"/api/v1/claims/{claim['id']}/", headers=reporter).json()
    assert checked["stage"] == "checked"
    assert checked["status"]["true"]["rating"] == "supported"

    rows = client.get("/api/v1/exports/claims.csv?desk=politics", headers=reporter)
    exported = list(
        csv.DictReader(io.StringIO(b"".join(rows.streaming_content).decode("utf-8-sig")))
    )
    assert [row["true"] for row in exported] == ["supported"]
    lines = client.get("/api/v1/exports/claims.ndjson?desk=politics", headers=reporter)
    line = json.loads(b"".join(lines.streaming_content))
    assert {name: line[name] for name in checked if name in line and not name.endswith("_at")} == {
        name: value for name, value in checked.items() if name != "url" and not name.endswith("_at")
    }
    array = client.get("/api/v1/exports/claims.json?desk=politics", headers=reporter)
    assert json.loads(b"".join(array.streaming_content)) == [line]
