#!/bin/sh
# Writes a backup of this day and removes those that are older than KEEP_DAYS (14). A failed backup removes nothing.
# Used by vigie-backup.service and, in a container, by `docker compose exec vigie sh deploy/backup.sh`.
set -eu
cd "$(dirname "$0")/.."
folder=${BACKUP_DIR:-/var/backups/vigie}
umask 077
node_modules/.bin/node src/cli/state.ts backup "$folder/vigie-$(date +%Y-%m-%dT%H%M%S).backup"
find "$folder" -maxdepth 1 -name 'vigie-*.backup' -mtime "+${KEEP_DAYS:-14}" -delete
