package io.bucketwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

    private static final Map<String, String> PAYMENTS = Map.of("team", "pay", "tier", "1");

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "team,  In,           pay shop, true",
        "team,  In,           shop,     false",
        "owner, In,           pay,      false",
        "team,  NotIn,        shop,     true",
        "team,  NotIn,        shop pay, false",
        "owner, NotIn,        pay,      true",
        "team,  NotIn,        '',       false",
        "team,  In,           '',       false",
        "team,  Exists,       '',       true",
        "owner, Exists,       '',       false",
        "team,  DoesNotExist, '',       false",
        "owner, DoesNotExist, '',       true",
        "team,  Gt,           0,        false",
        "team,  ,             pay,      false",
    })
    void an_expression_holds_as_kubernetes_says(String key, String operator, String values, boolean matches) {
        var selector = new LabelSelectorBuilder()
                .addNewMatchExpression()
                .withKey(key)
                .withOperator(operator)
                .withValues(values.isEmpty() ? List.of() : List.of(values.split(" ")))
                .endMatchExpression()
                .build();

        assertThat(Labels.match(selector, PAYMENTS)).isEqualTo(matches);
    }

    @Test
    void all_parts_have_to_hold_and_none_at_all_is_everything() {
        var both = new LabelSelectorBuilder()
                .addToMatchLabels("team", "pay")
                .addNewMatchExpression()
                .withKey("tier")
                .withOperator("In")
                .withValues("2")
                .endMatchExpression()
                .build();

        assertThat(Labels.match(both, PAYMENTS)).isFalse();
        assertThat(Labels.match(both, Map.of("team", "pay", "tier", "2"))).isTrue();
        assertThat(Labels.match(both, Map.of("tier", "2"))).isFalse();
        assertThat(Labels.match(new LabelSelectorBuilder().build(), Map.of())).isTrue();
    }
}
