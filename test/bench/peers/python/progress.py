"""How many records the processes of one job have processed together."""

import mmap
import struct
import time
from pathlib import Path

COUNT = struct.Struct("=Q")


class Progress:
    """Each process counts in a place of its own in a file that all of them map."""

    def __init__(self, file: Path, process_id: int):
        with file.open("r+b") as opened:
            self._counts = mmap.mmap(opened.fileno(), 0)
        self._place = process_id * COUNT.size
        self._own = 0

    def add(self) -> None:
        self._own += 1
        COUNT.pack_into(self._counts, self._place, self._own)

    def wait_for(self, total: int) -> None:
        while sum(count for (count,) in COUNT.iter_unpack(self._counts[:])) < total:
            time.sleep(0.02)
