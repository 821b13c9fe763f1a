"""datasketch as it is used for near-duplicates: MinHash of 128 permutations over runs of three words, LSH.

Job on standard input: `texts`. Answers with CPU seconds and, for each text that has one, the earlier texts found.
"""

import json
import re
import sys
import time
from importlib import metadata

from datasketch import MinHash, MinHashLSH

WORD = re.compile(r"\w+")


def main() -> None:
    """Read the job, answer on the last line."""
    texts = json.load(sys.stdin)["texts"]
    started = time.process_time()
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    found = {}
    for number, text in enumerate(texts):
        words = WORD.findall(text.lower())
        runs = {" ".join(words[place : place + 3]).encode() for place in range(max(1, len(words) - 2))}
        signature = MinHash(num_perm=128)
        signature.update_batch(runs)
        hits = lsh.query(signature)
        if hits:
            found[str(number)] = [int(hit) for hit in hits]
        lsh.insert(str(number), signature)
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "found": found, "version": metadata.version("datasketch")}))


if __name__ == "__main__":
    main()
