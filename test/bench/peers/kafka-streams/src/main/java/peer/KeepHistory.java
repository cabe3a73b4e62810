package peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import peer.avro.History;
import peer.avro.Signal;

/** Keeps what is said of each ticket, contact and so on in order of time, however late it comes. */
final class KeepHistory implements FixedKeyProcessor<String, Fact, Fact> {
  static final String HISTORIES = "histories";
  static final String STANDINGS = "standings";

  /** Ids are ASCII here; beyond it UTF-8 and UTF-16 would order differently. */
  static final Comparator<Signal> BY_TIME =
      Comparator.comparingLong(Signal::getOccurredAt).thenComparing(Signal::getEventId);

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
    String thing = thingOf(signal);
    if (thing != null) {
      String key = prefixOf(record.key()) + signal.getType() + "|" + thing;
      History history = histories.get(key);
      if (history == null) history = new History(new ArrayList<>(1));
      int place = Collections.binarySearch(history.getSignals(), signal, BY_TIME);
      history.getSignals().add(place < 0 ? -place - 1 : place, signal);
      histories.put(key, history);
      standings.delete(record.key());
    }
    context.forward(record);
  }

  static String prefixOf(String account) {
    return account + "|";
  }

  /** What a signal is about; null where no history is needed. */
  private static String thingOf(Signal signal) {
    return switch (signal.getType()) {
      case Topics.TICKET -> signal.getTicketId();
      case Topics.SURVEY -> signal.getSurveyId() + "|" + signal.getInvitationId();
      case Topics.ASSESSMENT -> signal.getQuestionId();
      case Topics.CONTACT -> signal.getContactId();
      case Topics.MILESTONE ->
          signal.getPlanId() + "|" + signal.getSubject() + "|" + signal.getSubjectId();
      case Topics.INTERACTION -> signal.getInteractionId();
      case Topics.SUBSCRIPTION -> signal.getSubscriptionId();
      default -> null;
    };
  }
}
