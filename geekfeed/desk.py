"""The admin site, under the name that the newsroom gives it: the desk."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Desk(AdminSite):
    site_header = _("GeekFeed desk")
    site_title = _("GeekFeed desk")
    index_title = _("The newsroom")
    enable_nav_sidebar = False
