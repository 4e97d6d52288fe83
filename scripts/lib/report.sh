# shellcheck shell=bash
# One line per step, and one line with the remedy where a step cannot be done.

report() {
    printf 'setup: %s\n' "$*"
}

fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}
