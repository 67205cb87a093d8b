# The demo app and the demo API. Its context is the root of the repository, after `mvn package`.
ARG JRE_IMAGE=eclipse-temurin:17-jre
FROM ${JRE_IMAGE}
COPY demo/target/lib /opt/app/lib
COPY demo/target/demo-*.jar /opt/app/demo.jar
USER 1000
EXPOSE 8081 8082
ENTRYPOINT ["java", "-jar", "/opt/app/demo.jar"]
