package io.github.scopekeeper.resource.request;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whose word counts for where a request came from. Everybody can send {@code X-Forwarded-For} or
 * {@code Forwarded}; only what trusted proxies added to it is believed: of the addresses, read from
 * the right, the first that is no trusted proxy. Immutable.
 */
public final class TrustedProxies {

  private static final int LONGEST_READ = 2048;

  private final List<Network> networks;
  private final boolean standard;

  private TrustedProxies(List<Network> networks, boolean standard) {
    this.networks = networks;
    this.standard = standard;
  }

  /** A request came from whoever connected. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of(), false);
  }

  /**
   * Proxies that add the address of whom they serve to {@code X-Forwarded-For}.
   *
   * @param networks addresses or networks, such as {@code 10.0.0.0/8}, {@code 127.0.0.1}, {@code
   *     fd00::/8}
   * @throws IllegalArgumentException where one is neither
   */
  public static TrustedProxies of(Collection<String> networks) {
    return new TrustedProxies(networks.stream().map(Network::of).toList(), false);
  }

  /** The same proxies, which add it to {@code Forwarded} (RFC 7239). */
  public TrustedProxies addingForwarded() {
    return new TrustedProxies(networks, true);
  }

  /** The header that the proxies write: the other may be the client's own. */
  public String header() {
    return standard ? "Forwarded" : "X-Forwarded-For";
  }

  /**
   * Where a request came from.
   *
   * @param peer the address that the connection came from; null where it is not known
   * @param values those of all headers named {@link #header()}
   * @return an address without its zone, or what the peer is called where that is no address; null
   *     only where the peer is null
   */
  public String client(String peer, List<String> values) {
    Optional<InetAddress> connected = Optional.ofNullable(peer).flatMap(Addresses::parse);
    if (connected.isEmpty() || !trusts(connected.get()) || values.isEmpty()) {
      return connected.map(InetAddress::getHostAddress).orElse(peer);
    }
    InetAddress client = connected.get();
    List<String> hops = hops(values);
    for (int i = hops.size() - 1; i >= 0; i--) {
      Optional<InetAddress> hop = Addresses.parse(hops.get(i));
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get();
      if (!trusts(client)) {
        break;
      }
    }
    return client.getHostAddress();
  }

  private boolean trusts(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** What is too long to be meant is cut at its left end, which a client can write. */
  private List<String> hops(List<String> values) {
    String all = String.join(",", values);
    String end = all.substring(Math.max(0, all.length() - LONGEST_READ));
    List<String> hops = new ArrayList<>();
    for (String hop : end.split(",", -1)) {
      hops.add(standard ? Addresses.forwardedFor(hop) : hop);
    }
    return hops;
  }

  private record Network(byte[] address, int bits) {

    static Network of(String text) {
      int slash = text.indexOf('/');
      Optional<InetAddress> address = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
      int longest = address.map(a -> a.getAddress().length * 8).orElse(0);
      String length = text.substring(slash + 1);
      int bits = slash < 0 ? longest : length.matches("\\d{1,3}") ? Integer.parseInt(length) : -1;
      if (address.isEmpty() || bits < 0 || bits > longest) {
        throw new IllegalArgumentException(
            "A trusted proxy is an address or a network like 10.0.0.0/8, not %s.".formatted(text));
      }
      return new Network(address.get().getAddress(), bits);
    }

    boolean contains(InetAddress other) {
      byte[] bytes = other.getAddress();
      if (bytes.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if (((bytes[bit / 8] ^ address[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
