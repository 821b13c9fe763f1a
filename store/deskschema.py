"""Tables of the desk, as the migrations make them; a step that has landed is never edited."""

# People of the desk, what they decided and asked for, and the log of it.
DESK = """
    CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL, password TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,
        made_at TEXT NOT NULL) STRICT;
    CREATE TABLE sessions (token TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES users (id), begun TEXT NOT NULL,
        used TEXT NOT NULL) STRICT;
    CREATE INDEX sessions_by_user ON sessions (user);
    CREATE TABLE login_failures (key TEXT NOT NULL, address TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX login_failures_by_time ON login_failures (at);
    CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, by TEXT NOT NULL,
        action TEXT NOT NULL, item TEXT NOT NULL, detail TEXT NOT NULL, chain TEXT NOT NULL) STRICT;
    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER audit_lasts BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER audit_new BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TABLE requests (id INTEGER PRIMARY KEY AUTOINCREMENT, task TEXT NOT NULL, detail TEXT NOT NULL,
        by TEXT NOT NULL, asked TEXT NOT NULL, taken TEXT, ended TEXT, exit_code INTEGER,
        answer TEXT NOT NULL DEFAULT '') STRICT;
    CREATE INDEX requests_open ON requests (ended, id);
    CREATE TABLE decisions (id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL REFERENCES articles (id),
        unit_code TEXT NOT NULL, choice TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,
        undoes INTEGER REFERENCES decisions (id)) STRICT;
    CREATE INDEX decisions_by_article ON decisions (article, unit_code);
    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER decisions_new BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TABLE standings (article TEXT NOT NULL REFERENCES articles (id), unit_code TEXT NOT NULL,
        choice TEXT NOT NULL, verdict TEXT NOT NULL, decision INTEGER NOT NULL REFERENCES decisions (id),
        PRIMARY KEY (article, unit_code)) STRICT;
    CREATE INDEX standings_by_choice ON standings (unit_code, choice);
    CREATE INDEX standings_by_verdict ON standings (unit_code, verdict);
    CREATE VIEW verdicts AS
        SELECT j.article, j.unit_code, j.verdict FROM judgements j WHERE NOT EXISTS
            (SELECT 1 FROM standings s WHERE s.unit_code = j.unit_code AND s.article = j.article)
        UNION ALL SELECT s.article, s.unit_code, s.verdict FROM standings s;
"""

QUICK_PAGES = """
    CREATE TABLE besides (other TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (other, article)) WITHOUT ROWID;
    INSERT OR IGNORE INTO besides SELECT o.value, j.article
        FROM joins j, json_each(CASE WHEN json_valid(j.beside) THEN j.beside ELSE '[]' END) o;
    CREATE TRIGGER joins_besides AFTER INSERT ON joins BEGIN
        INSERT OR IGNORE INTO besides SELECT o.value, NEW.article FROM json_each(
        CASE WHEN json_valid(NEW.beside) THEN NEW.beside ELSE '[]' END) o; END;
    CREATE TRIGGER joins_besides_anew AFTER UPDATE ON joins BEGIN
        DELETE FROM besides WHERE article = OLD.article AND other IN (SELECT value FROM json_each(
        CASE WHEN json_valid(OLD.beside) THEN OLD.beside ELSE '[]' END));
        INSERT OR IGNORE INTO besides SELECT o.value, NEW.article FROM json_each(
        CASE WHEN json_valid(NEW.beside) THEN NEW.beside ELSE '[]' END) o; END;
    CREATE TRIGGER joins_besides_gone AFTER DELETE ON joins BEGIN
        DELETE FROM besides WHERE article = OLD.article AND other IN (SELECT value FROM json_each(
        CASE WHEN json_valid(OLD.beside) THEN OLD.beside ELSE '[]' END)); END;
    CREATE INDEX articles_by_told_day ON articles (coalesce(published_day, date(first_seen, '+7 hours')), source);
    CREATE INDEX links_by_sight ON links (source, first_seen);
"""

# Searches that officers keep; and what was written by mistake, taken back by a row beside it.
SAVED_SEARCHES = """
    CREATE TABLE saved_searches (number INTEGER PRIMARY KEY AUTOINCREMENT, unit_code TEXT NOT NULL,
        search INTEGER NOT NULL, deed TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, uses TEXT NOT NULL,
        feed TEXT NOT NULL, seen TEXT, dropped INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX saved_searches_by_search ON saved_searches (search, number);
    CREATE INDEX saved_searches_by_feed ON saved_searches (feed);
    CREATE TRIGGER saved_searches_stay BEFORE UPDATE ON saved_searches
        BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER saved_searches_last BEFORE DELETE ON saved_searches
        BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""

TAKEN_BACK = """
    CREATE TABLE taken_back (number INTEGER PRIMARY KEY AUTOINCREMENT, unit_code TEXT NOT NULL, kind TEXT NOT NULL,
        item INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX taken_back_once ON taken_back (kind, item);
    CREATE TRIGGER taken_back_stay BEFORE UPDATE ON taken_back BEGIN SELECT RAISE(ABORT, 'only added to'); END;
    CREATE TRIGGER taken_back_last BEFORE DELETE ON taken_back BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""

COMMUNES_OF_PEOPLE = """
    CREATE TABLE user_units (user INTEGER NOT NULL REFERENCES users (id), unit_code TEXT NOT NULL,
        PRIMARY KEY (user, unit_code)) WITHOUT ROWID, STRICT;
"""
