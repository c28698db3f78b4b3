"""Past years out of a workbook: what its cells say, whom they mean, what is doubtful, and every fault with its cell.

Pure but for the reading of the unit's own people: nothing is written here (`actions.importing` writes the whole plan
or nothing).
"""

from __future__ import annotations
