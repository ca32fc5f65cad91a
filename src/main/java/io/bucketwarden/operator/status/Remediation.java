package io.bucketwarden.operator.status;

/** One write for one facet, as it is counted; {@code result} is {@code written}, {@code refused} or {@code halted}. */
public record Remediation(String facet, String result) {}
