package io.bucketwarden.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of authorities that no JVM knows, such as that of a company, for servers that speak https in place of AWS.
 * They are trusted beside those that the JVM trusts: queues and roles may still be at AWS.
 */
public record CaBundle(List<Certificate> certificates) {

    /**
     * Reads certificates in PEM, one after the other.
     *
     * @throws IllegalArgumentException in words for people, when there are none
     */
    public static CaBundle read(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw none(file);
            }
            return new CaBundle(List.copyOf(found));
        } catch (CertificateException e) {
            throw none(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file '" + file + "'", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    TrustManager[] trustManagers() {
        try {
            var all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (var certificate : authorities().toList()) {
                all.setCertificateEntry("ca-" + number++, certificate);
            }
            return managers(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These, and all that the JVM trusts. */
    public Stream<Certificate> authorities() {
        try {
            return Stream.concat(ofTheJvm(), certificates.stream());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Certificate> ofTheJvm() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .map(X509TrustManager::getAcceptedIssuers)
                .map(Arrays::asList)
                .flatMap(Collection::stream);
    }

    /** @param trusted null for what the JVM trusts */
    private static TrustManager[] managers(@Nullable KeyStore trusted) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static IllegalArgumentException none(Path file) {
        return new IllegalArgumentException("'" + file + "' holds no certificates; write them as PEM, beginning with"
                + " -----BEGIN CERTIFICATE-----");
    }
}
