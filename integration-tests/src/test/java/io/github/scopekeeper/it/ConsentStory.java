package io.github.scopekeeper.it;

import io.github.scopekeeper.it.support.AccountConsole;
import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ConsentChapter;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Tokens;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;

/** What can happen to a consent, as far as it can be told of Keycloak's page and of ours. */
final class ConsentStory {
  private ConsentStory() {}

  static List<Named<Consumer<ConsentChapter>>> chapters() {
    return List.of(
        chapter("grant", ConsentStory::grant),
        chapter("grant after the terms", ConsentStory::afterTheTerms),
        chapter("more later", ConsentStory::moreLater),
        chapter("prompt=none", ConsentStory::withoutPages),
        chapter("prompt=consent", ConsentStory::review),
        chapter("refusal", ConsentStory::refusal),
        chapter("tokens", ConsentStory::tokens),
        chapter("revoked by the user", ConsentStory::revokedByUser),
        chapter("revoked by an admin", ConsentStory::revokedByAdmin),
        chapter("offline, revoked", ConsentStory::offlineRevoked),
        chapter("device", ConsentStory::device),
        chapter("device, refused", ConsentStory::deviceRefused),
        chapter("client's own row", ConsentStory::clientRow),
        chapter("client's own row alone", ConsentStory::clientRowAlone),
        chapter("client's own row on a device", ConsentStory::clientRowOnDevice));
  }

  private static Named<Consumer<ConsentChapter>> chapter(
      String name, Consumer<ConsentChapter> story) {
    return Named.of(name, story);
  }

  private static void grant(ConsentChapter chapter) {
    chapter.firstGrant("openid phone");
    chapter.comeBack("again", chapter.visit("openid phone", ""));
    chapter.comeBack("after signing in again", chapter.visit("openid phone", "login"));
  }

  private static void afterTheTerms(ConsentChapter chapter) {
    chapter.side().realm().demand(chapter.visitor().user(), "TERMS_AND_CONDITIONS");
    Page page = chapter.side().acceptTerms(chapter.visit("openid", ""));
    chapter.comeBack("grant", chapter.side().agree(page));
  }

  private static void moreLater(ConsentChapter chapter) {
    chapter.firstGrant("openid");
    chapter.comeBack("more", chapter.side().agree(chapter.visit("openid phone address", "")));
  }

  private static void withoutPages(ConsentChapter chapter) {
    AuthorizationRequest unseen = chapter.app().request("openid").prompt("none");
    chapter.comeBack("not signed in", chapter.visitor().browser().open(unseen));
    chapter.firstGrant("openid");
    chapter.comeBack("not granted", chapter.visit("openid phone", "none"));
    chapter.comeBack("granted", chapter.visit("openid", "none"));
  }

  private static void review(ConsentChapter chapter) {
    chapter.comeBack("first", chapter.side().agree(chapter.visit("openid", "consent")));
    chapter.comeBack("second", chapter.side().agree(chapter.visit("openid", "consent")));
    chapter.comeBack("denied", chapter.side().deny(chapter.visit("openid", "consent")));
    chapter.comeBack("still granted", chapter.visit("openid", ""));
  }

  private static void refusal(ConsentChapter chapter) {
    chapter.comeBack("denied", chapter.side().deny(chapter.visit("openid phone", "")));
    chapter.comeBack("denied again", chapter.side().deny(chapter.visit("openid", "")));
    chapter.comeBack("not granted", chapter.visit("openid", "none"));
    chapter.firstGrant("openid");
  }

  private static void tokens(ConsentChapter chapter) {
    Tokens tokens = chapter.firstGrant("openid phone");
    chapter.tokens("refresh", chapter.app().refresh(tokens));
    chapter.tokens("narrowed refresh", chapter.app().refresh(tokens, "openid"));
    chapter.tokens("widened refresh", chapter.app().refresh(tokens, "openid address"));
    chapter.tell("introspection", chapter.app().introspect(tokens.access()));
    chapter.tell("userinfo", chapter.app().userinfo(tokens));
  }

