"""Personal data shown in clear for one page view, after a reason."""
