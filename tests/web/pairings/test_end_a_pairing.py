"""An administrator ends a pairing and hands its work over, on the pages (A3-12)."""

import pytest

from tests.domain.pairings.building import a_pairing
from xieshou.domain.pairings.models import EndReason, HandOverItem

TYPED = {"end": "2016-12", "reason": "handed_over", "note": "", "sure": "on"}


@pytest.fixture
def left(db):
    return a_pairing("深圳市", "440300", "毕节市", "520500", round_code="2013", start="2013-02", end=None)


@pytest.fixture
def heir(left):
    return a_pairing("广州市", "440100", "毕节市", "520500", round_code="2016", start="2016-12", end=None)


def test_the_end_its_reason_and_the_successor_are_kept(administrator_client, left, heir):
    answer = administrator_client.post(f"/pairings/{left.pk}/end/", {**TYPED, "successor": heir.pk})
    assert answer.url == f"/pairings/{left.pk}/hand-over/"
    left.refresh_from_db()
    assert (str(left.period.end), left.end_reason, left.successor) == ("2016-12", EndReason.HANDED_OVER, heir)


def test_a_successor_that_starts_later_is_refused_and_nothing_typed_is_lost(administrator_client, left, heir):
    typed = {**TYPED, "end": "2016-10", "successor": heir.pk, "note": "原文如此"}
    answer = administrator_client.post(f"/pairings/{left.pk}/end/", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "本结对止于 2016年10月,接续结对始于 2016年12月" in page
    assert "原文如此" in page
    left.refresh_from_db()
    assert left.period.end is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"end": "2016-13"}, "无法识别"),
        ({"end": "2012"}, "终止日期早于起始日期"),
        ({"end": ""}, "这个字段是必填项"),
        ({"sure": ""}, "这个字段是必填项"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(administrator_client, left, typed, said):
    answer = administrator_client.post(f"/pairings/{left.pk}/end/", {**TYPED, **typed})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    left.refresh_from_db()
    assert left.end_reason == ""


def test_ending_twice_is_said_and_changes_nothing(administrator_client, left):
    administrator_client.post(f"/pairings/{left.pk}/end/", TYPED)
    answer = administrator_client.post(f"/pairings/{left.pk}/end/", {**TYPED, "end": "2017"})
    assert "这个结对已经终止" in answer.content.decode()
    left.refresh_from_db()
    assert str(left.period.end) == "2016-12"


def test_an_item_is_listed_and_closed(administrator_client, left):
    where = f"/pairings/{left.pk}/hand-over/"
    item = {"kind": "project", "description": "示例:在建项目一个", "note": ""}
    assert administrator_client.post(where, item).url == where
    kept = HandOverItem.objects.get()
    done = {"item": kept.pk, "state": "done", "on": "2016-12-20"}
    assert administrator_client.post(where, done).url == where
    kept.refresh_from_db()
    assert (kept.state, kept.done_on.isoformat()) == ("done", "2016-12-20")
    assert "已交接" in administrator_client.get(where).content.decode()


@pytest.mark.parametrize("page", ["end", "hand-over"])
def test_only_who_records_may(stranger, viewer_client, left, page):
    for client in (stranger, viewer_client):
        answer = client.get(f"/pairings/{left.pk}/{page}/")
        assert answer.status_code == 403
        assert "只有填报人员可以更改、终止结对和办理交接" in answer.content.decode()
