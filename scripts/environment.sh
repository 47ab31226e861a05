# shellcheck shell=sh
# Makes .venv, for scripts/goalcoach and scripts/test. Sourced, never run: it needs $checkout.
# Plain POSIX sh, because a fresh macOS has bash 3 and a small container has none.

venv="$checkout/.venv"

say() { printf 'goalcoach: %s\n' "$*" >&2; }

# What an environment was made from, word for word. Comparing the words needs no hash tool, which
# each system names differently. The checkout's own path is part of it: a moved .venv is broken.
# Of pyproject.toml only the part above the tools' settings counts.
wanted() {
    printf '%s\n' "$checkout"
    sed '/^\[tool\.ruff\]/,$d' "$checkout/pyproject.toml"
    cat "$checkout/requirements.lock"
    if [ "$1" = dev ]; then cat "$checkout/requirements-dev.lock"; fi
}

is_ready() {
    [ -x "$venv/bin/python" ] && [ -f "$venv/made-$1" ] && is_wanted "$1"
}

# Whether the mark holds what `wanted` prints, line by line. Each start asks, so it is one process.
is_wanted() { # run|dev
    more=""
    if [ "$1" = dev ]; then more="$checkout/requirements-dev.lock"; fi
    # shellcheck disable=SC2016 # the $ are awk's
    wanted_in="$checkout" awk '
        NR == 1 { other = $0 != ENVIRON["wanted_in"]; next }
        FNR == 1 { file++ }
        file == 0 { mark[++marked] = $0; next }
        file == 1 && /^\[tool\.ruff\]/ { below = 1 }
        file == 1 && below { next }
        { if ($0 "" != mark[++asked] "") other = 1 }
        END { exit other || asked != marked }
    ' "$venv/made-$1" "$checkout/pyproject.toml" "$checkout/requirements.lock" ${more:+"$more"}
}

give_up() { # STEP ADVICE
    say "set-up stopped at: $1."
    say "$2"
    exit 1
}

# A name on the path is not enough: version managers leave names behind that only complain, and
# some systems ship Python without the part that makes environments.
find_python() {
    python="" without_venv=""
    for name in ${GOALCOACH_PYTHON:-} python3.13 python3.12 python3.11 python3.14 python3 python; do
        found=$("$name" -c 'import sys
sys.exit(sys.version_info < (3, 11) or print(sys.executable))' 2>/dev/null) || continue
        if "$found" -c 'import ensurepip, venv' 2>/dev/null; then
            python=$found
            return 0
        fi
        without_venv=${without_venv:-$found}
    done
}

# The locks pin every file by its hash, the builder too, so nothing is fetched that is not named.
with_uv() { # LOCK FRESH
    if [ "$2" = yes ]; then
        uv venv --quiet --clear --python "${python:-${without_venv:-3.13}}" "$venv" || return 1
    fi
    VIRTUAL_ENV="$venv" uv pip install --quiet --compile-bytecode --require-hashes -r "$1" &&
        VIRTUAL_ENV="$venv" uv pip install --quiet --no-deps --no-build-isolation -e "$checkout"
}

with_pip() { # LOCK FRESH
    if [ "$2" = yes ]; then
        rm -rf "$venv" || give_up "clearing .venv" "Remove $venv by hand, then run this again."
        if [ -z "$python" ] && [ -n "$without_venv" ]; then
            give_up "looking for Python's venv module" \
                "$without_venv has none. On Debian and Ubuntu: apt install python3-venv. Then run this again."
        elif [ -z "$python" ]; then
            give_up "looking for Python 3.11 or later" \
                "Install it from your system or python.org (or name it in GOALCOACH_PYTHON), then run this again."
        fi
        "$python" -m venv "$venv" ||
            give_up "$python -m venv" "Read the lines above, then run this again."
    fi
    advice="Read the lines above. Without a network, try again when there is one."
    # A pip.conf that says user = true would refuse to install into an environment.
    (cd "$checkout" && PIP_USER=0 .venv/bin/python -m pip install --quiet \
        --disable-pip-version-check --require-hashes -r "$1") ||
        give_up "installing ${1##*/}" "$advice"
    (cd "$checkout" && PIP_USER=0 .venv/bin/python -m pip install --quiet \
        --disable-pip-version-check --no-deps --no-build-isolation -e .) ||
        give_up "installing goalcoach itself" "$advice"
}

install() { # run|dev FRESH
    lock="$checkout/requirements.lock"
    if [ "$1" = dev ]; then lock="$checkout/requirements-dev.lock"; fi
    find_python
    if ! command -v uv >/dev/null 2>&1; then
        with_pip "$lock" "$2"
    elif ! with_uv "$lock" "$2"; then
        say "uv could not do it, see above; now with pip"
        with_pip "$lock" yes
    fi
    # The first start would otherwise compile our own modules and take twice as long.
    "$venv/bin/python" -m compileall -q "$checkout/goalcoach" ||
        give_up "compiling goalcoach" "The checkout has a file that Python cannot read, see above."
}

# Two windows that start at once must not build the same folder.
take_turn() {
    until mkdir "$checkout/.venv-making" 2>/dev/null; do
        other=$(cat "$checkout/.venv-making/pid" 2>/dev/null || true)
        if [ -n "$other" ] && ! kill -0 "$other" 2>/dev/null; then
            rm -rf "$checkout/.venv-making"
        elif [ ! -w "$checkout" ]; then
            give_up "making .venv" "You may not write in $checkout."
        else
            [ -n "${waiting:-}" ] || say "another set-up is under way, waiting for it"
            waiting=yes
            sleep 1
        fi
    done
    trap 'rm -rf "$checkout/.venv-making"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    printf '%s\n' "$$" >"$checkout/.venv-making/pid"
}

# set_up run|dev: leaves $venv complete. The mark is written last, so a half-made environment
# has none and is made again from nothing.
set_up() {
    if is_ready "$1"; then return 0; fi
    take_turn
    if ! is_ready "$1"; then
        say "setting up .venv, once (about a minute)"
        fresh=yes
        if [ "$1" = dev ] && is_ready run; then fresh=no; fi
        rm -f "$venv/made-run" "$venv/made-dev"
        install "$1" "$fresh"
        wanted run >"$venv/made-run"
        if [ "$1" = dev ]; then wanted dev >"$venv/made-dev"; fi
    fi
    rm -rf "$checkout/.venv-making"
    trap - EXIT INT TERM HUP
}
