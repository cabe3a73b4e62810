package peer;

import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import peer.indicators.Days;
import peer.indicators.Topics;
import peer.indicators.Usage;
import peer.indicators.avro.Signal;

/** Lets the first copy of each event through, and notices when it is the first to see its user in the active days. */
final class Deduplicate implements FixedKeyProcessor<String, Signal, Fact> {
  static final String SEEN = "seen";
  static final String USERS = "users";
  private static final byte[] YES = {};

  private final Days days;
  private final LongAdder processed;
  private FixedKeyProcessorContext<String, Fact> context;
  private KeyValueStore<String, byte[]> seen;
  private KeyValueStore<String, Long> users;

  Deduplicate(Days days, LongAdder processed) {
    this.days = days;
    this.processed = processed;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, Fact> context) {
    this.context = context;
    seen = context.getStateStore(SEEN);
    users = context.getStateStore(USERS);
  }

  @Override
  public void process(FixedKeyRecord<String, Signal> record) {
    Signal signal = record.value();
    if (seen.putIfAbsent(record.key() + "|" + signal.getEventId(), YES) == null) {
      context.forward(record.withValue(new Fact(signal, sees(record.key(), signal))));
    }
    processed.increment();
  }

  /** Remembers when a user was last seen; true if that brings the user into the active days. */
  private boolean sees(String account, Signal signal) {
    if (!Topics.isPresence(signal) || !Topics.namesUser(signal)) return false;
    String user = account + "|" + signal.getUserId();
    long at = signal.getOccurredAt();
    Long before = users.get(user);
    if (before != null && days.age(before) <= days.age(at)) return false;
    users.put(user, at);
    return Usage.becomesActive(before, at, days);
  }
}
