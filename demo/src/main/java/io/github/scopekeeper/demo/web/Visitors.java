package io.github.scopekeeper.demo.web;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.security.MessageDigest;

/** Who is at the other end of a request. */
final class Visitors {

  private static final String VISITOR = "visitor";

  private Visitors() {}

  static Visitor of(Context context) {
    Visitor visitor = context.sessionAttribute(VISITOR);
    if (visitor == null) {
      visitor = new Visitor();
      context.sessionAttribute(VISITOR, visitor);
    }
    return visitor;
  }

  /** The same for a form, which must be one of the visitor's own. */
  static Visitor checkedForm(Context context) {
    var visitor = of(context);
    var sent = context.formParam("key");
    if (sent == null || !MessageDigest.isEqual(sent.getBytes(), visitor.formKey().getBytes())) {
      throw new ForbiddenResponse("This page is too old. Go back and try again.");
    }
    return visitor;
  }
}
