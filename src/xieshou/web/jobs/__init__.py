"""任务: long work, how it goes and what came of it. ``bars`` gives other pages a live bar."""
