"""What helpers do in the tests of the crew: little, in a module that imports little."""

from __future__ import annotations

import multiprocessing
import os

KILLER = 2


def square(number: int) -> int:
    """A chore that goes well."""
    return number * number


def deadly(number: int) -> int:
    """A chore that ends its helper at one number, without a word."""
    if number == KILLER and multiprocessing.parent_process() is not None:
        os._exit(9)
    return number
