package peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Vectors as JSON. */
final class JsonSerializer implements Serializer<Map<String, Object>> {
  private final ObjectMapper json = new ObjectMapper();

  @Override
  public byte[] serialize(String topic, Map<String, Object> vector) {
    try {
      return json.writeValueAsBytes(vector);
    } catch (JsonProcessingException error) {
      throw new SerializationException(error);
    }
  }
}
