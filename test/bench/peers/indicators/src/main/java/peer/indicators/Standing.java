package peer.indicators;

import java.util.List;
import java.util.Map;

/** The indicators that follow from histories, in a fixed order; NaN where one has no value. */
public final class Standing {
  public static final List<String> IDS =
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

  public Standing(Days days, Map<String, Double> rates) {
    this.days = days;
    this.rates = rates;
  }

  public double[] of(Histories histories) {
    Tickets tickets = new Tickets(days, histories.of(Topics.TICKET));
    Surveys surveys = new Surveys(days, histories.of(Topics.SURVEY));
    Assessments assessments = new Assessments(histories.of(Topics.ASSESSMENT));
    Relationship relationship = new Relationship(days);
    Subscriptions subscriptions = new Subscriptions(days, rates, histories.of(Topics.SUBSCRIPTION));
    return new double[] {
      tickets.openUrgent(),
      tickets.medianResolutionHours(),
      surveys.nps(),
      surveys.csat(),
      assessments.score("likelihood-to-renew"),
      assessments.score("value-received"),
      assessments.score("relationship-strength"),
      assessments.score("communication-tone"),
      new Milestones(days, histories.of(Topics.MILESTONE)).overdue(),
      relationship.engagementFrequency(
          histories.of(Topics.INTERACTION), assessments.choice("wished-contact-frequency")),
      relationship.championChange(histories.of(Topics.CONTACT)),
      subscriptions.mrrChange(),
      subscriptions.renewalDueDays()
    };
  }
}
