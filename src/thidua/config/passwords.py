"""Django's rules for passwords in our words: its Vietnamese catalogue lacks most of these sentences."""

from __future__ import annotations

from django.contrib.auth import password_validation as django


class MinimumLength(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Mật khẩu phải có ít nhất {self.min_length} ký tự."

    def get_help_text(self) -> str:
        return self.get_error_message()


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu này quá phổ biến, dễ bị đoán ra."

    def get_help_text(self) -> str:
        return "Không dùng mật khẩu phổ biến."


class NotNumeric(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu không được chỉ gồm chữ số."

    def get_help_text(self) -> str:
        return self.get_error_message()


class NotLikeTheUser(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu quá giống thông tin của người dùng (%(verbose_name)s)."

    def get_help_text(self) -> str:
        return "Mật khẩu không được giống tên hoặc địa chỉ thư của người dùng."
