"""Who may be named as an author of a unit's work."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from thidua.core.verdict import YES, Verdict, no
from thidua.records.contents import WorkContent
from thidua.records.rules.people import nameless


def may_be_authors(content: WorkContent, names: Mapping[int, tuple[str, ...]], *, before: Collection[int]) -> Verdict:
    """People of the unit; in a correction also those whom the work named `before`, who may have left since.

    `names` are the names of the unit's people among the authors. The title stays when a person's data is erased, so it
    names none of them.
    """
    for author in content.authors:
        if author.person_id not in names and author.person_id not in before:
            return no("author_not_of_unit", "Tác giả phải là người có hồ sơ trong đơn vị. Hãy thêm hồ sơ trước.")
    return next(
        (
            verdict
            for known in names.values()
            if not (verdict := nameless("Tên sáng kiến, đề tài", content.title, known))
        ),
        YES,
    )
