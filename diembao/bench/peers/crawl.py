"""A peer reads a newspaper on loopback: wall seconds from the first request, imports left out."""

import json
import logging
import sys
import time

logging.disable(logging.CRITICAL)
job = json.load(sys.stdin)
base, count = job["base"], job["count"]
urls = [f"{base}/bai-so-{100_000 + number}.html" for number in range(count)]


def newsplease():
    from newsplease import NewsPlease

    # Without request_args a list of addresses comes back empty (1.6.16); without fetch_images every picture is fetched.
    return lambda: len(NewsPlease.from_urls(urls, request_args={}, fetch_images=False))


def loop():
    import io

    import feedparser
    import requests
    from trafilatura import bare_extraction

    def read():
        session, done = requests.Session(), 0
        entries = feedparser.parse(io.BytesIO(session.get(f"{base}/rss", timeout=30).content)).entries
        for entry in entries:
            html = session.get(entry.link, timeout=30).content
            done += bare_extraction(html, url=entry.link, with_metadata=True) is not None
        return done

    return read


def scrapy():
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    done = []

    class Download(Spider):
        name = "download"

        async def start(self):
            for url in urls:
                yield Request(url)

        def parse(self, response):
            done.append(len(response.body))

    settings = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0}
    process = CrawlerProcess({**settings, "ROBOTSTXT_OBEY": True, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False})

    def read():
        process.crawl(Download)
        process.start()
        return len(done)

    return read


read = {"news-please": newsplease, "loop": loop, "scrapy": scrapy}[job["peer"]]()
started = time.monotonic()
found = read()
print(json.dumps({"seconds": time.monotonic() - started, "articles": found}))
