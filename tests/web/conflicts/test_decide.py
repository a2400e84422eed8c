"""An administrator says of a relation what is so, and can take it back."""

from __future__ import annotations

import pytest

from tests.web.conflicts.test_list_relations import shown, words_of

pytestmark = pytest.mark.django_db


def decide(client, relation, **said):
    return client.post(f"/conflicts/{relation.pk}/decide/", said, follow=True)


def test_a_relation_is_confirmed_and_that_is_taken_back(administrator_client, administrator_user, relations):
    conflict = relations["conflicts"]
    answer = decide(
        administrator_client, conflict, action="confirm", note="两文都查过", filters="kind=conflicts"
    )
    conflict.refresh_from_db()
    assert (conflict.state, conflict.decided_by, conflict.decision_note) == (
        "confirmed", administrator_user, "两文都查过",
    )  # fmt: skip
    assert (
        answer.redirect_chain[0][0]
        == f"/conflicts/?kind=conflicts&decided={conflict.pk}#relation-{conflict.pk}"
    )
    assert "已记下:414个,冲突,已确认。" in words_of(answer)
    assert "administrator" in words_of(answer)
    answer = decide(
        administrator_client, conflict, action="reopen", filters=f"kind=conflicts&decided={conflict.pk}"
    )
    conflict.refresh_from_db()
    assert (conflict.state, conflict.decided_by) == ("found", None)
    assert "已撤销判定" in words_of(answer)


def test_a_dismissed_one_leaves_the_list_but_can_still_be_taken_back(
    administrator_client, stranger, relations
):
    conflict = relations["conflicts"]
    answer = decide(administrator_client, conflict, action="dismiss", note="两个口径")
    assert conflict.pk not in shown(stranger)
    assert conflict.pk in shown(stranger, state="dismissed")
    assert 'value="reopen"' in answer.content.decode()


def test_a_dismissal_without_a_reason_changes_nothing(administrator_client, relations):
    answer = decide(administrator_client, relations["conflicts"], action="dismiss", note="  ")
    relations["conflicts"].refresh_from_db()
    assert relations["conflicts"].state == "found"
    assert "否定要写明理由" in words_of(answer)


def test_another_kind_is_chosen(administrator_client, relations):
    conflict = relations["conflicts"]
    answer = decide(administrator_client, conflict, action="retype", kind="scope_differs")
    conflict.refresh_from_db()
    assert (conflict.kind, conflict.state) == ("scope_differs", "confirmed")
    assert "这种关系由人判定" in words_of(answer)


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        ("conflicts", {"action": "retype"}, "请选择改成哪一种关系"),
        ("conflicts", {}, "请选择一种判定"),
        ("date_suspect", {"action": "retype", "kind": "conflicts"}, "没有改动"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(administrator_client, relations, kind, said, told):
    answer = decide(administrator_client, relations[kind], **said)
    relations[kind].refresh_from_db()
    assert (relations[kind].kind, relations[kind].state) == (kind, "found")
    assert told in words_of(answer)


def test_only_administrators_decide(stranger, viewer_client, relations):
    for client in (stranger, viewer_client):
        assert decide(client, relations["conflicts"], action="confirm").status_code == 403
        assert "判定" not in [line.strip() for line in words_of(client.get("/conflicts/")).split("  ")]
    relations["conflicts"].refresh_from_db()
    assert relations["conflicts"].state == "found"


def test_who_decided_is_told_to_those_who_sign_in(administrator_client, viewer_client, stranger, relations):
    decide(administrator_client, relations["conflicts"], action="confirm", note="查过原文")
    assert "查过原文" in words_of(viewer_client.get("/conflicts/"))
    assert "查过原文" not in words_of(stranger.get("/conflicts/"))


def test_one_that_is_gone_is_said_in_words(administrator_client, db):
    assert administrator_client.post("/conflicts/999/decide/", {"action": "confirm"}).status_code == 404
