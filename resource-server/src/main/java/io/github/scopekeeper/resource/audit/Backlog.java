package io.github.scopekeeper.resource.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** What was accepted and has not come to every sink yet. */
interface Backlog extends Closeable {

  enum Fate {
    KEPT,
    FULL,
    CLOSED
  }

  /** A sink's place in it. Used by that sink's thread alone, but for {@link #pending()}. */
  interface Cursor {
    /** At most so many records behind the place; empty where there are none by now. */
    List<AuditRecord> next(int max) throws IOException;

    /** Puts the place behind what {@link #next} gave last. */
    void advance();

    /** How many records stand behind the place. */
    long pending();

    /** How many were skipped because nobody can read them any more. */
    long corrupt();
  }

  /** Never waits for a sink. */
  Fate append(AuditRecord record) throws IOException;

  /** The place of this sink, where it was when it was there before. */
  Cursor cursor(String sink) throws IOException;

  /** Where records go that the sink refuses. */
  RefusedRecords refused(String sink);

  /** Nothing moves any more, also not by a thread that comes back late from its sink. */
  @Override
  void close();

  /** For messages: what is full where it is full. */
  @Override
  String toString();
}
