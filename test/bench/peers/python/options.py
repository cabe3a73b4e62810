"""What a job is told, as `--name value`, and what it tells in the end."""

import argparse
import json
import re
import time
from typing import Dict, Optional


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name in ("brokers", "registry-url", "clickhouse-url", "topics", "output-topic", "group-id"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("state-dir", "rates"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("as-of", "expected"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--process-id", type=int)
    parser.add_argument("--addresses")
    return parser.parse_args()


def rates_of(text: str) -> Dict[str, float]:
    """`USD=0.85,GBP=1.15`: what one unit is worth in the base currency."""
    return {currency: float(rate) for currency, rate in (pair.split("=") for pair in text.split(","))}


class Clock:
    """From the first records that are read until everything is flushed; the time of day, so that processes agree."""

    def __init__(self) -> None:
        self.started_at: Optional[float] = None
        self.vectors = 0

    def start(self) -> None:
        if self.started_at is None:
            self.started_at = time.time()


def print_result(clock: Clock) -> None:
    ended_at = time.time()
    with open("/proc/self/status") as status:
        peak_kib = int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1))
    result = {
        "startedAt": clock.started_at,
        "endedAt": ended_at,
        "vectors": clock.vectors,
        "peakRssBytes": peak_kib * 1024,
    }
    print(json.dumps(result), flush=True)
