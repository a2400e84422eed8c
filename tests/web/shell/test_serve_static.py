"""Static files come straight from the packages, without DEBUG and without collectstatic."""

from django.templatetags.static import static

from xieshou.config.stamp import static_stamp


def test_ours_unfolds_and_the_vendors_files_are_served(client, settings):
    settings.DEBUG = False
    for name in (
        "web/shell.css",
        "web/shell.js",
        "vendor/htmx.min.js",
        "unfold/css/styles.css",
        "admin/js/core.js",
    ):
        answer = client.get(static(name))
        assert answer.status_code == 200, name
        assert b"".join(answer.streaming_content)


def test_browsers_may_keep_them_for_ever_because_the_address_changes(client):
    assert "immutable" in client.get(static("web/shell.css")).headers["Cache-Control"]


def test_scripts_are_sent_packed_to_browsers_that_can_unpack(client):
    answer = client.get(static("vendor/echarts.min.js"), headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 450_000


def test_the_stamp_changes_with_any_file_and_only_then(tmp_path):
    (tmp_path / "a.css").write_text("a{}")
    first = static_stamp(tmp_path)
    assert static_stamp(tmp_path) == first
    (tmp_path / "a.css").write_text("b{}")
    assert static_stamp(tmp_path) != first
