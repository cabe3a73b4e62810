package peer;

import java.util.concurrent.atomic.AtomicLong;

/** How far the job has come; all of it runs in this process. */
final class Progress {
  static final AtomicLong STARTED_AT = new AtomicLong();
  static final AtomicLong PROCESSED = new AtomicLong();

  /** Accounts that have changed since their last vector. */
  static final AtomicLong CHANGED = new AtomicLong();

  static final AtomicLong EMITTED = new AtomicLong();

  private Progress() {}

  static void start() {
    if (STARTED_AT.get() == 0) STARTED_AT.compareAndSet(0, System.nanoTime());
  }
}
