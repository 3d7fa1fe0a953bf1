"""Threads that may read XML at the same time without spoiling each other's names.

libxml2 keeps every name it meets in a dictionary that two threads must not use at once. lxml gives each thread its own,
except that a thread whose first parse is by a parser made elsewhere (python-docx has one for all) takes that parser's
dictionary for its own: two such threads then write in the same one, and names, or the whole process, are lost.
"""

from concurrent.futures import ThreadPoolExecutor

from lxml import etree


def open_threads(count: int) -> ThreadPoolExecutor:
    """Gives a pool of threads, each with its own dictionary of XML names before it does anything else."""
    return ThreadPoolExecutor(count, initializer=_take_own_names)


def _take_own_names() -> None:
    etree.fromstring(b"<own/>", etree.XMLParser())
