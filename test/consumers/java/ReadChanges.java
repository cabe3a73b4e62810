import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A consumer of health.score-changes that knows nothing but where the brokers and the schema registry are. It prints
 * each change of a tenant as one line of JSON: {"change": {…}, "docs": {"path.of.field": "what it means", …}}.
 *
 * Usage: java -cp 'jars/*' ReadChanges.java BROKERS REGISTRY_URL TENANT COUNT
 */
public class ReadChanges {
  private static final String TOPIC = "health.score-changes";
  private static final int MAGIC_AND_ID_BYTES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final String registryUrl;

  private ReadChanges(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  public static void main(String[] args) throws Exception {
    new ReadChanges(args[1]).read(args[0], args[2], Integer.parseInt(args[3]));
  }

  private void read(String brokers, String tenant, int count) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", false);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(TOPIC, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      for (int seen = 0; seen < count && System.nanoTime() < deadline; ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (!record.key().startsWith(tenant + "/")) continue;
          print(record.value());
          seen += 1;
        }
      }
    }
  }

  private void print(byte[] value) throws Exception {
    int id = ByteBuffer.wrap(value, 1, 4).getInt();
    Schema schema = schemas.computeIfAbsent(id, this::fetch);
    var body =
        DecoderFactory.get()
            .binaryDecoder(value, MAGIC_AND_ID_BYTES, value.length - MAGIC_AND_ID_BYTES, null);
    GenericRecord change = new GenericDatumReader<GenericRecord>(schema).read(null, body);
    ObjectNode line = json.createObjectNode();
    line.set("change", json.readTree(change.toString()));
    describe(schema, "", line.putObject("docs"));
    System.out.println(json.writeValueAsString(line));
  }

  private Schema fetch(int id) {
    try {
      var request = HttpRequest.newBuilder(URI.create(registryUrl + "/schemas/ids/" + id)).build();
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Schema.Parser().parse(json.readTree(body).get("schema").asText());
    } catch (Exception error) {
      throw new IllegalStateException("schema " + id + " cannot be had", error);
    }
  }

  /** What every field means, at whatever depth; an empty text where the schema does not say. */
  private static void describe(Schema schema, String prefix, ObjectNode docs) {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          String path = prefix + field.name();
          docs.put(path, field.doc() == null ? "" : field.doc());
          describe(field.schema(), path + ".", docs);
        }
      }
      case ARRAY -> describe(schema.getElementType(), prefix, docs);
      case UNION -> schema.getTypes().forEach(type -> describe(type, prefix, docs));
      default -> {}
    }
  }
}
