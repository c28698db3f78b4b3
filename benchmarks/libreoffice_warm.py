"""Run by `benchmarks/score.py` with the system's Python, which has LibreOffice's bridge: opens a workbook in a waiting
LibreOffice and times `calculateAll()`, after changing one score each time so that nothing can be kept."""

import contextlib
import json
import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        with contextlib.suppress(NoConnectException):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.5)
    raise SystemExit("no LibreOffice answered")


def peak_mb():
    peaks = [0.0]
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            text = status.read_text()
            if "soffice.bin" in text.partition("\n")[0]:
                line = next(line for line in text.splitlines() if line.startswith("VmHWM"))
                peaks.append(int(line.split()[1]) / 1024)
    return max(peaks)


def main():
    pipe, url, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(url, "_blank", 0, (hidden,))
    data, result = document.Sheets.getByName("Diem"), document.Sheets.getByName("KetQua")
    document.enableAutomaticCalculation(False)
    seconds = []
    for number in range(rounds):
        data.getCellByPosition(0, 0).Value = 5 + number % 5
        before = result.getCellByPosition(1, 0).Value
        start = time.perf_counter()
        document.calculateAll()
        seconds.append(time.perf_counter() - start)
        if number and result.getCellByPosition(1, 0).Value == before:
            raise SystemExit("nothing was calculated")
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb()}))
    document.close(True)


main()
