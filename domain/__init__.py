"""The table in the middle of the house: nouns that every room may name.

Standard library only. Nothing here reads a file, a socket, a database or the clock by itself.
"""
