#!/usr/bin/env bash
# Installs what the subjects need into .independent/<subject>: a Python venv from requirements.txt, jars from pom.xml
# (held against jars.sha256), npm packages from npm/package-lock.json. All versions are pinned; the clients use the
# machine's own settings. Does nothing where all is there. Usage: install.sh [subject…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p ../../.independent
into=$(cd ../../.independent && pwd -P)
copy=org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies

need() {
  command -v "$1" > /dev/null && return
  echo "$1 is missing: the subject $subject needs $2" >&2
  exit 1
}

python_packages() {
  need python3 'Python 3.11 or newer with venv'
  python3 -m venv "$1/venv"
  "$1/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$subject/requirements.txt"
}

jars() {
  need java 'Java 17 or newer'
  need mvn Maven
  mvn --quiet --batch-mode --file "$subject/pom.xml" $copy -DoutputDirectory="$1/jars"
  (cd "$1/jars" && sha256sum --quiet --strict --check "$OLDPWD/$subject/jars.sha256")
}

npm_packages() {
  need npm npm
  mkdir -p "$1/npm"
  cp "$subject"/npm/* "$1/npm"
  npm ci --silent --prefix "$1/npm"
}

[ $# -gt 0 ] || set -- */
for subject in "$@"; do
  subject=${subject%/}
  pins=$(cd "$subject" && cat requirements.txt pom.xml jars.sha256 npm/package-lock.json 2> /dev/null | sha256sum || true)
  # A venv works only where it was made.
  pins="$pins $into"
  [ "$(cat "$into/$subject/pins" 2> /dev/null)" != "$pins" ] || continue
  rm -rf "${into:?}/$subject"
  mkdir -p "$into/$subject"
  [ ! -f "$subject/requirements.txt" ] || python_packages "$into/$subject"
  [ ! -f "$subject/pom.xml" ] || jars "$into/$subject"
  [ ! -f "$subject/npm/package-lock.json" ] || npm_packages "$into/$subject"
  echo "$pins" > "$into/$subject/pins"
done
