package peer;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import peer.indicators.SchemaRegistry;

/**
 * Facts and vectors in ClickHouse, where a user wants to query them. Beside the topology and not in it, as Kafka Streams
 * advises: a group of its own reads the same topics, as a connector would, here without a cluster of Kafka Connect.
 */
final class ClickHouseSink {
  private final FactsTask facts;
  private final VectorsTask vectors;
  private final Thread[] threads;

  private ClickHouseSink(Options options, ClickHouse clickhouse, Map<String, Schema> schemas) {
    facts = new FactsTask(options, clickhouse, new SchemaRegistry(options.registryUrl()), schemas);
    facts.endAfter(options.expected());
    vectors = new VectorsTask(options, clickhouse);
    threads = new Thread[] {new Thread(facts, "facts"), new Thread(vectors, "vectors")};
  }

  /** Tables are new every time. */
  static ClickHouseSink prepare(Options options) {
    ClickHouse clickhouse = new ClickHouse(options.clickhouseUrl());
    SchemaRegistry registry = new SchemaRegistry(options.registryUrl());
    Map<String, Schema> schemas =
        options.topics().stream().collect(Collectors.toMap(Function.identity(), registry::latestOf));
    clickhouse.execute("DROP DATABASE IF EXISTS peer SYNC");
    clickhouse.execute("CREATE DATABASE peer ENGINE = Atomic");
    schemas.forEach((topic, schema) -> clickhouse.execute(Tables.factsSql(topic, schema)));
    clickhouse.execute(Tables.vectorsSql());
    return new ClickHouseSink(options, clickhouse, schemas);
  }

  void start() {
    for (Thread thread : threads) {
      thread.setUncaughtExceptionHandler((failed, error) -> end(error));
      thread.start();
    }
  }

  private static void end(Throwable error) {
    error.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /** Waits until all facts and so many vectors are stored. */
  void finish(long vectorsWanted) throws InterruptedException {
    vectors.endAfter(vectorsWanted);
    for (Thread thread : threads) thread.join();
  }
}
