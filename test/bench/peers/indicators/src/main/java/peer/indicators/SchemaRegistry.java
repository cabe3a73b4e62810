package peer.indicators;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Schemas by id, each fetched once. */
public final class SchemaRegistry {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final String url;

  public SchemaRegistry(String url) {
    this.url = url;
  }

  public Schema byId(int id) {
    return schemas.computeIfAbsent(id, missing -> fetch("/schemas/ids/" + missing));
  }

  public Schema latestOf(String topic) {
    return fetch("/subjects/" + topic + "-value/versions/latest");
  }

  private Schema fetch(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
      String body = http.send(request, BodyHandlers.ofString()).body();
      return new Schema.Parser().parse(json.readTree(body).get("schema").asText());
    } catch (Exception error) {
      throw new IllegalStateException("no schema at " + path, error);
    }
  }
}
