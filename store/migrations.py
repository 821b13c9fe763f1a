"""The schema, as named steps that are never edited once landed; each runs in one transaction.

Times are UTC text that sorts (`2026-11-18T01:15:00Z`); `published` keeps what the press shows (ISO with offset, or a
bare day); lists are JSON text.
"""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

from store import caseguards, caseschema, deskschema, laterguards, registerguards, search
from store.schemas import BACKFILLS, FLAT_DAYS, PERSON_PLACES, PLAN, STAMPS, WATCH_AND_CHAIN, WATCH_RULINGS

schema = Migrations("diembao")


@schema(name="0001_first_pass")
def _first_pass(db: sqlite_utils.Database) -> None:
    """Runs, ways, links, pages, articles, readings, outcomes, editions."""
    db.executescript(
        """
        CREATE TABLE runs (id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, now TEXT NOT NULL,
            command TEXT NOT NULL, summary TEXT) STRICT;
        CREATE TABLE ways (source TEXT NOT NULL, url TEXT NOT NULL, etag TEXT, last_modified TEXT, read_at TEXT,
            ok_at TEXT, due_at TEXT, failures INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (source, url)) STRICT;
        CREATE TABLE links (id TEXT PRIMARY KEY, url TEXT NOT NULL, source TEXT NOT NULL, way TEXT NOT NULL,
            title TEXT NOT NULL, summary TEXT NOT NULL, outlet TEXT NOT NULL, published TEXT,
            first_seen TEXT NOT NULL) STRICT;
        CREATE INDEX links_by_source ON links (source);
        CREATE TABLE pages (id TEXT PRIMARY KEY REFERENCES links (id), url TEXT NOT NULL, final_url TEXT NOT NULL,
            status INTEGER NOT NULL, headers TEXT NOT NULL, fetched_at TEXT NOT NULL, ip TEXT, size INTEGER NOT NULL,
            sha256 TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL) STRICT;
        CREATE INDEX pages_by_file ON pages (file, offset);
        CREATE INDEX pages_by_time ON pages (fetched_at);
        CREATE TABLE articles (id TEXT PRIMARY KEY, link TEXT NOT NULL REFERENCES links (id), url TEXT NOT NULL,
            source TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, sapo TEXT NOT NULL, body TEXT NOT NULL,
            author TEXT NOT NULL, published TEXT, published_day TEXT, published_from TEXT, updated TEXT,
            section TEXT NOT NULL, tags TEXT NOT NULL, captions TEXT NOT NULL, canonical TEXT NOT NULL,
            language TEXT NOT NULL, form TEXT NOT NULL, notes TEXT NOT NULL, first_seen TEXT NOT NULL) STRICT;
        CREATE INDEX articles_by_link ON articles (link);
        CREATE INDEX articles_by_day ON articles (published_day);
        CREATE INDEX articles_by_first_seen ON articles (first_seen);
        CREATE TABLE judgements (article TEXT NOT NULL REFERENCES articles (id), unit_code TEXT NOT NULL,
            verdict TEXT NOT NULL, score REAL NOT NULL, role TEXT, reasons TEXT NOT NULL, mentions TEXT NOT NULL,
            version INTEGER NOT NULL, PRIMARY KEY (article, unit_code)) STRICT;
        CREATE INDEX judgements_by_unit ON judgements (unit_code, verdict);
        CREATE TABLE topics (article TEXT NOT NULL REFERENCES articles (id), topic TEXT NOT NULL,
            rank INTEGER NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL, reason TEXT NOT NULL,
            version INTEGER NOT NULL, PRIMARY KEY (article, topic)) STRICT;
        CREATE TABLE outcomes (item TEXT NOT NULL, stage TEXT NOT NULL, version INTEGER NOT NULL, basis TEXT NOT NULL,
            word TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL, attempts INTEGER NOT NULL, retry_at TEXT,
            PRIMARY KEY (item, stage)) STRICT;
        CREATE INDEX outcomes_by_stage ON outcomes (stage, word);
        CREATE TABLE editions (unit_code TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, start TEXT NOT NULL,
            end TEXT NOT NULL, built_at TEXT NOT NULL, files TEXT NOT NULL, digest TEXT NOT NULL,
            PRIMARY KEY (unit_code, key)) STRICT;
        """
    )


@schema(name="0002_search")
def _search(db: sqlite_utils.Database) -> None:
    """The search index, filled with the articles at hand."""
    db.executescript(search.SCHEMA)
    for row in list(db.query("SELECT * FROM articles")):
        search.put(db.conn, None, row)


