package io.bucketwarden.awscalls;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bucketwarden.servers.ElasticMq;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.Rgw;
import io.bucketwarden.servers.TinyS3;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a class of tests may call AWS: it gets, through however many other classes, to a server that stands for AWS. */
record CallsAws(JavaClasses tests) implements Predicate<String> {

    private static final Set<String> SERVERS =
            Set.of(Moto.class.getName(), Rgw.class.getName(), ElasticMq.class.getName(), TinyS3.class.getName());

    static CallsAws ofTests() {
        return new CallsAws(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("io.bucketwarden"));
    }

    @Override
    public boolean test(String name) {
        return !tests.contain(name)
                || tests.get(name).getTransitiveDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .map(JavaClass::getName)
                        .anyMatch(SERVERS::contains);
    }
}
