# What the set-up scripts share: a failure is told in one line, the whole story is in the log.
# shellcheck shell=sh

log=build/install.log

say() { printf '%s\n' "$*"; }

fail() {
    printf 'Tandem: %s\n' "$*" >&2
    exit 1
}

no_room() { fail "no room on the disk, or no right to write, in $(pwd)"; }

# Whether the log, from the last command on, speaks of any of the things in $1.
log_speaks_of() { sed -n 'H; /^\$ /h; ${ x; p; }' "$log" | grep -qiE "$1"; }

# Tells in one line why what is named in $1 could not be had.
fail_from_log() {
    if log_speaks_of 'certificate'; then
        fail "the certificate of where $1 comes from is not trusted here: look in $log"
    elif log_speaks_of 'no space left|enough free space|disk quota'; then
        fail "no room on the disk for $1: free some space and run the same command again ($log)"
    elif log_speaks_of 'read-only file system|permission denied'; then
        fail "no right to write where $1 must go: look in $log"
    elif log_speaks_of 'dns error|name resolution|failure resolving|name or service not known|network is unreachable|connection refused|connection reset|could not connect|failed to connect|failed to establish|failed to fetch|error sending request|timed out|proxyerror'; then
        fail "no network: $1 could not be fetched. Connect and run the same command again ($log)"
    elif log_speaks_of 'hash(es)? (mismatch|do not match)|match the hashes'; then
        fail "what was fetched for $1 is not what the requirements name; it was not installed ($log)"
    fi
    fail "$1 could not be installed: the reason stands in $log"
}

# Asks for $1 megabytes in folder $2 before anything is fetched.
need_room() {
    free=$(df -Pk "$2" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
    [ "${free:-$1}" -ge "$1" ] ||
        fail "no room on the disk: $2 needs $1 MB and has $free MB"
}

# Starts the log, unless this run did so before.
open_log() {
    [ -z "${TANDEM_LOG_OPEN:-}" ] || return 0
    { mkdir -p build && printf 'Set-up of Tandem\n' >"$log"; } 2>/dev/null || no_room
    export TANDEM_LOG_OPEN=1
}

# Runs a command with everything it prints in the log; $1 says what for.
logged() {
    what=$1
    shift
    printf '$ %s\n' "$*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null || fail_from_log "$what"
}

# A machine that finds its packages elsewhere says so in pip's settings, which Python $1 reads:
# that is handed on to uv.
follow_pip() {
    index=$("$1" -m pip config list 2>/dev/null |
        sed -n "s/^[^=]*\.index-url='\(.*\)'\$/\1/p" | tail -n 1)
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" UV_HTTP_RETRIES="${UV_HTTP_RETRIES:-2}"
}
