# Keycloak with our JARs, built for PostgreSQL. Its context is the root of the repository, after `mvn package`.
ARG KEYCLOAK_VERSION=26.7.3
FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION}
COPY --chown=1000:0 providers/target/scopekeeper-providers-*.jar themes/target/scopekeeper-themes-*.jar /opt/keycloak/providers/
RUN /opt/keycloak/bin/kc.sh build --db=postgres --cache=local --health-enabled=true
COPY --chown=1000:0 realm-config/fitness-realm.json /opt/keycloak/data/import/
CMD ["start", "--optimized", "--import-realm"]
