package peer.indicators;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import peer.indicators.avro.History;

/** Histories as plain Avro, for stores of one's own. */
public final class HistoryBytes {
  private static final SpecificDatumWriter<History> WRITER = new SpecificDatumWriter<>(History.class);
  private static final SpecificDatumReader<History> READER = new SpecificDatumReader<>(History.class);

  private HistoryBytes() {}

  public static byte[] write(History history) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      WRITER.write(history, EncoderFactory.get().directBinaryEncoder(out, null));
      return out.toByteArray();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  public static History read(byte[] bytes) {
    try {
      return READER.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
