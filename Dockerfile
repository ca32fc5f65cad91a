# syntax=docker/dockerfile:1
# Pin both images by digest when releasing: make release-check asks for it.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY pom.xml ./
COPY src/main src/main
COPY src/test/java/io/bucketwarden/image/Rehearsal.java rehearsal/Rehearsal.java
RUN mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip -Djib.skip -Dcyclonedx.skip package \
 && javac -d /rehearsal rehearsal/Rehearsal.java

FROM gcr.io/distroless/java25-debian13:nonroot
WORKDIR /app
COPY --from=build --chown=65532:65532 /source/target/bucketwarden.jar ./
COPY --from=build --chown=65532:65532 /source/target/lib lib/
COPY --chown=65532:65532 src/main/jib/app/jvm.options ./
# One start and one look at a made-up bucket, so that the JVM writes down what a start needs. It must run on this very JVM.
RUN --mount=type=bind,from=build,source=/rehearsal,target=/rehearsal \
    ["java", "-cp", "/rehearsal", "io.bucketwarden.image.Rehearsal", "/app/jvm.options", "/app/bucketwarden.jar", "/app/bucketwarden.aot"]
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/bucketwarden.aot", "-jar", "/app/bucketwarden.jar"]
CMD ["run"]
