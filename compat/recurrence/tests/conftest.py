"""Zones come from the pinned package, whatever the machine has."""

import zoneinfo

zoneinfo.reset_tzpath(to=[])
