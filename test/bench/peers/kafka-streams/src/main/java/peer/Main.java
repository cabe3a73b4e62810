package peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Runs the job over what the topics hold, and prints how long it took as one line of JSON. The clock runs from when all
 * partitions are assigned until everything is processed and the application has closed, which flushes and commits.
 */
public final class Main {
  private static final long CACHE_BYTES = 256L << 20;
  private static final long LOOK_EVERY_MS = 5;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    ClickHouseSink sink = options.sink() ? ClickHouseSink.prepare(options) : null;
    LongAdder processed = new LongAdder();
    LongAdder emitted = new LongAdder();
    CountDownLatch running = new CountDownLatch(1);
    KafkaStreams streams =
        new KafkaStreams(IndicatorTopology.of(options, processed, emitted), configOf(options));
    streams.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING) running.countDown();
          if (now == State.ERROR) System.exit(1);
        });
    streams.start();
    // Of two threads one may begin before the other has its partitions.
    while (running.getCount() > 0 && processed.sum() == 0) Thread.sleep(LOOK_EVERY_MS);
    long startedAt = System.nanoTime();
    if (sink != null) sink.start();
    while (processed.sum() < options.expected()) Thread.sleep(LOOK_EVERY_MS);
    streams.close();
    if (sink != null) sink.finish(emitted.sum());
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    System.out.printf(
        "{\"seconds\":%.3f,\"vectors\":%d,\"peakRssBytes\":%d}%n",
        seconds, emitted.sum(), peakRssBytes());
  }

  private static Properties configOf(Options options) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, options.groupId());
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.brokers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, options.stateDir());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.threads());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, options.guarantee());
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, options.commitIntervalMs());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    // The job does not care which topic comes first, so it need not wait for one that is behind.
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
    return config;
  }

  private static long peakRssBytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
