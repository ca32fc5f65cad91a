# syntax=docker/dockerfile:1
# Pin both images by digest when releasing.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY pom.xml ./
COPY src/main src/main
RUN mvn -q -B -ntp -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip package

FROM gcr.io/distroless/java25-debian13:nonroot
WORKDIR /app
COPY --from=build /source/target/lib lib/
COPY --from=build /source/target/bucketwarden.jar ./
USER 65532:65532
EXPOSE 8080
# As measured in docs/performance.md. For more than a few thousand policies, raise -Xmx with the memory limit.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -Xmx96m -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/app/bucketwarden.jar"]
CMD ["run"]
