package io.bucketwarden.access.impact;

import io.bucketwarden.access.BoundedText;
import java.util.Arrays;

/** Why it cannot be told what a restriction would have done to a request. The codes are stored. */
public enum Doubt {
    UNREADABLE('U', "a line of the log could not be read"),
    OPERATION('O', "the operation is not known"),
    PRINCIPAL('P', "the log tells only a canonical user id, or a name of unknown form"),
    ENDPOINT('E', "it came through a VPC endpoint, and the log does not tell which"),
    SERVICE('S', "an AWS service may have acted for the caller, which the log does not tell"),
    ADDRESS('A', "the log tells no address"),
    ORGANIZATION('G', "the log does not tell the organization of the caller"),
    ROLE_PATH('R', "the log does not tell the path of the role, and a principal with that name is exempt"),
    TRANSPORT('T', "the log does not tell whether it came over TLS, or which version"),
    FUTURE('F', "the log tells a time that is yet to come"),
    SEVERAL('X', "the log tells too little of it");

    private final char code;
    private final String text;

    Doubt(char code, String text) {
        this.code = code;
        this.text = text;
    }

    String code() {
        return String.valueOf(code);
    }

    /** @throws IllegalArgumentException for none that is known */
    static Doubt ofCode(String code) {
        return Arrays.stream(values())
                .filter(doubt -> doubt.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a doubt is not known: " + BoundedText.of(code, 8)));
    }

    /** For people, to follow "cannot be judged: ". */
    String text() {
        return text;
    }
}
