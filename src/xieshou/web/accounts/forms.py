"""What people type of accounts. Passwords and codes are never sent back to the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

LONGEST = 256


def password_field(label: Any, *, new: bool, help_text: Any = "") -> forms.CharField:
    """A box whose content is hidden, and which password managers understand."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput({"autocomplete": "new-password" if new else "current-password"}),
    )


PASSWORD_HELP = ngettext_lazy(
    "至少 %(n)d 个字符;不能全是数字,不能是常见密码,不能与用户名、姓名相近。",
    "至少 %(n)d 个字符;不能全是数字,不能是常见密码,不能与用户名、姓名相近。",
    "n",
)


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = password_field(_("新密码"), new=True)
    again = password_field(_("再次输入新密码"), new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = PASSWORD_HELP % {"n": settings.PASSWORD_LENGTH}

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("两次输入的密码不一致。"))
        return given


class ChangePasswordForm(NewPasswordForm):
    """With the present one."""

    present = password_field(_("现在的密码"), new=False)
    field_order = ["present", "password", "again"]


class AcceptForm(NewPasswordForm):
    """What somebody who is invited chooses."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        help_text=_("登录时输入;可用字母、汉字、数字和 @ . + - _"),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ["username", "password", "again"]


class PresentPasswordForm(forms.Form):
    """The present password, before something weighty."""

    present = password_field(_("现在的密码"), new=False)


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=40,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "autofocus": True,
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        ),
    )


class ProfileForm(forms.Form):
    """How one is called and written to."""

    name = forms.CharField(label=_("姓名"), max_length=60, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )


class NewAccountForm(ProfileForm):
    """An account that an administrator makes."""

    username = forms.CharField(
        label=_("用户名"), max_length=150, help_text=_("登录时输入;可用字母、汉字、数字和 @ . + - _")
    )
    field_order = ["username", "name", "email"]
