package peer.indicators;

import java.util.List;
import java.util.Map;
import java.util.Set;
import peer.indicators.avro.Signal;

/** What is paid, and when the next decision is due. */
final class Subscriptions {
  private static final int COMPARED_DAYS = 90;
  private static final Set<String> TAKES_NOTICE_BACK = Set.of("started", "renewed", "reactivated");

  private final Days days;
  private final Map<String, Double> rates;
  private final List<List<Signal>> histories;

  Subscriptions(Days days, Map<String, Double> rates, List<List<Signal>> histories) {
    this.days = days;
    this.rates = rates;
    this.histories = histories;
  }

  /** Both sides at the rates of as-of's day. */
  double mrrChange() {
    List<State> before = statesAt(days.before(COMPARED_DAYS));
    if (before.isEmpty()) return Double.NaN;
    double mrrBefore = mrr(before);
    return mrrBefore == 0 ? Double.NaN : mrr(statesAt(days.asOf())) / mrrBefore;
  }

  double renewalDueDays() {
    List<State> paid = statesAt(days.asOf()).stream().filter(state -> state.pays).toList();
    if (paid.stream().anyMatch(state -> state.noticeGiven)) return 0;
    return paid.stream()
        .filter(state -> state.termEndsAt != null && state.termEndsAt >= days.asOf())
        .mapToDouble(state -> days.until(state.termEndsAt))
        .min()
        .orElse(Double.NaN);
  }

  /** NaN where a rate is missing. */
  private double mrr(List<State> states) {
    double total = 0;
    for (State state : states) {
      if (state.mrr != 0) total += state.mrr * rates.getOrDefault(state.currency, Double.NaN);
    }
    return total;
  }

  private List<State> statesAt(long instant) {
    return histories.stream().map(changes -> State.at(instant, changes)).filter(State::exists).toList();
  }

  private static final class State {
    double mrr;
    String currency;
    boolean pays;
    boolean noticeGiven;
    Long termEndsAt;

    /** One-off purchases are no change of a subscription. */
    static State at(long instant, List<Signal> changes) {
      State state = new State();
      for (Signal signal : changes) {
        if (signal.getOccurredAt() > instant) break;
        if (!signal.getChange().equals("purchased")) state.play(signal);
      }
      return state;
    }

    boolean exists() {
      return currency != null;
    }

    private void play(Signal signal) {
      String change = signal.getChange();
      pays = !change.equals("churned") && !Boolean.TRUE.equals(signal.getTrial());
      mrr = pays ? signal.getMrr() : 0;
      currency = signal.getCurrency();
      if (signal.getTermEndsAt() != null) termEndsAt = signal.getTermEndsAt();
      if (change.equals("notice-given")) noticeGiven = true;
      if (TAKES_NOTICE_BACK.contains(change)) noticeGiven = false;
    }
  }
}
