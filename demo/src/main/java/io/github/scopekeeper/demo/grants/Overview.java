package io.github.scopekeeper.demo.grants;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the user has allowed and refused this app so far.
 *
 * @param denied with the moment from which they may be asked for again
 */
public record Overview(Set<String> granted, Map<String, Instant> denied) {}
