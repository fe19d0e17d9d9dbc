# driver.py: uses a window as a person would: finds things by role and name, clicks and types
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads over AT-SPI, and writes with the X server's own keyboard and mouse wherever GTK's accessibility cannot."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError:
    print("skipped: python3-pyatspi is not installed")
    sys.exit(77)

# Lists realise some hundred rows; whoever looks for a button need not walk through them.
LISTS = ("GtkColumnListView", "GtkListView")


def wait(function, what, seconds=10.0):
    """The first true value of function; objects that die while the tree changes are tried again"""
    deadline = time.monotonic() + seconds
    last = None
    while True:
        try:
            value = function()
            if value:
                return value
        except Exception as error:  # pyatspi raises whatever D-Bus gave it
            last = error
        if time.monotonic() > deadline:
            raise AssertionError(f"timed out: {what}" + (f" ({last!r})" if last else ""))
        time.sleep(0.04)


def run(*args):
    return subprocess.run([str(arg) for arg in args], check=True, capture_output=True, text=True).stdout.strip()


def role_of(accessible):
    return {"button": "push button"}.get(accessible.getRoleName(), accessible.getRoleName())


def has(accessible, state):
    return accessible.getState().contains(state)


def text_of(accessible):
    text = accessible.queryText()
    return text.getText(0, text.characterCount)


class Window:
    """A running program and its window"""

    def __init__(self, program, *args, **env):
        self.log = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen([program, *args], env={**os.environ, **env}, stderr=self.log)
        name = os.path.basename(program)
        self.application = wait(
            lambda: next((a for a in pyatspi.Registry.getDesktop(0)
                          if a is not None and a.name == name and a.get_process_id() == self.process.pid), None),
            f"{name} on the accessibility bus", 20)
        self.frame = wait(lambda: self.application.childCount and self.application.getChildAtIndex(0), "the window")
        self.xid = wait(lambda: run("xdotool", "search", "--onlyvisible", "--pid", self.process.pid).split()[-1],
                        "the X window")
        run("xdotool", "windowfocus", "--sync", self.xid)

    def walk(self, root=None, lists=False):
        accessible = root if root is not None else self.frame
        yield accessible
        if not lists and accessible.name in LISTS:
            return
        for index in range(accessible.childCount):
            child = accessible.getChildAtIndex(index)
            if child is not None:
                yield from self.walk(child, lists)

    def matches(self, role=None, name=None, root=None, lists=False):
        for accessible in self.walk(root, lists):
            if role is not None and role_of(accessible) != role:
                continue
            if name is not None and not re.fullmatch(name, accessible.name or ""):
                continue
            # GTK 4.8 says of no widget but the window that it is showing.
            if has(accessible, pyatspi.STATE_VISIBLE):
                yield accessible

    def look(self, role=None, name=None, root=None, lists=False):
        """The first match, or None"""
        return next(self.matches(role, name, root, lists), None)

    def find(self, role=None, name=None, root=None, lists=False, seconds=10.0):
        return wait(lambda: self.look(role, name, root, lists), f"{role} named “{name}”", seconds)

    def gone(self, role=None, name=None, seconds=10.0):
        wait(lambda: self.look(role, name) is None, f"{role} named “{name}” goes away", seconds)

    def click(self, role, name, **options):
        self.find(role, name, **options)
        # A menu button has a button of the same name inside, and only that one can be clicked.
        for accessible in self.matches(role, name, **options):
            action = accessible.queryAction()
            for index in range(action.nActions):
                if action.getName(index) in ("click", "activate"):
                    action.doAction(index)
                    return accessible
        raise AssertionError(f"{role} named “{name}” cannot be clicked")

    def keys(self, *keys):
        run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text):
        """ASCII only: the X server has no keys for more"""
        run("xdotool", "type", "--delay", 15, "--clearmodifiers", text)

    def focused(self):
        return next((a for a in self.walk(lists=True) if has(a, pyatspi.STATE_FOCUSED)), None)

    def tab_to(self, name, limit=80):
        """Presses Tab until the control of that name has the keyboard, as a person does"""
        for _ in range(limit):
            accessible = self.focused()
            if accessible is not None and accessible.name == name:
                return accessible
            self.keys("Tab")
            time.sleep(0.05)
        raise AssertionError(f"Tab does not lead to “{name}”")

    def labels(self):
        return [a.name for a in self.walk() if role_of(a) == "label" and has(a, pyatspi.STATE_VISIBLE)]

    def screenshot(self, path):
        time.sleep(0.4)
        run("import", "-window", self.xid, path)

    def complaints(self):
        """What the program and its libraries warned of"""
        self.log.seek(0)
        return [line.strip() for line in self.log if re.search(r"(WARNING|CRITICAL) \*\*", line)]

    def quit(self):
        self.keys("ctrl+q")
        status = self.process.wait(15)
        if self.complaints():
            raise AssertionError("the program warned: " + "; ".join(self.complaints()))
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
