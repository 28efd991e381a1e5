"""Who the rows of a list are: members, others who take part, one of the rows before, or new."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from cwf.delegations.sheets.duplicates import Likeness, Someone, alike, find, someone
from cwf.delegations.sheets.likeness import Why, folded
from cwf.delegations.sheets.plans import Choice, Left, Pair, Shown
from cwf.delegations.sheets.remarks import Code
from cwf.delegations.sheets.rosters import Entry, Other, Roster
from cwf.delegations.sheets.rows import Brought, Read, is_ours
from cwf.programme.sheets.remarks import Code as SheetCode
from cwf.programme.sheets.texts import short


@dataclass
class Matching:
    """Finds who each row is (`who`, by number of row): "m12", "o7", or "r5", itself or a row
    before."""

    read: Read
    roster: Roster
    who: dict[int, str] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def run(self) -> None:
        """Say of every row who it is, and of which it has to be asked."""
        emails: dict[str, Brought] = {}
        ids: dict[str, int] = {}
        for row in self.read.rows:
            ref = self._by_id(row, ids) or self._by_email(row, emails)
            if ref:
                self.who[row.row] = ref
        self._ask()
        for row in self.read.rows:
            self.who.setdefault(row.row, f"r{row.row}")
        left = {one.row for one in self.left}
        self.who = {row: ref for row, ref in self.who.items() if row not in left}

    @cached_property
    def row(self) -> dict[str, Brought]:
        """Rows by their references."""
        return {f"r{one.row}": one for one in self.read.rows}

    def _by_id(self, row: Brought, ids: dict[str, int]) -> str:
        if not row.id or not is_ours(row.id):
            return ""
        if (other := ids.setdefault(row.id, row.row)) != row.row:
            self.read.remark(SheetCode.SAME_ID, row.row, "id", value=row.id, other=other)
            return ""
        if (entry := self.roster.by_uuid.get(row.id)) is None:
            self.read.remark(Code.ID_UNKNOWN, row.row, "id", value=row.id)
            return ""
        owner = self.roster.by_email.get(row.values.get("email", ""))
        if owner is not None and owner.ref != entry.ref:
            code = Code.EMAIL_TAKEN if isinstance(owner, Other) else Code.EMAIL_OF_ANOTHER
            name = owner.values["name"] if isinstance(owner, Entry) else ""
            self.read.remark(code, row.row, "email", value=row.values["email"], name=name)
        return entry.ref

    def _by_email(self, row: Brought, emails: dict[str, Brought]) -> str:
        email = row.values.get("email", "")
        if not email:
            return ""
        earlier = emails.setdefault(email, row)
        if earlier is not row:
            if not _named_alike(row.values.get("name", ""), earlier.values.get("name", "")):
                self.read.remark(Code.SAME_EMAIL, row.row, "email", value=email, other=earlier.row)
                return ""
            self.read.remark(Code.ROW_ALIKE, row.row, error=False, other=earlier.row)
            return self.who.get(earlier.row, f"r{earlier.row}")
        owner = self.roster.by_email.get(email)
        if owner is None:
            return ""
        if isinstance(owner, Entry):
            name = row.values.get("name", "")
            if not _named_alike(name, owner.values["name"]):
                self.read.remark(Code.RENAMED, row.row, "name", error=False,
                                 value=short(name), name=owner.values["name"])  # fmt: skip
            return owner.ref
        if self.roster.host and _named_alike(row.values.get("name", ""), owner.name):
            return owner.ref
        choices = (Choice.SAME, Choice.LEAVE) if self.roster.host else (Choice.LEAVE,)
        return self._pair(row, owner.ref, (Why.EMAIL,), choices)

    def _ask(self) -> None:
        """Hold those who are not found yet against all others, by their names."""
        unknown = [row for row in self.read.rows if row.row not in self.who]
        taken = {one.row for one in self.left}
        asked = {pair.row for pair in self.pairs}
        rows = [row for row in unknown if row.row not in taken | asked and row.values.get("name")]
        if not rows:
            return
        found = [row for row in self.read.rows if row.row in self.who]
        people = [_someone(one) for one in self.roster.by_ref.values()]
        for likeness in find(list(map(_row, rows)), [*people, *map(_row, found)]):
            self._consider(likeness)

    def _consider(self, likeness: Likeness) -> None:
        row, other = self.row[likeness.ref], likeness.other
        if row.row in self.who or any(one.row == row.row for one in self.left):
            return
        if other.startswith("r"):
            before = self.who.get(int(other[1:]), other)
            if before != other:  # of a row that is somebody known, they are asked about alone
                return
        outside = other.startswith("o") and not self.roster.host
        choices = (Choice.TWO, Choice.LEAVE) if outside else (Choice.SAME, Choice.TWO)
        if ref := self._pair(row, other, likeness.why, choices):
            self.who[row.row] = ref

    def _pair(
        self, row: Brought, other: str, why: tuple[Why, ...], choices: tuple[Choice, ...]
    ) -> str:
        """Ask about two, or take what was said of them; the reference where they are one."""
        key = f"{key_of(row)}:{key_of(self.row[other]) if other in self.row else other}"
        decision = self.roster.decided.get(key, "")
        decision = decision if decision in choices else ""
        hidden = other.startswith("o") and not self.roster.host
        self.pairs.append(
            Pair(
                key=key,
                row=row.row,
                said=_shown_row(row),
                why=(Why.EMAIL,) if Why.EMAIL in why else () if hidden else why,
                choices=choices,
                other=None if hidden else self._shown(other),
                other_row=self.row[other].row if other in self.row else None,
                decision=decision,
            )
        )
        if decision == Choice.LEAVE:
            name, email = row.values.get("name", ""), row.values.get("email", "")
            self.left.append(Left(row=row.row, name=name, email=email))
        return other if decision == Choice.SAME else ""

    def _shown(self, ref: str) -> Shown:
        if ref in self.row:
            return _shown_row(self.row[ref])
        one = self.roster.by_ref[ref]
        if isinstance(one, Other):
            return Shown(name=one.name, email=one.email, born=one.born, country=one.country,
                         affiliation=one.affiliation)  # fmt: skip
        values = one.values
        return Shown(name=values["name"], email=values["email"], born=values["born"],
                     country=values["country"], affiliation=values["affiliation"],
                     delegation=one.delegation)  # fmt: skip


def key_of(row: Brought) -> str:
    """By what a row is known the next time: a digest of name, address and day of birth, for what
    is kept outlives what was sent."""
    values = row.values
    said = (folded(values.get("name", "")), values.get("email", ""), str(values.get("born") or ""))
    return sha256("\n".join(said).encode()).hexdigest()[:20]


def _named_alike(one: str, other: str) -> bool:
    return not one or not other or alike(someone("", one), someone("", other))


def _someone(one: Entry | Other) -> Someone:
    if isinstance(one, Other):
        return someone(one.ref, one.name, one.email, one.born)
    values = one.values
    return someone(one.ref, values["name"], values["email"], values["born"])


def _row(row: Brought) -> Someone:
    values = row.values
    name, email = values.get("name", ""), values.get("email", "")
    return someone(f"r{row.row}", name, email, values.get("born"))


def _shown_row(row: Brought) -> Shown:
    values = row.values
    return Shown(
        name=values.get("name", ""),
        email=values.get("email", ""),
        born=values.get("born"),
        country=values.get("country", ""),
        affiliation=values.get("affiliation", ""),
        delegation=row.delegation,
    )
