package io.github.scopekeeper.resource.support;

/** Catalogs as a realm shows them. */
public final class Catalogs {

  /** That of a fitness app: one scope of each kind. */
  public static final String FITNESS =
      """
      {"issuer":"http://127.0.0.1/realms/fitness","language":"en","scopes":[
        {"name":"account:delete","label":"Delete account","risk":"high","privileged":true,
         "requires_reauthentication":true,"max_authentication_age":300,"implied":[],"aliases":[]},
        {"name":"admin:users","label":"Administer","risk":"high","privileged":true,
         "requires_reauthentication":false,"implied":[],"aliases":[]},
        {"name":"appointments:read","label":"See appointments","ownership":"own","risk":"low",
         "privileged":false,"requires_reauthentication":false,"implied":[],"aliases":[]},
        {"name":"profile:read","label":"See profile","risk":"low","privileged":false,
         "requires_reauthentication":false,"implied":[],"aliases":["read:profile"]},
        {"name":"workouts:delete","label":"Delete workouts","risk":"high","privileged":true,
         "requires_reauthentication":false,"implied":["workouts:write"],"aliases":[]},
        {"name":"workouts:read","label":"See workouts","risk":"low","privileged":false,
         "requires_reauthentication":false,"implied":[],"aliases":[]},
        {"name":"workouts:write","label":"Log workouts","risk":"medium","privileged":false,
         "requires_reauthentication":false,"implied":["workouts:read"],"aliases":[]}]}
      """;

  private Catalogs() {}
}
