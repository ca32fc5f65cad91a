package io.bucketwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    private static final Selector ALL_THREE = new Selector(
            new BucketSelector(List.of("acme-*"), Map.of("data", "pii", "tier", "1"), List.of("eu-west-1")));

    @ParameterizedTest(name = "{0} in {1} with {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "acme-pay,  eu-west-1, data=pii tier=1,     Selected,    false, false",
                "acme-pay,  eu-west-1, data=pii tier=1 x=y, Selected,    false, false",
                "acme-pay,  eu-west-1, data=pii,            NotSelected, false, false",
                "acme-pay,  eu-west-1, data=pii tier=2,     NotSelected, false, false",
                "acme-pay,  us-east-1, data=pii tier=1,     NotSelected, false, false",
                "other-pay, eu-west-1, data=pii tier=1,     NotSelected, false, false",
                "acme-pay,  -,         data=pii tier=1,     Undecided,   true,  false",
                "acme-pay,  eu-west-1, -,                   Undecided,   false, true",
                "acme-pay,  -,         -,                   Undecided,   true,  true",
                "acme-pay,  -,         data=no,             NotSelected, true,  false",
                "acme-pay,  us-east-1, -,                   NotSelected, false, false",
                "other-pay, -,         -,                   NotSelected, false, false",
            })
    void a_bucket_is_chosen_by_what_is_known_of_it(
            String name, String region, String tags, Selection expected, boolean needsRegion, boolean needsTags) {
        var bucket = new ListedBucket(name, region, tags(tags), null);

        assertThat(ALL_THREE.select(bucket)).isEqualTo(expected);
        assertThat(ALL_THREE.needsRegionOf(bucket)).isEqualTo(needsRegion);
        assertThat(ALL_THREE.needsTagsOf(bucket)).isEqualTo(needsTags);
    }

    @Test
    void what_a_selector_leaves_out_is_never_asked_for() {
        var names = new Selector(new BucketSelector(List.of("acme-*"), null, null));
        var unknown = new ListedBucket("acme-pay", null);

        assertThat(names.select(unknown)).isEqualTo(Selection.Selected);
        assertThat(names.needsRegionOf(unknown)).isFalse();
        assertThat(names.needsTagsOf(unknown)).isFalse();
    }

    private static Map<String, String> tags(String text) {
        if (text == null) {
            return null;
        }
        var tags = new java.util.HashMap<String, String>();
        for (var tag : text.split(" ")) {
            tags.put(tag.split("=")[0], tag.split("=")[1]);
        }
        return tags;
    }
}
