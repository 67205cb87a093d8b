package io.github.scopekeeper.it.support;

import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Starts the further servers of a run while those classes run that do not need them. */
public final class ServersAhead implements TestExecutionListener {

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    List<Class<?>> classes =
        plan.getRoots().stream()
            .flatMap(engine -> plan.getChildren(engine).stream())
            .map(TestIdentifier::getSource)
            .flatMap(Optional::stream)
            .filter(ClassSource.class::isInstance)
            .<Class<?>>map(source -> ((ClassSource) source).getJavaClass())
            .toList();
    List<Servers.Further> further =
        classes.stream()
            .filter(type -> type.isAnnotationPresent(NeedsServer.class))
            .map(type -> type.getAnnotation(NeedsServer.class).value())
            .distinct()
            .toList();
    if (!further.isEmpty() && classes.size() > further.size()) {
      Servers.startAhead(further);
    }
  }
}
