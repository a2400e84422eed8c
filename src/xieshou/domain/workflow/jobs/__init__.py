"""Long work that goes on without its page: queued, claimed by a worker, watched, never half applied.

``registry`` says what can be done, ``services`` start and stop it, ``running`` does it, ``progress`` is what
a handler sees of its job. See docs/howto/jobs.md.
"""
