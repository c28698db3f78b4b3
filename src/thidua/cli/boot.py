"""Loads Django for a command; what a settings value or the machine prevents becomes a Problem."""

from __future__ import annotations

import os
from pathlib import Path

from thidua.cli.problem import Problem
from thidua.config.databases import SQLITE_NAME
from thidua.config.environment import SettingProblem, folder


def data_folder() -> Path:
    """Where this installation keeps its data; asked before Django is loaded."""
    return folder("THIDUA_DATA", "data")


def setup() -> None:
    """Make models and settings usable. Raises Problem."""
    from thidua.cli.serving import swap

    os.umask(0o077)  # databases, evidence, backups: for this user alone
    swap.resume(data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    import django

    try:
        django.setup()
    except SettingProblem as problem:
        raise Problem(str(problem)) from problem


def require_installation() -> None:
    """Raise unless the data folder holds a database; asked before anything is made there, so that a wrong name leaves
    nothing behind. A database elsewhere (DATABASE_URL) is asked when it is opened."""
    if not os.environ.get("DATABASE_URL") and not (data_folder() / SQLITE_NAME).is_file():
        raise Problem(
            f"Thư mục {data_folder()} chưa có cơ sở dữ liệu của Thi Đua. "
            "Hãy đặt THIDUA_DATA cho đúng thư mục dữ liệu, hoặc chạy ./run --prepare trước."
        )


def require_database() -> None:
    """Raise unless the database answers."""
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        name = connection.settings_dict["NAME"]
        raise Problem(f"Không mở được cơ sở dữ liệu {name}: {str(error).splitlines()[0]}.") from error
