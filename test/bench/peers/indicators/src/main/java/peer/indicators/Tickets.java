package peer.indicators;

import java.util.List;
import peer.indicators.avro.Signal;

/** Each ticket's life, played in order: an opening undoes a solution, and a second solution adds nothing. */
final class Tickets {
  private static final int WINDOW_DAYS = 90;
  private static final double HOUR_MS = 3_600_000;

  private final Days days;
  private final List<Life> lives;

  Tickets(Days days, List<List<Signal>> histories) {
    this.days = days;
    lives = histories.stream().map(Life::new).toList();
  }

  double openUrgent() {
    if (lives.isEmpty()) return Double.NaN;
    return lives.stream().filter(t -> t.resolvedAt == null && "urgent".equals(t.priority)).count();
  }

  double medianResolutionHours() {
    double[] hours =
        lives.stream()
            .filter(t -> t.openedAt != null && t.resolvedAt != null)
            .filter(t -> days.within(WINDOW_DAYS, t.resolvedAt))
            .mapToDouble(t -> (t.resolvedAt - t.openedAt) / HOUR_MS)
            .toArray();
    return hours.length == 0 ? Double.NaN : Statistics.median(hours);
  }

  private static final class Life {
    Long openedAt;
    Long resolvedAt;
    String priority;

    Life(List<Signal> changes) {
      changes.forEach(this::play);
    }

    private void play(Signal signal) {
      if (signal.getPriority() != null) priority = signal.getPriority();
      switch (signal.getChange()) {
        case "opened" -> {
          if (openedAt == null) openedAt = signal.getOccurredAt();
          resolvedAt = null;
        }
        case "reopened" -> resolvedAt = null;
        case "resolved", "closed" -> {
          if (resolvedAt == null) resolvedAt = signal.getOccurredAt();
        }
        default -> {}
      }
    }
  }
}
