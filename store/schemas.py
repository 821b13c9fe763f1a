"""Tables of later steps of store/migrations.py, which grew too long for one file."""

from __future__ import annotations

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
