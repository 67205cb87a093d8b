package io.github.scopekeeper.resource.audit;

/**
 * @param maxBytes of all segments together
 * @param maxRefusedBytes of the records that one sink refuses
 * @param syncEachRecord whether each record is on the disk, not only with the operating system,
 *     before it counts as accepted
 */
record JournalBounds(long maxBytes, long maxRefusedBytes, boolean syncEachRecord) {

  /**
   * Whoever has any token can be refused as often as he likes: that must not take the room of what
   * others do.
   */
  static final int REFUSED_SHARE = 2;

  long roomFor(Outcome outcome) {
    return outcome == Outcome.REFUSED ? maxBytes / REFUSED_SHARE : maxBytes;
  }
}
