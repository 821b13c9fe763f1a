"""Out of the door: a document as a letter, and the ways it can go. Each way says per recipient how it ended."""
