"""`python -m bot service`: a systemd unit for this checkout and this user."""

import getpass
import sys
from pathlib import Path

UNIT = """\
# python -m bot service | sudo tee /etc/systemd/system/qogam.service
# sudo systemctl daemon-reload && sudo systemctl enable --now qogam
[Unit]
Description=Qogam, civil-society news digests on Telegram
Wants=network-online.target
After=network-online.target

[Service]
User={user}
WorkingDirectory={place}
ExecStart={python} -m bot run
Restart=on-failure
RestartSec=5
# Status 2 is a setting that cannot be used: starting again does not mend it.
RestartPreventExitStatus=2
TimeoutStopSec=20
MemoryMax=512M
Environment=LOG_FORMAT=json PYTHONUNBUFFERED=1
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={writable}
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
LockPersonality=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
"""


def unit(folder: Path, python: Path, user: str) -> str:
    """The text of the unit; what systemd would read in paths as its own (%, quotes, blanks) is written for it."""
    place = str(folder).replace("%", "%%")
    return UNIT.format(user=user, place=place, python=_quoted(python), writable=_quoted(folder / "var"))


def _quoted(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def print_unit() -> int:
    """Write the unit for the folder in which this is run to standard output."""
    sys.stdout.write(unit(Path.cwd(), Path(sys.executable), getpass.getuser()))
    return 0