@schema(name="0003_stories")
def _stories(db: sqlite_utils.Database) -> None:
    """Where the machine joined each article to others, and the officer's decisions about stories."""
    db.executescript(
        """
        CREATE TABLE joins (place INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE REFERENCES articles (id),
            beside TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL, copy_of TEXT, copy_kind TEXT,
            copy_share REAL, credit TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
        CREATE TABLE story_decisions (number INTEGER PRIMARY KEY, ruling TEXT NOT NULL, by TEXT NOT NULL,
            at TEXT NOT NULL, articles TEXT NOT NULL, others TEXT NOT NULL, undoes INTEGER, why TEXT NOT NULL) STRICT;
        CREATE TRIGGER story_decisions_stay BEFORE DELETE ON story_decisions
            BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
        CREATE TRIGGER story_decisions_stand BEFORE UPDATE ON story_decisions
            BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
        """
    )


@schema(name="0004_issued_editions")
def _issued_editions(db: sqlite_utils.Database) -> None:
    """Drafts with their inputs, issued documents, issues raised by the press, the log of what was sent."""
    db.executescript(
        """
        ALTER TABLE editions ADD COLUMN inputs BLOB;
        ALTER TABLE editions ADD COLUMN document BLOB;
        CREATE TABLE issued (unit_code TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, number TEXT NOT NULL,
            day TEXT NOT NULL, reason TEXT NOT NULL, issued_at TEXT NOT NULL, inputs BLOB NOT NULL,
            document BLOB NOT NULL, PRIMARY KEY (unit_code, key, version)) STRICT;
        CREATE TABLE matters (unit_code TEXT NOT NULL, id TEXT NOT NULL, opened TEXT NOT NULL, what TEXT NOT NULL,
            outlet TEXT NOT NULL, url TEXT NOT NULL, raised TEXT, unit TEXT NOT NULL,
            PRIMARY KEY (unit_code, id)) STRICT;
        CREATE TABLE matter_events (unit_code TEXT NOT NULL, matter TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
            state TEXT, what TEXT, unit TEXT, directive TEXT, result TEXT, due TEXT) STRICT;
        CREATE INDEX matter_events_by_matter ON matter_events (unit_code, matter);
        CREATE TABLE deliveries (document TEXT NOT NULL, recipient TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL,
            attempts INTEGER NOT NULL, detail TEXT NOT NULL, retry_at TEXT, PRIMARY KEY (document, recipient)) STRICT;
        CREATE TRIGGER issued_stay BEFORE DELETE ON issued
            BEGIN SELECT RAISE(ABORT, 'issued documents stay'); END;
        CREATE TRIGGER issued_stand BEFORE UPDATE ON issued
            BEGIN SELECT RAISE(ABORT, 'issued documents stay'); END;
        CREATE TRIGGER matter_events_stay BEFORE DELETE ON matter_events
            BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
        CREATE TRIGGER matter_events_stand BEFORE UPDATE ON matter_events
            BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
        """
    )


@schema(name="0005_desk")
def _desk(db: sqlite_utils.Database) -> None:
    """People of the desk, what they decided and asked for, and the log of it."""
    db.executescript(deskschema.DESK)


@schema(name="0006_tones")
def _tones(db: sqlite_utils.Database) -> None:
    """How articles sound, of themselves and toward a commune; the officer's corrections."""
    db.executescript(
        """
        CREATE TABLE tones (article TEXT PRIMARY KEY REFERENCES articles (id), value TEXT NOT NULL,
            score_negative REAL NOT NULL, sentence TEXT NOT NULL, reason TEXT NOT NULL,
            version INTEGER NOT NULL) STRICT;
        CREATE TABLE target_tones (article TEXT NOT NULL REFERENCES articles (id), unit_code TEXT NOT NULL,
            value TEXT NOT NULL, score_negative REAL NOT NULL, sentence TEXT NOT NULL, reason TEXT NOT NULL,
            reply_due INTEGER NOT NULL, due_score REAL NOT NULL, due_sentence TEXT NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (article, unit_code)) STRICT;
        CREATE TABLE corrections (number INTEGER PRIMARY KEY, article TEXT NOT NULL, unit_code TEXT NOT NULL,
            subject TEXT NOT NULL, value TEXT NOT NULL, proposed TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
            why TEXT NOT NULL) STRICT;
        CREATE INDEX corrections_by_article ON corrections (unit_code, article);
        CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections
            BEGIN SELECT RAISE(ABORT, 'corrections are only added'); END;
        CREATE TRIGGER corrections_stand BEFORE UPDATE ON corrections
            BEGIN SELECT RAISE(ABORT, 'corrections are only added'); END;
        """
    )


@schema(name="0007_watch_and_chain")
def _watch_and_chain(db: sqlite_utils.Database) -> None:
    """The chain with its heads and records; watched articles, visits, versions, changes."""
    db.executescript(WATCH_AND_CHAIN)


