package peer;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import peer.indicators.HistoryBytes;
import peer.indicators.Usage;
import peer.indicators.UsageBytes;
import peer.indicators.avro.History;

/** How what is kept of an account lies in its stores. */
final class StateSerdes {
  private StateSerdes() {}

  static Serde<Usage> usage() {
    return of(UsageBytes::write, UsageBytes::read);
  }

  static Serde<History> history() {
    return of(HistoryBytes::write, HistoryBytes::read);
  }

  static Serde<double[]> doubles() {
    return of(
        values -> {
          ByteBuffer out = ByteBuffer.allocate(Double.BYTES * values.length);
          out.asDoubleBuffer().put(values);
          return out.array();
        },
        bytes -> {
          double[] values = new double[bytes.length / Double.BYTES];
          ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
          return values;
        });
  }

  /** Null stays null: a store asks so for a deletion. */
  private static <T> Serde<T> of(Function<T, byte[]> write, Function<byte[], T> read) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write.apply(value),
        (topic, bytes) -> bytes == null ? null : read.apply(bytes));
  }
}
