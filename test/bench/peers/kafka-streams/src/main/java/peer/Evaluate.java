package peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import peer.avro.History;
import peer.avro.Signal;

/** Every indicator of a changed account. What follows from its histories is kept until one of them changes. */
final class Evaluate implements FixedKeyProcessor<String, Usage, Map<String, Object>> {
  private static final List<String> USAGE =
      List.of(
          "facts",
          "logins-per-week",
          "active-users",
          "usage-change",
          "days-since-last-seen",
          "feature-breadth");

  private final Standing standing;
  private final LongAdder emitted;
  private FixedKeyProcessorContext<String, Map<String, Object>> context;
  private KeyValueStore<String, History> histories;
  private KeyValueStore<String, double[]> standings;

  Evaluate(Standing standing, LongAdder emitted) {
    this.standing = standing;
    this.emitted = emitted;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, Map<String, Object>> context) {
    this.context = context;
    histories = context.getStateStore(KeepHistory.HISTORIES);
    standings = context.getStateStore(KeepHistory.STANDINGS);
  }

  @Override
  public void process(FixedKeyRecord<String, Usage> record) {
    context.forward(record.withValue(vector(record.value(), standingOf(record.key()))));
    emitted.increment();
  }

  private double[] standingOf(String account) {
    double[] kept = standings.get(account);
    if (kept != null) return kept;
    double[] values = standing.of(historiesOf(account));
    standings.put(account, values);
    return values;
  }

  private Map<String, List<List<Signal>>> historiesOf(String account) {
    Map<String, List<List<Signal>>> byTopic = new HashMap<>();
    try (var rows = histories.prefixScan(KeepHistory.prefixOf(account), new StringSerializer())) {
      rows.forEachRemaining(
          row -> {
            List<Signal> signals = row.value.getSignals();
            byTopic.computeIfAbsent(signals.get(0).getType(), topic -> new ArrayList<>()).add(signals);
          });
    }
    return byTopic;
  }

  /** What is in a vector. */
  static Stream<String> ids() {
    return Stream.concat(USAGE.stream(), Standing.IDS.stream());
  }

  private static Map<String, Object> vector(Usage usage, double[] standing) {
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("facts", usage.facts);
    vector.put("logins-per-week", usage.loginsPerWeek());
    vector.put("active-users", usage.activeUsers());
    vector.put("usage-change", usage.usageChange());
    vector.put("days-since-last-seen", usage.daysSinceLastSeen());
    vector.put("feature-breadth", usage.featureBreadth());
    for (int i = 0; i < standing.length; i++) {
      vector.put(Standing.IDS.get(i), Double.isNaN(standing[i]) ? null : standing[i]);
    }
    return vector;
  }
}
