package io.bucketwarden.iam;

/** The id of an account: twelve digits. Other servers than AWS may name accounts in another way. */
public final class AccountId {

    private static final int DIGITS = 12;

    private AccountId() {}

    public static boolean isOne(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
