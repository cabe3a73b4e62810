package peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every vector into one table, as the JSON that it is. */
final class VectorsTask extends SinkTask {
  private final ClickHouse clickhouse;
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();

  VectorsTask(Options options, ClickHouse clickhouse) {
    super(options, List.of(options.outputTopic()), options.groupId() + "-vectors");
    this.clickhouse = clickhouse;
  }

  /** An account's vectors are in one partition, so a later one has a higher offset. */
  @Override
  void collect(ConsumerRecord<String, byte[]> record) {
    String head = "{\"account\":\"" + record.key() + "\",\"version\":" + record.offset() + ",";
    rows.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    rows.write(record.value(), 1, record.value().length - 1);
    rows.write('\n');
  }

  @Override
  void insert() {
    if (rows.size() == 0) return;
    clickhouse.insert(Tables.VECTORS, "JSONEachRow", rows.toByteArray(), rows.size());
    rows.reset();
  }
}
