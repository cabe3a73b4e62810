package peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import peer.indicators.SchemaRegistry;
import peer.indicators.SignalReader;

/** Every signal into the table of its topic. */
final class FactsTask extends SinkTask {
  private final ClickHouse clickhouse;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas;
  private final Map<String, RowBinary> rows = new HashMap<>();
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private BinaryDecoder decoder;

  FactsTask(Options options, ClickHouse clickhouse, SchemaRegistry registry, Map<String, Schema> schemas) {
    super(options, options.topics(), options.groupId() + "-facts");
    this.clickhouse = clickhouse;
    this.registry = registry;
    this.schemas = schemas;
  }

  @Override
  void collect(ConsumerRecord<String, byte[]> record) {
    rows.computeIfAbsent(record.topic(), topic -> new RowBinary()).add(read(record));
  }

  @Override
  void insert() {
    rows.forEach((topic, some) -> some.insertInto(Tables.ofTopic(topic), clickhouse));
  }

  private GenericRecord read(ConsumerRecord<String, byte[]> record) {
    byte[] data = record.value();
    int id = ByteBuffer.wrap(data, 1, 4).getInt();
    int header = SignalReader.HEADER_BYTES;
    decoder = DecoderFactory.get().binaryDecoder(data, header, data.length - header, decoder);
    try {
      return readers.computeIfAbsent(id, writer -> readerOf(writer, record.topic())).read(null, decoder);
    } catch (IOException error) {
      throw new SerializationException(error);
    }
  }

  private GenericDatumReader<GenericRecord> readerOf(int id, String topic) {
    return new GenericDatumReader<>(registry.byId(id), schemas.get(topic));
  }
}
