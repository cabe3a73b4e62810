package peer.indicators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import peer.indicators.avro.History;
import peer.indicators.avro.Signal;

/** What is said of each ticket, contact and so on in order of time, however late it comes; here by topic. */
public final class Histories {
  /** Ids are ASCII here; beyond it UTF-8 and UTF-16 would order differently. */
  static final Comparator<Signal> BY_TIME =
      Comparator.comparingLong(Signal::getOccurredAt).thenComparing(Signal::getEventId);

  private final Map<String, List<List<Signal>>> byTopic = new HashMap<>();

  public void add(History history) {
    List<Signal> signals = history.getSignals();
    byTopic.computeIfAbsent(signals.get(0).getType(), topic -> new ArrayList<>()).add(signals);
  }

  List<List<Signal>> of(String topic) {
    return byTopic.getOrDefault(topic, List.of());
  }

  /** The history with one signal more; null stands for none so far. */
  public static History with(Signal signal, History held) {
    History history = held == null ? new History(new ArrayList<>(1)) : held;
    int place = Collections.binarySearch(history.getSignals(), signal, BY_TIME);
    history.getSignals().add(place < 0 ? -place - 1 : place, signal);
    return history;
  }

  /** What a signal is about, its topic included; null where no history is needed. */
  public static String thingOf(Signal signal) {
    String thing =
        switch (signal.getType()) {
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
    return thing == null ? null : signal.getType() + "|" + thing;
  }
}
