package peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import peer.avro.History;

/** Plain Avro, for the store alone. */
final class HistorySerde {
  private HistorySerde() {}

  static Serde<History> serde() {
    return Serdes.serdeFrom((topic, history) -> write(history), (topic, bytes) -> read(bytes));
  }

  private static byte[] write(History history) {
    if (history == null) return null;
    try {
      var out = new ByteArrayOutputStream();
      var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      WRITER.write(history, encoder);
      return out.toByteArray();
    } catch (IOException error) {
      throw new SerializationException(error);
    }
  }

  private static History read(byte[] bytes) {
    if (bytes == null) return null;
    try {
      return READER.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException error) {
      throw new SerializationException(error);
    }
  }

  private static final SpecificDatumWriter<History> WRITER = new SpecificDatumWriter<>(History.class);
  private static final SpecificDatumReader<History> READER = new SpecificDatumReader<>(History.class);
}
