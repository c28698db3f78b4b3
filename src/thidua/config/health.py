"""`/suc-khoe`: may this process be given requests? For supervisors and load balancers; reads no session."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def unapplied_migrations(alias: str = DEFAULT_DB_ALIAS) -> int:
    """How many migrations of the installed apps the database has not seen. Writes nothing."""
    executor = MigrationExecutor(connections[alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is in step, 503 with the reason's code otherwise."""
    try:
        behind = unapplied_migrations()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "reason": "database"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "reason": "migrations"}, status=503)
    return JsonResponse({"status": "ok"})
