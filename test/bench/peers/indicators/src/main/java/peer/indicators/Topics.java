package peer.indicators;

import peer.indicators.avro.Signal;

/** The topics, and what they say of the presence of people. */
public final class Topics {
  static final String LOGIN = "signals.login";
  static final String FEATURE_USE = "signals.feature-use";
  static final String TICKET = "signals.ticket";
  static final String SURVEY = "signals.survey";
  static final String ASSESSMENT = "signals.assessment";
  static final String CONTACT = "signals.contact";
  static final String MILESTONE = "signals.milestone";
  static final String INTERACTION = "signals.interaction";
  static final String SUBSCRIPTION = "signals.subscription";
  static final String ACCOUNT = "signals.account";

  private Topics() {}

  static boolean isLogin(Signal signal) {
    return signal.getType().equals(LOGIN) && "login".equals(signal.getKind());
  }

  public static boolean isPresence(Signal signal) {
    if (Boolean.TRUE.equals(signal.getAutomation())) return false;
    return signal.getType().equals(FEATURE_USE) || isLogin(signal);
  }

  public static boolean namesUser(Signal signal) {
    return signal.getUserId() != null && !signal.getUserId().isEmpty();
  }
}
