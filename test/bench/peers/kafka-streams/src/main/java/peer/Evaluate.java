package peer;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import peer.indicators.Histories;
import peer.indicators.Standing;
import peer.indicators.Usage;
import peer.indicators.Vector;
import peer.indicators.avro.History;

/** Every indicator of a changed account. What follows from its histories is kept until one of them changes. */
final class Evaluate implements FixedKeyProcessor<String, Usage, Map<String, Object>> {
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
    context.forward(record.withValue(Vector.of(record.value(), standingOf(record.key()))));
    emitted.increment();
  }

  private double[] standingOf(String account) {
    double[] kept = standings.get(account);
    if (kept != null) return kept;
    double[] values = standing.of(historiesOf(account));
    standings.put(account, values);
    return values;
  }

  private Histories historiesOf(String account) {
    Histories all = new Histories();
    try (var rows = histories.prefixScan(KeepHistory.prefixOf(account), new StringSerializer())) {
      rows.forEachRemaining(row -> all.add(row.value));
    }
    return all;
  }
}
