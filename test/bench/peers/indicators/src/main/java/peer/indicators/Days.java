package peer.indicators;

/** UTC days, and windows of whole days up to as-of's, which is the close of a day. */
public record Days(long asOf) {
  private static final long DAY_MS = 86_400_000;

  public int age(long instant) {
    return (int) (Math.floorDiv(asOf, DAY_MS) - Math.floorDiv(instant, DAY_MS));
  }

  public boolean within(int days, long instant) {
    return age(instant) < days;
  }

  long before(int days) {
    return asOf - days * DAY_MS;
  }

  double until(long instant) {
    return (double) (instant - asOf) / DAY_MS;
  }
}
