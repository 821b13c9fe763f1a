"""Verdicts replaced: what was read of an article stays read where they are the same as before."""

from __future__ import annotations

from pathlib import Path

from domain.outcome import Outcome, Word
from domain.reading import Verdict
from store import opened
from tests.builders import NOW, a_judgement, a_link, an_article


def test_an_article_is_read_again_only_where_its_verdicts_changed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        link = a_link()
        store.links.add([link], NOW)
        article = an_article(link.url)
        store.articles.save(article, link.id)
        store.readings.save_judgements(article.id, [a_judgement()], 1)
        store.outcomes.put(Outcome(article.id, "read", 1, Word.DONE, "", NOW))
        store.readings.save_judgements(article.id, [a_judgement()], 2)
        assert store.articles.due_for_read(1, "", NOW) == []
        both = [a_judgement(), a_judgement(Verdict.REVIEW, "10507")]
        store.readings.save_judgements(article.id, both, 2)
        assert store.articles.due_for_read(1, "", NOW) == [article.id]
        store.outcomes.put(Outcome(article.id, "read", 1, Word.DONE, "", NOW))
        store.readings.save_judgements(article.id, list(reversed(both)), 2)
        assert store.articles.due_for_read(1, "", NOW) == []
