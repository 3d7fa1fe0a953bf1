"""Threads that may read XML at the same time without spoiling each other's names.

libxml2 keeps every name it meets in a dictionary that two threads must not use at once. lxml gives each thread its own,
except that a thread whose first parse is by a parser made elsewhere (python-docx has one for all) takes that parser's
dictionary for its own: two such threads then write in the same one, and names, or the whole process, are lost.
"""

import ctypes
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from lxml import etree

_M_ARENA_MAX = -8  # malloc.h of glibc


def open_threads(count: int) -> ThreadPoolExecutor:
    """Gives a pool of threads, each with its own dictionary of XML names before it does anything else."""
    _share_heap()
    return ThreadPoolExecutor(count, initializer=_take_own_names)


def _take_own_names() -> None:
    etree.fromstring(b"<own/>", etree.XMLParser())


@cache
def _share_heap() -> None:
    """Has all threads take memory from one heap: glibc gives each its own, where no other takes what it gave back.

    A dossier then needs 314 MB instead of 357, and no more time. Other C libraries have one heap.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
