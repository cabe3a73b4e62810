"""The peer in Quix Streams: the state of an account lies in RocksDB under many keys, so that none of them grows large."""

import sys
from pathlib import Path
from threading import Thread
from typing import Any, Dict, Iterable, List

sys.path.append(str(Path(__file__).parents[1] / "python"))

from quixstreams import Application, State
from quixstreams.models import Deserializer, SerializationContext

import histories
import usage
from options import Clock, parse_options, print_result, rates_of
from progress import Progress
from signals import Signal, SignalDecoder, day_of, is_presence
from standing import Standing

Vector = Dict[str, Any]


class SignalDeserializer(Deserializer):
    """Signals with the topic they come from."""

    def __init__(self, decoder: SignalDecoder, clock: Clock):
        super().__init__()
        self._decoder = decoder
        self._clock = clock

    def __call__(self, value: bytes, ctx: SerializationContext) -> Signal:
        self._clock.start()
        signal = self._decoder.decode(value)
        signal["type"] = ctx.topic
        return signal


class Accounts:
    """Counts each event once and says how the account stands: one message in, one vector out."""

    def __init__(self, standing: Standing, as_of_day: int, topics: List[str], clock: Clock):
        self._standing = standing
        self._as_of_day = as_of_day
        self._topics = [topic for topic in topics if histories.has_history(topic)]
        self._clock = clock

    def apply(self, signal: Signal, state: State) -> Iterable[Vector]:
        topic = signal["type"]
        seen = f"seen|{signal['eventId']}"
        if state.exists(seen):
            return []
        state.set(seen, 1)
        used = state.get("usage") or usage.new_usage()
        if is_presence(topic, signal) and signal["userId"]:
            self._see(used, signal, state)
        usage.add(used, topic, signal, self._as_of_day)
        state.set("usage", used)
        if histories.has_history(topic):
            things = state.get(topic, {})
            histories.keep(things, topic, signal)
            state.set(topic, things)
            state.delete("standing")
        self._clock.vectors += 1
        return [{**usage.indicators(used), **self._standing_of(state)}]

    def _see(self, used: usage.Usage, signal: Signal, state: State) -> None:
        key = f"user|{signal['userId']}"
        age = self._as_of_day - day_of(signal["occurredAt"])
        before = state.get(key)
        if usage.becomes_active(before, age):
            used["activeUsers"] += 1
        if before is None or age < before:
            state.set(key, age)

    def _standing_of(self, state: State) -> Vector:
        """Kept until a history changes."""
        values = state.get("standing")
        if values is None:
            all_histories = {topic: state.get(topic, {}) for topic in self._topics}
            values = self._standing.indicators(all_histories)
            state.set("standing", values)
        return values


def main() -> None:
    options = parse_options()
    state_dir = Path(options.state_dir)
    topics = options.topics.split(",")
    clock = Clock()
    progress = Progress(state_dir / "progress", options.process_id)
    app = Application(
        broker_address=options.brokers,
        consumer_group=options.group_id,
        auto_offset_reset="earliest",
        state_dir=state_dir / str(options.process_id),
        on_message_processed=lambda topic, partition, offset: progress.add(),
        consumer_poll_timeout=0.1,
        loglevel="WARNING",
    )
    signals = SignalDeserializer(SignalDecoder(options.registry_url), clock)
    accounts = Accounts(
        Standing(options.as_of, rates_of(options.rates)), day_of(options.as_of), topics, clock
    )
    frames = [app.dataframe(app.topic(topic, value_deserializer=signals)) for topic in topics]
    together = frames[0]
    for frame in frames[1:]:
        together = together.concat(frame)
    vectors = together.apply(accounts.apply, stateful=True, expand=True)
    vectors.to_topic(app.topic(options.output_topic, value_serializer="json"))

    def stop_when_done() -> None:
        progress.wait_for(options.expected)
        app.stop()

    Thread(target=stop_when_done, daemon=True).start()
    # Returns when everything is flushed and committed.
    app.run()
    print_result(clock)


main()
