"""The peer in Bytewax: the state of an account is a Python object, snapshots of which make the job recoverable."""

import pickle
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

import bytewax.operators as op
import orjson
from bytewax.connectors.kafka import KafkaSink, KafkaSinkMessage, KafkaSource, KafkaSourceMessage
from bytewax.dataflow import Dataflow
from bytewax.operators import StatefulBatchLogic
from bytewax.recovery import RecoveryConfig
from bytewax.run import cli_main

sys.path.append(str(Path(__file__).parents[1] / "python"))

import histories
import usage
from options import Clock, parse_options, print_result, rates_of
from signals import Signal, SignalDecoder, day_of, is_presence
from standing import Standing

# Changed accounts are evaluated so long after their first change.
PUBLISH_AFTER = timedelta(seconds=1)
# There are 120 consumers, each of which would read ahead by 64 MiB.
READ_AHEAD_KIB = "8192"

Vector = Dict[str, Any]


class Account(StatefulBatchLogic):
    """Counts each event once, and publishes a vector a moment after the account has changed."""

    def __init__(self, standing: Standing, as_of_day: int, snapshot: Optional[bytes]):
        self._standing = standing
        self._as_of_day = as_of_day
        self._publish_at: Optional[datetime] = None
        self._standing_values: Optional[Dict[str, Any]] = None
        self._seen: Set[str] = set()
        self._users: Dict[str, int] = {}
        self._usage = usage.new_usage()
        self._histories: histories.Histories = {}
        if snapshot is not None:
            self._seen, self._users, self._usage, self._histories = pickle.loads(snapshot)

    def on_batch(self, values: List[Tuple[str, Signal]]) -> Tuple[Iterable[Vector], bool]:
        for topic, signal in values:
            self._add(topic, signal)
        if self._publish_at is None:
            self._publish_at = datetime.now(timezone.utc) + PUBLISH_AFTER
        return [], StatefulBatchLogic.RETAIN

    def on_notify(self) -> Tuple[Iterable[Vector], bool]:
        return self._publish()

    def on_eof(self) -> Tuple[Iterable[Vector], bool]:
        return self._publish()

    def notify_at(self) -> Optional[datetime]:
        return self._publish_at

    def snapshot(self) -> bytes:
        return pickle.dumps((self._seen, self._users, self._usage, self._histories))

    def _add(self, topic: str, signal: Signal) -> None:
        if signal["eventId"] in self._seen:
            return
        self._seen.add(signal["eventId"])
        if is_presence(topic, signal) and signal["userId"]:
            self._see(signal["userId"], self._as_of_day - day_of(signal["occurredAt"]))
        usage.add(self._usage, topic, signal, self._as_of_day)
        if histories.has_history(topic):
            histories.keep(self._histories.setdefault(topic, {}), topic, signal)
            self._standing_values = None

    def _see(self, user: str, age: int) -> None:
        before = self._users.get(user)
        if usage.becomes_active(before, age):
            self._usage["activeUsers"] += 1
        if before is None or age < before:
            self._users[user] = age

    def _publish(self) -> Tuple[Iterable[Vector], bool]:
        if self._publish_at is None:
            return [], StatefulBatchLogic.RETAIN
        self._publish_at = None
        if self._standing_values is None:
            self._standing_values = self._standing.indicators(self._histories)
        vector = {**usage.indicators(self._usage), **self._standing_values}
        return [vector], StatefulBatchLogic.RETAIN


def dataflow(options: Any, clock: Clock) -> Dataflow:
    decoder = SignalDecoder(options.registry_url)
    standing = Standing(options.as_of, rates_of(options.rates))
    as_of_day = day_of(options.as_of)
    brokers = options.brokers.split(",")

    def decode(messages: List[KafkaSourceMessage]) -> Iterable[Tuple[str, Tuple[str, Signal]]]:
        clock.start()
        return [(m.key.decode(), (m.topic, decoder.decode(m.value))) for m in messages]

    def encode(keyed: List[Tuple[str, Vector]]) -> Iterable[KafkaSinkMessage]:
        clock.vectors += len(keyed)
        return [KafkaSinkMessage(key.encode(), orjson.dumps(vector)) for key, vector in keyed]

    flow = Dataflow("indicators")
    # Ends when everything is read: what there is to measure is a catch-up.
    source = KafkaSource(
        brokers,
        options.topics.split(","),
        tail=False,
        add_config={"queued.max.messages.kbytes": READ_AHEAD_KIB},
    )
    messages = op.input("signals", flow, source)
    signals = op.flat_map_batch("decode", messages, decode)
    vectors = op.stateful_batch(
        "accounts", signals, lambda snapshot: Account(standing, as_of_day, snapshot)
    )
    sink = KafkaSink(brokers, options.output_topic, add_config={"partitioner": "murmur2_random"})
    op.output("vectors", op.flat_map_batch("encode", vectors, encode), sink)
    return flow


def main() -> None:
    options = parse_options()
    clock = Clock()
    cli_main(
        dataflow(options, clock),
        process_id=options.process_id,
        addresses=options.addresses.split(","),
        recovery_config=RecoveryConfig(options.state_dir),
    )
    print_result(clock)


main()
