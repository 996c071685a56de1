#!/usr/bin/env bash
# Makes beatterm ready to run here:  scripts/setup.sh run   (the program)
#                                    scripts/setup.sh dev   (the program, its tests and checks)
# The Makefile calls it before everything else. It makes .venv, puts the set of packages in requirements.lock into it,
# and gets the system's libraries by apt where it may do so without asking; where it may not it says what to type.
# Knobs: PYTHON=/path/to/python3   BEATTERM_APT=no (never call apt)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

profile=${1:-run}
case $profile in run | dev) ;; *) echo "usage: scripts/setup.sh run|dev" >&2; exit 2 ;; esac
venv_python=.venv/bin/python
system_packages=()
device_libraries=(libportaudio.so.2 libasound.so.2) # what sounddevice and python-rtmidi load
engine_library=libatomic.so.1                       # what pedalboard loads; a small system may lack it

say() { printf 'beatterm: %s\n' "$*" >&2; }

# --- What is here ---------------------------------------------------------------------------------------------------

# One line: the version of the Python in $1, then each of the other arguments that is a library it cannot load.
look_at() {
    "$1" -I -S -c '
import ctypes, sys
found = ["%d.%d" % sys.version_info[:2]]
for name in sys.argv[1:] if sys.platform == "linux" else ():
    try:
        ctypes.CDLL(name)
    except OSError:
        found.append(name)
print(*found)' "${@:2}" 2>/dev/null
}

# What .venv was made from; when it changes, .venv is brought up to date.
set_up_key() { printf '%s %s %s' "$(cat pyproject.toml requirements.lock scripts/setup.sh | cksum)" "$1" "$PWD"; }

is_ready() {
    local found
    [[ -f .venv/ready-$profile ]] && found=$(look_at "$venv_python" "${device_libraries[@]}") || return 1
    [[ $(<".venv/ready-$profile") == "$(set_up_key "${found%% *}")" ]] || return 1
    [[ $found == "${found%% *}" ]] || say_what_is_silent
}

can_import() { "$1" -I -c "import ${2// /, }" 2>/dev/null; }

version_of() { "$1" -I -S -c 'import sys; print("%d%02d" % sys.version_info[:2])' 2>/dev/null; }

# The Python to build .venv with. Among those in PATH one that has wheels of everything (3.11, 3.12) and can make
# virtual environments goes first. A name in PATH may still fail to run (pyenv's shims), so each is asked.
choose_python() {
    local name version first='' candidates=(python3 python3.12 python3.11 python3.13 python3.14)
    [[ -z ${PYTHON:-} ]] || candidates=("$PYTHON")
    for name in "${candidates[@]}"; do
        version=$(version_of "$name") && ((version >= 311)) || continue
        ((version <= 312)) && can_import "$name" "venv ensurepip" && { echo "$name"; return; }
        [[ -n $first ]] || first=$name
    done
    echo "$first"
}

# --- The system's packages ------------------------------------------------------------------------------------------

may_use_apt() {
    [[ ${BEATTERM_APT:-yes} != no ]] && command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }
}

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

apt_install() {
    local options=(-qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3)
    as_root apt-get "${options[@]}" update || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends "$@"
}

# The one command that a person types for the packages in $@ (Debian's names).
command_for() {
    local sudo='' names="$*"
    ((EUID == 0)) || sudo='sudo '
    if command -v apt-get >/dev/null; then echo "${sudo}apt-get install -y $names"
    else echo "(this system's package manager, for what Debian calls) $names"
    fi
}

say_what_is_silent() {
    say "no sound card and no MIDI can be reached, because PortAudio or ALSA is missing; everything else works." \
        "To hear it, type:  $(command_for libportaudio2)"
}

say_how_to_build_midi() {
    say "no MIDI: python-rtmidi has no ready-made package for this Python. To build it, type: " \
        "$(command_for g++ python3-dev libasound2-dev libjack-jackd2-dev pkg-config) &&" \
        "$venv_python -m pip install python-rtmidi"
}

# --- Steps, each quiet unless it fails ------------------------------------------------------------------------------

quietly() {
    local what=$1 log
    shift
    log=$(mktemp "${TMPDIR:-/tmp}/beatterm-setup.XXXXXX")
    say "$what ..."
    if "$@" >"$log" 2>&1 </dev/null; then rm -f "$log"; return 0; fi
    tail -n 40 "$log" >&2
    say "that did not work: $what (all of it is in $log)"
    return 1
}

