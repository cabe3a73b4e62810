package peer;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import peer.indicators.SchemaRegistry;
import peer.indicators.SignalReader;

final class SignalSchema implements KafkaRecordDeserializationSchema<Keyed> {
  private final String registryUrl;
  private transient SignalReader reader;

  SignalSchema(String registryUrl) {
    this.registryUrl = registryUrl;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    reader = new SignalReader(new SchemaRegistry(registryUrl));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Keyed> out) {
    Progress.start();
    String account = new String(record.key(), StandardCharsets.UTF_8);
    out.collect(new Keyed(account, reader.read(record.topic(), record.value())));
  }

  @Override
  public TypeInformation<Keyed> getProducedType() {
    return TypeInformation.of(Keyed.class);
  }
}
