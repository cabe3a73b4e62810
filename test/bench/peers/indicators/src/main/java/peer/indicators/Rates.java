package peer.indicators;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one unit of each currency is worth in the base currency. */
public final class Rates {
  private Rates() {}

  /** `USD=0.85,GBP=1.15`. */
  public static Map<String, Double> parse(String text) {
    return Stream.of(text.split(","))
        .map(pair -> pair.split("="))
        .collect(Collectors.toMap(pair -> pair[0], pair -> Double.parseDouble(pair[1])));
  }
}