give_up() { say "$*"; exit 1; }

find_python() {
    python=$(choose_python)
    [[ -z $python && -z ${PYTHON:-} ]] && ! command -v python3 >/dev/null && may_use_apt \
        && quietly "installing python3 (apt)" apt_install python3 python3-venv && python=$(choose_python)
    [[ -n $python ]] && return
    [[ -z ${PYTHON:-} ]] || give_up "PYTHON=$PYTHON does not run, or is older than 3.11."
    command -v python3 >/dev/null \
        || give_up "there is no python3 here. Type:  $(command_for python3 python3-venv)"
    give_up "beatterm needs Python 3.11 or later, and $(command -v python3) is $(python3 -V 2>&1 | cut -d' ' -f2)." \
        "Install a later one, then name it:  make PYTHON=/path/to/python3.12 run"
}

can_make_venv() { can_import "$python" "venv ensurepip" || can_import "$python" "venv pip"; }

list_missing_packages() {
    can_make_venv || { [[ $python == */* ]] && system_packages+=(python3-venv) || system_packages+=("$python-venv"); }
    [[ $(look_at "$python" "${device_libraries[@]}") != *.so.* ]] || system_packages+=(libportaudio2)
    [[ $(look_at "$python" "$engine_library") != *.so.* ]] || system_packages+=(libatomic1)
}

get_system_packages() {
    ((${#system_packages[@]})) || return 0
    may_use_apt && quietly "installing ${system_packages[*]} (apt)" apt_install "${system_packages[@]}" && return
    can_make_venv || give_up "$python cannot make virtual environments. Type this, then try again:" \
        "$(command_for "${system_packages[@]}")"
    [[ ${system_packages[*]} != libportaudio2 ]] || say_what_is_silent
}

# The lock goes by the environment, so that what builds beatterm is of the tried set too; pip splits it at spaces, so
# the path is a relative one.
pip_install() {
    PIP_CONSTRAINT=requirements.lock PIP_BUILD_CONSTRAINT=requirements.lock PIP_DISABLE_PIP_VERSION_CHECK=1 \
        "$venv_python" -m pip install --quiet --no-input --editable "$1"
}

# Debian's python3 may have pip and no ensurepip: then the system's pip puts pip into the environment from outside.
make_venv() {
    if can_import "$python" ensurepip; then "$python" -m venv --clear .venv; return; fi
    "$python" -m venv --clear --without-pip .venv
    "$python" -m pip --python "$venv_python" install --quiet --no-input pip
}

# A .venv that was made here by a Python that is still the same is kept: only its packages are brought up to date.
venv_is_sound() {
    [[ $("$venv_python" -I -c 'import sys; print(sys.prefix)' 2>/dev/null) -ef .venv ]] && can_import "$venv_python" pip
}

install_packages() {
    local what=. problem
    [[ $profile == run ]] || what='.[dev]'
    venv_is_sound || quietly "making a virtual environment in .venv with $python" make_venv || exit 1
    quietly "installing the Python packages of requirements.lock into .venv (a minute or so, once)" pip_install "$what" \
        || give_up "the packages come from PyPI: is this machine on line?"
    problem=$("$venv_python" -I -c 'import pedalboard' 2>&1) \
        || give_up "the sound engine does not load (${problem##*$'\n'}). Type this, then try again:" \
            "$(command_for "${system_packages[@]:-libatomic1}")"
    "$venv_python" -I -c 'import importlib.util as i, sys; sys.exit(i.find_spec("rtmidi") is None)' || say_how_to_build_midi
    rm -f .venv/ready-*
    set_up_key "$(look_at "$venv_python" | cut -d' ' -f1)" | tee ".venv/ready-$profile" >".venv/ready-run"
}

main() {
    is_ready && exit 0
    if [[ -z ${BEATTERM_SETUP_LOCKED:-} ]] && command -v flock >/dev/null; then # two at once wait for each other
        BEATTERM_SETUP_LOCKED=1 exec flock --close pyproject.toml bash scripts/setup.sh "$profile"
    fi
    find_python
    list_missing_packages
    get_system_packages
    install_packages
}
main
