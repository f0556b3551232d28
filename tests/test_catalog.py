"""Merging: nothing that a person wrote is ever lost, and nothing changes twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import po
from l10n.catalog import Catalog, Origin, Previous, State, Unit, merge
from l10n.pipeline.draft import Key, Outcome, Policy, with_drafts
from l10n.pipeline.extract import header

HEADER = header("project", "fr", "es")
ORIGIN = Origin("fr>es", "apertium fr-es 0.9.4")
LONG = "Les deux pays ont convenu d’accélérer leurs projets conjoints de missiles."
CHANGED = "Les deux pays ont convenu d’accélérer leurs projets communs de missiles."


def template(*sources: str) -> Catalog:
    return Catalog(
        header("project", "fr"),
        tuple(
            Unit(source, extracted=("paragraph",), references=(f"source/a.txt:{line}",))
            for line, source in enumerate(sources, 1)
        ),
    )


def catalog(*units: Unit) -> Catalog:
    return Catalog(HEADER, units)


def states(of: Catalog) -> list[State]:
    return [unit.state for unit in of.active]


def test_a_changed_source_makes_stale_and_keeps_the_words() -> None:
    merged = merge(catalog(Unit(LONG, "Ambos países…")), template(CHANGED))
    stale = merged.active[0]
    assert (stale.state, stale.target, stale.previous) == (
        State.STALE,
        "Ambos países…",
        Previous(LONG),
    )


def test_changed_back_is_final_again() -> None:
    there = merge(catalog(Unit(LONG, "Ambos países…")), template(CHANGED))
    back = merge(there, template(LONG))
    assert (back.active[0].state, back.active[0].target) == (State.FINAL, "Ambos países…")


def test_a_second_change_remembers_the_first_source() -> None:
    again = CHANGED.replace("deux", "trois")
    merged = merge(merge(catalog(Unit(LONG, "Ambos")), template(CHANGED)), template(again))
    assert merged.active[0].previous == Previous(LONG)


def test_a_removed_text_is_obsolete_and_comes_back() -> None:
    before = merge(catalog(Unit("un", "uno"), Unit("deux", "dos")), template("un", "deux"))
    gone = merge(before, template("deux"))
    assert [(u.source, u.obsolete) for u in gone.units] == [("deux", False), ("un", True)]
    assert merge(gone, template("un", "deux")).active == before.active


@pytest.mark.parametrize("state", [s for s in State if s is not State.NEW])
def test_every_state_survives_removal_and_return(state: State) -> None:
    unit = {
        State.DRAFT: Unit("un").drafted("uno", ORIGIN),
        State.STALE: Unit("un", "uno", flags=("fuzzy",), previous=Previous("une")),
        State.DOUBTFUL: Unit("un", "uno", flags=("fuzzy",)),
        State.FINAL: Unit("un", "uno"),
    }[state]
    gone = po.load(po.dump(merge(catalog(unit), template("autre chose"))))
    assert states(merge(gone, template("un"))) == [state]


def test_a_paragraph_on_top_touches_no_other_unit() -> None:
    before = merge(catalog(), template("un", "deux"))
    after = merge(before, template("zéro", "un", "deux"))
    assert after.units[1:] == before.units


def test_another_file_of_reference_is_taken_over() -> None:
    moved = replace(template("un").units[0], references=("source/b.txt:1",))
    merged = merge(merge(catalog(), template("un")), Catalog(HEADER, (moved,)))
    assert merged.active[0].references == ("source/b.txt:1",)


def test_unlike_texts_are_not_guessed() -> None:
    merged = merge(catalog(Unit("Plus", "Más")), template("Puis"))
    assert states(merged) == [State.NEW]
    assert [unit.target for unit in merged.units if unit.obsolete] == ["Más"]


def test_one_old_text_serves_one_new_one() -> None:
    merged = merge(catalog(Unit(LONG, "Ambos")), template(CHANGED, CHANGED + " Vite !"))
    assert states(merged) == [State.STALE, State.NEW]


def test_headers_are_completed_never_changed() -> None:
    own = Unit("", "Last-Translator: Ana <ana@example.org>\nLanguage: es\n")
    merged = merge(Catalog(own), template("un"))
    assert merged.field("Last-Translator") == "Ana <ana@example.org>"
    assert merged.field("Content-Type") == "text/plain; charset=UTF-8"


def test_an_edited_draft_is_nobodys_to_replace() -> None:
    drafted = Unit("un").drafted("uno", ORIGIN)
    edited = replace(drafted, target="una")
    assert (drafted.machine_made, edited.machine_made) == (True, False)
    assert not Policy(redraft=True).wants(edited, ORIGIN)
    assert Policy(redraft=True).wants(drafted, ORIGIN)
    assert not Policy(redraft=True).wants(replace(drafted, flags=()), ORIGIN)


def test_a_failure_is_noted_once_and_not_tried_again() -> None:
    failed = with_drafts(
        catalog(Unit("un")),
        {(None, "un"): Outcome("", "fr>es came back empty")},
        ORIGIN,
        lambda _: True,
    )
    (unit,) = failed.units
    assert unit.state is State.NEW
    assert unit.notes == ("l10n: no draft fr>es by apertium fr-es 0.9.4: fr>es came back empty",)
    assert unit.refused == ORIGIN
    assert not Policy().wants(unit, ORIGIN)
    assert Policy().wants(unit, Origin("fr>es", "apertium fr-es 0.9.5"))
    assert unit.drafted("uno", ORIGIN).notes == (ORIGIN.note("uno"),)


def test_doubts_on_formatting_go_with_their_draft() -> None:
    note = "l10n: check the formatting: strong, link /a"
    unit = Unit("un", notes=("A note of Ana's.",)).drafted("uno", ORIGIN, ("strong", "link /a"))
    assert unit.notes == ("A note of Ana's.", ORIGIN.note("uno"), note)
    assert (unit.state, unit.machine_made, unit.own_notes()) == (
        State.DRAFT,
        True,
        ("A note of Ana's.",),
    )
    assert po.load(po.dump(catalog(unit))) == catalog(unit)
    assert not replace(unit, target="una").machine_made
    again = unit.drafted("otro", ORIGIN, ("strong",))
    assert again.notes[1:] == (ORIGIN.note("otro"), "l10n: check the formatting: strong")
    assert again.drafted("otro", ORIGIN).notes[1:] == (ORIGIN.note("otro"),)
    assert again.left_new(ORIGIN, "empty").notes[1:] == (ORIGIN.refusal("empty"),)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("code a\n\tb\x00\u2028c", "code a b c"),
        ("code " + "x" * 200, "code " + "x" * 74 + "…"),
        ("a, a", "a, a"),
    ],
)
def test_doubts_are_one_line_of_printable_text(name: str, shown: str) -> None:
    unit = Unit("un").drafted("uno", ORIGIN, (name, name, ""))
    assert unit.notes[1:] == (f"l10n: check the formatting: {shown}",)
    assert po.load(po.dump(catalog(unit))) == catalog(unit)


def test_what_only_draws_attention_to_a_draft_is_no_word_of_a_person() -> None:
    unit = replace(Unit("un").drafted("", ORIGIN, ("strong",)), target="")
    gone = merge(catalog(unit), template("autre chose"))
    assert [each.source for each in gone.units] == ["autre chose"]


def test_units_of_two_contexts_stay_apart() -> None:
    wanted = Catalog(HEADER, (Unit("voir", context="menu"), Unit("voir")))
    outcomes: dict[Key, Outcome] = {(None, "voir"): Outcome("ver")}
    drafted = with_drafts(merge(catalog(), wanted), outcomes, ORIGIN, lambda _: True)
    assert [(unit.key, unit.target) for unit in drafted.units] == [
        (("menu", "voir"), ""),
        ((None, "voir"), "ver"),
    ]
    assert po.load(po.dump(drafted)) == drafted


def test_a_failure_never_empties_what_a_person_wrote() -> None:
    final = catalog(Unit("un", "uno"))
    failed: dict[Key, Outcome] = {(None, "un"): Outcome("", "empty")}
    assert with_drafts(final, failed, ORIGIN, lambda _: True) == final


def alike(old: str, new: str) -> bool:
    """Tell whether a text is taken for another one, changed."""
    return states(merge(catalog(Unit(old, "algo")), template(new)))[0] is State.STALE


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("a" * 13 + "b" * 7, "a" * 13 + "c" * 7, True),  # 65 of 100 are the same
        ("a" * 16 + "b" * 9, "a" * 16 + "c" * 9, False),  # 64
        ("a" * 13 + "b" * 6, "a" * 13 + "c" * 6, False),  # of short texts, 80 must be
        ("aaaa" + "b", "aaaa" + "c", True),  # 80
        ("a" * 17 + "b" * 7, "a" * 17 + "c" * 2, False),  # 79
        ("a" * 17 + "b" * 2, "a" * 17 + "c" * 7, True),  # the new one's length counts
    ],
)
def test_how_alike_a_changed_text_must_be(old: str, new: str, same: bool) -> None:
    assert alike(old, new) == same


@pytest.mark.parametrize(("away", "found"), [(0, True), (200, True), (201, False)])
def test_how_far_a_changed_text_may_move(away: int, found: bool) -> None:
    others = [f"{number} " * 9 for number in range(away)]
    before = catalog(Unit(LONG, "Ambos"), *(Unit(other) for other in others))
    merged = merge(before, template(*others, CHANGED))
    assert (states(merged)[-1] is State.STALE) == found
    before = catalog(*(Unit(other) for other in others), Unit(LONG, "Ambos"))
    assert (states(merge(before, template(CHANGED, *others)))[0] is State.STALE) == found


def test_a_changed_text_keeps_its_context() -> None:
    for context in (None, "title"):
        merged = merge(
            catalog(Unit(LONG, "Ambos", context="title")),
            Catalog(HEADER, (Unit(CHANGED, context=context),)),
        )
        assert (states(merged) == [State.STALE]) == (context == "title")
        if context:
            assert merged.active[0].previous == Previous(LONG, "title")


def test_the_most_alike_is_taken() -> None:
    near, far = CHANGED + "!", CHANGED.replace("pays", "grands États")
    for order in ((near, far), (far, near)):
        merged = merge(catalog(*(Unit(text, text.upper()) for text in order)), template(CHANGED))
        assert [unit.target for unit in merged.active] == [near.upper()]
        merged = merge(catalog(Unit(CHANGED, "algo")), template(*order))
        assert [unit.source for unit in merged.active if unit.target] == [near]


def test_what_is_still_there_is_no_earlier_text_of_another() -> None:
    merged = merge(catalog(Unit(LONG, "Ambos")), template(LONG, CHANGED))
    assert states(merged) == [State.FINAL, State.NEW]
    merged = merge(catalog(Unit(LONG, "Ambos"), Unit(CHANGED)), template(CHANGED))
    assert states(merged) == [State.NEW]
    assert [unit.target for unit in merged.units] == ["", "Ambos"]


@pytest.mark.parametrize(
    ("unit", "left"),
    [
        (Unit(LONG, "Ambos"), ["Ambos"]),
        (Unit(LONG, "Ambos", flags=("fuzzy",)), []),
        (Unit(LONG).drafted("Ambos", ORIGIN), []),
    ],
)
def test_a_final_text_stays_beside_its_stale_one(unit: Unit, left: list[str]) -> None:
    merged = merge(catalog(unit), template(CHANGED))
    assert merged.active[0].target == "Ambos"
    assert [each.target for each in merged.units if each.obsolete] == left


def test_what_is_retired_says_no_more_where_it_stood() -> None:
    units = (
        Unit("un", "uno", extracted=("heading",), references=("a.txt:1",)),
        Unit("deux", notes=("A note of Ana's.",)),
        Unit("trois"),
        Unit("trois", " ", context="menu", notes=(ORIGIN.refusal("empty"),)),
        Unit("un", "otro", obsolete=True),
    )
    merged = merge(catalog(*units), template("quatre"))
    assert merged.units[1:] == (
        Unit("un", "uno", obsolete=True),
        Unit("deux", notes=("A note of Ana's.",), obsolete=True),
    )


def test_a_unit_in_use_goes_before_an_obsolete_one() -> None:
    units = (Unit("un", "uno"), Unit("un", "otro", obsolete=True))
    for order in (units, units[::-1]):
        assert merge(catalog(*order), template("un")).active[0].target == "uno"


def test_what_comes_back_stands_where_the_template_says() -> None:
    gone = Unit("un", "uno", obsolete=True)
    wanted = template("un").units[0]
    assert merge(catalog(gone), template("un")).units == (replace(wanted, target="uno"),)


@pytest.mark.parametrize(
    "changed", [{"extracted": ("heading",)}, {"references": ("source/b.txt:1",)}]
)
def test_a_new_place_or_comment_is_taken_over(changed: dict[str, tuple[str, ...]]) -> None:
    before = merge(catalog(), template("un"))
    moved = replace(template("un").units[0], references=("source/a.txt:9",))
    assert merge(before, Catalog(HEADER, (moved,))).units == before.units
    moved = replace(moved, **changed)  # type: ignore[arg-type]  # names of fields
    assert merge(before, Catalog(HEADER, (moved,))).units == (moved,)


def test_flags_of_people_stay() -> None:
    unit = Unit(LONG, "Ambos", flags=("no-wrap", "fuzzy"))
    assert unit.drafted("x", ORIGIN).flags == ("fuzzy", "no-wrap")
    assert unit.left_new(ORIGIN, "empty").flags == ("no-wrap",)
    assert merge(catalog(unit), template(CHANGED)).active[0].flags == ("fuzzy", "no-wrap")
    assert Unit(LONG).drafted("x", ORIGIN).flags == ("fuzzy",)


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        (Unit("un"), State.NEW),
        (Unit("un", "uno"), State.FINAL),
        (Unit("un", plural="uns", targets=("uno", "unos")), State.FINAL),
        (Unit("un", plural="uns", targets=("", "unos")), State.FINAL),
        (Unit("un", plural="uns", targets=("", " ")), State.NEW),
        (Unit("un", "uno", flags=("no-wrap",)), State.FINAL),
        (Unit("un", "uno", flags=("fuzzy",)), State.DOUBTFUL),
        (Unit("un", "uno", notes=(ORIGIN.note("uno"),), flags=("fuzzy",)), State.DRAFT),
        (Unit("un", "uno", notes=(ORIGIN.note("uno"),)), State.FINAL),
        (Unit("un", "uno", flags=("fuzzy",), previous=Previous("une")), State.STALE),
        (Unit("un", flags=("fuzzy",), previous=Previous("une")), State.NEW),
        (Unit("un", "uno", previous=Previous("une")), State.FINAL),
    ],
)
def test_states(unit: Unit, state: State) -> None:
    assert unit.state is state


def test_a_draft_is_the_machine_s_while_nobody_touched_it() -> None:
    draft = Unit("un").drafted("uno", ORIGIN)
    assert (draft.machine_made, draft.origin, draft.refused) == (True, ORIGIN, None)
    for touched in ({"target": "una"}, {"flags": ()}, {"notes": ()}):
        assert not replace(draft, **touched).machine_made
    assert (Unit("un", "uno").machine_made, Unit("un").origin) == (False, None)
    failed = Unit("un").left_new(ORIGIN, "empty")
    assert (failed.machine_made, failed.origin, failed.refused) == (False, None, ORIGIN)


def test_fields_of_a_header() -> None:
    own = Catalog(Unit("", "Language: es\nX-Note:  a: b \nX-Empty:\n"))
    named = [own.field(name) for name in ("language", "X-Note", "X-Empty", "X", "Missing")]
    assert named == ["es", "a: b", "", "", ""]


def test_fields_that_a_header_lacks_are_added_last() -> None:
    own = Unit("", "language: es\nX-Mine: a\n", notes=("Ana",), line=7)
    wanted = Unit("", "Language: \nMIME-Version: 1.0\nX-Mine: b\n")
    merged = merge(Catalog(own, (Unit("un"),)), Catalog(wanted, (Unit("un"),)))
    assert merged.header == replace(own, target=f"{own.target}MIME-Version: 1.0\n")
    assert merge(merged, Catalog(wanted, (Unit("un"),))).header is merged.header


def test_where_a_unit_stands_makes_no_other_of_it() -> None:
    assert Unit("un").line == 0
    assert Unit("un", line=3) == Unit("un")


def test_what_is_in_use() -> None:
    units = (Unit("un"), Unit("deux", obsolete=True), Unit("un", context="menu"))
    assert catalog(*units).active == (units[0], units[2])
    assert catalog(*units).by_key() == {(None, "un"): units[0], ("menu", "un"): units[2]}


TEXTS = st.sampled_from([LONG, CHANGED, "Plus", "un", "deux", "trois", LONG + " Vite !"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("article"), st.lists(TEXTS, unique=True, max_size=5)),
        st.tuples(st.just("draft"), st.booleans()),
        st.tuples(st.just("edit"), st.integers(0, 6)),
        st.tuples(st.just("finish"), st.integers(0, 6)),
        st.tuples(st.just("file"), st.none()),
    ),
    max_size=12,
)


@given(STEPS)
def test_no_word_is_ever_lost(steps: list[tuple[str, object]]) -> None:
    """Any sequence of edits, drafts and new articles keeps every word that a person wrote."""
    now, written = catalog(), dict[str, str]()
    for number, (step, how) in enumerate(steps):
        if step == "article" and isinstance(how, list):
            now = merge(now, template(*how))
            assert merge(now, template(*how)) == now
        elif step == "draft":
            policy = Policy(redraft=bool(how))
            outcomes = {u.key: Outcome(f"borrador {number}") for u in now.active}
            now = with_drafts(now, outcomes, ORIGIN, lambda u, p=policy: p.wants(u, ORIGIN))  # type: ignore[misc]
        elif step in ("edit", "finish") and isinstance(how, int) and how < len(now.active):
            unit = now.active[how]
            words = f"a mano {number}"
            flags = unit.flags if step == "edit" else ()
            for source in [s for s, text in written.items() if text == unit.target]:
                del written[source]  # the person replaces these words themselves
            edited = replace(unit, target=words, flags=flags)
            now = replace(now, units=tuple(edited if u is unit else u for u in now.units))
            written[unit.source] = words
        elif step == "file":
            now = po.load(po.dump(now))
        assert set(written.values()) <= {unit.target for unit in now.units}


def test_undoing_a_change_keeps_what_was_written_meanwhile() -> None:
    stale = merge(catalog(Unit(LONG, "Ambos")), template(CHANGED)).active[0]
    edited = replace(stale, target="Ambos, pero comunes", notes=("A note of Ana's.",))
    now = merge(catalog(Unit(LONG, "Ambos", obsolete=True), edited), template(LONG))
    assert (now.active[0].target, now.active[0].state) == ("Ambos", State.FINAL)
    assert [(u.target, u.notes) for u in now.units if u.obsolete] == [
        ("Ambos, pero comunes", ("A note of Ana's.",))
    ]


def test_a_blank_target_is_none() -> None:
    assert Unit("un", " \n").state is State.NEW


def test_plural_forms_stay_with_a_source_that_changed() -> None:
    """Without `msgid_plural`, their entry is no PO."""
    old = Unit("Un fichier de trop", plural="Des fichiers de trop", targets=("Uno", "Unos"))
    now = merge(Catalog(units=(old,)), Catalog(units=(Unit("Un fichier de trop !"),)))
    (unit, *_) = now.units
    assert (unit.state, unit.plural, unit.targets) == (State.STALE, old.plural, old.targets)
    assert unit.previous == Previous(old.source, None, old.plural)
    assert po.load(po.dump(now)).units == now.units
