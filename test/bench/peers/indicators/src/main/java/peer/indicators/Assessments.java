package peer.indicators;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import peer.indicators.avro.Signal;

/** The answer to each question that stands: the latest by when it was given, unless its sitting was withdrawn since. */
final class Assessments {
  private final Map<String, Signal> standing = new HashMap<>();

  Assessments(List<List<Signal>> histories) {
    for (List<Signal> history : histories) {
      Signal answer = standingAnswer(history);
      if (answer != null) standing.put(answer.getQuestionId(), answer);
    }
  }

  double score(String question) {
    Signal answer = standing.get(question);
    return answer == null || answer.getScore() == null ? Double.NaN : answer.getScore();
  }

  String choice(String question) {
    Signal answer = standing.get(question);
    return answer == null ? null : answer.getChoice();
  }

  private static Signal standingAnswer(List<Signal> history) {
    Map<String, Signal> answers = new HashMap<>();
    for (Signal signal : history) if (isAnswer(signal)) answers.put(signal.getEventId(), signal);
    Signal latest = null;
    Signal latestGiven = null;
    for (Signal signal : history) {
      if (!isAnswer(signal) || (signal.getScore() == null && signal.getChoice() == null)) continue;
      // A score for an open answer was, as it were, given with that answer.
      Signal given = answers.getOrDefault(signal.getScoresEventId(), signal);
      if (latest != null && Histories.BY_TIME.compare(latestGiven, given) > 0) continue;
      latest = signal;
      latestGiven = given;
    }
    return latest == null || isWithdrawn(history, latest, latestGiven) ? null : latest;
  }

  private static boolean isAnswer(Signal signal) {
    return "answered".equals(signal.getChange());
  }

  private static boolean isWithdrawn(List<Signal> history, Signal answer, Signal given) {
    Set<String> sittings = new HashSet<>();
    sittings.add(answer.getAssessmentId());
    sittings.add(given.getAssessmentId());
    return history.stream()
        .anyMatch(
            signal ->
                "withdrawn".equals(signal.getChange())
                    && sittings.contains(signal.getAssessmentId())
                    && Histories.BY_TIME.compare(signal, given) > 0);
  }
}
