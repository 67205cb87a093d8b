package io.github.scopekeeper.it.support;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Leaves further servers the time to start: see {@link NeedsServer}. */
public final class FurtherServersLast implements ClassOrderer {
  private static final Comparator<ClassDescriptor> LAST =
      Comparator.comparing(descriptor -> descriptor.isAnnotated(NeedsServer.class));

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(LAST);
  }
}
