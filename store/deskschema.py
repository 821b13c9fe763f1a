"""Tables of the desk, as the migrations make them; a step that has landed is never edited."""

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