  private static void revokedByUser(ConsentChapter chapter) {
    Tokens tokens = chapter.firstGrant("openid phone");
    AccountConsole console = AccountConsole.of(chapter.visitor().user(), chapter.side().realm());
    chapter.tell("granted", Json.array(console.grantedTo(chapter.app().clientId())));
    console.revoke(chapter.app().clientId());
    chapter.tokens("refresh", chapter.app().refresh(tokens));
    chapter.comeBack("asked again", chapter.side().agree(chapter.visit("openid phone", "")));
  }

  private static void revokedByAdmin(ConsentChapter chapter) {
    Tokens tokens = chapter.firstGrant("openid phone");
    chapter.side().realm().revokeConsent(chapter.visitor().user(), chapter.app().clientId());
    chapter.tokens("refresh", chapter.app().refresh(tokens));
    chapter.comeBack("not granted", chapter.visit("openid", "none"));
  }

  private static void offlineRevoked(ConsentChapter chapter) {
    Tokens tokens = chapter.firstGrant("openid offline_access");
    chapter.tokens("refresh", chapter.app().refresh(tokens));
    chapter.side().realm().revokeConsent(chapter.visitor().user(), chapter.app().clientId());
    chapter.tokens("refresh of nothing", chapter.app().refresh(tokens));
  }

  private static void device(ConsentChapter chapter) {
    DeviceCode device = chapter.app().device("openid phone");
    Page page = chapter.side().agree(chapter.side().open(chapter.visitor(), device));
    chapter.answers().put("page", page.status());
    Tokens tokens = chapter.tokens("token", chapter.app().poll(device));
    chapter.tokens("refresh", chapter.app().refresh(tokens));
    DeviceCode another = chapter.app().device("openid phone");
    chapter.side().agree(chapter.side().open(chapter.visitor(), another));
    chapter.tokens("second token", chapter.app().poll(another));
  }

  private static void deviceRefused(ConsentChapter chapter) {
    DeviceCode device = chapter.app().device("openid phone");
    Page page = chapter.side().deny(chapter.side().open(chapter.visitor(), device));
    chapter.answers().put("page", page.status() + " " + page.uri().getQuery());
    chapter.tokens("token", chapter.app().poll(device));
  }

  private static void showClient(ConsentChapter chapter) {
    chapter
        .side()
        .realm()
        .clientAttribute(chapter.app().clientId(), "display.on.consent.screen", "true");
  }

  private static void clientRow(ConsentChapter chapter) {
    Tokens old = chapter.firstGrant("openid phone");
    showClient(chapter);
    chapter.tokens("refresh of before", chapter.app().refresh(old));
    chapter.comeBack("not granted", chapter.visit("openid phone", "none"));
    chapter.comeBack("denied", chapter.side().deny(chapter.visit("openid phone", "")));
    Tokens tokens = chapter.comeBack("granted", chapter.side().agree(chapter.visit("openid", "")));
    chapter.tokens("refresh", chapter.app().refresh(tokens));
    chapter.comeBack("again", chapter.visit("openid phone", "none"));
    chapter.comeBack("reviewed", chapter.side().agree(chapter.visit("openid", "consent")));
    chapter.side().realm().revokeConsent(chapter.visitor().user(), chapter.app().clientId());
    chapter.tokens("refresh of nothing", chapter.app().refresh(tokens));
  }

  /** Where no scope is shown, the row is all that there is to ask. */
  private static void clientRowAlone(ConsentChapter chapter) {
    chapter.firstGrant("openid phone");
    chapter.side().realm().unassignDefault(chapter.app().clientId(), "profile");
    chapter.side().realm().unassignDefault(chapter.app().clientId(), "roles");
    chapter.side().realm().unassignDefault(chapter.app().clientId(), "email");
    chapter.comeBack("nothing to review", chapter.visit("openid", "consent"));
    showClient(chapter);
    chapter.comeBack("granted", chapter.side().agree(chapter.visit("openid", "")));
    AccountConsole console = AccountConsole.of(chapter.visitor().user(), chapter.side().realm());
    chapter.tell("granted", Json.array(console.grantedTo(chapter.app().clientId())));
  }

  private static void clientRowOnDevice(ConsentChapter chapter) {
    showClient(chapter);
    DeviceCode refused = chapter.app().device("openid");
    chapter.side().deny(chapter.side().open(chapter.visitor(), refused));
    chapter.tokens("refused", chapter.app().poll(refused));
    device(chapter);
  }
}
