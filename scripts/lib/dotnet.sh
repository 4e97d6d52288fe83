# shellcheck shell=bash
# The .NET SDK is the one thing that set-up leaves to its user: where it comes from is their choice.

require_dotnet() {
    # Not a pipe into grep -q: with pipefail, dotnet would fail for the pipe that grep closes.
    local sdks
    sdks=$(dotnet --list-sdks 2>/dev/null) || true
    [[ $'\n'$sdks == *$'\n10.'* ]] && return
    fail "the .NET 10 SDK is missing; install it (Ubuntu: apt-get install dotnet-sdk-10.0;" \
        "others: https://dotnet.microsoft.com/download/dotnet/10.0), then run this again"
}
