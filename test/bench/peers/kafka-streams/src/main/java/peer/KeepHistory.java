package peer;

import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import peer.indicators.Histories;
import peer.indicators.avro.History;
import peer.indicators.avro.Signal;

/** Keeps histories under the account and what they are of, so that an account's lie side by side. */
final class KeepHistory implements FixedKeyProcessor<String, Fact, Fact> {
  static final String HISTORIES = "histories";
  static final String STANDINGS = "standings";

  private FixedKeyProcessorContext<String, Fact> context;
  private KeyValueStore<String, History> histories;
  private KeyValueStore<String, double[]> standings;

  @Override
  public void init(FixedKeyProcessorContext<String, Fact> context) {
    this.context = context;
    histories = context.getStateStore(HISTORIES);
    standings = context.getStateStore(STANDINGS);
  }

  @Override
  public void process(FixedKeyRecord<String, Fact> record) {
    Signal signal = record.value().signal();
    String thing = Histories.thingOf(signal);
    if (thing != null) {
      String key = prefixOf(record.key()) + thing;
      histories.put(key, Histories.with(signal, histories.get(key)));
      standings.delete(record.key());
    }
    context.forward(record);
  }

  static String prefixOf(String account) {
    return account + "|";
  }
}
