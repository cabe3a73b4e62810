package peer;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Keyed as the signals are, so that Kafka's own partitioner puts an account where its signals lie. */
final class VectorSchema implements KafkaRecordSerializationSchema<Published> {
  private final String topic;

  VectorSchema(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Published published, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, published.account, published.vector);
  }
}
