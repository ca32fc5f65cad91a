# Each target does all of its own set-up. See README.md.
SHELL := /bin/bash
CACHE := $(or $(BUCKETWARDEN_CACHE),$(HOME)/.cache/bucketwarden)
MVN := mvn -B -ntp -Dstyle.color=never
# Maven's own libraries still use what newer JDKs warn of; and Jansi resets colours at its end, also of a file and where there are none.
WITH_JDK := JAVA_HOME="$$(src/dev/jdk.sh)" && export JAVA_HOME MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow -Djansi.noreset=true $$MAVEN_OPTS" &&
# What lies among the tests and is no test: first compiled, then run by its name.
TEST_CLASSES := $(MVN) -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.cp
RUN := "$$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$$(cat target/test.cp)"
# Unit tests alone end before anything is packaged. A name that no test has is an error.
UNITS := -Dtest='$(or $(TEST),none)' $(if $(TEST),,-Dsurefire.failIfNoSpecifiedTests=false)
SOME := $(if $(IT),verify $(UNITS) -Dit.test='$(IT)',test $(UNITS))

.DEFAULT_GOAL := help
.PHONY: help setup jar demo up test conformance fuzz bench generate pictures release-check format clean

help: ## Print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Check the tools; build and install what the demo and the tests need, once
	@src/dev/setup.sh

jar: ## Package the operator: target/bucketwarden.jar; needs a JDK and Maven only
	@src/dev/setup.sh java
	@$(WITH_JDK) src/dev/build-jar.sh

demo: setup jar ## Show the main job on a real API server and a real S3 server
	@$(WITH_JDK) "$(CACHE)/moto/bin/python" src/demo/demo.py

up: setup jar ## Set up the same and keep it running, to play with
	@$(WITH_JDK) "$(CACHE)/moto/bin/python" src/demo/demo.py --keep

test: setup ## Everything: format, compile, unit and integration tests, generated files; TEST=names, IT=names: only those
	@$(WITH_JDK) $(MVN) $(if $(TEST)$(IT),$(SOME),verify)

# On AWS it needs neither of the servers.
conformance: $(if $(filter moto rgw,$(STORE)),setup) ## Run the facets' suite on throw-away buckets: AWS_PROFILE=name or STORE=moto|rgw|aws; PUBLIC=1, CLEAN=1, OUTPUT=json
	@src/dev/setup.sh java
	@$(WITH_JDK) $(TEST_CLASSES)
	@$(WITH_JDK) exec $(RUN) io.bucketwarden.conformance.Conformance \
	  $(if $(STORE),--store=$(STORE)) $(if $(PUBLIC),--public) $(if $(CLEAN),--clean) $(if $(ELSEWHERE),--elsewhere=$(ELSEWHERE)) $(if $(OUTPUT),--output=$(OUTPUT))

fuzz: ## Look for policies and logs that break what reads them, FUZZ_SECONDS (60) for each target
	@$(WITH_JDK) src/dev/fuzz.sh

bench: setup jar ## Measure speed and memory; figures go to target/bench
	@src/dev/setup.sh goaccess
	@$(WITH_JDK) src/dev/rehearse.sh
	@$(WITH_JDK) $(TEST_CLASSES)
	@$(WITH_JDK) for name in bench.MainJobBench bench.FleetBench bench.EventBench bench.PolicyBench bench.AccessBench bench.AccessorsBench page.PageBench; do \
	  $(RUN) io.bucketwarden.$$name || exit; done

generate: ## Write the generated files anew
	@$(WITH_JDK) $(TEST_CLASSES) cyclonedx:makeBom
	@$(WITH_JDK) $(RUN) io.bucketwarden.generate.GenerateFiles

pictures: setup ## Render the pictures of the report and the page anew, for its test and the docs
	@$(WITH_JDK) $(TEST_CLASSES)
	@$(WITH_JDK) $(RUN) io.bucketwarden.command.report.ReportPictures
	@$(WITH_JDK) $(RUN) io.bucketwarden.page.PagePictures

release-check: setup ## Everything that must hold of a release but the tests; builds twice, for some minutes
	@$(WITH_JDK) src/dev/release-check.sh

format: ## Format the code
	@$(WITH_JDK) $(MVN) -q spotless:apply

clean: ## Remove what was built here; the cache stays
	@rm -rf target
