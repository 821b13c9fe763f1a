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
