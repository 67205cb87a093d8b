package io.github.scopekeeper.it.support;

/** Somebody who can sign in. */
public record TestUser(String id, String username, String password) {}
