"""Signals as they lie on the topics: a zero, the id of a schema, Avro."""

import io
import json
import urllib.request
from typing import Any, Dict, Tuple

import fastavro

HEADER_BYTES = 5
DAY_MS = 86_400_000

Signal = Dict[str, Any]


class SignalDecoder:
    """Reads signals; fetches each schema once."""

    def __init__(self, registry_url: str):
        self._registry_url = registry_url
        self._schemas: Dict[bytes, Any] = {}

    def decode(self, value: bytes) -> Signal:
        schema_id = value[1:HEADER_BYTES]
        schema = self._schemas.get(schema_id)
        if schema is None:
            schema = self._schemas[schema_id] = self._fetch(schema_id)
        return fastavro.schemaless_reader(io.BytesIO(value[HEADER_BYTES:]), schema)

    def _fetch(self, schema_id: bytes) -> Any:
        url = f"{self._registry_url}/schemas/ids/{int.from_bytes(schema_id, 'big')}"
        with urllib.request.urlopen(url) as response:
            schema = json.loads(json.load(response)["schema"])
        return fastavro.parse_schema(_without_logical_types(schema))


def _without_logical_types(schema: Any) -> Any:
    """Times stay numbers: making a datetime of each takes longer than reading the rest."""
    if isinstance(schema, list):
        return [_without_logical_types(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _without_logical_types(part) if name in ("type", "fields", "items") else part
        for name, part in schema.items()
        if name != "logicalType"
    }


def is_login(topic: str, signal: Signal) -> bool:
    return topic == "signals.login" and signal["kind"] == "login"


def is_presence(topic: str, signal: Signal) -> bool:
    """Of a person: integrations are none."""
    if topic != "signals.feature-use" and not is_login(topic, signal):
        return False
    return not signal["automation"]


def day_of(instant: int) -> int:
    return instant // DAY_MS


def by_time(signal: Signal) -> Tuple[int, str]:
    return signal["occurredAt"], signal["eventId"]
