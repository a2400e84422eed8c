"""The register tables as Django's admin app, with a site of our own."""

from django.contrib.admin.apps import AdminConfig


class RegistersConfig(AdminConfig):
    """Django's admin, opened by permission."""

    default_site = "xieshou.web.registers.site.RegisterSite"
