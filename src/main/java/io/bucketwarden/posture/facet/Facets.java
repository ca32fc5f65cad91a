package io.bucketwarden.posture.facet;

import io.bucketwarden.posture.Facet;
import java.util.List;

/** Every facet, in the order in which they are judged and remedied. */
public final class Facets {

    public static final List<Facet<?, ?>> ALL = List.of(
            // Closes exposure and needs nothing else, so it goes first.
            new PublicAccessFacet(),
            // After the public ACL grants are gone: S3 refuses BucketOwnerEnforced while the ACL grants to others,
            // and refuses ACL writes once it holds.
            new ObjectOwnershipFacet(),
            new EncryptionFacet(),
            new VersioningFacet(),
            // After versioning: MFA delete needs it.
            new MfaDeleteFacet(),
            new LoggingFacet(),
            // Policy statements last, folded into one write: a wrong network may shut us out.
            new SecureTransportFacet(),
            new NetworkAccessFacet(),
            new AccountAccessFacet());

    private Facets() {}
}
