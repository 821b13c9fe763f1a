"""Starts the crawl's child process, `python -m crawler.child`: its modules come in without rounds of the collector."""

from domain.importing import modules_of


def main() -> None:
    """Import Scrapy and what it brings, then serve."""
    modules_of("crawler.spider").main()


if __name__ == "__main__":
    main()
