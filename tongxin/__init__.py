"""Tongxin 同心."""

from tongxin.base.sqlite.library import use_newest

# Before any module of the program is read: two libraries of SQLite in one process would take each other's locks off the same file.
use_newest()
