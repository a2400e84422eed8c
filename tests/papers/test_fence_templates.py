"""Nothing that a template says can act: read files, run code, take for ever."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError

from tests.papers.building import SAMPLE, VALUES, made, word
from xieshou.papers.checking import check_template
from xieshou.papers.faults import FaultCode, TemplateRefusedError
from xieshou.papers.rendering import render
from xieshou.papers.sandbox import Sandbox

ATTACKS = [
    "{{ title.__class__ }}",
    "{{ title.__class__.__mro__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ giver.get('name') }}",
    "{{ giver['name'] }}",
    "{{ title.format(title) }}",
    "{{ '{0.__class__}'|format(title) }}",
    "{{ title|attr('__class__') }}",
    "{{ steps|map('upper')|list }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9999999 }}",
    "{{ 'a'|center(999999999) }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{% for x in range(1000000000) %}{{ x }}{% endfor %}",
    "{% for a, b in steps %}{{ a }}{% endfor %}",
    "{% for step in steps recursive %}{{ loop(step.parts) }}{% endfor %}",
    "{{ self }}{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__.os.popen('id').read() }}",
    "{{ title|safe }}",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_template_that_wants_more_than_values_is_refused(text: str) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        check_template(word([text]), SAMPLE)
    codes = {fault.code for fault in refused.value.faults}
    assert codes <= {FaultCode.FORBIDDEN, FaultCode.UNKNOWN_NAME}, codes


@pytest.mark.parametrize("text", [a for a in ATTACKS if "self" not in a.split("}}")[0]])
def test_one_that_got_past_the_check_still_does_not_run(text: str) -> None:
    """The file on the shelf may be changed by hand; filling it looks at it again."""
    with pytest.raises(SecurityError):
        render(word([text]), VALUES, made())


@pytest.mark.parametrize("tag", ["include 'a'", "import 'a' as b", "extends 'a'", "from 'a' import b"])
def test_other_files_are_never_named(tag: str) -> None:
    with pytest.raises(SecurityError):
        Sandbox().from_string(f"{{% {tag} %}}")
