"""The pages of review: lists, the question before, and what everybody sees of it elsewhere."""

from __future__ import annotations

import csv
import io

import pytest

from xieshou.domain.pairings.models import Pairing

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.status_code == 200, response.content.decode()[:500]
    return response.content.decode()


@pytest.fixture
def changed(recorder, tongren) -> Pairing:
    """苏州 → 铜仁, ended by the recorder: a draft again."""
    pairing = tongren.pairings[3]
    answer = recorder.post(
        f"/pairings/{pairing.pk}/end/", {"end": "2020-06", "reason": "adjusted", "sure": "on", "note": "示例"}
    )
    assert answer.status_code == 302, answer.content.decode()
    pairing.refresh_from_db()
    assert pairing.review_state == "draft"
    return pairing


def token_of(client, lists: str) -> str:
    (row,) = client.get(f"/review/pairings/?list={lists}").context["rows"]
    return row["token"]


def test_a_change_is_reported_looked_at_and_passed(recorder, reviewer, stranger, changed) -> None:
    asked = recorder.post(
        "/review/pairings/decide/", {"step": "report", "record": token_of(recorder, "fill"), "sure": "1"}
    )
    assert asked.status_code == 302
    page = text_of(reviewer.get("/review/", follow=True))
    assert "2021" in page
    assert "2020-06" in page
    assert "结对调整" in page
    record = token_of(reviewer, "review")
    question = reviewer.post("/review/pairings/decide/", {"step": "pass", "record": record})
    assert "通过 1 条" in text_of(question)
    assert stranger.get(f"/pairings/{changed.pk}/").status_code == 404
    reviewer.post("/review/pairings/decide/", {"step": "pass", "record": record, "sure": "1"})
    assert stranger.get(f"/pairings/{changed.pk}/").status_code == 200
    assert "没有" in text_of(reviewer.get("/review/pairings/?list=review"))


def test_a_return_without_a_reason_is_asked_again_and_loses_nothing(recorder, reviewer, changed) -> None:
    recorder.post(
        "/review/pairings/decide/", {"step": "report", "record": token_of(recorder, "fill"), "sure": "1"}
    )
    record = token_of(reviewer, "review")
    sent = {"step": "return", "record": record, "sure": "1"}
    refused = reviewer.post("/review/pairings/decide/", {**sent, "reason": " "})
    assert refused.status_code == 400
    assert "请写明退回理由" in refused.content.decode()
    assert record in refused.content.decode()
    reviewer.post("/review/pairings/decide/", {**sent, "reason": "缺终止依据"})
    assert "缺终止依据" in text_of(recorder.get("/review/pairings/?list=fill"))
    assert "缺终止依据" in text_of(recorder.get(f"/pairings/{changed.pk}/"))


def test_the_recorder_finds_no_way_to_review(recorder, changed) -> None:
    record = token_of(recorder, "fill")
    assert (
        recorder.post("/review/pairings/decide/", {"step": "pass", "record": record, "sure": "1"}).status_code
        == 403
    )
    assert 'value="pass"' not in text_of(recorder.get(f"/pairings/{changed.pk}/"))


def test_figures_say_what_waits_to_those_who_may_see_it(recorder, stranger, changed) -> None:
    waiting = "另有 1 条待审"
    for address in ("/pairings/coverage/?on=2018-06-01", f"/pairings/{changed.parent_id}/?on=2018-06-01"):
        assert waiting in text_of(recorder.get(address))
        assert waiting not in text_of(stranger.get(address))
    listed = text_of(recorder.get("/pairings/?state=waiting&ever=1"))
    assert "草稿" in listed
    assert "昆山市" in listed
    assert "昆山市" not in text_of(stranger.get("/pairings/?ever=1"))


def test_strangers_and_viewers_have_nothing_to_review(stranger, viewer_client) -> None:
    assert stranger.get("/review/pairings/").status_code == 403
    assert viewer_client.get("/review/pairings/").status_code == 403


def test_the_list_leaves_as_a_file_with_its_differences(recorder, changed) -> None:
    answer = recorder.get("/review/pairings/export.csv?list=fill")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["字段"], row["现在"]) for row in rows] == [
        ("起止", "2017-10 至 2020-06"),
        ("终止原因", "结对调整"),
        ("说明", "示例"),
    ]
    assert recorder.get("/review/pairings/export.xlsx?list=fill").content[:2] == b"PK"


@pytest.mark.parametrize(
    "sent", [{}, {"step": "pass", "record": "x:y"}, {"step": "pass", "record": "-1:0"}, {"step": "burn"}]
)
def test_what_no_form_of_ours_sends_is_refused_in_words(reviewer, sent) -> None:
    assert reviewer.post("/review/pairings/decide/", sent).status_code == 400


def test_the_list_asks_few_questions(recorder, changed, django_assert_max_num_queries) -> None:
    recorder.get("/review/pairings/?list=fill")
    with django_assert_max_num_queries(40):
        recorder.get("/review/pairings/?list=fill")


def test_the_list_can_be_read_as_it_was_recorded(stranger, recorder, tongren) -> None:
    from datetime import timedelta

    from django.utils import timezone

    Pairing.history.update(history_date=timezone.now() - timedelta(days=30))
    changed_ = tongren.pairings[3]
    sent = {"end": "2020-06", "reason": "adjusted", "sure": "on", "note": "示例"}
    recorder.post(f"/pairings/{changed_.pk}/end/", sent)
    day = (timezone.localdate() - timedelta(days=5)).isoformat()
    page = text_of(stranger.get(f"/pairings/?ever=1&recorded={day}"))
    assert "昆山市" in page
    assert "登记的内容" in page
    assert "昆山市" not in text_of(stranger.get("/pairings/?ever=1"))
    assert "昆山市" in stranger.get(f"/pairings/export.csv?ever=1&recorded={day}").content.decode()
    assert "昆山市" in text_of(stranger.get(f"/pairings/tree/?ever=1&recorded={day}"))
    assert stranger.get("/pairings/?recorded=soon").status_code == 400
