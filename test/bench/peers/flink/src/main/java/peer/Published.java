package peer;

/** A vector as it goes out. */
public class Published {
  public byte[] account;
  public byte[] vector;

  public Published() {}

  Published(byte[] account, byte[] vector) {
    this.account = account;
    this.vector = vector;
  }
}
