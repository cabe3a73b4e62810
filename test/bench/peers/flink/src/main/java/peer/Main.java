package peer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the job over what the topics hold, and prints how long it took as one line of JSON. The clock runs from the first
 * record until every vector is out and a last savepoint, with which offsets are committed, has ended the job.
 */
public final class Main {
  private static final long LOOK_EVERY_MS = 5;
  private static final long CHECKPOINT_EVERY_MS = 10_000;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            options.parallelism(), configOf(options));
    environment.enableCheckpointing(CHECKPOINT_EVERY_MS);
    environment.getConfig().enableObjectReuse();
    environment
        .fromSource(sourceOf(options), WatermarkStrategy.noWatermarks(), "signals")
        .keyBy(keyed -> keyed.account)
        .process(new Accounts(options))
        .sinkTo(sinkOf(options));
    JobClient job = environment.executeAsync("indicators");
    job.getJobExecutionResult().exceptionally(Main::end);
    while (Progress.PROCESSED.get() < options.expected() || Progress.CHANGED.get() > 0) {
      Thread.sleep(LOOK_EVERY_MS);
    }
    job.stopWithSavepoint(false, uri(options, "savepoint"), SavepointFormatType.NATIVE).get();
    double seconds = (System.nanoTime() - Progress.STARTED_AT.get()) / 1e9;
    System.out.printf(
        "{\"seconds\":%.3f,\"vectors\":%d,\"peakRssBytes\":%d}%n",
        seconds, Progress.EMITTED.get(), peakRssBytes());
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static <T> T end(Throwable error) {
    error.printStackTrace();
    Runtime.getRuntime().halt(1);
    return null;
  }

  private static Configuration configOf(Options options) {
    Configuration config = new Configuration();
    config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(options, "checkpoints"));
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return config;
  }

  private static KafkaSource<Keyed> sourceOf(Options options) {
    return KafkaSource.<Keyed>builder()
        .setBootstrapServers(options.brokers())
        .setTopics(options.topics())
        .setGroupId(options.groupId())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new SignalSchema(options.registryUrl()))
        .setProperty("max.poll.records", "10000")
        .build();
  }

  private static KafkaSink<Published> sinkOf(Options options) {
    return KafkaSink.<Published>builder()
        .setBootstrapServers(options.brokers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new VectorSchema(options.outputTopic()))
        .setProperty("linger.ms", "100")
        .setProperty("batch.size", String.valueOf(256 << 10))
        .build();
  }

  private static String uri(Options options, String name) {
    return Path.of(options.stateDir(), name).toUri().toString();
  }

  private static long peakRssBytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
