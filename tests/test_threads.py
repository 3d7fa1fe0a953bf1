"""Threads that parse at the same time, some by python-docx's one parser, keep every name."""

import subprocess
import sys

# In a process of its own: without the pool's care, this one ends by a signal, or reads other names than were written.
PROGRAM = """
from docx.oxml import parse_xml
from lxml import etree
from assembler.threads import open_threads

COUNT = 3000

def written(seed):
    rows = "".join(f'<w:e{seed}_{i} w:a{seed}_{i}="1"/>' for i in range(COUNT))
    return f'<w:r xmlns:w="http://w">{rows}</w:r>'.encode()

def read(lane):
    for turn in range(30):
        seed = lane * 1000 + turn
        parse_xml(b"<a/>")
        names = [child.tag for child in etree.fromstring(written(seed), etree.XMLParser())]
        assert names == [f"{{http://w}}e{seed}_{i}" for i in range(COUNT)], seed

parse_xml(b"<a/>")
with open_threads(4) as pool:
    list(pool.map(read, range(6)))
print("every name kept")
"""


def test_threads_keep_every_name_they_read() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "every name kept\n"), done.stderr[-500:]


# Pieces of memory too small for pages of their own, kept until every thread has some.
HEAPS = """
import ctypes, sys, tempfile, threading
from assembler.threads import open_threads

together = threading.Barrier(4)

def take(lane):
    pieces = [bytearray(5000) for _ in range(2000)]
    together.wait()
    return len(pieces)

with open_threads(4) as pool:
    list(pool.map(take, range(4)))
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
with tempfile.NamedTemporaryFile() as told:
    file = ctypes.c_void_p(libc.fopen(told.name.encode(), b"w"))
    libc.malloc_info(0, file)
    libc.fclose(file)
    print(told.read().count(b"<heap nr="))
"""


def test_threads_share_one_heap() -> None:
    done = subprocess.run([sys.executable, "-c", HEAPS], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr[-500:]
