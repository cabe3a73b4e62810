package peer.indicators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that is said of an account. */
public final class Vector {
  private static final List<String> USAGE =
      List.of(
          "facts",
          "logins-per-week",
          "active-users",
          "usage-change",
          "days-since-last-seen",
          "feature-breadth");

  private Vector() {}

  public static Stream<String> ids() {
    return Stream.concat(USAGE.stream(), Standing.IDS.stream());
  }

  public static Map<String, Object> of(Usage usage, double[] standing) {
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
