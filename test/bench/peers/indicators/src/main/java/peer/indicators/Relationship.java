package peer.indicators;

import java.util.List;
import java.util.Map;
import java.util.Set;
import peer.indicators.avro.Signal;

/** Are we close: how often we meet, and whether those who stood up for us still do. */
record Relationship(Days days) {
  private static final Set<String> KEY_ROLES = Set.of("champion", "sponsor");
  private static final int LOSS_DAYS = 90;
  private static final Expected MONTHLY = new Expected(31, 1);
  private static final Map<String, Expected> EXPECTED =
      Map.of(
          "weekly", new Expected(28, 4),
          "fortnightly", new Expected(28, 2),
          "monthly", MONTHLY,
          "quarterly", new Expected(92, 1));

  private record Expected(int days, int contacts) {}

  double engagementFrequency(List<List<Signal>> interactions, String wish) {
    if (interactions.isEmpty()) return Double.NaN;
    Expected expected = wish == null ? MONTHLY : EXPECTED.getOrDefault(wish, MONTHLY);
    List<Signal> reports =
        interactions.stream().map(versions -> versions.get(versions.size() - 1)).toList();
    long held =
        reports.stream()
            .filter(Relationship::isMeetingWithUs)
            .filter(meeting -> days.within(expected.days(), meeting.getOccurredAt()))
            .count();
    boolean young =
        reports.stream().allMatch(report -> days.within(expected.days() - 1, report.getOccurredAt()));
    return young && held < expected.contacts() ? Double.NaN : (double) held / expected.contacts();
  }

  private static boolean isMeetingWithUs(Signal report) {
    return Set.of("meeting", "call").contains(report.getKind())
        && "held".equals(report.getOutcome())
        && "cs".equals(report.getStaffRole());
  }

  double championChange(List<List<Signal>> contacts) {
    boolean everNamed = false;
    int lost = 0;
    for (List<Signal> events : contacts) {
      String role = null;
      Long lostAt = null;
      for (Signal event : events) {
        boolean leaves = "left".equals(event.getChange());
        String before = leaves ? event.getRole() : previousRole(event, role);
        everNamed |= isKey(event.getRole()) || isKey(before);
        if (!leaves && isKey(event.getRole())) lostAt = null;
        else if (!"joined".equals(event.getChange()) && isKey(before)) lostAt = event.getOccurredAt();
        role = event.getRole();
      }
      if (lostAt != null && days.within(LOSS_DAYS, lostAt)) lost += 1;
    }
    return everNamed ? lost : Double.NaN;
  }

  private static String previousRole(Signal event, String role) {
    String stated = event.getPreviousRole();
    return stated == null || stated.isEmpty() ? role : stated;
  }

  private static boolean isKey(String role) {
    return role != null && KEY_ROLES.contains(role);
  }
}
