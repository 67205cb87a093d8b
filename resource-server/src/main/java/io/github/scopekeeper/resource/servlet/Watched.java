package io.github.scopekeeper.resource.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

/** A request whose end is waited for, where other threads go on with it. */
class Watched extends HttpServletRequestWrapper {

  private final CurrentRequest current;
  private final HttpServletResponse response;

  Watched(HttpServletRequest request, HttpServletResponse response, CurrentRequest current) {
    super(request);
    this.response = response;
    this.current = current;
  }

  @Override
  public AsyncContext startAsync() {
    return current.watch(super.startAsync(), response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    return current.watch(super.startAsync(request, answer), response);
  }
}
