package peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.ByteUtils;

/** Small whole numbers are one byte each: this is read and written for every signal. */
final class UsageSerde {
  private static final int VARINT_BYTES_MAX = 5;
  private static final int HEAD_BYTES = 8 + 1 + 4 * VARINT_BYTES_MAX;

  private UsageSerde() {}

  static Serde<Usage> serde() {
    return Serdes.serdeFrom((topic, usage) -> write(usage), (topic, bytes) -> read(bytes));
  }

  private static byte[] write(Usage usage) {
    if (usage == null) return null;
    ByteBuffer out = ByteBuffer.allocate(sizeMax(usage));
    out.putLong(usage.facts);
    out.put((byte) ((usage.everLoggedIn ? 1 : 0) | (usage.everNamed ? 2 : 0)));
    ByteUtils.writeUnsignedVarint(usage.activeUsers, out);
    ByteUtils.writeUnsignedVarint(usage.lastSeenAge, out);
    ByteUtils.writeVarint(usage.firstUseAge, out);
    for (int count : usage.logins) ByteUtils.writeUnsignedVarint(count, out);
    for (int count : usage.activity) ByteUtils.writeUnsignedVarint(count, out);
    ByteUtils.writeUnsignedVarint(usage.features.size(), out);
    for (Map.Entry<String, Integer> feature : usage.features.entrySet()) {
      byte[] name = feature.getKey().getBytes(StandardCharsets.UTF_8);
      ByteUtils.writeUnsignedVarint(name.length, out);
      out.put(name);
      ByteUtils.writeUnsignedVarint(feature.getValue(), out);
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

  private static Usage read(byte[] bytes) {
    if (bytes == null) return null;
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Usage usage = new Usage();
    usage.facts = in.getLong();
    byte flags = in.get();
    usage.everLoggedIn = (flags & 1) != 0;
    usage.everNamed = (flags & 2) != 0;
    usage.activeUsers = ByteUtils.readUnsignedVarint(in);
    usage.lastSeenAge = ByteUtils.readUnsignedVarint(in);
    usage.firstUseAge = ByteUtils.readVarint(in);
    for (int i = 0; i < Usage.DAYS; i++) usage.logins[i] = ByteUtils.readUnsignedVarint(in);
    for (int i = 0; i < Usage.DAYS; i++) usage.activity[i] = ByteUtils.readUnsignedVarint(in);
    for (int n = ByteUtils.readUnsignedVarint(in); n > 0; n--) {
      byte[] name = new byte[ByteUtils.readUnsignedVarint(in)];
      in.get(name);
      usage.features.put(new String(name, StandardCharsets.UTF_8), ByteUtils.readUnsignedVarint(in));
    }
    return usage;
  }
}
