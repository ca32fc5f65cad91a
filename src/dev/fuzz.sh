#!/usr/bin/env bash
# Fuzzes the policy language and the readers of access logs, one target after the other: FUZZ_SECONDS each (60), FUZZ_TARGETS of them (all). What reaches new
# code is kept in the cache, where the next run goes on; what breaks a property ends the run with exit code 1.
set -uo pipefail
cd "$(dirname "$0")/../.."

SECONDS_EACH=${FUZZ_SECONDS:-60}
TARGETS=${FUZZ_TARGETS:-Parser CanonicalForm Evaluator ServerAccessLogs CloudTrailLogs}
CORPUS=${BUCKETWARDEN_CACHE:-$HOME/.cache/bucketwarden}/fuzz
OUT=target/fuzz
SEEDS=src/test/resources/fuzz
PROGRESS_EVERY=10
# Of wall clock for one input; a busy machine and a cold JVM need some room over the second that would be too slow.
TOO_SLOW=5

if ! [[ $SECONDS_EACH =~ ^[1-9][0-9]*$ ]]; then
  echo "FUZZ_SECONDS is '$SECONDS_EACH'; it must be a whole number of seconds, at least 1." >&2
  exit 2
fi
for target in $TARGETS; do
  if ! [ -d "$SEEDS/$target" ]; then
    echo "FUZZ_TARGETS names '$target'; there are: $(cd "$SEEDS" && echo */ | tr -d /)." >&2
    exit 2
  fi
done

mkdir -p "$OUT"
echo "Compiling ..."
mvn -q -B -ntp -Dstyle.color=never -Pfuzz test-compile dependency:build-classpath -Dmdep.outputFile="$OUT/class.path" || exit 1

package_of() { # target
  case $1 in
    ServerAccessLogs) echo access.log ;;
    CloudTrailLogs) echo access.cloudtrail ;;
    *) echo iam ;;
  esac
}

words_of() { # target
  [ "$1" = ServerAccessLogs ] && echo "$SEEDS/log.dict" || echo "$SEEDS/policy.dict"
}

jazzer() { # target, libFuzzer's arguments...
  local target=$1
  shift
  "$JAVA_HOME/bin/java" -Xmx1g -Xshare:off -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "target/test-classes:target/classes:$(cat "$OUT/class.path")" \
    com.code_intelligence.jazzer.Jazzer --target_class="io.bucketwarden.$(package_of "$target").fuzz.${target}FuzzTest" \
    --instrumentation_includes='io.bucketwarden.iam.**:io.bucketwarden.access.**:com.fasterxml.jackson.core.json.**' \
    --custom_hook_includes='io.bucketwarden.iam.**:io.bucketwarden.access.**' --reproducer_path="$OUT/$target" -timeout="$TOO_SLOW" -rss_limit_mb=0 "$@" 2>&1
}

drive() { # target, seconds
  jazzer "$1" -max_total_time="$2" -report_slow_units=1 -max_len=20480 -print_final_stats=1 \
    -dict="$(words_of "$1")" -artifact_prefix="$OUT/$1/" "$CORPUS/$1" "$SEEDS/$1"
}

# The first input of a cold JVM on a busy machine is slow whatever it is, so the seeds go before it here.
is_slow_again() { # target, file
  mkdir -p "$OUT/$1/again"
  ! jazzer "$1" -artifact_prefix="$OUT/$1/again/" "$SEEDS/$1"/* "$2" >"$OUT/$1.again.log"
}

drop_what_was_slow_only_once() { # target; whether there was such a one
  local file dropped=1
  for file in "$OUT/$1"/timeout-*; do
    if [ -e "$file" ] && ! is_slow_again "$1" "$file"; then
      echo "  An input took more than $TOO_SLOW s, but not when run again: no finding, the machine was busy."
      rm "$file"
      dropped=0
    fi
  done
  return "$dropped"
}

show_progress() { # target; all goes to its log, a line now and then to the person
  local line next=0
  while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ $line =~ ^#([0-9]+).*corp:\ ([0-9]+).*exec/s:\ ([0-9]+) ]] && ((SECONDS >= next)); then
      next=$((SECONDS + PROGRESS_EVERY))
      echo "  $1: ${BASH_REMATCH[1]} executions, ${BASH_REMATCH[3]}/s, corpus ${BASH_REMATCH[2]}" >&2
    fi
  done >>"$OUT/$1.log"
}

figure() { # target, name
  sed -n "s/^stat::$2: *//p" "$OUT/$1.log" | tail -1
}

failed=0
summary=()
for target in $TARGETS; do
  echo "Fuzzing $target for $SECONDS_EACH s ..."
  rm -rf "${OUT:?}/$target" "$OUT/$target.log"
  mkdir -p "$OUT/$target" "$CORPUS/$target"
  end=$((SECONDS + SECONDS_EACH))
  left=$SECONDS_EACH
  while drive "$target" "$left" | show_progress "$target"; code=${PIPESTATUS[0]}; drop_what_was_slow_only_once "$target"; do
    code=0
    left=$((end - SECONDS))
    ((left > 0)) || break
  done
  findings=$(find "$OUT/$target" -maxdepth 1 \( -name 'crash-*' -o -name 'timeout-*' -o -name 'oom-*' \) | sort)
  count=$(printf '%s' "$findings" | grep -c .)
  executions=$(figure "$target" number_of_executed_units)
  rate=$(figure "$target" average_exec_per_sec)
  slowest=$(figure "$target" slowest_unit_time_sec)
  corpus=$(find "$CORPUS/$target" -type f | wc -l)
  summary+=("$target: ${executions:-?} executions, ${rate:-?}/s, slowest ${slowest:-?} s, corpus $corpus, findings $count")
  if [ -n "$findings" ]; then
    failed=1
    echo "FOUND by $target:"
    finding=${findings%%$'\n'*}
    sed -n '/^== Java Exception/,/^==/p' "$OUT/$target.log" | head -12
    [[ $finding == */timeout-* ]] && echo "  It took more than $TOO_SLOW s, and again when run once more."
    echo "  input: $findings"
    if [ -s "$finding" ]; then
      echo "  To have every test run repeat it: cp $finding $SEEDS/$target/a-name-that-says-what-is-wrong"
      echo "  Then: mvn test -Dtest=${target}FuzzTest"
    else
      echo "  The input is empty, so whatever is read, this fails. The whole log: $OUT/$target.log"
    fi
  elif [ "$code" -ne 0 ]; then
    failed=1
    echo "$target did not run to its end (exit code $code):" >&2
    tail -20 "$OUT/$target.log" >&2
  fi
done
echo
printf '%s\n' "${summary[@]}"
exit "$failed"
