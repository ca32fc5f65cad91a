package io.bucketwarden.api;

/** How names, patterns and regions are written, as rules of the schema with their advice. */
final class Form {

    static final String BUCKET_NAME = "self.matches('^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$')";
    static final String BUCKET_NAME_ADVICE =
            "a bucket name has 3 to 63 lowercase letters, digits, dots and hyphens, and"
                    + " begins and ends with a letter or digit";

    static final String GLOBS = "self.all(p, p.matches('^!?[a-z0-9.*?-]+$'))";
    static final String GLOBS_ADVICE =
            "write globs of lowercase letters, digits, dots, hyphens, * and ?; a leading ! excludes";

    static final String INCLUDES = "self.exists(p, !p.startsWith('!'))";
    static final String INCLUDES_ADVICE =
            "patterns with a leading ! only take away: add one that includes, such as \"*\"";

    static final String REGIONS = "self.all(r, r.matches('^[a-z]{2,8}(-[a-z]+)+-[0-9]+$'))";
    static final String REGIONS_ADVICE = "write regions such as eu-central-1";

    static final String NOT_EMPTY = "size(self) > 0";
    static final String NO_REGION_ADVICE = "list at least one region, or leave regions out for all of them";

    private Form() {}
}
