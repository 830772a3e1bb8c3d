"""Feeds as newsrooms write them."""

from annotations.ingest.feeds.feed import WHOLE_ARTICLE

ADDRESS = "https://example.org/news/feed.xml"
LONG = "<p>The wall leaks.</p>" * (WHOLE_ARTICLE // 10)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Ellery &amp;amp; Port Gazette</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><guid isPermaLink="false">{key}</guid>
<link>{link}</link><dc:creator>Mara Holt</dc:creator>
<pubDate>Sat, 02 May 2026 13:00:00 +0200</pubDate>
<description>{teaser}</description><content:encoded><![CDATA[{content}]]></content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Gazette 3 &lt; 4</title>
<entry><id>urn:1</id><title type="html">Mayor &lt;i&gt;leaves&lt;/i&gt;</title>
<link href="../mayor"/><updated>2026-05-02T11:00:00Z</updated><author><name>Mara Holt</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{content}</div></content>
</entry></feed>"""


def item(**given) -> str:
    default = {
        "title": "Mayor leaves", "key": "1", "link": "/mayor", "teaser": "", "content": LONG,
    }  # fmt: skip
    return ITEM.format(**default | given)


def rss(*items: str) -> bytes:
    return RSS.format(items="".join(items)).encode()
