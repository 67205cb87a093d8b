#!/bin/sh
# Prepares a realm for a Keycloak without Scopekeeper's JARs: takes the step "Recent login for scopes" out of
# its flows and removes the two required actions. Everything else that Scopekeeper adds is ignored by Keycloak.
#
#   kcadm.sh config credentials --server https://keycloak.example.com --realm master --user admin
#   KCADM=/opt/keycloak/bin/kcadm.sh sh prepare-uninstall.sh my-realm
set -eu

realm=${1:?usage: prepare-uninstall.sh REALM}

kcadm() {
  "${KCADM:-kcadm.sh}" "$@"
}

kcadm get authentication/flows -r "$realm" --fields builtIn,alias --format csv --noquotes |
  sed -n "s/^false,//p" |
  while IFS= read -r flow; do
    path=$(printf '%s' "$flow" | sed 's/%/%25/g; s/ /%20/g; s/#/%23/g; s/?/%3F/g; s:/:%2F:g')
    kcadm get "authentication/flows/$path/executions" -r "$realm" \
      --fields providerId,id --format csv --noquotes </dev/null |
      sed -n 's/^recent-auth,//p' |
      while IFS= read -r execution; do
        kcadm delete "authentication/executions/$execution" -r "$realm" </dev/null
        echo "Flow \"$flow\": removed the step recent-auth."
      done
  done

for action in scope-consent scope-permissions; do
  if kcadm delete "authentication/required-actions/$action" -r "$realm" 2>/dev/null; then
    echo "Removed the required action $action."
  fi
done
echo "The realm $realm is ready for a Keycloak without Scopekeeper."
