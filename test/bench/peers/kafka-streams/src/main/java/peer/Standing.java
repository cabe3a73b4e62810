package peer;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import peer.avro.Signal;

/** The indicators that follow from histories, in a fixed order; NaN where one has no value. */
final class Standing {
  static final List<String> IDS =
      List.of(
          "open-urgent-tickets",
          "median-resolution-hours",
          "nps",
          "csat",
          "likelihood-to-renew",
          "value-received",
          "relationship-strength",
          "communication-tone",
          "overdue-milestones",
          "engagement-frequency",
          "champion-change",
          "mrr-change",
          "renewal-due-days");

  private final Days days;
  private final Map<String, Double> rates;

  Standing(Days days, Map<String, Double> rates) {
    this.days = days;
    this.rates = rates;
  }

  /** From an account's histories by topic. */
  double[] of(Map<String, List<List<Signal>>> histories) {
    Tickets tickets = new Tickets(days, of(histories, Topics.TICKET));
    Surveys surveys = new Surveys(days, of(histories, Topics.SURVEY));
    Assessments assessments = new Assessments(of(histories, Topics.ASSESSMENT));
    Relationship relationship = new Relationship(days);
    Subscriptions subscriptions = new Subscriptions(days, rates, of(histories, Topics.SUBSCRIPTION));
    return new double[] {
      tickets.openUrgent(),
      tickets.medianResolutionHours(),
      surveys.nps(),
      surveys.csat(),
      assessments.score("likelihood-to-renew"),
      assessments.score("value-received"),
      assessments.score("relationship-strength"),
      assessments.score("communication-tone"),
      new Milestones(days, of(histories, Topics.MILESTONE)).overdue(),
      relationship.engagementFrequency(
          of(histories, Topics.INTERACTION), assessments.choice("wished-contact-frequency")),
      relationship.championChange(of(histories, Topics.CONTACT)),
      subscriptions.mrrChange(),
      subscriptions.renewalDueDays()
    };
  }

  private static List<List<Signal>> of(Map<String, List<List<Signal>>> histories, String topic) {
    return histories.getOrDefault(topic, List.of());
  }

  static Serde<double[]> serde() {
    return Serdes.serdeFrom((topic, values) -> write(values), (topic, bytes) -> read(bytes));
  }

  private static byte[] write(double[] values) {
    if (values == null) return null;
    ByteBuffer out = ByteBuffer.allocate(8 * values.length);
    out.asDoubleBuffer().put(values);
    return out.array();
  }

  private static double[] read(byte[] bytes) {
    if (bytes == null) return null;
    double[] values = new double[bytes.length / 8];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }
}
