"""Raw FTS5: the same index asked by itself, without articles; and how many bytes the index takes."""

import json
import sqlite3
import sys
import time

job = json.load(sys.stdin)
connection = sqlite3.connect(job["file"])
SQL = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ?"
best = [1e9] * len(job["expressions"])
started = time.process_time()
for _ in range(job["passes"]):
    for number, expression in enumerate(job["expressions"]):
        begun = time.perf_counter()
        connection.execute(SQL, [expression, job["limit"]]).fetchall()
        best[number] = min(best[number], time.perf_counter() - begun)
seconds = time.process_time() - started
size = connection.execute(
    "SELECT (SELECT sum(length(block)) FROM found_data) + (SELECT sum(length(sz)) + 9 * count(*) FROM found_docsize)"
    " + (SELECT sum(length(article)) + 9 * count(*) FROM found_rows)"
).fetchone()[0]
text = connection.execute("SELECT sum(length(CAST(title || sapo || body AS BLOB))) FROM articles").fetchone()[0]
print(json.dumps({"seconds": seconds, "best": best, "index": size, "text": text, "version": sqlite3.sqlite_version}))
