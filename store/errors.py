"""What can go wrong with the office's data, as sentences with a remedy.

StoreError            the database or archive cannot be used now; nothing confirmed is lost
 +- DiskFull          no room left
 +- Locked            another program holds the database
 +- Damaged           the file is not a sound database or archive
 +- TooNew            made by a newer version of the program
 +- UpgradeFailed     a step of the upgrade could not be done; the data are as before
 +- Unfinished        a restore into this home was cut off and has to be done again
"""

from __future__ import annotations

from domain.errors import KnownError


class StoreError(KnownError):
    """The data cannot be used now. The message is Vietnamese: what happened, what is safe, what to do."""


class DiskFull(StoreError):
    """No room left where the data lies."""


class Locked(StoreError):
    """Another program holds the data."""


class Damaged(StoreError):
    """A file is not what it should be."""


class TooNew(StoreError):
    """The data was made by a newer version of the program."""


class UpgradeFailed(StoreError):
    """The data could not be brought to the present schema and are as before."""


class Unfinished(StoreError):
    """A restore into this home was not ended; doing it again ends it."""
