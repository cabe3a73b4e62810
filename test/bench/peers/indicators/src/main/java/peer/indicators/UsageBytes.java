package peer.indicators;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Small whole numbers are one byte each: this is read and written for every signal. */
public final class UsageBytes {
  private static final int VARINT_BYTES_MAX = 5;
  private static final int HEAD_BYTES = 8 + 1 + 4 * VARINT_BYTES_MAX;

  private UsageBytes() {}

  public static byte[] write(Usage usage) {
    ByteBuffer out = ByteBuffer.allocate(sizeMax(usage));
    out.putLong(usage.facts);
    out.put((byte) ((usage.everLoggedIn ? 1 : 0) | (usage.everNamed ? 2 : 0)));
    writeVarint(usage.activeUsers, out);
    writeVarint(usage.lastSeenAge, out);
    writeVarint(usage.firstUseAge + 1, out);
    for (int count : usage.logins) writeVarint(count, out);
    for (int count : usage.activity) writeVarint(count, out);
    writeVarint(usage.features.size(), out);
    for (Map.Entry<String, Integer> feature : usage.features.entrySet()) {
      byte[] name = feature.getKey().getBytes(StandardCharsets.UTF_8);
      writeVarint(name.length, out);
      out.put(name);
      writeVarint(feature.getValue(), out);
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static int sizeMax(Usage usage) {
    int size = HEAD_BYTES + 2 * Usage.DAYS * VARINT_BYTES_MAX;
    for (String feature : usage.features.keySet()) size += 3 * feature.length() + 2 * VARINT_BYTES_MAX;
    return size;
  }

  public static Usage read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Usage usage = new Usage();
    usage.facts = in.getLong();
    byte flags = in.get();
    usage.everLoggedIn = (flags & 1) != 0;
    usage.everNamed = (flags & 2) != 0;
    usage.activeUsers = readVarint(in);
    usage.lastSeenAge = readVarint(in);
    usage.firstUseAge = readVarint(in) - 1;
    for (int i = 0; i < Usage.DAYS; i++) usage.logins[i] = readVarint(in);
    for (int i = 0; i < Usage.DAYS; i++) usage.activity[i] = readVarint(in);
    for (int n = readVarint(in); n > 0; n--) {
      byte[] name = new byte[readVarint(in)];
      in.get(name);
      usage.features.put(new String(name, StandardCharsets.UTF_8), readVarint(in));
    }
    return usage;
  }

  private static void writeVarint(int value, ByteBuffer out) {
    int rest = value;
    for (; (rest & ~0x7f) != 0; rest >>>= 7) out.put((byte) ((rest & 0x7f) | 0x80));
    out.put((byte) rest);
  }

  private static int readVarint(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) return value;
    }
  }
}
