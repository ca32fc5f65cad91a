package io.bucketwarden.access.baseline;

import java.util.Collection;

/** Which principals have been let in, and which of their applications; listed or by fingerprint. */
final class Known {

    private final Fingerprints oldPrincipals;
    private final Fingerprints oldApplications;
    private final Fingerprints principals = new Fingerprints(Integer.MAX_VALUE);
    private final Fingerprints applications = new Fingerprints(Integer.MAX_VALUE);

    Known(Collection<Seen> seen, Fingerprints oldPrincipals, Fingerprints oldApplications) {
        this.oldPrincipals = oldPrincipals;
        this.oldApplications = oldApplications;
        for (var one : seen) {
            if (one.isLetIn()) {
                learn(one.prints());
            }
        }
    }

    void learn(FingerprintKey.Prints prints) {
        learnPrincipal(prints.principal());
        learnApplication(prints.application());
    }

    void learnPrincipal(long print) {
        principals.add(print, 0, 0);
    }

    void learnApplication(long print) {
        applications.add(print, 0, 0);
    }

    boolean principal(long print) {
        return principals.contains(print) || oldPrincipals.contains(print);
    }

    boolean application(long print) {
        return applications.contains(print) || oldApplications.contains(print);
    }
}
