package peer.indicators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import peer.indicators.avro.Signal;

/** The latest answer to each invitation. */
final class Surveys {
  private static final int NPS_DAYS = 180;
  private static final int CSAT_DAYS = 90;

  private final Days days;
  private final List<Signal> answers;

  Surveys(Days days, List<List<Signal>> histories) {
    this.days = days;
    answers = histories.stream().map(Surveys::latestAnswer).filter(Objects::nonNull).toList();
  }

  private static Signal latestAnswer(List<Signal> history) {
    Signal latest = null;
    for (Signal signal : history) if ("answered".equals(signal.getChange())) latest = signal;
    return latest;
  }

  /** Over the latest answer of each person. */
  double nps() {
    Map<String, Signal> byPerson = new HashMap<>();
    for (Signal answer : answers) {
      if (!onScale(answer, "nps", Set.of(0.0, 1.0), 10)) continue;
      byPerson.merge(personOf(answer), answer, (a, b) -> Histories.BY_TIME.compare(a, b) > 0 ? a : b);
    }
    double[] scores =
        byPerson.values().stream()
            .filter(answer -> days.within(NPS_DAYS, answer.getOccurredAt()))
            .mapToDouble(Signal::getScore)
            .toArray();
    int points = 0;
    for (double score : scores) points += score >= 9 ? 1 : score >= 7 ? 0 : -1;
    return scores.length == 0 ? Double.NaN : 100.0 * points / scores.length;
  }

  private static String personOf(Signal answer) {
    if (answer.getUserId() != null) return "user|" + answer.getUserId();
    return "invitation|" + answer.getSurveyId() + "|" + answer.getInvitationId();
  }

  double csat() {
    List<Signal> recent =
        answers.stream()
            .filter(answer -> onScale(answer, "csat", Set.of(1.0), 5))
            .filter(answer -> days.within(CSAT_DAYS, answer.getOccurredAt()))
            .toList();
    if (recent.isEmpty()) return Double.NaN;
    return 100.0 * recent.stream().filter(answer -> answer.getScore() >= 4).count() / recent.size();
  }

  private static boolean onScale(Signal answer, String kind, Set<Double> mins, double max) {
    return kind.equals(answer.getKind())
        && answer.getScore() != null
        && (answer.getScaleMin() == null || mins.contains(answer.getScaleMin()))
        && (answer.getScaleMax() == null || answer.getScaleMax() == max);
  }
}
