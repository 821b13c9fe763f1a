"""Where the officer sits: pages in Vietnamese over the office's data, on this machine only.

It uses store, digest and config. What needs the press or a reading engine it asks for by a row in `requests`, which the
running program takes up.
"""
