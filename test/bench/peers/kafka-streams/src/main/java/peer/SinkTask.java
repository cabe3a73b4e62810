package peer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** As Kafka Connect runs a sink: collect rows, insert them in batches, and commit what is inserted. */
abstract class SinkTask implements Runnable {
  private static final int ROWS_MAX = 100_000;
  private static final long FLUSH_AFTER_NS = 1_000_000_000;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Options options;
  private final List<String> topics;
  private final String groupId;
  private final AtomicLong stored = new AtomicLong();
  private volatile long wanted = Long.MAX_VALUE;

  SinkTask(Options options, List<String> topics, String groupId) {
    this.options = options;
    this.topics = topics;
    this.groupId = groupId;
  }

  abstract void collect(ConsumerRecord<String, byte[]> record);

  abstract void insert();

  /** Ends once so many rows are stored. */
  void endAfter(long rows) {
    wanted = rows;
  }

  @Override
  public void run() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(topics);
      long collected = 0;
      long flushedAt = System.nanoTime();
      while (stored.get() < wanted) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          collect(record);
          collected += 1;
        }
        boolean last = stored.get() + collected >= wanted;
        if (last || collected >= ROWS_MAX || System.nanoTime() - flushedAt > FLUSH_AFTER_NS) {
          insert();
          consumer.commitSync();
          stored.addAndGet(collected);
          collected = 0;
          flushedAt = System.nanoTime();
        }
      }
    }
  }

  private Map<String, Object> config() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.brokers(),
        ConsumerConfig.GROUP_ID_CONFIG, groupId,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
  }
}
