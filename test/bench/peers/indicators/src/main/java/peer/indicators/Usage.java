package peer.indicators;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import peer.indicators.avro.Signal;

/** What an account does with the product, by day where days matter. Days are ages, counted back from as-of's. */
public final class Usage {
  /** The day that separates the recent fortnight from the baseline, and twelve weeks before it. */
  static final int DAYS = 15 + 12 * 7;

  static final int NEVER = Integer.MAX_VALUE;
  private static final int ACTIVE_DAYS = 28;
  private static final int RECENT_DAYS = 14;
  private static final int BASELINE_WEEKS_MIN = 8;

  /** Distinct signals of all topics. */
  long facts;

  boolean everLoggedIn;
  boolean everNamed;
  int activeUsers;
  int lastSeenAge = NEVER;
  int firstUseAge = -1;
  final int[] logins = new int[DAYS];
  final int[] activity = new int[DAYS];

  /** The age of the last use of each feature. */
  final Map<String, Integer> features = new HashMap<>();

  /** Whether a user last seen `before` (or never) enters the active days by being seen `at`. */
  public static boolean becomesActive(Long before, long at, Days days) {
    return days.within(ACTIVE_DAYS, at) && (before == null || !days.within(ACTIVE_DAYS, before));
  }

  /** `newlyActive`: the signal is the first to see its user within the active days. */
  public Usage add(Signal signal, boolean newlyActive, Days days) {
    facts += 1;
    if (newlyActive) activeUsers += 1;
    if (Topics.isLogin(signal)) {
      everLoggedIn = true;
      int age = days.age(signal.getOccurredAt());
      if (age < DAYS) logins[age] += 1;
      use(signal, 1, age);
    } else if (signal.getType().equals(Topics.FEATURE_USE)) {
      int age = days.age(signal.getOccurredAt());
      if (signal.getCount() > 0) features.merge(signal.getFeature(), age, Math::min);
      use(signal, signal.getCount(), age);
    }
    return this;
  }

  private void use(Signal signal, int amount, int age) {
    if (amount > 0) firstUseAge = Math.max(firstUseAge, age);
    if (age < DAYS) activity[age] += amount;
    if (Topics.isPresence(signal)) {
      lastSeenAge = Math.min(lastSeenAge, age);
      everNamed |= Topics.namesUser(signal);
    }
  }

  Double loginsPerWeek() {
    return everLoggedIn ? (double) sum(logins, 0, 7) : null;
  }

  Double activeUsers() {
    return everNamed ? (double) activeUsers : null;
  }

  Double daysSinceLastSeen() {
    return lastSeenAge == NEVER ? null : (double) lastSeenAge;
  }

  Double featureBreadth() {
    if (features.isEmpty()) return null;
    return (double) features.values().stream().filter(age -> age < ACTIVE_DAYS).count();
  }

  Double usageChange() {
    int weeks = Math.min(12, Math.floorDiv(firstUseAge - RECENT_DAYS, 7));
    if (weeks < BASELINE_WEEKS_MIN) return null;
    double[] sums = new double[weeks];
    for (int w = 0; w < weeks; w++) sums[w] = sum(activity, 15 + 7 * w, 22 + 7 * w);
    double usual = Statistics.median(sums);
    double recent = sum(activity, 0, RECENT_DAYS) / 2.0;
    if (usual == 0) return recent == 0 ? 0.0 : null;
    return recent / usual;
  }

  private static int sum(int[] amounts, int from, int to) {
    return Arrays.stream(amounts, from, to).sum();
  }
}
