package peer;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import peer.indicators.Days;
import peer.indicators.SchemaRegistry;
import peer.indicators.SignalReader;
import peer.indicators.Standing;
import peer.indicators.Usage;
import peer.indicators.avro.Signal;

/**
 * Signals in, vectors out. How often an account is evaluated is left to the record cache: the aggregate goes downstream
 * when the cache is flushed, which is at every commit, so an account that changed many times since is evaluated once.
 */
final class IndicatorTopology {
  private IndicatorTopology() {}

  static Topology of(Options options, LongAdder processed, LongAdder emitted) {
    Days days = new Days(options.asOf());
    Standing standing = new Standing(days, options.rates());
    SchemaRegistry registry = new SchemaRegistry(options.registryUrl());
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(store(Deduplicate.SEEN, Serdes.ByteArray()));
    builder.addStateStore(store(Deduplicate.USERS, Serdes.Long()));
    builder.addStateStore(store(KeepHistory.HISTORIES, StateSerdes.history()));
    // Can be worked out anew from the histories, so nothing is lost with it.
    builder.addStateStore(
        store(KeepHistory.STANDINGS, StateSerdes.doubles()).withCachingEnabled().withLoggingDisabled());

    builder.stream(options.topics(), Consumed.with(Serdes.String(), signals(registry)))
        .processValues(
            () -> new Deduplicate(days, processed), Deduplicate.SEEN, Deduplicate.USERS)
        .processValues(KeepHistory::new, KeepHistory.HISTORIES, KeepHistory.STANDINGS)
        .groupByKey(Grouped.keySerde(Serdes.String()))
        .aggregate(
            Usage::new,
            (account, fact, usage) -> usage.add(fact.signal(), fact.newlyActive(), days),
            Materialized.<String, Usage, KeyValueStore<Bytes, byte[]>>as("usage")
                .withKeySerde(Serdes.String())
                .withValueSerde(StateSerdes.usage())
                .withCachingEnabled())
        .toStream()
        .processValues(
            () -> new Evaluate(standing, emitted), KeepHistory.HISTORIES, KeepHistory.STANDINGS)
        .to(options.outputTopic(), Produced.with(Serdes.String(), vectors()));
    return builder.build();
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    KeyValueBytesStoreSupplier onDisk = Stores.persistentKeyValueStore(name);
    return Stores.keyValueStoreBuilder(onDisk, Serdes.String(), values);
  }

  /** Each thread has a reader of its own. */
  private static Serde<Signal> signals(SchemaRegistry registry) {
    ThreadLocal<SignalReader> mine = ThreadLocal.withInitial(() -> new SignalReader(registry));
    return new Serdes.WrapperSerde<>(null, (topic, bytes) -> mine.get().read(topic, bytes));
  }

  private static Serde<Map<String, Object>> vectors() {
    return new Serdes.WrapperSerde<>(new JsonSerializer(), null);
  }
}
