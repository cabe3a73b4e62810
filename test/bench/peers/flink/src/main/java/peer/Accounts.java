package peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import peer.indicators.Days;
import peer.indicators.Histories;
import peer.indicators.Standing;
import peer.indicators.Topics;
import peer.indicators.Usage;
import peer.indicators.UsageBytes;
import peer.indicators.Vector;
import peer.indicators.avro.History;
import peer.indicators.avro.Signal;

/** Counts each event once, and publishes a vector a moment after the account has changed. */
final class Accounts extends KeyedProcessFunction<String, Keyed, Published> {
  private static final long PUBLISH_AFTER_MS = 1_000;

  private final long asOf;
  private final Map<String, Double> rates;
  private transient ObjectMapper json;
  private transient Days days;
  private transient Standing standing;
  private transient MapState<String, Boolean> seen;
  private transient MapState<String, Long> users;
  private transient MapState<String, History> histories;
  private transient ValueState<byte[]> usage;
  private transient ValueState<double[]> standingValues;
  private transient ValueState<Boolean> changed;

  Accounts(Options options) {
    asOf = options.asOf();
    rates = options.rates();
  }

  @Override
  public void open(OpenContext context) {
    json = new ObjectMapper();
    days = new Days(asOf);
    standing = new Standing(days, rates);
    seen = mapState("seen", Types.BOOLEAN);
    users = mapState("users", Types.LONG);
    histories = mapState("histories", TypeInformation.of(History.class));
    usage = valueState("usage", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    standingValues = valueState("standing", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);
    changed = valueState("changed", Types.BOOLEAN);
  }

  @Override
  public void processElement(Keyed keyed, Context context, Collector<Published> out)
      throws Exception {
    Signal signal = keyed.signal;
    if (!seen.contains(signal.getEventId())) {
      seen.put(signal.getEventId(), true);
      boolean newlyActive = sees(signal);
      keep(signal);
      usage.update(UsageBytes.write(usageNow().add(signal, newlyActive, days)));
      if (changed.value() == null) publishSoon(context);
    }
    Progress.PROCESSED.incrementAndGet();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Published> out)
      throws Exception {
    byte[] vector = json.writeValueAsBytes(Vector.of(usageNow(), standingNow()));
    out.collect(new Published(context.getCurrentKey().getBytes(StandardCharsets.UTF_8), vector));
    changed.clear();
    Progress.EMITTED.incrementAndGet();
    Progress.CHANGED.decrementAndGet();
  }

  private void publishSoon(Context context) throws Exception {
    changed.update(true);
    Progress.CHANGED.incrementAndGet();
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now + PUBLISH_AFTER_MS);
  }

  /** Remembers when a user was last seen; true if that brings the user into the active days. */
  private boolean sees(Signal signal) throws Exception {
    if (!Topics.isPresence(signal) || !Topics.namesUser(signal)) return false;
    long at = signal.getOccurredAt();
    Long before = users.get(signal.getUserId());
    if (before != null && days.age(before) <= days.age(at)) return false;
    users.put(signal.getUserId(), at);
    return Usage.becomesActive(before, at, days);
  }

  private void keep(Signal signal) throws Exception {
    String thing = Histories.thingOf(signal);
    if (thing == null) return;
    histories.put(thing, Histories.with(signal, histories.get(thing)));
    standingValues.clear();
  }

  private Usage usageNow() throws Exception {
    byte[] kept = usage.value();
    return kept == null ? new Usage() : UsageBytes.read(kept);
  }

  private double[] standingNow() throws Exception {
    double[] kept = standingValues.value();
    if (kept != null) return kept;
    Histories all = new Histories();
    for (History history : histories.values()) all.add(history);
    double[] values = standing.of(all);
    standingValues.update(values);
    return values;
  }

  private <V> MapState<String, V> mapState(String name, TypeInformation<V> values) {
    return getRuntimeContext().getMapState(new MapStateDescriptor<>(name, Types.STRING, values));
  }

  private <V> ValueState<V> valueState(String name, TypeInformation<V> values) {
    return getRuntimeContext().getState(new ValueStateDescriptor<>(name, values));
  }
}
