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
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/app/bucketwarden.jar"]
CMD ["run"]
