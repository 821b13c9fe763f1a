"""The one error tree: what stops a command, always with its remedy.

    KnownError              the message is Vietnamese: what happened, what is safe, what to do
     +- config.SettingsError  wrong settings (exit code 2)
     +- store.StoreError      the data cannot be used now (exit code 1)
     +- diembao.cli.Failed    anything else a command cannot do

One item that goes wrong is no error but a value: see domain/outcome.py.
"""

from __future__ import annotations


class KnownError(Exception):
    """A foreseen reason why a command cannot be done; `exit_code` is the program's."""

    exit_code = 1
