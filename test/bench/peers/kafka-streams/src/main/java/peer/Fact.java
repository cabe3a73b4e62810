package peer;

import peer.indicators.avro.Signal;

/** A signal that was not there before; `newlyActive`: the first that saw its user within the active days. */
record Fact(Signal signal, boolean newlyActive) {}
