package peer;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** ClickHouse's HTTP interface. */
record ClickHouse(String url, HttpClient http) {
  ClickHouse(String url) {
    this(url, HttpClient.newHttpClient());
  }

  void execute(String sql) {
    post(URI.create(url), sql.getBytes(StandardCharsets.UTF_8), sql.length());
  }

  /** The rows are the first `length` bytes. */
  void insert(String table, String format, byte[] rows, int length) {
    String sql = "INSERT INTO " + table + " FORMAT " + format;
    post(
        URI.create(url + "/?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8)), rows, length);
  }

  private void post(URI uri, byte[] body, int length) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body, 0, length)).build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) throw new IllegalStateException(response.body());
    } catch (Exception error) {
      throw new IllegalStateException("ClickHouse did not take " + uri, error);
    }
  }
}
