# shellcheck shell=bash
# Products under .artifacts: made anew when their inputs' content changed, and never seen half-made.

lock_products() {
    mkdir -p .artifacts
    exec 9>.artifacts/.lock
    flock 9
    # Nobody else is at work while the lock is ours: what is half-made was left by a run that was killed.
    rm -rf .artifacts/.making.*
    trap 'rm -rf .artifacts/.making.*' EXIT
}

# product NAME MAKE SALT INPUT...: has MAKE fill .artifacts/NAME, unless it was made from the same inputs.
product() {
    local name=$1 make=$2 salt=$3 wanted making
    shift 3
    wanted=$(fingerprint "$salt" "$@")
    [[ $(fingerprint_of "$name") == "$wanted" ]] && return

    report "making .artifacts/$name"
    making=.artifacts/.making.$name
    mkdir "$making"
    "$make" "$making"
    printf '%s\n' "$wanted" >"$making/.inputs"
    rm -rf ".artifacts/$name"
    mv "$making" ".artifacts/$name"
}

# optional_product: the same, for what set-up can do without. It is tried again by the next one.
optional_product() {
    local status
    # Not "product || …": bash would then go on after an error inside of it.
    set +e
    (set -e; product "$@")
    status=$?
    set -e
    ((status == 0)) || report ".artifacts/$1 could not be made; tests that need it are skipped"
}

# product_link NAME PRODUCT: .artifacts/NAME is another name of a product.
product_link() {
    [[ $(readlink ".artifacts/$1") == "$2" ]] && return
    # Older checkouts have a folder of that name, into which a link would be moved.
    [[ -L .artifacts/$1 ]] || rm -rf ".artifacts/$1"
    ln -s "$2" ".artifacts/.making.$1"
    mv -T ".artifacts/.making.$1" ".artifacts/$1"
}

# By content, not by time: a checkout gives every file the time of the checkout.
fingerprint() {
    local salt=$1
    shift
    {
        printf '%s\n' "$salt"
        find "$@" -type f ! -name '*.md' ! -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d ' ' -f 1
}

fingerprint_of() {
    cat ".artifacts/$1/.inputs" 2>/dev/null || true
}
