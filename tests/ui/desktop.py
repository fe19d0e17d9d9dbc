#!/usr/bin/env python3
# desktop.py: runs a command in a headless desktop of its own
# SPDX-License-Identifier: GPL-3.0-or-later
"""desktop.py [--size WxH] COMMAND...: a private home, an X server, a session bus and, on demand, an accessibility bus.

What it starts it stops. It exits with the command's status, or with 77 (skipped) where the programs for it are missing."""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

NEEDED = ("Xvfb", "dbus-run-session", "xdotool")


def private_environment(home):
    env = dict(os.environ)
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "LANGUAGE"):
        if name != "LANGUAGE" or "KONTOR_TEST_LANGUAGE" not in os.environ:
            env.pop(name, None)
    for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache"),
                         ("XDG_STATE_HOME", "state"), ("XDG_RUNTIME_DIR", "run")):
        (home / folder).mkdir(mode=0o700)
        env[name] = str(home / folder)
    settings = home / "config" / "gtk-4.0"
    settings.mkdir()
    (settings / "settings.ini").write_text("[Settings]\ngtk-enable-animations=false\ngtk-font-name=Cantarell 11\n")
    env.update(
        HOME=str(home),
        GDK_BACKEND="x11",
        GSK_RENDERER="cairo",
        GTK_A11Y="atspi",
        ADW_DISABLE_PORTAL="1",
        GSETTINGS_BACKEND=os.environ.get("KONTOR_TEST_GSETTINGS", "keyfile"),
        NO_AT_BRIDGE="0",
        # Whatever runs inside must not find the test harness's own strictness in libraries that are not ours.
        G_DEBUG="",
    )
    env.setdefault("LC_ALL", "C.UTF-8")
    return env


def start_x_server(env, size):
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        env=env, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()
    if not number:
        server.wait()
        sys.exit("desktop.py: the X server did not start")
    return server, f":{number}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()

    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print("skipped: not installed:", ", ".join(missing))
        sys.exit(77)

    home = pathlib.Path(tempfile.mkdtemp(prefix="kontor-desktop-"))
    server = None
    try:
        env = private_environment(home)
        server, env["DISPLAY"] = start_x_server(env, args.size)
        # The services that the session bus starts talk, too; only what the command says is to be heard.
        out, err = os.dup(1), os.dup(2)
        status = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", f'exec "$@" >&{out} 2>&{err}', "sh", *args.command],
            env=env, pass_fds=(out, err), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    finally:
        if server is not None:
            server.terminate()
            server.wait()
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(status)


main()
