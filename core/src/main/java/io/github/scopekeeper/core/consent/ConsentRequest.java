package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.List;
import java.util.Set;

/**
 * What an app asks for, as far as consent goes.
 *
 * @param items the scopes to decide about, in the order in which they are shown
 * @param named the scopes that the request named and that are not sign-in itself ({@code openid})
 * @param held what the user's earlier yes to this app means today, requested now or not
 * @param signIn whether the request is a sign-in too ({@code openid})
 * @param reviewAll whether granted scopes are shown again ({@code prompt=consent})
 * @param alwaysShow whether a page is shown even with nothing to decide (a device signs in)
 * @param clientItself whether the user is asked about the client itself too; that is no scope, and
 *     can only be denied together with everything
 */
public record ConsentRequest(
    List<ConsentItem> items,
    Set<ScopeName> named,
    Set<ScopeName> held,
    boolean signIn,
    boolean reviewAll,
    boolean alwaysShow,
    boolean clientItself) {

  public ConsentRequest {
    items = List.copyOf(items);
    named = Set.copyOf(named);
    held = Set.copyOf(held);
  }
}
