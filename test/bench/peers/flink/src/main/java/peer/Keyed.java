package peer;

import peer.indicators.avro.Signal;

/** A signal with the key of its account. */
public class Keyed {
  public String account;
  public Signal signal;

  public Keyed() {}

  Keyed(String account, Signal signal) {
    this.account = account;
    this.signal = signal;
  }
}
