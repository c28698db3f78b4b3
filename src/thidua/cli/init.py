"""`thidua init`: an empty database gets its first organiser and its first administrator."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from getpass import getpass

from thidua.cli import boot
from thidua.cli.problem import Problem
from thidua.core.verdict import Refused, Verdict
from thidua.core.vn import fold

PASSWORD_VARIABLE = "THIDUA_INIT_PASSWORD"
QUESTIONS = {
    "organiser": "Tên cơ quan tổ chức thi đua",
    "code": "Mã cơ quan (không dấu, dùng trong địa chỉ trang)",
    "place": "Địa danh ghi trên văn bản (ví dụ: Hà Nội)",
    "full_name": "Họ và tên người quản trị",
    "username": "Tên đăng nhập của người quản trị",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Điều gì không có trong lệnh thì được hỏi. Không có bàn phím thì ghi đủ các mục trong lệnh "
        f"và đặt mật khẩu vào biến {PASSWORD_VARIABLE}."
    )
    for name, question in QUESTIONS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="…", help=question)
    parser.add_argument("--if-needed", action="store_true", help="không làm gì khi đã khởi tạo")


def run(args: argparse.Namespace) -> int:
    boot.setup()
    boot.require_database()
    from thidua.accounts.rules import acceptable_password, acceptable_username
    from thidua.config.health import unapplied_migrations
    from thidua.installation.clock import real_now
    from thidua.installation.queries import installation_facts
    from thidua.organisations.actions import found_first_people

    if unapplied_migrations():
        raise Problem("Cơ sở dữ liệu chưa theo kịp phiên bản của chương trình. Hãy gõ: thidua migrate")
    if installation_facts().exists:
        if args.if_needed:
            return 0
        raise Problem("Cơ sở dữ liệu này đã được khởi tạo.")
    if args.if_needed and not sys.stdin.isatty() and PASSWORD_VARIABLE not in os.environ:
        print("Cơ sở dữ liệu chưa có ai. Hãy gõ: thidua init")
        return 0
    ask = _Asker(args)
    organiser = ask.text("organiser", 300)
    code = ask.text("code", 64, default=slug(organiser), wanted=_is_slug)
    place = ask.text("place", 100)
    full_name = ask.text("full_name", 150)
    username = ask.text("username", 64, wanted=acceptable_username)
    password = ask.password(lambda typed: acceptable_password(typed, username=username))
    try:
        found_first_people(
            at=real_now(),
            organiser_code=code,
            organiser_name=organiser,
            place=place,
            username=username,
            full_name=full_name,
            password=password,
        )
    except Refused as refused:
        raise Problem(refused.verdict.sentence) from refused
    print(f"Đã khởi tạo. Người quản trị đăng nhập bằng tên: {username}")
    return 0


def slug(name: str) -> str:
    """A code made of a Vietnamese name: "Học viện Chính trị" → "hoc-vien-chinh-tri"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:64].rstrip("-")


def _is_slug(text: str) -> Verdict:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        return Verdict(allowed=True)
    return Verdict(
        allowed=False, code="bad_code", sentence="Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch ngang."
    )


class _Asker:
    """Takes an answer from the command, or asks at the keyboard until it is acceptable."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.live = sys.stdin.isatty()

    def text(self, name: str, most: int, *, default: str = "", wanted: Callable[[str], Verdict] | None = None) -> str:
        def judge(answer: str) -> str:
            """The sentence that refuses the answer; empty when it will do."""
            if not answer:
                return "Mục này không được để trống."
            if len(answer) > most:
                return f"Mục này dài quá {most} ký tự."
            return "" if wanted is None else wanted(answer).sentence

        given: str | None = getattr(self.args, name)
        if given is None and not self.live:
            given = default
        if given is not None:
            if refusal := judge(given.strip()):
                raise Problem(f"--{name.replace('_', '-')}: {refusal}")
            return given.strip()
        hint = f" [{default}]" if default else ""
        while True:
            answer = input(f"{QUESTIONS[name]}{hint}: ").strip() or default
            if not (refusal := judge(answer)):
                return answer
            print(refusal)

    def password(self, wanted: Callable[[str], Verdict]) -> str:
        given = os.environ.get(PASSWORD_VARIABLE)
        if given is None and not self.live:
            raise Problem(f"Thiếu mật khẩu của người quản trị; hãy đặt vào biến {PASSWORD_VARIABLE}.")
        if given is not None:
            if not (verdict := wanted(given)):
                raise Problem(verdict.sentence)
            return given
        while True:
            typed = getpass("Mật khẩu của người quản trị (ít nhất 10 ký tự): ")
            verdict = wanted(typed)
            if not verdict:
                print(verdict.sentence)
            elif getpass("Gõ lại mật khẩu: ") == typed:
                return typed
            else:
                print("Hai lần gõ không giống nhau.")
