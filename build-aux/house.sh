# house.sh: what ./run and ./check share; sourced by them with the project's root as the working directory
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "$@"
  exit 1
}

have ()
{
  command -v "$1" >/dev/null
}

# packages COLUMN PURPOSE...: one column of packages.list (1: Debian's names, 3: Fedora's), for these purposes
packages ()
{
  local column=$1
  shift
  awk -v column="$column" -v purposes=" $* " \
    '!/^#/ && NF == 3 && index (purposes, " " $2 " ") && $column != "-" { print $column }' packages.list
}

# Reads package names, answers those that dpkg does not know as installed. One call of dpkg-query for all.
missing_debs ()
{
  local wanted installed
  wanted=$(cat)
  # shellcheck disable=SC2086
  installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
              sed -n 's/^installed //p')
  grep -Fxv -e "$installed" <<<"$wanted"
}

missing_rpms ()
{
  local name
  while read -r name; do
    rpm --query --quiet --whatprovides "$name" >/dev/null 2>&1 || printf '%s\n' "$name"
  done
}

# A person at a terminal is asked; CI and pipes are not.
may_ask ()
{
  [ "${CI:-}" != true ] && [ -t 0 ] && [ -t 2 ]
}

install_debs ()
{
  local as_root=() answer
  say "Kontor needs these packages, which are not installed yet:"
  printf '  %s\n' "$@" >&2

  if [ "$(id -u)" -ne 0 ]; then
    have sudo || die "There is no sudo here. As root, install them with: apt-get install $*"
    as_root=(sudo)
    if may_ask; then
      read -r -p "Install them now with sudo? [Y/n] " answer
      case $answer in
        [nN]*) die "Nothing was installed. To do it by hand: sudo apt-get install $*" ;;
      esac
    else
      as_root=(sudo --non-interactive)
    fi
  fi

  # An update that fails (no network) is not the end: the package lists at hand may do.
  "${as_root[@]}" apt-get update </dev/null >&2 || say "The package lists could not be refreshed; trying with those at hand."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "$@" </dev/null >&2 ||
    die "The packages could not be installed. By hand: sudo apt-get install $*"
}

# need PURPOSE...: sees that the packages for these purposes are there, or ends with what to do
need ()
{
  local missing
  if have apt-get && have dpkg-query; then
    mapfile -t missing < <(packages 1 "$@" | missing_debs)
    if [ ${#missing[@]} -gt 0 ]; then
      install_debs "${missing[@]}"
    fi
  elif have dnf; then
    mapfile -t missing < <(packages 3 "$@" | missing_rpms)
    if [ ${#missing[@]} -gt 0 ]; then
      say "Kontor needs these packages of Fedora. Please install them, then call this again:"
      die "  sudo dnf install ${missing[*]}"
    fi
  else
    say "This is neither Debian, Ubuntu nor Fedora: what Kontor needs stands in packages.list. Going on with what is here."
  fi
}

# build DIRECTORY SETUP-OPTION...: configures once, then compiles what has changed
build ()
{
  local directory=$1
  shift
  # A first configuration that failed leaves no build.ninja; Meson then wants to be told to start again.
  if [ ! -f "$directory/build.ninja" ]; then
    rm -rf "$directory"
    meson setup "$directory" "$@" >&2 || die "Kontor could not be configured; Meson's reason stands above."
  fi
  meson compile -C "$directory" >&2 || die "Kontor could not be built; the compiler's reason stands above."
}
