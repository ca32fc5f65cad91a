package io.bucketwarden.posture;

import io.bucketwarden.iam.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one facet wants of the policy document: statements of its own to put, and Sids to drop. */
record StatementChange(List<Statement> put, Set<String> drop) {

    Set<String> sids() {
        return Stream.concat(put.stream().flatMap(statement -> statement.sid().stream()), drop.stream())
                .collect(Collectors.toSet());
    }
}
