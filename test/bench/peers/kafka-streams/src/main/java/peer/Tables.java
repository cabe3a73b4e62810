package peer;

import java.util.stream.Collectors;
import org.apache.avro.Schema;
import peer.indicators.Vector;

/** One table a topic of facts, with a column a field, and one of vectors. A copy of a row replaces the row in time. */
final class Tables {
  static final String VECTORS = "peer.vectors";

  private Tables() {}

  static String ofTopic(String topic) {
    return "peer." + topic.replaceAll("\\W", "_");
  }

  static String factsSql(String topic, Schema schema) {
    String columns =
        schema.getFields().stream()
            .map(field -> "`" + field.name() + "` " + typeOf(field.schema()))
            .collect(Collectors.joining(", "));
    return "CREATE TABLE "
        + ofTopic(topic)
        + " ("
        + columns
        + ") ENGINE = ReplacingMergeTree(receivedAt) PARTITION BY toYYYYMM(occurredAt)"
        + " ORDER BY (tenantId, accountId, occurredAt, eventId)";
  }

  static String vectorsSql() {
    String indicators =
        Vector.ids().map(id -> "`" + id + "` Nullable(Float64)").collect(Collectors.joining(", "));
    return "CREATE TABLE "
        + VECTORS
        + " (account String, version UInt64, "
        + indicators
        + ") ENGINE = ReplacingMergeTree(version) ORDER BY account";
  }

  private static String typeOf(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> "Nullable(" + typeOf(schema.getTypes().get(1)) + ")";
      case STRING -> "String";
      case BOOLEAN -> "Bool";
      case INT -> "Int32";
      case LONG -> schema.getLogicalType() == null ? "Int64" : "DateTime64(3, 'UTC')";
      case DOUBLE -> "Float64";
      case ARRAY -> "Array(" + typeOf(schema.getElementType()) + ")";
      default -> throw new IllegalArgumentException("no column for " + schema);
    };
  }
}
