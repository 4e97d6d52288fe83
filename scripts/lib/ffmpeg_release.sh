# shellcheck shell=bash
# The FFmpeg of other distributions, each unpacked beside the system's: its headers, its libraries and all that these load, down to
# their own loader. For tests only, which prove the layouts of these releases against them.

FFMPEG_RELEASES=(4.3 4.4 5.1 6.1 7.1)
declare -A FFMPEG_SUITES=([4.3]=bullseye [4.4]=jammy [5.1]=bookworm [6.1]=noble [7.1]=trixie)
declare -A FFMPEG_LIBRARIES=(
    [4.3]="libavformat58 libavcodec58 libavutil56 libswscale5"
    [4.4]="libavformat58 libavcodec58 libavutil56 libswscale5"
    [5.1]="libavformat59 libavcodec59 libavutil57 libswscale6"
    [6.1]="libavformat60 libavcodec60 libavutil58 libswscale7"
    [7.1]="libavformat61 libavcodec61 libavutil59 libswscale8"
)

# make_ffmpeg DIRECTORY: its name ends in the release.
make_ffmpeg() {
    local out=$1 release=${1##*-}
    local suite=${FFMPEG_SUITES[$release]} libraries=${FFMPEG_LIBRARIES[$release]}
    local packages=${libraries// /,},libavformat-dev,libavcodec-dev,libavutil-dev,libstdc++6
    case $suite in
        jammy | noble) unpack_ubuntu "$suite" "$packages" "$out/root" ;;
        *) unpack "$suite" "$packages" "$out/root" ;;
    esac
    mkdir "$out/include" "$out/lib"
    cp -r "$out/root/usr/include/$(uname -m)-linux-gnu"/lib{avformat,avcodec,avutil} "$out/include"
    copy_libraries "$out/root" "$out/lib" "$libraries"
    rm -rf "$out/root"
}

# unpack SUITE PACKAGES DIRECTORY ARGUMENT...: nothing is installed or configured, so that nobody needs to be root.
unpack() {
    # Without a network this is to be over soon: set-up goes on.
    local patience='Acquire { http::Timeout "20"; Retries "1"; };'
    mmdebstrap --quiet --mode=chrootless --variant=extract --aptopt="$patience" --include="$2" "$1" "$3" "${@:4}" 2>"$3.log" || {
        grep -m 3 '^E:' "$3.log" >&2
        return 1
    }
    rm "$3.log"
}

# Ubuntu's keys come from Debian's package of them, so that Debian's signature vouches for both; mmdebstrap knows the mirror of each suite.
unpack_ubuntu() {
    unpack trixie ubuntu-archive-keyring "$3.keys"
    unpack "$1" "$2" "$3" --components=main,universe --keyring="$3.keys/usr/share/keyrings/ubuntu-archive-keyring.gpg"
    rm -rf "$3.keys"
}

# copy_libraries ROOT DIRECTORY "PACKAGE ...": the libraries of the packages, what they need, what .NET needs, and the loader that goes with them.
copy_libraries() {
    local root directory=$2 loader folders name found
    local names=(libstdc++.so.6 libc.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libnss_files.so.2 libnss_dns.so.2 libresolv.so.2)
    root=$(realpath "$1")
    loader=$(find "$root" -path '*/lib/*' -name 'ld-*.so*' -type f -print -quit)
    folders=$(find "$root" -path '*/lib/*' -name '*.so.*' -printf '%h\n' | sort -u | paste -sd :)
    mapfile -t -O "${#names[@]}" names < <(tr ' ' '\n' <<<"$3" | sed -E 's/([0-9]+)$/.so.\1/')
    cp "$loader" "$directory/loader"
    for name in "${names[@]}"; do
        found=$(find "$root" -path '*/lib/*' -name "$name" -print -quit)
        printf '%s\n' "$found"
        "$loader" --library-path "$folders" --list "$found" | awk '$2 == "=>" { print $3 }'
    done | sort -u | xargs cp -L -t "$directory"
}

# is_installed_ffmpeg RELEASE: the tests run against that one anyhow.
is_installed_ffmpeg() {
    [[ $(ffmpeg -version 2>/dev/null) == "ffmpeg version $1"[.-]* ]]
}
