package peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import peer.indicators.Rates;

/** What the job is told, as `--name value`. */
record Options(
    String brokers,
    String registryUrl,
    List<String> topics,
    String outputTopic,
    String groupId,
    long asOf,
    long expected,
    int parallelism,
    String stateDir,
    Map<String, Double> rates) {

  static Options parse(String[] args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) given.put(args[i].substring(2), args[i + 1]);
    return new Options(
        given.get("brokers"),
        given.get("registry-url"),
        List.of(given.get("topics").split(",")),
        given.get("output-topic"),
        given.get("group-id"),
        Long.parseLong(given.get("as-of")),
        Long.parseLong(given.get("expected")),
        Integer.parseInt(given.get("parallelism")),
        given.get("state-dir"),
        Rates.parse(given.get("rates")));
  }
}
