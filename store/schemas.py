"""Tables of single steps of store/migrations.py, which grew too long for one file; what has landed is never edited."""

from __future__ import annotations

WATCH_AND_CHAIN = """
    CREATE TABLE chain (number INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL,
        body TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
    CREATE INDEX chain_by_item ON chain (kind, item);
    CREATE TABLE heads (number INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT;
    CREATE TABLE records (number INTEGER PRIMARY KEY, page TEXT NOT NULL, file TEXT NOT NULL,
        offset INTEGER NOT NULL, length INTEGER NOT NULL) STRICT;
    CREATE INDEX records_by_file ON records (file, offset);
    CREATE INDEX records_by_page ON records (page);
    CREATE TABLE watched (article TEXT PRIMARY KEY REFERENCES articles (id), url TEXT NOT NULL,
        source TEXT NOT NULL, since TEXT NOT NULL, state TEXT NOT NULL, visited_at TEXT, ok_at TEXT, due_at TEXT,
        etag TEXT, last_modified TEXT, misses INTEGER NOT NULL, first_missed TEXT, last_missed TEXT,
        version INTEGER NOT NULL) STRICT;
    CREATE INDEX watched_by_due ON watched (due_at);
    CREATE TABLE visits (article TEXT NOT NULL, at TEXT NOT NULL, sight TEXT NOT NULL, sentence TEXT NOT NULL,
        answering INTEGER, url TEXT NOT NULL, asked_at TEXT NOT NULL) STRICT;
    CREATE INDEX visits_by_article ON visits (article, at);
    CREATE INDEX visits_by_time ON visits (asked_at);
    CREATE TABLE versions (article TEXT NOT NULL REFERENCES articles (id), number INTEGER NOT NULL,
        seen_at TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL, final_url TEXT NOT NULL,
        status INTEGER NOT NULL, headers TEXT NOT NULL, fetched_at TEXT NOT NULL, ip TEXT, size INTEGER NOT NULL,
        sha256 TEXT NOT NULL, record INTEGER, PRIMARY KEY (article, number)) STRICT;
    CREATE INDEX versions_by_record ON versions (record);
    CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL REFERENCES articles (id),
        url TEXT NOT NULL, seen_at TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL, version INTEGER) STRICT;
    CREATE INDEX changes_by_article ON changes (article);
    CREATE INDEX changes_by_time ON changes (seen_at);
"""

STAMPS = """
    CREATE TABLE stamps (number INTEGER PRIMARY KEY AUTOINCREMENT, link INTEGER NOT NULL, head TEXT NOT NULL,
        at TEXT NOT NULL, authority TEXT NOT NULL, token BLOB NOT NULL) STRICT;
    CREATE TRIGGER stamps_stay BEFORE DELETE ON stamps BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER stamps_stand BEFORE UPDATE ON stamps BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""

WATCH_RULINGS = """
    CREATE TABLE watch_rulings (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL,
        change INTEGER NOT NULL REFERENCES changes (id), ruling TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
        note TEXT NOT NULL) STRICT;
    CREATE INDEX watch_rulings_by_change ON watch_rulings (change);
    CREATE INDEX watch_rulings_by_article ON watch_rulings (article);
    CREATE TRIGGER watch_rulings_stay BEFORE DELETE ON watch_rulings
        BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER watch_rulings_stand BEFORE UPDATE ON watch_rulings
        BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""

# What officers wrote about the tasks of the plan.
PLAN = """
    CREATE TABLE plan_notes (number INTEGER PRIMARY KEY, unit_code TEXT NOT NULL, day TEXT NOT NULL,
        task TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX plan_notes_by_day ON plan_notes (unit_code, day);
    CREATE TRIGGER plan_notes_stay BEFORE UPDATE ON plan_notes BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER plan_notes_last BEFORE DELETE ON plan_notes BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""

FLAT_DAYS = """
    CREATE INDEX runs_by_belief ON runs (command, now);
    CREATE INDEX outcomes_by_time ON outcomes (stage, at);
    CREATE INDEX matter_events_by_due ON matter_events (unit_code, due);
"""

# How far each WARC file of others was read; `basis` is by which knowledge, `word` how it ended (NULL: not yet).
BACKFILLS = """
    CREATE TABLE backfills (file TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, basis TEXT NOT NULL,
        place INTEGER NOT NULL, answers INTEGER NOT NULL, matched INTEGER NOT NULL, word TEXT, detail TEXT NOT NULL,
        at TEXT NOT NULL) STRICT;
"""

# What the tagger of persons said, by article; gone with the words it is about.
PERSON_PLACES = """
    CREATE TABLE person_places (article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        version TEXT NOT NULL, places TEXT NOT NULL) STRICT;
    CREATE TRIGGER person_places_gone AFTER UPDATE OF title, sapo, body ON articles
        WHEN (OLD.title, OLD.sapo, OLD.body) IS NOT (NEW.title, NEW.sapo, NEW.body) BEGIN
        DELETE FROM person_places WHERE article = OLD.id; END;
"""
