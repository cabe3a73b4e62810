package peer;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** Rows of one table as ClickHouse's RowBinary, by the Avro schema of what is in them. */
final class RowBinary {
  /** Grows as it must, and lends its array. */
  private static final class Buffer extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  private final Buffer out = new Buffer();
  private int rows;

  int rows() {
    return rows;
  }

  void insertInto(String table, ClickHouse clickhouse) {
    if (rows == 0) return;
    clickhouse.insert(table, "RowBinary", out.array(), out.size());
    out.reset();
    rows = 0;
  }

  void add(GenericRecord record) {
    List<Schema.Field> fields = record.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) write(fields.get(i).schema(), record.get(i));
    rows += 1;
  }

  private void write(Schema schema, Object value) {
    switch (schema.getType()) {
      case UNION -> {
        out.write(value == null ? 1 : 0);
        if (value != null) write(schema.getTypes().get(1), value);
      }
      case STRING -> {
        Utf8 text = (Utf8) value;
        writeLength(text.getByteLength());
        out.write(text.getBytes(), 0, text.getByteLength());
      }
      case BOOLEAN -> out.write((Boolean) value ? 1 : 0);
      case INT -> writeLittleEndian((Integer) value, Integer.BYTES);
      case LONG -> writeLittleEndian((Long) value, Long.BYTES);
      case DOUBLE -> writeLittleEndian(Double.doubleToLongBits((Double) value), Long.BYTES);
      case ARRAY -> {
        List<?> items = (List<?>) value;
        writeLength(items.size());
        for (Object item : items) write(schema.getElementType(), item);
      }
      default -> throw new IllegalArgumentException("no column for " + schema);
    }
  }

  private void writeLength(int length) {
    int rest = length;
    for (; rest > 0x7f; rest >>>= 7) out.write((rest & 0x7f) | 0x80);
    out.write(rest);
  }

  private void writeLittleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) out.write((int) (value >>> (8 * i)));
  }
}
