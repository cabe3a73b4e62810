package peer.indicators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import peer.indicators.avro.Signal;

/** Confluent's framing (a zero, the schema's id, Avro), read into {@link Signal} by Avro's schema resolution. */
public final class SignalReader {
  public static final int HEADER_BYTES = 5;

  private final Map<Integer, SpecificDatumReader<Signal>> readers = new HashMap<>();
  private final SchemaRegistry registry;
  private BinaryDecoder decoder;

  public SignalReader(SchemaRegistry registry) {
    this.registry = registry;
  }

  public Signal read(String topic, byte[] data) {
    int id = ByteBuffer.wrap(data, 1, 4).getInt();
    decoder =
        DecoderFactory.get().binaryDecoder(data, HEADER_BYTES, data.length - HEADER_BYTES, decoder);
    try {
      Signal signal = readers.computeIfAbsent(id, this::readerOf).read(null, decoder);
      signal.setType(topic);
      return signal;
    } catch (IOException error) {
      throw new UncheckedIOException("a record of " + topic + " cannot be read", error);
    }
  }

  private SpecificDatumReader<Signal> readerOf(int id) {
    return new SpecificDatumReader<>(registry.byId(id), Signal.getClassSchema());
  }
}
