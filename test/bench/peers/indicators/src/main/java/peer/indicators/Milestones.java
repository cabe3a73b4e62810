package peer.indicators;

import java.util.List;
import java.util.Set;
import peer.indicators.avro.Signal;

/** Milestones of success plans, each as it stands. */
final class Milestones {
  private static final Set<String> DECIDES =
      Set.of("planned", "rescheduled", "reached", "missed", "dropped");

  private final Days days;
  private final List<List<Signal>> histories;

  Milestones(Days days, List<List<Signal>> histories) {
    this.days = days;
    this.histories = histories.stream().filter(Milestones::isMilestone).toList();
  }

  double overdue() {
    boolean dated = false;
    int overdue = 0;
    for (List<Signal> history : histories) {
      Long dueAt = null;
      String decided = null;
      for (Signal signal : history) {
        if (signal.getDueAt() != null) dueAt = signal.getDueAt();
        if (DECIDES.contains(signal.getChange())) decided = signal.getChange();
      }
      if (dueAt == null) continue;
      dated = true;
      boolean open = !"reached".equals(decided) && !"dropped".equals(decided);
      if (open && dueAt < days.asOf()) overdue += 1;
    }
    return dated ? overdue : Double.NaN;
  }

  private static boolean isMilestone(List<Signal> history) {
    return "milestone".equals(history.get(0).getSubject());
  }
}