@schema(name="0008_watch_rulings")
def _watch_rulings(db: sqlite_utils.Database) -> None:
    """What officers said of the changes that were seen."""
    db.executescript(WATCH_RULINGS)


@schema(name="0009_edition_edits")
def _edition_edits(db: sqlite_utils.Database) -> None:
    """What people changed in digests before they left, and who agreed to them. A copy marked by hand is counted."""
    db.executescript(
        """
        CREATE TABLE edition_edits (number INTEGER PRIMARY KEY AUTOINCREMENT, unit_code TEXT NOT NULL,
            edition TEXT NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL,
            at TEXT NOT NULL, undoes INTEGER REFERENCES edition_edits (number)) STRICT;
        CREATE INDEX edition_edits_by_edition ON edition_edits (unit_code, edition);
        CREATE TRIGGER edition_edits_stay BEFORE UPDATE ON edition_edits
            BEGIN SELECT RAISE(ABORT, 'only added to'); END;
        CREATE TRIGGER edition_edits_last BEFORE DELETE ON edition_edits
            BEGIN SELECT RAISE(ABORT, 'only added to'); END;
        UPDATE standings SET verdict = 'accept' WHERE choice = 'copy';
        """
    )


@schema(name="0010_operations")
def _operations(db: sqlite_utils.Database) -> None:
    """The folder's own id, how each run ended, and warnings with the day they were told."""
    db.executescript(
        """
        CREATE TABLE home (id TEXT NOT NULL) STRICT;
        INSERT INTO home VALUES (lower(hex(randomblob(4))));
        ALTER TABLE runs ADD COLUMN outcome TEXT;
        CREATE INDEX runs_by_command ON runs (command, id);
        CREATE TABLE warnings (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL,
            advice TEXT NOT NULL, raised TEXT NOT NULL, sent TEXT, ended TEXT) STRICT;
        CREATE UNIQUE INDEX warnings_standing ON warnings (kind, item) WHERE ended IS NULL;
        """
    )


@schema(name="0011_corrections_of_topics")
def _corrections_of_topics(db: sqlite_utils.Database) -> None:
    """The officer's word on an article is looked up for every article shown."""
    db.executescript("CREATE INDEX corrections_of_article ON corrections (article, subject, number);")


@schema(name="0012_cases")
def _cases(db: sqlite_utils.Database) -> None:
    """Official facts, claims, cases with what was written about them, the register of speaking to the press."""
    db.executescript(caseschema.TABLES + caseschema.TRIGGERS)


@schema(name="0013_stamps")
def _stamps(db: sqlite_utils.Database) -> None:
    """Time stamps of authorities over the end of the chain."""
    db.executescript(STAMPS)


@schema(name="0014_plan")
def _plan(db: sqlite_utils.Database) -> None:
    """What officers wrote about the tasks of the plan."""
    db.executescript(PLAN)


@schema(name="0015_pages_of_the_desk")
def _pages_of_the_desk(db: sqlite_utils.Database) -> None:
    """What keeps pages quick with 100,000 articles: joins backwards, days and first sights by paper."""
    db.executescript(deskschema.QUICK_PAGES)


@schema(name="0016_flat_days")
def _flat_days(db: sqlite_utils.Database) -> None:
    """What keeps a day's work as quick after years: no scan of all runs, all outcomes, all deadlines."""
    db.executescript(FLAT_DAYS)


@schema(name="0017_saved_searches")
def _saved_searches(db: sqlite_utils.Database) -> None:
    """Searches that officers keep; lines of the plan and of the press register taken back."""
    db.executescript(deskschema.SAVED_SEARCHES + deskschema.TAKEN_BACK)


@schema(name="0018_backfills")
def _backfills(db: sqlite_utils.Database) -> None:
    """How far WARC files of others were read."""
    db.executescript(BACKFILLS)


@schema(name="0019_communes_of_people")
def _communes_of_people(db: sqlite_utils.Database) -> None:
    """In a city's home: the communes a person of the desk is tied to."""
    db.executescript(deskschema.COMMUNES_OF_PEOPLE)


@schema(name="0020_guards_of_cases")
def _guards_of_cases(db: sqlite_utils.Database) -> None:
    """The guard rules of cases, facts and the press register told to bare SQL, with sentences."""
    db.executescript(caseguards.EVENTS + registerguards.REGISTERS)


@schema(name="0021_later_guards_of_cases")
def _later_guards_of_cases(db: sqlite_utils.Database) -> None:
    """Forged documents go no letter's way, one document is not two, no ending without a witness: told to bare SQL."""
    db.executescript(laterguards.LATER)


@schema(name="0022_person_places")
def _person_places(db: sqlite_utils.Database) -> None:
    """The answers of the tagger of persons, so that a digest need not ask again."""
    db.executescript(PERSON_PLACES)
