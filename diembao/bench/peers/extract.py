"""A peer reads pages: CPU seconds for all of them, imports left out. One job on standard input, one line out."""

import base64
import json
import logging
import sys
import time

logging.disable(logging.CRITICAL)
job = json.load(sys.stdin)
pages = [(page["url"] or "https://bao.example/bai.html", base64.b64decode(page["html"])) for page in job["pages"]]


def trafilatura():
    from trafilatura import bare_extraction

    return lambda url, html: bare_extraction(html, url=url, with_metadata=True)


def newspaper4k():
    import newspaper

    def read(url, html):
        article = newspaper.Article(url, language="vi", fetch_images=False)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()

    return read


def newsplease():
    from newsplease import NewsPlease

    return lambda url, html: NewsPlease.from_html(html.decode("utf-8", "replace"), url=url, fetch_images=False)


read = {"trafilatura": trafilatura, "newspaper4k": newspaper4k, "news-please": newsplease}[job["peer"]]()
read(*pages[0])
started = time.process_time()
failed = 0
for url, html in pages:
    try:
        read(url, html)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        failed += 1
print(json.dumps({"seconds": time.process_time() - started, "failed": failed}))
