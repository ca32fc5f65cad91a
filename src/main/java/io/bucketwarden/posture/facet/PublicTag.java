package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture.ExemptTag;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Reading;
import io.bucketwarden.posture.Remedy;
import java.util.Map;
import java.util.Optional;

/** The tag that lets a bucket stay public. Key and value count to the letter, as S3 keeps them. */
record PublicTag(ExemptTag declared) {

    static Optional<PublicTag> of(PublicAccess desired) {
        return Optional.ofNullable(desired.exemptTag()).map(PublicTag::new);
    }

    boolean isAmong(Map<String, String> tags) {
        var value = tags.get(String.valueOf(declared.key()));
        return value != null && (declared.value() == null || declared.value().equals(value));
    }

    /** The declared one, if it is among those that were read. */
    static Optional<PublicTag> among(Reading<Map<String, String>> tags, Optional<PublicTag> declared) {
        return declared.filter(tag -> tags.value().filter(tag::isAmong).isPresent());
    }

    /** The same write, except that it is refused when the bucket carries the declared tag by then. */
    static Remedy.Write unlessCarried(Optional<PublicTag> declared, Remedy.Write write) {
        return declared.map(tag -> tag.unlessCarried(write)).orElse(write);
    }

    private Remedy.Write unlessCarried(Remedy.Write write) {
        return new Remedy.Write(write.description(), write.iamAction(), write.order(), bucket -> {
            refuseIfCarried(bucket);
            write.call().accept(bucket);
        });
    }

    private void refuseIfCarried(LiveBucket bucket) {
        Map<String, String> tags;
        try {
            tags = bucket.again().tags();
        } catch (CallFailed e) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "Not written, since whether the bucket carries the tag " + this + " by now is not known: "
                            + e.text(),
                    e);
        }
        if (isAmong(tags)) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "Not written: the bucket carries the tag " + this + " by now, so it may stay public.");
        }
    }

    @Override
    public String toString() {
        return declared.key() + (declared.value() == null ? "" : "=" + declared.value());
    }
}
