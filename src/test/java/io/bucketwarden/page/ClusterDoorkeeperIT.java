package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.page.Doorkeeper.Unanswered;
import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, by a real API server that is asked with the rights that the documentation names and no others. */
class ClusterDoorkeeperIT {

    private static final List<String> NAMESPACES = List.of("page-payments", "page-legal");
    private static final Accounts ACCOUNTS = Accounts.in("page-people");

    private static KubernetesClient operator;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T08:00:00Z"));
    private final Doorkeeper doorkeeper = new ClusterDoorkeeper(operator, now::get);

    @BeforeAll
    static void start() {
        NAMESPACES.forEach(TestCluster.get()::namespace);
        for (var name : List.of("operator", "auditor", "payer", "nobody", "powerless")) {
            ACCOUNTS.add(name);
        }
        ACCOUNTS.mayListAll("auditor");
        ACCOUNTS.mayListIn("payer", "page-payments");
        ACCOUNTS.bindEverywhere("operator", "system:auth-delegator");
        operator = ACCOUNTS.client("operator");
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @Test
    void whoever_may_list_all_policies_sees_everything() throws Exception {
        var who = doorkeeper.whose(ACCOUNTS.token("auditor")).orElseThrow();

        assertThat(who.user()).isEqualTo("system:serviceaccount:page-people:auditor");
        assertThat(who.groups()).contains("system:serviceaccounts:page-people");
        assertThat(doorkeeper.sight(who, NAMESPACES)).isEqualTo(new Sight.Everything());
    }

    @Test
    void whoever_may_list_those_of_one_namespace_sees_these_alone() throws Exception {
        var who = doorkeeper.whose(ACCOUNTS.token("payer")).orElseThrow();

        assertThat(doorkeeper.sight(who, NAMESPACES)).isEqualTo(new Sight.Only(Set.of("page-payments"), 0));
    }

    @Test
    void whoever_may_list_none_is_known_and_sees_nothing() throws Exception {
        var who = doorkeeper.whose(ACCOUNTS.token("nobody")).orElseThrow();

        assertThat(doorkeeper.sight(who, NAMESPACES)).isEqualTo(new Sight.Only(Set.of(), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzeXN0ZW06YWRtaW4ifQ."})
    void what_is_no_token_is_nobodys(String token) throws Exception {
        assertThat(doorkeeper.whose(token)).isEmpty();
    }

    @Test
    void a_token_for_another_audience_is_nobodys() throws Exception {
        assertThat(doorkeeper.whose(ACCOUNTS.token("auditor", "vault"))).isEmpty();
    }

    @Test
    void a_token_that_has_ended_is_of_use_for_half_a_minute_and_no_longer() throws Exception {
        ACCOUNTS.add("leaver");
        var token = ACCOUNTS.token("leaver");
        assertThat(doorkeeper.whose(token)).isPresent();

        ACCOUNTS.remove("leaver");

        assertThat(doorkeeper.whose(token)).isPresent();
        now.updateAndGet(time -> time.plus(ClusterDoorkeeper.KEPT));
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            now.updateAndGet(time -> time.plus(ClusterDoorkeeper.KEPT));
            assertThat(doorkeeper.whose(token)).isEmpty();
        });
    }

    @Test
    void a_flood_of_tokens_is_not_passed_on_and_keeps_nobody_out_who_was_known() throws Exception {
        var token = ACCOUNTS.token("auditor");
        assertThat(doorkeeper.whose(token)).isPresent();
        now.updateAndGet(time -> time.plus(ClusterDoorkeeper.KEPT));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        assertThat(doorkeeper.whose("a.b." + i)).isEmpty();
                    }
                })
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("Too many unknown tokens");

        assertThat(doorkeeper.whose(token)).isPresent();
        now.updateAndGet(time -> time.plusSeconds(2));
        assertThat(doorkeeper.whose("a.b.later")).isEmpty();
    }

    /** A right that was taken away shows what is remembered: whoever is asked about anew has it no longer. */
    @Test
    void with_another_token_of_the_same_account_nothing_is_asked_again() throws Exception {
        ACCOUNTS.add("renewer");
        ACCOUNTS.mayListIn("renewer", "page-legal");
        var first = doorkeeper.whose(ACCOUNTS.token("renewer")).orElseThrow();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            now.updateAndGet(time -> time.plus(ClusterDoorkeeper.KEPT));
            assertThat(doorkeeper.sight(first, NAMESPACES)).isEqualTo(new Sight.Only(Set.of("page-legal"), 0));
        });
        ACCOUNTS.mayListNoMoreIn("renewer", "page-legal");
        var still = now.get();
        var asking = new ClusterDoorkeeper(operator, () -> now.updateAndGet(time -> time.plusSeconds(31)));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(asking.sight(first, NAMESPACES)).isEqualTo(new Sight.Only(Set.of(), 0)));
        now.set(still);

        var second = doorkeeper.whose(ACCOUNTS.token("renewer")).orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertThat(doorkeeper.sight(second, NAMESPACES)).isEqualTo(new Sight.Only(Set.of("page-legal"), 0));
    }

    @Test
    void of_more_namespaces_than_are_asked_about_it_is_told_how_many() throws Exception {
        var who = doorkeeper.whose(ACCOUNTS.token("payer")).orElseThrow();
        var many = java.util.stream.IntStream.range(0, ClusterDoorkeeper.MOST_NAMESPACES)
                .mapToObj("a-%03d"::formatted)
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        many.addAll(NAMESPACES);

        assertThat(doorkeeper.sight(who, many)).isEqualTo(new Sight.Only(Set.of(), 2));
    }

    @Test
    void an_operator_without_the_rights_lets_nobody_in_and_names_them() {
        try (var client = ACCOUNTS.client("powerless")) {
            var powerless = new ClusterDoorkeeper(client, now::get);
            var token = ACCOUNTS.token("auditor");

            assertThatThrownBy(() -> powerless.whose(token))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining("may not create tokenreviews.authentication.k8s.io");
            assertThat(new OwnRights(client).missing())
                    .containsExactly(
                            "create tokenreviews.authentication.k8s.io",
                            "create subjectaccessreviews.authorization.k8s.io");
        }
        assertThat(new OwnRights(operator).missing()).isEmpty();
    }

    @Test
    void while_the_api_server_is_away_nobody_is_let_in() {
        var config = new ConfigBuilder(operator.getConfiguration())
                .withMasterUrl("https://127.0.0.1:9")
                .build();
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            var away = new ClusterDoorkeeper(client, now::get);

            assertThatThrownBy(() -> away.whose("a.b.c"))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining("does not answer");
        }
    }
}
